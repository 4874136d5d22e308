"""Mastheads: newsletters, minutes, circulars and decrees as different offices set their heads."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.read import read_text
from shuangda.kernel.policytext.model import Document
from tests.kernel.policytext.grammar.papers import LAYOUTS

Said = tuple[str | None, str, str | None, str | None]
"""Title, genre, issuer, day of issue."""

NEWSLETTERS: list[tuple[str, str, Said]] = [
    (
        "the mark wrapped, the office and its day side by side",
        "知识产权保护工作\n简　报\n第 12 期\n云川市知识产权保护办公室　　二〇二六年五月十日\n河湾区建成维权援助站\n"
        "5月8日，河湾区举行揭牌仪式，受理咨询30余件。\n",
        ("河湾区建成维权援助站", "bulletin", "云川市知识产权保护办公室", "2026-05-10"),
    ),
    (
        "a number of the year and of all issues",
        "云川打假信息\n2026年第6期（总第86期）\n云川市打假办编印　　2026年6月3日\n林溪县查处一批假冒化肥\n"
        "6月1日，林溪县农业农村局检查门店40家，查扣化肥12吨。\n",
        ("林溪县查处一批假冒化肥", "bulletin", "云川市打假办", "2026-06-03"),
    ),
    (
        "a headline that breaks after the office in it",
        "工作动态\n（第5期）\n青禾区市场监督管理局　　　2026年3月20日\n青禾区市场监管局\n扎实推进农资打假\n"
        "3月以来，检查门店60家，立案2件。\n",
        ("青禾区市场监管局扎实推进农资打假", "bulletin", "青禾区市场监督管理局", "2026-03-20"),
    ),
    (
        "a headline over two lines, with quotation marks",
        "双打工作简报\n第9期\n云川市双打办　2026年9月1日\n青禾区“四个到位”推进\n软件正版化工作\n"
        "8月，青禾区检查单位42家。\n",
        ("青禾区“四个到位”推进软件正版化工作", "bulletin", "云川市双打办", "2026-09-01"),
    ),
    (
        "a report to leaders under the head",
        "督查专报\n第3期\n云川市人民政府督查室　2026年7月1日\n关于上半年打假任务落实情况的督查报告\n"
        "按照要求，督查室开展了督查。共检查单位12家。\n一、存在的问题\n部分单位台账不全。\n",
        ("关于上半年打假任务落实情况的督查报告", "bulletin", "云川市人民政府督查室", "2026-07-01"),
    ),
    (
        "a table of contents: no piece is the title",
        "打击侵权假冒工作简报\n第8期\n云川市双打办　2026年8月8日\n本期要目\n○青禾区开展网络检查\n○林溪县销毁假冒商品\n"
        "青禾区开展网络检查\n8月2日，青禾区检查网店80家。\n林溪县销毁假冒商品\n8月5日，林溪县销毁假冒商品3吨。\n",
        ("打击侵权假冒工作简报", "bulletin", "云川市双打办", "2026-08-08"),
    ),
    (
        "several pieces without contents",
        "打击侵权假冒工作简报\n第8期\n云川市双打办　2026年8月8日\n青禾区开展网络检查\n8月2日，青禾区检查网店80家。\n"
        "林溪县开展销毁活动\n8月5日，林溪县销毁假冒商品3吨。\n",
        ("打击侵权假冒工作简报", "bulletin", "云川市双打办", "2026-08-08"),
    ),
    (
        "furniture of a page over the head",
        "首页 > 工作动态\n打击侵权假冒工作简报第7期\n发布时间：2026-10-23 来源：市双打办\n打击侵权假冒工作简报\n第7期\n"
        "云川市双打办　2026年10月22日\n河湾区开展展会巡查\n10月16日，河湾区检查展位300个。\n",
        ("河湾区开展展会巡查", "bulletin", "云川市双打办", "2026-10-22"),
    ),
    (
        "office and day one below the other, the imprint at the end",
        "知识产权快报\n2026年第4期\n云川市知识产权局\n2026年4月2日\n地理标志保护取得新成效\n3月，全市新增用标企业6家。\n"
        "报：省知识产权局\n送：市政府办公室\n共印30份\n",
        ("地理标志保护取得新成效", "bulletin", "云川市知识产权局", "2026-04-02"),
    ),
    (
        "two offices",
        "质量强市工作简报\n第2期\n云川市质量强市工作领导小组办公室\n云川市市场监督管理局\n2026年2月2日\n"
        "我市开展质量服务月活动\n1月，服务企业60家。\n",
        (
            "我市开展质量服务月活动",
            "bulletin",
            "云川市质量强市工作领导小组办公室 云川市市场监督管理局",
            "2026-02-02",
        ),
    ),
    (
        "a notice over the mark, numbers in words",
        "★内部刊物 注意保存★\n云川双打\n简　报\n（2026年第三期 总第四十一期）\n云川市双打办　　　　2026年3月31日\n\n"
        "云川市“三查三看”规范农资市场\n\n一季度，全市检查门店300余家。\n一、查主体\n核对证照300份。\n",
        ("云川市“三查三看”规范农资市场", "bulletin", "云川市双打办", "2026-03-31"),
    ),
    (
        "an editor's note before the headline",
        "知识产权信息专报\n第5期\n云川市知识产权局　编\n2026年5月5日\n\n【按】现将调研情况刊发如下，供参阅。\n\n"
        "我市地理标志产业发展的调查与思考\n\n一、基本情况\n全市有地理标志23件。\n",
        ("我市地理标志产业发展的调查与思考", "bulletin", "云川市知识产权局", "2026-05-05"),
    ),
    (
        "days that it covers, no headline",
        "青禾打假周报\n第33期（总第210期）\n8月10日—8月16日\n青禾区双打办\n本周全区检查门店45家，立案2件，罚没1.2万元。\n",
        ("青禾打假周报", "bulletin", "青禾区双打办", None),
    ),
    (
        "an office without a day",
        "信用监管动态\n2026年第2期\n\n云川市市场监管局信用科\n\n编者按：各地做法值得借鉴。\n\n"
        "林溪县：三张清单管信用\n\n林溪县建立失信清单，列入企业6家。\n",
        ("林溪县：三张清单管信用", "bulletin", "云川市市场监管局信用科", None),
    ),
    (
        "who reports, before the headline",
        "政务信息\n第 88 期\n\n青禾区人民政府办公室　　　2026年9月9日\n\n青禾区双打办反映：\n"
        "农村集市假冒食品问题仍较突出\n"
        "抽查集市20个，发现问题35个。\n",
        ("农村集市假冒食品问题仍较突出", "bulletin", "青禾区人民政府办公室", "2026-09-09"),
    ),
    (
        "office and day as fields",
        "打击侵权假冒工作简报\n2026年第4期\n\n\n\n主办：云川市双打办　　　　时间：2026年4月28日\n\n\n"
        "云川市启动知识产权宣传周\n4月20日，云川市举行启动仪式，发放资料800份。\n",
        ("云川市启动知识产权宣传周", "bulletin", "云川市双打办", "2026-04-28"),
    ),
    (
        "no number, but office and day",
        "双打工作简报\n云川市双打办　2026年9月1日\n我市部署秋季行动\n9月1日，云川市召开会议，参会80人。\n",
        ("我市部署秋季行动", "bulletin", "云川市双打办", "2026-09-01"),
    ),
]

MINUTES: list[tuple[str, str, Said, list[str]]] = [
    (
        "a spaced mark, a roster at the end",
        "会 议 纪 要\n（第12期）\n云川市双打办　　　　2026年9月10日\n市双打工作领导小组联络员会议纪要\n"
        "2026年9月8日，市双打办召开联络员会议。会议议定事项纪要如下：\n一、由市公安局牵头，于10月底前开展集中行动。\n"
        "二、各单位要于9月20日前报送信息。\n出席：何某、林某\n记录：沈某\n",
        ("市双打工作领导小组联络员会议纪要", "other", "云川市双打办", "2026-09-10"),
        ["一、由市公安局牵头，于10月底前开展集中行动。", "二、各单位要于9月20日前报送信息。"],
    ),
    (
        "a title that names no kind",
        "云川市人民政府专题会议纪要\n〔2026〕15号\n云川市人民政府办公室　　2026年9月10日\n"
        "研究知识产权保护示范区建设有关问题\n"
        "9月8日，副市长何某主持召开会议。现纪要如下：\n一、会议议定，市财政局于9月底前落实经费。\n",
        ("研究知识产权保护示范区建设有关问题", "other", "云川市人民政府办公室", "2026-09-10"),
        ["一、会议议定，市财政局于9月底前落实经费。"],
    ),
    (
        "no head",
        "云川市双打办2026年第三次联络员会议纪要\n时间：2026年9月8日\n地点：市局三楼会议室\n主持：林某\n"
        "参加人员：各成员单位联络员\n会议议定事项如下：\n一、各单位要于9月20日前报送信息。\n",
        ("云川市双打办2026年第三次联络员会议纪要", "other", "云川市双打办", None),
        ["一、各单位要于9月20日前报送信息。"],
    ),
    (
        "the mark is the title",
        "云川市市场监督管理局局长办公会议纪要\n第9期\n云川市市场监督管理局办公室\n2026年6月1日\n"
        "5月30日，局长林某主持召开局长办公会议。会议议定事项纪要如下：\n一、关于农资打假工作\n"
        "由执法支队牵头制定方案，6月15日前印发。\n二、关于经费\n同意列支。\n",
        ("云川市市场监督管理局局长办公会议纪要", "other", "云川市市场监督管理局办公室", "2026-06-01"),
        ["一、关于农资打假工作\n由执法支队牵头制定方案，6月15日前印发。"],
    ),
    (
        "words of secrecy over the mark",
        "内部文件\n注意保存\n专题会议纪要\n第 7 号\n青禾区政府办公室      二〇二六年五月八日\n"
        "农村市场整治专题会议纪要\n"
        "5月6日，区长召集会议。\n一、会议要求，区农业农村局要于6月底前完成排查。\n",
        ("农村市场整治专题会议纪要", "other", "青禾区政府办公室", "2026-05-08"),
        ["一、会议要求，区农业农村局要于6月底前完成排查。"],
    ),
    (
        "who wrote them down, a roster without commas",
        "云川市双打工作领导小组会议纪要\n2026年第1次\n云川市双打工作领导小组办公室整理　2026年3月3日\n\n"
        "2026年2月28日，副市长林某主持召开领导小组会议。纪要如下：\n一、会议听取了工作汇报。\n"
        "二、会议决定，开展农资打假专项行动，由市农业农村局牵头负责。\n参加：林某　何某\n分送：各成员单位\n",
        ("云川市双打工作领导小组会议纪要", "other", "云川市双打工作领导小组办公室", "2026-03-03"),
        ["二、会议决定，开展农资打假专项行动，由市农业农村局牵头负责。"],
    ),
    (
        "no number",
        "会议纪要\n青禾区市场监督管理局办公室　　二〇二六年四月一日\n\n关于商标代理行业整治工作的会议纪要\n"
        "3月30日，区局召开会议。现将会议精神纪要如下：\n（一）统一认识。\n（二）注册科要在4月20日前完成摸底。\n",
        ("关于商标代理行业整治工作的会议纪要", "other", "青禾区市场监督管理局办公室", "2026-04-01"),
        ["（二）注册科要在4月20日前完成摸底。"],
    ),
    (
        "signed below",
        "青禾区打击侵权假冒工作联席会议纪要\n\n时　间：2026年6月3日上午\n地　点：区政府三楼\n主持人：林某\n"
        "议　题：研究行动\n"
        "一、各成员单位于6月10日前报送方案。\n二、每月25日前报送进展。\n\n青禾区双打办\n2026年6月5日\n",
        ("青禾区打击侵权假冒工作联席会议纪要", "other", "青禾区双打办", "2026-06-05"),
        ["一、各成员单位于6月10日前报送方案。", "二、每月25日前报送进展。"],
    ),
]


def one(text: str) -> Document:
    documents = read_text(text)
    assert len(documents) == 1
    return documents[0]


def said(document: Document) -> Said:
    return document.title, document.genre, document.issuer, document.issued_on


LINED = ["blank lines between", "indented", "with Markdown marks"]


@pytest.mark.parametrize("layout", ["", *LINED])
@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in NEWSLETTERS], ids=[case[0] for case in NEWSLETTERS]
)
def test_newsletters(text: str, expected: Said, layout: str) -> None:
    assert said(one(LAYOUTS[layout](text) if layout else text)) == expected


@pytest.mark.parametrize(("text", "expected", "measures"), [case[1:] for case in MINUTES], ids=[c[0] for c in MINUTES])
def test_minutes(text: str, expected: Said, measures: list[str]) -> None:
    document = one(text)
    assert said(document) == expected
    assert [measure.text for measure in document.measures] == measures


@pytest.mark.parametrize(
    ("point", "units"),
    [
        (
            "由区市场监管局牵头，区公安局、区农业农村局配合，于6月底前开展农资打假行动。",
            "l:区市场监管局 s:区公安局 s:区农业农村局",
        ),
        ("会议要求，区教育局会同区市场监管局制定校园周边整治方案。", "l:区教育局 s:区市场监管局"),
        ("请区财政局落实经费20万元。", "r:区财政局"),
        ("关于展会保护，由区商务局负责组织，各成员单位要明确联络员。", "r:区商务局 r:各成员单位"),
        ("河湾镇人民政府、区城管局要于7月10日前完成集市整治。", "r:河湾镇人民政府 r:区城管局"),
        ("会议强调，要强化宣传引导，营造良好氛围。", ""),
        ("会议同意区文旅局提出的方案，由该局印发实施。", ""),
    ],
)
def test_minutes_charge_units_in_their_sentences(point: str, units: str) -> None:
    text = "青禾区知识产权保护联席会议纪要\n第4期\n青禾区市场监督管理局　2026年5月5日\n"
    text += f"现将会议议定事项纪要如下：\n一、{point}\n"
    (measure,) = one(text).measures
    assert sorted(f"{unit.role[0]}:{unit.name}" for unit in measure.units) == sorted(units.split())
    plan = text.replace("会议纪要", "工作方案").replace("第4期\n", "").replace("会议议定事项纪要", "有关事项通知")
    assert [found.units for found in one(plan).measures] == [()]


def test_a_circular_keeps_its_addressees() -> None:
    document = one(
        "情况通报\n〔2026〕第2期\n云川市双打办\n2026年4月9日\n关于第一季度信息报送情况的通报\n各成员单位：\n"
        "现将第一季度信息报送情况通报如下：\n一、总体情况\n共报送信息86条。\n"
    )
    assert said(document) == ("关于第一季度信息报送情况的通报", "summary", "云川市双打办", "2026-04-09")
    assert document.recipients == ("各成员单位",)


def test_a_decree_and_an_announcement_are_cited_by_mark_and_number() -> None:
    decree, rules = read_text(
        "云川市人民政府令\n第23号\n《云川市展会知识产权保护办法》已经市政府常务会议通过，现予公布，自2026年5月1日起施行。\n"
        "市长　林某\n2026年3月20日\n云川市展会知识产权保护办法\n第一条 为了保护知识产权，制定本办法。\n"
        "第二条 展会主办方应当建立投诉处理制度。\n"
    )
    assert (decree.title, decree.number, decree.genre) == ("云川市人民政府令", "云川市人民政府令第23号", "notice")
    assert rules.title == "云川市展会知识产权保护办法"
    announcement = one(
        "云川市市场监督管理局公告\n2026年第5号\n关于2026年第一季度侵权假冒案件信息的公告\n现将第一季度案件信息公告如下。\n"
        "云川市市场监督管理局\n2026年4月20日\n"
    )
    assert announcement.title == "关于2026年第一季度侵权假冒案件信息的公告"
    assert announcement.number == "云川市市场监督管理局公告2026年第5号"


def test_each_issue_in_a_file_is_a_document() -> None:
    issues = read_text(
        "打假简报\n第1期\n云川市双打办　2026年1月8日\n青禾区开展年货市场检查\n1月5日，青禾区检查门店80家，立案1件。\n\n"
        "打假简报\n第2期\n云川市双打办　2026年2月8日\n林溪县销毁假冒商品\n2月5日，林溪县销毁假冒商品3吨。\n"
    )
    assert [said(issue) for issue in issues] == [
        ("青禾区开展年货市场检查", "bulletin", "云川市双打办", "2026-01-08"),
        ("林溪县销毁假冒商品", "bulletin", "云川市双打办", "2026-02-08"),
    ]


def test_the_imprint_holds_no_facts() -> None:
    (fact,) = one(NEWSLETTERS[8][1]).facts
    assert (fact.value, fact.unit) == (6, "家")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "关于印发简报工作要点的通知\n云打假办〔2026〕3号\n各县双打办：\n请认真执行。\n云川市双打办\n2026年3月5日\n",
            "关于印发简报工作要点的通知",
        ),
        (
            "云川市打假信息报送办法\n第一条 各单位报送信息。\n第二条 简报每月编发一期。\n工作简报\n"
            "第三条 本办法自公布起施行。\n",
            "云川市打假信息报送办法",
        ),
        (
            "2026年农资打假工作总结\n云川市农业农村局\n2026年12月1日\n一、主要做法\n编发简报\n第3期刊发经验。\n",
            "2026年农资打假工作总结",
        ),
    ],
)
def test_a_noun_alone_is_no_masthead(text: str, title: str) -> None:
    assert one(text).title == title

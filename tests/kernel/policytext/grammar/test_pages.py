"""Pages as offices print them: news with a headline, furniture before the letter, numbers in brackets."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.read import read_text
from shuangda.kernel.policytext.model import Document

BODY = "现将有关事项通知如下。\n一、加强领导。各单位要制定方案，于5月30日前报送市办公室。\n"


def one(text: str) -> Document:
    documents = read_text(text)
    assert len(documents) == 1
    return documents[0]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "首页 > 新闻中心 > 区县动态\n青禾区农业农村局扎实开展春耕农资检查\n\n"
            "3月12日，青禾区农业农村局在柳溪镇开展农资检查，共检查门店18家，发放资料200余份。\n",
            "青禾区农业农村局扎实开展春耕农资检查",
        ),
        (
            "河湾分局走进社区宣讲商标知识\n\n发布日期：2024-04-28 17:49 来源：河湾分局\n\n"
            "4月26日上午，河湾分局走进云湖社区开展商标知识宣讲。活动现场解答群众咨询30余人次。\n",
            "河湾分局走进社区宣讲商标知识",
        ),
        (
            "云川新闻网：云川打假已立案14起\n\n记者从市商务局了解到，截至6月底，全市立案14起。\n",
            "云川新闻网：云川打假已立案14起",
        ),
        (
            "云川市政府门户网站\n首页\n部门动态\n\n云川市召开农资打假推进会\n发布时间：2022-06-01 10:00\n\n"
            "为做好春耕工作，5月31日，云川市召开农资打假推进会。会议强调，各单位要压实责任。\n",
            "云川市召开农资打假推进会",
        ),
        (
            "河湾区多部门联合查处假冒种子 |\n2021年2月9日 |\n"
            "执法人员在集市上检查摊位，共检查摊位60个，查扣种子30袋。\n",
            "河湾区多部门联合查处假冒种子",
        ),
        ("今日云川讯 4月22日，市农业农村局举行发布会，介绍检查情况。\n", None),
        ("本报讯 6月13日，由青禾区食安委主办的食品安全宣传活动在云湖广场举行，摆放展板30余块。\n", None),
        ("云川网讯（记者 李禾）1月7日上午，考核组来到我市进行现场考核。\n", None),
    ],
)
def test_news_is_a_bulletin_and_its_headline_is_the_title(text: str, title: str | None) -> None:
    document = one(text)
    assert (document.genre, document.title, document.recipients) == ("bulletin", title, ())


@pytest.mark.parametrize(
    "text",
    [
        f"各县人民政府：\n为开展春耕检查，{BODY}",
        "为做好宣传工作，结合实际，制定本方案。\n一、开展采访。记者可向各单位采访。\n二、发放资料。共发放资料100份。\n",
        "现将此次活动情况总结如下：\n一、主要做法\n4月26日，我局开展宣传活动，共发放资料100份。\n",
        "河湾区开展种子检查 |\n近日，河湾区开展种子检查。各镇应当于5月30日前报送结果，不得漏报。\n",
        "青禾区农资检查制度\n近日，青禾区农业农村局开展检查。活动期间，各镇应当记录。\n",
    ],
)
def test_a_letter_a_plan_and_a_report_are_no_news(text: str) -> None:
    assert one(text).genre != "bulletin"


@pytest.mark.parametrize(
    ("head", "title", "number"),
    [
        ("关于召开农资会议的通知\n（临农发〔2023〕9号）\n", "关于召开农资会议的通知", "临农发〔2023〕9号"),
        (
            "关于召开农资会议的通知（临农发〔2023〕9号）\n关于召开农资会议的通知\n",
            "关于召开农资会议的通知",
            "临农发〔2023〕9号",
        ),
        ("首页 > 政务公开 > 2021年 > 第3期\n云农办发〔2021〕18号\n", None, "云农办发〔2021〕18号"),
        ("关于召开农资会议的通知\n发布文号：\n", "关于召开农资会议的通知", None),
        (
            "市农业农村局关于召开农资会议的通知 云农办〔2022〕4号 2022年12月27日 发布机关：市农业农村局 |\n"
            "农业农村局网站 |\n市农业农村局关于\n召开农资会议的通知\n",
            "市农业农村局关于召开农资会议的通知",
            "云农办〔2022〕4号",
        ),
    ],
)
def test_furniture_is_no_part_of_the_title_the_number_or_the_addressees(
    head: str, title: str | None, number: str | None
) -> None:
    document = one(f"{head}各县农业农村局，市直有关单位，第二届种植能手获奖者：\n{BODY}")
    assert (document.title, document.number) == (title, number)
    assert document.recipients == ("各县农业农村局", "市直有关单位", "第二届种植能手获奖者")
    assert document.references == ()
    assert document.genre == "notice"


def test_a_number_in_brackets_behind_a_cited_title_is_cited() -> None:
    document = one(f"转发《关于做好春耕的意见》\n（云农发〔2021〕1号）\n的通知\n各县农业农村局：\n{BODY}")
    assert document.number is None
    assert [reference.number for reference in document.references] == ["云农发〔2021〕1号"]


def test_a_decree_is_cited_by_its_number() -> None:
    text = "云川市农资管理办法\n第一条 根据《农药管理条例》（国务院令第000号）制定本办法。\n第二条 经营者应当登记。\n"
    assert [(r.title, r.number) for r in one(text).references] == [("农药管理条例", "国务院令第000号")]


def test_an_address_in_a_point_does_not_make_a_notice_a_report() -> None:
    text = f"区直各单位：\n{BODY}二、由督查组综合后向区政府汇报。\n二〇二一年四月九日\n"
    assert one(text).genre == "notice"


def test_a_theme_inside_a_sentence_is_what_its_marks_hold() -> None:
    text = (
        "云川市节水周方案\n一、活动主题\n请各县按照“珍惜每一滴水”活动主题，组织宣传。\n二、活动内容\n开展宣传活动。\n"
    )
    assert one(text).theme == "珍惜每一滴水"
    news = "青禾区开展节水周活动\n3月22日，青禾区围绕“节水进万家”主题开展宣传活动，发放资料50份。\n"
    assert one(news).theme == "节水进万家"


def test_the_days_an_office_sets_for_an_activity_are_its_period() -> None:
    text = f"关于开展2023年节水周活动的通知\n各县水利局：\n我局定于6月7日-30日开展节水周活动。{BODY}"
    period = one(text).period
    assert period is not None
    assert (period.start, period.end) == ("2023-06-07", "2023-06-30")


def test_an_issuer_under_the_title_with_its_day_in_brackets() -> None:
    document = one("农资打假情况汇报\n\n青禾区人民政府（2021年3月23日）\n\n一、基本情况\n检查门店30家。\n")
    assert (document.issuer, document.issued_on) == ("青禾区人民政府", "2021-03-23")


def test_the_days_of_a_stage_sign_nothing() -> None:
    text = "云川市农资检查方案\n一、时间安排\n（一）检查阶段（2022年12月11日至2023年3月10日）\n各县开展检查。\n"
    document = one(text)
    assert document.issued_on is None
    assert [measure.section for measure in document.measures] == [("一", "（一）")]


def test_a_number_before_a_figure_opens_a_point_where_it_carries_a_run_on() -> None:
    text = "云川市农资方案\n一、2024年主要任务\n1、3月5日，召开会议。\n2、3月9日至13日，开展检查。\n"
    text += "二、2024年保障措施\n落实经费。\n"
    assert [(s.level, s.number) for s in one(text).sections] == [(1, "一"), (2, "1"), (2, "2"), (1, "二")]
    listed = "云川市农资方案\n一、主要任务\n每年3、4月和11、12月开展检查。\n二、保障措施\n落实经费。\n"
    assert [s.number for s in one(listed).sections] == ["一", "二"]


def test_a_table_whose_cells_stand_one_below_the_other() -> None:
    cells = ["序号", "项目", "内容", "责任部门", "实施时间"]
    cells += ["1", "下发通知", "部署检查，确定重点", "市局食品科", "5月21日前"]
    cells += ["2", "集中检查", "检查农资门店", "市局执法科、市农业农村局", "2024年6月19日（下午）"]
    document = one("\n".join(["2024年农资检查安排表", *cells, "咨询电话见网站"]))
    assert [
        ([unit.name for unit in m.units], [due.by for due in m.due], m.text.endswith("）")) for m in document.measures
    ] == [
        (["市局食品科"], ["2024-05-21"], False),
        (["市局执法科", "市农业农村局"], ["2024-06-19"], True),
    ]


def test_a_responsibility_line_below_a_point_that_speaks_of_slogans() -> None:
    text = "农资宣传方案\n一、活动安排\n（一）电视台每天播出检查活动的宣传标语，制作一期节目。\n"
    text += "责任单位：区文旅局及有关单位。\n"
    assert [[unit.name for unit in m.units] for m in one(text).measures] == [["区文旅局", "有关单位"]]


def test_places_before_a_joint_share_the_noun_behind_it() -> None:
    text = f"关于召开农资会议的通知\n各市及县农业农村局，各县（区）和市直有关单位：\n{BODY}"
    assert one(text).recipients == ("各市及县农业农村局", "各县（区）", "市直有关单位")


def test_a_page_that_prints_a_document_in_full_keeps_the_inner_title() -> None:
    text = "云川市印发2022年农资工作要点\n\n近日，云川市印发2022年农资工作要点。全文如下：\n\n2022年农资工作要点\n\n"
    assert one(text + "一、加强检查\n开展专项行动。\n").title == "2022年农资工作要点"


def test_a_page_stamp_dates_a_piece_of_news_and_a_retrospect_does_not() -> None:
    stamped = "青禾区召开农资会议\n\n2017-12-20 19:22:50 作者：李禾\n\n12月20日，青禾区农资会议召开，培训200余人次。\n"
    assert [event.start for event in one(stamped).events] == ["2017-12-20"]
    looking_back = "云川网讯（记者 李禾）1月7日，我市召开农资会议。2019年，我市检查农资门店158家。\n"
    assert one(looking_back).events == ()
    named = "本报讯 6月13日，由青禾区食安委主办的2023年食品安全宣传活动在云湖广场举行，摆放展板30余块。\n"
    assert [event.start for event in one(named).events] == ["2023-06-13"]


def test_a_field_that_names_the_document_is_no_part_of_its_title() -> None:
    head = "标  题：关于召开农资会议的通知\n发文机关：市农业农村局\n\n关于召开农资会议的通知\n"
    assert one(f"{head}各县农业农村局：\n{BODY}").title == "关于召开农资会议的通知"


def test_named_places_share_the_office_behind_the_last() -> None:
    text = (
        "农资方案\n一、主要任务\n（一）检查门店。\n责任单位：市农业农村局、青禾区、河湾区农业农村局\n（二）发放资料。\n"
    )
    first = one(text).measures[0]
    assert [unit.name for unit in first.units] == ["市农业农村局", "青禾区、河湾区农业农村局"]


def test_a_responsibility_label_makes_a_measure_under_any_heading_above() -> None:
    text = "2024年农资工作要点\n一、突出宣传重点\n1．开展科普宣传。责任单位：市科协\n2．开展检查。责任单位：市供销社\n"
    assert [[unit.name for unit in m.units] for m in one(text).measures] == [["市科协"], ["市供销社"]]


def test_joint_issuers_on_one_line_are_told_apart() -> None:
    text = f"关于召开农资会议的通知\n各县农业农村局：\n{BODY}青禾区农业农村局　　青禾区公安局\n青禾区司法局\n"
    assert one(f"{text}2022年3月5日\n").issuer == "青禾区农业农村局 青禾区公安局 青禾区司法局"


def test_what_a_training_teaches_is_no_order() -> None:
    text = "关于举办农资培训班的通知\n各有关单位：\n现将有关事项通知如下。\n一、培训内容\n识别假农资知识。\n"
    assert one(text + "二、参加人员\n各县农业农村局1人。\n").measures == ()

"""Forms as different offices fill them in: a title over a table, fields that name units and times, or no table."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.read import read_text
from shuangda.kernel.policytext.model import Document, Measure

OFFICE = "云川市打击侵权假冒工作领导小组办公室"

# Text; title, number, issuer; units and times of its one measure, None where it orders nothing.
FORMS: list[tuple[str, str, str, str | None, str | None, tuple[str, str] | None]] = [
    (
        "a bare kind under an office",
        f"{OFFICE}\n督  办  单\n编号：2026-08\n承办单位\t市公安局\n交办日期\t2026年5月6日\n"
        "督办内容\t对网络售假线索开展核查，查清货源。\n办结时限\t2026年5月30日前\n承办人\t\n领导批示\t\n",
        f"{OFFICE}督办单",
        None,
        OFFICE,
        ("r:市公安局", "2026-05-30"),
    ),
    (
        "two fields in a row, the year in the number",
        "云川市人民政府督查室\n重要事项督办通知单\n云政督〔2026〕第12号\n主办单位\t市市场监管局\t协办单位\t市农业农村局、市公安局\n"
        "事项名称\t农资打假任务落实\n办理要求\t请于6月15日前报送办理情况。\n办理情况\t\n",
        "重要事项督办通知单",
        "云政督〔2026〕第12号",
        "云川市人民政府督查室",
        ("r:市市场监管局 s:市农业农村局 s:市公安局", "2026-06-15"),
    ),
    (
        "a card",
        "督查交办卡\n（第3号）\n责任单位\t映月县政府\n配合单位\t市商务局\n任务内容\t整治农村集市假冒商品\n"
        "完成时间\t2026年8月底\n督查要求\t建立台账，逐件销号。\n",
        "督查交办卡",
        None,
        None,
        ("r:映月县政府 s:市商务局", "2026-08-31"),
    ),
    (
        "a lead, and remarks left empty",
        "任务督办单\n督办事项\t展会知识产权保护\n任务来源\t领导小组会议\n牵头单位\t市知识产权局\n配合单位\t市贸促会\n"
        "办理要求\t设立服务站，及时调解纠纷。\n办理期限\t2026年4月20日\n办理结果\t\n备注\t\n",
        "任务督办单",
        None,
        None,
        ("l:市知识产权局 s:市贸促会", "2026-04-20"),
    ),
    (
        "in Markdown",
        "# 工作交办单\n\n| 承办单位 | 青禾区双打办 | 交办时间 | 2026年2月3日 |\n|---|---|---|---|\n"
        "| 交办事项 | 排查春节市场假冒食品 | 完成时限 | 2026年2月12日 |\n| 工作要求 | 逐户检查，留存照片。 | | |\n",
        "工作交办单",
        None,
        None,
        ("r:青禾区双打办", "2026-02-12"),
    ),
    (
        "what is asked for is called an opinion",
        "青禾区知识产权工作领导小组办公室\n督 查 催 办 单\n青知领办催〔2026〕3号    缓急程度：急\n催办单位：区文旅局\n"
        "催办事项\t电影院软件正版化检查\n要求完成时限\t2026年7月15日\n责任单位\t区文旅局\n"
        "催办意见\t请抓紧办理，并书面说明情况。\n",
        "督查催办单",
        "青知领办催〔2026〕3号",
        "青禾区知识产权工作领导小组办公室",
        ("r:区文旅局", "2026-07-15"),
    ),
    (
        "fields without a known name first",
        "领导交办事项办理单\n交办领导\t林某\t交办日期\t2026年3月2日\n交办事项\t对春茶市场开展检查。\n"
        "承办单位\t市市场监管局\t办理时限\t2026年3月20日\n办理结果\t\n",
        "领导交办事项办理单",
        None,
        None,
        ("r:市市场监管局", "2026-03-20"),
    ),
    (
        "signed below the table",
        "侵权线索交办单\n编号：云双打交〔2026〕4号\n牵头单位\t林溪县双打办\n线索来源\t12315平台\n线索内容\t某网店销售假冒化肥。\n"
        "工作要求\t查清货源，依法处理。\n反馈时限\t2026年9月30日\n\n云川市双打办\n2026年9月1日\n",
        "侵权线索交办单",
        "云双打交〔2026〕4号",
        "云川市双打办",
        ("l:林溪县双打办", "2026-09-30"),
    ),
    (
        "a handover orders nothing",
        "侵权假冒线索移送单\n云双移〔2026〕7号\n移送单位\t市市场监管局\n接收单位\t市公安局\n线索内容\t某店铺销售假冒保温杯\n"
        "移送材料\t共3份\n经办人\t\t联系电话\t\n\n云川市市场监督管理局\n2026年3月9日\n",
        "侵权假冒线索移送单",
        "云双移〔2026〕7号",
        "云川市市场监督管理局",
        None,
    ),
    (
        "the number is that of the paper it goes with",
        "公文处理单\n来文单位\t省双打办\t来文字号\t省双办〔2026〕6号\n文件标题\t关于报送总结的通知\n拟办意见\t请综合科办理。\n"
        "领导批示\t\n承办结果\t\n",
        "公文处理单",
        None,
        None,
        None,
    ),
    (
        "an application is no order",
        "云川市知识产权局\n用印审批表\n承办单位\t保护科\t申请人\t何某\n用印事项\t报送材料\n办理时限\t2026年3月5日\n负责人意见\t\n",
        "用印审批表",
        None,
        "云川市知识产权局",
        None,
    ),
    (
        "a kind that no list knows",
        "云川市双打办发文稿纸\n标题\t关于开展检查的通知\n拟稿人\t何某\t核稿人\t\n签发\t\n主送\t各县双打办\n",
        "云川市双打办发文稿纸",
        None,
        None,
        None,
    ),
    ("a receipt", "收 文 回 执\n收文单位\t河湾镇\n收文日期\t\n收文人\t\n", "收文回执", None, None, None),
    (
        "no table: a letter that calls itself a form",
        "工作联系单\n云市监联〔2026〕8号\n市公安局：\n请协助核查下列线索，并于4月30日前反馈。\n"
        "云川市市场监督管理局\n2026年4月12日\n",
        "工作联系单",
        "云市监联〔2026〕8号",
        "云川市市场监督管理局",
        None,
    ),
    (
        "no table: a legal notice",
        "责令整改通知书\n青市监责改〔2026〕11号\n青禾某商贸公司：\n经查，你单位销售的保温杯涉嫌侵权，请于收到本通知书之日起10日内改正。\n"
        "青禾区市场监督管理局\n2026年6月6日\n",
        "责令整改通知书",
        "青市监责改〔2026〕11号",
        "青禾区市场监督管理局",
        None,
    ),
    (
        "no table: a letter called by its kind alone",
        "提 醒 函\n青双打提〔2026〕2号\n河湾镇人民政府：\n你镇第二季度信息报送不足3条，请于7月10日前补报。\n"
        "青禾区双打办\n2026年7月1日\n",
        "提醒函",
        "青双打提〔2026〕2号",
        "青禾区双打办",
        None,
    ),
]


def one(text: str) -> Document:
    documents = read_text(text)
    assert len(documents) == 1
    return documents[0]


def said(measure: Measure) -> tuple[str, str]:
    units = " ".join(f"{unit.role[0]}:{unit.name}" for unit in measure.units)
    return units, " ".join(due.by or due.on or due.rrule or "" for due in measure.due)


@pytest.mark.parametrize(
    ("text", "title", "number", "issuer", "measure"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS]
)
def test_forms(text: str, title: str, number: str | None, issuer: str | None, measure: tuple[str, str] | None) -> None:
    document = one(text)
    assert (document.title, document.number, document.issuer) == (title, number, issuer)
    assert [said(found) for found in document.measures] == ([measure] if measure else [])


def test_what_is_left_to_be_filled_in_is_no_part_of_the_order() -> None:
    (measure,) = one(FORMS[0][1]).measures
    assert measure.text.startswith("承办单位\t市公安局")
    assert measure.text.endswith("办结时限\t2026年5月30日前")


def test_a_form_without_a_table_keeps_its_addressee() -> None:
    assert [one(FORMS[index][1]).recipients for index in (-3, -2, -1)] == [
        ("市公安局",),
        ("青禾某商贸公司",),
        ("河湾镇人民政府",),
    ]


def test_a_table_with_heads_of_columns_is_no_form() -> None:
    document = one(
        "2026年打假重点任务清单\n序号\t任务\t牵头单位\t配合单位\t完成时限\n1\t检查农资门店\t市农业农村局\t市公安局\t6月底\n"
        "2\t开展宣传周\t市委宣传部\t各成员单位\t4月底\n"
    )
    assert [said(measure) for measure in document.measures] == [
        ("l:市农业农村局 s:市公安局", "2026-06-30"),
        ("l:市委宣传部 s:各成员单位", "2026-04-30"),
    ]


def test_the_caption_of_a_table_is_not_the_title_over_it() -> None:
    text = "附件\n2026年云川市农资打假任务分解表\n任务分解表\n序号\t工作任务\t责任单位\n1\t检查门店\t市农业农村局\n"
    assert one(text).title == "2026年云川市农资打假任务分解表"


def test_names_of_one_place_that_run_together_are_parted() -> None:
    text = "关于开展检查的通知\n各县农业农村局：\n请认真落实。\n云川市农业农村局云川市公安局\n2026年3月5日\n"
    assert one(text).issuer == "云川市农业农村局 云川市公安局"


def test_a_farewell_is_no_part_of_the_last_measure() -> None:
    text = "关于报送材料的函\n市农业农村局：\n一、请于3月5日前报送总结。\n"
    text += "二、请于6月5日前报送计划。\n特此函告。\n市双打办\n2026年1月5日\n"
    assert [measure.text for measure in one(text).measures] == [
        "一、请于3月5日前报送总结。",
        "二、请于6月5日前报送计划。",
    ]


def test_who_filled_in_a_table_and_when_is_no_duty() -> None:
    text = "青禾区2026年第一季度案件统计表\n填报单位：区市场监管局\t填报时间：2026年4月3日\n类别\t立案数\n商标\t12\n"
    assert one(text).duties == ()


def test_the_address_of_a_letterhead_is_no_part_of_the_title() -> None:
    text = "云川市知识产权局\n地址：云川市云湖路1号　电话：000-0000001\n关于征求意见的函\n市直有关单位：\n"
    document = one(text + "请于6月10日前反馈意见。\n云川市知识产权局\n2026年5月28日\n")
    assert (document.title, document.recipients) == ("关于征求意见的函", ("市直有关单位",))


def test_an_annex_with_a_form_is_read_beside_its_letter() -> None:
    letter, form = read_text(
        "关于交办侵权假冒线索的通知\n区公安局：\n现将有关线索交你局办理。\n附件：侵权假冒线索交办单\n青禾区双打办\n2026年3月1日\n"
        "附件\n侵权假冒线索交办单\n承办单位\t区公安局\n线索内容\t某网店销售假冒化肥，请依法核查。\n办理时限\t3月20日前\n"
    )
    assert (letter.genre, letter.issuer) == ("notice", "青禾区双打办")
    assert form.title == "侵权假冒线索交办单"
    assert [said(measure) for measure in form.measures] == [("r:区公安局", "2026-03-20")]

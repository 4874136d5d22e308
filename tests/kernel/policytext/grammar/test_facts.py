"""Facts: the figures of summaries and bulletins."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.facts import find_facts
from shuangda.kernel.policytext.grammar.read import read_text
from tests.kernel.policytext.grammar.pieces import piece_of

REPORTED = [
    ("出动执法人员1.2万人次，检查经营主体3456户次。", [(12_000, "人次", "exact"), (3456, "户次", "exact")]),
    (
        "立案12起，货值约35.6万元，罚没款18.4万元。",
        [(12, "起", "exact"), (356_000, "元", "about"), (184_000, "元", "exact")],
    ),
    ("发放宣传手册三千六百多份，接受咨询近千人次。", [(3600, "份", "over"), (1000, "人次", "about")]),
    ("观展人数达到了万人以上。", [(10_000, "人", "at_least")]),
    ("悬挂横幅二十条，召开座谈会两次。", [(20, "条", "exact"), (2, "次", "exact")]),
    (
        "同比增长12.5%，办结率达到98%，群众满意度98.6分。",
        [(12.5, "%", "exact"), (98, "%", "exact"), (98.6, "分", "exact")],
    ),
    ("检查农资门店320家（次），下架问题商品130余盒。", [(320, "家次", "exact"), (130, "盒", "over")]),
    ("销毁侵权商品4.5吨，挽回经济损失20余万元。", [(4.5, "吨", "exact"), (200_000, "元", "over")]),
    ("每万人发明专利拥有量达12.3件。", [(12.3, "件", "exact")]),
    ("全县共出动执法人员17257人/次。", [(17257, "人次", "exact")]),
    ("受理批捕案件4件4人。", [(4, "件", "exact"), (4, "人", "exact")]),
    ("公众号阅读量突破10万次。", [(100_000, "次", "over")]),
]

NOT_COUNTED = [
    "区市场监管局等6部门联合印发通知。",
    "我局坚持四个方面发力，落实三项措施，形成一个体系。",
    "2026年4月26日上午，第3届论坛开幕。",
    "活动历时3个月，公示5个工作日。",
    "要求各单位每月报送不少于2篇信息。",
    "下一步，计划培训骨干200人，打造示范点10个。",
    "认真落实《关于开展“百日行动”的通知》（青打假办〔2026〕2号）。",
]


@pytest.mark.parametrize(("sentence", "expected"), REPORTED)
def test_figures_with_a_unit_are_facts(sentence: str, expected: list[tuple[float, str, str]]) -> None:
    facts = find_facts(piece_of(sentence, "summary"))
    assert [(f.value, f.unit, f.qualifier) for f in facts] == expected


@pytest.mark.parametrize("sentence", NOT_COUNTED)
def test_abstract_counts_times_orders_and_plans_are_none(sentence: str) -> None:
    assert find_facts(piece_of(sentence, "bulletin")) == ()


def test_a_fact_says_what_was_counted() -> None:
    text = "活动期间发放宣传资料4万余份，12个部门参加。"
    papers, offices = find_facts(piece_of(text, "summary"))
    assert (papers.what, offices.what) == ("发放宣传资料", "部门")
    assert "4万余份" in text[slice(*papers.span)]


def test_a_plan_of_the_outlook_is_no_fact() -> None:
    text = "一、工作成效\n检查企业30家。\n二、明年工作打算\n检查企业50家，培训300人。"
    assert [fact.value for fact in find_facts(piece_of(text, "summary"))] == [30]


def test_an_order_has_facts_only_where_it_tells_what_was_done() -> None:
    text = "截至目前，全区共立案12起。各单位要检查企业50家。"
    assert [(fact.value, fact.rule) for fact in find_facts(piece_of(text))] == [(12, "fact_told_in_an_order")]


def test_an_issue_of_a_newsletter_reports() -> None:
    text = "打击侵权假冒工作简报\n第6期\n青禾区开展专项检查\n行动中，出动执法人员86人次，检查商超48家。"
    assert [fact.value for fact in read_text(text)[0].facts] == [86, 48]


NEWS = [
    "青禾区市场监管局积极开展宣传周系列活动\n\n4月24日，青禾区市场监管局在云湖广场组织开展了现场宣传活动。活动期间，该局共出动执法人员36人次。",
    "本报讯 6月13日，由青禾区食安委主办的集中宣传活动在云湖广场举行。活动现场共设置咨询台36个。",
    "云川新闻网讯（记者 李禾）昨日，记者从市商务局了解到，我市立案查处侵权假冒案件36件。",
    "我市召开专项行动汇报会\n\n一年来，全市动用执法车辆36台次，出动执法人员情况良好。",
]
NO_NEWS = [
    "云川市关于加强品牌保护的意见\n各县（区）要积极开展宣传活动。近日，市政府召开会议，要求培训骨干36人，活动期间，共开展宣传36场。",
    "申请表\n姓名\n单位\n培训人数36人",
]


@pytest.mark.parametrize("text", NEWS)
def test_a_piece_of_news_reports_figures_whatever_its_title(text: str) -> None:
    assert [fact.value for fact in read_text(text)[0].facts] == [36]


@pytest.mark.parametrize("text", NO_NEWS)
def test_opinions_and_forms_are_no_news(text: str) -> None:
    assert read_text(text)[0].facts == ()


def test_concrete_things_are_counted_whatever_they_are_called() -> None:
    text = "该局共组织10家重点企业、30名经营者参加，其中包括2起重大案件，线上参与达3万人次。"
    facts = find_facts(piece_of(text, "bulletin"))
    assert [(f.value, f.unit) for f in facts] == [(10, "家"), (30, "名"), (2, "起"), (30_000, "人次")]
    assert [f.what for f in facts][-2:] == ["重大案件", "线上参与"]


def test_a_figure_that_describes_a_group_is_no_fact_of_its_own() -> None:
    facts = find_facts(piece_of("全年查获5万元以上案件12起，没收违法所得3.6万元。", "summary"))
    assert [(f.what, f.value, f.unit) for f in facts] == [("案件", 12, "起"), ("没收违法所得", 36_000, "元")]


def test_what_a_meeting_asks_of_others_makes_its_news_no_order() -> None:
    text = (
        "云川市市场监管局召开食品安全工作推进会\n\n5月11日下午，市局召开推进会，36人参加会议。\n"
        "会议要求，各单位要提高认识。"
    )
    assert [fact.value for fact in read_text(text)[0].facts] == [36]

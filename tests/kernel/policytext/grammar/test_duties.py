"""Duties: what has to be handed in, to whom, through what, by when, at least how many."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.duties import find_duties
from shuangda.kernel.policytext.grammar.targets import find_targets
from shuangda.kernel.policytext.model import Due
from tests.kernel.policytext.grammar.pieces import piece_of

TIMED = [
    ("各成员单位于每季度末月25日前将工作进展情况报送区双打办。", ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25"]),
    ("各镇每月5日前报送上月数据。", ["FREQ=MONTHLY;BYMONTHDAY=5"]),
    ("各街道每周五前通过政务协同平台上报巡查数据，实行零报告制度。", ["FREQ=WEEKLY;BYDAY=FR"]),
    ("各单位要建立工作台账，每月底前更新后报区市场监管局备案。", ["FREQ=MONTHLY;BYMONTHDAY=-1"]),
    ("区市场监管局每半年向社会公布抽检结果。", ["FREQ=MONTHLY;INTERVAL=6"]),
    ("各县区每年12月20日前向市政府报告年度工作情况。", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"]),
    ("各地按季报送典型案例。", ["FREQ=MONTHLY;INTERVAL=3"]),
    ("专项工作结束后10个工作日内，将书面总结报区领导小组办公室。", ["+10 workday"]),
    ("发现重大案情应在2小时内报告区公安分局。", ["+2 hour"]),
    ("行政处罚信息自作出决定之日起20个工作日内向社会公示。", ["+20 workday"]),
    ("各县区于6月30日前、11月30日前分别报送半年和全年总结。", ["2026-06-30", "2026-11-30"]),
    ("申报时间：2026年3月1日至3月20日。", ["2026-03-20"]),
    ("报名截止时间为4月10日，逾期不予受理。", ["2026-04-10"]),
    ("请申报单位于4月1日至4月15日期间登录平台填报。", ["2026-04-15"]),
    ("12月15日前，各责任单位对照清单开展自查，形成自查报告，报送区双打办。", ["2026-12-15"]),
    ("5月底前，整理典型案例，在区政府网站集中发布。", ["2026-05-31"]),
    ("请各单位于4月15日前完成总结，并于4月20日前上报。", ["2026-04-20"]),
    ("各责任单位要于2月3日前，将制订的方案经负责人审定后，报送区政府督查室。", ["2026-02-03"]),
    ("每年组织开展一次评估，评估结果报市政府。", ["FREQ=YEARLY"]),
    ("各单位每日10时前报送前一日数据。", ["FREQ=DAILY"]),
    ("领导小组办公室每周编发简报，报送自治区办公室。", ["FREQ=WEEKLY"]),
    ("四、征集时间\n2026年9月1日至10月31日\n五、评选办法", ["2026-10-31"]),
    ("作品上交时间：自下发通知之日起至4月30日。", ["2026-04-30"]),
]

NONE_AT_ALL = [
    "每月开展一次检查，发现问题要认真整改。",
    "2025年11月11日公布的目录继续有效，报告制度按原规定执行。",
    "本办法自公布之日起施行。",
    "公示时间不少于5个工作日，期满无异议的予以公布。",
    "请于2月2日17:00前将修改意见反馈至区双打办，逾期不反馈视为无意见。",
    "对工作不力的单位予以通报批评。",
    "5月底前完成标准制定并公布实施。",
    "请参会人员于4月21日到区宾馆报到。",
    "畅通举报渠道，完善信息公开制度。",
    "去年，各单位每月报送了工作信息。",
]


def written(due: Due) -> str:
    if due.after:
        return f"+{due.after.n} {due.after.unit}"
    return due.rrule or due.by or due.on or ""


@pytest.mark.parametrize(("sentence", "expected"), TIMED)
def test_a_duty_has_the_times_of_its_sentence(sentence: str, expected: list[str]) -> None:
    duties = find_duties(piece_of(sentence))
    assert [[written(due) for due in duty.due] for duty in duties if duty.due] == [expected]


@pytest.mark.parametrize("sentence", NONE_AT_ALL)
def test_words_that_name_report_or_answer_order_nothing(sentence: str) -> None:
    assert [duty for duty in find_duties(piece_of(sentence)) if duty.due or duty.min_count] == []


def test_who_hands_in_what_to_whom_through_what() -> None:
    text = "各镇（街道）于每月25日前通过“双打信息系统”将案件统计表报送区双打办。"
    (duty,) = find_duties(piece_of(text))
    assert (duty.who, duty.what, duty.to) == (("各镇（街道）",), "案件统计表", "区双打办")
    assert duty.channel is not None
    assert "双打信息系统" in duty.channel


def test_a_duty_of_two_counts_is_two_duties() -> None:
    text = "各镇双打办每月至少向区双打办报送2篇以上工作动态和1篇以上简报素材。"
    first, second = find_duties(piece_of(text))
    assert [(d.what, d.min_count, d.due[0].rrule) for d in (first, second)] == [
        ("工作动态", 2, "FREQ=MONTHLY"),
        ("简报素材", 1, "FREQ=MONTHLY"),
    ]
    assert first.to == "区双打办"


@pytest.mark.parametrize(
    ("sentence", "least"),
    [
        ("每月5日前报送信息不少于2篇。", 2),
        ("各单位信息员每月上报信息2条。", 2),
        ("新闻稿件每月至少上报3条。", 3),
        ("每半年发布典型案例不少于5起。", 5),
        ("每半年在门户网站更新发布1次。", None),
        ("5月8日前报送活动总结（含图片3张以上）。", None),
    ],
)
def test_at_least_how_many(sentence: str, least: int | None) -> None:
    (duty,) = find_duties(piece_of(sentence))
    assert duty.min_count == least


def test_a_time_that_is_not_its_own_does_not_reach_a_report() -> None:
    duties = find_duties(piece_of("每月开展一次检查，发现问题及时报告区双打办。"))
    assert [duty.due for duty in duties] == [()]


def test_a_rule_without_a_year_means_every_year() -> None:
    text = "各单位应当于次年1月10日前将自评报告报市考核办。"
    (duty,) = find_duties(piece_of(text, "assessment_rules", title="考核办法", year=None, issued_on=None))
    assert [due.rrule for due in duty.due] == ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10"]


def test_a_sentence_broken_by_the_page_keeps_its_time() -> None:
    text = "各成员单位要高度重视信息报送工作，明确专人负责，于2026年6月20日前将专项行动\n开展情况报送区双打办。"
    duties = [duty for duty in find_duties(piece_of(text)) if duty.due]
    assert [(duty.due[0].by, duty.to) for duty in duties] == [("2026-06-20", "区双打办")]


SENT = [
    ("请将代表回执于3月15日前分别传真至我局管理司和省知识产权局。", "我局管理司和省知识产权局"),
    ("各单位于9月13日前将《项目表》传真（000-0000000）和电邮（a@example.cn）至省局产业处。", "省局产业处"),
    ("请各地于12月10日前将纸质材料邮寄至市局法规科。", "市局法规科"),
    ("9月25日前将工作总结和统计表报质量股。", "质量股"),
    ("各单位于4月20日前将方案上报区督查组（联系电话：000-0000000）。", "区督查组"),
    ("各单位每月25日前报送工作进展情况至市知识产权局。", "市知识产权局"),
]


@pytest.mark.parametrize(("sentence", "to"), SENT)
def test_ways_of_sending_hand_in_too(sentence: str, to: str) -> None:
    (duty,) = find_duties(piece_of(sentence, "notice"))
    assert duty.due
    assert duty.to == to


def test_a_second_duty_of_a_sentence_needs_no_subject_of_its_own() -> None:
    text = "重大案件应在24小时内电话报告市双打办，3个工作日内补报书面材料。"
    first, second = find_duties(piece_of(text, "notice"))
    assert [written(due) for duty in (first, second) for due in duty.due] == ["+24 hour", "+3 workday"]
    assert second.what == "书面材料"


def test_counts_under_a_heading_of_handing_in_are_duties_and_no_targets() -> None:
    text = "（一）信息报送得分\n1.各镇动态类信息每月不少于6篇，调研类信息每季度不少于1篇。"
    piece = piece_of(text, "assessment_rules")
    assert [(written(d.due[0]), d.min_count) for d in find_duties(piece)] == [
        ("FREQ=MONTHLY", 6),
        ("FREQ=MONTHLY;INTERVAL=3", 1),
    ]
    assert find_targets(piece) == ()


def test_a_number_before_the_subject_is_no_part_of_who_or_what() -> None:
    text = "一、各牵头单位要细化实施方案，明确联系人，于4月20日前上报区督查组。\n2.区直各部门每月报送不少于2篇。"
    first, second = find_duties(piece_of(text, "notice"))
    assert (first.who, first.what, second.who) == (("各牵头单位",), "实施方案", ("区直各部门",))
    assert not second.what.startswith("2")

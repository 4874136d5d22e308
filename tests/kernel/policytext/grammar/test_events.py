"""Events: an activity on a day or in a span of days, and what is none."""

from __future__ import annotations

import pytest

from shuangda.kernel.policytext.grammar.events import find_events
from shuangda.kernel.policytext.model import Period
from tests.kernel.policytext.grammar.pieces import piece_of

SET = [
    ("4月20日，在青禾广场举行宣传周启动仪式。", ("2026-04-20", "2026-04-20")),
    ("定于2026年5月8日上午9:30在区政府三楼会议室召开推进会。", ("2026-05-08T09:30", "2026-05-08")),
    ("区市场监管局于3月15日联合区法院开展现场咨询活动。", ("2026-03-15", "2026-03-15")),
    ("3月10日至3月20日，组织专家深入企业开展培训。", ("2026-03-10", "2026-03-20")),
    ("第一阶段：动员部署（2026年3月1日—3月15日）。各单位制定方案。", ("2026-03-01", "2026-03-15")),
    ("（二）集中整治阶段（即日起至6月30日）。开展拉网式检查。", ("2026-03-02", "2026-06-30")),
    ("“4·26”世界知识产权日当天，组织志愿者走进社区开展宣传。", ("2026-04-26", "2026-04-26")),
    ("活动当天（4月26日）上午，组织志愿者发放资料。", ("2026-04-26", "2026-04-26")),
    ("全市知识产权保护现场会将于5月20日在青禾区召开。", ("2026-05-20", "2026-05-20")),
    ("4月22日上午，全市知识产权工作会议在云川召开。", ("2026-04-22", "2026-04-22")),
]

NOT_SET = [
    "4月26日是第26个世界知识产权日，各单位要广泛开展宣传。",
    "2026年1月1日，《条例》正式实施，各地要认真组织学习。",
    "（一）准备阶段（3月15日前）。制定方案。",
    "请于4月26日前完成宣传品制作。",
    "自2026年5月1日起施行。",
    "根据2025年12月3日印发的通知要求，开展检查。",
    "围绕3月15日国际消费者权益日开展宣传。",
    "青禾区双打办\n2026年3月2日",
    "二、活动时间\n2026年4月20日至26日\n三、活动地点\n青禾广场",
    "决定于4月20日至26日在全区开展宣传周活动。",
    "5月中旬举办培训班。",
    "7月10日前报送总结。",
]


@pytest.mark.parametrize(("text", "expected"), SET)
def test_an_activity_with_its_days_is_an_event(text: str, expected: tuple[str, str]) -> None:
    assert [(e.start, e.end) for e in find_events(piece_of(text))] == [expected]


@pytest.mark.parametrize("text", NOT_SET)
def test_deadlines_papers_and_the_whole_activity_are_none(text: str) -> None:
    assert find_events(piece_of(text)) == ()


def test_the_period_of_the_document_is_no_event() -> None:
    text = "4月20日至26日，集中开展宣传周活动。"
    assert find_events(piece_of(text, period=Period("2026-04-20", "2026-04-26"))) == ()


PLAN = """三、活动安排
（一）启动仪式
时间：4月20日上午9:00
地点：青禾文化广场
主办单位：区委宣传部、区市场监管局
（二）知识产权公开课
1.时间：4月22日下午
2.地点：区实验中学
（三）侵权商品集中销毁活动。4月24日，由区市场监管局牵头，在临江产业园举行。
（四）线上知识竞赛（4月20日—4月30日）。依托公众号开展。
四、工作要求
请于5月8日前报送总结。"""


def test_points_of_a_plan_are_events_with_place_and_hosts() -> None:
    opening, lesson, burning, quiz = sorted(find_events(piece_of(PLAN, "publicity_plan")), key=lambda e: e.span)
    assert (opening.name, opening.start, opening.place) == ("启动仪式", "2026-04-20T09:00", "青禾文化广场")
    assert opening.hosts == ("区委宣传部", "区市场监管局")
    assert (lesson.name, lesson.start, lesson.place) == ("知识产权公开课", "2026-04-22", "区实验中学")
    assert (burning.name, burning.start) == ("侵权商品集中销毁活动", "2026-04-24")
    assert (quiz.name, quiz.start, quiz.end) == ("线上知识竞赛", "2026-04-20", "2026-04-30")


def test_a_notice_calls_to_its_occasion() -> None:
    text = (
        "关于召开青禾区知识产权保护推进会的通知\n各成员单位：\n现将有关事项通知如下：\n一、会议时间\n"
        "2026年4月22日（星期三）下午2:30，会期半天。\n二、会议地点\n区行政中心三楼。\n"
        "三、有关要求\n请于4月20日前将回执报区双打办。"
    )
    title = "关于召开青禾区知识产权保护推进会的通知"
    (event,) = find_events(piece_of(text, "notice", title=title))
    assert (event.name, event.start, event.end) == ("青禾区知识产权保护推进会", "2026-04-22T14:30", "2026-04-22")


def test_a_summary_tells_its_events() -> None:
    text = "4月26日，在青禾广场举办宣传活动。5月12日，区农业农村局联合区公安分局在临江镇开展集中检查。"
    events = find_events(piece_of(text, "summary"))
    assert [(e.start, e.place) for e in events] == [("2026-04-26", "青禾广场"), ("2026-05-12", "临江镇")]
    assert events[1].hosts == ("区农业农村局",)


def test_stages_with_a_labelled_time() -> None:
    text = (
        "三、实施步骤\n1．宣传发动阶段。时间：2026年3月1日至3月15日。主要任务：召开动员会。\n"
        "2．集中整治阶段。时间：2026年3月16日至8月31日。主要任务：开展检查。\n四、工作要求\n加强领导。"
    )
    assert [(e.name, e.start, e.end) for e in find_events(piece_of(text))] == [
        ("宣传发动阶段", "2026-03-01", "2026-03-15"),
        ("集中整治阶段", "2026-03-16", "2026-08-31"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "发布时间：2026年7月7日 14:14   来源：临江新闻网\n本网开展报道。",
        "来源：云川市某局 时间：2026-05-12 09:12\n会议开展情况。",
        "时间： 2026-04-07 15:45:50\n会议开展情况。",
        "成文日期 2026-06-15 公文时效\n组织开展宣传。",
        "根据《云川市餐桌安全治理三年计划（2025-2027年）》，组织开展检查。",
    ],
)
def test_stamps_of_a_page_and_years_of_a_plan_are_none(text: str) -> None:
    assert find_events(piece_of(text, "notice", title="关于举办培训班的通知")) == ()


def test_two_days_in_a_row_are_one_span() -> None:
    text = "会议时间：3月22日、23日\n会议地点：云川宾馆"
    event = find_events(piece_of(text, "notice", title="关于召开全市工作会议的通知"))[0]
    assert (event.start, event.end) == ("2026-03-22", "2026-03-23")


def test_a_notice_about_somebody_elses_activity_has_it_as_an_event() -> None:
    text = "省知识产权局定于11月9日至15日在全省范围内举办“第五届临江专利周”。请各单位报送活动项目。"
    told = find_events(piece_of(text, "notice", title="关于报送专利周活动项目的通知"))
    assert [(e.start, e.end) for e in told] == [("2026-11-09", "2026-11-15")]
    assert find_events(piece_of(text, "notice", title="关于开展第五届临江专利周活动的通知")) == ()


def test_who_holds_an_activity_and_what_it_is_called() -> None:
    text = "本报讯 6月13日，由青禾区食安委主办、区食药监局承办的食品安全宣传周启动仪式在云湖广场举行。"
    event = find_events(piece_of(text, "bulletin"))[0]
    assert (event.name, event.place) == ("食品安全宣传周启动仪式", "云湖广场")
    assert event.hosts == ("青禾区食安委", "区食药监局")


def test_an_activity_that_is_its_own_subject_names_no_host() -> None:
    event = find_events(piece_of("12月20日，我市专项行动汇报会召开。", "bulletin"))[0]
    assert (event.name, event.hosts) == ("我市专项行动汇报会", ())


def test_a_headline_and_the_line_of_the_page_never_run_on_into_the_text() -> None:
    text = (
        "河湾分局开展“世界知识产权日”集中宣传活动\n\n发布日期：2026-04-28 17:49 来源：河湾分局\n\n"
        "4月26日上午，河湾分局联合青禾区知识产权工作站在云湖广场开展宣传活动。"
    )
    assert [event.start for event in find_events(piece_of(text, "bulletin"))] == ["2026-04-26"]


def test_the_year_of_an_activity_is_that_of_its_day() -> None:
    text = "本报讯 6月13日，由青禾区食安委主办的2025年食品安全宣传周活动在云湖广场举行。"
    assert [event.start for event in find_events(piece_of(text, "bulletin", year=None))] == ["2025-06-13"]
    later = "本报讯 1月7日，考核组来到我市进行考核。2025年，我市召开会议36次。"
    assert find_events(piece_of(later, "bulletin", year=None)) == ()


def test_the_day_of_arrival_is_not_the_day_of_the_meeting() -> None:
    text = "一、报到时间和地点：3月21日下午，云川宾馆。\n二、会议时间：3月22日—23日。"
    event = find_events(piece_of(text, "notice", title="关于召开全市工作会议的通知"))[0]
    assert (event.name, event.start, event.end) == ("全市工作会议", "2026-03-22", "2026-03-23")

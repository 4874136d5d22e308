"""Days, ranges, rhythms and terms, each in the words an office uses."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.policytext.grammar.dates import (
    find_dates,
    find_impossible_days,
    find_ranges,
    period_of,
    read_year,
)
from shuangda.kernel.policytext.grammar.dues import find_dues
from shuangda.kernel.policytext.model import Due

YEAR = 2022


def short(due: Due) -> str:
    if due.after:
        return f"{due.after.n} {due.after.unit}"
    return due.by or f"on {due.on}" if not due.rrule else due.rrule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年12月底前完成", ["2021-12-31"]),
        ("于2021年6月20日、12月20前报送", ["2021-06-20", "2021-12-20"]),
        ("分别于6月25日和12月25日前报送", ["2022-06-25", "2022-12-25"]),
        ("请于2021年2月2日17:00前反馈", ["2021-02-02T17:00"]),
        ("12月10日（周五）17时前", ["2022-12-10T17:00"]),
        ("6月20日下班前", ["2022-06-20"]),
        ("4月30日24时前", ["2022-04-30"]),
        ("二〇二三年五月三十一日前", ["2023-05-31"]),
        ("到2025年，建成体系", ["2025-12-31"]),
        ("力争2025年底建成", ["2025-12-31"]),
        ("年末完成", ["2022-12-31"]),
        ("三季度末前", ["2022-09-30"]),
        ("5月上旬前", ["2022-05-10"]),
        ("不迟于5月10日", ["2022-05-10"]),
        ("报名截止时间：2022年3月1日", ["2022-03-01"]),
        ("完成时限：2021年6月", ["2021-06-30"]),
        ("完成时限：2021年3月—10月", ["2021-10-31"]),
        ("定于4月26日上午9：00举行", ["on 2022-04-26T09:00"]),
        ("于2021年11月27日上午，到会场报到", ["on 2021-11-27"]),
        ("每月25日前报送", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
        ("每月5日、20日前报送", ["FREQ=MONTHLY;BYMONTHDAY=5,20"]),
        ("每月月底前", ["FREQ=MONTHLY;BYMONTHDAY=-1"]),
        ("每月至少报送1篇", ["FREQ=MONTHLY"]),
        ("每季度通报一次", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("每季度末月25日前", ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25"]),
        ("在每个季度第1个月的20日前", ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"]),
        ("每季度结束后10日内", ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"]),
        ("每半年公开", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("按季度报送", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("每两年开展一次", ["FREQ=YEARLY;INTERVAL=2"]),
        ("每年12月10日前", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"]),
        ("每年1月15日、7月15日前", ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15"]),
        ("每周五下午5点前", ["FREQ=WEEKLY;BYDAY=FR"]),
        ("活动结束后5个工作日内报送", ["5 workday"]),
        ("自收到之日起十五日内答复", ["15 day"]),
        ("24小时内报告", ["24 hour"]),
        ("两周内办结", ["14 day"]),
        ("活动开始前5个工作日报名", ["-5 workday"]),
    ],
)
def test_words_that_set_a_time(text: str, expected: list[str]) -> None:
    assert [short(found.due) for found in find_dues(text, 0, len(text), YEAR)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "自2021年12月1日起施行",
        "2019年11月11日公布的手册",
        "《2020年12月前完成的任务》",
        "截至2020年底，全市已建成",
        "待年底审核后清算",
        "活动前14天内到访过",
        "在3分钟内响应",
        "近三年内未受处罚",
        "办理时限压缩至3个工作日内",
        "今年内结案的案件",
        "2020年版手册",
        "设置24小时在线客服",
    ],
)
def test_words_that_set_none(text: str) -> None:
    assert find_dues(text, 0, len(text), YEAR) == []


def test_a_year_that_was_not_written_says_so() -> None:
    text = "4月15日前公开；2021年12月10日前报送"
    inferred, written = (found.due for found in find_dues(text, 0, len(text), YEAR))
    assert (inferred.by, inferred.inferred_year) == ("2022-04-15", True)
    assert (written.by, written.inferred_year) == ("2021-12-10", None)


def test_a_day_comes_round_where_no_year_governs() -> None:
    text = "各单位应当于12月10日前报送自评报告"
    assert [found.due.rrule for found in find_dues(text, 0, len(text), None)] == [
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("4月20日至26日", "2022-04-20", "2022-04-26"),
        ("4月22日—23日", "2022-04-22", "2022-04-23"),
        ("4月20至26日", "2022-04-20", "2022-04-26"),
        ("2015年6月13日至6月19日", "2015-06-13", "2015-06-19"),
        ("从4月20日起至4月26日止", "2022-04-20", "2022-04-26"),
        ("3—10月", "2022-03-01", "2022-10-31"),
        ("2021年3月—2022年2月", "2021-03-01", "2022-02-28"),
        ("12月25日至次年1月5日", "2022-12-25", "2023-01-05"),
        ("2021—2023年", "2021-01-01", "2023-12-31"),
    ],
)
def test_ranges(text: str, start: str, end: str) -> None:
    (found,) = find_ranges(text, 0, len(text), YEAR)
    assert (str(found.start), str(found.end)) == (start, end)


def test_an_open_range_starts_with_the_issue() -> None:
    text = "自本通知印发之日起至2022年12月"
    (found,) = find_ranges(text, 0, len(text), YEAR)
    assert found.start is None
    assert period_of(found, None) is None
    period = period_of(found, "2022-08-30")
    assert period is not None
    assert (period.start, period.end) == ("2022-08-30", "2022-12-31")


def test_days_that_no_calendar_has() -> None:
    text = "2月29日、4月31日、13月和2021年2月29日"
    assert [text[slice(*span)] for span in find_impossible_days(text, 0, len(text))] == [
        "4月31日",
        "13月",
        "2021年2月29日",
    ]
    assert [found.iso for found in find_dates(text, 0, len(text), 2024)] == ["2024-02-29"]


@pytest.mark.parametrize(("numeral", "year"), [("二〇二一", 2021), ("二OO八", 2008), ("1999", 1999), ("三千", None)])
def test_years_in_any_digits(numeral: str, year: int | None) -> None:
    assert read_year(numeral) == year


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    text = f"于{day.year}年{day.month}月{day.day}日前完成"
    (found,) = find_dues(text, 0, len(text), None)
    assert found.due.by == day.isoformat()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("请于收到本函之日起15个工作日内函告", "收到本函"),
        ("请贵局在接到通知后3日内报送", "接到通知"),
        ("应于作出决定之日起20个工作日内公开", "作出决定"),
        ("自收到申请之日起5日内", "收到申请"),
    ],
)
def test_the_event_of_a_term_is_named_without_the_request_before_it(text: str, event: str) -> None:
    assert [found.due.after.event for found in find_dues(text, 0, len(text), 2026) if found.due.after] == [event]

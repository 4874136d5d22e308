"""Acts and their order: what a run is made of, and what the office knew at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from shuangda.kernel.clocks import (
    BadEvents,
    BadExtension,
    ClockError,
    Event,
    Limit,
    Pause,
    announced_calendar,
    as_granted,
    due_day,
    due_of,
    extend,
    known_at,
    pause,
    replay,
    rulebook,
    start,
)

CALENDAR = announced_calendar()
CASE = rulebook()["case_decide"]
HOURS = rulebook()["transfer_deliver"]


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"2026-{day}")


FILED = Event("start", on("03-02"))


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([], "还没有起算"),
        ([Event("pause", on("03-02"))], "早于起算"),
        ([Event("stop", on("03-02"))], "早于起算"),
        ([FILED, Event("start", on("03-03"))], "已于2026-03-02起算"),
        ([FILED, Event("resume", on("03-09"))], "并未中止"),
        ([FILED, Event("pause", on("03-09")), Event("resume", on("03-08"))], "结束早于开始"),
        ([FILED, Event("pause", on("03-09")), Event("pause", on("03-10"))], "重叠"),
        ([FILED, Event("pause", on("03-01"))], "早于起算"),
        ([FILED, Event("pause", on("03-09")), Event("resume", on("03-12")), Event("resume", on("03-13"))], "并未中止"),
        ([FILED, Event("pause", on("03-09"), "休假")], "“休假”不是第六十四条规定不计入期限的情形（可用：中止、听证"),
        ([FILED, Event("stop", on("03-01"))], "请按发生的先后录入"),
        ([FILED, Event("pause", on("03-09")), Event("stop", on("03-08"))], "请按发生的先后录入"),
        ([FILED, Event("pause", on("03-09")), Event("resume", on("03-12")), Event("extend", on("03-10"))], "先后录入"),
        ([FILED, Event("restart", on("03-01"))], "请按发生的先后录入"),
        ([FILED, Event("stop", on("03-09")), Event("extend", on("03-10"))], "时限已于2026-03-09停止"),
        ([FILED, Event("stop", on("03-09")), Event("stop", on("03-09"))], "时限已于2026-03-09停止"),
    ],
)
def test_an_impossible_order_says_what_to_mend(events: list[Event], said: str) -> None:
    with pytest.raises(BadEvents, match=said):
        replay(CASE, events)


def test_an_extension_comes_before_the_end() -> None:
    """90 days from 2 March end on 31 May; the extension may come on that day and not on the next."""
    assert replay(CASE, [FILED, Event("extend", on("05-31"))], CALENDAR).extensions == (30,)
    with pytest.raises(BadExtension, match="期限已于2026-05-31届满，2026-06-01 不能再延长"):
        replay(CASE, [FILED, Event("extend", on("06-01"))], CALENDAR)
    paused = [FILED, Event("pause", on("05-20"), "听证"), Event("resume", on("05-30"))]
    assert replay(CASE, [*paused, Event("extend", on("06-10"))], CALENDAR).extensions == (30,)


def test_an_extension_of_a_limit_that_ends_in_an_unknown_year_is_not_late() -> None:
    begun = Event("start", on("12-20"))
    assert replay(CASE, [begun, Event("extend", on("12-21"))], CALENDAR).extensions == (30,)


def test_a_new_report_begins_the_clock_anew_without_its_past() -> None:
    events = [FILED, Event("pause", on("03-09")), Event("resume", on("03-12")), Event("extend", on("03-20"))]
    assert replay(CASE, [*events, Event("restart", on("04-01"))]) == start(CASE, on("04-01"))


def test_the_office_knew_only_what_had_been_entered() -> None:
    """The hearing of 20 April was entered on 2 May; a reading of 1 May must not know of it."""
    hearing = Event("pause", on("04-20"), "听证", recorded=on("05-02"))
    events = [FILED, hearing, Event("resume", on("05-11"))]
    then, now = (replay(CASE, known_at(events, on(day))) for day in ("05-01", "05-02"))
    assert (then.pauses, now.pauses) == ((), (Pause(on("04-20"), None, "听证"),))
    assert due_of(then, CALENDAR).moment == on("05-31")
    assert due_of(now, CALENDAR).moment is None
    assert due_of(replay(CASE, known_at(events, on("05-11"))), CALENDAR).moment == on("06-22")


def test_grounds_stand_in_the_reasons() -> None:
    run = pause(start(CASE, on("03-02")), on("04-20"), on("05-11"), "听证")
    reason = due_of(run, CALENDAR).why[0]
    assert reason.reason == "听证，自2026-04-20至2026-05-11前不计入"
    assert reason.data == {"ground": "听证", "until": date(2026, 5, 11)}


def test_times_are_compared_to_the_minute_where_they_are_given() -> None:
    begun = datetime(2026, 5, 6, 16, 0)
    with pytest.raises(BadEvents, match="2026-05-06 09:00早于起算2026-05-06 16:00"):
        pause(start(HOURS, begun), datetime(2026, 5, 6, 9), None)
    assert pause(start(CASE, begun), datetime(2026, 5, 6), None).pauses  # a day without a time is a whole day
    first = pause(start(CASE, begun), datetime(2026, 5, 7), datetime(2026, 5, 8, 15))
    assert len(pause(first, datetime(2026, 5, 8), datetime(2026, 5, 9)).pauses) == 2
    with pytest.raises(BadEvents, match="早于起算"):
        pause(start(CASE, begun), datetime(2026, 5, 6, 9), None)
    with pytest.raises(BadEvents, match="重叠"):
        pause(first, datetime(2026, 5, 8, 10), datetime(2026, 5, 9))
    first = pause(start(HOURS, begun), datetime(2026, 5, 6, 17), datetime(2026, 5, 6, 18))
    with pytest.raises(BadEvents, match="重叠"):
        pause(first, datetime(2026, 5, 6, 17, 59), datetime(2026, 5, 6, 19))


@pytest.mark.parametrize("year", [1948, 2200, 1, 9999])
def test_a_slip_in_the_year_is_caught(year: int) -> None:
    with pytest.raises(BadEvents, match=f"{year:04}-05-06 的年份不在"):
        start(CASE, datetime(year, 5, 6))


def test_a_total_is_what_all_extensions_reach() -> None:
    """第十六条: 总计30日, and sixty with the second. What is granted is said as the total, as the article does."""
    run = start(rulebook()["transfer_police_decide_economic"], on("04-28"))
    assert extend(run).extensions == (27,)
    assert extend(run, 30).extensions == (27,)
    assert extend(extend(run, 8)).extensions == (5, 52)
    assert as_granted(extend(extend(run, 8))) == (8, 60)
    with pytest.raises(BadExtension, match="应为总计 9 至 60 日，不能是 61"):
        extend(extend(run, 8), 61)
    with pytest.raises(BadExtension, match="应为总计 4 至 30 日，不能是 3"):
        extend(run, 3)


@pytest.mark.parametrize(
    ("limit", "day"),
    [
        (Limit(10, "day"), date(2026, 2, 19)),  # inside a festival: it does not roll
        (Limit(1, "month"), date(2026, 2, 1)),
        (Limit(6, "month"), date(2025, 9, 1)),
        (Limit(2, "year"), date(2024, 3, 1)),
    ],
)
def test_counting_back_in_other_units(limit: Limit, day: date) -> None:
    rule = replace(CASE, limit=limit, direction="before")
    assert due_day(rule, date(2026, 3, 1), CALENDAR) == day
    found = due_of(start(rule, on("03-01")), CALENDAR)
    assert (found.moment, found.why) == (datetime(day.year, day.month, day.day), ())


def test_counting_back_a_month_ends_on_its_last_day() -> None:
    rule = replace(CASE, limit=Limit(1, "month"), direction="before")
    assert due_day(rule, date(2026, 3, 31), CALENDAR) == date(2026, 2, 28)
    assert due_day(rule, date(2024, 3, 31), CALENDAR) == date(2024, 2, 29)
    assert due_day(rule, date(2026, 1, 15), CALENDAR) == date(2025, 12, 15)


def test_every_refusal_is_one_error_that_callers_can_catch() -> None:
    assert {BadEvents, BadExtension} <= set(ClockError.__subclasses__())

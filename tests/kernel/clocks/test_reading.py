"""A run at a moment: what is told beside the date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from shuangda.kernel.clocks import (
    Event,
    Policy,
    Run,
    announced_calendar,
    due_of,
    in_time,
    light_of,
    pause,
    read,
    replay,
    rulebook,
    start,
    warn_from,
)

CALENDAR = announced_calendar()
BOOK = rulebook()


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


def stopped(clock_id: str, begin: str, end: str) -> Run:
    return replay(BOOK[clock_id], [Event("start", at(begin)), Event("stop", at(end))])


@pytest.mark.parametrize(
    ("clock_id", "end", "right"),
    [
        ("complaint_accept", "05-13T23:59", True),  # the whole last day is in time
        ("complaint_accept", "05-14T00:00", False),
        ("complaint_accept", "04-30T16:00", True),
        ("transfer_deliver", "05-01T16:00", True),
        ("transfer_deliver", "05-01T16:01", False),
    ],
)
def test_in_time_is_to_the_day_and_for_hours_to_the_minute(clock_id: str, end: str, right: bool) -> None:
    run = stopped(clock_id, "04-30T16:00", end)
    assert in_time(run, due_of(run, CALENDAR)) is right


def test_what_is_not_stopped_is_not_in_time_and_what_stops_in_a_pause_is() -> None:
    run = pause(start(BOOK["case_decide"], at("03-02")), at("03-09"), None)
    assert not in_time(run, due_of(run, CALENDAR))
    run = replace(run, stopped=at("03-20"))
    assert in_time(run, due_of(run, CALENDAR))


def test_a_stop_is_not_known_before_it_happens() -> None:
    run = stopped("complaint_accept", "04-30T16:00", "05-12T10:00")
    assert [read(run, CALENDAR, at(day)).state for day in ("05-12T09:59", "05-12T10:00")] == ["running", "stopped"]
    assert read(run, CALENDAR, at("06-30")).state == "stopped"


@pytest.mark.parametrize(
    ("clock_id", "end", "first"),
    [
        ("complaint_accept", "05-13", "05-11"),  # seven working days: two before
        ("data_share_reply_open", "10-08", "09-30"),  # one: the working day before, over the break
        ("gov_info_reply", "03-02", "02-24"),  # twenty: five before, with Saturday 28 February
        ("transfer_approve", "05-06", "05-05"),
        ("seizure_period", "06-22", "06-15"),
        ("case_decide", "06-22", "06-07"),
        ("court_enforcement_apply", "06-30", "06-15"),
        ("publish_period_general_max", "06-30", "05-31"),
        ("publish_period_serious_max", "06-30", "04-01"),
        ("transfer_deliver", "05-06T02:30", "05-05T22:30"),
    ],
)
def test_people_are_warned_in_the_units_of_the_clock(clock_id: str, end: str, first: str) -> None:
    assert warn_from(BOOK[clock_id], at(end), CALENDAR) == at(first)


def test_a_rule_may_set_its_own_warning() -> None:
    assert warn_from(replace(BOOK["case_decide"], warn=30), at("06-22"), CALENDAR) == at("05-23")


def test_lights_from_the_warning_to_the_end() -> None:
    run = start(BOOK["complaint_accept"], at("04-30T16:00"))
    lights = [light_of(read(run, CALENDAR, at(day)), CALENDAR) for day in ("05-09", "05-11", "05-13", "05-14")]
    assert lights == ["normal", "near", "near", "late"]
    done = stopped("complaint_accept", "04-30T16:00", "05-20")
    assert light_of(read(done, CALENDAR, at("05-20")), CALENDAR) == "done"
    waiting = pause(start(BOOK["case_decide"], at("03-02")), at("05-30"), None)
    assert light_of(read(waiting, CALENDAR, at("06-30")), CALENDAR) == "normal"


def test_a_weekend_that_rolls_is_warned_of_from_the_earlier_day() -> None:
    """Saturday 7 March rolls to Monday 9; one day before the Saturday is Friday."""
    run, rolls = start(BOOK["transfer_approve"], at("03-04")), Policy(roll_weekends=True)
    lights = [light_of(read(run, CALENDAR, at(day), rolls), CALENDAR) for day in ("03-05", "03-06", "03-09", "03-10")]
    assert lights == ["normal", "near", "near", "late"]


def test_before_its_start_a_clock_has_all_of_its_limit() -> None:
    days, hours = (
        read(start(BOOK[clock_id], at("05-06T09:00")), CALENDAR, at("05-01")).remaining
        for clock_id in ("complaint_accept", "transfer_deliver")
    )
    assert days is not None
    assert hours is not None
    assert (days.n, hours.n) == (7, 24)


def test_what_is_left_of_an_open_pause_needs_no_later_year() -> None:
    begun = start(BOOK["case_verify_decide"], datetime(2026, 12, 24))
    reading = read(pause(begun, datetime(2026, 12, 30), None), CALENDAR, datetime(2027, 5, 1))
    assert (reading.state, reading.due.moment) == ("paused", None)
    assert reading.remaining is not None
    assert (reading.remaining.n, reading.remaining.unit) == (12, "workday")  # 25, 28 and 29 December are used
    at_once = read(pause(begun, datetime(2026, 12, 24), None), CALENDAR, datetime(2026, 12, 25))
    assert at_once.remaining is not None
    assert at_once.remaining.n == 15


def test_overdue_in_a_year_without_a_notice_is_said_in_days() -> None:
    reading = read(start(BOOK["complaint_accept"], at("12-01")), CALENDAR, datetime(2027, 1, 5))
    assert reading.state == "overdue"
    assert reading.remaining is not None
    assert (reading.remaining.n, reading.remaining.unit) == (-26, "day")  # due on 10 December

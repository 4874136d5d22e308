from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.clocks import UnknownYear, announced_calendar
from shuangda.kernel.clocks.holidays import Holiday

CALENDAR = announced_calendar()
add_workdays, workdays_between = CALENDAR.add_workdays, CALENDAR.workdays_between
is_workday = CALENDAR.is_workday
holidays_between, makeup_days_between = CALENDAR.holidays_between, CALENDAR.makeup_days_between

# The calendar is known to the end of 2026: twice sixty days from here stay within it.
KNOWN = st.dates(min_value=date(2015, 7, 1), max_value=date(2026, 5, 1))

# Spring Festival 2026: off from Sunday 15 to Monday 23 February, Saturdays 14 and 28 February worked for it.
BEFORE, AFTER = date(2026, 2, 13), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),  # Saturday, made up
        (date(2026, 2, 15), False),
        (date(2026, 2, 17), False),  # New Year's day
        (date(2026, 2, 23), False),  # Monday, still off
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # Saturday, made up
        (date(2026, 3, 1), False),
    ],
)
def test_spring_festival_and_its_makeup_days(day: date, worked: bool) -> None:
    assert is_workday(day) is worked


def test_the_first_day_does_not_count_and_the_last_does() -> None:
    assert workdays_between(BEFORE, BEFORE) == 0
    assert workdays_between(BEFORE, date(2026, 2, 14)) == 1
    assert workdays_between(BEFORE, date(2026, 2, 23)) == 1
    assert workdays_between(BEFORE, date(2026, 2, 24)) == 2
    assert workdays_between(date(2026, 2, 24), BEFORE) == -2


def test_adding_steps_over_the_holiday_both_ways() -> None:
    assert add_workdays(date(2026, 2, 14), 1) == date(2026, 2, 24)
    assert add_workdays(date(2026, 2, 24), -1) == date(2026, 2, 14)
    assert add_workdays(date(2026, 2, 15), 0) == date(2026, 2, 15)


def test_holidays_and_makeup_days_are_named() -> None:
    assert holidays_between(BEFORE, AFTER) == [Holiday("Spring Festival", "春节", date(2026, 2, 15), date(2026, 2, 23))]
    assert makeup_days_between(BEFORE, AFTER) == [date(2026, 2, 14), date(2026, 2, 28)]


def test_holidays_that_touch_stay_apart() -> None:
    names = [holiday.name_zh for holiday in holidays_between(date(2025, 9, 29), date(2025, 10, 9))]
    assert names == ["国庆节", "中秋", "国庆节"]


@pytest.mark.parametrize("day", [date(1998, 5, 4), date(2090, 5, 4)])
def test_a_year_without_a_notice_is_an_error_that_says_so(day: date) -> None:
    with pytest.raises(UnknownYear, match=f"{day.year}年的放假安排尚未收录") as caught:
        is_workday(day)
    assert caught.value.year == day.year
    with pytest.raises(UnknownYear):
        workdays_between(day, day + timedelta(days=1))


@settings(deadline=None)
@given(KNOWN, st.integers(min_value=-30, max_value=30).filter(bool))
def test_adding_then_counting_gives_the_same_number(day: date, count: int) -> None:
    start = add_workdays(day, 1)  # from a working day, so that the way back counts the same days
    assert workdays_between(start, add_workdays(start, count)) == count


@settings(deadline=None)
@given(KNOWN, st.integers(0, 60), st.integers(0, 60))
def test_counts_add_up(day: date, first: int, second: int) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert workdays_between(day, middle) + workdays_between(middle, end) == workdays_between(day, end)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.domain.plans.deadlines import deadline, next_deadline, next_occurrence

MARCH = date(2026, 3, 9)


def day_of(dues: list[dict[str, object]], **more: object) -> str | None:
    found = deadline(dues, **{"period_end": None, "start": MARCH, **more})  # type: ignore[arg-type]
    return f"{found.at:%Y-%m-%d %H:%M}" if found.at else None


def test_a_day_ends_with_its_last_minute() -> None:
    assert day_of([{"by": "2026-10-31"}]) == "2026-10-31 23:59"


def test_a_time_of_day_is_kept() -> None:
    assert day_of([{"by": "2026-04-02T17:00"}]) == "2026-04-02 17:00"


def test_of_two_days_the_next_one_counts_and_when_both_are_over_the_last() -> None:
    dues = [{"by": "2026-06-20"}, {"by": "2026-12-20"}]
    assert day_of(dues) == "2026-06-20 23:59"
    assert day_of(dues, start=date(2026, 7, 1)) == "2026-12-20 23:59"
    assert day_of(dues, start=date(2027, 1, 1)) == "2026-12-20 23:59"


def test_without_a_date_the_period_ends_it() -> None:
    assert day_of([], period_end=date(2026, 12, 31)) == "2026-12-31 23:59"
    assert day_of([{"after": {"event": "立案", "n": 3, "unit": "workday"}}]) is None


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        ("FREQ=MONTHLY", date(2026, 3, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=25", date(2026, 3, 25)),
        ("FREQ=MONTHLY;BYMONTHDAY=5", date(2026, 4, 5)),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 3, 31)),
        ("FREQ=MONTHLY;INTERVAL=6", date(2026, 6, 30)),
        ("FREQ=YEARLY", date(2026, 12, 31)),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10", date(2026, 12, 10)),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", date(2027, 1, 10)),
        ("FREQ=WEEKLY;BYDAY=FR", date(2026, 3, 13)),
        ("FREQ=WEEKLY", date(2026, 3, 15)),
        ("FREQ=DAILY", MARCH),
    ],
)
def test_a_rhythm_falls_due_next(rhythm: str, expected: date) -> None:
    assert next_occurrence(rhythm, MARCH) == expected


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert next_occurrence("FREQ=MONTHLY;BYMONTHDAY=31", date(2027, 2, 3)) == date(2027, 2, 28)


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 6),
    st.integers(1, 31),
)
def test_the_next_time_is_never_past_and_within_a_year(start: date, freq: str, interval: int, day: int) -> None:
    found = next_occurrence(f"FREQ={freq};INTERVAL={interval};BYMONTHDAY={day}", start)
    assert 0 <= (found - start).days <= 366


def after(dues: list[dict[str, object]], reported: date, start: date = MARCH) -> str | None:
    current = deadline(dues, period_end=None, start=start).at
    assert current is not None
    found = next_deadline(dues, current=current, reported=reported, period_end=date(2026, 12, 31))
    return f"{found.at:%m-%d}" if found and found.at else None


def test_one_report_answers_one_time_of_a_rhythm_early_or_late() -> None:
    quarterly: list[dict[str, object]] = [{"rrule": "FREQ=MONTHLY;INTERVAL=3"}]
    assert after(quarterly, date(2026, 3, 10)) == "06-30"
    assert after(quarterly, date(2026, 5, 2)) == "06-30"
    assert after(quarterly, date(2026, 12, 5), start=date(2026, 12, 1)) is None, "the period ends"


def test_a_report_answers_a_written_date_only_when_it_comes_near_it() -> None:
    twice: list[dict[str, object]] = [{"by": "2026-06-20"}, {"by": "2026-12-20"}]
    assert after(twice, date(2026, 4, 1)) is None
    assert after(twice, date(2026, 6, 15)) == "12-20"
    assert after([{"by": "2026-06-20"}], date(2026, 6, 15)) is None, "there is no other date"

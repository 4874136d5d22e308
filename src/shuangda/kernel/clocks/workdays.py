"""Working days as the State Council's yearly holiday notices set them, make-up days (调休) included.

The first source is `chinesecalendar`, which carries those notices. A year that no notice covers yet is an error and
never a guess: `UnknownYear` says so in a sentence for staff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(days=1)
SATURDAY = 5


class UnknownYear(ValueError):
    """No holiday notice is known for this year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假安排尚未收录，不能按工作日计算。")
        self.year = year


@dataclass(frozen=True, slots=True)
class Holiday:
    """Successive days off under one name, weekends between them included."""

    name: str
    name_zh: str
    first: date
    last: date


def is_workday(day: date) -> bool:
    """Whether offices work on `day`. Raises UnknownYear."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise UnknownYear(day.year) from error


def workdays_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier.

    The first day does not count (民法典 第201条). Raises UnknownYear.
    """
    if end < start:
        return -workdays_between(end, start)
    return sum(is_workday(day) for day in _days_after(start, end))


def add_workdays(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`, or before it when `count` is negative.

    `day` itself does not count; with a count of 0 it is the answer. Raises UnknownYear.
    """
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day)
    return day


def holidays_between(start: date, end: date) -> list[Holiday]:
    """Named holidays with a day off after `start` up to and including `end`, oldest first. Raises UnknownYear."""
    found: list[Holiday] = []
    for day in _days_after(start, end):
        if is_workday(day) or not (kind := _named(day)):
            continue
        name, name_zh = kind
        if found and found[-1].name == name and found[-1].last == day - DAY:
            found[-1] = Holiday(name, name_zh, found[-1].first, day)
        else:
            found.append(Holiday(name, name_zh, day, day))
    return found


def makeup_days_between(start: date, end: date) -> list[date]:
    """Saturdays and Sundays after `start` up to and including `end` that are worked. Raises UnknownYear."""
    return [day for day in _days_after(start, end) if day.weekday() >= SATURDAY and is_workday(day)]


def _named(day: date) -> tuple[str, str] | None:
    _, name = chinese_calendar.get_holiday_detail(day)
    if not name:
        return None
    kind = chinese_calendar.Holiday(name)
    return str(kind.value), str(kind.chinese)


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + DAY * offset for offset in range(1, (end - start).days + 1))

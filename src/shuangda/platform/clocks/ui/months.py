"""A year as twelve months of weeks, each day with what it is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.formats import date_format

from shuangda.kernel.clocks import Notice

from ..wording import in_chinese

SATURDAY: Final = 5
Kind = Literal["work", "weekend", "off", "makeup"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; `name` is the holiday it belongs to."""

    day: date
    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday; None where a day belongs to another month."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]
    workdays: int


def months(year: int, notice: Notice) -> list[Month]:
    """The twelve months of a year as its notice sets them."""
    off = {day: holiday.name_zh if in_chinese() else holiday.name for holiday in notice.holidays for day in holiday}
    return [_month(year, number, off, set(notice.worked)) for number in range(1, 13)]


def weekdays() -> list[tuple[str, str]]:
    """The days of the week from Monday, short and in full."""
    monday = date(2024, 1, 1)
    days = [monday.replace(day=number) for number in range(1, 8)]
    return [
        (date_format(day, "D")[-1:] if in_chinese() else date_format(day, "D")[:2], date_format(day, "l"))
        for day in days
    ]


def _month(year: int, number: int, off: dict[date, str], worked: set[date]) -> Month:
    weeks = [
        tuple(_day(day, off, worked) if day.month == number else None for day in week)
        for week in calendar.Calendar().monthdatescalendar(year, number)
    ]
    counted = sum(1 for week in weeks for day in week if day and day.kind in ("work", "makeup"))
    return Month(date_format(date(year, number, 1), "F"), tuple(weeks), counted)


def _day(day: date, off: dict[date, str], worked: set[date]) -> Day:
    if day in off:
        return Day(day, "off", off[day])
    if day in worked:
        return Day(day, "makeup")
    return Day(day, "weekend" if day.weekday() >= SATURDAY else "work")

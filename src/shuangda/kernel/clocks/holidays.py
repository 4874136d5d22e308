"""Holiday notices: which days of a year are off and which weekend days are worked for them (调休).

国务院办公厅 announces them each year; `chinesecalendar` carries those announced so far and is the first source. An
office adds or corrects a year with a `Notice` of its own, which names where it was taken from.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final

from .errors import BadNotice

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2199
FESTIVALS: Final = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
LONGEST_ALONE: Final = 7  # days of a National Day break that holds no other festival
LONGEST_BREAK: Final = 20  # days; the longest ever announced had ten
CARRIED_OVER: Final = 15  # a notice may reach so many days into the December before it


@dataclass(frozen=True, slots=True)
class Holiday:
    """Successive days off under one name, weekends between them included."""

    name: str
    name_zh: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days are off."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + DAY * offset for offset in range(self.days))


@dataclass(frozen=True, slots=True)
class Notice:
    """The announced days of one year. Raises BadNotice when they contradict one another.

    `worked` are Saturdays and Sundays on which offices work. Days of the December before may belong to a notice,
    as New Year's break often begins there. `version` tells corrections of one year apart.
    """

    year: int
    holidays: tuple[Holiday, ...]
    worked: tuple[date, ...]
    source: str
    version: str = "1"

    def __post_init__(self) -> None:
        self._check_span()
        self._check_holidays()
        self._check_worked()

    def _check_span(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise BadNotice(
                f"年份 {self.year} 不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间，请核对。",
                f"The year {self.year} lies outside {FIRST_YEAR} to {LAST_YEAR}: check it.",
            )
        earliest = date(self.year, 1, 1) - DAY * CARRIED_OVER
        for day in (*(day for holiday in self.holidays for day in (holiday.first, holiday.last)), *self.worked):
            if not earliest <= day <= date(self.year, 12, 31):
                raise BadNotice(
                    f"{day} 不属于{self.year}年的放假安排，请核对年份。",
                    f"{day} does not belong to the holidays of {self.year}: check the year.",
                )
        if not self.holidays:
            raise BadNotice(
                f"{self.year}年的放假安排没有一个节日，请补录。",
                f"The notice of {self.year} has no holiday: add them.",
            )

    def _check_holidays(self) -> None:
        for holiday in self.holidays:
            if holiday.last < holiday.first:
                raise BadNotice(
                    f"“{holiday.name_zh}”的最后一天 {holiday.last} 早于第一天 {holiday.first}，请改正。",
                    f"“{holiday.name_zh}” ends on {holiday.last}, before its first day {holiday.first}: correct it.",
                )
            if holiday.days > LONGEST_BREAK:
                raise BadNotice(
                    f"“{holiday.name_zh}”放假 {holiday.days} 天，超过 {LONGEST_BREAK} 天，请核对起止日期。",
                    f"“{holiday.name_zh}” has {holiday.days} days, more than {LONGEST_BREAK}: check its days.",
                )
        ordered = sorted(self.holidays, key=lambda holiday: holiday.first)
        for one, other in pairwise(ordered):
            if other.first <= one.last:
                raise BadNotice(
                    f"{other.first} 既属于“{one.name_zh}”又属于“{other.name_zh}”，请改正其一。",
                    f"{other.first} belongs to “{one.name_zh}” and to “{other.name_zh}”: correct one of them.",
                )

    def _check_worked(self) -> None:
        off = {day: holiday.name_zh for holiday in self.holidays for day in holiday}
        for day in self.worked:
            if day in off:
                raise BadNotice(
                    f"{day} 既是“{off[day]}”放假日又是调休上班日，请改正其一。",
                    f"{day} is a day off of “{off[day]}” and a day worked to make up: correct one of them.",
                )
            if day.weekday() < SATURDAY:
                raise BadNotice(
                    f"{day} 不是周六或周日，本来就上班，不能列为调休上班日。",
                    f"{day} is neither Saturday nor Sunday and worked anyway: it cannot make up for a holiday.",
                )
        if len(set(self.worked)) < len(self.worked):
            raise BadNotice(
                f"{self.year}年的调休上班日有重复，请删去重复的日期。",
                f"The days worked to make up in {self.year} hold one twice: remove it.",
            )


def left_out(notice: Notice) -> tuple[str, ...]:
    """The festivals of 全国年节及纪念日放假办法 (since 2008) that a notice says nothing of: it is not whole then.

    Mid-Autumn may lie in a longer National Day break without being named.
    """
    named = "".join(holiday.name_zh for holiday in notice.holidays)
    longest = max((holiday.days for holiday in notice.holidays if "国庆" in holiday.name_zh), default=0)
    within = ("中秋",) if longest > LONGEST_ALONE else ()
    return tuple(name for name in FESTIVALS if name not in named and name not in within)


@cache
def announced() -> tuple[Notice, ...]:
    """The notices that `chinesecalendar` carries, oldest first."""
    from importlib.metadata import version

    from chinese_calendar.constants import holidays, workdays

    release = version("chinesecalendar")
    off: dict[int, dict[date, str]] = {}
    for day, name in sorted(_with_weekends(holidays, workdays).items()):
        off.setdefault(_year_of(day, name), {})[day] = name
    worked: dict[int, list[date]] = {}
    for day, name in sorted(workdays.items()):
        worked.setdefault(_year_of(day, name), []).append(day)
    return tuple(
        Notice(year, tuple(_runs(days)), tuple(worked.get(year, ())), "chinesecalendar", release)
        for year, days in sorted(off.items())
    )


def _with_weekends(off: Mapping[date, str], worked: Container[date]) -> dict[date, str]:
    """Days off with the weekend that follows them, as notices announce them (9月3日至5日; 5月1日放假，与周末连休).

    The package names these weekends in most years and leaves them out in some.
    """
    found = dict(off)
    for day, name in sorted(off.items()):
        while (day := day + DAY).weekday() >= SATURDAY and day not in found and day not in worked:
            found[day] = name
    return found


def _year_of(day: date, name: str) -> int:
    """New Year's break in December belongs to the notice of the year it greets."""
    return day.year + (day.month == 12 and name == "New Year's Day")


def _runs(days: dict[date, str]) -> list[Holiday]:
    """Successive days of one name put together."""
    from chinese_calendar import Holiday as Named

    found: list[Holiday] = []
    for day, name in days.items():
        if found and found[-1].name == name and found[-1].last == day - DAY:
            found[-1] = Holiday(name, found[-1].name_zh, found[-1].first, day)
        else:
            found.append(Holiday(name, str(Named(name).chinese), day, day))
    return found

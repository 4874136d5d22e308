"""Working days as the holiday notices set them: the one calendar by which everything is counted.

A year without a notice is an error and never a guess: `UnknownYear` says so in a sentence for staff.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from .errors import UnknownYear
from .holidays import DAY, SATURDAY, Holiday, Notice, announced


class WorkCalendar:
    """The days of all years with a notice. Immutable; equal notices give an equal calendar."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices = {notice.year: notice for notice in notices}
        self._off = {day: holiday for n in self.notices.values() for holiday in n.holidays for day in holiday}
        self._made_up = {day for notice in self.notices.values() for day in notice.worked}
        self._workdays = [
            ordinal
            for year in sorted(self.notices)
            for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
            if self._is_worked(date.fromordinal(ordinal))
        ]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self.notices == other.notices

    def __hash__(self) -> int:
        return hash(tuple(sorted((notice.year, notice.version) for notice in self.notices.values())))

    def replacing(self, *notices: Notice) -> WorkCalendar:
        """This calendar with the given notices in the place of those of the same years."""
        return WorkCalendar({**self.notices, **{notice.year: notice for notice in notices}}.values())

    def is_workday(self, day: date) -> bool:
        """Whether offices work on `day`. Raises UnknownYear."""
        self._know(day, day)
        return self._is_worked(day)

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier.

        The first day does not count (民法典 第201条). Raises UnknownYear.
        """
        if end < start:
            return -self.workdays_between(end, start)
        if end == start:
            return 0
        self._know(start + DAY, end)
        return bisect_right(self._workdays, end.toordinal()) - bisect_right(self._workdays, start.toordinal())

    def add_workdays(self, day: date, count: int) -> date:
        """The working day that is `count` working days after `day`, or before it when `count` is negative.

        `day` itself does not count; with a count of 0 it is the answer. Raises UnknownYear.
        """
        if not count:
            return day
        after = bisect_right(self._workdays, day.toordinal())
        if count < 0 and after and self._workdays[after - 1] == day.toordinal():
            after -= 1
        place = after + count - 1 if count > 0 else after + count
        step = DAY if count > 0 else -DAY
        if not 0 <= place < len(self._workdays):
            raise UnknownYear(self._first_unknown(day + step, forth=count > 0))
        found = date.fromordinal(self._workdays[place])
        self._know(*sorted((day + step, found)))
        return found

    def break_around(self, day: date) -> tuple[Holiday, ...]:
        """The announced break that `day` lies in: its holidays, one after the other; () on any other day.

        A break is of a statutory festival (法定节假日) with the weekends announced with it. Raises UnknownYear.
        """
        self._know(day, day)
        if day not in self._off:
            return ()
        found = [self._off[day]]
        while before := self._off.get(found[0].first - DAY):
            found.insert(0, before)
        while after := self._off.get(found[-1].last + DAY):
            found.append(after)
        return tuple(found)

    def holidays_between(self, start: date, end: date) -> list[Holiday]:
        """Announced holidays with a day after `start` up to and including `end`, cut to those days, oldest first.

        Raises UnknownYear.
        """
        if end <= start:
            return []
        self._know(start + DAY, end)
        met = {self._off[day]: None for day in _days_after(start, end) if day in self._off}
        return [Holiday(h.name, h.name_zh, max(h.first, start + DAY), min(h.last, end)) for h in met]

    def makeup_days_between(self, start: date, end: date) -> list[date]:
        """Saturdays and Sundays after `start` up to and including `end` that are worked. Raises UnknownYear."""
        if end > start:
            self._know(start + DAY, end)
        return sorted(day for day in self._made_up if start < day <= end)

    def _is_worked(self, day: date) -> bool:
        return day in self._made_up or (day.weekday() < SATURDAY and day not in self._off)

    def _know(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            if year not in self.notices:
                raise UnknownYear(year)

    def _first_unknown(self, day: date, *, forth: bool) -> int:
        year = day.year
        while year in self.notices:
            year += 1 if forth else -1
        return year


@cache
def announced_calendar() -> WorkCalendar:
    """The calendar of the notices that come with the software, before an office adds its own."""
    return WorkCalendar(announced())


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + DAY * offset for offset in range(1, (end - start).days + 1))

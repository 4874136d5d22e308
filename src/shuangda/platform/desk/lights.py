"""Lights and the words of a due date, counted in working days.

A light is shape, colour and word together: ● green on time, ▲ amber due soon, ■ red overdue, ○ grey not started,
✓ done. Nothing here is stored: "overdue" is worked out whenever it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shuangda.kernel.clocks import UnknownYear
from shuangda.platform.clocks.selectors import work_calendar

# A date is near when at most so many working days are left; in a year without a notice, so many calendar days.
NEAR_WORKDAYS = 5
NEAR_CALENDAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Light:
    """`char` is its shape, `css` the class that colours it."""

    key: str
    char: str
    label: str | Promise

    @property
    def css(self) -> str:
        return f"light-{self.key.replace('_', '-')}"


NORMAL = Light("normal", "●", lazy("On time"))
NEAR = Light("near", "▲", lazy("Due soon"))
LATE = Light("late", "■", lazy("Overdue"))
NOT_STARTED = Light("not_started", "○", lazy("Not started"))
DONE = Light("done", "✓", lazy("Done"))

LIGHTS = {light.key: light for light in (NORMAL, NEAR, LATE, NOT_STARTED, DONE)}


@dataclass(frozen=True, slots=True)
class DueReading:
    """What a due date means now: its light, a few words, and the lines that explain the count."""

    light: Light
    words: str
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Left:
    """Days from one day to a later one, and how they were counted."""

    days: int
    working: bool
    why: tuple[str, ...] = ()

    @property
    def near(self) -> bool:
        return self.days <= (NEAR_WORKDAYS if self.working else NEAR_CALENDAR_DAYS)


def read_due(due: datetime | None, now: datetime, *, done: bool = False, started: bool = True) -> DueReading:
    """Read a due date at a moment; both with a time zone. A due time of 23:59 means "in the course of that day"."""
    idle = NORMAL if started else NOT_STARTED
    if done:
        return DueReading(DONE, str(DONE.label))
    if due is None:
        return DueReading(idle, _("No due date"))
    local, today = timezone.localtime(due), timezone.localdate(now)
    at = f"{date_format(local, 'SHORT_DATE_FORMAT')} {_time(local)}".strip()
    dated = _("Due %(at)s.") % {"at": at}
    if due < now:
        passed = _count(local.date(), today)
        return DueReading(LATE, _late_words(passed), (dated, *passed.why))
    if local.date() == today:
        words = _("Today %(time)s") % {"time": time} if (time := _time(local)) else _("Today")
        return DueReading(NEAR, words, (dated,))
    left = _count(today, local.date())
    return DueReading(NEAR if left.near else idle, _left_words(left, local), (dated, *left.why))


def light_of(due: datetime | None, now: datetime, *, done: bool = False, started: bool = True) -> Light:
    """Only the light of `read_due`."""
    return read_due(due, now, done=done, started=started).light


def _time(local: datetime) -> str:
    return "" if (local.hour, local.minute) == (23, 59) else time_format(local.time(), "TIME_FORMAT")


def _late_words(passed: _Left) -> str:
    if not passed.days:
        return _("Overdue")
    if passed.working:
        return ngettext("Overdue by %(days)s working day", "Overdue by %(days)s working days", passed.days) % {
            "days": passed.days
        }
    return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", passed.days) % {"days": passed.days}


def _left_words(left: _Left, due: datetime) -> str:
    if not left.days:
        return _("Due on %(date)s, a day off") % {"date": date_format(due, "MONTH_DAY_FORMAT")}
    if left.working:
        return ngettext("%(days)s working day left", "%(days)s working days left", left.days) % {"days": left.days}
    return ngettext("%(days)s day left", "%(days)s days left", left.days) % {"days": left.days}


def _count(start: date, end: date) -> _Left:
    """Days after `start` up to `end` (not earlier): working days where the holidays are known, else all days."""
    try:
        days = work_calendar().workdays_between(start, end)
        return _Left(days, True, tuple(_reasons(start, end)))
    except UnknownYear as error:
        why = _("The holidays of %(year)s are not announced yet, so all days are counted.") % {"year": error.year}
        return _Left((end - start).days, False, (why,))


def _reasons(start: date, end: date) -> list[str]:
    counted = _("Counted in working days, from the day after %(date)s.") % {
        "date": date_format(start, "SHORT_DATE_FORMAT")
    }
    found, calendar = [counted] if end > start else [], work_calendar()
    chinese = (get_language() or "").startswith("zh")
    found += [
        _("Skipped: %(name)s, %(days)s.")
        % {"name": holiday.name_zh if chinese else holiday.name, "days": _span(holiday.first, holiday.last)}
        for holiday in calendar.holidays_between(start, end)
    ]
    found += [
        _("Worked to make up for a holiday: %(day)s.") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
        for day in calendar.makeup_days_between(start, end)
    ]
    return found


def _span(first: date, last: date) -> str:
    shown = date_format(first, "SHORT_DATE_FORMAT")
    return shown if first == last else f"{shown} – {date_format(last, 'SHORT_DATE_FORMAT')}"


def end_of_day(day: date) -> datetime:
    """The due moment of a date that has no time: 23:59 at the office."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()) + timedelta(hours=23, minutes=59))

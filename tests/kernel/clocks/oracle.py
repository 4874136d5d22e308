"""Due dates the slow way: one day after the other, by the announced days alone.

It shares nothing with the engine but the rules and the pauses of a run, so that two errors would have to agree.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

from shuangda.kernel.clocks import Extension, Limit, Run
from shuangda.kernel.clocks.counting import granted

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LAST_KNOWN = date(2026, 12, 31)


class Beyond(Exception):
    """The count leaves the years that are known."""


def slow_due(run: Run, *, roll_weekends: bool = False) -> datetime:
    """When a run without open pauses ends."""
    if run.rule.limit.unit == "hour":
        return _slow_hours(run)
    day = run.start.date()
    if run.rule.direction == "before":
        for _ in range(run.rule.limit.n):
            day -= DAY
            while run.rule.limit.unit == "workday" and not works(day):
                day -= DAY
        return _midnight(day)
    left = slow_units(run)
    while left:
        day += DAY
        left -= counts(run, day)
    if run.rule.limit.unit != "workday":
        while in_break(day) or paused(run, day) or (roll_weekends and not works(day)):
            day += DAY
    return _midnight(day)


def slow_units(run: Run) -> int:
    """What is to be counted: working days, or the calendar days up to the corresponding day of the month."""
    spans: list[Limit | Extension] = [run.rule.limit, *granted(run)]
    if run.rule.limit.unit == "workday":
        return sum(span.n or 0 for span in spans)
    months = sum((span.n or 0) * {"year": 12, "month": 1, "day": 0}[span.unit] for span in spans)
    days = sum(span.n or 0 for span in spans if span.unit == "day")
    month = run.start.date().replace(day=1)
    for _ in range(months):
        month = (month + 31 * DAY).replace(day=1)
    end = month
    while end.day < run.start.day and (end + DAY).month == month.month:
        end += DAY
    return (end - run.start.date()).days + days


def counts(run: Run, day: date) -> bool:
    """Whether a day is counted by a limit in working days, days, months or years."""
    return not paused(run, day) and (run.rule.limit.unit != "workday" or works(day))


def paused(run: Run, day: date) -> bool:
    return any(p.start.date() <= day and (p.end is None or day < p.end.date()) for p in run.pauses)


def works(day: date) -> bool:
    if day > LAST_KNOWN:
        raise Beyond
    return bool(chinese_calendar.is_workday(day))


def in_break(day: date) -> bool:
    """Whether a day is announced as off, or is of the weekend that follows such days."""
    if works(day):
        return False
    while day not in holidays and day.weekday() >= 5 and day not in workdays:
        day -= DAY
    return day in holidays


def _slow_hours(run: Run) -> datetime:
    moment, left = run.start, run.rule.limit.n * 60
    while left:
        left -= not _paused_at(run, moment)
        moment += MINUTE
    while _paused_at(run, moment):
        moment += MINUTE
    return moment


def _paused_at(run: Run, moment: datetime) -> bool:
    return any(p.start <= moment and p.end is not None and moment < p.end for p in run.pauses)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)

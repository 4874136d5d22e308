"""When a run ends: the arithmetic, and the reason for every day that moved it.

The start day does not count and the last day does (程序规定 第八十条; 民法典 第201条). Working days are those of the
State Council's notices. A limit in days, months or years whose last day falls in the announced break of a statutory
festival ends on the first day after it; hours run to the minute and do not roll. 行政处罚法 第八十五条 makes its two,
three, five and seven days working days, and 行政强制法 第六十九条 its ten: the rules already say so by their unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from . import explaining
from .errors import UnknownYear
from .holidays import DAY
from .model import Due, Extension, Limit, Pause, Policy, Reason, Rule, Run
from .workdays import WorkCalendar

HOUR = timedelta(hours=1)
STRICT = Policy()


def due_of(run: Run, calendar: WorkCalendar, policy: Policy = STRICT, *, at: datetime | None = None) -> Due:
    """When `run` ends. `at` settles whether an open pause has begun already; without it, it has. Raises UnknownYear."""
    if run.rule.limit.unit == "hour":
        return _due_in_hours(run, at)
    if run.rule.direction == "before":
        return _due_before(run, calendar)
    return _due_in_days(run, calendar, policy, at)


def due_day(rule: Rule, start: date, calendar: WorkCalendar, policy: Policy = STRICT) -> date:
    """The last day of an undisturbed run, without reasons: for counting many. Not for hours. Raises UnknownYear."""
    back = rule.direction == "before"
    limit = rule.limit
    if limit.unit == "workday":
        return calendar.add_workdays(start, -limit.n if back else limit.n)
    end = nominal_end(start, [limit], back=back)
    return end if back else _rolled(end, calendar, policy).day


def nominal_end(start: date, spans: Iterable[Limit | Extension], *, back: bool = False) -> date:
    """`start` plus spans of days, months and years, without any roll-over.

    Spans of one unit add up first. A month ends on the corresponding day, or on its last day where there is none
    (民法典 第202条).
    """
    sign = -1 if back else 1
    months = sign * sum((span.n or 0) * (12 if span.unit == "year" else 1) for span in spans if span.unit != "day")
    days = sign * sum(span.n or 0 for span in spans if span.unit == "day")
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - DAY).day
    return date(year, month + 1, min(start.day, last)) + DAY * days


def granted(run: Run) -> list[Extension]:
    """The extensions of the run, with the units that were granted."""
    return [
        Extension(e.unit, n, None, e.approver, e.condition)
        for e, n in zip(run.rule.extensions, run.extensions, strict=False)
    ]


class _Rolled(NamedTuple):
    """The day on which a limit ends, the day before it moved over a plain weekend, and what moved it."""

    day: date
    earlier: date | None
    why: tuple[Reason, ...]


def _due_in_hours(run: Run, at: datetime | None) -> Due:
    end, why = run.start + HOUR * run.rule.limit.n, list[Reason]()
    for pause in run.pauses:
        if pause.start > end or _still_ahead(pause, at, hours=True):
            break
        if pause.end is None:
            return Due(None, (*why, explaining.open_pause(pause, minutes=True)))
        end += pause.end - pause.start
        why.append(explaining.paused(pause, in_hours(pause.end - pause.start), minutes=True))
    return Due(end, tuple(why))


def _due_before(run: Run, calendar: WorkCalendar) -> Due:
    """Counted back from the event: the latest day on which the act is still in time. It never rolls, since a later
    day would shorten the time that the other side has."""
    event = run.start.date()
    day = due_day(run.rule, event, calendar)
    if run.rule.limit.unit != "workday":
        return Due(midnight(day), ())
    return Due(midnight(day), tuple(explaining.counted_over(calendar, day - DAY, event - DAY)))


def _due_in_days(run: Run, calendar: WorkCalendar, policy: Policy, at: datetime | None) -> Due:
    limit, start = run.rule.limit, run.start.date()
    working = limit.unit == "workday"
    end, why = _walk(run, calendar, at)
    if end is None:
        return Due(None, tuple(why))
    why += _extended(run, calendar, at)
    if working:
        why += [reason for reason in explaining.counted_over(calendar, start, end) if not _paused_away(run, reason)]
        return Due(midnight(end), _by_date(why))
    if limit.unit in ("month", "year") and nominal_end(start, [limit, *granted(run)]).day < start.day:
        why.append(explaining.month_end(start, nominal_end(start, [limit, *granted(run)])))
    latest = _latest(run, end, calendar, policy)
    rolled = _rolled(end, calendar, policy)
    why += rolled.why
    for pause in run.pauses:  # those that the count did not meet, as they began between its last day and the due day
        if not end < pause.start.date() <= rolled.day or _still_ahead(pause, at):
            continue
        if pause.end is None:
            return Due(None, _by_date([*why, explaining.open_pause(pause)]))
        if (resumed := pause.end.date()) > rolled.day:
            why.append(explaining.paused(pause, (resumed - rolled.day).days))
            rolled = _rolled(resumed, calendar, policy)
            why += rolled.why
    return Due(midnight(rolled.day), _by_date(why), rolled.earlier, latest)


def _latest(run: Run, end: date, calendar: WorkCalendar, policy: Policy) -> date | None:
    """The end of the outer limit that the article sets beside one that is counted to `end`."""
    limit = run.rule.limit
    if limit.latest is None or run.extensions:
        return None
    outer = end + DAY * (limit.latest - limit.n)
    try:
        return _rolled(outer, calendar, policy).day
    except UnknownYear:
        return outer  # the due day itself may be known; no roll-over can make this one earlier


def _paused_away(run: Run, reason: Reason) -> bool:
    """Whether a weekend day that offices work was not counted after all, since the clock stood still."""
    return reason.effect == "worked" and any(
        pause.start.date() <= reason.date and (pause.end is None or reason.date < pause.end.date())
        for pause in run.pauses
    )


def _by_date(why: list[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(why, key=lambda reason: reason.date))


def _still_ahead(pause: Pause, at: datetime | None, *, hours: bool = False) -> bool:
    """Whether an open pause has not begun yet: nobody knows then how long it will be, and the end stands."""
    if pause.end is not None or at is None:
        return False
    return at < pause.start if hours else at.date() < pause.start.date()


def _walk(run: Run, calendar: WorkCalendar, at: datetime | None) -> tuple[date | None, list[Reason]]:
    """Count the units of `run` after its start over its pauses: the day of the last one, and the pauses met.

    None for the day while a pause is open.
    """
    working = run.rule.limit.unit == "workday"
    why: list[Reason] = []
    cursor, left = run.start.date(), units_of(run)
    for pause in run.pauses:
        first = pause.start.date()
        if working and first.year not in calendar.notices:
            break  # the count ends before, or in a year that cannot be counted
        before = max(0, _between(calendar, cursor, first - DAY, working=working))
        if before >= left or _still_ahead(pause, at):
            break
        if pause.end is None:
            return None, [*why, explaining.open_pause(pause)]
        left -= before
        last = max(cursor, pause.end.date() - DAY)
        why.append(explaining.paused(pause, _between(calendar, max(cursor, first - DAY), last, working=working)))
        cursor = last
    if working:
        return calendar.add_workdays(cursor, left), why
    return cursor + DAY * left, why


def _between(calendar: WorkCalendar, start: date, end: date, *, working: bool) -> int:
    return calendar.workdays_between(start, end) if working else (end - start).days


def units_of(run: Run) -> int:
    """What has to be counted after the start, extensions included: working days, or calendar days for other limits."""
    spans: list[Limit | Extension] = [run.rule.limit, *granted(run)]
    if run.rule.limit.unit == "workday":
        return sum(span.n or 0 for span in spans)
    return (nominal_end(run.start.date(), spans) - run.start.date()).days


def _extended(run: Run, calendar: WorkCalendar, at: datetime | None) -> list[Reason]:
    """Each extension, from the day on which the limit would have ended without it."""
    found = []
    for number, extension in enumerate(granted(run)):
        end, _ = _walk(replace(run, extensions=run.extensions[:number]), calendar, at)
        assert end is not None, "an open pause ends the count before extensions are explained"
        found.append(explaining.extended(extension, end))
    return found


def _rolled(end: date, calendar: WorkCalendar, policy: Policy) -> _Rolled:
    """Move a last day out of the break of a festival, and over a weekend where the office counts so."""
    day, why = end, []
    try:
        if around := calendar.break_around(day):
            after = around[-1].last + DAY
            why.append(explaining.rolled(day, around, after))
            day = after
        earlier = day
        if policy.roll_weekends and not calendar.is_workday(day):
            day = calendar.add_workdays(day, 1)
            why.append(explaining.rolled_over_weekend(earlier, day))
    except UnknownYear as error:
        raise UnknownYear(error.year, end) from error
    return _Rolled(day, earlier if earlier != day else None, tuple(why))


def in_hours(span: timedelta) -> float:
    """Hours to two places, whole ones as int."""
    hours = round(span / HOUR, 2)
    return int(hours) if hours == int(hours) else hours


def midnight(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime(day.year, day.month, day.day)

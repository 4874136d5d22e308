"""A run at a moment: its state, what is left, its light, and what people must be told.

Nothing here is stored: "overdue" is worked out whenever it is read.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal

from .counting import HOUR, STRICT, due_of, in_hours, midnight, units_of
from .errors import UnknownYear
from .holidays import DAY
from .model import Due, Policy, Reading, Remaining, Rule, Run, Sentence, State
from .workdays import WorkCalendar

Light = Literal["normal", "near", "late", "done"]

# How long before the end people are warned, where a rule says nothing: (limit up to, units before the end).
WARNED: Final = {
    "workday": ((3, 1), (7, 2), (15, 3), (99, 5)),
    "day": ((3, 1), (7, 2), (15, 3), (30, 7), (999, 15)),
    "month": ((1, 7), (3, 15), (99, 30)),
    "year": ((1, 30), (99, 90)),
    "hour": ((24, 4), (99, 12)),
}
"""Months and years warn in days."""


def read(run: Run, calendar: WorkCalendar, at: datetime, policy: Policy = STRICT) -> Reading:
    """The run at a moment (local time). Raises UnknownYear."""
    due = due_of(run, calendar, policy, at=at)
    state = state_of(run, due, at)
    remaining = _remaining(run, due, calendar, at, state)
    return Reading(run, at, due, state, remaining, tuple(_told(run, due, remaining)))


def state_of(run: Run, due: Due, at: datetime) -> State:
    """Stopped wins over all, then overdue, paused, and due on the last day."""
    if run.stopped is not None and run.stopped <= at:
        return "stopped"
    end = due.moment
    if end is None:
        return "paused"
    hours = run.rule.limit.unit == "hour"
    if at > end if hours else at.date() > end.date():
        return "overdue"
    for pause in run.pauses:
        began = pause.start <= at if hours else pause.start.date() <= at.date()
        ended = pause.end is not None and (pause.end <= at if hours else pause.end.date() <= at.date())
        if began and not ended:
            return "paused"
    return "due" if at.date() == end.date() else "running"


def in_time(run: Run, due: Due) -> bool:
    """Whether the act that stopped the run came within the limit."""
    if run.stopped is None or due.moment is None:
        return run.stopped is not None
    if run.rule.limit.unit == "hour":
        return run.stopped <= due.moment
    return run.stopped.date() <= due.moment.date()


def warn_from(rule: Rule, due: datetime, calendar: WorkCalendar) -> datetime:
    """The moment from which people are warned of an end at `due`. Raises UnknownYear."""
    units = warned_before(rule)
    if rule.limit.unit == "hour":
        return due - HOUR * units
    if rule.limit.unit == "workday":
        return midnight(calendar.add_workdays(due.date(), -units))
    return midnight(due.date() - DAY * units)


def warned_before(rule: Rule) -> int:
    """How many units before the end: working days, hours, or days for all others."""
    if rule.warn is not None:
        return rule.warn
    return next(units for most, units in WARNED[rule.limit.unit] if rule.limit.n <= most)


def light_of(reading: Reading, calendar: WorkCalendar) -> Light:
    """✓ stopped, ■ overdue, ▲ from the warning on and on the last day, ● otherwise. Raises UnknownYear."""
    if reading.state == "stopped":
        return "done"
    if reading.state == "overdue":
        return "late"
    if reading.due.moment is None:
        return "normal"
    end = midnight(reading.due.earlier) if reading.due.earlier else reading.due.moment
    return "near" if reading.at >= warn_from(reading.run.rule, end, calendar) else "normal"


def _remaining(run: Run, due: Due, calendar: WorkCalendar, at: datetime, state: State) -> Remaining | None:
    """Units from `at` to the end without what is paused, or since the end as a negative number.

    While a pause is open there is no end, and what is left is what the run has not used up.
    """
    if state == "stopped":
        return None
    unit = run.rule.limit.unit
    if unit == "hour":
        return Remaining(_hours_left(run, due, at), unit)
    working = unit == "workday"
    today, first = at.date(), run.start.date()
    if run.rule.direction == "after":
        today = max(today, first)
    if due.moment is None:
        opened = next(pause for pause in run.pauses if pause.end is None)
        used = _counted(run, calendar, first, opened.start.date() - DAY, working=working)
        return Remaining(max(0, units_of(run) - max(0, used)), "workday" if working else "day")
    end = due.moment.date()
    try:
        return Remaining(_counted(run, calendar, today, end, working=working), "workday" if working else "day")
    except UnknownYear:
        return Remaining((end - today).days, "day")  # said in the unit it was counted in


def _counted(run: Run, calendar: WorkCalendar, after: date, until: date, *, working: bool) -> int:
    """Days after one day up to another that no closed pause takes out; negative when `until` is earlier."""

    def between(start: date, end: date) -> int:
        return calendar.workdays_between(start, end) if working else (end - start).days

    left = between(after, until)
    for pause in run.pauses:
        if pause.end is not None:
            begin, end = max(pause.start.date() - DAY, after), min(pause.end.date() - DAY, until)
            left -= between(begin, end) if begin < end else 0
    return left


def _hours_left(run: Run, due: Due, at: datetime) -> float:
    at = max(at, run.start)
    if due.moment is None:
        opened = next(pause for pause in run.pauses if pause.end is None)
        used = opened.start - run.start - sum((_length(p.start, p.end) for p in run.pauses), timedelta())
        return in_hours(HOUR * run.rule.limit.n - used)
    left = due.moment - at
    for pause in run.pauses:
        if pause.end is not None and at < due.moment:
            left -= max(timedelta(), pause.end - max(pause.start, at)) if pause.start < due.moment else timedelta()
    return in_hours(left)


def _length(start: datetime, end: datetime | None) -> timedelta:
    return end - start if end is not None else timedelta()


def _told(run: Run, due: Due, remaining: Remaining | None) -> list[Sentence]:
    """What staff should know beside the date."""
    rule = run.rule
    found: list[Sentence] = []

    def tell(chinese: str, english: str) -> None:
        found.append(Sentence(chinese, english))

    if rule.confidence == "low":
        tell(
            f"{rule.id} 的依据尚待核对（{rule.article}），请先由法制机构确认。",
            f"The source of {rule.id} is not verified ({rule.article}): ask the legal department first.",
        )
    elif rule.confidence == "medium":
        tell(
            f"{rule.id} 的依据来自转引，建议核对原文。",
            f"{rule.id} was read at second hand: compare the original text.",
        )
    if rule.limit.unit == "hour" and run.start == midnight(run.start):
        tell(
            f"未写明{rule.start_event}的时刻，按当日0时起算。",
            f"No time of day is given for “{rule.start_event}”: counted from midnight.",
        )
    if run.pauses and not rule.exclusions:
        tell(
            f"{rule.citation}没有规定不计入期限的情形，请核对中止的依据。",
            f"{rule.citation} excludes no time: check on what ground the clock was paused.",
        )
    if due.earlier is not None:
        tell(
            f"{due.earlier} 是休息日，请在该日之前办理为妥。",
            f"{due.earlier} is a day off: better act before it.",
        )
    if due.latest is not None:
        tell(f"该条另定最迟期限：{due.latest}。", f"The article sets an outer limit as well: {due.latest}.")
    if remaining is not None and rule.limit.unit == "workday" and remaining.unit == "day":
        tell(
            "涉及放假安排尚未收录的年份，天数按自然日计。",
            "The days reach into a year without a holiday notice, so all days are counted.",
        )
    return found

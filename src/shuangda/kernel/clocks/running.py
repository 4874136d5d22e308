"""From events to a run: a clock is started by an event, paused and resumed, extended by a decision, stopped by an act.

Nothing but the events is kept, so a run can be made again as it was known at any past moment (`known_at`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import pairwise
from typing import Final, Literal

from .counting import due_of
from .errors import BadEvents, BadExtension, UnknownYear
from .explaining import UNIT_WORDS
from .holidays import FIRST_YEAR, LAST_YEAR
from .model import Pause, Rule, Run
from .workdays import WorkCalendar

MIDNIGHT: Final = time()
MOST_UNITS: Final = 3650  # no approved extension comes near it; a slip of the pen does

Kind = Literal["start", "restart", "pause", "resume", "extend", "stop"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `at` (local time) and was entered at `recorded` (`at`, where None).

    `ground` of a pause is one of the exclusions of its rule, `units` of an extension what was granted (all that the
    rule's next extension allows, where None).
    """

    kind: Kind
    at: datetime
    ground: str = ""
    units: int | None = None
    recorded: datetime | None = None


def start(rule: Rule, at: datetime) -> Run:
    """A new run. Whether the rule was in force then is asked of the rulebook. Raises BadEvents."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise BadEvents(
            f"起算日 {_said(at)} 的年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间，请核对。",
            f"The start {_said(at)} lies outside {FIRST_YEAR} to {LAST_YEAR}: check the year.",
        )
    return Run(rule, at)


def replay(rule: Rule, events: Iterable[Event], calendar: WorkCalendar | None = None) -> Run:
    """The run after all events, in the order in which they happened.

    With a calendar it is also checked that no extension came after the end. Raises BadEvents, BadExtension,
    UnknownYear.
    """
    run: Run | None = None
    for event in events:
        run = step(rule, run, event, calendar)
    if run is None:
        raise BadEvents("还没有起算：请先录入起算的日期。", "Nothing has started the clock: record its start first.")
    return run


def known_at(events: Iterable[Event], moment: datetime) -> list[Event]:
    """The events that had been entered by `moment`: what the office knew then."""
    return [event for event in events if (event.recorded or event.at) <= moment]


def step(rule: Rule, run: Run | None, event: Event, calendar: WorkCalendar | None = None) -> Run:
    """The run after one more event. Raises BadEvents, BadExtension."""
    if run is None:
        if event.kind != "start":
            raise BadEvents(
                f"{event.at:%Y-%m-%d} 的事项早于起算：请先录入起算的日期。",
                f"What happened on {event.at:%Y-%m-%d} comes before the start: record the start first.",
            )
        return start(rule, event.at)
    if run.stopped is not None:
        raise BadEvents(
            f"时限已于{run.stopped:%Y-%m-%d}停止，其后不能再录入事项；如停止有误，请先更正。",
            f"The clock stopped on {run.stopped:%Y-%m-%d} and takes nothing more; if that was wrong, correct it first.",
        )
    match event.kind:
        case "start":
            raise BadEvents(
                f"时限已于{run.start:%Y-%m-%d}起算；重新起算请用“重新计算”。",
                f"The clock runs since {run.start:%Y-%m-%d}; use “start anew” to begin again.",
            )
        case "restart":
            _in_order(run, event.at)
            return start(rule, event.at)
        case "pause":
            return pause(run, event.at, None, event.ground)
        case "resume":
            return _resume(run, event.at)
        case "extend":
            return _extend_in_time(run, event, calendar)
        case "stop":
            _in_order(run, event.at)
            return replace(run, stopped=event.at)


def pause(run: Run, begin: datetime, end: datetime | None, ground: str = "") -> Run:
    """`run` with one more pause, from `begin` up to but not including `end`; None leaves it open.

    Raises BadEvents: a pause of a rule that counts back, on a ground the rule does not have, that ends before it
    begins, begins before the start, or overlaps another.
    """
    if run.rule.direction == "before":
        raise BadEvents(
            f"{run.rule.id} 自事件之日向前倒算，不能中止计算。",
            f"{run.rule.id} is counted back from its event and cannot be paused.",
        )
    if ground and ground not in run.rule.exclusions:
        listed = "、".join(run.rule.exclusions) or "无"
        raise BadEvents(
            f"“{ground}”不是{run.rule.article}规定不计入期限的情形（可用：{listed}）。",
            f"{run.rule.article} does not exclude time on the ground “{ground}” (it has: {listed}).",
        )
    pauses = sorted([*run.pauses, Pause(begin, end, ground)], key=lambda found: found.start)
    hours = run.rule.limit.unit == "hour"
    if max(begin, end or begin).year > LAST_YEAR:
        raise BadEvents(
            f"中止的日期{_said(max(begin, end or begin))}晚于{LAST_YEAR}年，请核对；尚未恢复的不写止日。",
            f"The pause reaches {_said(max(begin, end or begin))}, past {LAST_YEAR}: an open pause is given no end.",
        )
    if end is not None and end < begin:
        raise BadEvents(
            f"中止自{_said(begin)}起、至{_said(end)}止，结束早于开始，请核对。",
            f"The pause from {_said(begin)} to {_said(end)} ends before it begins.",
        )
    if _earlier(begin, run.start, hours=hours):
        raise BadEvents(
            f"中止的开始{_said(begin)}早于起算{_said(run.start)}，请核对。",
            f"The pause begins on {_said(begin)}, before the start {_said(run.start)}.",
        )
    for one, other in pairwise(pauses):
        if one.end is None or _earlier(other.start, one.end, hours=hours):
            raise BadEvents(
                f"{_said(one.start)}起和{_said(other.start)}起的两次中止重叠，请合并或改正日期。",
                f"The pauses from {_said(one.start)} and from {_said(other.start)} overlap: join or correct them.",
            )
    return replace(run, pauses=tuple(pauses))


def extend(run: Run, units: int | None = None) -> Run:
    """`run` with the rule's next extension: in full, or by `units` of it; where the article sets a total (总计30日),
    `units` is the total granted. Raises BadExtension."""
    rule, number = run.rule, len(run.extensions)
    if number >= len(rule.extensions):
        had = f"只能延长{number}次，不能再延长" if number else "没有规定可以延长"
        has = f"allows {number} extensions only" if number else "knows no extension"
        raise BadExtension(f"{rule.citation}{had}。", f"{rule.citation} {has}.")
    extension = rule.extensions[number]
    word = UNIT_WORDS[extension.unit]
    ceiling, already = extension.n, 0
    if extension.total is not None:
        ceiling, already = extension.total, rule.limit.n + sum(run.extensions)
    granted = ceiling if units is None else units
    if granted is None:
        raise BadExtension(
            f"{rule.article}未规定这次延长的上限，请写明批准延长多少{word}。",
            f"{rule.article} sets no ceiling for this extension: say how many units ({extension.unit}) were granted.",
        )
    if not already < granted <= (ceiling or MOST_UNITS):
        in_all, total = ("总计", " in all") if extension.total is not None else ("", "")
        raise BadExtension(
            f"这次延长应为{in_all} {already + 1} 至 {ceiling or MOST_UNITS} {word}，不能是 {granted}。",
            f"This extension may be {already + 1} to {ceiling or MOST_UNITS} units ({extension.unit}){total}, "
            f"not {granted}.",
        )
    return replace(run, extensions=(*run.extensions, granted - already))


def as_granted(run: Run) -> tuple[int, ...]:
    """The extensions of `run` as their decisions put them: units, or the total where the article sets one (总计30日).

    `extend` by each of them in turn gives the run again.
    """
    added = run.extensions
    return tuple(
        run.rule.limit.n + sum(added[: number + 1]) if extension.total is not None else added[number]
        for number, extension in enumerate(run.rule.extensions[: len(added)])
    )


def _resume(run: Run, at: datetime) -> Run:
    if not run.pauses or run.pauses[-1].end is not None:
        raise BadEvents(
            f"{at:%Y-%m-%d} 时并未中止，不能恢复计算。",
            f"The clock was not paused on {at:%Y-%m-%d} and cannot be resumed.",
        )
    last = run.pauses[-1]
    return pause(replace(run, pauses=run.pauses[:-1]), last.start, at, last.ground)


def _extend_in_time(run: Run, event: Event, calendar: WorkCalendar | None) -> Run:
    _in_order(run, event.at)
    longer = extend(run, event.units)
    if calendar is not None:
        try:
            due = due_of(run, calendar, at=event.at).moment
        except UnknownYear:
            return longer  # an end in a year without a notice is later than anything that has happened
        if due is not None and due.date() < event.at.date():
            raise BadExtension(
                f"期限已于{due:%Y-%m-%d}届满，{event.at:%Y-%m-%d} 不能再延长。",
                f"The limit ended on {due:%Y-%m-%d} and cannot be extended on {event.at:%Y-%m-%d}.",
            )
    return longer


def _in_order(run: Run, at: datetime) -> None:
    last = run.start
    for found in run.pauses:
        last = max(last, found.end or found.start)
    if at.date() < last.date():
        raise BadEvents(
            f"{_said(at)}早于已录入的{_said(last)}，请按发生的先后录入。",
            f"{_said(at)} comes before {_said(last)}, which is on record: record things in their order.",
        )


def _earlier(one: datetime, other: datetime, *, hours: bool) -> bool:
    """Whether one moment lies before another. Where days are counted, a day given without a time is a whole day."""
    whole = not hours and (one.time() == MIDNIGHT or other.time() == MIDNIGHT)
    return one.date() < other.date() if whole else one < other


def _said(moment: datetime) -> str:
    return f"{moment.date()}" if (moment.hour, moment.minute) == (0, 0) else moment.isoformat(" ", "minutes")

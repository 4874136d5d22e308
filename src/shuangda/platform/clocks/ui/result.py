"""A calculation as people read it: the day, how it stands, and every step of the way in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shuangda.kernel.clocks import Reading, Reason, Rule, WorkCalendar, in_time, light_of, warn_from
from shuangda.platform.desk.lights import DONE, LATE, NEAR, NORMAL, Light

from ..readings import state_words
from ..rule_wording import EFFECTS
from ..wording import Words, limit_words, said, units, why_words

LIGHTS: Final = {"normal": NORMAL, "near": NEAR, "late": LATE, "done": DONE}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way from the start to the end. `kind` is its style."""

    at: str
    weekday: str
    kind: str
    label: Words
    words: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A reading in words."""

    due: str
    weekday: str
    light: Light
    state: str
    as_of: str
    warned: str
    steps: tuple[Step, ...]
    warnings: tuple[str, ...]


def result_of(reading: Reading, calendar: WorkCalendar) -> Result:
    """What a reading says. Raises UnknownYear where the day of the first warning cannot be counted."""
    due, rule = reading.due, reading.run.rule
    hours = rule.limit.unit == "hour"
    end = due.moment
    light = LIGHTS[light_of(reading, calendar)]
    if reading.state == "stopped" and not in_time(reading.run, due):
        light = LATE
    return Result(
        due=_moment(end, hours=hours) if end else "",
        weekday=_weekday(end) if end else "",
        light=light,
        state=state_words(reading),
        as_of=_moment(reading.at, hours=hours),
        warned=_moment(warn_from(rule, end, calendar), hours=hours) if end else "",
        steps=tuple(_in_order(reading)),
        warnings=tuple(said(warning) for warning in reading.warnings),
    )


def _in_order(reading: Reading) -> Iterator[Step]:
    """Start, reasons, end and act by their dates; a limit that is counted back ends with its event."""
    run, due = reading.run, reading.due
    rule, hours = run.rule, run.rule.limit.unit == "hour"
    found: list[tuple[date, int, Step]] = []

    def add(at: datetime | date, order: int, kind: str, label: Words, words: str, amount: str = "") -> None:
        shown = _moment(at, hours=hours) if isinstance(at, datetime) else _day(at)
        day = at.date() if isinstance(at, datetime) else at
        found.append((day, order, Step(shown, _weekday(at), kind, label, words, amount)))

    back = rule.direction == "before"
    begun = _("counted back from here") if back else _("this day does not count") if not hours else _("from here on")
    add(run.start, 0, "start", _("Start"), f"{rule.start_event}（{begun}）", limit_words(rule))
    for reason in due.why:
        add(reason.date, 1, reason.effect, EFFECTS[reason.effect], why_words(reason), _amount(reason, rule))
    if due.moment:
        add(due.moment, 2, "end", _("Last day of the limit") if not hours else _("End"), rule.on_expiry)
    if run.stopped:
        add(run.stopped, 3, "stop", _("Done"), "")
    yield from (step for _day_of, _order, step in sorted(found, key=lambda each: each[:2]))


def _amount(reason: Reason, rule: Rule) -> str:
    """How much a reason took out or put in, where its words do not say so."""
    if reason.effect in ("worked", "extended") or not reason.days:
        return ""
    paused_in = rule.limit.unit if rule.limit.unit in ("workday", "hour") else "day"
    return units(reason.days, paused_in if reason.effect == "paused" else "day")


def _moment(at: datetime, *, hours: bool) -> str:
    return date_format(at, "DATETIME_FORMAT") if hours else _day(at)


def _day(at: date) -> str:
    return date_format(at, "DATE_FORMAT")


def _weekday(at: date) -> str:
    return date_format(at, "l")

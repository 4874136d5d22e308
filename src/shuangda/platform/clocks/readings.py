"""A stored clock at a moment: replayed from its entries, with its light and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shuangda.kernel.clocks import (
    Due,
    Event,
    Reading,
    Rule,
    Run,
    UnknownYear,
    WorkCalendar,
    in_time,
    light_of,
    read,
    replay,
)

from .models import Clock, ClockEvent
from .selectors import Policies, calendar_known_at, known_events, work_calendar
from .states import ClockState
from .wording import limit_words, remaining_words, said, why_words


def local(moment: datetime) -> datetime:
    """A moment as the office's clock shows it, as the kernel counts."""
    return timezone.localtime(moment).replace(tzinfo=None)


def as_event(entry: ClockEvent) -> Event:
    """An entry as the kernel takes it."""
    recorded = local(entry.recorded)
    return Event(entry.kind, local(entry.at), entry.ground, entry.units, recorded)  # type: ignore[arg-type]


def run_of(clock: Clock, known: datetime | None = None) -> Run:
    """The run of a clock, as it was known at a moment. Raises BadEvents before its start was entered."""
    return replay(clock.rule, map(as_event, known_events(clock, known)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock stands at a moment. Without a `reading` a year has no notice, and `unknown` says which."""

    clock: Clock
    run: Run
    state: ClockState
    light: str
    words: str
    reading: Reading | None = None
    unknown: str = ""

    @property
    def rule(self) -> Rule:
        """The rule it runs under."""
        return self.run.rule

    @property
    def due(self) -> Due | None:
        """When it ends and why, where that can be counted."""
        return self.reading.due if self.reading else None

    @property
    def moment(self) -> datetime | None:
        """When it ends, local time."""
        return self.due.moment if self.due else None

    @property
    def hours(self) -> bool:
        """Whether the minute counts."""
        return self.rule.limit.unit == "hour"

    @property
    def shown_due(self) -> str:
        """When it ends as pages show it: the day, with the minute where hours are counted."""
        return (
            date_format(self.moment, "SHORT_DATETIME_FORMAT" if self.hours else "SHORT_DATE_FORMAT")
            if self.moment
            else ""
        )

    @property
    def explanation(self) -> tuple[str, ...]:
        """Why it ends then, a line each: the rule, the start, what was counted over, what to heed."""
        rule, start = self.rule, self.run.start
        shown = date_format(start, "SHORT_DATETIME_FORMAT" if self.hours else "SHORT_DATE_FORMAT")
        found = [f"{rule.citation} · {limit_words(rule)}", f"{rule.start_event} {shown}"]
        if self.unknown:
            found.append(self.unknown)
        if self.due:
            found += [f"{date_format(reason.date, 'SHORT_DATE_FORMAT')} {why_words(reason)}" for reason in self.due.why]
        if self.reading:
            found += [said(warning) for warning in self.reading.warnings]
        return tuple(found)


class Counting:
    """By what clocks are read: the calendar and each region's policy, asked for once for a whole list.

    With a moment, everything is read as it was known then: entries, holidays and decisions.
    """

    def __init__(self, known: datetime | None = None) -> None:
        self.known = known
        self.calendar: WorkCalendar = work_calendar() if known is None else calendar_known_at(known)
        self.policies = Policies(known)

    def stand(self, clock: Clock, now: datetime) -> Standing:
        """The clock at `now` (with a time zone). Raises BadEvents when its start was not known yet."""
        run, at = run_of(clock, self.known), local(now)
        try:
            reading = read(run, self.calendar, at, self.policies.of(clock.unit.region_id))
            light = light_of(reading, self.calendar)
        except UnknownYear as error:
            if run.stopped is not None:
                return Standing(
                    clock, run, ClockState.STOPPED, "done", str(ClockState.STOPPED.label), None, said(error)
                )
            words = _("Holidays of %(year)s missing") % {"year": error.year}
            return Standing(clock, run, ClockState.UNKNOWN, "near", words, None, said(error))
        if reading.state == "stopped" and not in_time(run, reading.due):
            light = "late"
        return Standing(clock, run, ClockState(reading.state), light, state_words(reading), reading)


def state_words(reading: Reading) -> str:
    """How it stands and what is left; a paused clock says both, as what is left says too little there."""
    if reading.remaining is None:
        return _("Done in time") if in_time(reading.run, reading.due) else _("Done too late")
    left = remaining_words(reading.remaining)
    return _("Paused, %(left)s") % {"left": left} if reading.state == "paused" else left

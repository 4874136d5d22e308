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
    Policy,
    Reading,
    Reason,
    Rule,
    Run,
    UnknownYear,
    WorkCalendar,
    light_of,
    read,
    replay,
)

from .models import Clock, ClockEvent
from .selectors import Policies, known_events, work_calendar
from .states import ClockState
from .wording import remaining_words, said, why_words


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
    def why(self) -> list[tuple[Reason, str]]:
        """Each reason with its words in the reader's language."""
        return [(reason, why_words(reason)) for reason in self.due.why] if self.due else []

    @property
    def warnings(self) -> list[str]:
        """What staff should know beside the date."""
        return [said(warning) for warning in self.reading.warnings] if self.reading else []


class Counting:
    """By what clocks are read: the calendar and each region's policy, asked for once for a whole list."""

    def __init__(self) -> None:
        self.calendar: WorkCalendar = work_calendar()
        self.policies = Policies()

    def policy(self, clock: Clock) -> Policy:
        """How weekends count for a clock."""
        return self.policies.of(clock.unit.region_id)

    def stand(self, clock: Clock, now: datetime, known: datetime | None = None) -> Standing:
        """The clock at `now` (with a time zone), from what had been entered by `known`. Raises BadEvents."""
        run, at = run_of(clock, known), local(now)
        try:
            reading = read(run, self.calendar, at, self.policy(clock))
            light = light_of(reading, self.calendar)
        except UnknownYear as error:
            if run.stopped is not None:
                return Standing(
                    clock, run, ClockState.STOPPED, "done", str(ClockState.STOPPED.label), None, said(error)
                )
            words = _("Holidays of %(year)s missing") % {"year": error.year}
            return Standing(clock, run, ClockState.UNKNOWN, "near", words, None, said(error))
        state = ClockState(reading.state)
        return Standing(clock, run, state, light, _words(reading, state), reading)


def _words(reading: Reading, state: ClockState) -> str:
    if state is ClockState.STOPPED:
        return str(state.label)
    assert reading.remaining is not None
    left = remaining_words(reading.remaining)
    if state is ClockState.PAUSED:
        return _("Paused, %(left)s") % {"left": left}
    return left


def moment_words(moment: datetime | None, *, hours: bool) -> str:
    """A due time (local) as pages show it: the day, with the minute where hours are counted."""
    if moment is None:
        return "—"
    return date_format(moment, "SHORT_DATETIME_FORMAT" if hours else "SHORT_DATE_FORMAT")

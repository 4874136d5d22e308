"""Which open clocks get another date when the holiday table or the counting of weekends changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shuangda.kernel.clocks import Run, UnknownYear, WorkCalendar, due_of

from .models import Clock
from .readings import run_of
from .selectors import Policies, open_clocks


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock, and when it ended before and ends now (local time). None: the year has no notice."""

    clock: Clock
    old: datetime | None
    new: datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """By what dates are counted."""

    calendar: WorkCalendar
    policies: Policies

    def due(self, clock: Clock, run: Run) -> datetime | None:
        """When a clock ends; None where that cannot be counted."""
        try:
            return due_of(run, self.calendar, self.policies.of(clock.unit.region_id)).moment
        except UnknownYear:
            return None


def moved(before: Table, after: Table, clocks: Iterable[Clock] | None = None) -> list[Moved]:
    """The open clocks whose date is another by the second table; those that are paused have none."""
    found = []
    for clock in open_clocks() if clocks is None else clocks:
        run = run_of(clock)
        if any(pause.end is None for pause in run.pauses):
            continue
        old, new = before.due(clock, run), after.due(clock, run)
        if old != new:
            found.append(Moved(clock, old, new))
    return found

"""The one work calendar of everybody, and the clocks that an actor may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from shuangda.kernel.clocks import Notice, Policy, WorkCalendar, announced, announced_calendar
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Region
from shuangda.platform.orgs.roles import UNIT
from shuangda.platform.orgs.selectors import within

from .models import Clock, ClockEvent, HolidayNotice, Redating, WeekendDecision
from .states import EventKind

NOTICE_EXPECTED: Final = timedelta(days=45)  # the State Council announces a year in November of the one before

_kept: tuple[tuple[int, int], WorkCalendar] = ((0, 0), announced_calendar())
_within: ContextVar[list[WorkCalendar] | None] = ContextVar("work_calendar", default=None)


def work_calendar() -> WorkCalendar:
    """The calendar by which everything is counted: the announced notices, and in their place what was recorded here.

    Built anew when a row was added. Inside `one_calendar` it is asked for once.
    """
    global _kept
    held = _within.get()
    if held:
        return held[0]
    found = HolidayNotice.objects.aggregate(newest=Max("pk"), rows=Count("pk"))
    state = (found["newest"] or 0, found["rows"])
    if state != _kept[0]:
        _kept = (state, announced_calendar().replacing(*(row.notice() for row in newest_notices())))
    calendar = _kept[1]
    if held is not None:
        held.append(calendar)
    return calendar


@contextmanager
def one_calendar() -> Iterator[None]:
    """Let the block, such as one request, ask the database for the calendar once."""
    token = _within.set([])
    try:
        yield
    finally:
        _within.reset(token)


def forget_calendar() -> None:
    """Ask again inside `one_calendar`, after a notice was added there."""
    if (held := _within.get()) is not None:
        held.clear()


def newest_notices() -> QuerySet[HolidayNotice]:
    """The recorded notice of each year that holds."""
    return HolidayNotice.objects.order_by("year", "-number").distinct("year")


def calendar_known_at(moment: datetime) -> WorkCalendar:
    """The calendar as it was at a past moment. What came with the software counts as known all along."""
    rows = newest_notices().filter(recorded_at__lte=moment)
    return announced_calendar().replacing(*(row.notice() for row in rows))


@dataclass(frozen=True, slots=True)
class Version:
    """One notice of a year: one that came with the software has no row. `holds` is the one that is counted by."""

    notice: Notice
    row: HolidayNotice | None
    holds: bool


def versions(year: int) -> list[Version]:
    """Every notice of a year, the one that holds first."""
    rows = HolidayNotice.objects.filter(year=year).select_related("recorded_by").order_by("-number")
    found = [(row.notice(), row) for row in rows] + [(notice, None) for notice in announced() if notice.year == year]
    return [Version(notice, row, place == 0) for place, (notice, row) in enumerate(found)]


def missing_years(today: date) -> list[int]:
    """The years that dates need by now and that no notice covers: this one, and soon the next."""
    needed = {today.year, (today + NOTICE_EXPECTED).year}
    return sorted(year for year in needed if year not in work_calendar().notices)


class Policies:
    """How each region lets weekends count: by its own newest decision, else by that of the nearest region above.

    With a moment, by what had been decided then.
    """

    def __init__(self, known: datetime | None = None) -> None:
        newest = WeekendDecision.objects.order_by("region_id", "-pk").distinct("region_id")
        if known is not None:
            newest = newest.filter(decided_at__lte=known)
        self._decided = {row.region_id: Policy(roll_weekends=row.roll_weekends) for row in newest}
        self._above = dict(Region.objects.values_list("pk", "parent")) if self._decided else {}

    def of(self, region_id: int) -> Policy:
        """The policy of a region."""
        place: int | None = region_id
        while place is not None:
            if place in self._decided:
                return self._decided[place]
            place = self._above.get(place)
        return Policy()

    def replacing(self, region_id: int, policy: Policy) -> Policies:
        """The same with another decision in one region."""
        found = Policies()
        found._decided = {**self._decided, region_id: policy}
        found._above = dict(Region.objects.values_list("pk", "parent"))
        return found


def weekend_decisions(actor: Actor) -> QuerySet[WeekendDecision]:
    """What was decided about weekends in the actor's region and above it, newest first."""
    if actor.region_id is None:
        return WeekendDecision.objects.none()
    above, place = [], Region.objects.filter(pk=actor.region_id).first()
    while place is not None:
        above.append(place.pk)
        place = place.parent
    return WeekendDecision.objects.filter(region__in=above).select_related("region", "decided_by").order_by("-pk")


def clocks(actor: Actor) -> QuerySet[Clock]:
    """A unit sees its own clocks, an office those of the units of its region."""
    found = Clock.objects.select_related("unit__region")
    if actor.in_office and actor.region_id is not None:
        return found.filter(within(actor.region_id, "unit__region__"))
    if actor.role in UNIT and actor.unit_id is not None:
        return found.filter(unit=actor.unit_id)
    return Clock.objects.none()


def stopped() -> Exists:
    """The condition that a clock was stopped, and that this was not taken back."""
    return Exists(ClockEvent.objects.filter(clock=OuterRef("pk"), kind=EventKind.STOP, undone_by__isnull=True))


def open_clocks() -> QuerySet[Clock]:
    """Every clock that still runs, of all units, with its events: for what concerns all of them."""
    return Clock.objects.filter(~stopped()).select_related("unit__region").prefetch_related("events")


def redatings(clock: Clock) -> QuerySet[Redating]:
    """What moved the date of a clock that the actor sees, oldest first."""
    return clock.redatings.select_related("notice", "decision")


def known_events(clock: Clock, moment: datetime | None = None) -> list[ClockEvent]:
    """The entries that held at a moment (now, if none is given), in the order in which things happened.

    An entry that was taken back by then is not among them.
    """
    entered = [event for event in clock.events.all() if moment is None or event.recorded <= moment]
    undone = {event.undoes_id for event in entered if event.kind == EventKind.UNDO}
    return [event for event in entered if event.kind != EventKind.UNDO and event.pk not in undone]

"""What happens to a clock, entry by entry. The kernel checks the order, the rule's grounds and its extensions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shuangda.kernel.clocks import ClockError, Run, UnknownClock, as_granted, rulebook, step
from shuangda.platform import clock as time
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.services.changes import checked, locked
from shuangda.platform.orgs.verdicts import Refused, demand

from .. import rules
from ..models import Clock, ClockEvent
from ..readings import as_event, local
from ..selectors import known_events, work_calendar
from ..states import EventKind
from ..wording import said

PAST_TENSE = {
    EventKind.START: "clock.started",
    EventKind.RESTART: "clock.restarted",
    EventKind.PAUSE: "clock.paused",
    EventKind.RESUME: "clock.resumed",
    EventKind.EXTEND: "clock.extended",
    EventKind.STOP: "clock.stopped",
}


@transaction.atomic
def start_clock(
    *,
    actor: Actor,
    rule_id: str,
    at: datetime,
    title: str,
    subject_type: str = "",
    subject_id: str = "",
    note: str = "",
) -> Clock:
    """Start a limit for the actor's unit under a rule that is in force on that day.

    Raises Refused when it was not: the words name the rule that was.
    """
    demand(rules.may_start(actor))
    _person, unit = actor.seated()
    Unit.objects.select_for_update().get(pk=unit)
    try:
        rule = rulebook().in_force(rule_id, local(at).date())
    except (ClockError, UnknownClock) as error:
        raise Refused(said(error)) from error
    clock = Clock(rule_id=rule.id, title=title.strip(), unit_id=unit, subject_type=subject_type, subject_id=subject_id)
    checked(clock)
    clock.save(force_insert=True)
    _enter(actor, clock, EventKind.START, at, note=note)
    return clock


@transaction.atomic
def pause_clock(*, actor: Actor, clock: Clock, at: datetime, ground: str = "", note: str = "") -> ClockEvent:
    """Time does not count from this day on. `ground` is one of the rule's, where it has any."""
    return _entered(actor, clock, EventKind.PAUSE, at, ground=ground, note=note)


@transaction.atomic
def resume_clock(*, actor: Actor, clock: Clock, at: datetime, note: str = "") -> ClockEvent:
    """Time counts again from this day on."""
    return _entered(actor, clock, EventKind.RESUME, at, note=note)


@transaction.atomic
def extend_clock(*, actor: Actor, clock: Clock, at: datetime, units: int | None = None, note: str = "") -> ClockEvent:
    """The rule's next extension was granted on this day: `units` of it, or all that it allows. `note` says by whom."""
    return _entered(actor, clock, EventKind.EXTEND, at, units=units, note=note)


@transaction.atomic
def stop_clock(*, actor: Actor, clock: Clock, at: datetime, note: str = "") -> ClockEvent:
    """The act that the limit is for was done."""
    return _entered(actor, clock, EventKind.STOP, at, note=note)


@transaction.atomic
def restart_clock(*, actor: Actor, clock: Clock, at: datetime, note: str = "") -> ClockEvent:
    """The limit begins anew on this day, as after new material; pauses and extensions before it no longer matter."""
    return _entered(actor, clock, EventKind.RESTART, at, note=note)


@transaction.atomic
def undo_entry(*, actor: Actor, clock: Clock, reason: str) -> ClockEvent:
    """Take the newest entry back, because it was wrong; it stays on record. The start itself stands."""
    clock = locked(clock)
    demand(rules.may_run(actor, clock))
    last = last_entry(clock)
    if last is None:
        raise Refused(_("Only the start is on record, and it stands: stop this clock and start another one."))
    person, _unit = actor.seated()
    entry = ClockEvent(
        clock=clock, kind=EventKind.UNDO, at=time.now(), recorded=time.now(), note=reason.strip(), by_id=person
    )
    entry.undoes = last
    checked(entry)
    entry.save(force_insert=True)
    before = {"entry": last.kind, "at": last.at.isoformat()}
    record(actor=actor, verb="clock.entry_undone", subject=clock, before=before, reason=entry.note)
    return entry


def last_entry(clock: Clock) -> ClockEvent | None:
    """The entry that an undo takes back: the newest one that holds, never the start."""
    entries = [entry for entry in known_events(clock) if entry.kind != EventKind.START]
    return max(entries, key=lambda entry: entry.pk, default=None)


def _entered(
    actor: Actor,
    clock: Clock,
    kind: EventKind,
    at: datetime,
    *,
    ground: str = "",
    units: int | None = None,
    note: str = "",
) -> ClockEvent:
    clock = locked(clock)
    demand(rules.may_run(actor, clock))
    if at >= _end_of_today():
        raise Refused(_("This day has not come yet: record it when it has happened."))
    return _enter(actor, clock, kind, at, ground=ground, units=units, note=note)


def _enter(
    actor: Actor,
    clock: Clock,
    kind: EventKind,
    at: datetime,
    *,
    ground: str = "",
    units: int | None = None,
    note: str = "",
) -> ClockEvent:
    """Write an entry that the kernel accepts at its place among the others."""
    person, _unit = actor.seated()
    if clock.rule.limit.unit != "hour":
        at = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    entry = ClockEvent(
        clock=clock,
        kind=kind,
        at=at,
        recorded=time.now(),
        ground=ground,
        units=units,
        note=note.strip(),
        by_id=person,
    )
    checked(entry)
    run = _accepted(clock, entry)
    if kind == EventKind.EXTEND:
        entry.units = as_granted(run)[-1]  # what was granted stays, also where it was all that the rule allowed
    entry.save(force_insert=True)
    after = {"entry": kind.value, "at": at.isoformat(), "ground": ground, "units": entry.units}
    record(actor=actor, verb=PAST_TENSE[kind], subject=clock, after=after, reason=entry.note)
    return entry


def _accepted(clock: Clock, entry: ClockEvent) -> Run:
    """The run right after the new entry, once all entries were replayed with it among them.

    Only the new one is held against the end of the limit: the others were, when they were entered. Raises Refused.
    """
    run: Run | None = None
    then: Run | None = None
    try:
        for each in sorted([*known_events(clock), entry], key=lambda found: found.at):
            run = step(clock.rule, run, as_event(each), work_calendar() if each is entry else None)
            then = run if each is entry else then
    except ClockError as error:
        raise Refused(said(error)) from error
    assert then is not None, "the new entry is among those replayed"
    return then


def _end_of_today() -> datetime:
    return timezone.localtime(time.now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)

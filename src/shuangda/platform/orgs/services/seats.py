from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.platform import clock
from shuangda.platform.audit.services import record

from .. import rules
from ..actors import Actor
from ..models import Person, Seat, Unit
from ..roles import Role
from ..verdicts import Refused, demand
from .changes import locked, plain


@transaction.atomic
def give_seat(
    *,
    actor: Actor,
    person: Person,
    unit: Unit,
    role: Role | str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    reason: str = "",
) -> Seat:
    """Let a person act in a role for a unit, from today unless a day is given.

    Raises Refused when the seat does not fit the unit or the person's other seats (see `rules.seat_fits`).
    """
    person = locked(person)  # two seats given at once must see each other
    demand(rules.give_seat(actor, person, unit))
    return place(
        actor=actor,
        seat=Seat(
            person=person,
            unit=unit,
            role=Role(role),
            valid_from=valid_from or clock.today(),
            valid_to=valid_to,
        ),
        reason=reason,
    )


def place(*, actor: Actor, seat: Seat, reason: str = "") -> Seat:
    """Write a new seat; the caller has asked the rules whether it may be given."""
    since = seat.valid_from or clock.today()
    if seat.valid_to is not None and seat.valid_to < since:
        raise Refused(_("The last day lies before the first."))
    fits = rules.seat_fits(seat.person, seat.unit, Role(seat.role), since)
    if not fits:
        raise Refused(str(fits.why))
    same = Seat.objects.on(since).filter(person=seat.person, unit=seat.unit, role=seat.role)
    if same.exists():
        raise Refused(_("This person holds this seat already."))
    seat.save(force_insert=True)
    fields = ("person_id", "unit_id", "role", "valid_from", "valid_to")
    after = {field: plain(getattr(seat, field)) for field in fields}
    record(actor=actor, verb="seat.given", subject=seat, after=after, reason=reason)
    return seat


@transaction.atomic
def end_seat(*, actor: Actor, seat: Seat, last_day: date | None = None, reason: str = "") -> Seat:
    """Take a seat away: at once, or after a last day that is yet to come.

    Raises Refused when it has ended already or the day lies in the past.
    """
    seat = locked(seat)
    today = clock.today()
    demand(rules.on_unit(actor, rules.MANAGE_SEATS, seat.unit))
    if seat.person_id == actor.person_id:
        raise Refused(_("Nobody can end their own seat: another security administrator does."))
    if seat.ended_at is not None or (seat.valid_to is not None and seat.valid_to < today):
        raise Refused(_("This seat has ended already."))
    if last_day is not None and last_day < today:
        raise Refused(_("The last day must not lie in the past."))
    before = {"valid_to": plain(seat.valid_to)}
    seat.valid_to = max(last_day or today, seat.valid_from or today)
    if last_day is None:
        seat.ended_at = clock.now()
    seat.save(update_fields=["valid_to", "ended_at"])
    after = {"valid_to": plain(seat.valid_to), "at_once": last_day is None}
    record(actor=actor, verb="seat.ended", subject=seat, before=before, after=after, reason=reason)
    return seat

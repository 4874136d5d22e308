"""What an actor may see of the organisation. Without a seat: nothing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from .actors import Actor
from .models import Alias, Person, Region, Seat, Unit
from .roles import OFFICE, UNIT, Role

_WHOLE_REGION = OFFICE | {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}
_LEVELS_BELOW = 4  # GB/T 2260 has three levels; townships make a fourth


def within(region_id: int, path: str = "region__") -> Q:
    """The condition that the region at `path` is this one or lies below it."""
    found = Q(**{f"{path}pk": region_id})
    for depth in range(1, _LEVELS_BELOW):
        found |= Q(**{f"{path}{'parent__' * depth}pk": region_id})
    return found


def regions(actor: Actor) -> QuerySet[Region]:
    """The actor's region and all below it."""
    if actor.region_id is None or actor.role not in _WHOLE_REGION:
        return Region.objects.none()
    return Region.objects.filter(within(actor.region_id, "")).select_related("parent")


def units(actor: Actor) -> QuerySet[Unit]:
    """The office and its administrators see the units of their region; a unit sees itself and those below it."""
    found = Unit.objects.select_related("region", "superior")
    if actor.region_id is not None and actor.role in _WHOLE_REGION:
        return found.filter(within(actor.region_id))
    if actor.unit_id is not None and actor.role in UNIT:
        return found.filter(Q(pk=actor.unit_id) | Q(superior=actor.unit_id))
    return Unit.objects.none()


def people(actor: Actor) -> QuerySet[Person]:
    """Those who belong to, or hold a seat at, a unit that the actor sees."""
    seen = units(actor).values("pk")
    holders = Seat.objects.on().filter(unit__in=seen).values("person")
    return Person.objects.filter(Q(unit__in=seen) | Q(pk__in=holders)).select_related("unit")


def seats(actor: Actor) -> QuerySet[Seat]:
    """All seats, past ones too, at the units that the actor sees."""
    return Seat.objects.filter(unit__in=units(actor).values("pk")).select_related("person", "unit")


def members_of(office: Unit, day: date | None = None) -> QuerySet[Unit]:
    """The member units that an office coordinates: those of its own region on that day."""
    return Unit.objects.on(day).filter(region=office.region_id, kind=Unit.Kind.MEMBER).select_related("region")


def liaisons(actor: Actor) -> QuerySet[Unit]:
    """The units in force that the office works with, for the roster of liaison officers."""
    if actor.role not in OFFICE:
        return Unit.objects.none()
    in_force = Unit.objects.on().values("pk")
    return units(actor).filter(pk__in=in_force, kind__in=[Unit.Kind.MEMBER, Unit.Kind.COUNTY])


def aliases(actor: Actor) -> QuerySet[Alias]:
    """What the actor's own office decided about names."""
    if actor.role not in OFFICE:
        return Alias.objects.none()
    found = Alias.objects.filter(office=actor.unit_id).select_related("decided_by")
    return found.prefetch_related("units")


def seats_of(person: Person) -> QuerySet[Seat]:
    """The seats a person holds today at units that exist today."""
    return (
        Seat.objects.on()
        .filter(person=person, unit__in=Unit.objects.on())
        .select_related("person", "unit")
        .order_by("pk")
    )


def acting_seat(person: Person, chosen: int | None) -> Seat | None:
    """The seat the person acts from: the chosen one if they still hold it, else their first."""
    held = list(seats_of(person))
    return next((seat for seat in held if seat.pk == chosen), held[0] if held else None)

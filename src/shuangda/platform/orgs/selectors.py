from __future__ import annotations

from django.db.models import QuerySet

from .models import Person, Seat, Unit


def seats_of(person: Person) -> QuerySet[Seat]:
    """The seats a person holds today at units that exist today."""
    units = Unit.objects.on()
    return (
        Seat.objects.on()
        .filter(person=person, unit__in=units)
        .select_related("person", "unit")
        .order_by("pk")
    )


def acting_seat(person: Person, chosen: int | None) -> Seat | None:
    """The seat the person acts from: the chosen one if they still hold it, else their first."""
    held = list(seats_of(person))
    return next((seat for seat in held if seat.pk == chosen), held[0] if held else None)

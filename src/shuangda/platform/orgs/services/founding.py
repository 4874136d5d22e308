from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.platform.audit.services import record

from ..actors import Actor, system
from ..models import Person, Region, Seat, Unit
from ..roles import ADMINS, Role
from ..verdicts import Refused
from .changes import checked
from .people import register
from .seats import place


@dataclass(frozen=True, slots=True)
class Founding:
    """What an empty installation was founded with; every later act goes through its administrators."""

    region: Region
    office: Unit
    people: Mapping[Role, Person]
    actors: Mapping[Role, Actor]


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """One of the three administrators that an installation starts with."""

    username: str
    full_name: str
    password: str
    must_change_password: bool = True


@transaction.atomic
def found(
    *,
    regions: list[tuple[str, str]],
    office_name: str,
    office_short_name: str,
    admins: Mapping[Role, FirstAdmin],
) -> Founding:
    """Found an empty installation: its regions from the top down (the last is the office's), office, administrators.

    `regions` holds (code, name). Raises Refused when anybody is registered already, or when `admins` does not name
    exactly the three administrators.
    """
    Region.objects.select_for_update().first()
    if Person.objects.exists() or Unit.objects.exists():
        raise Refused(_("This installation has been founded already."))
    if set(admins) != ADMINS or not regions:
        raise Refused(_("It takes a region and the three administrators."))
    actor, region = system("founding"), None
    for code, name in regions:
        region = Region(code=code, name=name, parent=region)
        checked(region)
        region.save(force_insert=True)
        record(actor=actor, verb="region.created", subject=region, after={"code": code, "name": name})
    office = Unit(region=region, name=office_name, short_name=office_short_name, kind=Unit.Kind.OFFICE)
    checked(office)
    office.save(force_insert=True)
    record(actor=actor, verb="unit.created", subject=office, after={"name": office_name, "kind": "office"})
    people, seats = {}, {}
    for role, first in admins.items():
        person = Person(username=first.username, full_name=first.full_name, unit=office)
        person.must_change_password = first.must_change_password
        people[role] = register(actor=actor, person=person, password=first.password)
        seats[role] = place(actor=actor, seat=Seat(person=person, unit=office, role=role))
    actors = {role: Actor.in_seat(seat) for role, seat in seats.items()}
    return Founding(office.region, office, people, actors)

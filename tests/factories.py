"""Rows for tests, about an invented place. They go past the services: a test states its own start."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Person, Region, Seat, Unit
from shuangda.platform.orgs.roles import ADMINS, OFFICE, Role

PASSWORD = "qinghe-denglu-2026"
_numbers = count(1)


@cache
def _hashed() -> str:
    """One hash for all, since making one takes long on purpose."""
    return make_password(PASSWORD)


def region(code: str = "990102", name: str = "青禾区", parent: Region | None = None) -> Region:
    """A region; the same code gives the same row."""
    return Region.objects.get_or_create(code=code, defaults={"name": name, "parent": parent})[0]


def district() -> Region:
    """青禾区 of 云川市 in 临江省."""
    province = region("990000", "临江省")
    city = region("990100", "云川市", province)
    return region("990102", "青禾区", city)


def unit(name: str = "", short_name: str = "", *, in_region: Region | None = None, **values: Any) -> Unit:
    """A member unit of the district unless told otherwise."""
    name = name or f"青禾区第{next(_numbers)}局"
    return Unit.objects.create(
        region=in_region or region(), name=name, short_name=short_name or name.replace("青禾区", "区", 1), **values
    )


def office(in_region: Region | None = None) -> Unit:
    """The coordinating office of a region; the same region gives the same row."""
    place = in_region or region()
    found = Unit.objects.filter(region=place, kind=Unit.Kind.OFFICE).first()
    return found or unit(
        f"{place.name}打击侵权假冒工作领导小组办公室", "区双打办", in_region=place, kind=Unit.Kind.OFFICE
    )


def person(full_name: str = "", username: str = "", **values: Any) -> Person:
    """Somebody with a log-in and PASSWORD; tests that do not test the log-in use `client.force_login`."""
    number = next(_numbers)
    return Person.objects.create(
        username=username or f"person{number}", full_name=full_name or f"人员{number}", password=_hashed(), **values
    )


def seat(role: Role, at: Unit | None = None, held_by: Person | None = None, **values: Any) -> Seat:
    """A seat held by somebody: at the office for its roles and the administrators, else at a unit of its own."""
    at = at or (office() if role in OFFICE | ADMINS else unit(can_enforce=role == Role.OFFICER))
    return Seat.objects.create(person=held_by or person(unit=at), unit=at, role=role, **values)


def actor_of(role: Role, at: Unit | None = None) -> Actor:
    """Somebody new who acts in this role, at this unit if one is given."""
    return Actor.in_seat(seat(role, at))

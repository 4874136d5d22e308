"""Founds the city: regions, office, member units, county offices, and a person in every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from shuangda.platform import clock
from shuangda.platform.orgs import services
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.roles import Role
from shuangda.platform.orgs.services.founding import FirstAdmin, Founding

from . import roster
from .roster import PASSWORD


@dataclass(slots=True)
class Cast:
    """Who plays in the demo: the office's clerk, head and security administrator, and each unit's liaison officer and
    head by the unit's id."""

    clerk: Actor
    head: Actor
    security: Actor
    liaisons: dict[int, Actor] = field(default_factory=dict)
    heads: dict[int, Actor] = field(default_factory=dict)


def found(day: date) -> Cast:
    """Found the city on a day, and return who will act in it."""
    moment = timezone.make_aware(datetime.combine(day, time(8)))
    with clock.at(moment), transaction.atomic():
        founded = services.found(
            regions=[roster.PROVINCE, roster.CITY],
            office_name=roster.OFFICE_NAME,
            office_short_name=roster.OFFICE_SHORT,
            admins={
                Role.SYSTEM_ADMIN: FirstAdmin("sysadmin", "丁系", PASSWORD, must_change_password=False),
                Role.SECURITY_ADMIN: FirstAdmin("secadmin", "安全", PASSWORD, must_change_password=False),
                Role.AUDIT_ADMIN: FirstAdmin("auditor", "申计", PASSWORD, must_change_password=False),
            },
        )
        seat = seating(founded)
        cast = Cast(
            clerk=seat("clerk", "苏明", founded.office, Role.CLERK),
            head=seat("head", "谢主任", founded.office, Role.OFFICE_HEAD),
            security=founded.actors[Role.SECURITY_ADMIN],
        )
        _name_office(founded)
        _found_members(founded, cast, seat)
        _found_counties(founded, cast, seat)
        seat("officer", "武巡", _unit("市市场监管局"), Role.OFFICER)
        seat("guest", "访客", _unit("市市场监管局"), Role.GUEST)
    return cast


def seating(founded: Founding) -> Callable[[str, str, Unit, Role], Actor]:
    """How to register a person and give them a seat, as the two administrators do it."""

    def seat(username: str, full_name: str, unit: Unit, role: Role) -> Actor:
        person = services.create_person(
            actor=founded.actors[Role.SYSTEM_ADMIN],
            username=username,
            full_name=full_name,
            unit=unit,
            password=PASSWORD,
            must_change_password=False,
        )
        given = services.give_seat(
            actor=founded.actors[Role.SECURITY_ADMIN], person=person, unit=unit, role=role, valid_from=clock.today()
        )
        return Actor.in_seat(given)

    return seat


def _name_office(founded: Founding) -> None:
    for name in roster.OFFICE_ALSO:
        services.add_unit_name(actor=founded.actors[Role.SYSTEM_ADMIN], unit=founded.office, name=name)


def _found_members(founded: Founding, cast: Cast, seat: Callable[[str, str, Unit, Role], Actor]) -> None:
    admin = founded.actors[Role.SYSTEM_ADMIN]
    for member in roster.MEMBERS:
        unit = services.create_unit(
            actor=admin,
            region=founded.region,
            name=member.name,
            short_name=member.short_name,
            can_enforce=member.can_enforce,
        )
        for name in member.also:
            services.add_unit_name(actor=admin, unit=unit, name=name)
        cast.liaisons[unit.pk] = seat(member.login, member.liaison, unit, Role.LIAISON)
        cast.heads[unit.pk] = seat(f"{member.login}_head", member.head, unit, Role.UNIT_HEAD)
    # What is given to the office itself, its clerk reports and its head approves.
    cast.liaisons[founded.office.pk], cast.heads[founded.office.pk] = cast.clerk, cast.head


def _found_counties(founded: Founding, cast: Cast, seat: Callable[[str, str, Unit, Role], Actor]) -> None:
    admin = founded.actors[Role.SYSTEM_ADMIN]
    for number, (code, name) in enumerate(roster.COUNTIES, 1):
        region = services.create_region(actor=admin, code=code, name=name, parent=founded.region)
        unit = services.create_unit(
            actor=admin,
            region=region,
            name=f"{name}打击侵权假冒工作领导小组",
            short_name=f"{name}双打领导小组",
            kind=Unit.Kind.COUNTY,
            superior=founded.office,
        )
        cast.liaisons[unit.pk] = seat(f"county{number}", f"{name[0]}联络", unit, Role.LIAISON)
        cast.heads[unit.pk] = seat(f"county{number}_head", f"{name[0]}主管", unit, Role.UNIT_HEAD)


def _unit(short_name: str) -> Unit:
    return Unit.objects.get(short_name=short_name)

"""Who may do what to the organisation. GB/T 22239-2019 §8.1.5: three administrators, none can do another's act."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuangda.platform import clock

from . import selectors
from .actors import Actor
from .models import Person, Seat, Unit
from .permissions import Permission, declare
from .roles import ADMINS, OFFICE, Role
from .verdicts import YES, Verdict, no

MANAGE_UNITS = declare("orgs.manage_units", _("Register, change and close regions and units"), {Role.SYSTEM_ADMIN})
MANAGE_PEOPLE = declare(
    "orgs.manage_people", _("Register people, set initial passwords, close accounts"), {Role.SYSTEM_ADMIN}
)
MANAGE_SEATS = declare("orgs.manage_seats", _("Give seats and take them away"), {Role.SECURITY_ADMIN})
LOCK_LOGINS = declare("orgs.lock_logins", _("Lock and unlock log-ins"), {Role.SECURITY_ADMIN})
READ_UNITS = declare(
    "orgs.read_units", _("See the units of the region"), {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, *OFFICE}
)
READ_PEOPLE = declare("orgs.read_people", _("See people and their seats"), {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
READ_LIAISONS = declare("orgs.read_liaisons", _("See the roster of liaison officers"), OFFICE)
DECIDE_ALIASES = declare("orgs.decide_aliases", _("Decide what a name in a document means"), OFFICE)

_NOT_YOURS = _("Your role may not do this.")
_ELSEWHERE = _("This lies outside your region.")


def has(actor: Actor, permission: Permission) -> Verdict:
    """Whether the actor's role has the permission at all."""
    return YES if actor.role in permission.roles else no(_NOT_YOURS)


def on_unit(actor: Actor, permission: Permission, unit: Unit) -> Verdict:
    """The permission, and the unit within the actor's scope."""
    verdict = has(actor, permission)
    if not verdict:
        return verdict
    return YES if selectors.units(actor).filter(pk=unit.pk).exists() else no(_ELSEWHERE)


def on_person(actor: Actor, permission: Permission, person: Person) -> Verdict:
    """The permission, and the person within the actor's scope."""
    verdict = has(actor, permission)
    if not verdict:
        return verdict
    return YES if selectors.people(actor).filter(pk=person.pk).exists() else no(_ELSEWHERE)


def on_other_person(actor: Actor, permission: Permission, person: Person) -> Verdict:
    """The same, but never on one's own account: who guards a lock does not hold its key."""
    if actor.person_id == person.pk:
        return no(_("Nobody may do this to their own account."))
    return on_person(actor, permission, person)


def give_seat(actor: Actor, person: Person, unit: Unit) -> Verdict:
    """May this actor give this person a seat at this unit? Whether the seat fits is for `seat_fits`."""
    if actor.person_id == person.pk:
        return no(_("Nobody may give a seat to themself."))
    return on_person(actor, MANAGE_SEATS, person) and on_unit(actor, MANAGE_SEATS, unit)


def seat_fits(person: Person, unit: Unit, role: Role, since: date) -> Verdict:
    """Whether a seat can exist beside those that the person holds or will hold, and at this unit."""
    if not person.is_active:
        return no(_("This account is closed."))
    if unit.valid_to is not None and unit.valid_to < clock.today():
        return no(_("This unit is closed."))
    if role in OFFICE and unit.kind != Unit.Kind.OFFICE:
        return no(_("Only a coordinating office has a head of the office and clerks."))
    if role == Role.OFFICER and not unit.can_enforce:
        return no(_("Only a unit with enforcement power has enforcement officers."))
    if role in {Role.UNIT_HEAD, Role.LIAISON} and unit.kind == Unit.Kind.OFFICE:
        return no(_("A coordinating office has a head of the office and clerks instead."))
    return _apart(person, role, since)


def _apart(person: Person, role: Role, since: date) -> Verdict:
    """No two administrator roles in one hand, and no administrator role beside a working one."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=since)
    held = set(Seat.objects.filter(lasting, person=person, ended_at__isnull=True).values_list("role", flat=True))
    if role in ADMINS and held & ADMINS - {role}:
        return no(_("One person cannot be two of the three administrators."))
    if (role in ADMINS and held - ADMINS) or (role not in ADMINS and held & ADMINS):
        return no(_("An administrator cannot hold a working seat as well."))
    return YES


def decide_alias(actor: Actor, office: Unit) -> Verdict:
    """Only the head and the clerks of that very office."""
    verdict = has(actor, DECIDE_ALIASES)
    if not verdict:
        return verdict
    if actor.unit_id != office.pk or office.kind != Unit.Kind.OFFICE:
        return no(_("An office decides for itself only."))
    return YES

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.platform import clock
from shuangda.platform.audit.services import record

from .. import rules
from ..actors import Actor
from ..models import Person, Unit
from ..verdicts import Refused, demand
from .changes import apply, checked, locked

CHANGEABLE = frozenset({"full_name", "unit", "post", "phone"})


@transaction.atomic
def create_person(
    *,
    actor: Actor,
    username: str,
    full_name: str,
    unit: Unit,
    password: str,
    post: str = "",
    phone: str = "",
    must_change_password: bool = True,
) -> Person:
    """Register a person with a first password, which they must change at the first log-in; no seat comes with it.

    Raises Refused when the log-in name is taken or the password is weak.
    """
    demand(rules.on_unit(actor, rules.MANAGE_PEOPLE, unit))
    return register(
        actor=actor,
        person=Person(
            username=username.strip().lower(),
            full_name=full_name.strip(),
            unit=unit,
            post=post.strip(),
            phone=phone.strip(),
            must_change_password=must_change_password,
        ),
        password=password,
    )


def register(*, actor: Actor, person: Person, password: str) -> Person:
    """Write a new person; the caller has asked the rules."""
    if Person.objects.filter(username=person.username).exists():
        raise Refused(_("The log-in name “%(name)s” is taken.") % {"name": person.username})
    _set(person, password)
    checked(person)
    person.save(force_insert=True)
    after = {"username": person.username, "unit": person.unit_id}
    record(actor=actor, verb="person.created", subject=person, after=after)
    return person


@transaction.atomic
def change_person(*, actor: Actor, person: Person, **values: Any) -> Person:
    """Correct name, unit, post or phone. The trail names the fields, never what stood in them."""
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"change_person does not change {', '.join(sorted(unknown))}")
    person = locked(person)
    demand(rules.on_person(actor, rules.MANAGE_PEOPLE, person))
    if unit := values.get("unit"):
        demand(rules.on_unit(actor, rules.MANAGE_PEOPLE, unit))
    _before, after = apply(person, values)
    if after:
        record(actor=actor, verb="person.changed", subject=person, after={"fields": sorted(after)})
    return person


@transaction.atomic
def set_password(*, actor: Actor, person: Person, password: str, reason: str = "") -> Person:
    """Set somebody's password for them; they must change it when they next log in. All their log-ins end."""
    person = locked(person)
    demand(rules.on_other_person(actor, rules.MANAGE_PEOPLE, person))
    _set(person, password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record(actor=actor, verb="person.password_set", subject=person, reason=reason)
    return person


@transaction.atomic
def change_own_password(*, actor: Actor, person: Person, password: str) -> None:
    """Change one's own password, the old one having been asked; updates the given row too."""
    locked(person)
    _set(person, password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record(actor=actor, verb="person.password_changed", subject=person)


@transaction.atomic
def deactivate_person(*, actor: Actor, person: Person, reason: str = "") -> Person:
    """Close an account: it cannot log in and its log-ins end. Seats stay on record for the security administrator."""
    person = locked(person)
    demand(rules.on_other_person(actor, rules.MANAGE_PEOPLE, person))
    if not person.is_active:
        raise Refused(_("This account is closed already."))
    before, after = apply(person, {"is_active": False})
    record(actor=actor, verb="person.deactivated", subject=person, before=before, after=after, reason=reason)
    return person


@transaction.atomic
def reactivate_person(*, actor: Actor, person: Person, reason: str = "") -> Person:
    """Open a closed account again."""
    person = locked(person)
    demand(rules.on_other_person(actor, rules.MANAGE_PEOPLE, person))
    if person.is_active:
        raise Refused(_("This account is open."))
    before, after = apply(person, {"is_active": True})
    record(actor=actor, verb="person.reactivated", subject=person, before=before, after=after, reason=reason)
    return person


@transaction.atomic
def lock_person(*, actor: Actor, person: Person, reason: str = "") -> Person:
    """Lock a log-in at once, whatever it is doing."""
    person = locked(person)
    demand(rules.on_other_person(actor, rules.LOCK_LOGINS, person))
    if person.locked_at is not None:
        raise Refused(_("This log-in is locked already."))
    before, after = apply(person, {"locked_at": clock.now()})
    record(actor=actor, verb="person.locked", subject=person, before=before, after=after, reason=reason)
    return person


@transaction.atomic
def unlock_person(*, actor: Actor, person: Person, reason: str = "") -> Person:
    """Let a locked log-in in again."""
    person = locked(person)
    demand(rules.on_other_person(actor, rules.LOCK_LOGINS, person))
    if person.locked_at is None:
        raise Refused(_("This log-in is not locked."))
    before, after = apply(person, {"locked_at": None})
    record(actor=actor, verb="person.unlocked", subject=person, before=before, after=after, reason=reason)
    return person


@transaction.atomic
def note_login(*, actor: Actor, person: Person) -> None:
    """Keep on the trail that somebody logged in."""
    record(actor=actor, verb="person.logged_in", subject=person)


@transaction.atomic
def note_failed_login(*, actor: Actor, username: str) -> None:
    """Keep a failed log-in on the trail if such a person exists; other words may be a password and are not kept."""
    person = Person.objects.filter(username=username).first()
    if person is not None:
        record(actor=actor, verb="person.login_failed", subject=person)


def _set(person: Person, password: str) -> None:
    """Put a password on the row, unsaved. Raises Refused when it is weak."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    person.set_password(password)

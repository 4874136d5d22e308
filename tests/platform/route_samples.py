"""Samples of the addresses of orgs and audit."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from shuangda.platform import clock
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Alias
from shuangda.platform.orgs.roles import Role
from tests import factories
from tests.routes_samples import Home, sample


@sample("orgs:unit", "orgs:unit_edit", "orgs:unit_rename", "orgs:unit_add_name", "orgs:unit_close")
def unit(home: Home) -> dict[str, Any]:
    return {"pk": home.unit.pk}


@sample(
    "orgs:person",
    "orgs:person_edit",
    "orgs:person_password",
    "orgs:person_close",
    "orgs:person_reopen",
    "orgs:person_lock",
    "orgs:person_unlock",
    "orgs:seat_give",
)
def person(home: Home) -> dict[str, Any]:
    return {"pk": factories.person(unit=home.unit).pk}


@sample("orgs:seat_end")
def seat(home: Home) -> dict[str, Any]:
    return {"pk": home.seats[Role.LIAISON].pk}


@sample("orgs:alias_drop")
def alias(home: Home) -> dict[str, Any]:
    decided_by = home.seats[Role.CLERK].person
    made = Alias.objects.create(office=home.office, name="某办", decided_by=decided_by, decided_at=clock.now())
    made.units.add(home.unit)
    return {"pk": made.pk}


@sample("audit:event")
def event(home: Home) -> dict[str, Any]:
    with transaction.atomic():
        made = record(actor=Actor.in_seat(home.seats[Role.CLERK]), verb="unit.changed", subject=home.unit)
    return {"seq": made.seq}

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.platform import clock
from shuangda.platform.audit.services import record

from .. import rules
from ..actors import Actor
from ..models import Alias, Person, Unit
from ..names import tidy
from ..verdicts import Refused, demand
from .changes import checked, locked


@transaction.atomic
def decide_alias(*, actor: Actor, office: Unit, name: str, units: Sequence[Unit], reason: str = "") -> Alias:
    """Decide what a name in documents means for an office; a later decision replaces an earlier one.

    Raises Refused without a name or units, or when one of them is closed or out of the office's sight.
    """
    office = locked(office)  # two decisions about one name follow each other
    demand(rules.decide_alias(actor, office))
    _given(units)
    alias = Alias.objects.filter(office=office, name=tidy(name)).first() or Alias(office=office, name=tidy(name))
    before = {"units": sorted(alias.units.values_list("pk", flat=True))} if alias.pk else {}
    alias.decided_by, alias.decided_at = Person.objects.get(pk=actor.person_id or 0), clock.now()
    checked(alias)
    alias.save()
    alias.units.set(units)
    after = {"units": sorted(unit.pk for unit in units)}
    record(actor=actor, verb="alias.decided", subject=alias, before=before, after=after, reason=reason)
    return alias


@transaction.atomic
def drop_alias(*, actor: Actor, alias: Alias, reason: str = "") -> None:
    """Take a decision about a name back: from now on the name is resolved by the general rules again."""
    alias = locked(alias)
    demand(rules.decide_alias(actor, alias.office))
    before = {"units": sorted(alias.units.values_list("pk", flat=True))}
    record(actor=actor, verb="alias.dropped", subject=alias, before=before, reason=reason)
    alias.delete()


def _given(units: Sequence[Unit]) -> None:
    if not units:
        raise Refused(_("Choose at least one unit."))
    open_now = set(Unit.objects.on().filter(pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))
    closed = [str(unit) for unit in units if unit.pk not in open_now]
    if closed:
        raise Refused(_("Closed: %(names)s.") % {"names": "、".join(closed)})

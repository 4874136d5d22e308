from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.platform import clock
from shuangda.platform.audit.services import record

from .. import rules, selectors
from ..actors import Actor
from ..models import Region, Unit, UnitName
from ..verdicts import Refused, demand, no
from .changes import apply, checked, locked, plain

CHANGEABLE = frozenset({"kind", "superior", "can_enforce", "valid_from"})


@transaction.atomic
def create_region(*, actor: Actor, code: str, name: str, parent: Region) -> Region:
    """Register a region below one of the actor's own. Raises Refused when the code is taken or does not fit."""
    demand(rules.has(actor, rules.MANAGE_UNITS))
    if not selectors.regions(actor).filter(pk=parent.pk).exists():
        demand(no(_("This lies outside your region.")))
    region = Region(code=code.strip(), name=name.strip(), parent=parent)
    checked(region)
    if not region.code.isdecimal() or len(region.code) not in {6, 9, 12}:
        raise Refused(_("A region code has 6, 9 or 12 digits (GB/T 2260, GB/T 10114)."))
    if Region.objects.filter(code=region.code).exists():
        raise Refused(_("The region code %(code)s is taken.") % {"code": region.code})
    region.save(force_insert=True)
    record(
        actor=actor,
        verb="region.created",
        subject=region,
        after={"code": region.code, "name": region.name, "parent": parent.pk},
    )
    return region


@transaction.atomic
def create_unit(
    *,
    actor: Actor,
    region: Region,
    name: str,
    short_name: str,
    kind: str = Unit.Kind.MEMBER,
    superior: Unit | None = None,
    can_enforce: bool = False,
    valid_from: date | None = None,
) -> Unit:
    """Register a unit. Raises Refused when its name is taken in the region or an office were to enforce."""
    demand(rules.has(actor, rules.MANAGE_UNITS))
    if not selectors.regions(actor).filter(pk=region.pk).exists():
        demand(no(_("This lies outside your region.")))
    unit = Unit(region=region, name=name.strip(), short_name=short_name.strip(), kind=kind, superior=superior)
    unit.can_enforce, unit.valid_from = can_enforce, valid_from
    _hold(unit)
    unit.save(force_insert=True)
    fields = ("name", "short_name", "kind", "region_id", "superior_id", "can_enforce", "valid_from")
    after = {field: plain(getattr(unit, field)) for field in fields}
    record(actor=actor, verb="unit.created", subject=unit, after=after)
    return unit


@transaction.atomic
def change_unit(*, actor: Actor, unit: Unit, reason: str = "", **values: Any) -> Unit:
    """Change kind, superior, enforcement power or first day; a new name goes through `rename_unit`."""
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"change_unit does not change {', '.join(sorted(unknown))}")
    unit = locked(unit)
    demand(rules.on_unit(actor, rules.MANAGE_UNITS, unit))
    before_row = {name: getattr(unit, name) for name in values}
    for name, value in values.items():
        setattr(unit, name, value)
    _hold(unit)
    for name, value in before_row.items():
        setattr(unit, name, value)
    before, after = apply(unit, values)
    if after:
        record(actor=actor, verb="unit.changed", subject=unit, before=before, after=after, reason=reason)
    return unit


@transaction.atomic
def rename_unit(
    *, actor: Actor, unit: Unit, name: str, short_name: str, day: date | None = None, reason: str = ""
) -> Unit:
    """Give a unit its new names from a day on; the old ones stay as former names up to the day before.

    Raises Refused when nothing changes, the name is taken, or the day lies before the last renaming.
    """
    unit, day = locked(unit), day or clock.today()
    demand(rules.on_unit(actor, rules.MANAGE_UNITS, unit))
    old = {unit.name, unit.short_name}
    new = {"name": name.strip(), "short_name": short_name.strip()}
    if old == set(new.values()):
        raise Refused(_("These are the names that it has already."))
    since = _named_since(unit)
    if since is not None and day <= since:
        raise Refused(_("It has had its present name since %(day)s only.") % {"day": since})
    before, after = apply(unit, new)
    _hold(unit)
    for former in sorted(old - {unit.name, unit.short_name}):
        UnitName.objects.create(unit=unit, name=former, former=True, valid_from=since, valid_to=day - timedelta(days=1))
    after["day"] = plain(day)
    record(actor=actor, verb="unit.renamed", subject=unit, before=before, after=after, reason=reason)
    return unit


@transaction.atomic
def add_unit_name(
    *, actor: Actor, unit: Unit, name: str, valid_from: date | None = None, valid_to: date | None = None
) -> UnitName:
    """Note another name in use beside the official one, such as that of a second plate on the same door."""
    unit = locked(unit)
    demand(rules.on_unit(actor, rules.MANAGE_UNITS, unit))
    other = UnitName(unit=unit, name=name.strip(), valid_from=valid_from, valid_to=valid_to)
    checked(other)
    _in_order(valid_from, valid_to)
    if other.name in {unit.name, unit.short_name, *unit.names.values_list("name", flat=True)}:
        raise Refused(_("It has the name “%(name)s” already.") % {"name": other.name})
    other.save(force_insert=True)
    after = {"name": other.name, "valid_from": plain(valid_from), "valid_to": plain(valid_to)}
    record(actor=actor, verb="unit.name_added", subject=unit, after=after)
    return other


@transaction.atomic
def close_unit(*, actor: Actor, unit: Unit, last_day: date | None = None, reason: str = "") -> Unit:
    """Close a unit: after its last day (today if none is given) it gets no work and its seats no longer count.

    Raises Refused when it is closed already, or when units below it are still open.
    """
    unit, last_day = locked(unit), last_day or clock.today()
    demand(rules.on_unit(actor, rules.MANAGE_UNITS, unit))
    if unit.pk == actor.unit_id:
        raise Refused(_("Nobody can close the unit that they act for."))
    if unit.valid_to is not None:
        raise Refused(_("It is closed already, with %(day)s as its last day.") % {"day": unit.valid_to})
    below = list(unit.subordinates.on(last_day + timedelta(days=1))[:5])
    if below:
        names = "、".join(str(each) for each in below)
        raise Refused(_("Close the units below it first: %(names)s.") % {"names": names})
    _in_order(unit.valid_from, last_day)
    before, after = apply(unit, {"valid_to": last_day})
    record(actor=actor, verb="unit.closed", subject=unit, before=before, after=after, reason=reason)
    return unit


def _hold(unit: Unit) -> None:
    """The rules of a unit's own fields. Raises Refused."""
    checked(unit)
    if unit.kind == Unit.Kind.OFFICE and unit.can_enforce:
        raise Refused(_("A coordinating office never has enforcement power (国办发〔2024〕54号)."))
    if Unit.objects.filter(region=unit.region_id, name=unit.name).exclude(pk=unit.pk).exists():
        raise Refused(_("The region has a unit named “%(name)s” already.") % {"name": unit.name})
    above = unit.superior
    while above is not None:
        if above.pk == unit.pk:
            raise Refused(_("A unit cannot stand above itself."))
        above = above.superior


def _named_since(unit: Unit) -> date | None:
    last = unit.names.filter(former=True, valid_to__isnull=False).order_by("-valid_to").first()
    return last.valid_to + timedelta(days=1) if last else unit.valid_from


def _in_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise Refused(_("The last day lies before the first."))

"""Names that mean many units (各县（区）, 各成员单位), and names that mean nobody in particular (有关部门)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .meanings import Candidate, Resolution
from .models import Unit
from .names import contracted, contracts, readings, tidy

if TYPE_CHECKING:
    from .resolver import Resolver

_OPEN_ENDED = re.compile(r"有关|相关|其他|其它")
_TOWN = re.compile(r"[乡镇街]")
_EACH = re.compile(r"^(?:全[省市区县州])?(?:所辖|所属|辖区内?)?各")
_PLACES = re.compile(r"(?:自治县|片区|新区|开发区|园区|街道|[县区市州旗盟乡镇街、和及（）])+")
_ITSELF = re.compile(r"^(?:人民政府|政府|管委会|党工委)?$|领导小组|双打办|打假办|侵权假冒")
_MEMBERS = re.compile(r"^(?P<body>.*?)(?:全体|各|所有)*成员单位$")
_IN_HOUSE = re.compile(r"^[本我]?[局委厅院](?=..)")
_SHORTEST_TAIL = 4


def read(resolver: Resolver, name: str) -> Resolution | None:
    """The group that a name means, or the question it asks; None when it is no such name."""
    if _OPEN_ENDED.search(name):
        counties = _counties(resolver, name) if re.search(r"[县镇]|街道|区政府", name) else []
        reason = _("It names nobody in particular: the office decides who is meant.")
        return resolver.unknown(name, reason, _offer(counties, reason))
    steps: tuple[Callable[[Resolver, str], Resolution | None], ...]
    steps = (_members, _each_place, _each_body, _own_office, _in_house)
    return next((found for step in steps if (found := step(resolver, name))), None)


def _members(resolver: Resolver, name: str) -> Resolution | None:
    """各成员单位: the member units of the office, or of the body that is named."""
    match = _MEMBERS.match(name)
    if not match:
        return None
    offices = [unit for unit in _open_units(resolver) if unit.kind == Unit.Kind.OFFICE]
    body = match["body"]
    office = next((unit for unit in offices if _means(resolver, unit, body)), None) if body else resolver.office
    if office is None:
        return resolver.unknown(name, _("The body whose members are meant is not known."))
    meant = [
        unit for unit in _open_units(resolver) if unit.kind == Unit.Kind.MEMBER and unit.region_id == office.region_id
    ]
    return _group(name, meant, _("All member units of %(office)s") % {"office": office})


def _each_place(resolver: Resolver, name: str) -> Resolution | None:
    """各县（区）政府: the bodies of county level below; 各县（区）市场监管局: that unit of each of them."""
    start = _EACH.match(name)
    places = _PLACES.match(name, start.end()) if start else None
    if not places:
        return None
    for end in range(places.end(), places.start(), -1):
        rest = re.sub(r"（[^（）]*）$", "", name[end:])
        if _ITSELF.search(rest):
            meant = _counties(resolver, name)
            return _group(name, meant, _("All bodies of county level in the office's region"))
        if meant := _in_every_region(resolver, rest):
            return _group(name, meant, _("The unit of this name in each region below"))
    return None


def _each_body(resolver: Resolver, name: str) -> Resolution | None:
    """各分局: every unit of the region whose name ends so, if there are several."""
    ending = _EACH.sub("", name)
    if ending == name or len(ending) < 2:
        return None
    meant = [
        unit
        for unit in _open_units(resolver)
        if unit.region_id == resolver.office.region_id
        and unit.kind != Unit.Kind.OFFICE
        and (unit.name.endswith(ending) or unit.short_name.endswith(ending))
    ]
    return _group(name, meant, _("Every unit whose name ends so")) if len(meant) > 1 else None


def _own_office(resolver: Resolver, name: str) -> Resolution | None:
    """领导小组办公室 without more is the office that reads the document."""
    if not _means(resolver, resolver.office, name):
        return None
    return _one(name, resolver.office, _("The office itself"))


def _in_house(resolver: Resolver, name: str) -> Resolution | None:
    """局办公室: a department registered below the house that the office belongs to."""
    rest = _IN_HOUSE.sub("", name)
    houses = {resolver.office.pk, resolver.office.superior_id} - {None}
    meant = [
        unit
        for unit in _open_units(resolver)
        if unit.superior_id in houses and unit.kind == Unit.Kind.OTHER and unit.short_name.endswith(rest)
    ]
    if len(meant) != 1 or rest == name:
        return None
    return _one(name, meant[0], _("Department of our own house"))


def _means(resolver: Resolver, office: Unit, body: str) -> bool:
    """Whether a body such as 区打击侵权假冒工作领导小组 is the one that this office works for."""
    names = [office.name, office.short_name, *(other.name for other in office.names.all())]
    known = {reading.core for name in names for reading in readings(tidy(name), resolver.chain, resolver.places)}
    asked = {reading.core for reading in readings(body, resolver.chain, resolver.places)}
    return any(
        tail == core or ("组" in one and (contracts(tail, core) or _ends_with(core, tail)))
        for one in asked
        for tail in (one, contracted(f"{one}办公室"))
        for core in known
    )


def _ends_with(core: str, tail: str) -> bool:
    return len(tail) >= _SHORTEST_TAIL and core.endswith(tail)


def _open_units(resolver: Resolver) -> list[Unit]:
    return [unit for unit in resolver.units if unit.pk in resolver.open_ids]


def _counties(resolver: Resolver, places: str) -> list[Unit]:
    """The bodies of county level that words such as 县（区） or 乡镇 mean."""
    asked = set(_TOWN.findall(places))
    return [
        unit
        for unit in _open_units(resolver)
        if unit.kind == Unit.Kind.COUNTY
        and unit.region_id not in resolver.above_ids
        and (set(_TOWN.findall(unit.short_name)) & asked if asked else not _TOWN.search(unit.short_name))
    ]


def _in_every_region(resolver: Resolver, body: str) -> list[Unit]:
    """The unit of this name in each region right below the office's; none unless all have exactly one."""
    below = [place for place in resolver.places if place.parent_id == resolver.office.region_id]
    found = []
    for place in below:
        here = [
            key.unit
            for key in resolver.keys_alike(place.id, contracted(body))
            if key.unit.region_id == place.id and key.unit.pk in resolver.open_ids
        ]
        if len({unit.pk for unit in here}) != 1:
            return []
        found.append(here[0])
    return found


def _offer(units: Iterable[Unit], reason: str) -> list[Candidate]:
    return [Candidate(unit, 0.5, reason) for unit in units]


def _one(name: str, unit: Unit, reason: str) -> Resolution:
    return Resolution(name, "unit", (unit,), reason)


def _group(name: str, units: list[Unit], reason: str) -> Resolution | None:
    return Resolution(name, "group", tuple(units), reason) if units else None

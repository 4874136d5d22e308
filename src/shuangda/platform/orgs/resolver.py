"""From a name as a document writes it to the units it means, with the reason, or to a question for the clerk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shuangda.platform import clock

from . import groups
from .meanings import Candidate, Resolution
from .models import Alias, Region, Unit
from .names import Place, Reading, contracted, contracts, likeness, readings, tidy, unwrapped
from .selectors import within

LONGEST = 120
MOST_ALTERNATIVES = 5
WORTH_SHOWING = 0.34


@dataclass(frozen=True, slots=True)
class Key:
    """A name that a unit has or had, in one of its readings."""

    unit: Unit
    name: str
    why: str
    current: bool
    core: str


def resolve(name: str, *, office: Unit, day: date | None = None) -> Resolution:
    """What one name means to an office in a document of that day. For many names make one `Resolver`."""
    return Resolver(office, day).resolve(name)


class Resolver:
    """Knows the units an office can name on a day; loads them once, in a handful of queries, and never raises."""

    def __init__(self, office: Unit, day: date | None = None) -> None:
        self.day = day or clock.today()
        self.places = _places(office.region)
        by_id = {place.id: place for place in self.places}
        self.chain = _chain(office.region_id, by_id)
        self.chain_ids = {place.id for place in self.chain}
        self.above_ids = self.chain_ids - {office.region_id}
        loaded = Unit.objects.filter(region_id__in=by_id).select_related("region").prefetch_related("names")
        self.units = sorted(loaded, key=lambda unit: unit.region_id != office.region_id)
        self.office = next((unit for unit in self.units if unit.pk == office.pk), office)
        self.open_ids = {unit.pk for unit in self.units if _open(unit)}
        self.exact: dict[str, list[Key]] = defaultdict(list)
        self.by_core: dict[tuple[int, str], list[Key]] = defaultdict(list)
        self.by_start: dict[tuple[int, str], list[Key]] = defaultdict(list)
        for unit in self.units:
            self._learn(unit, by_id)
        self.aliases = _aliases(office)
        self.known: dict[str, Resolution] = {}

    def resolve(self, name: str) -> Resolution:
        """What the name means; the same name gives the same answer."""
        if name not in self.known:
            self.known[name] = replace(self._resolve(tidy(name)[:LONGEST]), name=name)
        return self.known[name]

    def _resolve(self, name: str) -> Resolution:
        if not name:
            return self.unknown(name, _("There is no name."))
        return (
            self._decided(name)
            or self.single(name)
            or groups.read(self, name)
            or self._bracketed(name)
            or self._listed(name)
            or self.unknown(name, _("No unit of this name is known."))
        )

    # What is known of each unit

    def _learn(self, unit: Unit, by_id: dict[int, Place]) -> None:
        chain = _chain(unit.region_id, by_id)
        for name, why, current in _names(unit, self.day):
            written = tidy(name)
            self.exact[written].append(Key(unit, name, why, current, contracted(written)))
            for reading in readings(written, chain, self.places):
                for core in {reading.core, unwrapped(reading.core)}:
                    key = Key(unit, name, why, current, core)
                    region_id = reading.region_id or unit.region_id
                    self.by_core[region_id, core].append(key)
                    self.by_start[region_id, core[:1]].append(key)

    # The steps, surest first

    def _decided(self, name: str) -> Resolution | None:
        alias = self.aliases.get(name)
        units = tuple(unit for unit in alias.units.all() if _open(unit)) if alias else ()
        if alias is None or not units:
            return None
        reason = _("%(person)s decided so on %(day)s.") % {
            "person": alias.decided_by,
            "day": date_format(localdate(alias.decided_at)),
        }
        return Resolution(name, "unit" if len(units) == 1 else "group", units, reason)

    def single(self, name: str) -> Resolution | None:
        """The one unit of this name; a question when several fit; None when nothing does."""
        taken_apart = readings(name, self.chain, self.places)
        for keys, reason in (
            (self.exact.get(name, []), "%(why)s"),
            (self._same(taken_apart), _("“%(name)s” with its region")),
            (self._shortened(taken_apart), _("Contraction of “%(name)s”")),
        ):
            if found := self._choose(name, keys, reason):
                return found
        return None

    def _same(self, taken_apart: Iterable[Reading]) -> list[Key]:
        return [
            key
            for reading in taken_apart
            for region_id in self._regions(reading)
            for key in self.by_core.get((region_id, reading.core), [])
        ]

    def _shortened(self, taken_apart: Iterable[Reading]) -> list[Key]:
        return [
            key
            for reading in taken_apart
            for region_id in self._regions(reading)
            for key in self.keys_alike(region_id, reading.core)
        ]

    def keys_alike(self, region_id: int, core: str) -> list[Key]:
        """The names in a region of which a contracted core is the same or a contraction, or the other way round."""
        return [
            key
            for key in self.by_start.get((region_id, core[:1]), [])
            if core == key.core or contracts(core, key.core) or contracts(key.core, core)
        ]

    def _regions(self, reading: Reading) -> list[int]:
        """Where to look: the region named, else the office's own and, after it, those above it."""
        return [reading.region_id] if reading.region_id else [place.id for place in self.chain]

    def _choose(self, name: str, keys: list[Key], reason: str) -> Resolution | None:
        """One unit, or a question between several. Names of the day go before former ones, near before far."""
        if not keys:
            return None
        current = [key for key in keys if key.current]
        by_unit = {key.unit.pk: key for key in reversed(current or keys)}
        fit = [key for pk, key in by_unit.items() if pk in self.open_ids]
        near = [key for key in fit if key.unit.region_id == self.office.region_id]
        chosen = near or fit
        if len(chosen) == 1:
            key = chosen[0]
            words = reason % {"name": key.name, "why": key.why}
            if not key.current and key.why not in words:
                words = f"{words} · {key.why}"
            return Resolution(name, "unit", (key.unit,), words)
        if not chosen:
            closed = [
                Candidate(key.unit, 0.5, _("closed on %(day)s") % {"day": _day(key.unit.valid_to)})
                for key in by_unit.values()
            ]
            return self.unknown(name, _("The unit of this name is closed."), closed)
        several = [Candidate(key.unit, 0.9, key.why) for key in chosen]
        return self.unknown(name, _("More than one unit fits."), several)

    def _bracketed(self, name: str) -> Resolution | None:
        """市市场监管局（市知识产权局）: one body under two names, unless both are bodies of their own."""
        outer, bracket, rest = name.partition("（")
        if not bracket or not rest.endswith("）") or not outer:
            return None
        found = [done for done in (self._resolve(outer), self._resolve(rest[:-1])) if done.kind == "unit"]
        units = {done.units[0].pk: done for done in found}
        if len(units) != 1:
            several = [Candidate(done.units[0], 0.9, done.reason) for done in units.values()]
            return self.unknown(name, _("More than one unit fits."), several) if several else None
        return found[0]

    def _listed(self, name: str) -> Resolution | None:
        """市法院、市检察院 in one: a group if each part is clear."""
        parts = [part for part in name.split("、") if part]
        if len(parts) < 2:
            return None
        done = [self._resolve(part) for part in parts]
        if any(each.kind == "unknown" for each in done):
            return None
        units = tuple({unit.pk: unit for each in done for unit in each.units}.values())
        return Resolution(name, "group", units, _("Each name of the list"))

    # Questions

    def unknown(self, name: str, reason: str, several: Iterable[Candidate] = ()) -> Resolution:
        """A question for the clerk, with at most five alternatives, the likeliest first."""
        ranked = list(several) or self._alike(name)
        return Resolution(name, "unknown", (), reason, tuple(ranked[:MOST_ALTERNATIVES]))

    def _alike(self, name: str) -> list[Candidate]:
        sets = [frozenset(reading.core) for reading in readings(name, self.chain, self.places)]
        best: dict[int, Candidate] = {}
        for characters, key in self._characters:
            score = max([likeness(one, characters) for one in sets])
            if key.unit.region_id not in self.chain_ids:
                score *= 0.8
            if score >= WORTH_SHOWING and score > getattr(best.get(key.unit.pk), "score", 0):
                reason = _("looks like “%(name)s”") % {"name": key.name}
                best[key.unit.pk] = Candidate(key.unit, round(score, 2), reason)
        return sorted(best.values(), key=lambda found: (-found.score, found.unit.pk))

    @cached_property
    def _characters(self) -> list[tuple[frozenset[str], Key]]:
        seen: dict[tuple[int, str], Key] = {}
        for keys in self.by_core.values():
            for key in keys:
                if key.unit.pk in self.open_ids:
                    seen.setdefault((key.unit.pk, key.core), key)
        return [(frozenset(key.core), key) for key in seen.values()]


def _places(region: Region) -> list[Place]:
    """The regions whose units an office can name: its own, those above it and those below it."""
    below = Region.objects.filter(within(region.pk, ""))
    above = []
    current = region
    while current.parent is not None and current.parent not in above:
        current = current.parent
        above.append(current)
    return [Place(found.pk, found.name, found.parent_id) for found in (*below, *above)]


def _chain(region_id: int | None, by_id: dict[int, Place]) -> list[Place]:
    chain: list[Place] = []
    while region_id in by_id and by_id[region_id] not in chain:
        chain.append(by_id[region_id])
        region_id = chain[-1].parent_id
    return chain


def _names(unit: Unit, day: date) -> Iterable[tuple[str, str, bool]]:
    """Each name of a unit, why it is one, and whether it was in force on the day."""
    yield unit.name, _("official name"), True
    yield unit.short_name, _("short name"), True
    for other in unit.names.all():
        in_force = (other.valid_from is None or other.valid_from <= day) and (
            other.valid_to is None or day <= other.valid_to
        )
        if other.former and other.valid_to:
            why = _("former name of %(unit)s, until %(day)s") % {"unit": unit, "day": _day(other.valid_to)}
        else:
            why = _("another name of %(unit)s") % {"unit": unit}
        yield other.name, why, in_force


def _aliases(office: Unit) -> dict[str, Alias]:
    found = Alias.objects.filter(office=office).select_related("decided_by")
    return {alias.name: alias for alias in found.prefetch_related("units__region")}


def _open(unit: Unit) -> bool:
    """Whether work can still be given to it."""
    return unit.valid_to is None or unit.valid_to >= clock.today()


def _day(day: date | None) -> str:
    return date_format(day) if day else ""

"""What the walk over all addresses needs to open one that has parameters.

An app adds its samples in a file `route_samples.py` beside its tests:

    @sample("plans:document", "plans:heading")
    def document(home: Home) -> dict[str, Any]: ...      # the parameters of something that belongs to `home`

`hidden_from` names roles that have the permission but not this very object. What is `shared` belongs to no unit, such
as an article of the law: whoever has the permission opens it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shuangda.platform.orgs.models import Seat, Unit
from shuangda.platform.orgs.roles import ADMINS, OFFICE, Role
from tests import factories

TESTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Home:
    """An office, one of its units, and somebody in every role: of the office, or of the unit."""

    office: Unit
    unit: Unit
    seats: dict[Role, Seat]


@dataclass(frozen=True, slots=True)
class Sample:
    make: Callable[[Home], dict[str, Any]]
    hidden_from: frozenset[Role]
    shared: bool = False


SAMPLES: dict[str, Sample] = {}
Make = Callable[[Home], dict[str, Any]]


def sample(*names: str, hidden_from: Collection[Role] = (), shared: bool = False) -> Callable[[Make], Make]:
    """Register how the parameters of these routes are made."""

    def register(make: Make) -> Make:
        SAMPLES.update({name: Sample(make, frozenset(hidden_from), shared) for name in names})
        return make

    return register


def load() -> dict[str, Sample]:
    """All samples of all apps."""
    for path in sorted(TESTS.rglob("route_samples.py")):
        importlib.import_module(".".join(("tests", *path.relative_to(TESTS).with_suffix("").parts)))
    return SAMPLES


def home() -> Home:
    """青禾区 with its office and its market regulator."""
    region = factories.district()
    office = factories.office(region)
    unit = factories.unit("青禾区市场监督管理局", "区市场监管局", in_region=region, can_enforce=True)
    return Home(office, unit, _seats(office, unit))


def strangers() -> dict[Role, Seat]:
    """Somebody in every role who has nothing to do with `home`: another office, and another unit beside it."""
    beside = factories.unit("青禾区气象局", "区气象局", in_region=factories.district(), can_enforce=True)
    return _seats(factories.office(factories.region("990103", "望川区")), beside)


def _seats(office: Unit, unit: Unit) -> dict[Role, Seat]:
    return {role: factories.seat(role, office if role in OFFICE | ADMINS else unit) for role in Role}

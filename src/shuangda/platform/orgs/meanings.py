"""What a name in a document can turn out to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .models import Unit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a name may mean: `score` from 0 to 1, `reason` in words for the page."""

    unit: Unit
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means. `unknown` waits for the clerk, who finds the likeliest units in `alternatives`."""

    name: str
    kind: Literal["unit", "group", "unknown"]
    units: tuple[Unit, ...]
    reason: str
    alternatives: tuple[Candidate, ...] = ()

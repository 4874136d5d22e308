"""The learned part: how much each measure counts, by the scripts of name and mark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .features import CROSSING, FEATURES

SHIPPED: Final = Path(__file__).parent / "weights.json"
RELATIONS: Final = ("han", "latin", "to_latin", "to_han")
"""Both names Han (or mixed), both Latin, a Han mark in Latin letters, a Latin mark in Han."""


class Weights(NamedTuple):
    """One row for each of `RELATIONS`; the score is `1 / (1 + exp(-(intercept + weights · measures)))`."""

    same: NDArray[np.float32]
    """[2, len(FEATURES)] for names of one script."""
    across: NDArray[np.float32]
    """[2, len(CROSSING)] across scripts."""
    intercept: NDArray[np.float32]
    """[4]."""


def load_weights() -> Weights:
    """Read the shipped weights, as `save_weights` writes them."""
    held = json.loads(SHIPPED.read_text(encoding="utf-8"))
    rows = [
        [held[relation][name] for name in (FEATURES if relation in RELATIONS[:2] else CROSSING)]
        for relation in RELATIONS
    ]
    intercepts = [held[relation]["intercept"] for relation in RELATIONS]
    return Weights(np.array(rows[:2], np.float32), np.array(rows[2:], np.float32), np.array(intercepts, np.float32))


def save_weights(path: Path, weights: Weights) -> None:
    """Write weights as JSON by the names of relation and measure, to be read by people too."""
    held = {}
    for at, relation in enumerate(RELATIONS):
        names, row = (FEATURES, weights.same[at]) if at < 2 else (CROSSING, weights.across[at - 2])
        held[relation] = {name: round(float(value), 5) for name, value in zip(names, row, strict=True)}
        held[relation]["intercept"] = round(float(weights.intercept[at]), 5)
    path.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")

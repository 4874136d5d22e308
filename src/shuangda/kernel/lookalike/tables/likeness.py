"""How alike characters look: the cosine of their glyphs, raised where they share parts in other places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from . import Tables, load

SHARED: Final = 0.8
"""How alike two characters are taken to look that share all their parts and nothing of their arrangement."""

Floats = npt.NDArray[np.float32]


def look(tables: Tables, one: int, other: int) -> float:
    """How alike two Han symbols look, 0 … 1; 0 for letters and for what is outside the alphabet."""
    if max(one, other) >= len(tables.codes):
        return float(one == other)
    return float(looks(tables, [one])[0, other])


def looks(tables: Tables, rows: Sequence[int] | npt.NDArray[np.integer]) -> Floats:
    """How alike the given Han symbols look to all N, float32[len(rows), N] in 0 … 1.

    `1 - (1 - cosine) * (1 - SHARED * overlap)`: either kind of likeness is enough. All N rows take about a second.
    """
    shape = tables.shape.astype(np.float32) / np.float32(127)
    found: Floats = (shape[rows] @ shape.T).astype(np.float32, copy=False)
    np.clip(found, 0, 1, out=found)
    left: Floats = (1 - found) * (1 - np.float32(SHARED) * overlaps(tables, rows))
    return 1 - left


def overlaps(tables: Tables, rows: Sequence[int] | npt.NDArray[np.integer]) -> Floats:
    """Weight of the parts that the given symbols share with each of all N, float32[len(rows), N] in 0 … 1."""
    starts, owner, weight = _bearers()
    found: Floats = np.zeros((len(rows), len(tables.codes)), dtype=np.float32)
    for row, symbol in zip(found, rows, strict=True):
        for part, share in zip(tables.part[symbol].tolist(), tables.part_weight[symbol].tolist(), strict=True):
            if part:
                held = slice(starts[part], starts[part + 1])
                row[owner[held]] += weight[held] * np.float32(share / 255)
    return np.minimum(found, 1, out=found)


@cache
def _bearers() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """Where each part begins in the list of its bearers, the bearers, and what the part weighs in them."""
    tables = load()
    flat = tables.part.ravel()
    order = np.argsort(flat, kind="stable")
    weight = tables.part_weight.ravel()[order].astype(np.float32) / np.float32(255)
    return np.searchsorted(flat[order], np.arange(int(flat.max()) + 2)), order // tables.part.shape[1], weight

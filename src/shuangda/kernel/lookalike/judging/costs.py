"""What it costs to take one character for another: by the look of the glyph or by the sound, whichever is nearer."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..tables import Tables, load

UNRELATED: Final = 255
"""Cost of two characters that have nothing in common; 0 is the same character."""
SHAPE_FLOOR: Final = 0.30
"""Cosine of two glyphs below which nobody takes one for the other."""


class JudgeTables(NamedTuple):
    """The arrays that judging reads; N symbols, S syllables. A NamedTuple, so that compiled code takes it."""

    substitution: NDArray[np.uint8]
    """[N, N], 0 same … 255 unrelated: the smaller of the costs by shape and by sound."""
    shape: NDArray[np.int8]
    """[N, 128] glyph vectors of length 127."""
    syllable: NDArray[np.uint16]
    """[N, 3] readings, 0 none."""
    tone: NDArray[np.uint8]
    syllable_similarity: NDArray[np.uint8]
    """[S, S], 255 the same."""
    frequency: NDArray[np.uint8]
    """[N], -8 log2 of how often the character stands in words."""


def _shape_costs(shape: NDArray[np.int8]) -> NDArray[np.uint8]:
    vectors = shape.astype(np.float32) / 127
    count = len(vectors)
    costs = np.empty((count, count), np.uint8)
    for start in range(0, count, 1024):
        cosine = vectors[start : start + 1024] @ vectors.T
        near = np.clip((cosine - SHAPE_FLOOR) / (1 - SHAPE_FLOOR), 0, 1)
        costs[start : start + 1024] = np.rint((1 - near) * UNRELATED).astype(np.uint8)
    return costs


def _take_sound(costs: NDArray[np.uint8], tables: Tables) -> None:
    """Lower each cost to that of the nearest two readings."""
    apart = (UNRELATED - tables.syllable_similarity).astype(np.uint8)
    apart[0, :] = apart[:, 0] = UNRELATED
    first = tables.syllable[:, 0]
    by_row = apart[:, first]
    for reading in range(tables.syllable.shape[1]):
        for symbol in np.flatnonzero(tables.syllable[:, reading]):
            np.minimum(costs[symbol], by_row[tables.syllable[symbol, reading]], out=costs[symbol])


@cache
def judge_tables() -> JudgeTables:
    """The tables for judging, made once in a process (about a second)."""
    tables = load()
    costs = _shape_costs(tables.shape)
    _take_sound(costs, tables)
    np.minimum(costs, costs.T, out=costs)
    np.fill_diagonal(costs, 0)
    return JudgeTables(
        costs, tables.shape, tables.syllable, tables.tone, tables.syllable_similarity, tables.frequency
    )

"""Classes of symbols that are taken for one another, by sound and by look, and how crowded their surroundings are."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..judging.costs import JudgeTables, judge_tables
from ..tables import LETTERS, Tables, load

NEAR: Final = 8
"""Near symbols that marks of two symbols are spelled out with, at each place."""
NEAR_COST: Final = 130
SAME_LOOK: Final = 0.72
"""Cosine of glyphs (or similarity of letters) from which two symbols share a class by look."""
_MERGED: Final = {"zh": "z", "ch": "c", "sh": "s", "l": "n"}
_NASAL: Final = {"ang": "an", "eng": "en", "ing": "in", "iang": "ian", "uang": "uan"}


class Classes(NamedTuple):
    """What the keys and the costs of titles are made of."""

    sound: NDArray[np.uint16]
    """[65536]"""
    shape: NDArray[np.uint16]
    """[65536]"""
    near: NDArray[np.uint16]
    """[N, NEAR]: the nearest by look, 0 for none."""
    crowd: NDArray[np.float32]
    """[N, 32]: log2 of how many symbols lie as near as each eighth cost."""


def _sound(tables: Tables) -> NDArray[np.uint16]:
    """Class by the first reading, dialects merged; what has no reading stays by itself."""
    names: dict[tuple[str, str], int] = {}
    merged = np.zeros(len(tables.syllables), np.uint16)
    for at in range(1, len(merged)):
        first, last = tables.initials[tables.initial[at]], tables.finals[tables.final[at]]
        key = (_MERGED.get(first, first), _NASAL.get(last, last))
        merged[at] = names.setdefault(key, len(names) + 1)
    classes = np.arange(65536, dtype=np.uint16)
    first_reading = tables.syllable[:, 0]
    read = np.flatnonzero(first_reading)
    # Classes take the ids above 60000, which only characters outside the alphabet have otherwise.
    classes[read] = 60000 + merged[first_reading[read]]
    return classes


def _shape(tables: Tables) -> NDArray[np.uint16]:
    """Class by look: the most common symbol that is near enough leads the class."""
    classes = np.arange(65536, dtype=np.uint16)
    count, letters = len(tables.codes), len(LETTERS)
    led = np.zeros(count, np.bool_)
    vectors = tables.shape.astype(np.float32) / 127
    for symbol in np.argsort(tables.frequency, kind="stable"):
        if led[symbol] or symbol <= letters:
            continue
        near = np.flatnonzero((vectors @ vectors[symbol] >= SAME_LOOK) & ~led)
        classes[near] = symbol
        led[near] = True
        led[symbol] = True
    for one in range(letters, 0, -1):
        near = np.flatnonzero(tables.letter_shape[one - 1] >= SAME_LOOK * 255) + 1
        classes[one] = classes[near].max()
    return classes


def _near(tables: Tables, judging: JudgeTables) -> NDArray[np.uint16]:
    """The nearest symbols by look; those of the same sound are found by their class."""
    count = len(tables.codes)
    found = np.zeros((count, NEAR), np.uint16)
    vectors = tables.shape.astype(np.float32) / np.float32(127)
    for start in range(0, count, 1024):
        rows = slice(start, min(start + 1024, count))
        cosine = vectors[rows] @ vectors.T
        cosine[np.arange(rows.stop - start), np.arange(start, rows.stop)] = 0
        order = np.argpartition(-cosine, NEAR, axis=1)[:, :NEAR]
        close = np.take_along_axis(judging.substitution[rows], order, 1) <= NEAR_COST
        found[rows] = np.where(close & (np.take_along_axis(cosine, order, 1) > 0), order, 0)
    return found


def _crowd(judging: JudgeTables) -> NDArray[np.float32]:
    count = len(judging.substitution)
    found = np.empty((count, 32), np.float32)
    for symbol in range(count):
        within = np.cumsum(np.bincount(judging.substitution[symbol] >> 3, minlength=32))
        found[symbol] = np.log2(np.maximum(within, 2))
    return found


@cache
def classes_of() -> Classes:
    """All classes, made once in a process (some seconds)."""
    tables, judging = load(), judge_tables()
    return Classes(_sound(tables), _shape(tables), _near(tables, judging), _crowd(judging))

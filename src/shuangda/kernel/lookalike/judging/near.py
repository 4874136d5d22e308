"""Which characters come nearest to each, by look or by sound, and which sound alike. Kernels: see `compiling`.

Characters of one sound class are near by that, so they are not among the nearest: these would be full of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..tables import load

NEAREST: Final = 32
"""So many characters come near to each."""
LEAST: Final = 16
"""Eighths of a bit that it tells at least that a character stands where one near to it does."""


def coarse_sound(syllable: str) -> str:
    """The syllable with the commonest mergers of dialects undone: zh ch sh = z c s, n = l, -ng = -n."""
    for retroflex in ("zh", "ch", "sh"):
        if syllable.startswith(retroflex):
            syllable = retroflex[0] + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable


@cache
def class_names() -> tuple[str, ...]:
    """The sound classes of the syllables, in order; class 1 is the first."""
    return tuple(sorted({coarse_sound(syllable) for syllable in load().syllables if syllable}))


@cache
def classes_of_syllables() -> NDArray[np.int32]:
    """int32[S]: the class of each syllable, 0 for none."""
    number = {name: place for place, name in enumerate(class_names(), 1)}
    return np.array([number[coarse_sound(s)] if s else 0 for s in load().syllables], np.int32)


@cache
def sound_classes() -> NDArray[np.int32]:
    """int32[65536]: class of the first reading of each symbol; for what has none, one of its own."""
    heard = classes_of_syllables()[load().syllable[:, 0]]
    classes = np.arange(65536, dtype=np.int32) + len(class_names()) + 1
    classes[: len(heard)] = np.where(heard > 0, heard, classes[: len(heard)])
    return classes


@kernel
def find_nearest(row: int, shape: Any, sound: Any, classes: Any, near: Any) -> None:
    """Write the symbols that tell most beside the symbol `row` to `near`, equal ones by number.

    `shape` and `sound` are the rows of evidence of that symbol, `classes` those of `sound_classes`.
    """
    tally = np.zeros(258, np.int64)
    told = np.zeros(len(shape), np.uint8)
    for other in range(1, len(shape)):
        if other != row:
            apart = classes[other] != classes[row]
            told[other] = max(shape[other], sound[other]) if apart else shape[other]
            tally[256 - int(told[other])] += 1
    for place in range(1, 257):
        tally[place] += tally[place - 1]
    for other in range(1, len(shape)):
        if other != row:
            place = 255 - int(told[other])
            if tally[place] < len(near) and told[other] >= LEAST:
                near[tally[place]] = other
            tally[place] += 1


@kernel
def fill_nearest(shape: Any, sound: Any, classes: Any, near: Any) -> None:
    """`find_nearest` of every symbol, from whole matrices."""
    for row in range(1, len(near)):
        find_nearest(row, shape[row], sound[row], classes, near[row])


@kernel
def rank_of(a: int, b: int, near: Any) -> int:
    """The place of `b` among the symbols nearest to `a`, from 0; `NEAREST` if it is not there."""
    if a < near.shape[0]:
        for rank in range(NEAREST):
            if near[a, rank] == b:
                return rank
    return NEAREST

"""The tables that keys are made with, from the tables of characters."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..judging.costs import JudgeTables, judge_tables
from ..tables import LETTERS, Tables, load
from .keys import FIRST_LETTER, MEMBERS, KeyTables

NEAR: Final = 48
"""So many similar symbols are tried in names of one or two."""
COARSE: Final = ("aeiouy01", "bp8", "ckqg", "dt", "fvw", "h", "j", "l", "mn", "r", "szx52")
"""Letters and digits that brands take for one another. Others are left out of coarse names."""


def coarse_sound(syllable: str) -> str:
    """The syllable with the commonest mergers of dialects undone: zh ch sh = z c s, n = l, -ng = -n."""
    for retroflex in ("zh", "ch", "sh"):
        if syllable.startswith(retroflex):
            syllable = retroflex[0] + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable


def _coarse_letters() -> NDArray[np.uint8]:
    classes = np.zeros(64, np.uint8)
    for number, group in enumerate(COARSE, 1):
        for letter in group:
            classes[LETTERS.index(letter) + 1] = number
    return classes


def _spelling_code(syllable: str) -> int:
    code = 0
    for letter in syllable:
        code = code * 27 + ord(letter) - ord("a") + 1
    return code


def gains(judging: JudgeTables) -> NDArray[np.uint8]:
    """[N, N] evidence by shape or sound, whichever tells more; rows are symbols of names, so that a name reads few."""
    return np.ascontiguousarray(np.maximum(judging.shape_evidence, judging.sound_evidence).T)


def near_symbols(gain: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """The `NEAR` symbols of marks that each symbol of a name is most likely taken for, nearest first."""
    count = len(gain)
    near = np.zeros((count, NEAR), np.uint16)
    for row in range(1, count):
        own = (255 - gain[row]).astype(np.uint32) << 16 | np.arange(count, dtype=np.uint32)
        own[[0, row]] = 0xFFFFFFFF
        best = np.sort(np.partition(own, NEAR)[:NEAR])
        best = best[best < 247 << 16]  # more than a bit
        near[row, : len(best)] = best & 0xFFFF
    return near


def make_key_tables(tables: Tables, near: NDArray[np.uint16], gain: Any) -> KeyTables:
    """Number the sound classes and their members, the commonest character first."""
    names = sorted({coarse_sound(syllable) for syllable in tables.syllables if syllable})
    number = {name: place for place, name in enumerate(names, 1)}
    classes = np.array([number[coarse_sound(s)] if s else 0 for s in tables.syllables], np.int32)
    heard = classes[tables.syllable[:, 0]]
    sound = np.arange(65536, dtype=np.int32) + len(names) + 1
    sound[: len(heard)] = np.where(heard > 0, heard, sound[: len(heard)])
    member = np.full(65536, MEMBERS, np.uint8)
    members = np.zeros((len(names) + 1, 256), np.uint16)
    for one in range(1, len(names) + 1):
        bearers = np.flatnonzero(heard == one)
        bearers = bearers[np.argsort(tables.frequency[bearers], kind="stable")][: MEMBERS - 1]
        member[bearers] = np.arange(1, len(bearers) + 1)
        members[one, 1 : len(bearers) + 1] = bearers
    codes = sorted((_spelling_code(s), int(c)) for s, c in zip(tables.syllables, classes, strict=True) if s)
    spelling, spelt = np.array([c for c, _ in codes], np.int64), np.array([s for _, s in codes], np.int32)
    assert LETTERS.index("a") + 1 == FIRST_LETTER
    return KeyTables(sound, member, members, _coarse_letters(), spelling, spelt, near, gain)


class LazyGain:
    """`gains` of the few symbols that a single name asks for."""

    def __init__(self, judging: JudgeTables) -> None:
        self._shape, self._sound = judging.shape_evidence, judging.sound_evidence

    def __getitem__(self, pair: tuple[int, int]) -> int:
        name, mark = pair
        return max(int(self._shape[mark, name]), int(self._sound[mark, name]))


@cache
def gain_table() -> NDArray[np.uint8]:
    """`gains`, made once in a process."""
    return gains(judge_tables())


@cache
def key_tables() -> KeyTables:
    """The tables for keys, made once in a process (about two seconds; an index holds its own copy of the slow part)."""
    gain = gain_table()
    return make_key_tables(load(), near_symbols(gain), gain)

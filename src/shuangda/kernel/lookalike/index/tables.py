"""The tables that keys and searches are made with, from the tables of characters."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..crossing.loading import load as load_crossing
from ..tables import LETTERS, load
from .keys import MEMBERS, KeyTables

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


@cache
def key_tables() -> KeyTables:
    """Number the sound classes and their members, the commonest character first; made once in a process."""
    tables = load()
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
    return KeyTables(sound, member, members, _coarse_letters(), spelling, spelt, load_crossing())

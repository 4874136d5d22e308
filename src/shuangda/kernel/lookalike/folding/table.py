"""The tables of the normaliser, mapped into memory once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ..tables import FOLDER
from .kinds import KINDS

BLOCK: Final = 256
"""Code points to a block of the two-stage table."""

LATIN, DIGIT, HAN, EMOJI, SYMBOL, NUMERAL, FIRST, SECOND = (1 << bit for bit in range(8))
"""What a code point is or may take part in: a letter a–z, a digit or formal numeral, a Han character, an emoji, a sign
that may stand for a letter, a Han numeral, the first or second component of a join. EMOJI and SYMBOL are looked up for
what stands in the text, the others for what it folds to."""

Words = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A two-stage table: the value of `code` is `values[index[code >> 8] << 8 | code & 255]`.

    `index` uint16[4352]; `values` uint32[n]: 0 for a code point that stands for itself, else
    kind << 26 | length << 21 | payload, where the payload is the code point (length 1) or a place in `expansions`
    uint32[m]; `traits` uint8[n].
    """

    index: npt.NDArray[np.uint16]
    values: Words
    traits: Bytes
    expansions: Words

    def trait(self, char: str) -> int:
        """The traits of one character."""
        code = ord(char)
        return int(self.traits[int(self.index[code >> 8]) << 8 | code & 255])


@dataclass(frozen=True, slots=True)
class EmojiNames:
    """What an emoji may be read as, best first."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]


def _array(name: str) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = np.load(FOLDER / f"folding_{name}.npy", mmap_mode="r")
    return found


@cache
def code_table() -> CodeTable:
    """The code-point table."""
    return CodeTable(*(_array(name) for name in ("index", "values", "traits", "expansions")))


@cache
def steps() -> dict[str, tuple[str, str]]:
    """Character to what it folds to and the kind of the step; what stands for itself is not in it."""
    table = code_table()
    codes = np.arange(len(table.index) * BLOCK)
    values = table.values[table.index[codes // BLOCK].astype(np.int64) * BLOCK + codes % BLOCK]
    changed = np.flatnonzero(values)
    expansions = table.expansions.tolist()
    found = {}
    for code, value in zip(changed.tolist(), values[changed].tolist(), strict=True):
        length, payload = value >> 21 & 31, value & 0x1FFFFF
        meant = chr(payload) if length == 1 else "".join(map(chr, expansions[payload : payload + length]))
        found[chr(code)] = meant, KINDS[value >> 26]
    return found


@cache
def joins() -> dict[str, tuple[tuple[str, int], ...]]:
    """Two or three components to the characters that they make, each with the class of the join (`kinds.JOIN`)."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for one, two, three, made, kind in _array("joins").tolist():
        key = chr(one) + chr(two) + (chr(three) if three else "")
        found[key] = (*found.get(key, ()), (chr(made), kind))
    return found


@cache
def join_pairs() -> npt.NDArray[np.int64]:
    """First and second component of every join as first << 16 | second, in an open-addressed set (0 is empty).

    A key lies at `(first * 40503 ^ second * 30011) & (length - 1)` or in the next free place; the length is a power
    of two.
    """
    pairs = {(int(one), int(two)) for one, two in _array("joins")[:, :2]}
    size = 1 << (2 * len(pairs)).bit_length()
    found = np.zeros(size, dtype=np.int64)
    for one, two in sorted(pairs):
        at = (one * 40503 ^ two * 30011) & (size - 1)
        while found[at]:
            at = (at + 1) & (size - 1)
        found[at] = one << 16 | two
    return found


@cache
def emoji() -> dict[str, EmojiNames]:
    """Emoji and sequences (without skin tones and selectors) to their names."""
    found = {}
    for line in (FOLDER / "folding_emoji.tsv").read_text(encoding="utf-8").splitlines():
        key, chinese, english = line.split("\t")
        found[key] = EmojiNames(tuple(chinese.split()), tuple(english.split()))
    return found

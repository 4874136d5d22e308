"""What characters look and sound like and how common they are: small arrays, mapped into memory at first use."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from .hashing import pair_key, word_hash

__all__ = ["CODE_SPACE", "FOLDER", "LETTERS", "Tables", "load", "pair_key", "word_hash"]

FOLDER: Final = Path(__file__).parent
"""Where the data files of all tables lie; SOURCES.md there names their sources and licences."""

LETTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Digits and letters are symbols 1 … 36 in this order, the rows of `letter_shape`."""

CODE_SPACE: Final = 0x40000
"""Length of `symbol_of`: planes 0 to 3. Beyond are tags and private use, which share one symbol."""

UNKNOWN: Final = "\ufffd"

Bytes = npt.NDArray[np.uint8]
Shorts = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Tables:
    """N symbols (0 is nothing), S toneless syllables ('' is 0), W words, B pairs. Arrays are read-only.

    `codes` uint32[N]: code points, ascending. `symbol_of` uint16[CODE_SPACE]: the symbol of a code point; what is not
    in the alphabet has one of N … 65534 by hash, so that equal characters stay equal.
    `shape` int8[N, 128]: unit glyph vectors of Han; dot product / 127² is the cosine; zero for letters.
    `part` uint16[N, 8], `part_weight` uint8[N, 8]: what a character is made of (itself included), ids ascending within
    the filled places, weights of unit length times 255; `likeness.looks` puts shape and parts together.
    `letter_shape` uint8[36, 36]: similarity of digits and letters in whichever case is closer; 255 the same.
    `syllable` uint16[N, 3]: readings, most frequent first, 0 for none.
    `initial`, `final` uint8[S]: parts of a syllable, positions in `initials`, `finals`.
    `syllable_similarity` uint8[S, S]: 255 the same, about 225 for one dialect merger, 0 nothing in common.
    `frequency` uint8[N]: -log2 P * 8 within the words that names are made of (letters: within Latin text).
    `words_hash` uint64[W] sorted, `words_cost` uint8[W]: -log2 P * 4 of words of 2 to 4 symbols.
    `bigram_hash` uint32[B] sorted (`pair_key`), `bigram_cost` uint8[B]: -log2 P(second | first) * 4 within words.
    """

    codes: npt.NDArray[np.uint32]
    symbol_of: Shorts
    shape: npt.NDArray[np.int8]
    part: Shorts
    part_weight: Bytes
    letter_shape: Bytes
    syllable: Shorts
    syllables: tuple[str, ...]
    initials: tuple[str, ...]
    finals: tuple[str, ...]
    initial: Bytes
    final: Bytes
    syllable_similarity: Bytes
    frequency: Bytes
    words_hash: npt.NDArray[np.uint64]
    words_cost: Bytes
    bigram_hash: npt.NDArray[np.uint32]
    bigram_cost: Bytes

    def symbols(self, text: str) -> Shorts:
        """The symbols of folded text, uint16[len(text)]. Lone surrogates and all else map by hash; nothing fails."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        found: Shorts = self.symbol_of[np.minimum(codes, CODE_SPACE - 1)]
        return found

    def text(self, symbols: Sequence[int] | Shorts) -> str:
        """The text of symbols; U+FFFD for those outside the alphabet, nothing for 0."""
        codes = self.codes
        return "".join(chr(codes[at]) if at < len(codes) else UNKNOWN for at in map(int, symbols) if at)

    def word_cost(self, symbols: Sequence[int] | Shorts) -> float | None:
        """Bits of a word of 2 to 4 symbols (the rarer, the more); None if the dictionary does not hold it."""
        return _cost(self.words_hash, self.words_cost, word_hash(map(int, symbols)))

    def bigram_bits(self, one: int, other: int) -> float | None:
        """Bits of `other` after `one` within words; None if the pair is not seen often enough."""
        return _cost(self.bigram_hash, self.bigram_cost, pair_key(one, other))


def _cost(keys: npt.NDArray[Any], costs: Bytes, key: int) -> float | None:
    at = bisect_left(keys, key)
    return int(costs[at]) / 4 if at < len(keys) and int(keys[at]) == key else None


def _symbol_of(codes: npt.NDArray[np.uint32]) -> Shorts:
    spread = np.arange(CODE_SPACE, dtype=np.uint64) * np.uint64(2654435761) >> np.uint64(8)
    found = (len(codes) + spread % np.uint64(65535 - len(codes))).astype(np.uint16)
    found[codes] = np.arange(len(codes), dtype=np.uint16)
    found.flags.writeable = False
    return found


@cache
def load() -> Tables:
    """The tables, mapped from the files of this folder once per process."""

    def array(name: str) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = np.load(FOLDER / f"{name}.npy", mmap_mode="r")
        return found

    names = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))
    derived: dict[str, Any] = {key: tuple(value) for key, value in names.items()}
    mapped: dict[str, Any] = {
        field: array(field) for field in Tables.__dataclass_fields__ if field not in derived and field != "symbol_of"
    }
    return Tables(symbol_of=_symbol_of(mapped["codes"]), **mapped, **derived)

"""How common characters, words and pairs of neighbours are, from jieba's dictionary."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from shuangda.kernel.lookalike.tables.hashing import pair_key, word_hash

from .alphabet import LETTERS, words

NAME_PARTS = ("n", "a", "v", "j", "i", "l", "b", "z", "s", "t", "g", "q", "m")
"""Parts of speech that names are made of; function words say nothing about names."""
WORD_CUT = 3
PAIR_CUT = 30
LONGEST = 4

_SHARES = (12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8, 2.8)
_RARER = (2.4, 2.4, 2.2, 2.0, 2.0, 1.9, 1.5, 1.0, 0.8, 0.15, 0.15, 0.10, 0.07)
ENGLISH = dict(zip("etaoinshrdlcumwfgypbvkjxqz", _SHARES + _RARER, strict=True))
"""Letters in English text, per cent."""


def _bits(share: float, scale: int) -> int:
    return min(255, round(-math.log2(share) * scale))


def character_bits(chars: list[str]) -> np.ndarray:
    """-log2 P * 8 of each character within words of two and more that names are made of; of letters within Latin."""
    count: Counter[str] = Counter()
    for word, times, part in words():
        if len(word) > 1 and part.startswith(NAME_PARTS):
            for char in word:
                count[char] += times
    total = sum(count.values()) + len(chars)
    bits = np.zeros(len(chars), dtype=np.uint8)
    for at, char in enumerate(chars[1:], start=1):
        if char in LETTERS:
            bits[at] = _bits(ENGLISH[char] / 100 if char in ENGLISH else 0.1, 8)
        else:
            bits[at] = _bits((count[char] + 1) / total, 8)
    return bits


def build(out: Path) -> None:
    """Write `frequency`, `words_hash`, `words_cost`, `bigram_key`, `bigram_cost` (.npy)."""
    chars = [chr(code) for code in np.load(out / "codes.npy")]
    number = {char: at for at, char in enumerate(chars) if at}
    spelled: Counter[tuple[int, ...]] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    first: Counter[int] = Counter()
    for word, times, _ in words():
        symbols = tuple(number.get(char, 0) for char in word)
        for one, other in pairwise(symbols):
            pairs[one, other] += times
            first[one] += times
        if 2 <= len(symbols) <= LONGEST and all(symbols):
            spelled[symbols] += times
    total = sum(times for _, times, _ in words())
    kept = {word_hash(symbols): _bits(times / total, 4) for symbols, times in spelled.items() if times >= WORD_CUT}
    seen = {
        pair_key(*pair): _bits(times / first[pair[0]], 4)
        for pair, times in pairs.items()
        if times >= PAIR_CUT and all(pair)
    }
    np.save(out / "frequency.npy", character_bits(chars))
    for name, table, kind in (("words", kept, "<u8"), ("bigram", seen, "<u4")):
        keys = sorted(table)
        np.save(out / f"{name}_hash.npy", np.array(keys, dtype=kind))
        np.save(out / f"{name}_cost.npy", np.array([table[key] for key in keys], dtype=np.uint8))

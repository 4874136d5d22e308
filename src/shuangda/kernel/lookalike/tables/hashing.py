"""Keys of words and of pairs of neighbours; written so that compiled code can repeat them."""

from __future__ import annotations

from collections.abc import Iterable

SEED = 0xCBF29CE484222325
PRIME = 0x100000001B3
MASK = (1 << 64) - 1


def word_hash(symbols: Iterable[int]) -> int:
    """FNV-1a over whole symbols: from SEED, for each symbol `(h ^ symbol) * PRIME` modulo 2**64."""
    found = SEED
    for symbol in symbols:
        found = (found ^ int(symbol)) * PRIME & MASK
    return found


def pair_key(one: int, other: int) -> int:
    """Key of two neighbours, uint32: `one << 16 | other`. No two pairs share one."""
    return int(one) << 16 | int(other)

"""Hashes that are the same in plain Python and compiled: two lanes of 31 bits, so that no product overflows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..compiling import kernel

LANE: Final = 2147483647
START: Final = 104729


@kernel
def mix(key: int, value: int) -> int:
    """The hash `key` (from `START`) with one more value below 2**31."""
    high = ((key >> 31) * 48271 + value + 1) % LANE
    low = ((key & LANE) * 69621 + value * 31 + 7) % LANE
    return high << 31 | low


@kernel
def scatter(value: int) -> int:
    """The hash of one value below 2**31 that may be summed with others: squares, so that sums do not coincide."""
    one = (value * 1597334677 + 12345) % LANE
    other = (value * 1103515245 + 977) % LANE
    return (one * one % LANE) << 31 | ((other * other + one) % LANE)


def hash_of(values: Iterable[int]) -> int:
    """The hash of a sequence of values."""
    key = START
    for value in values:
        key = mix(key, int(value))
    return key

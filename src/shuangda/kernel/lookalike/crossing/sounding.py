"""How much a Latin name sounds like a Han name: alignment of spelling units with phones. Kernels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from .model import CrossingTables
from .reading import LONGEST, han_phones, has_second_reading, latin_units

ENOUGH: Final = 8.0
"""Log odds at which an alignment is as good as half certain: short names that agree may do so by chance."""
LENIENT: Final = 3.0
"""Log odds granted to every pair, so that names somewhat less alike than chance still differ in degree."""
UNEQUAL: Final = 2.5
"""Names of which one holds this many times as much sound as the other are not compared."""


@kernel
def align(units: Any, n: int, phones: Any, m: int, gain: Any) -> float:
    """Most log odds of `n` Latin units read as `m` Han phones; `gain` as `CrossingTables.sound_gain`."""
    row = np.empty(m + 1, np.float32)
    row[0] = 0.0
    for j in range(m):
        row[j + 1] = row[j] + gain[0, phones[j]]
    for i in range(n):
        unit = units[i]
        unread = gain[unit, 0]
        corner = row[0]
        row[0] += unread
        left = row[0]
        for j in range(m):
            phone = phones[j]
            best = max(corner + gain[unit, phone], row[j + 1] + unread, left + gain[0, phone])
            corner = row[j + 1]
            row[j + 1] = best
            left = best
    return float(row[m])


@kernel
def most(sequence: Any, n: int, each: Any) -> float:
    """The most that a sequence could gain; `each` is `most_of_unit` or `most_of_phone`."""
    total = 0.0
    for at in range(n):
        total += each[sequence[at]]
    return total


@kernel
def sound_similarity(latin: Any, han: Any, tables: CrossingTables) -> float:
    """Similarity 0 … 1 of the sound of a Latin and a Han name (uint16 symbols each).

    The root of two shares: what the best alignment gains of what either name could, and how certain that is.
    """
    units = np.empty(2 * LONGEST, np.uint8)
    phones = np.empty(4 * LONGEST, np.uint8)
    n = latin_units(latin, tables.rules, tables.rules_of, units)
    ours = most(units, n, tables.most_of_unit)
    found = 0.0
    for which in range(2 if has_second_reading(han, tables.syllable) else 1):
        m = han_phones(han, which, tables.syllable, tables.phones, phones)
        theirs = most(phones, m, tables.most_of_phone)
        if n == 0 or m == 0 or ours > UNEQUAL * theirs or theirs > UNEQUAL * ours:
            continue
        gained = align(units, n, phones, m, tables.sound_gain)
        if gained > -LENIENT:
            share = min(1.0, (gained + LENIENT) / (0.5 * (ours + theirs) + LENIENT))
            found = max(found, share * (gained + LENIENT) / (gained + LENIENT + ENOUGH))
    return float(found**0.5)

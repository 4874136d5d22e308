"""How much a Latin name sounds like a Han name: alignment of spelling units with phones. Kernels."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..compiling import kernel
from .model import CrossingTables
from .reading import LONGEST, han_phones, latin_units


@kernel
def align(units: Any, n: int, phones: Any, m: int, cost: Any) -> float:
    """Least cost of reading `n` Latin units as `m` Han phones; `cost` as `CrossingTables.sound_cost`."""
    row = np.empty(m + 1, np.float32)
    row[0] = 0.0
    for j in range(m):
        row[j + 1] = row[j] + cost[0, phones[j]]
    for i in range(n):
        unit = units[i]
        corner = row[0]
        row[0] += cost[unit, 0]
        left = row[0]
        for j in range(m):
            phone = phones[j]
            best = min(corner + cost[unit, phone], row[j + 1] + cost[unit, 0], left + cost[0, phone])
            corner = row[j + 1]
            row[j + 1] = best
            left = best
    return float(row[m])


@kernel
def weight(sequence: Any, n: int, cost: Any, latin: bool) -> float:
    """Cost of leaving a whole sequence unread (`latin` units) or of adding it (Han phones)."""
    total = 0.0
    for at in range(n):
        total += cost[sequence[at], 0] if latin else cost[0, sequence[at]]
    return total


@kernel
def sound_similarity(latin: Any, han: Any, tables: CrossingTables) -> float:
    """Similarity 0 … 1 of the sound of a Latin and a Han name (uint16 symbols each)."""
    units = np.empty(2 * LONGEST, np.uint8)
    phones = np.empty(4 * LONGEST, np.uint8)
    n = latin_units(latin, tables, units)
    if n == 0:
        return 0.0
    ours = weight(units, n, tables.sound_cost, True)
    best = 0.0
    for which in range(2):
        m = han_phones(han, which, tables, phones)
        if m == 0:
            return 0.0
        theirs = weight(phones, m, tables.sound_cost, False)
        # Names of very unequal length cannot be alike: spare the alignment.
        if ours > 2.2 * theirs or theirs > 2.2 * ours:
            continue
        found = 1.0 - 2.0 * align(units, n, phones, m, tables.sound_cost) / (ours + theirs)
        best = max(best, found)
    return best

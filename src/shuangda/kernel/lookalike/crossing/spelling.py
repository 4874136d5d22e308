"""How alike a Latin name is to the romanisation of a Han name: pinyin, Wade-Giles, Cantonese. Kernels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from .model import CrossingTables
from .reading import FIRST_LETTER, LAST_LETTER, LONGEST, is_letter

CANTONESE: Final = 3
"""The fourth way to spell a symbol, after its three pinyin readings."""


@kernel
def letters_of(name: Any, letters: Any) -> int:
    """Write the letters of a name (1 for a … 26) into `letters`; how many there are."""
    count = 0
    for at in range(min(len(name), LONGEST)):
        symbol = int(name[at])
        if is_letter(symbol):
            letters[count] = symbol - FIRST_LETTER + 1
            count += 1
    return count


@kernel
def add_letter(letter: int, letters: Any, n: int, cost: Any, row: Any) -> None:
    """One step of the edit distance: `row[j]` is the cost against the first j of `letters`."""
    corner = row[0]
    row[0] += cost[letter, 0]
    for j in range(n):
        other = letters[j]
        best = min(corner + cost[letter, other], row[j + 1] + cost[letter, 0], row[j] + cost[0, other])
        corner = row[j + 1]
        row[j + 1] = best


@kernel
def spelling_similarity(latin: Any, han: Any, tables: CrossingTables) -> float:
    """Similarity 0 … 1 of letters and the romanisation of Han (uint16 symbols each); 0 without Han or letters.

    Every symbol may be spelled in any of its readings, whichever is nearest. Letters and digits within `han` stand
    for themselves, so that a name part of which is written in pinyin is compared as well.
    """
    letters = np.empty(LONGEST, np.uint8)
    n = letters_of(latin, letters)
    if n == 0:
        return 0.0
    cost = tables.letter_cost
    row = np.zeros(n + 1, np.float32)
    for j in range(n):
        row[j + 1] = row[j] + cost[0, letters[j]]
    best, tried = np.empty(n + 1, np.float32), np.empty(n + 1, np.float32)
    spelled = 0
    for at in range(min(len(han), LONGEST)):
        symbol = int(han[at])
        if is_letter(symbol):
            add_letter(symbol - FIRST_LETTER + 1, letters, n, cost, row)
            spelled += 1
        if symbol <= LAST_LETTER or symbol >= len(tables.syllable) or tables.syllable[symbol, 0] == 0:
            continue
        longest = 0
        best[:] = np.inf
        for which in range(CANTONESE + 1):
            syllable = int(tables.syllable[symbol, which % CANTONESE])
            if syllable == 0:
                continue
            tried[:] = row
            size = 0
            for step in range(6):
                letter = int(tables.cantonese[symbol, step] if which == CANTONESE else tables.spelled[syllable, step])
                if letter == 0:
                    break
                add_letter(letter, letters, n, cost, tried)
                size += 1
            if size == 0:
                continue
            if which == 0:
                longest = size
            for j in range(n + 1):
                best[j] = min(best[j], tried[j])
        row[:] = best
        spelled += longest
    if spelled == 0:
        return 0.0
    return max(0.0, 1.0 - float(row[n]) / max(n, spelled))

"""How alike a Latin name is to the romanisation of a Han name: pinyin, Wade-Giles, Cantonese. Kernels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from .model import CrossingTables
from .reading import FIRST_LETTER, LAST_LETTER, LONGEST, is_letter

LETTERS: Final = 3 * LONGEST
"""Letters of a spelled name that are looked at."""
STRICT: Final = 1.5
"""Cost per letter is taken this many times: any two spellings share some letters."""
CANTONESE: Final = 3
"""The fourth way to spell a symbol, after its three pinyin readings."""


@kernel
def letters_of(name: Any, which: int, syllables: Any, spelled: Any, cantonese: Any, letters: Any) -> int:
    """Write the letters of a name (1 for a … 26) into `letters`, Han spelled; how many there are.

    `which` 0 takes the most frequent readings, 1 the second ones where there are any, `CANTONESE` the Cantonese ones.
    """
    count = 0
    for at in range(min(len(name), LONGEST)):
        symbol = int(name[at])
        if count + 6 > len(letters):
            break
        if is_letter(symbol):
            letters[count] = symbol - FIRST_LETTER + 1
            count += 1
        elif LAST_LETTER < symbol < len(syllables):
            syllable = int(syllables[symbol, 1 if which == 1 and syllables[symbol, 1] else 0])
            for step in range(6):
                letter = cantonese[symbol, step] if which == CANTONESE else spelled[syllable, step]
                if letter:
                    letters[count] = letter
                    count += 1
    return count


@kernel
def is_pinyin(name: Any, tree: Any) -> bool:
    """Whether the letters of a name fall into syllables of pinyin; `tree` as `CrossingTables.pinyin`."""
    reached, n = 1, min(len(name), LONGEST)
    for start in range(n):
        if not reached >> start & 1:
            continue
        row, at = 0, start
        while at < n and is_letter(int(name[at])):
            row = int(tree[row, int(name[at]) - FIRST_LETTER + 1])
            if row == 0:
                break
            at += 1
            if tree[row, 0] > 0:
                reached |= 1 << at
    return bool(n > 0 and reached >> n & 1)


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
def add_symbol(symbol: int, letters: Any, n: int, syllables: Any, spelled: Any, cost: Any, rows: Any) -> int:
    """Add the pinyin of one Han in whichever reading is nearest at each place; length of its usual spelling.

    `rows` float32[3, n + 1]: the row of the edit distance so far, and two to work in.
    """
    usual = 0
    for which in range(CANTONESE):
        syllable = int(syllables[symbol, which])
        if syllable == 0:
            continue
        only = which == 0 and syllables[symbol, 1] == 0 and syllables[symbol, 2] == 0
        row = rows[0] if only else rows[2]
        row[: n + 1] = rows[0, : n + 1]
        size = 0
        for step in range(6):
            letter = int(spelled[syllable, step])
            if letter == 0:
                break
            add_letter(letter, letters, n, cost, row)
            size += 1
        if only:
            return size
        if which == 0:
            usual = size
            rows[1, : n + 1] = row[: n + 1]
        else:
            for j in range(n + 1):
                rows[1, j] = min(rows[1, j], row[j])
    rows[0, : n + 1] = rows[1, : n + 1]
    return usual


@kernel
def similarity_to(letters: Any, n: int, han: Any, in_cantonese: bool, tables: CrossingTables, rows: Any) -> float:
    """Similarity 0 … 1 of `n` letters and Han spelled in pinyin or in Cantonese; `rows` float32[3, n + 1] is room."""
    cost, row = tables.letter_cost, rows[0]
    row[0] = 0.0
    for j in range(n):
        row[j + 1] = row[j] + cost[0, letters[j]]
    spelled = 0
    for at in range(min(len(han), LONGEST)):
        symbol = int(han[at])
        if is_letter(symbol):
            add_letter(symbol - FIRST_LETTER + 1, letters, n, cost, row)
            spelled += 1
        elif LAST_LETTER < symbol < len(tables.syllable) and tables.syllable[symbol, 0] > 0:
            if not in_cantonese:
                spelled += add_symbol(symbol, letters, n, tables.syllable, tables.spelled, cost, rows)
                continue
            for step in range(6):
                letter = int(tables.cantonese[symbol, step])
                if letter == 0:
                    break
                add_letter(letter, letters, n, cost, row)
                spelled += 1
    if spelled == 0:
        return 0.0
    return max(0.0, 1.0 - STRICT * float(row[n]) / max(n, spelled))


@kernel
def spelling_similarity(latin: Any, han: Any, tables: CrossingTables) -> float:
    """Similarity 0 … 1 of letters and the romanisation of Han (uint16 symbols each); 0 without Han or letters.

    Han are spelled in pinyin, each in whichever reading is nearest, or all in Cantonese: who romanises a name does it
    in one language. Letters stand for themselves. So do those of `latin`, whose Han are spelled in their usual
    reading: a name partly in pinyin is compared as well.
    """
    letters = np.empty(LETTERS, np.uint8)
    n = letters_of(latin, 0, tables.syllable, tables.spelled, tables.cantonese, letters)
    if n == 0:
        return 0.0
    rows = np.empty((3, n + 1), np.float32)
    in_pinyin = similarity_to(letters, n, han, False, tables, rows)
    return max(in_pinyin, similarity_to(letters, n, han, True, tables, rows))

"""Pinyin within a Han name, read as the characters of a mark that it spells. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.reading import FIRST_LETTER, is_letter


@kernel
def letters_that_spell(q: NDArray[np.uint16], i: int, symbol: int, t: Any) -> int:
    """How many letters from `q[i]` on are the pinyin of a symbol, in its longest reading; 0 if they are of none."""
    if symbol >= len(t.syllable):
        return 0
    longest = 0
    for which in range(t.syllable.shape[1]):
        syllable = int(t.syllable[symbol, which])
        size, fits = 0, syllable > 0
        while fits and size < 6:
            letter = int(t.spelled[syllable, size])
            if letter == 0:
                break
            fits = i + size < len(q) and q[i + size] == letter + FIRST_LETTER - 1
            size += 1
        if fits:
            longest = max(longest, size)
    return longest


@kernel
def spelled_by(q: NDArray[np.uint16], start: int, end: int, m: NDArray[np.uint16], j: int, t: Any) -> int:
    """How many symbols of the mark from `m[j]` on the letters `q[start:end]` spell together; 0 if any is left over."""
    k = j
    while start < end and k < len(m):
        size = letters_that_spell(q, start, int(m[k]), t)
        if size == 0:
            return 0
        start += size
        k += 1
    return k - j if start == end else 0


@kernel
def read_pinyin(q: NDArray[np.uint16], m: NDArray[np.uint16], t: Any) -> NDArray[np.uint16]:
    """The name with each run of letters that spells neighbours in the mark replaced by these; `t` CrossingTables.

    Only whole runs in exact spelling count: near ones would find every short name in some mark.
    """
    out = np.empty(len(q), np.uint16)
    count = i = 0
    while i < len(q):
        end = i
        while end < len(q) and is_letter(int(q[end])):
            end += 1
        read = j = 0
        while end > i and j < len(m) and read == 0:
            read = spelled_by(q, i, end, m, j, t)
            j += 1
        if read > 0:
            for k in range(read):
                out[count + k] = m[j - 1 + k]
            count, i = count + read, end
            continue
        while True:  # one symbol of Han, or a run of letters as it stands
            out[count] = q[i]
            count, i = count + 1, i + 1
            if i >= end:
                break
    return out[:count]


@kernel
def count_spelled(q: NDArray[np.uint16], read: NDArray[np.uint16]) -> int:
    """How many symbols of a name as `read_pinyin` reads it stand for letters."""
    spelled = len(read) - len(q)
    for i in range(len(q)):
        spelled += is_letter(int(q[i]))
    for i in range(len(read)):
        spelled -= is_letter(int(read[i]))
    return spelled

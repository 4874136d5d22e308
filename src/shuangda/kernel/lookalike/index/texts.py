"""The texts of marks. Of one text a register holds many marks: a name is filed for class after class of goods.

Each text is filed, looked up, ranked and judged once, and stands where its first mark does. Kernels: see `compiling`.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..lending import lend
from .keys import LONGEST, hash_window

ANY_TEXT: Final = 49
"""Kind of the hash of a text."""


class Texts(NamedTuple):
    """The T texts of M marks, of which only the first `LONGEST` symbols count."""

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.uint32]
    """[T + 1] where the symbols of each text begin."""
    rows: NDArray[np.uint32]
    """[M] the rows of the marks, those of each text together and in order."""
    firsts: NDArray[np.uint32]
    """[T + 1] where the rows of each text begin."""


@kernel
def is_text(symbols: Any, offsets: Any, row: int, begin: int, n: int) -> bool:
    """Whether the mark of that row has the text of `n` symbols at `begin`."""
    other = np.int64(offsets[row])
    if min(np.int64(offsets[row + 1]) - other, LONGEST) != n:
        return False
    k = 0
    while k < n and symbols[other + k] == symbols[begin + k]:
        k += 1
    return k == n


@kernel
def number_texts(
    symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], table: NDArray[np.int32], first: NDArray[np.uint32],
    text_of: NDArray[np.uint32],
) -> int:  # fmt: skip
    """Number the texts of M marks; how many there are.

    `text_of` [M] takes the text of each mark, `first` [M] the first mark of each text. `table` is a hash table of
    texts, its size a power of two above M, filled with -1.
    """
    symbols, offsets = lend(symbols), lend(offsets)
    found = 0
    for row in range(len(offsets) - 1):
        begin: Any = np.int64(offsets[row])
        n = min(int(offsets[row + 1]) - begin, LONGEST)
        slot = hash_window(ANY_TEXT, symbols, begin, begin + n) & (len(table) - 1)
        while table[slot] >= 0 and not is_text(symbols, offsets, first[table[slot]], begin, n):
            slot = (slot + 1) & (len(table) - 1)
        if table[slot] < 0:
            table[slot] = found
            first[found] = row
            found += 1
        text_of[row] = table[slot]
    return found


@kernel
def write_texts(
    symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], first: NDArray[np.uint32], to: NDArray[np.uint32],
    written: NDArray[np.uint16],
) -> None:  # fmt: skip
    """Copy the text of the marks `first` to `written`, to the places `to`."""
    for text in range(len(first)):
        begin = np.int64(offsets[first[text]])
        for place in range(to[text], to[text + 1]):
            written[place] = symbols[begin + place - to[text]]


@kernel
def write_rows(text_of: NDArray[np.uint32], free: NDArray[np.uint32], rows: NDArray[np.uint32]) -> None:
    """Write the rows of the marks text by text; `free` is where those of each text begin, and is used up."""
    for row in range(len(text_of)):
        place = free[text_of[row]]
        rows[place] = row
        free[text_of[row]] = place + 1


def group(symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], work: ModuleType) -> Texts:
    """The texts of M marks; `symbols` are those of all marks, `offsets` [M + 1], `work` this module, or compiled."""
    marks = len(offsets) - 1
    table = np.full(1 << (marks + marks // 2).bit_length(), -1, np.int32)
    first, text_of = np.empty(marks, np.uint32), np.empty(marks, np.uint32)
    count = int(work.number_texts(symbols, offsets, table, first, text_of))
    del table
    first = first[:count]
    to = _running(np.minimum(np.diff(offsets)[first], LONGEST))
    written = np.empty(int(to[-1]), np.uint16)
    work.write_texts(symbols, offsets, first, to, written)
    firsts = _running(np.bincount(text_of, minlength=count))
    rows = np.empty(marks, np.uint32)
    work.write_rows(text_of, firsts[:-1].copy(), rows)
    return Texts(written, to, rows, firsts)


def _running(lengths: NDArray[Any]) -> NDArray[np.uint32]:
    """Where each of a row of parts begins, and the last ends."""
    return np.concatenate((np.zeros(1, np.uint32), np.cumsum(lengths, dtype=np.int64).astype(np.uint32)))

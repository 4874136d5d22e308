"""File marks under their keys. Kernels: see `compiling`.

Two passes over the marks: one counts the postings of each bucket, one puts them in their places. Every thread has its
own range of marks and its own counts; within a bucket the marks stand by row, however many threads there were.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..lending import lend
from .keys import LONGEST, MARK_KEYS, KeyTables, mark_keys


@kernel
def count_postings(symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], depth: int, t: KeyTables) -> int:
    """How many postings the marks need; read over a sample to size the index."""
    t, symbols = lend(t), lend(symbols)
    text, room, sounds = np.zeros(LONGEST, np.int64), np.zeros(40, np.int64), np.zeros(40, np.int64)
    keys, notes = np.zeros(MARK_KEYS, np.int64), np.zeros(MARK_KEYS, np.int64)
    found = 0
    for row in range(len(offsets) - 1):
        start = np.int64(offsets[row])
        n: Any = min(np.int64(offsets[row + 1]) - start, LONGEST)
        for k in range(n):
            text[k] = symbols[start + k]
        if n > 0:
            found += mark_keys(symbols[start : start + n], text, depth, t, room, sounds, keys, notes)
    return found


@kernel
def file_marks(
    symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], first: int, last: int, depth: int, t: KeyTables,
    bits: int, free: NDArray[np.uint32], postings: NDArray[np.uint16],
) -> None:  # fmt: skip
    """Count (no postings given) or place the postings of the marks `first` … `last` (exclusive).

    Counting adds to `free`, one number a bucket; placing takes it as the next free place of each bucket, and leaves
    it behind the last that was taken.
    """
    t, symbols = lend(t), lend(symbols)
    text, room, sounds = np.zeros(LONGEST, np.int64), np.zeros(40, np.int64), np.zeros(40, np.int64)
    keys, notes = np.zeros(MARK_KEYS, np.int64), np.zeros(MARK_KEYS, np.int64)
    tags, buckets, placing = (1 << (32 - bits)) - 1, len(free), len(postings) > 0
    for row in range(first, last):
        start = np.int64(offsets[row])
        n: Any = min(np.int64(offsets[row + 1]) - start, LONGEST)
        for k in range(n):
            text[k] = symbols[start + k]
        if n == 0:
            continue
        found = mark_keys(symbols[start : start + n], text, depth, t, room, sounds, keys, notes)
        for k in range(found):
            bucket = (keys[k] >> 31) * buckets >> 32
            place = np.int64(free[bucket])
            free[bucket] = place + 1
            if placing:
                tagged = row | (keys[k] & tags) << bits
                postings[place, 0] = tagged & 0xFFFF
                postings[place, 1] = tagged >> 16
                postings[place, 2] = notes[k]


@kernel
def lay_out(counts: NDArray[np.uint32]) -> int:
    """Turn counts [T, B] of T threads into the first free place of each in each bucket; the number of all."""
    total = np.int64(0)
    for bucket in range(counts.shape[1]):
        for thread in range(counts.shape[0]):
            count = np.int64(counts[thread, bucket])
            counts[thread, bucket] = total
            total += count
    return total  # type: ignore[return-value]

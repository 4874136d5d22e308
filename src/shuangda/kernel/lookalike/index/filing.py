"""File marks under their keys. Kernels: see `compiling`.

Two passes over the marks: one counts the postings of each bucket, one puts them in their places. Every thread makes
all keys and takes those of its own range of buckets, so that the outcome does not depend on the number of threads.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .keys import LONGEST, MARK_KEYS, KeyTables, mark_keys


@kernel
def count_postings(symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], deep: bool, t: KeyTables) -> int:
    """How many postings the marks need; read over a sample to size the index."""
    text, room, sounds = np.zeros(LONGEST, np.int64), np.zeros(40, np.int64), np.zeros(40, np.int64)
    keys, notes = np.zeros(MARK_KEYS, np.int64), np.zeros(MARK_KEYS, np.int64)
    found = 0
    for row in range(len(offsets) - 1):
        start = np.int64(offsets[row])
        n = min(np.int64(offsets[row + 1]) - start, LONGEST)
        for k in range(n):
            text[k] = symbols[start + k]
        if n > 0:
            found += mark_keys(text, n, deep, t, room, sounds, keys, notes)
    return found


@kernel
def file_marks(
    symbols: NDArray[np.uint16],
    offsets: NDArray[np.uint32],
    deep: bool,
    t: KeyTables,
    bits: int,
    first: int,
    last: int,
    buckets: int,
    heads: NDArray[np.uint32],
    postings: NDArray[np.uint16],
) -> None:
    """Count (no postings given) or place the postings of the buckets `first` … `last` (exclusive).

    Counting leaves the number of bucket b in heads[b + 1]; placing takes heads[b + 1] as the next free place of
    bucket b and leaves it at the end of the bucket, so that heads is what readers need.
    """
    text, room, sounds = np.zeros(LONGEST, np.int64), np.zeros(40, np.int64), np.zeros(40, np.int64)
    keys, notes = np.zeros(MARK_KEYS, np.int64), np.zeros(MARK_KEYS, np.int64)
    tags = (1 << (32 - bits)) - 1
    placing = len(postings) > 0
    for row in range(len(offsets) - 1):
        start = np.int64(offsets[row])
        n = min(np.int64(offsets[row + 1]) - start, LONGEST)
        for k in range(n):
            text[k] = symbols[start + k]
        if n == 0:
            continue
        found = mark_keys(text, n, deep, t, room, sounds, keys, notes)
        for k in range(found):
            bucket = (keys[k] >> 31) * buckets >> 32
            if bucket < first or bucket >= last:
                continue
            place = np.int64(heads[bucket + 1])
            heads[bucket + 1] = place + 1
            if placing:
                tagged = row | (keys[k] & tags) << bits
                postings[place, 0] = tagged & 0xFFFF
                postings[place, 1] = tagged >> 16
                postings[place, 2] = notes[k]


@kernel
def sum_up(heads: NDArray[np.uint32]) -> None:
    """Turn the counts in heads[1:] into where each bucket begins, in heads[1:]; heads[0] stays 0."""
    total = np.int64(0)
    for bucket in range(1, len(heads)):
        count = np.int64(heads[bucket])
        heads[bucket] = total
        total += count



"""The keys under which marks are found within titles: rolling hashes, a bit filter that fits the cache, postings.

Keys of a mark: the whole of it and the whole without one symbol (so that a replaced, inserted, missing or swapped
symbol meets it), all of it by class of sound, all of it by class of shape. Marks of two symbols, where a lone symbol
says nothing, are spelled out with each near symbol instead, and swapped.

Hardly any window is asked for its keys: one edit leaves the first or the last two symbols of a mark alone, and what
sounds or looks alike throughout begins with three symbols that do. Tables of these beginnings and ends say how long the
windows are that can hold a mark (`note_edges`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .background import Whole

BASE: Final = 0x2F0B4C47
LOW: Final = 0xFFFFFFFF
WHOLE: Final = 0x1B873593
THIN: Final = 0x6C8E9CF5
"""Two symbols left of three, for each place of the third: two symbols by themselves would meet half of all text."""
SOUND: Final = 0x52DCE729
SHAPE: Final = 0x38495AB5
SHIFT: Final = 14
"""Low bits of a key that its bucket leaves out."""
BUCKETS: Final = (LOW >> SHIFT) + 1
ROW_BITS: Final = 31
"""Low bits of a posting, the row of a mark that has the key above them."""
LONG: Final = 4
"""Symbols from which a window is asked only if it begins or ends as some mark does."""
BEGINNINGS: Final = 1 << 17
"""Places in each table of beginnings and ends."""
LONGEST: Final = 16
"""Symbols of the longest window; of a longer mark the first LONGEST count."""


class Keys(NamedTuple):
    """Which marks a key stands for."""

    filter: NDArray[np.uint64]
    """Bit set, two bits a key."""
    starts: NDArray[np.int32]
    """[2**b + 1]: where the keys of each bucket (top bits) begin."""
    postings: NDArray[np.int64]
    """Key << ROW_BITS | row of a mark that has it; sorted."""
    powers: NDArray[np.int64]
    """BASE to the power of 0 … , modulo 2**32."""
    edges: NDArray[np.uint16]
    """[4, BEGINNINGS]: by hash the lengths, as bits from LONG on, of the windows that may hold a mark: by its first two
    symbols, its last two, its first three by class of sound, by class of shape."""
    sound: NDArray[np.uint16]
    """[65536]: class of a symbol by sound."""
    shape: NDArray[np.uint16]
    """[65536]: class of a symbol by look."""


@kernel
def sealed(rolled: Whole, salt: int, size: int) -> Whole:
    """A key of 32 bits from a rolled hash, its sort and its length."""
    h = (rolled ^ salt) + size * 0x27D4EB2F
    h = ((h ^ ((h & LOW) >> 15)) * 0x2C1B3C6D) & LOW
    h = ((h ^ (h >> 12)) * 0x297A2D39) & LOW
    return h ^ (h >> 15)


@kernel
def roll(classes: NDArray[np.uint16], out: NDArray[np.int64]) -> None:
    """Prefix hashes: `out[k]` covers the first k classes."""
    out[0] = 0
    for i in range(len(classes)):
        out[i + 1] = (out[i] * BASE + np.int64(classes[i]) + 1) & LOW


@kernel
def roll_classes(s: NDArray[np.uint16], classes: NDArray[np.uint16], out: NDArray[np.int64]) -> None:
    """The same over the class of each symbol."""
    out[0] = 0
    for i in range(len(s)):
        out[i + 1] = (out[i] * BASE + np.int64(classes[s[i]]) + 1) & LOW


@kernel
def span(rolled: NDArray[np.int64], powers: NDArray[np.int64], start: int, end: int) -> Whole:
    """Hash of `start … end` from prefix hashes."""
    return (rolled[end] - rolled[start] * powers[end - start]) & LOW


@kernel
def without(rolled: NDArray[np.int64], powers: NDArray[np.int64], start: int, end: int, at: int) -> Whole:
    """Hash of `start … end` without the symbol `at`."""
    return (span(rolled, powers, start, at) * powers[end - at - 1] + span(rolled, powers, at + 1, end)) & LOW


@kernel
def swapped(m: NDArray[np.uint16], at: int) -> Whole:
    """Hash of all symbols with the one at `at` and the next in the other order."""
    found: Whole = 0
    for i in range(len(m)):
        other = m[i + 1] if i == at else (m[i - 1] if i == at + 1 else m[i])
        found = (found * BASE + np.int64(other) + 1) & LOW
    return found


@kernel
def both_bits(key: Whole) -> np.uint64:
    """The bits of a key; they lie in one word of memory."""
    return (np.uint64(1) << np.uint64(key & 63)) | (np.uint64(1) << np.uint64((key >> 26) & 63))


@kernel
def may_hold(bits: NDArray[np.uint64], key: Whole) -> Whole:
    """Whether the filter has both bits of the key."""
    wanted = both_bits(key)
    return bits[(key >> 6) & (len(bits) - 1)] & wanted == wanted


@kernel
def fill_filter(postings: NDArray[np.int64], bits: NDArray[np.uint64]) -> None:
    """Set both bits of every key."""
    for i in range(len(postings)):
        key = np.int64(postings[i]) >> ROW_BITS
        bits[(key >> 6) & (len(bits) - 1)] |= both_bits(key)


@kernel
def edge(one: Whole, other: Whole, third: Whole) -> Whole:
    """Place of two or three symbols or classes in a table of beginnings or ends."""
    found = ((((one + 1) * BASE + other + 1) & LOW) * BASE + third) & LOW
    return ((found ^ (found >> 15)) * 0x2C1B3C6D & LOW) >> 15


@kernel
def note_edges(
    symbols: NDArray[np.uint16], offsets: NDArray[np.int64], sound: NDArray[np.uint16], shape: NDArray[np.uint16],
    edges: NDArray[np.uint16],
) -> None:  # fmt: skip
    """Note how marks that windows of LONG symbols and more can hold begin and end."""
    for row in range(len(offsets) - 1):
        start, end = offsets[row], min(offsets[row + 1], offsets[row] + LONGEST)
        size = end - start
        if size < LONG - 1:
            continue
        m = symbols[start:end].astype(np.int64)
        lengths = np.uint16((7 << (size - 1) >> LONG) & 0x1FFF)
        edges[0, edge(m[0], m[1], 0)] |= lengths
        edges[1, edge(m[size - 2], m[size - 1], 0)] |= lengths
        if size == LONG:
            # A swap in the middle of four changes both pairs.
            edges[0, edge(m[0], m[2], 0)] |= np.uint16(1)
        if size < LONG:
            continue
        same = np.uint16(1 << (size - LONG))
        edges[2, edge(np.int64(sound[m[0]]), np.int64(sound[m[1]]), np.int64(sound[m[2]]))] |= same
        edges[3, edge(np.int64(shape[m[0]]), np.int64(shape[m[1]]), np.int64(shape[m[2]]))] |= same


@kernel
def keys_of(
    m: NDArray[np.uint16], sound: NDArray[np.uint16], shape: NDArray[np.uint16], near: NDArray[np.uint16],
    powers: NDArray[np.int64], rolled: NDArray[np.int64], found: NDArray[np.int64],
) -> int:  # fmt: skip
    """Write the keys of a mark into `found`; returns how many. `rolled` is scratch."""
    size = len(m)
    roll_classes(m, sound, rolled)
    found[0] = sealed(rolled[size], SOUND, size)
    roll_classes(m, shape, rolled)
    found[1] = sealed(rolled[size], SHAPE, size)
    roll(m, rolled)
    if size == 2:
        found[2] = sealed(swapped(m, 0), WHOLE, 2)
        return spelled_out(m, near, found)
    found[2] = sealed(rolled[size], WHOLE, size)
    used = 3
    for at in range(size):
        if size == 3 or at == 0 or m[at] != m[at - 1]:
            salt = THIN + at if size == 3 else WHOLE
            found[used] = sealed(without(rolled, powers, 0, size, at), salt, size - 1)
            used += 1
    if size == 3:
        for at in range(2):
            found[used] = sealed(swapped(m, at), WHOLE, 3)
            used += 1
    return used


@kernel
def spelled_out(m: NDArray[np.uint16], near: NDArray[np.uint16], found: NDArray[np.int64]) -> int:
    """Write the keys of two symbols with one of them replaced, behind the three that are there."""
    used = 3
    for i in range(near.shape[1]):
        for place in range(2):
            other = near[m[place], i] if m[place] < near.shape[0] else 0
            if other:
                one, two = np.int64(other if place == 0 else m[0]), np.int64(other if place == 1 else m[1])
                found[used] = sealed(((one + 1) * BASE + two + 1) & LOW, WHOLE, 2)
                used += 1
    return used


@kernel
def mark_keys(
    symbols: NDArray[np.uint16], offsets: NDArray[np.int64], sound: NDArray[np.uint16], shape: NDArray[np.uint16],
    near: NDArray[np.uint16], powers: NDArray[np.int64], postings: NDArray[np.int64],
) -> Whole:  # fmt: skip
    """Write the postings of all marks; returns how many. With empty `postings` it only counts."""
    count = 0
    rolled = np.empty(LONGEST + 1, np.int64)
    found = np.empty(5 + max(LONGEST, 2 * near.shape[1]), np.int64)
    for row in range(len(offsets) - 1):
        start, end = offsets[row], min(offsets[row + 1], offsets[row] + LONGEST)
        if end - start >= 2:
            used = keys_of(symbols[start:end], sound, shape, near, powers, rolled, found)
            if len(postings) > 0:
                for i in range(used):
                    postings[count + i] = found[i] << ROW_BITS | row
            count += used
    return count


def powers() -> NDArray[np.int64]:
    """BASE to the power of 0 … 1023."""
    found = [1]
    for _ in range(1023):
        found.append(found[-1] * BASE & LOW)
    return np.array(found, np.int64)

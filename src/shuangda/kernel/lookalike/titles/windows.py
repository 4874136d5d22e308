"""Which windows of a title are asked for marks: those that words do not explain and that may hold one.

Kernels: see `compiling`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .background import (
    HAN,
    LETTER,
    LONGEST_WORD,
    SIGN,
    SPACE,
    UNIT,
    Background,
    Whole,
    cheapest_cuts,
    mark_cuts,
    stands_alone,
    word_heads,
)
from .evidence import CUT, LONE, PARTS, PLAIN
from .floors import MIXED, NO_HAN, PURE_HAN
from .keys import LONG, SHAPE, SOUND, THIN, WHOLE, Keys, edge, may_hold, roll, roll_classes, sealed, span, without

LONGEST_TITLE: Final = 256
"""Symbols of a title that are read; the rest is left unread."""
WIDEST_HAN: Final = 8
LETTERS_LEAST: Final = 4
MOST_KEYS: Final = 1024
"""Keys of a title that are looked up at most."""
APART: Final = 3 * UNIT
SPLIT: Final = 10 * UNIT
"""What a window pays if something stands between all its parts, and between some of them only."""


class Line(NamedTuple):
    """A title of n symbols as it is read; room for the longest, so that one thread uses it for all its titles."""

    cut: NDArray[np.bool_]
    """[n + 1]: whether a word may begin or end there."""
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    edges: NDArray[np.int64]
    """See `cheapest_cuts`."""
    heads: NDArray[np.int64]
    """[n]: where the word of a symbol begins."""
    opening: NDArray[np.int64]
    closing: NDArray[np.int64]
    """[n + 1]: what stands before a window that begins there, behind one that ends there: PARTS, PLAIN, LONE, CUT."""
    whole: NDArray[np.int64]
    sound: NDArray[np.int64]
    shape: NDArray[np.int64]
    """[n + 1]: prefix hashes of the symbols and of their classes."""
    lengths: NDArray[np.int64]
    """[n, 3], see `admit`."""
    sums: NDArray[np.int64]
    """[n + 1, 6], see `count_symbols`."""
    asked: NDArray[np.int64]
    """[MOST_KEYS, 5]: key, start, end, surprise and signs within, of the windows that the filter let through."""


def new_line() -> Line:
    """Room for one thread."""
    n = LONGEST_TITLE + 1
    wide = np.zeros((8, n), np.int64)
    return Line._make((
        np.zeros(n, np.bool_), wide[0], wide[1], np.zeros((n, LONGEST_WORD + 2), np.int64), *wide[2:],
        np.zeros((n, 3), np.int64), np.zeros((n, 6), np.int64), np.zeros((MOST_KEYS, 5), np.int64),
    ))  # fmt: skip


@kernel
def read_line(s: NDArray[np.uint16], gap: NDArray[np.uint8], model: Background, keys: Keys, line: Line) -> None:
    """Fill `line` with all that is known of a title before its windows are looked at."""
    n = len(s)
    heads = line.heads[:n]
    mark_cuts(s, gap, model.script, line.cut)
    cheapest_cuts(s, gap, line.cut, model, line.before, line.after, line.edges)
    word_heads(n, line.after, line.edges, heads)
    look_beside(s, gap, model.script, heads, line.opening, line.closing)
    roll(s, line.whole)
    roll_classes(s, keys.sound, line.sound)
    roll_classes(s, keys.shape, line.shape)
    admit(s, keys.sound, keys.shape, keys.edges, line.lengths)
    count_symbols(s, gap, model.script, line.cut, heads, line.sums)


@kernel
def look_beside(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], script: NDArray[np.uint8], heads: NDArray[np.int64],
    opening: NDArray[np.int64], closing: NDArray[np.int64],
) -> None:  # fmt: skip
    """Fill `opening` and `closing`, see `Line`."""
    n = len(s)
    opening[0] = closing[n] = PARTS
    for at in range(1, n):
        if gap[at] > 0:
            opening[at] = closing[at] = PARTS
        elif heads[at] != at:
            opening[at] = closing[at] = CUT
        else:
            opening[at] = LONE if script[s[at - 1]] == HAN and stands_alone(heads, at - 1) else PLAIN
            closing[at] = LONE if script[s[at]] == HAN and stands_alone(heads, at) else PLAIN


@kernel
def admit(
    s: NDArray[np.uint16], sound: NDArray[np.uint16], shape: NDArray[np.uint16], edges: NDArray[np.uint16],
    lengths: NDArray[np.int64],
) -> None:  # fmt: skip
    """Set `lengths[i]` to the lengths, as bits from LONG on, of windows from symbol i that may hold a mark: as it is or
    edited; by sound; by shape. [n, 3]"""
    n = len(s)
    lengths[:n] = 0
    for i in range(n - 1):
        one, other = np.int64(s[i]), np.int64(s[i + 1])
        lengths[i, 0] |= np.int64(edges[0, edge(one, other, 0)])
        if i + 2 < n:
            third = np.int64(s[i + 2])
            at = edge(np.int64(sound[one]), np.int64(sound[other]), np.int64(sound[third]))
            lengths[i, 1] = np.int64(edges[2, at])
            at = edge(np.int64(shape[one]), np.int64(shape[other]), np.int64(shape[third]))
            lengths[i, 2] = np.int64(edges[3, at])
        found = np.int64(edges[1, edge(one, other, 0)])
        start, bit = i + 2 - LONG, 1
        while found and start >= 0:
            if found & 1:
                lengths[start, 0] |= bit
            found >>= 1
            start -= 1
            bit <<= 1


@kernel
def count_symbols(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], script: NDArray[np.uint8], cut: NDArray[np.bool_],
    heads: NDArray[np.int64], sums: NDArray[np.int64],
) -> None:  # fmt: skip
    """Fill `sums` [n + 1, 6]: of the first i symbols how many are Han; letters; stand behind a space or sign; behind a
    sign or reread; are held by a word with others; end where words may."""
    sums[0] = 0
    for i in range(len(s)):
        kind = script[s[i]]
        sums[i + 1, 0] = sums[i, 0] + (kind == HAN)
        sums[i + 1, 1] = sums[i, 1] + (kind == LETTER)
        sums[i + 1, 2] = sums[i, 2] + (gap[i] == SPACE or gap[i] == SIGN)
        sums[i + 1, 3] = sums[i, 3] + (gap[i] >= SIGN)
        sums[i + 1, 4] = sums[i, 4] + (not stands_alone(heads, i))
        sums[i + 1, 5] = sums[i, 5] + cut[i + 1]


@kernel
def probe(n: int, keys: Keys, floors: NDArray[np.int32], line: Line) -> int:
    """Ask for every window that is admitted and surprises by `floors` (see `least_surprise`); returns how many keys
    were noted.

    Windows begin and end where words may, so that no run of letters is cut. Those shorter than LONG that surprise are
    few, so that all of them are asked for.
    """
    lengths, cut, count = line.lengths, line.cut, 0
    for start in range(n - 1):
        if not cut[start]:
            continue
        edited, sounds, looks = lengths[start, 0] << 2 | 3, lengths[start, 1] << 2 | 3, lengths[start, 2] << 2 | 3
        admitted, end = edited | sounds | looks, start + 1
        while admitted and end < n:
            end += 1
            wanted = admitted & 1
            admitted >>= 1
            if not wanted or not cut[end]:
                continue
            if line.sums[end, 5] - line.sums[start, 5] > WIDEST_HAN or count + end - start + 3 > len(line.asked):
                break
            surprise = surprising(n, start, end, floors, line)
            if surprise >= 0:
                bit = 1 << (end - start - 2)
                count = ask_window(start, end, surprise, edited & bit, sounds & bit, looks & bit, keys, line, count)
    return count


@kernel
def surprising(n: int, start: int, end: int, floors: NDArray[np.int32], line: Line) -> int:
    """Quarter bits that ordinary words pay for the window; -1 if no mark can be worth that."""
    sums = line.sums
    size, han = end - start, sums[end, 0] - sums[start, 0]
    if han == 0 and (sums[end, 1] == sums[start, 1] or size < LETTERS_LEAST):
        return -1
    gaps, signs = sums[end, 2] - sums[start + 1, 2], sums[end, 3] - sums[start + 1, 3]
    units = sums[end, 5] - sums[start, 5]
    apart = 0 if gaps == 0 else (APART if gaps == units - 1 > 1 or gaps == signs else SPLIT)
    surprise = line.before[n] - line.before[start] - line.after[end] - apart
    script = PURE_HAN if han == size else (MIXED if han > 0 else NO_HAN)
    held = sums[end, 4] - sums[start, 4]
    least = floors[line.opening[start], line.closing[end], script, 1 if signs else 0, size, held]
    return surprise if surprise >= least else -1


@kernel
def ask_window(
    start: int, end: int, surprise: int, edited: int, sounds: int, looks: int, keys: Keys, line: Line, count: int
) -> int:
    """Note those keys of a window that the filter may hold; returns how many are noted by now."""
    size, first = end - start, count
    whole, powers, bits, out = line.whole, keys.powers, keys.filter, line.asked
    if sounds:
        count = ask(sealed(span(line.sound, powers, start, end), SOUND, size), bits, out, count)
    if looks:
        count = ask(sealed(span(line.shape, powers, start, end), SHAPE, size), bits, out, count)
    if edited:
        count = ask(sealed(span(whole, powers, start, end), WHOLE, size), bits, out, count)
        for at in range(start, end if size > 2 else start):
            salt = WHOLE if size > 3 else THIN + at - start
            count = ask(sealed(without(whole, powers, start, end, at), salt, size - 1), bits, out, count)
    signs = line.sums[end, 3] - line.sums[start + 1, 3]
    for i in range(first, count):
        out[i, 1] = start
        out[i, 2] = end
        out[i, 3] = surprise
        out[i, 4] = signs
    return count


@kernel
def ask(key: Whole, bits: NDArray[np.uint64], out: NDArray[np.int64], count: int) -> int:
    """Note the key if the filter may hold it; returns how many are noted."""
    if may_hold(bits, key):
        out[count, 0] = key
        return count + 1
    return count

"""Search of titles for windows that ordinary text finds surprising and a mark explains. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..judging.costs import JudgeTables
from ..judging.judge import judge
from ..lending import lend
from .background import (
    FAR,
    GUESSED,
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
)
from .evidence import DISGUISE, EVIDENCE, HIDDEN, REPLACED, edit_bits, weigh, word_heads
from .keys import (
    LONG,
    LONGEST,
    SHAPE,
    SHIFT,
    SOUND,
    THIN,
    WHOLE,
    Keys,
    edge,
    may_hold,
    roll,
    roll_classes,
    sealed,
    span,
    without,
)

LONGEST_TITLE: Final = 256
"""Symbols of a title that are read; the rest is left unread."""
WIDEST_HAN: Final = 8
PER_TITLE: Final = 4
"""Places of a title that are reported at most, best first."""
LETTERS_LEAST: Final = 4
MOST_KEYS: Final = 1024
"""Keys of a title that are looked up at most."""
APART: Final = 3 * UNIT
SPLIT: Final = 10 * UNIT
"""What a window pays if something stands between all its parts, and between some of them only."""
EXACT: Final = 0
VARIANT: Final = 1
"""Positions in KINDS."""
WHOLLY: Final = 1.0
"""Rank beyond its score of a place where nothing of the mark is changed: no edit of another mark explains it better."""
UNUSUAL: Final = 15 * UNIT
"""Surprise of a mark that explains what it overlaps; less is ordinary words that somebody registered."""
UNJUDGED: Final = 255
"""The judge says the kind of what is reported, because it takes longer than all the rest."""


class Marks(NamedTuple):
    """The marks as symbols, and what each costs as an explanation."""

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    bits: NDArray[np.float32]
    """Bits that a window has to save before it is taken for an imitation of the mark."""
    weights: NDArray[np.float64]
    """Of the evidence, by way and length; an argument, because cached code would keep what it was compiled with."""
    crowd: NDArray[np.float32]
    """[N, 32]: log2 of how many symbols are as near as cost // 8."""


class Scratch(NamedTuple):
    """Room that one thread works in."""

    cut: NDArray[np.bool_]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    edges: NDArray[np.int64]
    whole: NDArray[np.int64]
    sound: NDArray[np.int64]
    shape: NDArray[np.int64]
    asked: NDArray[np.int64]
    """[MOST_KEYS, 5]: key, start, end, surprise and signs of the windows that the filter let through."""
    heads: NDArray[np.int64]
    lengths: NDArray[np.int64]
    sums: NDArray[np.int64]
    evidence: NDArray[np.float64]
    hits: NDArray[np.float64]
    """[PER_TITLE, 6 + evidence]: mark, rank, kind, start, end, row of weights and evidence of the places
    found so far."""


class Found(NamedTuple):
    """What was found: one entry a place, titles in order."""

    title: NDArray[np.int32]
    mark: NDArray[np.int32]
    score: NDArray[np.float32]
    kind: NDArray[np.uint8]
    start: NDArray[np.uint16]
    end: NDArray[np.uint16]
    """Symbols of the folded title."""
    weighed: NDArray[np.uint8]
    """Row of the weights."""
    evidence: NDArray[np.float32]
    """[places, EVIDENCE]"""


@kernel
def keep(
    hits: NDArray[np.float64], mark: Whole, rank: float, kind: int, start: int, end: int, weighed: int,
    why: NDArray[np.float64],
) -> None:  # fmt: skip
    """Keep a place if nothing better overlaps it; what is worse and overlaps goes. `hits[:, 1]` is 0 where free."""
    for i in range(PER_TITLE):
        if hits[i, 1] > rank and hits[i, 3] < end and start < hits[i, 4]:
            return
        if hits[i, 1] == rank and hits[i, 3] == start and hits[i, 4] == end and hits[i, 0] <= mark:
            return
    worst = 0
    for i in range(PER_TITLE):
        if hits[i, 1] > 0 and hits[i, 3] < end and start < hits[i, 4]:
            hits[i, 1] = 0
        if hits[i, 1] < hits[worst, 1]:
            worst = i
    if hits[worst, 1] < rank:
        hits[worst, 0] = mark
        hits[worst, 1] = rank
        hits[worst, 2] = kind
        hits[worst, 3] = start
        hits[worst, 4] = end
        hits[worst, 5] = weighed
        hits[worst, 6:] = why


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
    n = len(s)
    sums[0] = 0
    for i in range(n):
        kind = script[s[i]]
        sums[i + 1, 0] = sums[i, 0] + (kind == HAN)
        sums[i + 1, 1] = sums[i, 1] + (kind == LETTER)
        sums[i + 1, 2] = sums[i, 2] + (gap[i] == SPACE or gap[i] == SIGN)
        sums[i + 1, 3] = sums[i, 3] + (gap[i] >= SIGN)
        sums[i + 1, 4] = sums[i, 4] + (heads[i] != i or (i + 1 < n and heads[i + 1] == i))
        sums[i + 1, 5] = sums[i, 5] + cut[i + 1]


@kernel
def probe(
    gap: NDArray[np.uint8], cut: NDArray[np.bool_], before: NDArray[np.int64], after: NDArray[np.int64],
    whole: NDArray[np.int64], sound: NDArray[np.int64], shape: NDArray[np.int64], lengths: NDArray[np.int64],
    sums: NDArray[np.int64], powers: NDArray[np.int64], bits: NDArray[np.uint64], floors: NDArray[np.int64],
    out: NDArray[np.int64],
) -> int:  # fmt: skip
    """Ask the filter for the keys of every window that is admitted and surprises by `floors` (see `least_surprise`);
    the rows of `out` are key, start, end, surprise and how many signs stand within.

    Windows begin and end where words may, so that no run of letters is cut.
    """
    n, count = len(gap), 0
    for start in range(n - 1):
        if not cut[start]:
            continue
        opens = 4 if start == 0 or gap[start] > 0 else 0
        # Windows shorter than LONG that surprise are few, so that all of them are asked for.
        edited, sounds, looks = lengths[start, 0] << 2 | 3, lengths[start, 1] << 2 | 3, lengths[start, 2] << 2 | 3
        admitted, end = edited | sounds | looks, start + 1
        while admitted and end < n:
            end += 1
            asked = admitted & 1
            admitted >>= 1
            if not asked or not cut[end]:
                continue
            size, han = end - start, sums[end, 0] - sums[start, 0]
            units = sums[end, 5] - sums[start, 5]
            if units > WIDEST_HAN or count + size + 3 > len(out):
                break
            gaps, signs = sums[end, 2] - sums[start + 1, 2], sums[end, 3] - sums[start + 1, 3]
            apart = 0 if gaps == 0 else (APART if gaps == units - 1 > 1 or gaps == signs else SPLIT)
            surprise = before[n] - before[start] - after[end] - apart
            row = opens + (2 if signs else 0) + (han == 0)
            if surprise < floors[row, size, sums[end, 4] - sums[start, 4]]:
                continue
            if han == 0 and (sums[end, 1] == sums[start, 1] or size < LETTERS_LEAST):
                continue
            first, bit = count, 1 << (size - 2)
            if sounds & bit:
                count = ask(sealed(span(sound, powers, start, end), SOUND, size), bits, out, count)
            if looks & bit:
                count = ask(sealed(span(shape, powers, start, end), SHAPE, size), bits, out, count)
            if edited & bit:
                count = ask(sealed(span(whole, powers, start, end), WHOLE, size), bits, out, count)
                for at in range(start, end if size > 2 else start):
                    salt = WHOLE if size > 3 else THIN + at - start
                    count = ask(sealed(without(whole, powers, start, end, at), salt, size - 1), bits, out, count)
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


@kernel
def guessed(gap: NDArray[np.uint8], start: int, end: int) -> int:
    """The symbol of the window that is only perhaps what is written; -1 if there is none."""
    for at in range(start, end):
        if gap[at] == GUESSED:
            return at
    return -1


@kernel
def look_up(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], asked: NDArray[np.int64], least: float, model: Background,
    keys: Keys, marks: Marks, costs: NDArray[np.uint8], exact: bool, scratch: Scratch,
) -> None:  # fmt: skip
    """Weigh the windows of `asked` (see `probe`) against every mark that has the key; the best stay in `hits`."""
    crowd, single, n, hits = marks.crowd, model.single, len(s), scratch.hits
    heads = scratch.heads[:n]
    for ask in range(len(asked)):
        key, start, end = asked[ask, 0], asked[ask, 1], asked[ask, 2]
        bucket = key >> SHIFT
        for at in range(keys.starts[bucket], keys.starts[bucket + 1]):
            if np.int64(keys.keys[at]) != key:
                continue
            row = np.int64(keys.rows[at])
            low, high = marks.offsets[row], marks.offsets[row + 1]
            way, edits = edit_bits(s, start, end - start, marks.symbols, low, high - low, costs, crowd, single)
            guess = guessed(gap, start, end)
            if guess >= 0 and edits > 0.0:
                # Of a mark with another symbol there only the sound is right; all else has to be its own.
                meant = marks.symbols[low + guess - start] if way == REPLACED else s[guess]
                if s[guess] == meant or keys.sound[s[guess]] != keys.sound[meant]:
                    continue
            if edits >= FAR:
                continue
            if edits == 0.0 and asked[ask, 4] == 0 and guess < 0:
                if not exact:
                    continue
                scratch.evidence[:] = 0.0
                keep(hits, row, 1.0 + WHOLLY, EXACT, start, end, 0, scratch.evidence)
                continue
            kind = VARIANT if edits == 0.0 else UNJUDGED
            if edits == 0.0 or guess >= 0:
                way, edits = HIDDEN, DISGUISE
            score, weighed = weigh(
                s, gap, start, end, high - low, heads, model.script, asked[ask, 3] / 4.0, np.float64(marks.bits[row]),
                edits, asked[ask, 4], way, marks.weights, scratch.evidence,
            )  # fmt: skip
            if score < least:
                continue
            keep(hits, row, score + (WHOLLY if way == HIDDEN else 0.0), kind, start, end, weighed, scratch.evidence)


@kernel
def explained(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], start: Whole, end: Whole, keys: Keys, marks: Marks, scratch: Scratch
) -> bool:
    """Whether a mark as it is registered, and no ordinary words, reaches into the window or is all of it."""
    total = scratch.before[len(s)]
    for low in range(max(0, start - LONGEST + 1), end):
        if not scratch.cut[low]:
            continue
        for high in range(max(low + 2, start + 1), min(len(s), low + LONGEST) + 1):
            if gap[high - 1] >= SIGN and high - 1 > low:
                break
            within = start <= low and high <= end and high - low < end - start
            if not scratch.cut[high] or within or total - scratch.before[low] - scratch.after[high] < UNUSUAL:
                continue
            if is_mark(s, low, high, keys, marks, scratch):
                return True
    return False


@kernel
def is_mark(s: NDArray[np.uint16], low: int, high: int, keys: Keys, marks: Marks, scratch: Scratch) -> bool:
    """Whether the window is a mark as it is registered."""
    key = sealed(span(scratch.whole, keys.powers, low, high), WHOLE, high - low)
    if not may_hold(keys.filter, key):
        return False
    bucket = key >> SHIFT
    for at in range(keys.starts[bucket], keys.starts[bucket + 1]):
        first = marks.offsets[keys.rows[at]]
        if np.int64(keys.keys[at]) == key and marks.offsets[keys.rows[at] + 1] - first == high - low:
            same = 0
            while same < high - low and s[low + same] == marks.symbols[first + same]:
                same += 1
            if same == high - low:
                return True
    return False


@kernel
def search_titles(
    symbols: NDArray[np.uint16], gaps: NDArray[np.uint8], offsets: NDArray[np.int64], first: int, last: int,
    floors: NDArray[np.int64], least: float, model: Background, keys: Keys, marks: Marks, tables: JudgeTables,
    scratch: Scratch, exact: bool, found: Found,
) -> int:  # fmt: skip
    """Search the titles `first … last`; returns how many places were written into `found`."""
    model, keys, marks, tables, scratch, found = (
        lend(model), lend(keys), lend(marks), lend(tables), lend(scratch), lend(found)
    )  # fmt: skip
    symbols, gaps, floors = lend(symbols), lend(gaps), lend(floors)
    count = 0
    for row in range(first, last):
        start = offsets[row]
        end = min(offsets[row + 1], start + LONGEST_TITLE)
        if end - start < 2:
            continue
        s = symbols[start:end]
        mark_cuts(s, gaps[start:end], model.script, scratch.cut)
        cheapest_cuts(
            s, gaps[start:end], scratch.cut, model.single, model.script, model.filter, model.prints, model.costs,
            scratch.before, scratch.after, scratch.edges,
        )  # fmt: skip
        roll(s, scratch.whole)
        roll_classes(s, keys.sound, scratch.sound)
        roll_classes(s, keys.shape, scratch.shape)
        admit(s, keys.sound, keys.shape, keys.edges, scratch.lengths)
        heads = scratch.heads[: end - start]
        word_heads(end - start, scratch.after, scratch.edges, heads)
        count_symbols(s, gaps[start:end], model.script, scratch.cut, heads, scratch.sums)
        count_asked = probe(
            gaps[start:end], scratch.cut, scratch.before, scratch.after, scratch.whole, scratch.sound, scratch.shape,
            scratch.lengths, scratch.sums, keys.powers, keys.filter, floors, scratch.asked,
        )  # fmt: skip
        if count_asked == 0:
            continue
        scratch.hits[:, 1] = 0
        look_up(
            s,
            gaps[start:end],
            scratch.asked[:count_asked],
            least,
            model,
            keys,
            marks,
            tables.substitution,
            exact,
            scratch,
        )
        for i in range(PER_TITLE):
            low, high = np.int64(scratch.hits[i, 3]), np.int64(scratch.hits[i, 4])
            if scratch.hits[i, 1] == 0.0:
                continue
            if scratch.hits[i, 2] == EXACT or not explained(s, gaps[start:end], low, high, keys, marks, scratch):
                found.title[count] = row
                found.mark[count] = np.int32(scratch.hits[i, 0])
                rank = scratch.hits[i, 1]
                found.score[count] = rank - WHOLLY if rank > WHOLLY else rank
                kind: Whole = np.int64(scratch.hits[i, 2])
                if kind == UNJUDGED:
                    mark = marks.symbols[marks.offsets[found.mark[count]] : marks.offsets[found.mark[count] + 1]]
                    kind = judge(s[low:high], mark, tables)[1]
                found.kind[count] = np.uint8(kind)
                found.start[count] = np.uint16(scratch.hits[i, 3])
                found.end[count] = np.uint16(scratch.hits[i, 4])
                found.weighed[count] = np.uint8(scratch.hits[i, 5])
                found.evidence[count] = scratch.hits[i, 6:]
                count += 1
    return count


def new_scratch() -> Scratch:
    """Room for one thread."""
    n = LONGEST_TITLE + 1
    return Scratch(
        np.empty(n, np.bool_), np.empty(n, np.int64), np.empty(n, np.int64), np.zeros((n, LONGEST_WORD + 2), np.int64),
        np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64), np.empty((MOST_KEYS, 5), np.int64),
        np.empty(n, np.int64), np.empty((n, 3), np.int64), np.empty((n, 6), np.int64), np.empty(len(EVIDENCE)),
        np.zeros((PER_TITLE, 6 + len(EVIDENCE))),
    )  # fmt: skip

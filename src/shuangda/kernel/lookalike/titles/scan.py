"""Search of titles for windows that ordinary text finds surprising and a mark explains. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..judging.costs import JudgeTables
from ..judging.judge import judge
from ..lending import lend
from .background import FAR, GUESSED, PICTURED, SIGN, UNIT, Background, Whole
from .evidence import DISGUISE, EVIDENCE, HIDDEN, REPLACED, describe, edit_bits, weigh
from .keys import LONGEST, ROW_BITS, SHIFT, WHOLE, Keys, may_hold, sealed, span
from .windows import LONGEST_TITLE, Line, probe, read_line

PER_TITLE: Final = 4
"""Places of a title that are reported at most, best first."""
VARIANT: Final = 1
"""Position in KINDS of a mark that is written otherwise."""
WHOLLY: Final = 1.0
"""Rank beyond its score of a place where nothing of the mark is changed: no edit of another mark explains it better."""
UNUSUAL: Final = 15 * UNIT
"""Surprise of a mark that explains what it overlaps; less is ordinary words that somebody registered."""


ROW: Final = (1 << ROW_BITS) - 1


class Marks(NamedTuple):
    """The marks as symbols, and what each costs as an explanation."""

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    rivals: NDArray[np.float64]
    """[1]: bits of the choice among the marks, and of a title to imitate any."""
    weights: NDArray[np.float64]
    """Of the evidence, by way and length; an argument, because cached code would keep what it was compiled with."""
    crowd: NDArray[np.float32]
    """[N, 32]: log2 of how many symbols are as near as cost // 8."""


class Places(NamedTuple):
    """The best places of one title that do not overlap; rank 0 where free. [PER_TITLE] each."""

    mark: NDArray[np.int64]
    rank: NDArray[np.float64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    weighed: NDArray[np.int64]
    evidence: NDArray[np.float64]
    """[PER_TITLE + 1, EVIDENCE]; the last row is that of the window in hand."""


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


def new_places() -> Places:
    """Room for one thread."""
    return Places._make((
        np.zeros(PER_TITLE, np.int64), np.zeros(PER_TITLE), *np.zeros((3, PER_TITLE), np.int64),
        np.zeros((PER_TITLE + 1, len(EVIDENCE))),
    ))  # fmt: skip


def new_found(room: int) -> Found:
    """Room for so many places."""
    return Found(
        np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.float32), np.empty(room, np.uint8),
        np.empty(room, np.uint16), np.empty(room, np.uint16), np.empty(room, np.uint8),
        np.empty((room, len(EVIDENCE)), np.float32),
    )  # fmt: skip


@kernel
def keep(places: Places, mark: Whole, rank: float, start: int, end: int, weighed: int) -> None:
    """Keep a place if nothing better overlaps it; what is worse and overlaps goes."""
    for i in range(PER_TITLE):
        if places.rank[i] > rank and places.start[i] < end and start < places.end[i]:
            return
        if places.rank[i] == rank and places.start[i] == start and places.end[i] == end and places.mark[i] <= mark:
            return
    worst = 0
    for i in range(PER_TITLE):
        if places.rank[i] > 0 and places.start[i] < end and start < places.end[i]:
            places.rank[i] = 0
        if places.rank[i] < places.rank[worst]:
            worst = i
    if places.rank[worst] < rank:
        places.mark[worst] = mark
        places.rank[worst] = rank
        places.start[worst] = start
        places.end[worst] = end
        places.weighed[worst] = weighed
        places.evidence[worst] = places.evidence[PER_TITLE]


@kernel
def guessed(gap: NDArray[np.uint8], start: int, end: int) -> int:
    """The symbol of the window that is only perhaps what is written; -1 if there is none."""
    for at in range(start, end):
        if gap[at] >= GUESSED:
            return at
    return -1


@kernel
def imitation(
    w: NDArray[np.uint16], mark: NDArray[np.uint16], guess: int, gap: int, signs: int, model: Background, keys: Keys,
    marks: Marks, costs: NDArray[np.uint8],
) -> tuple[int, float]:  # fmt: skip
    """How the window imitates the mark and the bits of that: FAR if it does not, or if it is the mark itself.

    The symbol `guess` of the window, if it is not negative, is only perhaps what is written; `gap` is what stands
    before it. An emoji stands for its own character alone, a syllable for any of its sound, if the rest is the mark's.
    """
    way, edits = edit_bits(w, mark, costs, marks.crowd, model.single)
    if edits == 0.0:
        return HIDDEN, DISGUISE if signs > 0 or guess >= 0 else float(FAR)
    if guess < 0 or edits >= FAR:
        return way, edits
    heard = way == REPLACED and w[guess] != mark[guess] and keys.sound[w[guess]] == keys.sound[mark[guess]]
    return HIDDEN, DISGUISE if heard and gap == GUESSED else float(FAR)


@kernel
def look_up(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], count: int, least: float, model: Background, keys: Keys,
    marks: Marks, costs: NDArray[np.uint8], line: Line, places: Places,
) -> None:  # fmt: skip
    """Weigh the windows that `probe` noted against every mark that has their keys; the best stay in `places`."""
    seen, guess, evidence, sums = (-1, -1), -1, places.evidence[PER_TITLE], line.sums
    for ask in range(count):
        key, start, end, signs = line.asked[ask, 0], line.asked[ask, 1], line.asked[ask, 2], line.asked[ask, 4]
        for at in range(keys.starts[key >> SHIFT], keys.starts[(key >> SHIFT) + 1]):
            if keys.postings[at] >> ROW_BITS != key:
                continue
            if seen != (start, end):
                seen, size, guess = (start, end), end - start, guessed(gap, start, end)
                lone, latin = size - sums[end, 4] + sums[start, 4], size - sums[end, 0] + sums[start, 0]
                pictured = guess >= 0 and gap[guess] == PICTURED
                describe(size, line.opening[start], line.closing[end], lone, latin, signs, pictured, evidence)
            row = keys.postings[at] & ROW
            mark = marks.symbols[marks.offsets[row] : marks.offsets[row + 1]]
            way, edits = imitation(s[start:end], mark, guess - start, gap[guess], signs, model, keys, marks, costs)
            if edits >= FAR:
                continue
            surprise, paid = line.asked[ask, 3] / UNIT, marks.rivals[0] + edits
            score, weighed = weigh(way, len(mark), surprise, paid, marks.weights, evidence)
            if score >= least:
                keep(places, row, score + (WHOLLY if way == HIDDEN else 0.0), start, end, weighed)


@kernel
def explained(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], start: Whole, end: Whole, keys: Keys, marks: Marks, line: Line
) -> bool:
    """Whether a mark as it is registered, and no ordinary words, reaches into the window or is all of it."""
    total = line.before[len(s)]
    for low in range(max(0, start - LONGEST + 1), end):
        if not line.cut[low]:
            continue
        for high in range(max(low + 2, start + 1), min(len(s), low + LONGEST) + 1):
            if gap[high - 1] >= SIGN and high - 1 > low:
                break
            within = start <= low and high <= end and high - low < end - start
            if not line.cut[high] or within or total - line.before[low] - line.after[high] < UNUSUAL:
                continue
            if is_mark(s, low, high, keys, marks, line):
                return True
    return False


@kernel
def is_mark(s: NDArray[np.uint16], low: int, high: int, keys: Keys, marks: Marks, line: Line) -> bool:
    """Whether the window is a mark as it is registered."""
    key = sealed(span(line.whole, keys.powers, low, high), WHOLE, high - low)
    if not may_hold(keys.filter, key):
        return False
    bucket = key >> SHIFT
    for at in range(keys.starts[bucket], keys.starts[bucket + 1]):
        row = keys.postings[at] & ROW
        first = marks.offsets[row]
        if keys.postings[at] >> ROW_BITS == key and marks.offsets[row + 1] - first == high - low:
            same = 0
            while same < high - low and s[low + same] == marks.symbols[first + same]:
                same += 1
            if same == high - low:
                return True
    return False


@kernel
def report(
    row: int, s: NDArray[np.uint16], gap: NDArray[np.uint8], keys: Keys, marks: Marks, tables: JudgeTables,
    line: Line, places: Places, found: Found, count: int,
) -> int:  # fmt: skip
    """Write the places of a title that nothing explains; returns how many are written by now."""
    for i in range(PER_TITLE):
        rank, low, high = places.rank[i], places.start[i], places.end[i]
        if rank == 0.0 or explained(s, gap, low, high, keys, marks, line):
            continue
        mark = places.mark[i]
        symbols = marks.symbols[marks.offsets[mark] : marks.offsets[mark + 1]]
        found.title[count] = row
        found.mark[count] = mark
        found.score[count] = rank - WHOLLY if rank > WHOLLY else rank
        found.kind[count] = max(judge(s[low:high], symbols, tables)[1], VARIANT)
        found.start[count] = low
        found.end[count] = high
        found.weighed[count] = places.weighed[i]
        found.evidence[count] = places.evidence[i]
        count += 1
    return count


@kernel
def search_titles(
    symbols: NDArray[np.uint16], gaps: NDArray[np.uint8], offsets: NDArray[np.int64], floors: NDArray[np.int32],
    least: float, model: Background, keys: Keys, marks: Marks, tables: JudgeTables, line: Line, places: Places,
    found: Found,
) -> int:  # fmt: skip
    """Search titles one after the other; returns how many places were written into `found`."""
    symbols, gaps, floors, model, keys = lend(symbols), lend(gaps), lend(floors), lend(model), lend(keys)
    marks, tables, line, places, found = lend(marks), lend(tables), lend(line), lend(places), lend(found)
    count = 0
    for row in range(len(offsets) - 1):
        start, end = offsets[row], min(offsets[row + 1], offsets[row] + LONGEST_TITLE)
        if end - start < 2:
            continue
        s, gap = symbols[start:end], gaps[start:end]
        read_line(s, gap, model, keys, line)
        asked = probe(end - start, keys, floors, line)
        if asked > 0:
            places.rank[:] = 0.0
            look_up(s, gap, asked, least, model, keys, marks, tables.substitution, line, places)
            count = report(row, s, gap, keys, marks, tables, line, places, found, count)
    return count

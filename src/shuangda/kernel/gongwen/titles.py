"""A title of several lines, broken by sense into a trapezoid or a diamond (GB/T 9704-2012, 7.3.1).

Lines end only between words that `title_words` knows, at brackets and after marks, never within a word or a number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from .title_words import CLOSE_A_WORD, JOINTS, STICK_TO_AFTER, STICK_TO_BEFORE, WORDS

LINE: Final = 20.0
"""Full-width characters of size 2 on a line of 156 mm"""
_GAPS: Final = 0.6
"""What stands free at either side of a figure, and what its digits are wider than half a character"""
_COMFORT: Final = 18.0
_LONGEST: Final = max(map(len, WORDS))
_WHOLE = re.compile(r"《[^《》]{1,8}》|“[^“”]{1,8}”|“[!-~ ]{1,24}”|[!-~〔〕—]+(?: [!-~]+)*[年月日号期届次个项件]?")


def width(words: str) -> float:
    """Length in full-width characters: a Latin letter or a digit is half a one."""
    return sum(0.5 if char.isascii() else 1.0 for char in words)


def title_lines(title: str, line: float = LINE) -> tuple[str, ...]:
    """The lines of a title; line breaks that the writer set are kept. A title that fits stays on one line.

    Where the words leave no choice that fits, the title is given back whole and the writer has to break it.
    """
    if "\n" in title:
        return tuple(part.strip() for part in title.splitlines() if part.strip())
    title = title.strip()
    if width(title) <= min(line, _COMFORT):
        return (title,)
    pieces = _pieces(title)
    for count in range(2, 6):
        found = _best(pieces, count, line)
        if found is not None:
            return found
    return (title,)


def _best(pieces: tuple[str, ...], count: int, line: float) -> tuple[str, ...] | None:
    """The best way into `count` lines, or None where one of them would be too long."""
    edges = [0.0]
    for piece in pieces:
        edges.append(edges[-1] + width(piece) + (_GAPS if any(map(str.isascii, piece)) else 0))
    comfort = min(line, _COMFORT)
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in _cuts(edges, count, line):
        lengths = [edges[b] - edges[a] for a, b in pairwise(cuts)]
        cost = _shape(lengths) + sum(_seam(pieces[cut - 1], pieces[cut]) for cut in cuts[1:-1])
        cost += sum(max(length - comfort, 0) for length in lengths)
        if best is None or cost < best[0]:
            best = cost, cuts
    if best is None:
        return None
    return tuple("".join(pieces[a:b]) for a, b in pairwise(best[1]))


def _cuts(edges: list[float], count: int, line: float) -> list[tuple[int, ...]]:
    last = len(edges) - 1
    ways: list[tuple[int, ...]] = [(0,)]
    for rest in range(count - 1, -1, -1):
        grown = []
        for way in ways:
            ends = [last] if rest == 0 else range(way[-1] + 1, last)
            grown += [(*way, end) for end in ends if 0 < edges[end] - edges[way[-1]] <= line]
        # A line that leaves more than the others can hold is no beginning.
        ways = [way for way in grown if edges[last] - edges[way[-1]] <= rest * line]
    return ways[:20_000]


def _shape(lengths: list[float]) -> float:
    """How far from a trapezoid (growing or shrinking) or a diamond; equal lines are plain, a waist is ugly."""
    steps = [b - a for a, b in pairwise(lengths)]
    cost: float = 0.15 * (max(lengths) - min(lengths)) ** 1.5
    cost += sum(2.0 for step in steps if abs(step) < 1)
    if any(a < 0 < b for a, b in pairwise(steps)):
        cost += 6.0
    if min(lengths) < 4:
        cost += 5.0
    return cost


def _seam(before: str, after: str) -> float:
    """How badly two pieces bear a line break between them."""
    if after in JOINTS or before.endswith(("的", "、", "》", "”", "）")) or after == "关于":
        return 0.0
    if before == "关于" or before.endswith(("省", "市", "县", "区", "州")):  # an office follows its place
        return 4.0
    return 1.0


@lru_cache(maxsize=256)
def _pieces(title: str) -> tuple[str, ...]:
    """What may stand on a line of its own: words of the table, whole numbers; the rest clings to its neighbours."""
    words: list[tuple[str, bool]] = []
    place = 0
    while place < len(title):
        whole = _WHOLE.match(title, place)
        if whole:
            words.append((whole[0], True))
        else:
            size = next((n for n in range(_LONGEST, 1, -1) if title[place : place + n] in WORDS), 1)
            found = title[place : place + size]
            words.append((found, size > 1 or found in JOINTS or found in WORDS))
        place += len(words[-1][0])
    return tuple(_clung(words))


def _clung(words: list[tuple[str, bool]]) -> list[str]:
    pieces: list[str] = []
    before_known = False
    for word, known in words:
        joined = not known and not before_known  # two unknown characters may be one word
        stuck = word[0] in STICK_TO_BEFORE or (pieces and (pieces[-1][-1] in STICK_TO_AFTER or pieces[-1] in JOINTS))
        if pieces and (joined or stuck):
            pieces[-1] += word
        else:
            pieces.append(word)
        before_known = known or word in CLOSE_A_WORD
    return pieces

"""What a mark loses against being the name itself: the judge's own weights as whole numbers, cheap enough for ranking.

A loss is in sixteenths of the judge's log odds. What the judge weighs of a whole name (runs, words, ends) is left
out, lengths are taken to be usual, and how few symbols come as near is asked of the name's symbol, not of the mark's:
losses rank what is then judged.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled, kernel
from ..judging import features as f
from ..judging.alignment import GAP, SWAP
from ..judging.costs import JudgeTables, Rows, judge_tables

UNIT: Final = 16.0
"""Losses to one of the log odds."""
USUAL: Final = (3.0, 6.0)
"""Usual length of names with Han, and of Latin ones."""
LETTER_END: Final = 36
"""Symbols up to this are digits and letters."""
NEAR: Final = 48
"""So many similar symbols are known of each."""
UNKNOWN: Final = 72
"""What a symbol outside the alphabet tells."""
LEFT_OUT, SWAPPED, INSERTED = 0, 1, 2


class Likeness(NamedTuple):
    """What characters are taken for; N symbols. A NamedTuple, so that compiled code takes it."""

    near: Any
    """uint16 [N, 48]: the symbols that cost least in the place of each, nearest first; 0 where there are no more."""
    loss: Any
    """uint8 [N, N]: what it costs that a name has the symbol of the row and the mark that of the column; on the
    diagonal what it costs that the mark has something unlike in its place."""
    extra: NDArray[np.int64]
    """[N] what it costs that the name has this symbol and the mark nothing."""
    steps: NDArray[np.int64]
    """[2, 3] what it costs in names with Han, and in Latin ones, that the mark has one symbol more, that two
    neighbours changed places and the rest is the same, and that the name has one symbol more (`extra` of most)."""


@kernel
def told(a: Any, s: Likeness) -> Any:
    """What a symbol of a name tells if the mark has it too."""
    if a >= s.loss.shape[0]:
        return UNKNOWN
    return np.int64(s.loss[a, a])


@kernel
def lost(a: Any, b: Any, s: Likeness) -> Any:
    """What it costs that the name has `a` where the mark has `b`."""
    if a == b:
        return 0
    if a >= s.loss.shape[0] or b >= s.loss.shape[0]:
        return told(a, s)
    return np.int64(s.loss[a, b])


@kernel
def inserted(a: Any, s: Likeness) -> Any:
    """What it costs that the name has a symbol more."""
    return UNKNOWN // 2 if a >= len(s.extra) else s.extra[a]


@kernel
def told_by(text: Any, n: int, s: Likeness) -> Any:
    """What all symbols of a name tell."""
    total = 0
    for place in range(n):
        total += told(text[place], s)
    return total


@kernel
def fill_losses(first: int, last: int, kept: Any, terms: Any, j: JudgeTables, loss: Any) -> None:
    """Write the rows `first` … `last` (exclusive) of `Likeness.loss`; `kept`, `terms` are those of `weighed`."""
    for a in range(first, last):
        script = 1 if a <= LETTER_END else 0
        for b in range(loss.shape[1]):
            shape, sound, apart, kin = 0.0, 0.0, 1.0, 0.0
            if a != b:
                shape, sound = j.shape_evidence[a, b] / 8.0, j.sound_evidence[a, b] / 8.0
                apart = j.substitution[a, b] / 255.0
                kin = 1.0 if j.meaning_class[a] > 0 and j.meaning_class[a] == j.meaning_class[b] else 0.0
            w = terms[script]
            value = kept[a] - w[0] * apart - w[1] * max(shape, sound) - w[2] * shape - w[3] * sound - w[4] * kin
            loss[a - first, b] = min(255, max(1, int(value * UNIT)))


@kernel
def nearest(row: int, losses: Any, near: Any) -> None:
    """Write the symbols that cost least in the place of the symbol `row` to `near`, equal ones by number."""
    tally = np.zeros(257, np.int64)
    most = np.int64(losses[row])
    for other in range(1, len(losses)):
        if other != row:
            tally[np.int64(losses[other]) + 1] += 1
    for cost in range(1, 257):
        tally[cost] += tally[cost - 1]
    for other in range(1, len(losses)):
        cost = np.int64(losses[other])  # type: ignore[assignment]
        if other != row:
            if tally[cost] < len(near) and cost < most:
                near[tally[cost]] = other
            tally[cost] += 1


@kernel
def all_nearest(loss: Any, near: Any) -> None:
    """`nearest` of every symbol."""
    for row in range(1, len(near)):
        nearest(row, loss[row], near[row])


def weighed(j: JudgeTables) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """From the judge's weights: what keeping each symbol adds beyond a change [N], what changes add [2, 5], and
    `Likeness.extra` and `Likeness.steps`."""
    bits = j.place_bits[1] / 8.0
    kept, extra = np.empty(len(bits)), np.empty(len(bits))
    terms, steps = np.empty((2, 5)), np.empty((2, 3), np.int64)
    for script, length in enumerate(USUAL):
        w = j.weights.same[script]
        of = slice(0, LETTER_END + 1) if script else slice(LETTER_END + 1, None)
        share = (w[f.KEPT_OF_MARK] + w[f.KEPT_OF_NAME] + w[f.LETTERS_SHARED]) / length
        known = (w[f.KEPT_BITS] + w[f.EVIDENCE] + w[f.LONGEST_KEPT_BITS]) * bits[of]
        keeping = known + share + (w[f.FIRST_KEPT] + w[f.LAST_KEPT] + w[f.START_KEPT] + w[f.END_KEPT]) / length
        changing = w[f.SUBSTITUTIONS] - f.CHANGE * w[f.EVIDENCE] + w[f.CHANGED_SYMBOL_BITS] * bits[of]
        kept[of] = keeping - changing
        change = w[f.CHANGE_BITS] + w[f.EVIDENCE] + w[f.LEAST_CHANGE_BITS]
        terms[script] = w[f.COST] / length, change, w[f.SHAPE_BITS], w[f.SOUND_BITS], w[f.CLASS_CHANGES]
        gap = w[f.COST] * GAP / length - w[f.LETTERS_SHARED] / length
        extra[of] = known - (gap + w[f.INSERTIONS] - w[f.EVIDENCE] + w[f.INSERTED_BITS] * bits[of]
                      - w[f.KEPT_OF_NAME] / length - w[f.MARK_LENGTH])  # fmt: skip
        more = gap + w[f.DELETIONS] - (f.CHANGE + 1) * w[f.EVIDENCE] - w[f.KEPT_OF_MARK] / length + w[f.MARK_LENGTH]
        swap = w[f.COST] * SWAP / length + w[f.SWAPS] - f.CHANGE * w[f.EVIDENCE] + w[f.SAME_SET] + w[f.SAME_LETTERS]
        steps[script] = np.clip(np.rint([-more * UNIT, -swap * UNIT, np.median(extra[of]) * UNIT]), 1, 255)
    return kept, terms, np.clip(np.rint(extra * UNIT), 1, 255).astype(np.int64), steps


def likeness(plain: bool = False) -> Likeness:
    """What characters are taken for; made once in a process, with `plain` only as far as it is asked for."""
    return _likeness(plain)


@cache
def _likeness(plain: bool) -> Likeness:
    judging = judge_tables(plain)
    kept, terms, extra, steps = weighed(judging)
    count = len(kept)

    def loss_row(row: int) -> NDArray[np.uint8]:
        losses = np.empty((1, count), np.uint8)
        fill_losses(row, row + 1, kept, terms, judging, losses)
        row_of: NDArray[np.uint8] = losses[0]
        return row_of

    def near_row(row: int) -> NDArray[np.uint16]:
        near = np.zeros(NEAR, np.uint16)
        nearest(row, loss_row(row), near)
        return near

    if plain:
        return Likeness(Rows(near_row, (count, NEAR)), Rows(loss_row, (count, count)), extra, steps)
    work = compiled(__name__)
    loss, near = np.empty((count, count), np.uint8), np.zeros((count, NEAR), np.uint16)
    work.fill_losses(0, count, kept, terms, judging, loss)
    work.all_nearest(loss, near)
    return Likeness(near, loss, extra, steps)

"""What the judge will say of a mark with Han, as far as a lookup knows it. Kernels: see `compiling`.

A lookup under a key knows which symbols of the name the mark keeps, and in what order. That is nearly all that the
judge adds up; what a changed symbol costs besides stands in `Likeness.loss`.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from ..compiling import kernel
from ..crossing.keying import bits_of
from ..judging.alignment import GAP, SWAP
from ..judging.features import (
    CHANGE,
    COMMON_END,
    CONTAINED,
    CONTAINED_BITS,
    COST,
    DELETIONS,
    END_KEPT,
    EVIDENCE,
    FIRST_KEPT,
    INSERTED_AFTER,
    INSERTED_BEFORE,
    INSERTED_BITS,
    INSERTIONS,
    KEPT_BITS,
    KEPT_OF_MARK,
    KEPT_OF_NAME,
    LAST_KEPT,
    LEAST_CHANGE_BITS,
    LETTERS_SHARED,
    LONGEST_KEPT_BITS,
    MARK_LENGTH,
    NAME_IS_WORD,
    NAME_LENGTH,
    ONE_OF_MANY,
    REPETITION_KEPT,
    SAME_LETTERS,
    SAME_SET,
    SHORT_CONTAINED,
    SHORT_SPLIT,
    SHORT_SWAPPED,
    START_KEPT,
    SUBSTITUTIONS,
    SWAPS,
    TWO_WAYS,
    UNCHANGED,
    keeps_repetition,
    linked_bits,
)
from .keys import Text
from .planning import ACROSS, OTHER_SCRIPT, lost_among

STEEP: Final = 20
"""Steps of a rank in a unit of what the judge adds up."""
MOST_SAME: Final = 18.0
"""The judge adds up no more than this: rank 0."""
FIRST_CHANGED: Final = 10
"""Steps by which a replaced symbol is taken for better than the judge takes it, on the average,"""
NEXT_CHANGED: Final = 35
"""and each further one, of which the judge counts only the nearest for what is near."""
NO_PLACE: Final = -1
BASES: Final = 128
"""Ranks that are kept at a time; a power of two."""
SLACK: Final = 1.5
"""So much more than expected the judge may add up."""


class Asked(NamedTuple):
    """A name of n symbols, and what the judge adds up for it by itself."""

    text: Text
    told: Any
    """int64 [n]: what each symbol tells, in eighths of a bit."""
    known: Any
    """What `features.know` gives."""
    intercept: float
    weights: Any
    """The weights of names with Han, or of Latin ones for the marks within a Latin name."""
    limit: int
    """The rank from which on no mark is needed."""


@kernel
def rank_of_sum(added_up: float) -> Any:
    """The rank of a mark of which the judge adds up so much: 0 the best."""
    return max(0, int(STEEP * (MOST_SAME - added_up)))


@kernel
def sum_of_rank(rank: int) -> float:
    """What the judge adds up for a mark of this rank."""
    return MOST_SAME - rank / STEEP


@kernel
def kept_of(q: Asked, n: int, changed: int, gap: int) -> tuple[Any, Any, Any, Any, Any]:
    """Bits of what is kept and of its longest run, the symbols of that run, and how many stand at either end.

    `changed` are the places of the name (as bits) that are not kept; at `gap` a run is broken.
    """
    known, run, longest_run, start, end = q.known, 0, 0, n, n
    bits = run_bits = longest = 0.0
    for i in range(n - 1, -1, -1):
        if changed >> i & 1:
            run, run_bits, start, end = 0, 0.0, i, min(end, n - 1 - i)
            continue
        if gap == i + 1:
            run, run_bits, start, end = 0, 0.0, i + 1, min(end, n - 1 - i)
        own = linked_bits(known, i) if run > 0 else known.bits[i]
        run, run_bits, bits = run + 1, run_bits + own, bits + own
        longest_run, longest = max(longest_run, run), max(longest, run_bits)
    return bits, longest, longest_run, 0 if gap == 0 else start, 0 if gap == n else end


@kernel
def told_at(told: Any, places: int, n: int) -> Any:
    """What the symbols at some places (as bits) tell together."""
    total = 0.0
    for i in range(n):
        if places >> i & 1:
            total += told[i]
    return total


@kernel
def weigh_added(n: int, k: int, more: int, swaps: int, longest_run: int, bits: Any, w: Any) -> Any:
    """What is added up for symbols before, behind and between those of a mark, of which `bits` are kept."""
    before = after = 0
    while before < n and more >> before & 1:
        before += 1
    while after < n and more >> (n - 1 - after) & 1:
        after += 1
    total = before * w[INSERTED_BEFORE] + after * w[INSERTED_AFTER]
    if longest_run == k:
        total += w[CONTAINED] + bits * w[CONTAINED_BITS] + (w[SHORT_CONTAINED] if k <= 2 else 0.0)
    if k <= 2:
        total += (bits_of(more) - before - after) * w[SHORT_SPLIT] + swaps * w[SHORT_SWAPPED]
    return total


@kernel
def stand_elsewhere(text: Text, n: int, places: int) -> bool:
    """Whether each symbol at some places (as bits) of a name stands at another one of it too."""
    for at in range(n):
        if places >> at & 1:
            again = False
            for other in range(n):
                again = again or (not places >> other & 1 and text[other] == text[at])
            if not again:
                return False
    return True


@kernel
def base_rank(q: Asked, n: int, k: int, replaced: int, more: int, swapped: int, gap: int) -> Any:
    """Rank of a mark of `k` symbols before it is known what the replaced ones of the name of `n` are replaced by.

    `replaced`, `more` and `swapped` are the places of the name (as bits) at which the mark has another symbol, none,
    or that of a neighbour; at `gap` (`NO_PLACE` for none) it has one more.
    """
    w, told = q.weights, q.known.bits
    subs, ins, less, swaps = bits_of(replaced), bits_of(more), 1 if gap >= 0 else 0, (bits_of(swapped) + 1) // 2
    kept, longer = n - subs - ins, max(n, k)
    bits, longest, longest_run, start, end = kept_of(q, n, replaced | more | swapped, gap)
    bits += told_at(told, swapped, n)
    total = q.intercept + n * w[NAME_LENGTH] + k * w[MARK_LENGTH] + q.known.is_word * w[NAME_IS_WORD]
    total += kept * (w[KEPT_OF_MARK] / k + w[KEPT_OF_NAME] / n + w[LETTERS_SHARED] / longer)
    total += (bits + told_at(q.told, replaced, n) / 8.0) * (w[KEPT_BITS] + w[EVIDENCE]) + longest * w[LONGEST_KEPT_BITS]
    total += (min(start, k) * w[START_KEPT] + min(end, k) * w[END_KEPT]) / k
    total += (w[FIRST_KEPT] if start > 0 else 0.0) + (w[LAST_KEPT] if end > 0 else 0.0)
    total += (GAP * (ins + less) + SWAP * swaps) / longer * w[COST]
    total += subs * w[SUBSTITUTIONS] + ins * w[INSERTIONS] + less * w[DELETIONS] + swaps * w[SWAPS]
    total += told_at(told, more, n) * w[INSERTED_BITS]
    total -= w[EVIDENCE] * (ins + less * (CHANGE + 1.0) + swaps * CHANGE)
    total += weigh_added(n, k, more, swaps, longest_run, bits, w)
    if k > 2 and longest_run < k:
        common = max(q.known.common_start if start >= 2 else 0.0, q.known.common_end if end >= 2 else 0.0)
        total += common * w[COMMON_END]
    if subs > 0 and ins + less > 0:
        total += w[TWO_WAYS]
    if subs == 0:
        total += UNCHANGED * w[LEAST_CHANGE_BITS]
    elif k > 2 and subs == 1 and ins + less + swaps == 0:
        total += w[ONE_OF_MANY]
    if swaps > 0 and kept == n and n == k:
        total += w[SAME_SET] + w[SAME_LETTERS]
    elif kept + ins == n and ins > 0 and less == 0 and stand_elsewhere(q.text, n, more):
        total += w[SAME_SET]
    return rank_of_sum(total) + (FIRST_CHANGED + (subs - 1) * NEXT_CHANGED if subs > 0 else 0)


@kernel
def gain_of_repetition(q: Asked) -> Any:
    """Steps by which a mark is better that repeats a symbol where the name repeats another."""
    return int(STEEP * q.weights[REPETITION_KEPT])


@kernel
def base_rank_again(q: Asked, n: int, k: int, replaced: int, gap: int, bases: Any) -> Any:
    """`base_rank` of a mark at most one symbol longer or shorter, `gap` the place of that one; `NO_PLACE` for none.

    Marks differ from a name in few ways, so `bases` [BASES, 2] keeps what was asked: the question, and its answer.
    """
    asked = (replaced << 12 | n << 6 | (gap + 1)) << 2 | (k - n + 2)
    slot = (asked ^ asked >> 14) & (BASES - 1)
    if bases[slot, 0] != asked:
        bases[slot, 0] = asked
        if k < n:
            bases[slot, 1] = base_rank(q, n, k, replaced, 1 << gap, 0, NO_PLACE)
        else:
            bases[slot, 1] = base_rank(q, n, k, replaced, 0, 0, gap)
    return bases[slot, 1]


@kernel
def rank_in_place(q: Asked, n: int, symbols: Any, begin: int, loss: Any, bases: Any) -> Any:
    """Rank of the mark of `n` symbols at `begin` as if it had come about by replacing symbols of the name."""
    replaced, cost = 0, 0
    for at in range(n):
        other = np.int64(symbols[begin + at])
        if other != q.text[at]:
            replaced |= 1 << at
            cost += lost_among(q.text[at], other, n, loss)
    if bits_of(replaced) > 1 and keeps_repetition(q.text, symbols[begin : begin + n]):
        cost -= gain_of_repetition(q)
    return cost + base_rank_again(q, n, n, replaced, NO_PLACE, bases)


@kernel
def rank_beside(q: Asked, n: int, k: int, symbols: Any, begin: int, loss: Any, bases: Any) -> Any:
    """Rank of the mark at `begin`, of one symbol more or less than the name, where leaving one out costs least."""
    cheapest, gap, replaced = 1 << 20, 0, 0
    for place in range(max(n, k)):
        cost, others = 0, 0
        for at in range(min(n, k)):
            mine, theirs = at + (1 if k < n and at >= place else 0), at + (1 if k > n and at >= place else 0)
            other = np.int64(symbols[begin + theirs])
            if other != q.text[mine]:
                others |= 1 << mine
                cost += lost_among(q.text[mine], other, n, loss)
        if cost < cheapest:
            cheapest, gap, replaced = cost, place, others
    return cheapest + base_rank_again(q, n, k, replaced, gap, bases)


@kernel
def rank_of_score(score: Any) -> Any:
    """The rank of a mark of the name's own script that is scored so much."""
    if score <= 0.0:
        return OTHER_SCRIPT
    return min(OTHER_SCRIPT, ACROSS + rank_of_sum(np.log(score / max(1e-9, 1.0 - score))))


@kernel
def limit_of(least: float) -> Any:
    """The rank from which on a mark is hardly scored `least`, or .5 if that is less.

    Of some ranks are but guesses, and what is found at a low score must not be lost at a high one.
    """
    return min(OTHER_SCRIPT, rank_of_score(min(least, 0.5)) + int(SLACK * STEEP))

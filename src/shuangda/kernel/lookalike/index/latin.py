"""How near a Latin mark comes to a name, as the judge weighs it: from what a posting tells, or from its text.

Kernels: see `compiling`.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from ..compiling import kernel
from ..crossing.keying import bits_of
from ..crossing.ordering import step
from ..judging.alignment import SWAP
from ..judging.features import (
    CONTAINED,
    CONTAINED_BITS,
    COST,
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
    LETTERS_SHARED,
    LONGEST_KEPT_BITS,
    MARK_LENGTH,
    NAME_IS_WORD,
    NAME_LENGTH,
    SAME_LETTERS,
    SAME_SET,
    START_KEPT,
    SWAPS,
    ends_kept,
    is_turned,
)
from ..judging.reach import THREE_STEPS, TWO_STEPS
from .han import rank_of_sum
from .keys import FAR, Text, letter_of, letters_in
from .planning import INSERTED, LEFT_OUT, LETTER_LOST, SWAPPED, lost

LINKED: Final = 0.6
"""So much of what letters tell is left if they stand together."""
LEAST_LOST: Final = 5
"""What a replaced letter costs at least."""
MOVED: Final = INSERTED + LEFT_OUT
"""What a letter costs that stands elsewhere."""
LAST_LETTER_NUMBER: Final = 26
"""Higher numbers of `keys.letter_number` stand for two digits each."""
NOT_NEEDED: Final = 1 << 20
"""The rank of a mark that need not be held."""


class Letters(NamedTuple):
    """A Latin name and what the judge adds up for it by itself."""

    n: int
    own: int
    """Its letters as a set of 32 bits, and"""
    own_short: int
    """as one of 16, see `keys.letters_in`."""
    by_itself: float
    bits: float
    """What each of its letters tells, on the average,"""
    of_run: Any
    """and what is added up for each that stands in the longest run that is kept."""
    weights: Any
    """The weights of Latin names."""


@kernel
def letters_of(text: Text, n: int, known: Any, intercept: float, w: Any) -> Any:
    """`Letters` of a name; `known` as `features.know` gives it, `w` the weights of Latin names."""
    bits = known.bits.sum() / n
    by_itself = intercept + n * w[NAME_LENGTH] + known.is_word * w[NAME_IS_WORD]
    return Letters(
        n, letters_in(text, n, 31), letters_in(text, n, 15), by_itself, bits, bits * w[LONGEST_KEPT_BITS] * LINKED, w
    )


@kernel
def prepare(q: Letters, kept: int, parts: Any) -> None:
    """Write to `parts` [3, 4] what is the same for all marks of `kept` letters of the name and of 0, 1 and 2 more.

    What is added up, by what the letters at the ends and the changes are divided, and the most that the changes and
    what both share may add.
    """
    n, w = q.n, q.weights
    gone = n - kept
    added = q.by_itself + kept * (w[KEPT_OF_NAME] / n + q.bits * (w[KEPT_BITS] + w[EVIDENCE]))
    for more in range(3):
        k = max(1, kept + more)
        parts[more, 0] = added + k * w[MARK_LENGTH] + kept * w[KEPT_OF_MARK] / k
        parts[more, 1], parts[more, 2] = 1.0 / k, 1.0 / max(n, k)
        both = min(gone, more)
        cost = both * LEAST_LOST + (gone - both) * INSERTED + (more - both) * LEFT_OUT
        parts[more, 3] = weigh_changes(q, kept + both, cost, parts[more, 2]) + (
            w[SAME_SET] + w[SAME_LETTERS] if gone < 2 else 0.0
        )


@kernel
def weigh_changes(q: Letters, shared: Any, cost: Any, share: Any) -> Any:
    """What is added up for the letters that both have and taken off for the changes; `share` is 1 / the longer."""
    return (shared * q.weights[LETTERS_SHARED] + cost * q.weights[COST] / LETTER_LOST) * share


@kernel
def weigh_place(q: Letters, k: int, kept: int, start: int, end: int, parts: Any) -> Any:
    """What is added up for the mark of `k` letters whatever changed: for what it keeps and where."""
    w, row = q.weights, min(2, k - kept)
    longest = max(start, end, kept - start - end)
    added = parts[row, 0] + (start * w[START_KEPT] + end * w[END_KEPT]) * parts[row, 1] + longest * q.of_run
    if start > 0:
        added += w[FIRST_KEPT]
    if start == k or end == k:
        more = q.n - k
        added += w[CONTAINED] + kept * q.bits * w[CONTAINED_BITS]
        added += more * (
            w[INSERTIONS] + q.bits * w[INSERTED_BITS] + w[INSERTED_AFTER if start == k else INSERTED_BEFORE]
        )
    return added


@kernel
def value(
    q: Letters, k: int, kept: int, start: int, end: int, shared: Any, of_one_set: bool, cost: Any, parts: Any
) -> Any:
    """Rank of a mark of `k` letters, 0 the best; `parts` as `prepare` writes them.

    `kept` letters stand in both in order, `start` and `end` of them at the ends, `shared` in any order; `of_one_set`
    says whether neither has a letter that the other lacks, and `cost` is what the changes cost.
    """
    return rank_of_sum(weigh_place(q, k, kept, start, end, parts) + weigh(q, k, kept, shared, of_one_set, cost, parts))


@kernel
def weigh(q: Letters, k: int, kept: int, shared: Any, of_one_set: bool, cost: Any, parts: Any) -> Any:
    """What is added up for the changes and for what both share."""
    w, added = q.weights, 0.0
    if of_one_set:
        added = w[SAME_SET] + (w[SAME_LETTERS] if shared == k and shared == q.n else 0.0)
    return added + weigh_changes(q, shared, cost, parts[min(2, k - kept), 2])


@kernel
def value_of_posting(
    q: Letters, one: int, other: int, held: int, notes: Any, needed: float, loss: Any, parts: Any
) -> Any:
    """`value` of a mark that is the name but for up to two letters on either side.

    The name lacks `one` and `other` (0 for none) in the key, and `held` is what is left (see `planning.put_letters`);
    `notes` tell of the mark (see `keys.left_out`). NOT_NEEDED if the judge adds up less than `needed`, or if the mark
    is met under a key that lacks fewer letters.
    """
    before, behind = held & 31, held >> 5 & 31
    kept = q.n - (1 if one > 0 else 0) - (1 if other > 0 else 0)
    before_mark = behind_mark = kept
    row = 0
    if notes > 0:
        row = 2 if notes >> 5 & 31 > 0 else 1
        before_mark, behind_mark = notes >> 10 & 7, notes >> 13
        if before_mark == FAR:
            before_mark = max(FAR, kept - behind_mark)
        elif behind_mark == FAR:
            behind_mark = kept - before_mark
    start, end, k = min(before, before_mark), min(behind, behind_mark), kept + row
    placed = weigh_place(q, k, kept, start, end, parts)
    if placed + parts[row, 3] < needed:
        return NOT_NEEDED
    a, b = letter_of(notes & 31), letter_of(notes >> 5 & 31)
    first, last = before == before_mark, behind == behind_mark
    if (first and one > 0 and one == a) or (last and other > 0 and other == (b if b > 0 else a)):
        return NOT_NEEDED
    theirs, shared = held >> 10, kept
    if a > 0:
        theirs |= 1 << (a & 31)
        shared += 1 if a in (one, other) else 0
    if b > 0:
        theirs |= 1 << (b & 31)
        shared += 1 if b in (one, other) else 0
    cost = cost_of(one, other, a, b, first, last, abs(before - before_mark) == 1, loss)
    return rank_of_sum(placed + weigh(q, k, kept, shared, theirs == q.own, cost, parts))


@kernel
def tells_all(notes: Any) -> bool:
    """Whether the notes of a Latin mark (see `keys.left_out`) fit one text only.

    Those of two letters in a long one do not, nor those of digits.
    """
    second = notes >> 5 & 31
    if max(notes & 31, second) > LAST_LETTER_NUMBER:
        return False
    near_start, near_end = (notes >> 10 & 7) < FAR, notes >> 13 < FAR
    return bool(near_start and near_end if second > 0 else near_start or near_end)


@kernel
def cost_of(one: int, other: int, a: int, b: int, first: bool, last: bool, beside: bool, loss: Any) -> Any:
    """What it costs that the name has `one` and `other` where the mark has `a` and `b` (0 for none).

    `first` and `last`: whether those before and those behind stand in the same place, `beside` whether the first next
    to it.
    """
    if one == 0:
        return LEFT_OUT * ((1 if a > 0 else 0) + (1 if b > 0 else 0))
    if a == 0:
        return INSERTED + (INSERTED if other > 0 else 0)
    if other == 0 and b == 0:
        if first:
            return lost(one, a, loss)
        return SWAPPED if one == a and beside else INSERTED + LEFT_OUT
    if other == 0:
        cost = INSERTED + 2 * LEFT_OUT
        if first:
            cost = lost(one, a, loss) + LEFT_OUT
        return min(cost, lost(one, b, loss) + LEFT_OUT) if last else cost
    if b == 0:
        cost = 2 * INSERTED + LEFT_OUT
        if first:
            cost = lost(one, a, loss) + INSERTED
        return min(cost, lost(other, a, loss) + INSERTED) if last else cost
    cost = lost(one, a, loss) if first else INSERTED + LEFT_OUT
    return cost + (lost(other, b, loss) if last else INSERTED + LEFT_OUT)


@kernel
def swaps_of(text: Text, mark: Any, n: int) -> int:
    """How many pairs of neighbours are swapped in two names of `n` letters; 0 if anything else differs."""
    at = found = 0
    while at < n:
        if text[at] == mark[at]:
            at += 1
        elif at + 1 < n and text[at] == mark[at + 1] and text[at + 1] == mark[at]:
            at, found = at + 2, found + 1
        else:
            return 0
    return found


@kernel
def value_of_text(q: Letters, cost: int, text: Text, symbols: Any, begin: int, k: int, parts: Any) -> Any:
    """`value` of the mark of `k` letters at `begin`, of which the changes cost so much."""
    n, mark = q.n, symbols[begin : begin + k]
    start, end = ends_kept(text[:n], mark)
    other = bits_of(q.own ^ letters_in(mark, k, 31))
    swaps = swaps_of(text, mark, n) if other == 0 and k == n else 0
    if swaps > 0:
        prepare(q, n, parts)
        added = weigh_place(q, n, n, start, end, parts) + weigh(q, n, n, n, True, swaps * SWAP * LETTER_LOST, parts)
        return rank_of_sum(added + swaps * q.weights[SWAPS])
    if other == 0 and k == n and is_turned(text[:n], mark):
        prepare(q, n, parts)
        return value(q, n, n, start, end, n, True, SWAPPED, parts)
    each = LETTER_LOST if other > 0 else MOVED
    kept = min(n, k, max(start, end, max(n, k) - (cost + each - 1) // each))
    prepare(q, kept, parts)
    return value(q, k, kept, start, end, max(n, k) - other / 2, other == 0, cost, parts)


@kernel
def write_places(text: Text, n: int, places: Any) -> None:
    """Write where each symbol of a Latin name stands, as bits, to `places` [37]."""
    places[:] = 0
    for at in range(n):
        places[text[at]] |= 1 << at


@kernel
def steps_between(places: Any, n: int, symbols: Any, begin: int, k: int) -> int:
    """Letters replaced, added, left out or swapped with a neighbour between a name and the mark of `k` at `begin`.

    `places` as `write_places` gives them. What is swapped is not changed besides (Hyyrö, see `crossing.ordering`).
    """
    more, less, across, before, steps = (1 << n) - 1, 0, 0, 0, n
    for at in range(begin, begin + k):
        same = places[symbols[at]]
        swapped = (same & ~across) << 1 & before
        more, less, change, across = step(same | swapped, more, less, n - 1)
        before, steps = same, steps + change
    return steps


@kernel
def is_out_of_reach(q: Letters, text: Text, places: Any, symbols: Any, begin: int, k: int) -> bool:
    """Whether so many steps lead to the mark of `k` letters at `begin` that it is never scored .5 (see `reach`)."""
    n, steps = q.n, steps_between(places, q.n, symbols, begin, k)
    if steps <= 1 or (steps == 2 and max(n, k) >= TWO_STEPS):
        return False
    mark = symbols[begin : begin + k]
    if steps == n - k or letters_in(mark, k, 31) == q.own:  # within the name, or its letters in another order
        return False
    if steps == 3 and k >= THREE_STEPS:
        start, end = ends_kept(text[:n], mark)
        return 2 * max(start, end) < k
    return True

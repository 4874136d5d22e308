"""Where to look for the marks that a name may imitate: keys, and what a mark found under each would cost.

A cost is the evidence lost against the mark being the name itself, in eighths of a bit: for a replaced symbol what
the symbol tells less what its nearness to the other tells, and a charge for the step.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS, cross_keys
from ..judging.reach import BOTH_CLOSE, CLOSEST, close_rank
from .keys import (
    COARSE,
    CROSSED,
    HALVED_SHORTEST,
    HEAD,
    LESS_ONE,
    LESS_ONE_LONGEST,
    LESS_TWO_LONGEST,
    LESS_TWO_SHORTEST,
    LETTER_END,
    LETTERS,
    SOUND,
    SOUND_LESS_ONE,
    TAIL,
    WHOLE,
    KeyTables,
    Text,
    coarse_classes,
    count_letters,
    finish,
    hash_set,
    hash_window,
    hash_without,
    letters_in,
    sound_classes,
    stir,
)

LOOKUPS: Final = 1536
"""At most so many keys of one query."""
MOST: Final = 4095
"""No cost is higher."""
UNKNOWN: Final = 128
"""What a symbol outside the alphabet tells."""
REPLACED: Final = 24
INSERTED: Final = 8
LEFT_OUT: Final = 32
SWAPPED: Final = 24
ACROSS: Final = 3
"""A guess for what names cost that sound alike or meet across scripts: a third of what the name tells."""
LETTER_OF_CLASS: Final = 12
STEEP: Final = 20
"""Of a unit of what the judge adds up."""
LETTER_TOLD: Final = 48
"""What any letter tells,"""
LETTER_LOST: Final = 40
"""and what an unrelated one in its place costs."""
OTHER_LETTER: Final = 12
"""Of each letter that only one of two names has."""
WIDEST_WINDOW: Final = 16

AS_BASE: Final = 0
BY_SYMBOL: Final = 1
BY_MEMBERS: Final = 2
BY_LETTERS: Final = 3
IF_WHOLE: Final = 4
BY_SPREAD: Final = 5
IF_ACROSS: Final = 6

Plan = Any
"""int64 [LOOKUPS, 5]: key, cost without the notes, how the notes count, and two symbols that they count against."""


class Likeness(NamedTuple):
    """What characters are taken for; N symbols. A NamedTuple, so that compiled code takes it."""

    near: Any
    """uint16 [N, 32], see `JudgeTables.near`."""
    loss: Any
    """uint8 [N, N]: what it costs that a name has the symbol of the row and the mark that of the column; on the
    diagonal what the symbol tells if the mark has it too."""


@kernel
def told(a: Any, loss: Any) -> Any:
    """What a symbol of a name tells if the mark has it too."""
    if a >= loss.shape[0]:
        return UNKNOWN
    return np.int64(loss[a, a])


@kernel
def lost(a: Any, b: Any, loss: Any) -> Any:
    """What it costs that the name has `a` where the mark has `b`."""
    if a == b:
        return 0
    if a >= loss.shape[0] or b >= loss.shape[0]:
        return told(a, loss) + REPLACED
    return np.int64(loss[a, b])


@kernel
def told_by(text: Text, n: int, loss: Any) -> Any:
    """What all symbols of a name tell."""
    total = 0
    for place in range(n):
        total += told(text[place], loss)
    return total


@kernel
def inserted(a: Any, loss: Any) -> Any:
    """What it costs that the name has a symbol more: less than one that is replaced, since nothing of the mark goes."""
    return told(a, loss) // 2 + INSERTED


@kernel
def put(plan: Plan, k: int, key: int, base: int, way: int, one: int, other: int) -> int:
    """Add a lookup unless the plan is full; the number of lookups."""
    if k >= LOOKUPS:
        return k
    plan[k, 0] = key
    plan[k, 1] = base
    plan[k, 2] = way
    plan[k, 3] = one
    plan[k, 4] = other
    return k + 1


@kernel
def plan_similar(
    kind: int, left_out: int, text: Text, n: int, at: int, most: int, s: Likeness, plan: Plan, k: int
) -> int:
    """Look for the text with a similar symbol at `at`, and without the place `left_out` (-1 for the whole text)."""
    mine = text[at]
    if mine >= s.loss.shape[0]:
        return k
    for rank in range(most):
        other = np.int64(s.near[mine, rank])
        if other == 0:
            break
        base = lost(mine, other, s.loss)
        text[at] = other
        if left_out < 0:
            k = put(plan, k, hash_without(kind, text, n, -1, -1), base, AS_BASE, 0, 0)
        else:
            k = put(plan, k, hash_without(kind, text, n, left_out, -1), base, BY_SYMBOL, text[left_out], 0)
    text[at] = mine
    return k


@kernel
def plan_two(text: Text, s: Likeness, plan: Plan, k: int) -> int:
    """Look for names of two in which both are similar."""
    first, second = text[0], text[1]
    if first >= s.loss.shape[0] or second >= s.loss.shape[0]:
        return k
    for one in range(BOTH_CLOSE):
        for other in range(BOTH_CLOSE):
            a, b = np.int64(s.near[first, one]), np.int64(s.near[second, other])
            if a > 0 and b > 0:
                base = lost(first, a, s.loss) + lost(second, b, s.loss)
                text[0], text[1] = a, b
                k = put(plan, k, hash_without(WHOLE, text, 2, -1, -1), base, AS_BASE, 0, 0)
    text[0], text[1] = first, second
    return k


@kernel
def plan_within_three(text: Text, s: Likeness, plan: Plan, k: int) -> int:
    """Look for marks of two within a name of three, one of them similar."""
    for gone in range(3):
        base = inserted(text[gone], s.loss)
        for at in range(3):
            mine = text[at]
            if at == gone or mine >= s.loss.shape[0]:
                continue
            for rank in range(CLOSEST):
                other = np.int64(s.near[mine, rank])
                if other == 0:
                    break
                text[at] = other
                cost = base + lost(mine, other, s.loss)
                k = put(plan, k, hash_without(WHOLE, text, 3, gone, -1), cost, AS_BASE, 0, 0)
            text[at] = mine
    return k


@kernel
def plan_one_gone(text: Text, n: int, s: Likeness, plan: Plan, k: int) -> int:
    """Look for marks that have one symbol less than the name and another one replaced."""
    for gone in range(n):
        base = inserted(text[gone], s.loss)
        for at in range(n):
            place = at - 1 if at > gone else at
            if at != gone and place < LESS_ONE_LONGEST:
                key = hash_without(LESS_ONE + place, text, n, gone, at)
                k = put(plan, k, key, base, BY_SYMBOL, text[at], 0)
    return k


@kernel
def plan_edits(text: Text, n: int, s: Likeness, plan: Plan, k: int) -> int:
    """Look for one symbol more, less, replaced, or swapped with its neighbour."""
    if n >= 3:
        for at in range(min(n, LESS_ONE_LONGEST)):
            k = put(plan, k, hash_without(LESS_ONE + at, text, n, at, -1), 0, BY_SYMBOL, text[at], 0)
    for at in range(n - 1):
        text[at], text[at + 1] = text[at + 1], text[at]
        k = put(plan, k, hash_without(WHOLE, text, n, -1, -1), SWAPPED, AS_BASE, 0, 0)
        text[at], text[at + 1] = text[at + 1], text[at]
    if n >= 2:
        for at in range(n):
            k = put(plan, k, hash_without(WHOLE, text, n, at, -1), inserted(text[at], s.loss), AS_BASE, 0, 0)
        for at in range(min(n + 1, LESS_ONE_LONGEST)):
            k = put(plan, k, hash_window(LESS_ONE + at, text, 0, n), LEFT_OUT, AS_BASE, 0, 0)
    return k


@kernel
def plan_order(text: Text, n: int, room: Text, plan: Plan, k: int) -> int:
    """Look for the same symbols in another order or number."""
    if n >= 2:
        k = put(plan, k, hash_set(text, n, room), LEFT_OUT, AS_BASE, 0, 0)
    if n < 3:
        return k
    first = text[0]
    second = first
    for at in range(1, n):
        if text[at] != first:
            if second != first and text[at] != second:
                return k
            second = text[at]
    room[0], room[1] = first, second
    k = put(plan, k, hash_window(WHOLE, room, 0, 2), LEFT_OUT, AS_BASE, 0, 0)
    k = put(plan, k, hash_window(WHOLE, room, 1, 2), LEFT_OUT, AS_BASE, 0, 0)
    room[2] = first
    return put(plan, k, hash_window(WHOLE, room, 1, 3), LEFT_OUT, AS_BASE, 0, 0)


@kernel
def plan_windows(text: Text, n: int, s: Likeness, plan: Plan, k: int) -> int:
    """Look for marks within the name, the widest first."""
    everything = told_by(text, n, s.loss)
    for width in range(min(n - 1, WIDEST_WINDOW), 1, -1):
        for begin in range(n - width + 1):
            letters, base = 0, everything
            for place in range(begin, begin + width):
                base -= told(text[place], s.loss)
                if text[place] <= LETTER_END:
                    letters += 1
            if letters < width:
                k = put(plan, k, hash_window(WHOLE, text, begin, begin + width), base, AS_BASE, 0, 0)
            elif width >= 4:
                k = put(plan, k, hash_window(LETTERS, text, begin, begin + width), base, IF_WHOLE, 0, 0)
    return k


@kernel
def plan_letters(text: Text, n: int, t: KeyTables, room: Text, plan: Plan, k: int) -> int:
    """Look for Latin names that differ in one or two letters, or in none but those of a coarse class."""
    k = put(plan, k, hash_without(LETTERS, text, n, -1, -1), 0, BY_LETTERS, 0, 0)
    if 3 <= n <= LESS_TWO_LONGEST + 1:
        for one in range(n):
            k = put(plan, k, hash_without(LETTERS, text, n, one, -1), 0, BY_LETTERS, text[one], 0)
    if LESS_TWO_SHORTEST <= n <= LESS_TWO_LONGEST + 1:
        for one in range(n):
            for other in range(one + 1, n):
                key = hash_without(LETTERS, text, n, one, other)
                k = put(plan, k, key, 0, BY_LETTERS, text[one], text[other])
    if n >= 4:
        k = put(plan, k, hash_set(text, n, room), LEFT_OUT, AS_BASE, 0, 0)
    if n >= HALVED_SHORTEST - 3:
        k = plan_halves(text, n, plan, k)
    classes = coarse_classes(text, n, t, room)
    if classes >= 3:
        base = LETTER_OF_CLASS * n
        k = put(plan, k, hash_without(COARSE, room, classes, -1, -1), base, AS_BASE, 0, 0)
        for one in range(min(classes, LESS_TWO_LONGEST) if classes >= 4 else 0):
            key = hash_without(COARSE, room, classes, one, -1)
            k = put(plan, k, key, base + LEFT_OUT, AS_BASE, 0, 0)
    return k


@kernel
def plan_halves(text: Text, n: int, plan: Plan, k: int) -> int:
    """Look for longer Latin names that begin or end alike, of up to three letters more or less."""
    own = letters_in(text, n)
    shortest = (max(HALVED_SHORTEST, n - 3) + 1) // 2
    for half in range(shortest, min(n, (n + 4) // 2) + 1):
        k = put(plan, k, hash_window(HEAD, text, 0, half), 0, BY_SPREAD, own, 0)
        k = put(plan, k, hash_window(TAIL, text, n - half, n), 0, BY_SPREAD, own, 0)
    return k


@kernel
def plan_sounds(text: Text, n: int, heard: int, across: int, sounds: Text, plan: Plan, k: int) -> int:
    """Look for names that sound alike, for those of which all but one symbol do, and for one more or one less."""
    way = BY_MEMBERS if n == 2 else AS_BASE
    k = put(plan, k, hash_window(SOUND, sounds, 0, heard), across, way, sounds[0], sounds[1])
    if n >= 3 and heard == n:
        for one in range(min(n, LESS_ONE_LONGEST)):
            key = hash_without(SOUND_LESS_ONE + one, sounds, n, one, -1)
            k = put(plan, k, key, across // 2, BY_SYMBOL, text[one], 0)
    for one in range(heard if heard >= 3 else 0):
        k = put(plan, k, hash_without(SOUND, sounds, heard, one, -1), across + INSERTED, AS_BASE, 0, 0)
    for one in range(min(heard + 1, LESS_ONE_LONGEST)):
        k = put(plan, k, hash_window(SOUND_LESS_ONE + one, sounds, 0, heard), across + LEFT_OUT, AS_BASE, 0, 0)
    return k


@kernel
def plan_crossing(name: NDArray[np.uint16], t: KeyTables, keys: Text, plan: Plan, k: int) -> int:
    """Look for marks of the other script, the surest first; what they cost is not known before they are judged."""
    for at in range(cross_keys(name, True, t.crossing, keys)):
        key = finish(stir(stir(CROSSED, keys[at]), keys[at] >> 32))
        k = put(plan, k, key, at, IF_ACROSS, 0, 0)
    return k


@kernel
def plan_lookups(
    name: NDArray[np.uint16], text: Text, depth: int, t: KeyTables, s: Likeness, room: Text, sounds: Text, plan: Plan
) -> int:
    """All lookups of a name of 1 … 32 symbols, the nearest marks first; their number."""
    n = len(name)
    letters = count_letters(text, n)
    across = told_by(text, n, s.loss) // ACROSS
    if letters == n:
        k = plan_letters(text, n, t, room, plan, 0)
    else:
        k = put(plan, 0, hash_without(WHOLE, text, n, -1, -1), 0, AS_BASE, 0, 0)
        k = plan_edits(text, n, s, plan, k)
        if n <= 2:
            for at in range(n):
                k = plan_similar(WHOLE, -1, text, n, at, s.near.shape[1], s, plan, k)
        if n == 2:
            k = plan_two(text, s, plan, k)
        if n == 3:
            k = plan_within_three(text, s, plan, k)
        if 4 <= n <= LESS_ONE_LONGEST:
            k = plan_one_gone(text, n, s, plan, k)
        k = plan_order(text, n, room, plan, k)
    heard = sound_classes(text, n, t, room, sounds)
    if heard >= 2:
        k = plan_sounds(text, n, heard, across, sounds, plan, k)
    if depth > 0:
        k = plan_crossing(name, t, room[:MOST_KEYS], plan, k)
    if letters < n and n >= 3:
        most = close_rank(n)
        for left_out in range(n):
            for at in range(n):
                if at != left_out:
                    k = plan_similar(LESS_ONE + left_out, left_out, text, n, at, most, s, plan, k)
    return plan_windows(text, n, s, plan, k)

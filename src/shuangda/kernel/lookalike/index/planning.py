"""Where to look for the marks that a name may imitate: keys, and what a mark found under each would cost.

Costs are those of `losses`.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS, cross_keys
from .keys import (
    ANCHORED,
    COARSE,
    CROSSED,
    ENDS,
    FIRST,
    LAST,
    LESS_ONE,
    LESS_ONE_LONGEST,
    LESS_TWO_LONGEST,
    LESS_TWO_SHORTEST,
    LETTERS,
    SOUND,
    WHOLE,
    KeyTables,
    Text,
    coarse_classes,
    count_letters,
    finish,
    hash_set,
    hash_window,
    hash_without,
    sketch,
    sound_classes,
    stir,
)
from .losses import LEFT_OUT, LETTER_END, SWAPPED, Likeness, inserted, told, told_by

LOOKUPS: Final = 512
"""At most so many keys of one query."""
MOST: Final = 4095
"""No cost is higher."""
ACROSS: Final = 8
"""A guess for what names cost that sound alike or meet across scripts: an eighth of what the name tells, for few do."""
LETTER_OF_CLASS: Final = 16
WIDEST_WINDOW: Final = 8

AS_BASE: Final = 0
BY_SYMBOL: Final = 1
BY_MEMBERS: Final = 2
BY_LETTERS: Final = 3
IF_WHOLE: Final = 4
BY_SKETCH: Final = 5

Plan = Any
"""int64 [LOOKUPS, 5]: key, cost without the notes, how the notes count, and two symbols that they count against."""


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
def plan_edits(text: Text, n: int, s: Likeness, plan: Plan, k: int) -> int:
    """Look for one symbol more, less or replaced in long names, and for two neighbours swapped in any."""
    for at in range(n - 1):
        text[at], text[at + 1] = text[at + 1], text[at]
        k = put(plan, k, hash_without(WHOLE, text, n, -1, -1), s.steps[0, SWAPPED], AS_BASE, 0, 0)
        text[at], text[at + 1] = text[at + 1], text[at]
    if n > ANCHORED:
        for at in range(n):
            k = put(plan, k, hash_without(WHOLE, text, n, at, -1), inserted(text[at], s), AS_BASE, 0, 0)
        for at in range(min(n, LESS_ONE_LONGEST)):
            k = put(plan, k, hash_without(LESS_ONE + at, text, n, at, -1), 0, BY_SYMBOL, text[at], 0)
    for at in range(min(n + 1, LESS_ONE_LONGEST) if n >= ANCHORED else 0):
        k = put(plan, k, hash_window(LESS_ONE + at, text, 0, n), s.steps[0, LEFT_OUT], AS_BASE, 0, 0)
    return k


@kernel
def plan_order(text: Text, n: int, left_out: int, room: Text, plan: Plan, k: int) -> int:
    """Look for the same symbols in another order or number."""
    if n >= 2:
        k = put(plan, k, hash_set(text, n, room), left_out, AS_BASE, 0, 0)
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
    k = put(plan, k, hash_window(WHOLE, room, 0, 2), left_out, AS_BASE, 0, 0)
    k = put(plan, k, hash_window(WHOLE, room, 1, 2), left_out, AS_BASE, 0, 0)
    room[2] = first
    return put(plan, k, hash_window(WHOLE, room, 1, 3), left_out, AS_BASE, 0, 0)


@kernel
def plan_windows(text: Text, n: int, s: Likeness, plan: Plan, k: int) -> int:
    """Look for marks within the name, the widest first. What stands around one costs half of what it would tell."""
    everything = told_by(text, n, s)
    for width in range(min(n - 1, WIDEST_WINDOW), 1, -1):
        for begin in range(n - width + 1):
            letters, base = 0, everything
            for place in range(begin, begin + width):
                base -= told(text[place], s)
                if text[place] <= LETTER_END:
                    letters += 1
            if letters < width:
                k = put(plan, k, hash_window(WHOLE, text, begin, begin + width), base // 2, AS_BASE, 0, 0)
            elif width >= 4:
                k = put(plan, k, hash_window(LETTERS, text, begin, begin + width), base // 2, IF_WHOLE, 0, 0)
    return k


@kernel
def plan_letters(text: Text, n: int, t: KeyTables, left_out: int, room: Text, plan: Plan, k: int) -> int:
    """Look for Latin names that differ in one or two letters, or in none but those of a coarse class."""
    k = put(plan, k, hash_without(LETTERS, text, n, -1, -1), 0, BY_LETTERS, 0, 0)
    if 3 <= n <= LESS_TWO_LONGEST + 1:
        for one in range(n):
            k = put(plan, k, hash_without(LETTERS, text, n, one, -1), 0, BY_LETTERS, text[one], 0)
    if LESS_TWO_SHORTEST - 1 <= n <= LESS_TWO_LONGEST + 1:
        for one in range(n):
            for other in range(one + 1, n):
                key = hash_without(LETTERS, text, n, one, other)
                k = put(plan, k, key, 0, BY_LETTERS, text[one], text[other])
    if n >= 4:
        k = put(plan, k, hash_set(text, n, room), left_out, AS_BASE, 0, 0)
        mine = sketch(text, n)
        k = put(plan, k, hash_window(FIRST, text, 0, ENDS), 0, BY_SKETCH, mine, 0)
        k = put(plan, k, hash_window(LAST, text, n - ENDS, n), 0, BY_SKETCH, mine, 0)
    classes = coarse_classes(text, n, t, room)
    if classes >= 3:
        base = LETTER_OF_CLASS * n
        k = put(plan, k, hash_without(COARSE, room, classes, -1, -1), base, AS_BASE, 0, 0)
        for one in range(min(classes, LESS_TWO_LONGEST) if classes >= 4 else 0):
            key = hash_without(COARSE, room, classes, one, -1)
            k = put(plan, k, key, base + left_out, AS_BASE, 0, 0)
    return k


@kernel
def plan_sounds(n: int, heard: int, across: int, sounds: Text, plan: Plan, k: int) -> int:
    """Look for names that sound alike."""
    way = BY_MEMBERS if n == 2 else AS_BASE
    return put(plan, k, hash_window(SOUND, sounds, 0, heard), across, way, sounds[0], sounds[1])


@kernel
def plan_crossing(name: NDArray[np.uint16], across: int, t: KeyTables, keys: Text, plan: Plan, k: int) -> int:
    """Look for marks of the other script; what they cost is not known before they are judged."""
    for at in range(cross_keys(name, True, t.crossing, keys)):
        key = finish(stir(stir(CROSSED, keys[at]), keys[at] >> 32))
        k = put(plan, k, key, across, AS_BASE, 0, 0)
    return k


@kernel
def plan_lookups(
    name: NDArray[np.uint16], text: Text, depth: int, t: KeyTables, s: Likeness, room: Text, sounds: Text, plan: Plan
) -> int:
    """All lookups of a name of 1 … 32 symbols, the nearest marks first; their number."""
    n = len(name)
    letters = count_letters(text, n)
    across = told_by(text, n, s) // ACROSS
    if letters == n:
        k = plan_letters(text, n, t, s.steps[1, LEFT_OUT], room, plan, 0)
    else:
        k = put(plan, 0, hash_without(WHOLE, text, n, -1, -1), 0, AS_BASE, 0, 0)
        k = plan_edits(text, n, s, plan, k)
        k = plan_order(text, n, s.steps[0, LEFT_OUT], room, plan, k)
    heard = sound_classes(text, n, t, room, sounds)
    if heard >= 2:
        k = plan_sounds(n, heard, across, sounds, plan, k)
    if depth > 0:
        k = plan_crossing(name, across, t, room[:MOST_KEYS], plan, k)
    return plan_windows(text, n, s, plan, k)

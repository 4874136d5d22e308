"""Where to look for the marks that a name with Han may imitate, and how near one found there would come.

Kernels: see `compiling`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS
from ..judging.reach import BOTH_CLOSE, CLOSEST, SHORTEST_WITHIN, close_rank
from .han import NO_PLACE, Asked, base_rank, gain_of_repetition
from .keys import (
    LESS_ONE,
    LESS_ONE_LONGEST,
    LETTER_END,
    SOUND,
    SOUND_LESS_ONE,
    WHOLE,
    KeyTables,
    Text,
    count_letters,
    hash_set,
    hash_window,
    hash_without,
    place_heard,
    sound_classes,
)
from .planning import (
    ALIKE,
    AS_BASE,
    ASSUMED,
    BY_MEMBERS,
    BY_SYMBOL,
    EVEN,
    IF_WHOLE,
    WIDEST_WINDOW,
    Likeness,
    Plan,
    lost_among,
    plan_crossing,
    put,
)


@kernel
def plan_similar(
    kind: int, left_out: int, q: Asked, n: int, at: int, most: int, s: Likeness, plan: Plan, k: int
) -> int:
    """Look for the name with a similar symbol at `at`, and without the place `left_out` (-1 for the whole name)."""
    text, mine = q.text, q.text[at]
    if mine >= s.loss.shape[0]:
        return k
    base = base_rank(q, n, n, 1 << at | (1 << left_out if left_out >= 0 else 0), 0, 0, NO_PLACE)
    for rank in range(most):
        other = np.int64(s.near[mine, rank])
        if other == 0:
            break
        cost = base + lost_among(mine, other, n, s.loss)
        if cost >= q.limit + (EVEN if left_out >= 0 else 0):
            continue
        text[at] = other
        if left_out < 0:
            k = put(plan, k, hash_without(kind, text, n, -1, -1), cost, IF_WHOLE, 0, 0)
        else:
            k = put(plan, k, hash_without(kind, text, n, left_out, -1), cost, BY_SYMBOL, text[left_out], 0)
    text[at] = mine
    return k


@kernel
def plan_two(q: Asked, s: Likeness, plan: Plan, k: int) -> int:
    """Look for names of two in which both are similar."""
    text, first, second = q.text, q.text[0], q.text[1]
    if first >= s.loss.shape[0] or second >= s.loss.shape[0]:
        return k
    base = base_rank(q, 2, 2, 3, 0, 0, NO_PLACE)
    for one in range(BOTH_CLOSE):
        for other in range(BOTH_CLOSE):
            a, b = np.int64(s.near[first, one]), np.int64(s.near[second, other])
            if a > 0 and b > 0:
                cost = base + lost_among(first, a, 2, s.loss) + lost_among(second, b, 2, s.loss)
                if first == second and a == b:
                    cost -= gain_of_repetition(q)
                if cost >= q.limit:
                    continue
                text[0], text[1] = a, b
                k = put(plan, k, hash_without(WHOLE, text, 2, -1, -1), cost, IF_WHOLE, 0, 0)
    text[0], text[1] = first, second
    return k


@kernel
def plan_within_three(q: Asked, s: Likeness, plan: Plan, k: int) -> int:
    """Look for marks of two within a name of three, one of them similar."""
    text = q.text
    for gone in range(3):
        for at in range(3):
            mine = text[at]
            if at == gone or mine >= s.loss.shape[0]:
                continue
            base = base_rank(q, 3, 2, 1 << at, 1 << gone, 0, NO_PLACE)
            for rank in range(CLOSEST):
                other = np.int64(s.near[mine, rank])
                if other == 0:
                    break
                cost = base + lost_among(mine, other, 3, s.loss)
                if cost >= q.limit:
                    continue
                text[at] = other
                k = put(plan, k, hash_without(WHOLE, text, 3, gone, -1), cost, IF_WHOLE, 0, 0)
            text[at] = mine
    return k


@kernel
def plan_one_gone(q: Asked, n: int, plan: Plan, k: int) -> int:
    """Look for marks that have one symbol less than the name and another one replaced."""
    for gone in range(n):
        for at in range(n):
            place = at - 1 if at > gone else at
            if at != gone and place < LESS_ONE_LONGEST:
                base = base_rank(q, n, n - 1, 1 << at, 1 << gone, 0, NO_PLACE)
                if base >= q.limit + EVEN:
                    continue
                key = hash_without(LESS_ONE + place, q.text, n, gone, at)
                k = put(plan, k, key, base, BY_SYMBOL, q.text[at], 0)
    return k


@kernel
def plan_edits(q: Asked, n: int, plan: Plan, k: int) -> int:
    """Look for one symbol more, less, replaced, or swapped with its neighbour."""
    text = q.text
    if n >= 3:
        for at in range(min(n, LESS_ONE_LONGEST)):
            base = base_rank(q, n, n, 1 << at, 0, 0, NO_PLACE)
            k = put(plan, k, hash_without(LESS_ONE + at, text, n, at, -1), base, BY_SYMBOL, text[at], 0)
    for at in range(n - 1):
        base = base_rank(q, n, n, 0, 0, 3 << at, NO_PLACE)
        text[at], text[at + 1] = text[at + 1], text[at]
        k = put(plan, k, hash_without(WHOLE, text, n, -1, -1), base, IF_WHOLE, 0, 0)
        text[at], text[at + 1] = text[at + 1], text[at]
    if n >= 2:
        for at in range(n):
            base = base_rank(q, n, n - 1, 0, 1 << at, 0, NO_PLACE)
            k = put(plan, k, hash_without(WHOLE, text, n, at, -1), base, IF_WHOLE, 0, 0)
        for at in range(min(n + 1, LESS_ONE_LONGEST)):
            base = base_rank(q, n, n + 1, 0, 0, 0, at)
            k = put(plan, k, hash_window(LESS_ONE + at, text, 0, n), base, AS_BASE, 0, 0)
    return k


@kernel
def plan_order(q: Asked, n: int, room: Text, plan: Plan, k: int) -> int:
    """Look for the same symbols in another order or number."""
    text = q.text
    if n >= 2:
        k = put(plan, k, hash_set(text, n, room), base_rank(q, n, n, 0, 0, 3, NO_PLACE), AS_BASE, 0, 0)
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
    base = base_rank(q, n, 2, 0, (1 << n) - 4, 0, NO_PLACE)
    k = put(plan, k, hash_window(WHOLE, room, 0, 2), base, IF_WHOLE, 0, 0)
    k = put(plan, k, hash_window(WHOLE, room, 1, 2), base, IF_WHOLE, 0, 0)
    room[2] = first
    return put(plan, k, hash_window(WHOLE, room, 1, 3), base, IF_WHOLE, 0, 0)


@kernel
def plan_windows(q: Asked, n: int, plan: Plan, k: int) -> int:
    """Look for marks within the name, the widest first."""
    text = q.text
    for width in range(min(n - 1, WIDEST_WINDOW), 1, -1):
        for begin in range(n - width + 1):
            letters = count_letters(text[begin:], width)
            if letters == width and width < SHORTEST_WITHIN:
                continue
            base = base_rank(q, n, width, 0, ((1 << n) - 1) ^ ((1 << width) - 1 << begin), 0, NO_PLACE)
            if base >= q.limit:
                continue
            k = put(plan, k, hash_window(WHOLE, text, begin, begin + width), base, IF_WHOLE, 0, 0)
    return k


@kernel
def put_members(q: Asked, n: int, heard: int, one: int, other: int, key: int, sounds: Text, plan: Plan, k: int) -> int:
    """Look for marks of two that sound like the sounds `one` and `other` of a name. Letters are taken for kept."""
    first, second = place_heard(q.text, n, heard, one), place_heard(q.text, n, heard, other)
    if first < 0:
        return put(plan, k, key, base_rank(q, n, n, 1, 0, 0, NO_PLACE) + ALIKE, ASSUMED, 0, 0)
    more = 0
    for at in range(n):
        more |= 1 << at if q.text[at] > LETTER_END and at != first and at != second else 0
    base = base_rank(q, n, 2, 1 << first | 1 << second, more, 0, NO_PLACE)
    after = put(plan, k, key, base, BY_MEMBERS, sounds[one], sounds[other])
    if after > k:
        of_second = base_rank(q, n, 2, 1 << second, more, 0, NO_PLACE)
        of_first = base_rank(q, n, 2, 1 << first, more, 0, NO_PLACE)
        plan[k, 5] = of_second | of_first << 16 | first << 32 | second << 37
    return after


@kernel
def plan_sounds(q: Asked, n: int, heard: int, sounds: Text, plan: Plan, k: int) -> int:
    """Look for names that sound alike, for those of which all but one symbol do, and for one more or one less.

    Of longer ones no posting says which symbols are other ones: they are taken for better than most are.
    """
    text = q.text
    key = hash_window(SOUND, sounds, 0, heard)
    if heard == 2:
        k = put_members(q, n, heard, 0, 1, key, sounds, plan, k)
        if n == 2:
            return k
    else:
        k = put(plan, k, key, base_rank(q, n, n, 1, 0, 0, NO_PLACE) + ALIKE, ASSUMED, 0, 0)
    for one in range(min(heard, LESS_ONE_LONGEST) if heard >= 3 else 0):
        place = place_heard(text, n, heard, one)
        if heard == n or place < 0 or text[place] > LETTER_END:  # a mark without what letters spell is out of reach
            base = base_rank(q, n, n, 1 << max(0, place), 0, 0, NO_PLACE) + ALIKE
            key = hash_without(SOUND_LESS_ONE + one, sounds, heard, one, -1)
            way, symbol, alike = (ASSUMED, 0, 0) if place < 0 else (BY_SYMBOL, text[place], 1)
            k = put(plan, k, key, base, way, symbol, alike)
    for one in range(heard if heard >= 3 else 0):
        key = hash_without(SOUND, sounds, heard, one, -1)
        if heard == 3:
            k = put_members(q, n, heard, 1 if one == 0 else 0, 1 if one == 2 else 2, key, sounds, plan, k)
            continue
        at = min(one, n - 1)
        base = base_rank(q, n, n - 1, 1 << (at + 1) % n, 1 << at, 0, NO_PLACE)
        k = put(plan, k, key, base + ALIKE, ASSUMED, 0, 0)
    for one in range(min(heard + 1, LESS_ONE_LONGEST)):
        base = base_rank(q, n, n + 1, 1, 0, 0, min(one, n))
        k = put(plan, k, hash_window(SOUND_LESS_ONE + one, sounds, 0, heard), base + ALIKE, ASSUMED, 0, 0)
    return k


@kernel
def plan_windows_of_sounds(q: Asked, n: int, heard: int, sounds: Text, plan: Plan, k: int) -> int:
    """Look for marks within a name of which letters spell a part; the name less one sound is looked up elsewhere."""
    for width in range(heard - 2, 1, -1):
        for begin in range(heard - width + 1):
            key, spelled = hash_window(SOUND, sounds, begin, begin + width), False
            for which in range(begin, begin + width):
                place = place_heard(q.text, n, heard, which)
                spelled = spelled or place < 0 or q.text[place] <= LETTER_END
            if spelled and width == 2:
                k = put_members(q, n, heard, begin, begin + 1, key, sounds, plan, k)
            elif spelled:
                k = put(plan, k, key, base_rank(q, n, n - 1, 0, 1, 0, NO_PLACE) + ALIKE, ASSUMED, 0, 0)
    return k


@kernel
def plan_han(
    name: NDArray[np.uint16], q: Asked, depth: int, t: KeyTables, s: Likeness, room: Text, sounds: Text, plan: Plan
) -> int:
    """All lookups of a name of 1 … 32 symbols with Han among them, the nearest marks first; their number."""
    n, text = len(name), q.text
    k = put(plan, 0, hash_without(WHOLE, text, n, -1, -1), 0, IF_WHOLE, 0, 0)
    k = plan_edits(q, n, plan, k)
    if n <= 2:
        for at in range(n):
            k = plan_similar(WHOLE, -1, q, n, at, s.near.shape[1], s, plan, k)
    if n == 2:
        k = plan_two(q, s, plan, k)
    if n == 3:
        k = plan_within_three(q, s, plan, k)
    if 4 <= n <= LESS_ONE_LONGEST:
        k = plan_one_gone(q, n, plan, k)
    k = plan_order(q, n, room, plan, k)
    heard = sound_classes(text, n, 0, t, room, sounds)
    if heard >= 2:
        k = plan_sounds(q, n, heard, sounds, plan, k)
    if heard < n:
        k = plan_windows_of_sounds(q, n, heard, sounds, plan, k)
        heard = sound_classes(text, n, 1, t, room, sounds)
        if heard >= 2:
            k = plan_sounds(q, n, heard, sounds, plan, k)
            k = plan_windows_of_sounds(q, n, heard, sounds, plan, k)
    k = plan_crossing(name, depth, t, room[:MOST_KEYS], plan, k)
    if n >= 3:
        most = close_rank(n)
        for left_out in range(n):
            for at in range(n):
                if at != left_out:
                    k = plan_similar(LESS_ONE + left_out, left_out, q, n, at, most, s, plan, k)
    return plan_windows(q, n, plan, k)

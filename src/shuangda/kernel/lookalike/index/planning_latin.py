"""Where to look for the marks that a Latin name may imitate, and what is known of one found there.

Kernels: see `compiling`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS
from ..judging.reach import SHORTEST_WITHIN
from .han import NO_PLACE, Asked, base_rank
from .keys import (
    COARSE,
    HALVED_SHORTEST,
    HEAD,
    LESS_TWO_LONGEST,
    LESS_TWO_SHORTEST,
    LETTERS,
    TAIL,
    WHOLE,
    KeyTables,
    Text,
    coarse_classes,
    hash_set,
    hash_window,
    hash_without,
    letters_in,
)
from .planning import (
    ASSUMED,
    BY_LETTERS,
    BY_SPREAD,
    IF_WHOLE,
    LEFT_OUT,
    LETTER_LOST,
    LETTER_OF_CLASS,
    WIDEST_WINDOW,
    Plan,
    plan_crossing,
    put,
    put_letters,
)


@kernel
def plan_letters(text: Text, n: int, depth: int, t: KeyTables, room: Text, plan: Plan, k: int) -> int:
    """Look for Latin names that differ in one or two letters, or in none but those of a coarse class."""
    own = letters_in(text, n, 31)
    k = put_letters(plan, k, hash_without(LETTERS, text, n, -1, -1), 0, BY_LETTERS, 0, 0, n, n, own)
    if 3 <= n <= LESS_TWO_LONGEST + 1:
        for one in range(n):
            left = letters_in(text, one, 31) | letters_in(text[one + 1 :], n - 1 - one, 31)
            key = hash_without(LETTERS, text, n, one, -1)
            k = put_letters(plan, k, key, 0, BY_LETTERS, text[one], 0, one, n - 1 - one, left)
    if LESS_TWO_SHORTEST <= n <= LESS_TWO_LONGEST + 1:
        for one in range(n):
            first = letters_in(text, one, 31)
            for other in range(one + 1, n):
                left = first | letters_in(text[other + 1 :], n - 1 - other, 31)
                key = hash_without(LETTERS, text, n, one, other)
                k = put_letters(plan, k, key, 0, BY_LETTERS, text[one], text[other], one, n - 1 - other, left)
                first |= 1 << (int(text[other]) & 31)
    if n >= 4:
        k = put_letters(plan, k, hash_set(text, n, room), 2 * LETTER_LOST, ASSUMED, n, 0, 0, 0, own)
    if n >= HALVED_SHORTEST - 3:
        k = plan_halves(text, n, plan, k)
    if n <= LESS_TWO_LONGEST and depth > 0:
        return k
    classes = coarse_classes(text, n, t, room)
    if classes >= 3:
        key = hash_without(COARSE, room, classes, -1, -1)
        k = put_letters(plan, k, key, LETTER_OF_CLASS * n, ASSUMED, n, 0, 1, 1, 0)
        for one in range(min(classes, LESS_TWO_LONGEST) if classes >= 4 else 0):
            key = hash_without(COARSE, room, classes, one, -1)
            k = put_letters(plan, k, key, LETTER_OF_CLASS * n + LEFT_OUT, ASSUMED, n, 0, 1, 1, 0)
    return k


@kernel
def plan_halves(text: Text, n: int, plan: Plan, k: int) -> int:
    """Look for longer Latin names that begin or end alike, of up to three letters more or less."""
    own = letters_in(text, n, 31)
    shortest = (max(HALVED_SHORTEST, n - 3) + 1) // 2
    for half in range(shortest, min(n, (n + 4) // 2) + 1):
        k = put_letters(plan, k, hash_window(HEAD, text, 0, half), 0, BY_SPREAD, 2 * half, 0, half, 0, own)
        k = put_letters(plan, k, hash_window(TAIL, text, n - half, n), 0, BY_SPREAD, 2 * half, 0, 0, half, own)
    return k


@kernel
def plan_windows_of_letters(q: Asked, n: int, plan: Plan, k: int) -> int:
    """Look for marks within a Latin name."""
    text = q.text
    for width in range(min(n - 1, WIDEST_WINDOW), SHORTEST_WITHIN - 1, -1):
        for begin in range(n - width + 1):
            base = base_rank(q, n, width, 0, ((1 << n) - 1) ^ ((1 << width) - 1 << begin), 0, NO_PLACE)
            if base < q.limit:
                k = put(plan, k, hash_window(WHOLE, text, begin, begin + width), base, IF_WHOLE, 0, 0)
    return k


@kernel
def plan_latin(name: NDArray[np.uint16], q: Asked, depth: int, t: KeyTables, room: Text, plan: Plan) -> int:
    """All lookups of a Latin name of 1 … 32 letters; their number."""
    n, text = len(name), q.text
    k = plan_letters(text, n, depth, t, room, plan, 0)
    k = plan_crossing(name, depth, t, room[:MOST_KEYS], plan, k)
    return plan_windows_of_letters(q, n, plan, k)

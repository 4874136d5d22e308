"""What a plan of lookups is: keys, and how the postings found under each are ranked. Kernels: see `compiling`.

A rank is what the judge adds up for a mark, turned round and in whole steps (see `han.rank_of_sum`): 0 is the best.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import FEWER_KEYS, cross_keys, sketch
from .keys import KeyTables, Text, hash_crossed

LOOKUPS: Final = 1536
"""At most so many keys of one query."""
ACROSS: Final = 24
"""Ranks below this one are those of marks of the other script by their sketches; all others follow them."""
MOST: Final = 4095
"""No rank is higher."""
OTHER_SCRIPT: Final = 2048
"""From here on marks of the other script are ranked."""
UNKNOWN: Final = 128
"""What a symbol outside the alphabet tells, in eighths of a bit."""
EVEN: Final = 64
"""`Likeness.loss` of a change that costs nothing: some tell more for a mark than against it."""
REPLACED: Final = 65
"""What it costs that a symbol outside the alphabet stands in a place, and"""
REPLACED_TOLD: Final = 3
"""so many eighths of what the symbol of the name tells."""
ALIKE: Final = 16
"""A guess for what it costs that another symbol sounds alike."""
INSERTED: Final = 32
LEFT_OUT: Final = 32
SWAPPED: Final = 24
LETTER_OF_CLASS: Final = 12
LETTER_TOLD: Final = 48
"""What any letter tells,"""
LETTER_LOST: Final = 40
"""and what an unrelated one in its place costs."""
WIDEST_WINDOW: Final = 16

AS_BASE: Final = 0
BY_SYMBOL: Final = 1
BY_MEMBERS: Final = 2
BY_LETTERS: Final = 3
IF_WHOLE: Final = 4
BY_SPREAD: Final = 5
IF_ACROSS: Final = 6
ASSUMED: Final = 7

Plan = Any
"""int64 [LOOKUPS, 6]: key, cost without the notes, how the notes count, two symbols that they count against, and of a
Latin name what of it the key holds (see `put_letters`); for `BY_MEMBERS` two more ranks (see `members_rank`).

Instead of a second symbol 1 says that the symbols that are not left out only sound alike (`BY_SYMBOL`). For `IF_ACROSS`
the two are a sketch and the order of the key."""


class Likeness(NamedTuple):
    """What characters are taken for; N symbols. A NamedTuple, so that compiled code takes it."""

    near: Any
    """uint16 [N, 32], see `JudgeTables.near`."""
    loss: Any
    """uint8 [N, N]: what it costs that a name has the symbol of the row and the mark that of the column, with `EVEN`
    added; on the diagonal what the symbol tells if the mark has it too."""


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
        return REPLACED + told(a, loss) * REPLACED_TOLD // 8
    return np.int64(loss[a, b]) - EVEN


@kernel
def lost_among(a: Any, b: Any, n: int, loss: Any) -> Any:
    """`lost` in a name of `n`: the longer it is, the less one symbol counts."""
    cost = lost(a, b, loss)
    return cost * 3 // n if cost > 0 else cost


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
    plan[k, 5] = 0
    return k + 1


@kernel
def put_letters(
    plan: Plan, k: int, key: int, base: int, way: int, one: int, other: int, before: int, behind: int, letters: int
) -> int:
    """`put` of a Latin name of which the key holds so many symbols before and behind a change, and a set of letters."""
    after = put(plan, k, key, base, way, one, other)
    if after > k:
        plan[k, 5] = before | behind << 5 | letters << 10
    return after


@kernel
def plan_crossing(name: NDArray[np.uint16], depth: int, t: KeyTables, keys: Text, plan: Plan, k: int) -> int:
    """Look for marks of the other script; those that mean the same come first, then those of the best keys."""
    count, meant = cross_keys(name, True, depth, t.crossing, keys)
    heard = sketch(name, t.crossing)
    for at in range(count):
        order = -1 if at < meant else min(at - meant, FEWER_KEYS) // 2
        k = put(plan, k, hash_crossed(keys[at]), 0, IF_ACROSS, heard, order)
    return k

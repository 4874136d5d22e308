"""Which changes make an imitation at all: what lies beyond is never scored .5. Kernels: see `compiling`.

A learned score adds up what two names share, and long ones share much by chance. An index, on the other hand, finds
only what a few changes lead to. So the changes are written down, once for the judge and the index: what is within
reach is judged by its weights and looked up; what is beyond keeps half of its score, and only a comparison with
every mark meets it.
"""

from __future__ import annotations

from typing import Any, Final

from ..compiling import kernel
from . import features as f
from .near import NEAREST

CLOSEST: Final = 4
"""Of a mark of two characters, one more and one changed: the changed one is among so many nearest."""
BOTH_CLOSE: Final = 8
"""Of a mark of two characters both changed, each is among so many nearest."""
SHORTEST_WITHIN: Final = 4
"""Letters of a mark that is looked for within a longer name, or in another order."""
TWO_STEPS: Final = 6
"""Letters of the longer name from which on two steps are within reach,"""
THREE_STEPS: Final = 8
"""and of the mark from which on three are, if its first or last half is kept."""

SPELLED: Final = 0.9
"""Across scripts a name is within reach that is spelled or means so much the same,"""
HEARD: Final = 1.5
"""or of which the similarities of spelling and of sound add up to this, unless the Latin name is pinyin: who writes
pinyin can spell a Han name as it is, so that another spelling is another name."""


@kernel
def close_rank(n: int) -> int:
    """How near a second changed symbol of a Han name of `n` must come: the longer the name, the more there are."""
    if n == 2:
        return BOTH_CLOSE
    if n <= 4:
        return 12
    return 6 if n <= 8 else 0


@kernel
def is_within_reach(measures: Any, latin: bool) -> bool:
    """Whether few enough changes lead from the mark to the name; `measures` as `features.measure` fills them."""
    if latin:
        return is_within_letters(measures)
    n, k = measures[f.NAME_LENGTH], measures[f.MARK_LENGTH]
    if (measures[f.CONTAINED] > 0 and k >= 2) or measures[f.SAME_SET] > 0:
        return True
    changed, alike = measures[f.SUBSTITUTIONS], measures[f.CHANGES_ALIKE]
    more, less = measures[f.INSERTIONS], measures[f.DELETIONS]
    steps = more + less + measures[f.SWAPS]
    if steps == 0:
        if k <= 2:
            within = measures[f.MOST_RANK] < (NEAREST if changed == 1 else BOTH_CLOSE)
        else:
            within = changed == 1 or (changed == 2 and measures[f.LEAST_RANK] < close_rank(int(n)))
        return bool(within or alike == changed or (k >= 3 and alike >= changed - 1))
    if steps > 1:
        return False
    if more > 0:
        within = changed <= 1 if k >= 3 else changed == 1 and measures[f.MOST_RANK] < CLOSEST
        return bool(changed == 0 or within or alike == changed)
    return bool(changed == 0 or (less > 0 and k >= 3 and alike == changed))


@kernel
def is_within_reach_spelled(measures: Any, spelled: int) -> bool:
    """`is_within_reach` of a Han name in which so many symbols are written in pinyin.

    `measures` take these for kept. But whoever spells one has changed it, to what sounds alike, and what else is
    changed counts besides.
    """
    changed = measures.copy()
    changed[f.SUBSTITUTIONS] += spelled
    changed[f.CHANGES_ALIKE] += spelled
    changed[f.MOST_RANK], changed[f.SAME_SET] = NEAREST, 0.0
    return is_within_reach(changed, False)


@kernel
def is_within_letters(measures: Any) -> bool:
    """`is_within_reach` of two Latin names."""
    k = measures[f.MARK_LENGTH]
    if k >= SHORTEST_WITHIN and (measures[f.CONTAINED] > 0 or measures[f.SAME_SET] > 0):
        return True
    longer = max(measures[f.NAME_LENGTH], k)
    steps = measures[f.SUBSTITUTIONS] + measures[f.INSERTIONS] + measures[f.DELETIONS] + measures[f.SWAPS]
    if steps <= 1 or (steps == 2 and longer >= TWO_STEPS):
        return True
    half_kept = max(measures[f.START_KEPT], measures[f.END_KEPT]) >= 0.5
    return bool(steps == 3 and k >= THREE_STEPS and half_kept)


@kernel
def is_within_reach_across(spelling: float, sound: float, meaning: float, in_pinyin: bool) -> bool:
    """Whether a name is near enough to a mark of the other script; similarities as `crossing.compare` gives them.

    `in_pinyin`: whether the Latin one of the two is (see `crossing.spelling.is_pinyin`).
    """
    return bool(max(spelling, meaning) >= SPELLED or (spelling + sound >= HEARD and not in_pinyin))

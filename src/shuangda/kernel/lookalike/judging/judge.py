"""The judge: one name against one mark. Kernels: plain as imported, compiled through `compiling.compiled`."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.comparing import HAN, LATIN, compare, han_in, scripts
from ..crossing.spelling import is_pinyin
from . import features as f
from .costs import JudgeTables
from .features import CROSSING, FEATURES, STEPS, Known, know, measure_across, measure_known
from .reach import HEARD, is_within_reach, is_within_reach_across, is_within_reach_spelled
from .romanised import count_spelled, read_pinyin

MEASURES: Final = len(FEATURES)
COUNTED: Final = len(FEATURES + STEPS)
ACROSS: Final = len(CROSSING)
VARIANT, GLYPH, SOUND, LATIN_KIND, CROSS_SCRIPT, ORDER, INSERTION, DELETION, SUBSTITUTION, MEANING = range(1, 11)
"""Positions in `model.KINDS`."""
NEAR_BITS: Final = 2.0
"""Bits under which the change of a character says nothing of shape or sound."""
BEYOND: Final = 0.5
"""What a name keeps of its score that is beyond the reach of the mark."""
PINYIN: Final = 0.04
"""What pinyin in the place of Han costs, as other disguises that are read do."""


@kernel
def logistic(value: float) -> float:
    """1 / (1 + exp(-value))."""
    return float(1.0 / (1.0 + np.exp(-value)))


@kernel
def kind_of_change(measures: NDArray[np.float32], latin: bool) -> int:
    """The main way in which a name of the same script departs from the mark, as a position in KINDS."""
    if measures[f.SWAPS] > 0 or measures[f.SAME_SET] > 0:
        return LATIN_KIND if latin else ORDER
    if latin:
        return LATIN_KIND
    if measures[f.SUBSTITUTIONS] == 0:
        return INSERTION if measures[f.INSERTIONS] >= measures[f.DELETIONS] else DELETION
    if measures[f.CHANGE_BITS] / measures[f.SUBSTITUTIONS] >= NEAR_BITS:
        return GLYPH if measures[f.SHAPE_BITS] > measures[f.SOUND_BITS] else SOUND
    return MEANING if measures[f.CLASS_CHANGES] > 0 else SUBSTITUTION


@kernel
def judge(q: NDArray[np.uint16], m: NDArray[np.uint16], t: JudgeTables) -> tuple[float, int]:
    """Score in 0 … 1 and kind (position in KINDS) of the name `q` against the mark `m`, both symbols.

    The score is the model's; that of the same symbols is 1 with kind 0 (`exact`; the caller knows what was folded).
    """
    return judge_known(q, know(q, t), m, t)


@kernel
def judge_known(q: NDArray[np.uint16], known: Known, m: NDArray[np.uint16], t: JudgeTables) -> tuple[float, int]:
    """`judge` of a name of which `know` was asked before: quicker where one name meets many marks."""
    if len(q) == 0 or len(m) == 0:
        return 0.0, SUBSTITUTION
    if len(q) == len(m):
        same = True
        for i in range(len(q)):
            same = same and q[i] == m[i]
        if same:
            return 1.0, 0
    of_name, of_mark = scripts(q), scripts(m)
    if (of_mark == LATIN) != (of_name == LATIN) and (of_mark | of_name) & HAN:
        return judge_across(q, m, of_name == LATIN, t)
    score, kind = judge_alike(q, known, m, 1 if of_mark == LATIN else 0, 0, t)
    if of_name == HAN | LATIN and of_mark == HAN:
        return max(score, judge_mixed(q, m, t)), CROSS_SCRIPT
    return score, kind


@kernel
def judge_alike(
    q: NDArray[np.uint16], known: Known, m: NDArray[np.uint16], row: int, spelled: int, t: JudgeTables
) -> tuple[float, int]:
    """Score and kind of a name in the script of the mark; `row` of `Weights.same`, 1 for Latin.

    `spelled` symbols of the name were written in pinyin.
    """
    measures = np.empty(COUNTED, np.float32)
    measure_known(q, known, m, t, measures)
    value = t.weights.intercept[row]
    for x in range(MEASURES):
        value += t.weights.same[row, x] * measures[x]
    within = is_within_reach_spelled(measures, spelled) if spelled > 0 else is_within_reach(measures, row == 1)
    return (1.0 if within else BEYOND) * logistic(value), kind_of_change(measures, row == 1)


@kernel
def judge_across(q: NDArray[np.uint16], m: NDArray[np.uint16], to_latin: bool, t: JudgeTables) -> tuple[float, int]:
    """Score and kind of a Latin name against a Han mark (`to_latin`), or of a Han name against a Latin mark."""
    spelling, sound, meaning = compare(q, m, t.crossing)
    han, latin, row = (m, q, 0) if to_latin else (q, m, 1)
    across = np.empty(ACROSS, np.float32)
    measure_across(spelling, sound, meaning, han_in(han), len(latin), across)
    value = t.weights.intercept[2 + row]
    for x in range(ACROSS):
        value += t.weights.across[row, x] * across[x]
    # Asked only where it matters: most names that meet across scripts are out of reach by their sound.
    in_pinyin = spelling + sound >= HEARD and is_pinyin(latin, t.crossing.pinyin)
    kept = 1.0 if is_within_reach_across(spelling, sound, meaning, in_pinyin) else BEYOND
    return kept * logistic(value), MEANING if meaning > max(spelling, sound) else CROSS_SCRIPT


@kernel
def judge_mixed(q: NDArray[np.uint16], m: NDArray[np.uint16], t: JudgeTables) -> float:
    """Score of a Han name with pinyin in it against a Han mark: what the letters spell of the mark is read as such."""
    read = read_pinyin(q, m, t.crossing)
    spelled = count_spelled(q, read)
    if spelled == 0:
        return 0.0
    if len(read) == len(m):
        same = True
        for i in range(len(m)):
            same = same and read[i] == m[i]
        if same:
            return 1.0 - PINYIN
    return (1.0 - PINYIN) * judge_alike(read, know(read, t), m, 0, spelled, t)[0]

"""The tables that keys and searches are made with, from the tables of characters."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled, kernel
from ..crossing.loading import load as load_crossing
from ..judging.costs import Rows, judge_tables
from ..judging.features import (
    CHANGE,
    CHANGE_BITS,
    CHANGED_SYMBOL_BITS,
    CLASS_CHANGES,
    COST,
    EVIDENCE,
    KEPT_BITS,
    LEAST_CHANGE_BITS,
    SHAPE_BITS,
    SOUND_BITS,
)
from ..judging.near import class_names, classes_of_syllables, sound_classes
from ..tables import LETTERS, load
from .han import STEEP
from .keys import LETTER_END, MEMBERS, KeyTables
from .planning import EVEN, LETTER_LOST, LETTER_TOLD, Likeness

TILE: Final = 64
"""Columns that are filled at a time: the evidence is read across its rows."""
COARSE: Final = ("aeiouy01", "bp8", "ckqg", "dt", "fvw", "h", "j", "l", "mn", "r", "szx52")
"""Letters and digits that brands take for one another. Others are left out of coarse names."""


def _coarse_letters() -> NDArray[np.uint8]:
    classes = np.zeros(64, np.uint8)
    for number, group in enumerate(COARSE, 1):
        for letter in group:
            classes[LETTERS.index(letter) + 1] = number
    return classes


def _spelling_code(syllable: str) -> int:
    code = 0
    for letter in syllable:
        code = code * 27 + ord(letter) - ord("a") + 1
    return code


@cache
def key_tables() -> KeyTables:
    """Number the sound classes and their members, the commonest character first; made once in a process."""
    tables = load()
    classes, sound = classes_of_syllables(), sound_classes()
    heard = sound[: len(tables.syllable)]
    count = len(class_names())
    member = np.full(65536, MEMBERS, np.uint8)
    members = np.zeros((count + 1, 256), np.uint16)
    for one in range(1, count + 1):
        bearers = np.flatnonzero(heard == one)
        bearers = bearers[np.argsort(tables.frequency[bearers], kind="stable")][: MEMBERS - 1]
        member[bearers] = np.arange(1, len(bearers) + 1)
        members[one, 1 : len(bearers) + 1] = bearers
    codes = sorted((_spelling_code(s), int(c)) for s, c in zip(tables.syllables, classes, strict=True) if s)
    spelling, spelt = np.array([c for c, _ in codes], np.int64), np.array([s for _, s in codes], np.int32)
    return KeyTables(sound, member, members, _coarse_letters(), spelling, spelt, load_crossing())


@kernel
def loss_between(
    a: int, b: int, shape: Any, sound: Any, substitution: Any, frequency: Any, classes: Any, w: Any
) -> Any:
    """An entry of `Likeness.loss`, as the judge weighs a change in a name of three; `w` are the weights of Han names.

    `shape` and `sound` are the evidence of the symbol `a` of a name for `b` of a mark, see `JudgeTables`.
    Letters all tell the same; of other symbols what they tell is lost, but for what tells that the mark was meant.
    """
    apart = float(substitution[a, b]) / 255.0
    if a <= LETTER_END:
        return LETTER_TOLD if a == b else EVEN + int(apart * LETTER_LOST)
    own = float(frequency[a]) / 8.0
    if a == b:
        return int(frequency[a])
    seen, heard = float(shape) / 8.0, float(sound) / 8.0
    lost = own * (w[KEPT_BITS] + w[EVIDENCE] - w[CHANGED_SYMBOL_BITS])
    lost -= max(seen, heard) * (w[EVIDENCE] + w[CHANGE_BITS] + w[LEAST_CHANGE_BITS])
    lost -= seen * w[SHAPE_BITS] + heard * w[SOUND_BITS] - CHANGE * w[EVIDENCE] + apart * w[COST] / 3.0
    if classes[a] > 0 and classes[a] == classes[b]:
        lost -= w[CLASS_CHANGES]
    return min(255, max(1, EVEN + int(STEEP * lost)))


@kernel
def fill_loss(
    first: int, last: int, shape: Any, sound: Any, substitution: Any, frequency: Any, classes: Any, w: Any, loss: Any
) -> None:
    """Write the rows `first` … `last` (exclusive) of `Likeness.loss`; `w` are the weights of Han names."""
    for begin in range(0, loss.shape[1], TILE):
        for row in range(first, last):
            for column in range(begin, min(begin + TILE, loss.shape[1])):
                seen, heard = shape[column, row], sound[column, row]
                loss[row - first, column] = loss_between(row, column, seen, heard, substitution, frequency, classes, w)


class Turned:
    """Evidence read with name and mark changed over: nearly the same, and a single question then needs few rows."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __getitem__(self, place: tuple[int, int]) -> int:
        return int(self.rows[place[1], place[0]])


def likeness(plain: bool = False) -> Likeness:
    """What characters are taken for; made once in a process, with `plain` only as far as it is asked for."""
    return _likeness(plain)


@cache
def _likeness(plain: bool) -> Likeness:
    judging, frequency = judge_tables(plain), load().frequency
    shape, sound = judging.shape_evidence, judging.sound_evidence
    if plain:
        shape, sound = Turned(shape), Turned(sound)
    costs = (shape, sound, judging.substitution, np.asarray(frequency), judging.meaning_class, judging.weights.same[0])
    count = len(frequency)

    def loss_row(row: int) -> NDArray[np.uint8]:
        losses = np.empty((1, count), np.uint8)
        fill_loss(row, row + 1, *costs, losses)
        row_of: NDArray[np.uint8] = losses[0]
        return row_of

    if plain:
        return Likeness(judging.near, Rows(loss_row, (count, count)))
    work = compiled(__name__)
    loss = np.empty((count, count), np.uint8)
    work.fill_loss(0, count, *costs, loss)
    return Likeness(judging.near, loss)

"""The tables that keys and searches are made with, from the tables of characters."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled, kernel
from ..crossing.loading import load as load_crossing
from ..judging.costs import Rows, judge_tables
from ..tables import LETTERS, load
from .keys import LETTER_END, MEMBERS, KeyTables
from .planning import REPLACED, Likeness

NEAR: Final = 48
"""So many similar symbols are tried in names of one or two."""
WEAKEST: Final = 8
"""Similar symbols tell more than so many eighths of a bit."""
COARSE: Final = ("aeiouy01", "bp8", "ckqg", "dt", "fvw", "h", "j", "l", "mn", "r", "szx52")
"""Letters and digits that brands take for one another. Others are left out of coarse names."""


def coarse_sound(syllable: str) -> str:
    """The syllable with the commonest mergers of dialects undone: zh ch sh = z c s, n = l, -ng = -n."""
    for retroflex in ("zh", "ch", "sh"):
        if syllable.startswith(retroflex):
            syllable = retroflex[0] + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable


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
    names = sorted({coarse_sound(syllable) for syllable in tables.syllables if syllable})
    number = {name: place for place, name in enumerate(names, 1)}
    classes = np.array([number[coarse_sound(s)] if s else 0 for s in tables.syllables], np.int32)
    heard = classes[tables.syllable[:, 0]]
    sound = np.arange(65536, dtype=np.int32) + len(names) + 1
    sound[: len(heard)] = np.where(heard > 0, heard, sound[: len(heard)])
    member = np.full(65536, MEMBERS, np.uint8)
    members = np.zeros((len(names) + 1, 256), np.uint16)
    for one in range(1, len(names) + 1):
        bearers = np.flatnonzero(heard == one)
        bearers = bearers[np.argsort(tables.frequency[bearers], kind="stable")][: MEMBERS - 1]
        member[bearers] = np.arange(1, len(bearers) + 1)
        members[one, 1 : len(bearers) + 1] = bearers
    codes = sorted((_spelling_code(s), int(c)) for s, c in zip(tables.syllables, classes, strict=True) if s)
    spelling, spelt = np.array([c for c, _ in codes], np.int64), np.array([s for _, s in codes], np.int32)
    return KeyTables(sound, member, members, _coarse_letters(), spelling, spelt, load_crossing())


@kernel
def loss_between(a: int, b: int, shape: Any, sound: Any, substitution: Any, frequency: Any) -> Any:
    """An entry of `Likeness.loss`: letters by their own costs, other symbols by evidence."""
    if a > LETTER_END:
        own: Any = np.int64(shape[a, a])
        return own if a == b else min(255, own - max(np.int64(shape[a, b]), np.int64(sound[a, b])) + REPLACED)
    own = np.int64(frequency[a])
    return own if a == b else min(255, own * np.int64(substitution[a, b]) // 255 + REPLACED)


@kernel
def fill_loss(first: int, last: int, shape: Any, sound: Any, substitution: Any, frequency: Any, loss: Any) -> None:
    """Write the rows `first` … `last` (exclusive) of `Likeness.loss`."""
    for row in range(first, last):
        for column in range(loss.shape[1]):
            loss[row - first, column] = loss_between(row, column, shape, sound, substitution, frequency)


@kernel
def nearest(row: int, losses: Any, near: Any) -> None:
    """Write the symbols that cost least in the place of the symbol `row` to `near`, equal ones by number."""
    tally = np.zeros(257, np.int64)
    most = np.int64(losses[row]) + REPLACED - WEAKEST
    for other in range(1, len(losses)):
        if other != row:
            tally[np.int64(losses[other]) + 1] += 1
    for cost in range(1, 257):
        tally[cost] += tally[cost - 1]
    for other in range(1, len(losses)):
        cost = np.int64(losses[other])  # type: ignore[assignment]
        if other != row:
            if tally[cost] < len(near) and cost < most:
                near[tally[cost]] = other
            tally[cost] += 1


@kernel
def all_nearest(loss: Any, near: Any) -> None:
    """`nearest` of every symbol."""
    for row in range(1, len(near)):
        nearest(row, loss[row], near[row])


def likeness(plain: bool = False) -> Likeness:
    """What characters are taken for; made once in a process, with `plain` only as far as it is asked for."""
    return _likeness(plain)


@cache
def _likeness(plain: bool) -> Likeness:
    judging, frequency = judge_tables(plain), load().frequency
    costs = (judging.shape_evidence, judging.sound_evidence, judging.substitution, np.asarray(frequency))
    count = len(frequency)

    def loss_row(row: int) -> NDArray[np.uint8]:
        losses = np.empty((1, count), np.uint8)
        fill_loss(row, row + 1, *costs, losses)
        row_of: NDArray[np.uint8] = losses[0]
        return row_of

    def near_row(row: int) -> NDArray[np.uint16]:
        near = np.zeros(NEAR, np.uint16)
        nearest(row, loss_row(row), near)
        return near

    if plain:
        return Likeness(Rows(near_row, (count, NEAR)), Rows(loss_row, (count, count)))
    work = compiled(__name__)
    loss, near = np.empty((count, count), np.uint8), np.zeros((count, NEAR), np.uint16)
    work.fill_loss(0, count, *costs, loss)
    work.all_nearest(loss, near)
    return Likeness(near, loss)

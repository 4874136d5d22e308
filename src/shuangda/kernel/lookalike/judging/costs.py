"""What it costs to take one character for another, by the look of the glyph or by the sound, and what that tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled, kernel
from ..crossing.loading import load as load_crossing
from ..crossing.model import CrossingTables
from ..tables import FOLDER, LETTERS, Tables, load
from ..tables.likeness import looks
from . import near
from .weights import Weights, load_weights

Bytes = NDArray[np.uint8]

UNRELATED: Final = 255
"""Cost of two characters that have nothing in common; 0 is the same character."""
SHAPE_FLOOR: Final = 0.35
"""Likeness of two glyphs below which nobody takes one for the other."""
BLOCK: Final = 1024
PLACE_BITS: Final = Path(__file__).parent / "place_bits.npy"
COMMON_ENDS: Final = Path(__file__).parent / "common_ends.npy"
LETTER_SOUNDS: Final = (
    ("ckq", 0.9), ("sz", 0.85), ("iy", 0.85), ("uvw", 0.7), ("fv", 0.8), ("bp", 0.75), ("dt", 0.75), ("gk", 0.7),
    ("gj", 0.8), ("jy", 0.6), ("mn", 0.7), ("lr", 0.7), ("sx", 0.7), ("xz", 0.6), ("cs", 0.7), ("gc", 0.6),
    ("bv", 0.6), ("pf", 0.6), ("ae", 0.6), ("ao", 0.55), ("ei", 0.6), ("ou", 0.65), ("aeiouy", 0.45), ("hf", 0.4),
)  # fmt: skip
"""Groups of letters that sound alike in the spelling of brands, and how much; the strongest group holds."""


class JudgeTables(NamedTuple):
    """What judging reads; N symbols, S syllables. A NamedTuple, so that compiled code takes it.

    The three matrices are uint8[N, N] arrays, or `Rows` that make a row when it is asked for (the plain path).
    """

    substitution: Any
    """0 the same … 255 unrelated: the smaller of the costs by shape and by sound."""
    shape_evidence: Any
    """-8 log2 of the chance that a symbol of a name looks as near the symbol of the row as that of the column does."""
    sound_evidence: Any
    """The same for sound."""
    near: Any
    """uint16[N, 32]: the symbols that come nearest to each, nearest first; 0 where there are no more. An array or
    `Rows`."""
    sound_class: NDArray[np.int32]
    """[65536], see `near.sound_classes`."""
    syllable: NDArray[np.uint16]
    """[N, 3] readings, 0 none."""
    place_bits: Bytes
    """[3, N], -8 log2 of how often a symbol stands first, within or last in names."""
    common_ends: NDArray[np.int64]
    """Sorted: the two symbols that many names begin or end with, `last << 40 | first << 24 | second << 8`, and in the
    lowest byte eighths of a bit: how many times as often as those that are just often enough to stand here."""
    words: NDArray[np.uint64]
    """Sorted hashes of the words of a Chinese dictionary."""
    english: NDArray[np.uint64]
    """The same of English words."""
    bigram_hash: NDArray[np.uint32]
    bigram_cost: Bytes
    meaning_class: Bytes
    """[N], closed classes such as numerals, colours, kin; 0 none."""
    crossing: CrossingTables
    weights: Weights


def letter_sounds() -> Bytes:
    """uint8[36, 36]: similarity in sound of digits and letters."""
    sounds = np.zeros((len(LETTERS), len(LETTERS)), np.uint8)
    for group, degree in LETTER_SOUNDS:
        at = [LETTERS.index(letter) for letter in group]
        sounds[np.ix_(at, at)] = np.maximum(sounds[np.ix_(at, at)], round(degree * 255))
    np.fill_diagonal(sounds, 255)
    return sounds


def _among_letters(costs: Bytes, rows: NDArray[np.int64], letters: Bytes) -> Bytes:
    """Letters and digits among themselves by their own similarities, never near Han; a symbol is itself."""
    own = slice(1, len(LETTERS) + 1)
    costs[:, own] = UNRELATED
    lettered = (rows >= 1) & (rows <= len(LETTERS))
    costs[lettered] = UNRELATED
    costs[lettered, own] = UNRELATED - letters[rows[lettered] - 1]
    costs[np.arange(len(rows)), rows] = 0
    return costs


def shape_costs(tables: Tables, rows: NDArray[np.int64]) -> Bytes:
    """uint8[len(rows), N] by the look of the glyphs."""
    near = np.clip((looks(tables, rows) - SHAPE_FLOOR) / (1 - SHAPE_FLOOR), 0, 1)
    costs = np.maximum(1, np.rint((1 - near) * UNRELATED)).astype(np.uint8)
    return _among_letters(costs, rows, tables.letter_shape)


@cache
def _by_syllable() -> Bytes:
    """uint8[S, N]: cost of the nearest reading of each symbol from each syllable; 1 for the same."""
    tables = load()
    apart = np.maximum(UNRELATED - tables.syllable_similarity, 1).astype(np.uint8)
    apart[0, :] = apart[:, 0] = UNRELATED
    found: Bytes = np.minimum.reduce([apart[:, tables.syllable[:, at]] for at in range(tables.syllable.shape[1])])
    return found


def sound_costs(tables: Tables, rows: NDArray[np.int64]) -> Bytes:
    """uint8[len(rows), N] by the nearest two readings."""
    heard = _by_syllable()
    costs = np.minimum.reduce([heard[tables.syllable[rows, reading]] for reading in range(tables.syllable.shape[1])])
    return _among_letters(costs, rows, letter_sounds())


@kernel
def weigh(costs: Bytes, chance: NDArray[np.float64], out: Bytes) -> None:
    """For each row of `costs` (uint8[R, N]): -8 log2 of the chance of the symbols that cost no more than each does.

    A near miss then weighs as much as it is unlikely to come about by itself: 帅 for 师 much, one of the many
    characters read `li` for another little. `chance` float64[N] sums to 1.
    """
    for row in range(len(costs)):
        mass = np.zeros(256)
        for column in range(costs.shape[1]):
            mass[costs[row, column]] += chance[column]
        total = 0.0
        bits = np.zeros(256, np.uint8)
        for cost in range(256):
            total += mass[cost]
            bits[cost] = min(255, max(0, round(-8 * np.log2(max(total, 1e-9)))))
        for column in range(costs.shape[1]):
            out[row, column] = bits[costs[row, column]]


def evidence(costs: Bytes, chance: NDArray[np.float64]) -> Bytes:
    """`weigh` of a few rows, without the compiler."""
    mass = np.cumsum([np.bincount(row, weights=chance, minlength=256) for row in costs], axis=1)
    bits = np.clip(np.rint(-8 * np.log2(np.maximum(mass, 1e-9))), 0, 255).astype(np.uint8)
    return np.take_along_axis(bits, costs.astype(np.intp), 1)


def chances(tables: Tables, place_bits: Bytes) -> NDArray[np.float64]:
    """float64[N]: how often each symbol stands in names; that of a letter is among letters."""
    letters = len(LETTERS) + 1
    chance = np.exp2(place_bits.min(axis=0) / -8.0)
    chance[letters:] /= chance[letters:].sum()
    chance[:letters] = np.exp2(tables.frequency[:letters] / -8.0)
    found: NDArray[np.float64] = chance
    return found


class Rows:
    """A matrix that makes its rows when they are asked for: a single question needs few of them."""

    def __init__(self, make: Callable[[int], NDArray[Any]], shape: tuple[int, int]) -> None:
        self.row = cache(make)
        self.shape = shape

    def __getitem__(self, place: tuple[int, int]) -> int:
        row, column = place
        return int(self.row(int(row))[column])


def _matrices(tables: Tables, chance: NDArray[np.float64]) -> tuple[Any, Any, Any, Any]:
    count = len(tables.codes)
    found = (np.empty((count, count), np.uint8), np.empty((count, count), np.uint8), np.empty((count, count), np.uint8))
    fill = compiled(__name__).weigh
    for start in range(0, count, BLOCK):
        rows = np.arange(start, min(start + BLOCK, count))
        shape, sound = shape_costs(tables, rows), sound_costs(tables, rows)
        found[0][rows] = np.minimum(shape, sound)
        fill(shape, chance, found[1][start : start + len(rows)])
        fill(sound, chance, found[2][start : start + len(rows)])
    nearest = np.zeros((count, near.NEAREST), np.uint16)
    compiled(near.__name__).fill_nearest(*found[1:], near.sound_classes(), nearest)
    return *found, nearest


def _lazy(tables: Tables, chance: NDArray[np.float64]) -> tuple[Any, Any, Any, Any]:
    shape = (len(tables.codes), len(tables.codes))

    @cache
    def costs(row: int) -> tuple[Bytes, Bytes]:
        rows = np.array([row])
        return shape_costs(tables, rows), sound_costs(tables, rows)

    by_shape = Rows(lambda row: evidence(costs(row)[0], chance)[0], shape)
    by_sound = Rows(lambda row: evidence(costs(row)[1], chance)[0], shape)

    def nearest(row: int) -> NDArray[np.uint16]:
        found = np.zeros(near.NEAREST, np.uint16)
        near.find_nearest(row, by_shape.row(row), by_sound.row(row), near.sound_classes(), found)
        return found

    return (
        Rows(lambda row: np.minimum(*costs(row))[0], shape),
        by_shape,
        by_sound,
        Rows(nearest, (shape[0], near.NEAREST)),
    )


def judge_tables(plain: bool = False) -> JudgeTables:
    """The tables for judging, made once in a process: about a second, or at once when `plain`, for single names."""
    return _judge_tables(plain)


@cache  # behind a plain function: the matrices must not be made again because a call writes `plain` another way
def _judge_tables(plain: bool) -> JudgeTables:
    tables, crossing = load(), load_crossing()
    place_bits: Bytes = np.load(PLACE_BITS)
    chance = chances(tables, place_bits)
    substitution, by_shape, by_sound, nearest = _lazy(tables, chance) if plain else _matrices(tables, chance)
    english: NDArray[np.uint64] = np.load(FOLDER / "english_words.npy")
    return JudgeTables(
        substitution, by_shape, by_sound, nearest, near.sound_classes(), tables.syllable, place_bits,
        np.load(COMMON_ENDS), np.asarray(tables.words_hash), english,
        np.asarray(tables.bigram_hash), np.asarray(tables.bigram_cost), np.asarray(crossing.meaning_class),
        crossing, load_weights(),
    )  # fmt: skip

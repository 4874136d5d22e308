"""Other ways to read places of a title: an emoji as its word, components as their character, pinyin as a character.

Each reading is a short row of its own around the place, so that the same search finds what it hides.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..folding import variants
from ..folding.table import joins
from ..tables import CODE_SPACE, load
from .background import DIGIT, GUESSED, HAN, LETTER, PICTURED, REREAD, SPACE
from .folded import Folded

AROUND: Final = 8
"""Symbols on either side of the place that a reading keeps."""
SUREST: Final = 1
"""Joins of components are read below this class: with a bound component (氵), not characters such as 女 and 子."""
PICTURES: Final = ((0x2600, 0x27C0), (0x1F300, 0x1FB00))
LONGEST_SYLLABLE: Final = 6


class Places(NamedTuple):
    """Symbols `first … last` of all titles, each stretch read as one symbol; with `first == last` it is put in."""

    row: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    symbol: NDArray[np.uint16]
    start: NDArray[np.uint16]
    end: NDArray[np.uint16]
    """Code points of the title."""
    joins_before: NDArray[np.bool_]
    joins_after: NDArray[np.bool_]
    """No space parts it from the symbol before, after it."""
    sure: NDArray[np.bool_]
    """Nobody writes so without meaning it: components, not an emoji that opens a title."""


def readings(
    folded: Folded, codes: NDArray[np.uint32], bounds: NDArray[np.int64], script: NDArray[np.uint8]
) -> tuple[Folded, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Rows around each place that reads otherwise, the title of each row, which symbol of the row was read so, and
    whether that is sure."""
    found: list[Places] = [_pictures(folded, codes, bounds), _joined(folded), _pinyin(folded, script)]
    columns: list[Any] = [np.concatenate(column) for column in zip(*found, strict=True)]
    places = Places(*columns)
    low = np.maximum(folded.offsets[places.row], places.first - AROUND)
    high = np.minimum(folded.offsets[places.row + 1], places.last + AROUND)
    low = np.where(places.joins_before, low, places.first)
    high = np.where(places.joins_after, high, places.last)
    changed = places.first - low
    offsets = np.concatenate(([0], np.cumsum(changed + 1 + high - places.last)))
    owner = np.repeat(np.arange(len(low)), np.diff(offsets))
    rank = np.arange(offsets[-1]) - offsets[owner] - changed[owner]
    here = np.flatnonzero(rank == 0)
    at = np.where(rank < 0, places.first[owner] + rank, places.last[owner] + rank - 1)
    at[here] = 0
    symbols, starts, ends, gaps = folded.symbols[at], folded.starts[at], folded.ends[at], folded.gaps[at]
    symbols[here], starts[here], ends[here] = places.symbol, places.start, places.end
    gaps[rank == 1] = REREAD
    gaps[here] = np.where(places.sure, REREAD, np.where(places.first == places.last, PICTURED, GUESSED))
    return Folded(symbols, offsets, starts, ends, gaps), places.row, changed, places.sure


def _placed(
    folded: Folded, first: NDArray[np.int64], last: NDArray[np.int64], symbol: NDArray[np.uint16], sure: bool
) -> Places:
    """Places that symbols of the titles hold."""
    row = np.searchsorted(folded.offsets, first, side="right") - 1
    spaced = np.append(folded.gaps == SPACE, True)
    return Places(
        row, first, last, symbol, folded.starts[first], folded.ends[last - 1], ~spaced[first], ~spaced[last],
        np.full(len(first), sure, np.bool_),
    )  # fmt: skip


def _pictures(folded: Folded, codes: NDArray[np.uint32], bounds: NDArray[np.int64]) -> Places:
    """Emoji beside a symbol, where one Han character is a word for them."""
    seen = np.flatnonzero(codes >= PICTURES[0][0])
    symbols = _picture_words()[codes[seen] % CODE_SPACE]
    seen, symbols = seen[symbols > 0], symbols[symbols > 0]
    begins = np.repeat(bounds[:-1], np.diff(folded.offsets))
    starts, ends = begins + folded.starts, begins + folded.ends
    at = np.searchsorted(starts, seen)
    row = np.searchsorted(bounds, seen, side="right") - 1
    after = (at > folded.offsets[row]) & (np.append(0, ends)[at] == seen)
    before = (at < folded.offsets[row + 1]) & (np.append(starts, 0)[at] == seen + 1)
    beside = after | before
    row, at, own = row[beside], at[beside], (seen - bounds[row])[beside].astype(np.uint16)
    return Places(
        row, at, at, symbols[beside], own, own + np.uint16(1), after[beside], before[beside],
        np.zeros(len(row), np.bool_),
    )  # fmt: skip


@cache
def _picture_words() -> NDArray[np.uint16]:
    """[CODE_SPACE]: the symbol that an emoji is read as."""
    tables = load()
    found = np.zeros(CODE_SPACE, np.uint16)
    for low, high in PICTURES:
        for code in range(low, high):
            words = [one.text for one in variants(chr(code)) if len(one.text) == 1 and "一" <= one.text <= "鿿"]
            if words:
                found[code] = tables.symbols(words[0])[0]
    return found


def _joined(folded: Folded) -> Places:
    """Components side by side."""
    begins, follows, pairs, table = _joins()
    symbols, gaps = folded.symbols, folded.gaps
    likely = np.flatnonzero(begins[symbols[:-1]] & follows[symbols[1:]] & (gaps[1:] == 0))
    pair = symbols[likely].astype(np.int64) << 16 | symbols[likely + 1]
    likely = likely[pairs[np.minimum(np.searchsorted(pairs, pair), len(pairs) - 1)] == pair]
    found = [
        (at, at + size, table[parts])
        for at in likely.tolist()
        for size in (3, 2)
        if at + size <= len(symbols)  # a slice past the end would be a shorter one
        and (parts := tuple(symbols[at : at + size].tolist())) in table
        and not gaps[at + 1 : at + size].any()
    ]
    first, last, made = np.array(found, np.int64).reshape(-1, 3).T
    return _placed(folded, first, last, made.astype(np.uint16), True)


@cache
def _joins() -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.int64], dict[tuple[int, ...], int]]:
    """Which symbols stand first, second, and first and second among components that are read together (sorted), and
    what is read."""
    tables = load()
    begins, follows = np.zeros(65536, np.bool_), np.zeros(65536, np.bool_)
    found: dict[tuple[int, ...], int] = {}
    for parts, ways in joins().items():
        made, kind = min(ways, key=lambda way: way[1])
        if kind < SUREST:
            key = tuple(tables.symbols(parts).tolist())
            found[key] = int(tables.symbols(made)[0])
            begins[key[0]] = follows[key[1]] = True
    pairs = np.array(sorted({key[0] << 16 | key[1] for key in found}), np.int64)
    return begins, follows, pairs, found


def _pinyin(folded: Folded, script: NDArray[np.uint8]) -> Places:
    """A run of letters that touches Han and is one syllable."""
    kinds = script[folded.symbols]
    letter, apart = kinds == LETTER, folded.gaps > 0
    touches = (~letter[:-1]) & (kinds[:-1] == HAN) & ~apart[1:]
    opens = np.flatnonzero(letter & np.concatenate(([True], ~letter[:-1] | apart[1:])))
    ends = np.flatnonzero(letter & np.concatenate((~letter[1:] | apart[1:], [True]))) + 1
    # Beside a digit letters are part of a number of a model.
    digit, joined = kinds == DIGIT, folded.gaps != SPACE
    coded = np.append(digit & joined, False)[ends] | (np.append(False, digit[:-1]) & joined)[opens]
    short = (ends - opens <= LONGEST_SYLLABLE) & ~coded
    begins, ends = opens[short], ends[short]
    touched = np.concatenate(([False], touches))[begins]
    touched |= np.concatenate((~apart & (kinds == HAN), [False]))[ends]
    begins, ends = begins[touched], ends[touched]
    known = _syllables()
    runs = zip(begins.tolist(), ends.tolist(), strict=True)
    read = np.array([known.get(tuple(folded.symbols[first:last].tolist()), 0) for first, last in runs], np.uint16)
    return _placed(folded, begins[read > 0], ends[read > 0], read[read > 0], False)


@cache
def _syllables() -> dict[tuple[int, ...], int]:
    """The most common symbol of each syllable."""
    tables = load()
    found: dict[tuple[int, ...], int] = {}
    for symbol in np.argsort(tables.frequency, kind="stable").tolist():
        syllable = int(tables.syllable[symbol, 0])
        if syllable:
            found.setdefault(tuple(tables.symbols(tables.syllables[syllable]).tolist()), symbol)
    return found

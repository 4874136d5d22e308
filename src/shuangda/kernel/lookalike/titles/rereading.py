"""Other ways to read places of a title: an emoji as its word, components as their character, pinyin as a character.

Each reading is a short row of its own around the place, so that the same search finds what it hides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..folding import variants
from ..folding.table import joins
from ..tables import CODE_SPACE, load
from .background import HAN, LETTER, REREAD
from .folded import Folded

AROUND: Final = 8
"""Symbols on either side of the place that a reading keeps."""
SUREST: Final = 1
"""Joins of components are read below this class: with a bound component (氵), not characters such as 女 and 子."""
PICTURES: Final = ((0x2600, 0x27C0), (0x1F300, 0x1FB00))
LONGEST_SYLLABLE: Final = 6


class Place(NamedTuple):
    """Symbols `first … last` of all titles read as one `symbol`; with `first == last` it is put in."""

    row: int
    first: int
    last: int
    symbol: int
    start: int
    end: int
    """Code points of the title."""
    sure: bool
    """Nobody writes so without meaning it: components, not an emoji that opens a title."""


def readings(
    folded: Folded, codes: NDArray[np.uint32], bounds: NDArray[np.int64], script: NDArray[np.uint8]
) -> tuple[Folded, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Rows around each place that reads otherwise, the title of each row, which symbol of the row was read so, and
    whether that is sure."""
    places = [*_pictures(folded, codes, bounds), *_joined(folded), *_pinyin(folded, script)]
    symbols, starts, ends, gaps = [np.empty(0, np.uint16)], [np.empty(0, np.uint16)], [np.empty(0, np.uint16)], []
    lengths, changed = [0], []
    gaps.append(np.empty(0, np.uint8))
    for place in places:
        low = max(folded.offsets[place.row], place.first - AROUND)
        high = min(folded.offsets[place.row + 1], place.last + AROUND)
        head, tail = slice(low, place.first), slice(place.last, high)
        symbols += [folded.symbols[head], np.array([place.symbol], np.uint16), folded.symbols[tail]]
        starts += [folded.starts[head], np.array([place.start], np.uint16), folded.starts[tail]]
        ends += [folded.ends[head], np.array([place.end], np.uint16), folded.ends[tail]]
        after = folded.gaps[tail].copy()
        after[:1] = REREAD
        gaps += [folded.gaps[head], np.array([REREAD], np.uint8), after]
        changed.append(place.first - low)
        lengths.append(place.first - low + 1 + high - place.last)
    rows = Folded(
        np.concatenate(symbols), np.cumsum(lengths), np.concatenate(starts), np.concatenate(ends), np.concatenate(gaps)
    )
    titles = np.array([place.row for place in places], np.int64)
    return rows, titles, np.array(changed, np.int64), np.array([place.sure for place in places], np.bool_)


def _pictures(folded: Folded, codes: NDArray[np.uint32], bounds: NDArray[np.int64]) -> Iterator[Place]:
    """Emoji beside a symbol, where one Han character is a word for them."""
    seen = np.flatnonzero(codes >= PICTURES[0][0])
    words = _picture_words()
    symbols = words[codes[seen] % CODE_SPACE]
    seen, symbols = seen[symbols > 0], symbols[symbols > 0]
    for place, symbol in zip(seen.tolist(), symbols.tolist(), strict=True):
        row = int(np.searchsorted(bounds, place, side="right")) - 1
        own = place - int(bounds[row])
        low, high = int(folded.offsets[row]), int(folded.offsets[row + 1])
        at = low + int(np.searchsorted(folded.starts[low:high], own))
        if (at > low and folded.ends[at - 1] == own) or (at < high and folded.starts[at] == own + 1):
            yield Place(row, at, at, symbol, own, own + 1, False)


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


def _joined(folded: Folded) -> Iterator[Place]:
    """Components side by side."""
    begins, follows, table = _joins()
    symbols, gaps = folded.symbols, folded.gaps
    for at in np.flatnonzero(begins[symbols[:-1]] & follows[symbols[1:]]).tolist():
        for size in (3, 2):
            made = table.get(tuple(symbols[at : at + size].tolist()))
            if made and at + size <= len(symbols) and not gaps[at + 1 : at + size].any():
                row = int(np.searchsorted(folded.offsets, at, side="right")) - 1
                yield Place(row, at, at + size, made, int(folded.starts[at]), int(folded.ends[at + size - 1]), True)


@cache
def _joins() -> tuple[NDArray[np.bool_], NDArray[np.bool_], dict[tuple[int, ...], int]]:
    """Which symbols stand first and second among components that are read together, and what is read."""
    tables = load()
    begins, follows = np.zeros(65536, np.bool_), np.zeros(65536, np.bool_)
    found: dict[tuple[int, ...], int] = {}
    for parts, ways in joins().items():
        made, kind = min(ways, key=lambda way: way[1])
        if kind < SUREST:
            key = tuple(tables.symbols(parts).tolist())
            found[key] = int(tables.symbols(made)[0])
            begins[key[0]] = follows[key[1]] = True
    return begins, follows, found


def _pinyin(folded: Folded, script: NDArray[np.uint8]) -> Iterator[Place]:
    """A run of letters between Han that is one syllable."""
    symbols, gaps = folded.symbols, folded.gaps
    kinds = script[symbols]
    letter = kinds == LETTER
    begins = np.flatnonzero(letter[1:] & (kinds[:-1] == HAN) & (gaps[1:] == 0)) + 1
    if not len(begins):
        return
    # A run ends before the next symbol that is no letter or stands apart; titles begin with a gap.
    stops = np.flatnonzero(np.concatenate((~letter[1:] | (gaps[1:] > 0), [True]))) + 1
    ends = stops[np.searchsorted(stops, begins, side="right")]
    short = (ends - begins <= LONGEST_SYLLABLE) & (ends < len(symbols))
    begins, ends = begins[short], ends[short]
    within = (kinds[ends] == HAN) & (gaps[ends] == 0)
    known = _syllables()
    for first, last in zip(begins[within].tolist(), ends[within].tolist(), strict=True):
        symbol = known.get(tuple(symbols[first:last].tolist()))
        if symbol:
            row = int(np.searchsorted(folded.offsets, first, side="right")) - 1
            yield Place(row, first, last, symbol, int(folded.starts[first]), int(folded.ends[last - 1]), False)


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

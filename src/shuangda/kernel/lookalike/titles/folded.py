"""Titles as symbols, with the way back to their code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..folding.batch import encode, fold_batch
from ..folding.kinds import KINDS as STEPS
from ..folding.table import code_table
from ..tables import CODE_SPACE, load
from .background import REREAD, SIGN, SPACE

HOMOGLYPH: Final = STEPS.index("homoglyph")


class Folded(NamedTuple):
    """Texts as symbols one after the other; row i is `offsets[i] … offsets[i + 1]`."""

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    starts: NDArray[np.uint16]
    """The first code point of its text that a symbol came from."""
    ends: NDArray[np.uint16]
    """The code point after the last."""
    gaps: NDArray[np.uint8]
    """What stands before a symbol: nothing (0), SPACE, SIGN, REREAD, GUESSED."""


def fold_titles(texts: Sequence[str], fast: bool = True) -> Folded:
    """Fold texts as names are folded, and keep what stood between the symbols."""
    return fold_codes(*encode(texts), fast)


def fold_codes(codes: NDArray[np.uint32], bounds: NDArray[np.int64], fast: bool = True) -> Folded:
    """The same for texts as code points."""
    folded = fold_batch(codes, bounds, fast=fast)
    symbols = _written()[folded.codes % CODE_SPACE]
    offsets, source = folded.offsets, folded.source
    kept = np.flatnonzero(symbols)
    if len(kept) < len(symbols):
        symbols, source = symbols[kept], source[kept]
        offsets = np.searchsorted(kept, offsets)
    gaps = _gaps(codes, bounds, offsets, source)
    forged = np.flatnonzero(written_as(codes) == HOMOGLYPH)
    if len(forged):
        places = np.repeat(bounds[:-1], np.diff(offsets)) + source
        for at in (np.searchsorted(places, forged), np.searchsorted(places, forged, side="right")):
            inside = at < len(gaps)
            gaps[at[inside]] = np.maximum(gaps[at[inside]], REREAD)
    return Folded(symbols, offsets, source, source + np.uint16(1), gaps)


def written_as(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """How each code point differs from what it folds to, as a position in `folding.kinds.KINDS`."""
    return _steps()[codes % CODE_SPACE]


@cache
def _steps() -> NDArray[np.uint8]:
    table = code_table()
    codes = np.arange(CODE_SPACE)
    values = table.values[table.index[codes >> 8].astype(np.int64) << 8 | codes & 255]
    steps: NDArray[np.uint8] = (values >> 26).astype(np.uint8)
    return steps


def _gaps(
    codes: NDArray[np.uint32], bounds: NDArray[np.int64], offsets: NDArray[np.int64], source: NDArray[np.uint16]
) -> NDArray[np.uint8]:
    gaps = np.zeros(len(source), np.uint8)
    apart = np.flatnonzero(source[1:] > source[:-1] + np.uint16(1)) + 1
    row = np.searchsorted(offsets, apart, side="right") - 1
    inside = offsets[row] < apart
    apart, row = apart[inside], row[inside]
    at = bounds[row] + source[apart]
    # One code point stands between in nearly all cases; of more, the last one speaks for all.
    gaps[apart] = np.where(_signs()[codes[at - 1] % CODE_SPACE], SIGN, SPACE)
    gaps[offsets[:-1][np.diff(offsets) > 0]] = SPACE
    return gaps


@cache
def _written() -> NDArray[np.uint16]:
    """The symbol of each code point; none for pictures and signs, which stand between words as spaces do."""
    tables = load()
    symbols = tables.symbol_of.copy()
    other = symbols >= len(tables.codes)
    other[0x3400:0xA000] = False
    other[0x20000:0x32400] = False
    symbols[other] = 0
    return symbols


@cache
def _signs() -> NDArray[np.bool_]:
    """Signs that nobody writes between words of a title: neither spaces, brackets, slashes nor marks of a list."""
    found = np.ones(CODE_SPACE, np.bool_)
    for code in range(CODE_SPACE):
        category = unicodedata.category(chr(code))
        found[code] = category not in {"Zs", "Ps", "Pe", "Pi", "Pf", "Cc"} and chr(code) not in "/+,，、;；:：|&!！。"
    return found

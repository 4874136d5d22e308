"""Titles as symbols, with the way back to their code points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..folding.batch import encode, fold_batch
from ..tables import CODE_SPACE, load


class Folded(NamedTuple):
    """Texts as symbols one after the other; row i is `offsets[i] … offsets[i + 1]`."""

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    source: NDArray[np.uint16]
    """The code point of its text that a symbol came from."""
    gaps: NDArray[np.bool_]
    """Whether something stood between the symbol before and this one."""
    flags: NDArray[np.uint8]
    """Of each text, see `folding.batch`."""


def fold_titles(texts: Sequence[str], fast: bool = True) -> Folded:
    """Fold texts as names are folded, and keep where words stood apart."""
    folded = fold_batch(*encode(texts), fast=fast)
    symbols = _written()[folded.codes % CODE_SPACE]
    offsets, source = folded.offsets, folded.source
    kept = np.flatnonzero(symbols)
    if len(kept) < len(symbols):
        symbols, source = symbols[kept], source[kept]
        offsets = np.searchsorted(kept, offsets)
    gaps = np.ones(len(symbols), np.bool_)
    gaps[1:] = source[1:] > source[:-1] + np.uint16(1)
    return Folded(symbols, offsets, source, gaps, folded.flags)


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

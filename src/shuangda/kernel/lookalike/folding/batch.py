"""The base fold of many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from . import fold_plain
from .table import code_table, join_pairs

FOLDED: Final = 1
"""More than case and width was undone."""
READABLE: Final = 2
"""`variants` may give more than the base, or `pinyin_runs` something."""
MIXED: Final = 4
"""Letters stand beside Han: `pinyin_runs` may give something."""


class BatchFold(NamedTuple):
    """`codes` uint32[m] of all texts, `offsets` int64[n + 1] of each; `source` uint16[m]: the code point of its text
    that a character came from, at most 65535; `flags` uint8[n]: FOLDED, READABLE, MIXED."""

    codes: npt.NDArray[np.uint32]
    offsets: npt.NDArray[np.int64]
    source: npt.NDArray[np.uint16]
    flags: npt.NDArray[np.uint8]


def encode(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Texts as code points uint32[total] and offsets int64[n + 1]; lone surrogates are kept."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    offsets = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    return codes, offsets


def _read_only(given: npt.NDArray[Any], kind: type[np.generic]) -> npt.NDArray[Any]:
    """A view of one type, order and access, so that the kernels are compiled once."""
    view = np.ascontiguousarray(given, dtype=kind).view()
    view.flags.writeable = False
    return view


def fold_batch(codes: npt.NDArray[np.uint32], offsets: npt.NDArray[np.int64], fast: bool = True) -> BatchFold:
    """Fold n texts: `codes` uint32[total] are code points (at most 0x10FFFF), `offsets` int64[n + 1] where each starts.

    The same as `fold` of each. READABLE is set for every text that `variants` has another reading of, and for few
    others. `fast=False` takes the plain path, which needs no compiler and gives the same.
    """
    if fast:
        from . import fold_fast

        measure, write = fold_fast.measure, fold_fast.write
    else:
        measure, write = fold_plain.measure, fold_plain.write
    codes, offsets = _read_only(codes, np.uint32), _read_only(offsets, np.int64)
    table = code_table()
    count = len(offsets) - 1
    folded_offsets = np.zeros(count + 1, dtype=np.int64)
    lengths = np.zeros(count, dtype=np.int64)
    flags = np.zeros(count, dtype=np.uint8)
    arrays = table.index, table.values, table.traits, table.expansions
    measure(codes, offsets, *arrays, join_pairs(), lengths, flags)
    np.cumsum(lengths, out=folded_offsets[1:])
    folded = np.empty(folded_offsets[-1], dtype=np.uint32)
    source = np.empty(folded_offsets[-1], dtype=np.uint16)
    write(codes, offsets, table.index, table.values, table.expansions, folded_offsets, folded, source)
    return BatchFold(folded, folded_offsets, source, flags)

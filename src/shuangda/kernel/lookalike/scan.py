"""A catalogue without an index: every mark is judged. For a few hundred marks, and nothing has to be built."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .catalogue import Catalogue, Texts, fold_symbols
from .index import Found, Room
from .index.whole import search_all
from .judging.costs import judge_tables
from .model import Mark


class Scan:
    """Answers like `index.Index`, by judging every mark in plain Python."""

    def __init__(self, symbols: npt.NDArray[np.uint16], offsets: npt.NDArray[np.int64]) -> None:
        self._symbols, self._offsets = symbols, offsets.astype(np.uint32)
        self.marks = len(offsets) - 1

    def search(
        self,
        symbols: npt.NDArray[np.uint16],
        offsets: npt.NDArray[np.int64],
        top: int,
        min_score: float,
        threads: int = 1,
        plain: bool = True,
    ) -> Found:
        """The at most `top` marks of each query with `min_score` and more, best first, equal scores by row."""
        queries = len(offsets) - 1
        room = Room.of(queries, top)
        tables = judge_tables(plain=True)
        search_all(symbols, offsets, 0, queries, min_score, self._symbols, self._offsets, 0.0, tables, *room)
        return room.found()


def small_catalogue(marks: Sequence[Mark]) -> Catalogue:
    """A catalogue in memory."""
    names = [mark.name for mark in marks]
    symbols, offsets, _ = fold_symbols(names, plain=True)
    authorised = [(row, ";".join(mark.authorised)) for row, mark in enumerate(marks) if mark.authorised]
    return Catalogue(
        Scan(symbols, offsets), Texts.of([mark.mark_id for mark in marks]), Texts.of(names),
        Texts.of([cell for _, cell in authorised]), np.array([row for row, _ in authorised], np.int64),
    )  # fmt: skip

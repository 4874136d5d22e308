"""A catalogue without an index: every mark is judged. For a few hundred marks, and nothing has to be built."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from .catalogue import Catalogue, Texts, fold_symbols
from .index import Found
from .index.keys import LONGEST
from .judging.costs import judge_tables
from .judging.judge import judge
from .model import Mark

_TYPES: Final = (np.int64, np.int64, np.float32, np.uint8)


class Scan:
    """Answers like `index.Index`, by judging every mark in plain Python."""

    def __init__(self, symbols: npt.NDArray[np.uint16], offsets: npt.NDArray[np.int64]) -> None:
        ends = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
        self._marks = [symbols[start:end][:LONGEST] for start, end in ends]
        self.marks = len(self._marks)

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
        tables = judge_tables(plain=True)
        entries: list[tuple[int, int, float, int]] = []
        for query in range(len(offsets) - 1):
            text = symbols[offsets[query] : offsets[query + 1]][:LONGEST]
            judged = [
                (row, *judge(text, mark, tables)) for row, mark in enumerate(self._marks) if len(mark) and len(text)
            ]
            judged = sorted((one for one in judged if one[1] >= min_score), key=lambda one: (-one[1], one[0]))
            entries += [(query, *one) for one in judged[:top]]
        columns = list(zip(*entries, strict=True)) or [()] * 4
        return Found(*(np.array(column, kind) for column, kind in zip(columns, _TYPES, strict=True)))


def small_catalogue(marks: Sequence[Mark]) -> Catalogue:
    """A catalogue in memory."""
    names = [mark.name for mark in marks]
    symbols, offsets, _ = fold_symbols(names, plain=True)
    authorised = [(row, ";".join(mark.authorised)) for row, mark in enumerate(marks) if mark.authorised]
    return Catalogue(
        Scan(symbols, offsets), Texts.of([mark.mark_id for mark in marks]), Texts.of(names),
        Texts.of([cell for _, cell in authorised]), np.array([row for row, _ in authorised], np.int64),
    )  # fmt: skip

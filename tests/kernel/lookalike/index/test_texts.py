"""Marks of one text stand together, and nothing is mixed up or lost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.index import texts
from shuangda.kernel.lookalike.index.keys import LONGEST

names = st.lists(st.integers(0, 3), max_size=4).map(tuple)


def grouped(marks: list[tuple[int, ...]], fast: bool) -> texts.Texts:
    symbols = np.array([symbol for mark in marks for symbol in mark], np.uint16)
    offsets = np.cumsum([0, *map(len, marks)]).astype(np.uint32)
    return texts.group(symbols, offsets, compiled(texts.__name__) if fast else texts)


def parts(ends: np.ndarray, of: np.ndarray) -> list[tuple[int, ...]]:
    return [tuple(of[begin:end].tolist()) for begin, end in pairwise(ends)]


@pytest.mark.parametrize("fast", [False, True])
@given(marks=st.lists(names, max_size=60))
def test_the_rows_of_each_text_are_those_of_its_marks(fast: bool, marks: list[tuple[int, ...]]) -> None:
    found = grouped(marks, fast)
    rows: dict[tuple[int, ...], list[int]] = {}
    for row, mark in enumerate(marks):
        rows.setdefault(mark, []).append(row)
    assert parts(found.offsets, found.symbols) == list(rows), "each once, in the order of the first marks"
    assert parts(found.firsts, found.rows) == [tuple(each) for each in rows.values()]


def test_only_the_first_symbols_tell_texts_apart() -> None:
    long = tuple(range(1, LONGEST + 1))
    found = grouped([(*long, 7), long[:-1], (*long, 8, 9), long], fast=False)
    assert parts(found.offsets, found.symbols) == [long, long[:-1]]
    assert parts(found.firsts, found.rows) == [(0, 2, 3), (1,)]

"""Edits between letters, counted in bits, are those that a table of distances gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.crossing import load, ordering
from shuangda.kernel.lookalike.crossing.keying import FOLD_ALL
from shuangda.kernel.lookalike.crossing.spelling import LETTERS
from shuangda.kernel.lookalike.tables import load as load_tables

letters = st.text("abcdeghiklmnoprstuwz", min_size=1, max_size=30)


def apart(name: str, mark: str, fast: bool = False) -> int:
    module = compiled(ordering.__name__) if fast else ordering
    masks, room = np.zeros((2, 27), np.int64), np.zeros(LETTERS, np.uint8)
    n = module.write_masks(load_tables().symbols(name), load(), room, masks)
    return int(module.letters_apart(masks, n, load_tables().symbols(mark), load(), room))


def edits(one: str, other: str) -> int:
    """The table of distances, row by row."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row = row, [at]
        for j, theirs in enumerate(other, 1):
            row.append(min(before[j - 1] + (letter != theirs), before[j] + 1, row[j - 1] + 1))
    return row[-1]


def folded(name: str) -> str:
    return "".join(chr(96 + FOLD_ALL[ord(letter) - 96]) for letter in name)


@given(letters, letters)
@settings(max_examples=100, deadline=None)
def test_edits_of_letters_and_of_folded_letters(name: str, mark: str) -> None:
    both = edits(name, mark) + edits(folded(name), folded(mark))
    wanted = both * ordering.SHARES // max(len(name), len(mark))
    assert apart(name, mark) == apart(mark, name) == apart(name, mark, fast=True) == wanted <= ordering.FARTHEST


def test_han_are_spelled() -> None:
    assert apart("kangshifu", "康师傅") == apart("康师傅", "kangshifu") == 0
    assert 0 < apart("kangshifo", "康师傅") < apart("wahaha", "康师傅")


@pytest.mark.parametrize("nothing", ["", "123", "\U00020000"])
def test_a_name_without_letters_is_farthest(nothing: str) -> None:
    assert apart("kangshifu", nothing) == apart(nothing, "kangshifu") == ordering.FARTHEST


def test_of_long_names_the_first_letters_count() -> None:
    assert apart("a" * 80, "a" * 80) == apart("a" * 80, "a" * 60) == 0

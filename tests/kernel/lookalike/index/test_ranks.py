"""A rank that is known before a mark's text is read follows what the judge adds up."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike.index.han import NO_PLACE, Asked, base_rank, rank_of_sum
from shuangda.kernel.lookalike.index.keys import FAR, left_out, letter_number, letter_of, letters_in
from shuangda.kernel.lookalike.index.latin import NOT_NEEDED, letters_of, prepare, value_of_posting
from shuangda.kernel.lookalike.index.planning import told
from shuangda.kernel.lookalike.index.tables import likeness
from shuangda.kernel.lookalike.judging.costs import judge_tables
from shuangda.kernel.lookalike.judging.features import know
from shuangda.kernel.lookalike.judging.judge import judge
from shuangda.kernel.lookalike.tables import load

HAN = "年大小山水明光华美家花云金天心新海福安康"
NEAR = 60
"""Steps that a rank of a changed Latin name is off at most: three units of what the judge adds up."""


def judged_rank(name: str, mark: str) -> int:
    """The rank that the judge's own score stands for."""
    score = judge(load().symbols(name), load().symbols(mark), judge_tables(True))[0]
    score = min(max(score, 1e-9), 1 - 1e-9)
    return int(rank_of_sum(math.log(score / (1 - score))))


def test_a_letter_has_a_number_and_digits_share_five() -> None:
    assert [letter_of(letter_number(symbol)) for symbol in range(11, 37)] == list(range(11, 37))
    assert {letter_number(symbol) for symbol in range(1, 11)} == set(range(27, 32))
    assert all(letter_number(letter_of(number)) == number for number in range(32))


@given(st.integers(1, 36), st.integers(0, 36), st.integers(0, 30), st.integers(0, 30))
def test_notes_of_letters_left_out_fit_16_bits(one: int, other: int, before: int, behind: int) -> None:
    notes = left_out(one, other, before, behind)
    assert 0 < notes < 1 << 16
    assert (notes >> 10 & 7, notes >> 13) == (min(before, FAR), min(behind, FAR))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HAN), min_size=3, max_size=6, unique=True), st.data())
def test_of_a_mark_with_one_symbol_less_all_is_known(symbols: list[str], data: st.DataObject) -> None:
    name = "".join(symbols)
    gone = data.draw(st.integers(0, len(name) - 1))
    tables, text, n = judge_tables(True), load().symbols(name), len(name)
    tells = np.array([told(symbol, likeness(True).loss) for symbol in text.astype(np.int64)])
    asked = Asked(text, tells, know(text, tables), tables.weights.intercept[0], tables.weights.same[0], 4095)
    rank = base_rank(asked, n, n - 1, 0, 1 << gone, 0, NO_PLACE)
    assert abs(rank - judged_rank(name, name[:gone] + name[gone + 1 :])) <= 1


@settings(max_examples=100, deadline=None)
@given(st.text("bcdfglmnprstaeiou", min_size=6, max_size=12), st.sampled_from("kvwz"), st.data())
def test_of_a_latin_mark_with_one_letter_replaced_nearly_all_is_known(name: str, new: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    tables, symbols, n = judge_tables(True), load().symbols(name), len(name)
    text = symbols.astype(np.int64)
    q = letters_of(text, n, know(symbols, tables), tables.weights.intercept[1], tables.weights.same[1])
    parts = np.zeros((3, 4))
    prepare(q, n - 1, parts)
    rest = letters_in(np.delete(text, at), n - 1, 31)
    held = at | n - 1 - at << 5 | rest << 10
    notes = left_out(int(load().symbols(new)[0]), 0, at, n - 1 - at)
    rank = value_of_posting(q, int(text[at]), 0, held, notes, -99.0, likeness(True).loss, parts)
    assert rank < NOT_NEEDED
    assert abs(rank - judged_rank(name, name[:at] + new + name[at + 1 :])) <= NEAR

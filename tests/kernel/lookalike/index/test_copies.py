"""Marks of one text are held only as often as they are asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.lookalike.index.copies import is_spare, tells_text, text_of
from shuangda.kernel.lookalike.index.keys import left_out
from shuangda.kernel.lookalike.index.room import TEXTS


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 65535)), max_size=300), st.integers(1, 20))
def test_no_text_is_held_too_seldom(met: list[tuple[int, int]], most: int) -> None:
    table, held = np.zeros(TEXTS, np.int64), dict.fromkeys(met, 0)
    for lookup, notes in met:
        held[lookup, notes] += not is_spare(text_of(lookup, notes), most, table)
    assert all(held[one] >= min(most, met.count(one)) for one in held)


@given(st.integers(11, 36), st.integers(11, 36), st.integers(0, 6), st.integers(0, 6))
def test_letters_and_their_places_tell_a_text(one: int, other: int, before: int, behind: int) -> None:
    assert tells_text(left_out(one, 0, before, 9))
    assert tells_text(left_out(one, 0, 9, behind))
    assert tells_text(left_out(one, other, before, behind))


def test_digits_and_far_places_do_not() -> None:
    assert not tells_text(left_out(3, 0, 2, 2))
    assert not tells_text(left_out(12, 0, 7, 8))
    assert not tells_text(left_out(12, 13, 2, 7))

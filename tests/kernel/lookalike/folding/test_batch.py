"""The fold of many texts at once, compiled and plain, against the fold of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike.folding import fold, fold_batch, pinyin_runs, variants
from shuangda.kernel.lookalike.folding.batch import FOLDED, MIXED, READABLE, encode

from .texts import texts


def check(many: list[str], fast: bool) -> None:
    codes, offsets, source, flags = fold_batch(*encode(many), fast=fast)
    assert len(flags) == len(many)
    for at, text in enumerate(many):
        base = fold(text)
        row = slice(offsets[at], offsets[at + 1])
        assert "".join(map(chr, codes[row].tolist())) == base.text
        assert tuple(source[row].tolist()) == base.starts
        assert bool(flags[at] & FOLDED) == (base.penalty > 0)
        if len(variants(text)) > 1:
            assert flags[at] & READABLE
        if pinyin_runs(base):
            assert flags[at] & READABLE
            assert flags[at] & MIXED


@pytest.mark.parametrize("fast", [False, True])
@settings(deadline=None)
@given(many=st.lists(texts, max_size=8))
def test_a_batch_is_the_fold_of_each_and_misses_no_reading(fast: bool, many: list[str]) -> None:
    check(many, fast)


@pytest.mark.parametrize("fast", [False, True])
def test_ordinary_names_need_no_further_reading(fast: bool) -> None:
    flags = fold_batch(*encode(["康师傅", "Nike", "耐克", "Louis Vuitton", "飘柔", ""]), fast=fast).flags
    assert (flags & READABLE).sum() == 0
    assert (flags & FOLDED).tolist() == [0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("fast", [False, True])
def test_places_beyond_sixteen_bits_stay_at_the_last(fast: bool) -> None:
    folded = fold_batch(*encode(["a" * 65_600]), fast=fast)
    assert folded.source[-1] == 65_535
    assert np.array_equal(folded.source[:65_536], np.arange(65_536))

"""What a few changes lead to is within reach; what is beyond never scores .5."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.judging import judge, near
from shuangda.kernel.lookalike.judging.costs import judge_tables
from shuangda.kernel.lookalike.judging.features import FEATURES, STEPS, measure
from shuangda.kernel.lookalike.judging.reach import is_within_reach, is_within_reach_across, is_within_reach_spelled
from shuangda.kernel.lookalike.judging.romanised import count_spelled, read_pinyin
from shuangda.kernel.lookalike.tables import load


def within(name: str, mark: str) -> bool:
    """Whether the name is within reach of a mark of its own script."""
    measures = np.zeros(len(FEATURES + STEPS), np.float32)
    measure(load().symbols(name), load().symbols(mark), judge_tables(True), measures)
    return is_within_reach(measures, mark.isascii())


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("青山湖", "青云湖"),  # any one of three
        ("晴云胡", "青云湖"),  # all alike in sound
        ("湖云青", "青云湖"),  # the same in another order
        ("老青云湖茶", "青云湖"),  # within a longer name
        ("青云", "青云湖"),  # one left out
        ("大青天湖", "青云湖"),  # one more and one replaced
        ("洋可", "洋河"),  # one of two, alike
        ("brightway", "brigthway"),
        ("lumira", "lumina"),
        ("lumma", "lumina"),  # two of six
        ("lumina24", "lumina"),  # within a longer name
        ("silverbrand", "silverbrook"),  # three, but the first half is kept
    ],
)
def test_few_changes_are_within_reach(name: str, mark: str) -> None:
    assert within(name, mark)


@pytest.mark.parametrize(
    ("name", "mark", "expected"),
    [
        ("qing云湖", "青云湖", True),
        ("qing云路", "青云湖", True),  # and any one of three
        ("qing云湖茶行", "青云湖", True),  # within a longer name
        ("qing云", "青云湖", True),
        ("qing河", "青禾", True),  # and the other alike in sound
        ("qing和路", "青云湖", False),  # and two of three
        ("qing天", "青夫", False),  # and the other of two alike in shape
        ("湖qing云", "青云湖", False),  # and another order
    ],
)
def test_pinyin_counts_as_a_change_to_what_sounds_alike(name: str, mark: str, expected: bool) -> None:
    measures, query = np.zeros(len(FEATURES + STEPS), np.float32), load().symbols(name)
    read = read_pinyin(query, load().symbols(mark), judge_tables(True).crossing)
    measure(read, load().symbols(mark), judge_tables(True), measures)
    assert count_spelled(query, read) == 1
    assert is_within_reach_spelled(measures, 1) == expected


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("山河", "洋河"),  # another character of two
        ("青山路", "白云湖"),  # two of three
        ("青大云小湖店", "白云湖"),
        ("tomira", "lumina"),  # three of six
        ("zhangjiawei", "zhongguohui"),  # long names share letters by chance
        ("cat", "dog"),
    ],
)
def test_many_changes_are_beyond(name: str, mark: str) -> None:
    assert not within(name, mark)
    tables = judge_tables(True)
    assert judge.judge(load().symbols(name), load().symbols(mark), tables)[0] < judge.BEYOND


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_more_similarity_never_leads_beyond(spelling: int, sound: int, meaning: int) -> None:
    one = (spelling / 100, sound / 100, meaning / 100)
    for in_pinyin in (False, True):
        if is_within_reach_across(*one, in_pinyin):
            assert is_within_reach_across(*(min(1.0, value + 0.05) for value in one), in_pinyin)


def test_the_nearest_are_those_of_single_rows() -> None:
    """Made for all symbols at once, or for one when it is asked for."""
    whole, lazy = judge_tables().near, judge_tables(True).near
    for row in [0, 1, 20, 36, *load().symbols("师雪白洋的").tolist()]:
        assert whole[row].tolist() == lazy.row(row).tolist()


def test_the_nearest_look_alike_and_are_of_another_sound_class() -> None:
    tables = judge_tables(True)
    one = int(load().symbols("师")[0])
    assert load().symbols("帅")[0] in tables.near.row(one)
    assert near.rank_of(one, int(load().symbols("帅")[0]), tables.near) < near.NEAREST
    assert near.rank_of(one, int(load().symbols("湖")[0]), tables.near) == near.NEAREST
    assert tables.sound_class[load().symbols("青")[0]] == tables.sound_class[load().symbols("晴")[0]]


def test_reach_is_the_same_compiled() -> None:
    rng = np.random.default_rng(2)
    fast = compiled("shuangda.kernel.lookalike.judging.reach").is_within_reach
    for row in rng.integers(0, 4, (200, len(FEATURES + STEPS))).astype(np.float32):
        for latin in (False, True):
            assert fast(row, latin) == is_within_reach(row, latin)

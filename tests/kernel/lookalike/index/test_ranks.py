"""A rank that is known before a mark's text is read follows what the judge adds up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from shuangda.kernel.lookalike.index.gathering import members_rank, rank_across
from shuangda.kernel.lookalike.index.han import (
    BASES,
    NO_PLACE,
    STEEP,
    Asked,
    base_rank,
    base_rank_again,
    rank_in_place,
    rank_of_sum,
)
from shuangda.kernel.lookalike.index.keys import FAR, left_out, letter_number, letter_of, letters_in, place_heard
from shuangda.kernel.lookalike.index.latin import (
    NOT_NEEDED,
    is_out_of_reach,
    letters_of,
    prepare,
    steps_between,
    swaps_of,
    tells_all,
    value_of_posting,
    value_of_text,
    write_places,
)
from shuangda.kernel.lookalike.index.planning import ACROSS, told
from shuangda.kernel.lookalike.index.ranking import rank
from shuangda.kernel.lookalike.index.room import make_room
from shuangda.kernel.lookalike.index.tables import likeness
from shuangda.kernel.lookalike.judging.costs import judge_tables
from shuangda.kernel.lookalike.judging.features import know
from shuangda.kernel.lookalike.judging.judge import PINYIN, judge
from shuangda.kernel.lookalike.tables import load

HAN = "年大小山水明光华美家花云金天心新海福安康"
NEAR = 60
"""Steps that a rank of a changed Latin name is off at most: three units of what the judge adds up."""


def judged_rank(name: str, mark: str) -> int:
    """The rank that the judge's own score stands for."""
    score = judge(load().symbols(name), load().symbols(mark), judge_tables(True))[0]
    score = min(max(score, 1e-9), 1 - 1e-9)
    return int(rank_of_sum(math.log(score / (1 - score))))


def asked_for(name: str) -> Asked:
    """A Han name as a search makes it ready."""
    tables, symbols = judge_tables(True), load().symbols(name)
    text = symbols.astype(np.int64)
    tells = np.array([told(symbol, likeness(True).loss) for symbol in text])
    return Asked(text, tells, know(symbols, tables), tables.weights.intercept[0], tables.weights.same[0], 4095)


def no_bases() -> NDArray[np.int64]:
    return np.full((BASES, 2), -1)


def rank_of_replaced(name: str, mark: str) -> int:
    """The rank from the text of a mark as long as the name."""
    return int(rank_in_place(asked_for(name), len(name), load().symbols(mark), 0, likeness(True).loss, no_bases()))


def test_a_letter_has_a_number_and_digits_share_five() -> None:
    assert [letter_of(letter_number(symbol)) for symbol in range(11, 37)] == list(range(11, 37))
    assert {letter_number(symbol) for symbol in range(1, 11)} == set(range(27, 32))
    assert all(letter_number(letter_of(number)) == number for number in range(32))


@given(st.integers(1, 36), st.integers(0, 36), st.integers(0, 30), st.integers(0, 30))
def test_notes_of_letters_left_out_fit_16_bits(one: int, other: int, before: int, behind: int) -> None:
    notes = left_out(one, other, before, behind)
    assert 0 < notes < 1 << 16
    assert (notes >> 10 & 7, notes >> 13) == (min(before, FAR), min(behind, FAR))


@given(st.integers(11, 36), st.integers(11, 36), st.integers(0, 6), st.integers(0, 6))
def test_letters_and_their_places_fit_one_text(one: int, other: int, before: int, behind: int) -> None:
    assert tells_all(left_out(one, 0, before, 9))
    assert tells_all(left_out(one, 0, 9, behind))
    assert tells_all(left_out(one, other, before, behind))


def test_digits_and_far_places_do_not() -> None:
    assert not tells_all(left_out(3, 0, 2, 2))
    assert not tells_all(left_out(12, 0, 7, 8))
    assert not tells_all(left_out(12, 13, 2, 7))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HAN), min_size=3, max_size=6, unique=True), st.data())
def test_of_a_mark_with_one_symbol_less_all_is_known(symbols: list[str], data: st.DataObject) -> None:
    name, n = "".join(symbols), len(symbols)
    gone = data.draw(st.integers(0, n - 1))
    rank = base_rank(asked_for(name), n, n - 1, 0, 1 << gone, 0, NO_PLACE)
    assert abs(rank - judged_rank(name, name[:gone] + name[gone + 1 :])) <= 1


@pytest.mark.parametrize(("name", "mark"), [("小大小", "大小"), ("山水水", "山水"), ("花花云", "花云")])
def test_a_mark_with_fewer_of_the_same_symbols_is_known(name: str, mark: str) -> None:
    """To one unit of what the judge adds up, for it may count either of two equal ones that stand together as kept."""
    places = [at for at in range(3) if name[:at] + name[at + 1 :] == mark]
    ranks = [base_rank(asked_for(name), 3, 2, 0, 1 << at, 0, NO_PLACE) for at in places]
    assert min(abs(rank - judged_rank(name, mark)) for rank in ranks) <= STEEP


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


@pytest.mark.parametrize(("name", "mark"), [("松松", "青青"), ("云雪雪", "云青青"), ("松松云", "青青云")])
def test_a_repetition_that_is_kept_counts_in_a_rank(name: str, mark: str) -> None:
    assert abs(rank_of_replaced(name, mark) - judged_rank(name, mark)) <= NEAR
    broken = mark.replace("青青", "青禾")
    assert rank_of_replaced(name, mark) < min(rank_of_replaced(name, broken), judged_rank(name, broken))


def test_an_end_that_many_names_share_counts_in_a_rank() -> None:
    """Such a name is farther from the mark, by the judge and by the rank alike."""
    commonest = max(judge_tables(True).common_ends.tolist(), key=lambda end: (end >> 40, end & 255))
    end = load().text([commonest >> 24 & 0xFFFF, commonest >> 8 & 0xFFFF])
    asked = asked_for("松" + end)
    plain = asked._replace(known=asked.known._replace(common_end=0.0))
    common, rare = (int(base_rank(one, 3, 3, 1, 0, 0, NO_PLACE)) for one in (asked, plain))
    assert common > rare
    assert abs(rank_of_replaced("松" + end, "青" + end) - judged_rank("松" + end, "青" + end)) <= NEAR


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(-1, 3), st.integers(-1, 1)), min_size=1, max_size=40))
def test_ranks_that_are_kept_are_those_that_were_asked(questions: list[tuple[int, int, int]]) -> None:
    asked, bases, n = asked_for("松云青禾"), no_bases(), 4
    for replaced, place, longer in questions:
        gap = NO_PLACE if longer == 0 else max(0, place)
        replaced &= ~(1 << gap) if longer < 0 else 15
        more, between = (1 << gap, NO_PLACE) if longer < 0 else (0, gap)
        fresh = base_rank(asked, n, n + longer, replaced, more, 0, between)
        assert base_rank_again(asked, n, n + longer, replaced, gap, bases) == fresh


@pytest.mark.parametrize(("name", "mark"), [("shishi", "shi"), ("shi", "shishi"), ("abab", "ab")])
def test_a_mark_of_the_same_letters_but_another_length_is_not_turned(name: str, mark: str) -> None:
    """It stands last among the texts, so that nothing behind it could be read for it."""
    tables, symbols, n = judge_tables(True), load().symbols(name), len(name)
    text, marks = symbols.astype(np.int64), load().symbols("x" + mark)
    q = letters_of(text, n, know(symbols, tables), tables.weights.intercept[1], tables.weights.same[1])
    assert value_of_text(q, 32 * abs(n - len(mark)), text, marks, 1, len(mark), np.zeros((3, 4))) > 0


@settings(max_examples=60, deadline=None)
@given(st.text("bcdfglmnprstaeiou", min_size=6, max_size=12), st.data())
def test_of_a_latin_mark_with_swapped_neighbours_nearly_all_is_known(name: str, data: st.DataObject) -> None:
    """One pair is mostly known from its posting, two from the text."""
    first = data.draw(st.integers(0, len(name) - 4))
    second = data.draw(st.integers(first + 2, len(name) - 2))
    mark = name
    for at in (first, second):
        mark = mark[:at] + mark[at + 1] + mark[at] + mark[at + 2 :]
    tables, symbols, n = judge_tables(True), load().symbols(name), len(name)
    text, swapped = symbols.astype(np.int64), load().symbols(mark)
    pairs = sum(name[at] != name[at + 1] for at in (first, second))
    assert swaps_of(text, swapped, n) == pairs
    if pairs == 2:
        q = letters_of(text, n, know(symbols, tables), tables.weights.intercept[1], tables.weights.same[1])
        rank = value_of_text(q, 48, text, swapped, 0, n, np.zeros((3, 4)))
        assert abs(rank - judged_rank(name, mark)) <= NEAR


def steps(one: str, other: str) -> int:
    """Letters replaced, added, left out or swapped (restricted Damerau), by a table."""
    table = [[i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            changed = table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            table[i][j] = min(changed, table[i - 1][j] + 1, table[i][j - 1] + 1)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


few_letters = st.text("abc1", min_size=1, max_size=32)


@settings(max_examples=300, deadline=None)
@given(few_letters, few_letters)
def test_steps_are_those_of_a_table(name: str, mark: str) -> None:
    places = np.zeros(37, np.int64)
    write_places(load().symbols(name).astype(np.int64), len(name), places)
    assert steps_between(places, len(name), load().symbols("x" + mark), 1, len(mark)) == steps(name, mark)


@settings(max_examples=200, deadline=None)
@given(st.text("abeinst", min_size=1, max_size=12), st.text("abeinst", min_size=1, max_size=12), st.integers(0, 12))
def test_what_is_out_of_reach_is_never_scored_half(name: str, mark: str, kept: int) -> None:
    mark = name[:kept] + mark
    tables, symbols, n = judge_tables(True), load().symbols(name), len(name)
    text, places = symbols.astype(np.int64), np.zeros(37, np.int64)
    write_places(text, n, places)
    q = letters_of(text, n, know(symbols, tables), tables.weights.intercept[1], tables.weights.same[1])
    if is_out_of_reach(q, text, places, load().symbols(mark), 0, len(mark)):
        assert judge(symbols, load().symbols(mark), tables)[0] <= 0.5


@pytest.mark.parametrize(
    ("name", "heard", "places"),
    [
        ("云水山", 3, [0, 1, 2]),
        ("shui山云", 3, [0, 4, 5]),
        ("云shuishan", 3, [0, 1, 1]),
        ("云shui天", 3, [0, 1, 5]),
        ("yun天shui", 3, [-1, -1, -1]),
        ("k天", 2, [0, 1]),
    ],
)
def test_each_sound_stands_at_its_place(name: str, heard: int, places: list[int]) -> None:
    text = load().symbols(name).astype(np.int64)
    assert [place_heard(text, len(name), heard, which) for which in range(heard)] == places


def test_beside_letters_a_mark_that_keeps_the_symbol_comes_first() -> None:
    """水 and 税 sound alike; what `shan` stands for is not told."""
    members, loss = np.array([load().symbols("税水"), load().symbols("杉山")], np.uint16), likeness(True).loss
    for name, places, sounds, step in (("shan水", (0, 4), (1, 0), 256), ("水shan", (0, 1), (0, 1), 1)):
        text, bases = load().symbols(name).astype(np.int64), 400 | 400 << 16 | places[0] << 32 | places[1] << 37
        ranks = [members_rank(500, bases, *sounds, notes, members, text, 5, loss) for notes in (257, 257 - step)]
        assert 0 < ranks[0] < ranks[1] < 500, "the one that keeps 水 first"


@pytest.mark.parametrize(
    ("name", "mark"), [("gu钢到", "雇到"), ("gu钢到", "雇钢倒"), ("gu钢到", "故钢"), ("松jia云", "松家")]
)
def test_a_name_that_mixes_letters_with_han_is_ranked_as_the_mark_reads_it(name: str, mark: str) -> None:
    query, symbols, room = load().symbols(name), load().symbols(mark), make_room()
    room.best[0], room.guess[0] = 0, 400
    text = query.astype(np.int64)
    asked = asked_for(name)
    latin = letters_of(text, len(text), asked.known, 0.0, judge_tables(True).weights.same[1])
    offsets, loss = np.array([0, len(symbols)], np.uint32), likeness(True).loss
    own = rank(query, asked, latin, 1, room, offsets, symbols, 2048, judge_tables(True), loss)
    assert (own, room.order[0]) == (1, 0)
    best = rank_of_sum(math.log((1 - PINYIN) / PINYIN))  # that a name read so can be judged
    assert abs(max(best, room.costs[0] - ACROSS) - judged_rank(name, mark)) <= NEAR // 2


@given(st.lists(st.tuples(st.integers(-1, 6), st.integers(0, 0xFFFF)), max_size=60), st.integers(1, 20))
def test_of_marks_of_the_other_script_the_best_are_ranked(marks: list[tuple[int, int]], most: int) -> None:
    met, all_met = np.zeros((2, ACROSS + 2), np.int64)
    met[ACROSS] = all_met[ACROSS] = ACROSS
    needed = [int(rank_across(0, order, notes, most, met)) for order, notes in marks]
    ranks = sorted(int(rank_across(0, order, notes, len(marks) + 1, all_met)) for order, notes in marks)
    best = [rank for rank in ranks if rank < ACROSS][:most]
    assert sorted(needed)[: len(best)] == best

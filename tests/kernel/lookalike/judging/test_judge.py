"""The judge on both paths: what it must find, what it must not, and properties that hold for any text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.folding import fold
from shuangda.kernel.lookalike.judging import features
from shuangda.kernel.lookalike.judging import judge as judging
from shuangda.kernel.lookalike.judging.costs import judge_tables
from shuangda.kernel.lookalike.judging.reasons import changes, explain_match, likeness, line
from shuangda.kernel.lookalike.judging.romanised import read_pinyin
from shuangda.kernel.lookalike.model import KINDS
from shuangda.kernel.lookalike.tables import load

HAN = st.text(alphabet="青禾云川临江泉松月白兔师帅傅博雪雷糖香米茶", min_size=1, max_size=6)
LATIN = st.text(alphabet="abcdeiklmnorstuvy", min_size=1, max_size=9)
NAMES = st.one_of(HAN, LATIN)


def plain(name: str, mark: str) -> tuple[float, str]:
    score, kind = judging.judge(load().symbols(name), load().symbols(mark), judge_tables(plain=True))
    return score, KINDS[kind]


@pytest.fixture(scope="module")
def fast():
    compiled_judge = compiled(judging.__name__).judge
    tables = judge_tables()

    def judge(name: str, mark: str) -> tuple[float, str]:
        score, kind = compiled_judge(load().symbols(name), load().symbols(mark), tables)
        return score, KINDS[kind]

    return judge


def test_both_paths_agree(fast):
    names = [
        "青禾坊",
        "青和坊",
        "禾青坊",
        "青禾",
        "青禾坊王",
        "qinghefang",
        "qinhefang",
        "qing禾坊",
        "novatea",
        "nowatee",
    ]
    for name in names:
        for mark in names:
            slow, quick = plain(name, mark), fast(name, mark)
            assert quick[1] == slow[1], (name, mark)
            assert quick[0] == pytest.approx(slow[0], abs=1e-3), (name, mark)


@settings(max_examples=150)
@given(NAMES, NAMES)
def test_scores_are_scores(name, mark):
    score, kind = plain(name, mark)
    assert 0 <= score <= 1
    assert kind in KINDS


@given(NAMES)
def test_a_mark_is_itself(name):
    assert plain(name, name) == (1.0, "exact")


@pytest.mark.parametrize(
    ("near", "far", "mark"),
    [
        ("康帅傅", "康乐傅", "康师傅"),  # a look-alike before any other character
        ("青和坊", "青石坊", "青禾坊"),  # a homophone before any other character
        ("青禾坊", "青禾茶庄铺", "青禾纺"),  # one change before several
        ("novatee", "nobutik", "novatea"),
        ("qinghefang", "qingtian", "青禾坊"),
    ],
)
def test_the_nearer_name_scores_higher(near, far, mark):
    assert plain(near, mark)[0] > plain(far, mark)[0]


def test_unrelated_names_score_next_to_nothing():
    for name, mark in [("云川大桥", "青禾坊"), ("zipper", "novatea"), ("松月", "novatea"), ("促历使", "zheng便个")]:
        assert plain(name, mark)[0] < 0.05, (name, mark)


def test_letters_beside_han_do_not_make_a_name_similar():
    """What a few labelled names with letters teach must not hold for every mark with letters."""
    for name, mark in [("云川旗舰店", "a川"), ("生死有命", "生存zhong"), ("abc旗舰店", "青禾坊")]:
        assert plain(name, mark)[0] < 0.4, (name, mark)


@pytest.mark.parametrize(
    ("name", "mark", "read"),
    [
        ("qing禾坊", "青禾坊", "青禾坊"),
        ("qinghe坊", "青禾坊", "青禾坊"),
        ("青hefang", "青禾坊", "青禾坊"),
        ("坊qing", "青禾坊", "坊青"),
        ("qin禾坊", "青禾坊", "qin禾坊"),  # near spelling is left to other relations
        ("qingx坊", "青禾坊", "qingx坊"),
        ("abc坊", "青禾坊", "abc坊"),
        ("heung港", "香港", "heung港"),  # only pinyin is read
    ],
)
def test_pinyin_is_read_as_the_marks_own_characters(name, mark, read):
    symbols, tables = load().symbols, judge_tables(plain=True)
    assert load().text(read_pinyin(symbols(name), symbols(mark), tables.crossing)) == read


def test_digits_beside_han_do_not_make_a_match_across_scripts_surer():
    assert plain("qinghe", "青禾8888")[0] <= plain("qinghe", "青禾")[0]


@given(HAN, HAN)
def test_a_name_without_letters_is_read_as_it_stands(name, mark):
    symbols, tables = load().symbols, judge_tables(plain=True)
    assert np.array_equal(read_pinyin(symbols(name), symbols(mark), tables.crossing), symbols(name))


@pytest.mark.parametrize(
    ("name", "other", "mark"),
    [("坊青禾", "坊青茶", "青禾坊"), ("糖糖白", "糖松白", "白糖糖"), ("teanova", "teanola", "novatea")],
)
def test_parts_changed_over_and_repeated_count_as_order(name, other, mark):
    assert plain(name, mark)[0] > max(0.3, plain(other, mark)[0])


def measured(measure: int, name: str, mark: str) -> float:
    """One of the measures, the same on both paths."""
    q, m, out = load().symbols(name), load().symbols(mark), np.zeros((2, judging.COUNTED), np.float32)
    features.measure(q, m, judge_tables(plain=True), out[0])
    compiled(features.__name__).measure(q, m, judge_tables(), out[1])
    assert out[0, measure] == out[1, measure]
    return float(out[0, measure])


@pytest.mark.parametrize(
    ("name", "mark", "kept"),
    [
        ("松松", "青青", True),  # AA
        ("云雪雪", "云青青", True),  # ABB
        ("青松松", "青云松", False),  # the mark repeats nothing
        ("青青云", "青青松", False),  # what is repeated is not replaced
        ("青松", "青青", False),  # replaced once
        ("松雪", "青青", False),  # replaced by two
        ("松松云", "青青", False),  # longer
        ("nonu", "popu", False),  # letters
    ],
)
def test_what_a_name_repeats_as_the_mark_does(name, mark, kept):
    assert measured(features.REPETITION_KEPT, name, mark) == kept


def test_a_repetition_kept_is_nearer_than_two_changes_alone():
    """Both replaced characters are the same and as far from those of the mark."""
    assert plain("雪雪", "青青")[0] > plain("雪雪", "青禾")[0]


def test_a_beginning_or_an_end_that_many_names_share_is_measured():
    ends = judge_tables(plain=True).common_ends.tolist()
    first, last = (next(end for end in ends if end >> 40 == place) for place in (0, 1))
    bits = [(end & 255) / 8 for end in (first, last)]
    start, end = (load().text([end >> 24 & 0xFFFF, end >> 8 & 0xFFFF]) for end in (first, last))
    assert measured(features.COMMON_END, start + "松", start + "青") == bits[0]
    assert measured(features.COMMON_END, "松" + end, "青" + end) == bits[1]
    assert measured(features.COMMON_END, "松" + end, "青" + end[::-1]) == 0, "not kept"
    assert measured(features.COMMON_END, "松" + end, end) == 0, "the mark itself is within the name"
    assert measured(features.COMMON_END, "松坊禾", "青坊禾") == 0, "few names end so"


@pytest.mark.parametrize(
    ("name", "both"), [("青松坊", False), ("青禾大坊", False), ("青松大坊", True), ("松坊", True), ("禾坊", False)]
)
def test_replaced_and_added_or_left_out_are_two_ways(name, both):
    assert measured(features.TWO_WAYS, name, "青禾坊") == both


@settings(max_examples=100)
@given(HAN, st.integers(0, 6), st.sampled_from(["\u200b", "\u2060", " ", "·", "*"]))
def test_what_cannot_be_seen_changes_nothing(name, place, sign):
    disguised = name[:place] + sign + name[place:]
    assert fold(disguised).text == fold(name).text


def test_swapping_two_equal_changes_is_symmetric():
    """Of two names of one length that differ in look-alikes, neither is privileged beyond how common characters are."""
    one, other = plain("白兔糖", "自兔糖")[0], plain("自兔糖", "白兔糖")[0]
    assert min(one, other) > 0.5


def test_reasons_are_data_and_one_line():
    match = explain_match("康帅傅", "康师傅", "m1", 0.9, KINDS.index("glyph"))
    assert (match.kind, match.start, match.end) == ("glyph", 0, 3)
    assert [(reason.what, reason.seen, reason.meant) for reason in match.reasons] == [("shape", "帅", "师")]
    assert line(match).startswith("帅≈师 (shape 0.")


@pytest.mark.parametrize(
    ("text", "mark", "kind", "told"),
    [
        ("康師傅", "康师傅", "variant", "繁体"),
        ("康\u200b师傅", "康师傅", "variant", "U+200B"),
        ("弓长记", "张记", "variant", "弓长≈张"),
        ("老青禾坊", "青禾坊", "insertion", "多“老”"),
        ("青坊", "青禾坊", "deletion", "少“禾”"),
        ("禾青坊", "青禾坊", "order", "换序"),
        ("qinghefang", "青禾坊", "cross_script", "romanised"),
        ("青禾坊", "青禾坊", "exact", "相同"),
    ],
)
def test_the_line_names_the_trick(text, mark, kind, told):
    found = explain_match(text, mark, "m", 0.9, KINDS.index(kind))
    assert found.kind == kind
    assert told in line(found)


def test_likeness_is_of_shape_and_of_sound():
    shape, sound = likeness("帅", "师")
    assert shape > 0.7 > sound
    assert likeness("和", "禾")[1] > 0.9


@given(NAMES, NAMES)
def test_steps_are_told_for_any_two_names(name, mark):
    told = changes(name, mark)
    assert bool(told) == (name != mark)


def test_compiled_evidence_is_that_of_single_rows():
    full, lazy = judge_tables(), judge_tables(plain=True)
    rng = np.random.default_rng(3)
    for a, b in rng.integers(0, full.substitution.shape[0], (200, 2)):
        assert abs(int(full.shape_evidence[a, b]) - lazy.shape_evidence[a, b]) <= 1
        assert abs(int(full.sound_evidence[a, b]) - lazy.sound_evidence[a, b]) <= 1
        assert full.substitution[a, b] == lazy.substitution[a, b]


def test_letters_carry_evidence():
    tables, symbols = judge_tables(plain=True), load().symbols("ad")
    assert all(tables.shape_evidence[s, s] > 16 for s in symbols)


def test_places_and_surnames_are_names_of_their_own():
    """Not only ordinary words: what has a meaning of its own imitates less than an invention as near to the mark."""
    tables = judge_tables(plain=True)
    for name in ("london", "hoffman", "shark"):
        assert features.holds(load().symbols(name), tables.english)
    assert not features.holds(load().symbols("lomdon"), tables.english)
    assert plain("london", "landon")[0] < plain("lendon", "landon")[0]

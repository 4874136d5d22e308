"""The plain and the compiled functions give the same, and hold to what they promise, for any symbols."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike import crossing
from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.crossing import comparing, keying, meaning, spelling
from shuangda.kernel.lookalike.tables import load

PACKAGE = "shuangda.kernel.lookalike.crossing"
RELATED = list(csv.DictReader((Path(__file__).parent / "related_names.tsv").open(encoding="utf-8"), delimiter="\t"))
Symbols = npt.NDArray[np.uint16]

texts = st.text(st.sampled_from("abcdeghiklmnoqrstuxyz0123红蓝小大牛狮王天鹅索尼克斯尔特迪拉行乐"), max_size=14)
anything = st.lists(st.integers(0, 65535), max_size=60).map(lambda values: np.array(values, np.uint16))


def filed(name: Symbols, asked: bool, depth: int, fast: bool) -> list[int]:
    found = np.zeros(crossing.MOST_KEYS, np.int64)
    module = compiled(keying.__name__) if fast else keying
    count, _ = module.cross_keys(name, asked, depth, crossing.load(), found)
    return [int(key) for key in found[:count]]


def check(one: Symbols, other: Symbols) -> None:
    tables = crossing.load()
    plain = comparing.compare(one, other, tables)
    assert compiled(comparing.__name__).compare(one, other, tables) == pytest.approx(plain, abs=1e-5)
    assert comparing.compare(other, one, tables) == pytest.approx(plain, abs=1e-5)
    assert all(0.0 <= similarity <= 1.0 for similarity in plain)
    for asked, depth in itertools.product((False, True), (keying.LEAN, 1, keying.DEEP)):
        keys = filed(one, asked, depth, fast=False)
        assert keys == filed(one, asked, depth, fast=True)
        assert len(set(keys)) == len(keys) <= crossing.MOST_KEYS
        assert asked or depth == keying.DEEP or len(keys) <= keying.FEWER_KEYS
    assert set(filed(one, False, keying.LEAN, False)) <= set(filed(one, False, 1, False))
    assert keying.sketch(one, tables) == compiled(keying.__name__).sketch(one, tables) < 1 << 16


def check_shared_keys(latin: str, han: str) -> None:
    """Either name, looked up, meets the other one as a mark."""
    for asked, mark in ((han, latin), (latin, han)):
        assert set(crossing.keys(asked, asked=True)) & set(crossing.keys(mark))


@given(texts, texts)
@settings(max_examples=60, deadline=None)
def test_names(one: str, other: str) -> None:
    check(load().symbols(one), load().symbols(other))


@given(anything, anything)
@settings(max_examples=40, deadline=None)
def test_any_symbols(one: Symbols, other: Symbols) -> None:
    check(one, other)


def test_one_script_is_not_compared() -> None:
    symbols, tables = load().symbols, crossing.load()
    for one, other in (("nokia", "nokla"), ("诺基亚", "诺基业"), ("", "诺基亚"), ("123", "诺基亚")):
        assert comparing.compare(symbols(one), symbols(other), tables) == (0.0, 0.0, 0.0)


def test_related_names_share_keys() -> None:
    """Shares that the written list of related names reached when this was made, less a margin."""
    for how, least in (("sound", 0.3), ("pinyin", 0.8), ("meaning", 0.9)):
        pairs = [(row["latin"], row["han"]) for row in RELATED if row["how"] == how]
        for asked, kept in ((True, least), (False, 0.8 * least)):
            met = [set(crossing.keys(latin, asked)) & set(crossing.keys(han, not asked)) for latin, han in pairs]
            assert sum(map(bool, met)) / len(pairs) >= kept, (how, asked)


def test_latin_never_meets_latin() -> None:
    assert not set(crossing.keys("redlion", asked=True)) & set(crossing.keys("redlion"))
    assert not set(crossing.keys("红狮", asked=True)) & set(crossing.keys("红狮"))


def test_keys_of_meaning_know_no_order_and_no_size() -> None:
    for han in ("红狮", "狮红", "大红狮", "红狮子"):
        assert set(crossing.keys("redlions", asked=True)) & set(crossing.keys(han)), han
    assert not set(crossing.keys("redlion", asked=True)) & set(crossing.keys("蓝狮"))


def test_pinyin_within_han() -> None:
    assert set(crossing.keys("索ni", asked=True)) & set(crossing.keys("索尼"))
    assert crossing.mixed_across("suo尼", "索尼") == 1.0
    assert crossing.mixed_across("suo尼", "大象") < 0.5


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), st.characters(min_codepoint=0x4E00))
@settings(max_examples=60, deadline=None)
def test_classes_are_symmetric(one: str, other: str) -> None:
    first, second = map(int, load().symbols(one + other))
    tables = crossing.load()
    found = meaning.class_similarity(first, second, tables)
    assert found == meaning.class_similarity(second, first, tables)
    assert 0.0 <= found <= 1.0
    assert meaning.class_similarity(first, first, tables) == 1.0


def test_sketches_tell_spellings_apart() -> None:
    sketches = {
        name: keying.sketch(load().symbols(name), crossing.load()) for name in ("康师傅", "kangshifu", "gengxibo")
    }
    assert sketches["康师傅"] == sketches["kangshifu"]
    assert keying.apart(sketches["康师傅"], sketches["gengxibo"]) > 0
    assert keying.apart(sketches["康师傅"], sketches["康师傅"]) == 0


def test_y_and_w_before_no_vowel_are_vowels() -> None:
    assert set(crossing.keys("cysw", asked=True)) & set(crossing.keys("此苏"))


def test_deep_keys_are_of_consonants_only() -> None:
    name, mark = load().symbols("金出样"), load().symbols("jinzhuang")
    for depth in (keying.LEAN, 1, keying.DEEP):
        keys = set(filed(name, True, depth, False)) & set(filed(mark, False, depth, False))
        assert bool(keys) == (depth == keying.DEEP)


@pytest.mark.parametrize(("latin", "han"), [("qinghe", "青禾"), ("naike", "耐克"), ("redbull", "红牛")])
def test_lean_keys_are_of_spelling_sound_and_meaning(latin: str, han: str) -> None:
    one, other = load().symbols(latin), load().symbols(han)
    for name, mark in ((one, other), (other, one)):
        assert set(filed(name, True, keying.LEAN, False)) & set(filed(mark, False, keying.LEAN, False))


@pytest.mark.parametrize(("latin", "han"), [("tizhengren", "得征仁"), ("yamabu", "涯咩不")])
def test_names_of_three_syllables_with_another_vowel_share_keys(latin: str, han: str) -> None:
    check_shared_keys(latin, han)


def test_the_exact_spelling_of_any_reading_counts_as_the_meaning() -> None:
    found = np.zeros(crossing.MOST_KEYS, np.int64)
    _, meant = keying.cross_keys(load().symbols("塞付"), True, 1, crossing.load(), found)
    for latin in ("saifu", "sefu"):
        assert set(crossing.keys(latin)) & set(found[:meant].tolist())


@pytest.mark.parametrize(("latin", "han"), [("tatolis", "塔托里斯"), ("dedemo", "得迪莫"), ("kanzishen", "坎子尚")])
def test_names_that_repeat_a_consonant_share_keys(latin: str, han: str) -> None:
    """Without the vowels between them two of one class are one, on both sides."""
    check_shared_keys(latin, han)


@pytest.mark.parametrize(("latin", "han"), [("xieming", "析合鸣"), ("hongwa", "红花")])
def test_names_share_keys_of_which_one_leaves_out_an_h(latin: str, han: str) -> None:
    check_shared_keys(latin, han)


def test_short_latin_marks_are_found_by_coarsely_folded_letters() -> None:
    assert set(crossing.keys("虫虫", asked=True)) & set(crossing.keys("chongzhong"))
    assert not set(crossing.keys("chongzhong", asked=True)) & set(crossing.keys("虫虫"))


def test_short_mixed_names_have_deep_keys_of_coarsely_folded_letters() -> None:
    name, mark = load().symbols("虫zhong"), load().symbols("chongchong")
    marks = set(filed(mark, False, keying.DEEP, False))
    for depth in (keying.LEAN, 1, keying.DEEP):
        assert bool(set(filed(name, True, depth, False)) & marks) == (depth == keying.DEEP)


def test_the_letters_of_a_mixed_name_are_looked_up_alone() -> None:
    found = np.zeros(crossing.MOST_KEYS, np.int64)
    count, by_letters = keying.cross_keys(load().symbols("马褂jia甲"), True, 1, crossing.load(), found)
    assert (by_letters, count > by_letters) == (1, True)
    assert int(found[0]) in crossing.keys("及阿")
    assert keying.cross_keys(load().symbols("马褂jia甲"), False, 1, crossing.load(), found)[1] == 0


@pytest.mark.parametrize("fast", [False, True])
def test_a_name_is_romanised_in_one_language(fast: bool) -> None:
    """港 is gang in pinyin and gong in Cantonese, 讳 hui and wai."""
    similarity = (compiled(spelling.__name__) if fast else spelling).spelling_similarity
    tables = crossing.load()
    alike = {
        latin: similarity(load().symbols(latin), load().symbols("讳港"), tables)
        for latin in ("huigang", "waigong", "huigong", "waigang")
    }
    assert alike["huigang"] == alike["waigong"] == 1.0
    assert max(alike["huigong"], alike["waigang"]) < 0.95


@pytest.mark.parametrize("fast", [False, True])
def test_what_is_pinyin(fast: bool) -> None:
    is_pinyin = (compiled(spelling.__name__) if fast else spelling).is_pinyin
    tree = crossing.load().pinyin
    assert all(is_pinyin(load().symbols(name), tree) for name in ("xian", "liangxin", "fangan", "zhuangshuang", "e"))
    assert not any(is_pinyin(load().symbols(name), tree) for name in ("", "hongx", "nokia", "x", "fang2", "方an"))

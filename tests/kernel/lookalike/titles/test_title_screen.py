"""Imitations within titles: what is found, where it stands, and what explains itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike.model import KINDS
from shuangda.kernel.lookalike.titles import TitleHits, TitleScreen

MARKS = [
    "康师傅",
    "雪碧",
    "大白兔",
    "飘柔",
    "OPPO",
    "adidas",
    "六个核桃",
    "农夫山泉",
    "老牛",
    "法国娇兰",
    "巧棵力",
    "康师博",
]
TITLES = [
    "正品康帅傅方便面整箱红烧牛肉面24袋家用速食",
    "大臼兔奶糖500g喜糖散装",
    "农夫山贾矿泉水整箱",
    "addidas运动鞋男款",
    "康·师·傅方便面",
    "康🔥师傅方便面",
    "正宗老🐂皮鞋",
    "氵去国娇兰面霜",
    "康shi傅方便面整箱",
    "夏季新款连衣裙女收腰显瘦",
    "",
    "🔥",
]
TEXTS = st.one_of(st.text(max_size=90), st.text("康师傅帅雪碧雷OPo0 ·🔥a氵去", max_size=40))


@pytest.fixture(scope="module")
def screen() -> TitleScreen:
    return TitleScreen.build(MARKS)


def places(screen: TitleScreen, text: str) -> list[tuple[str, str, str]]:
    """Mark, text of the place and kind of everything found in one title."""
    hits = screen.screen([text], 0.5)
    return [
        (MARKS[mark], text[start:end], KINDS[kind])
        for mark, start, end, kind in zip(hits.mark_row, hits.start, hits.end, hits.kind, strict=True)
    ]


def places_of(marks: list[str], text: str) -> list[str]:
    """Text of what is found of a register of one's own."""
    hits = TitleScreen.build(marks).screen([text], 0.5)
    return [text[start:end] for start, end in zip(hits.start, hits.end, strict=True)]


@pytest.mark.parametrize(
    ("text", "mark", "place"),
    [
        ("正品康帅傅方便面整箱红烧牛肉面24袋家用速食", "康师傅", "康帅傅"),
        ("大臼兔奶糖500g喜糖散装", "大白兔", "大臼兔"),
        ("雷碧汽水500ml整箱", "雪碧", "雷碧"),
        ("【正品】六仁核桃露整箱", "六个核桃", "六仁核桃"),
        ("addidas运动鞋男款", "adidas", "addidas"),
        ("康shi傅方便面整箱", "康师傅", "康shi傅"),
        ("kang师傅方便面整箱", "康师傅", "kang师傅"),
    ],
)
def test_an_imitation_is_found_where_it_stands(screen: TitleScreen, text: str, mark: str, place: str) -> None:
    assert [found[:2] for found in places(screen, text)] == [(mark, place)]


@pytest.mark.parametrize(
    ("text", "mark", "place"),
    [
        ("康·师·傅方便面", "康师傅", "康·师·傅"),
        ("正宗老🐂皮鞋", "老牛", "老🐂"),
        ("氵去国娇兰面霜", "法国娇兰", "氵去国娇兰"),
        ("\u041e\u0420\u0420\u041e手机壳", "OPPO", "\u041e\u0420\u0420\u041e"),
    ],
)
def test_a_mark_behind_signs_pictures_or_components_is_a_variant(
    screen: TitleScreen, text: str, mark: str, place: str
) -> None:
    assert places(screen, text) == [(mark, place, "variant")]


def test_the_mark_itself_explains_itself_and_masks_its_neighbour(screen: TitleScreen) -> None:
    assert places(screen, "康师傅红烧牛肉面整箱") == []
    assert places(screen, "康師傅红烧牛肉面整箱") == []


def test_a_mark_that_is_registered_in_rare_characters_is_not_hidden_by_them() -> None:
    assert places_of(["垛康记"], "垜康记方便面整箱") == ["垜康记"]
    assert places_of(["垜康记"], "垜康记方便面整箱") == []
    assert places_of(["\u041e\u0420\u0420\u041e"], "\u041e\u0420\u0420\u041e手机壳") == []


@pytest.mark.parametrize("text", ["正宗师🐂皮鞋", "康🔥师皮鞋", "👗正品方便面"])
def test_an_emoji_that_is_no_character_of_the_mark_is_decoration(text: str) -> None:
    assert places_of(["老牛", "逸正品", "康货师"], text) == []


def test_a_syllable_does_not_reach_across_a_space() -> None:
    assert places_of(["布家庭"], "官方旗舰bu家庭装料酒") == ["bu家庭"]
    assert places_of(["布家庭"], "官方旗舰bu 家庭装料酒") == []


def test_letters_beside_digits_are_no_syllable() -> None:
    assert places_of(["无刷安"], "电钻无刷an工具箱") == ["无刷an"]
    assert places_of(["无刷安"], "电钻无刷an9148工具箱") == []


@pytest.mark.parametrize("text", ["adidass运动鞋", "addidas运动鞋", "adiddas运动鞋"])
def test_a_doubled_letter_is_found_wherever_it_stands(screen: TitleScreen, text: str) -> None:
    assert [found[:2] for found in places(screen, text)] == [("adidas", text.removesuffix("运动鞋"))]


@example(TITLES)
@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_what_a_higher_score_skips_has_no_higher_score(screen: TitleScreen, texts: list[str]) -> None:
    every, best = screen.screen(texts, 1e-5), screen.screen(texts, 0.5)
    for left, right in zip(every, best, strict=True):
        np.testing.assert_allclose(left[every.score >= 0.5], right, rtol=1e-5)


def test_ordinary_words_are_not_imitations(screen: TitleScreen) -> None:
    assert places(screen, "喜糖巧克力散装500g") == []
    assert places(screen, "夏季新款连衣裙女收腰显瘦") == []


def test_known_names_are_no_imitations() -> None:
    text = "康帅傅方便面"
    assert len(TitleScreen.build(["康师傅"]).screen([text]).score) == 1
    assert len(TitleScreen.build(["康师傅"], known=["康帅傅"]).screen([text]).score) == 0


def test_what_ordinary_titles_repeat_is_learned() -> None:
    screen = TitleScreen.build(["踩使"])
    text = "踩屎感拖鞋"
    before = screen.screen([text], 0.0)
    screen.learn([f"踩屎感{word}鞋" for word in "拖凉雨皮布" for _ in range(40)])
    after = screen.screen([text], 0.0)
    assert max(before.score, default=0) > max(after.score, default=0)


@pytest.fixture(scope="module")
def plain() -> TitleScreen:
    return TitleScreen.build(MARKS, plain=True)


@example(TITLES)
@settings(max_examples=20, deadline=None)
@given(st.lists(TEXTS, max_size=3))
def test_both_paths_agree(screen: TitleScreen, plain: TitleScreen, texts: list[str]) -> None:
    assert_same(plain.screen(texts, 0.01), screen.screen(texts, 0.01))


def test_threads_agree(screen: TitleScreen) -> None:
    many = TITLES * 400
    assert_same(screen.screen(many, 0.5), screen.screen(many, 0.5, threads=2))


def assert_same(one: TitleHits, other: TitleHits) -> None:
    for left, right in zip(one, other, strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-5)


@example(["氵师"])
@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_any_text_is_searched_and_places_lie_within_it(screen: TitleScreen, texts: list[str]) -> None:
    hits = screen.screen(texts, 0.05)
    assert list(hits.title_row) == sorted(hits.title_row)
    for title, start, end, score in zip(hits.title_row, hits.start, hits.end, hits.score, strict=True):
        assert 0 <= start < end <= len(texts[title])
        assert 0.05 <= score <= 1


def test_a_text_without_end_is_read_in_bounded_time(screen: TitleScreen) -> None:
    assert len(screen.screen(["康帅傅" * 20_000]).score) <= 4


def test_no_marks_and_no_titles() -> None:
    assert len(TitleScreen.build([]).screen(["康帅傅方便面"]).score) == 0
    assert len(TitleScreen.build(["康师傅"]).screen([]).score) == 0

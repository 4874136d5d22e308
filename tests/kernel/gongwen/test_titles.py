"""Titles of several lines break by sense and take a shape."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.gongwen.title_words import STICK_TO_AFTER, STICK_TO_BEFORE, WORDS
from shuangda.kernel.gongwen.titles import LINE, title_lines, width


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于报送上半年工作总结的函", ("关于报送上半年工作总结的函",)),
        (
            "青岚市人民政府办公室关于进一步加强知识产权行政执法和刑事司法衔接工作的实施意见",
            ("青岚市人民政府办公室", "关于进一步加强知识产权行政执法", "和刑事司法衔接工作的实施意见"),
        ),
        ("关于申请2026年侵权假冒商品集中销毁活动经费的请示", ("关于申请2026年侵权假冒", "商品集中销毁活动经费的请示")),
        ("云川市\n关于某事的通知", ("云川市", "关于某事的通知")),
    ],
)
def test_the_lines_of_a_title(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@given(st.lists(st.sampled_from([*sorted(WORDS), "的", "和", "2026年", "《某办法》"]), min_size=1, max_size=18))
def test_no_line_is_too_long_or_ends_within_a_word(words: list[str]) -> None:
    title = "".join(words)
    lines = title_lines(title)
    assert "".join(lines) == title
    if len(lines) > 1:
        assert all(width(line) <= LINE for line in lines)
        assert not any(line[0] in STICK_TO_BEFORE for line in lines[1:])
        assert not any(line[-1] in STICK_TO_AFTER for line in lines[:-1])
        assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(lines))


@given(st.text("甲乙丙丁戊己庚辛", min_size=21, max_size=40))
def test_unknown_words_are_left_whole(title: str) -> None:
    assert title_lines(title) == (title,)

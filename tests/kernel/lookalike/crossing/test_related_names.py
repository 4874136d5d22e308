"""Names that are romanised, transliterated or translated are nearer than names that are not."""

from __future__ import annotations

import pytest

from shuangda.kernel.lookalike import crossing


@pytest.mark.parametrize(
    ("latin", "han"), [("kangshifu", "康师傅"), ("yili", "伊利"), ("debao", "大宝"), ("chunghwa", "中华")]
)
def test_romanised(latin: str, han: str) -> None:
    assert crossing.pinyin_across(latin, han) > 0.6


@pytest.mark.parametrize(
    ("latin", "han"), [("motorola", "摩托罗拉"), ("ferrari", "法拉利"), ("nokia", "诺基亚"), ("zaniko", "扎尼克")]
)
def test_transliterated(latin: str, han: str) -> None:
    assert crossing.sound_across(latin, han) > 0.6
    assert crossing.sound_across(latin, "小熊饼干") < 0.2


@pytest.mark.parametrize(
    ("latin", "han"), [("bluemoon", "蓝月亮"), ("flyingpigeon", "飞鸽"), ("whitecow", "白牛"), ("oxblack", "黑牛")]
)
def test_translated(latin: str, han: str) -> None:
    assert crossing.meaning_across(latin, han) == 1.0
    assert crossing.meaning_across(latin, "山东大厦") == 0.0


@pytest.mark.parametrize(("one", "other"), [("大", "小"), ("妈", "爹"), ("白", "灰"), ("七", "八")])
def test_one_class(one: str, other: str) -> None:
    assert crossing.meaning_of_symbols(one, other) == crossing.meaning_of_symbols(other, one) >= 0.65
    assert crossing.meaning_of_symbols(one, "鲸") == 0.0

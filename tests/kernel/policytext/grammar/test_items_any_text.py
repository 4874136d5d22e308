"""Whatever the text, the item rules end, never raise, and point only into it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.policytext.grammar.duties import find_duties
from shuangda.kernel.policytext.grammar.events import find_events
from shuangda.kernel.policytext.grammar.facts import find_facts
from shuangda.kernel.policytext.grammar.findings import find_findings
from shuangda.kernel.policytext.grammar.rules import RULES
from shuangda.kernel.policytext.grammar.slogans import find_slogans
from shuangda.kernel.policytext.grammar.targets import find_targets
from shuangda.kernel.policytext.model import Genre
from tests.kernel.policytext.grammar.pieces import piece_of

SPANNED: list[Callable[[Any], tuple[Any, ...]]] = [find_duties, find_targets, find_events, find_facts, find_findings]
VOCABULARY = (
    "报送 上报 公布 每月5日前 每季度 4月31日 2026年3月1日 至 （ ） “ ” 《 》 不少于 达到 90% 以上 以内 三千余份 "
    "1.5人 各单位 区市场监管局 将 于 向 ， 。 ； ： 、 \n 一、 （一） 1. 时间： 地点： 其中 分别 全覆盖 举办 活动 "
    "阶段 口号 ×× 待定 O 余 人 下一步 截至目前 4·26 当天 星期三 即日起"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map("".join), st.text(max_size=200))
GENRES = st.sampled_from(["summary", "action_plan", "notice", "other", "bulletin", "assessment_rules"])


@given(TEXTS, GENRES)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_items_inside_it(text: str, genre: Genre) -> None:
    piece = piece_of(text, genre, units=("区市场监管局", "区教育局"))
    find_slogans(piece)
    for rule in SPANNED:
        for item in rule(piece):
            assert 0 <= item.span[0] <= item.span[1] <= len(text)
            assert item.rule in RULES


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_part_points_at_an_earlier_target(text: str) -> None:
    for index, target in enumerate(find_targets(piece_of(text))):
        assert target.part_of is None or 0 <= target.part_of < index


@pytest.mark.parametrize(
    "unit", ["报", "（", "“", "1", "4月5日", "每月", "至少5件", "报送，", "一、\n", "×", "全覆盖。"]
)
def test_long_repetition_ends_soon(unit: str) -> None:
    piece = piece_of(unit * (100_000 // len(unit)))
    began = time.perf_counter()
    for rule in (*SPANNED, find_slogans):
        rule(piece)
    assert time.perf_counter() - began < 20

"""Lists of names by their symbols: complete within their length, and read as the plain comparison would."""

from __future__ import annotations

import numpy as np
import pytest

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.index import anchoring, candidates, losses
from shuangda.kernel.lookalike.index.keys import ANCHORED
from shuangda.kernel.lookalike.index.losses import LEFT_OUT, likeness
from shuangda.kernel.lookalike.tables import load

NAMES = ("康师傅", "雪碧", "爱", "a爱b", "nike", "六个核桃好吃", "六个核桃真好吃", "", "师傅康", "康帅傅")


def packed(names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    return load().symbols("".join(names)), np.cumsum([0, *map(len, names)]).astype(np.uint32)


def filed(names: tuple[str, ...], work: object = anchoring) -> tuple[np.ndarray, np.ndarray]:
    """Starts and entries of the lists of some names."""
    symbols, offsets = packed(names)
    free = np.zeros((1, (len(load().codes) + 1) * anchoring.GROUPS), np.uint32)
    work.file_anchors(symbols, offsets, 0, len(names), free[0], np.empty(0, np.uint16))  # type: ignore[attr-defined]
    starts = np.concatenate(([0], np.cumsum(free[0]))).astype(np.uint32)
    anchors = np.zeros(starts[-1], np.uint16)
    work.file_anchors(symbols, offsets, 0, len(names), starts[:-1].copy(), anchors)  # type: ignore[attr-defined]
    return starts, anchors


@pytest.mark.parametrize("plain", [True, False])
def test_each_short_name_with_han_stands_in_the_list_of_each_of_its_symbols(plain: bool) -> None:
    starts, anchors = filed(NAMES, anchoring if plain else compiled(anchoring.__name__))
    symbols = load().symbols
    for row, name in enumerate(NAMES):
        for place, symbol in enumerate(symbols(name).tolist() if len(name) <= ANCHORED else []):
            listed = anchoring.list_of(symbol, len(name), place, len(starts) - 1)
            entries = anchors[starts[listed] : starts[listed + 1]].reshape(-1, len(name) + 1).tolist()
            others = [other for k, other in enumerate(symbols(name).tolist()) if k != place]
            assert ([row, 0, *others] in entries) == (name != "nike")


def gathered(query: str, names: tuple[str, ...], plain: bool) -> dict[str, int]:
    """What is found of the names, and the least that each costs."""
    work = anchoring if plain else compiled(anchoring.__name__)
    starts, anchors = filed(names)
    text = load().symbols(query).astype(np.int64)
    rows, costs, order = (np.zeros(4096, np.int64) for _ in range(3))
    others = np.zeros((ANCHORED, anchoring.SHIFT + 1), np.int64)
    count, _ = work.gather_anchored(
        text, len(text), likeness(plain), starts, anchors, np.zeros((4096, 5), np.int64), others, order,
        rows, costs, 400, np.zeros(2048, np.int64),
    )  # fmt: skip
    found: dict[str, int] = {}
    for row, cost in zip(rows[:count].tolist(), costs[:count].tolist(), strict=True):
        found[names[row]] = min(cost, found.get(names[row], cost))
    return found


@pytest.mark.parametrize("query", ["康师傅", "康帅傅", "师傅", "雷碧", "六个核桃好"])
def test_what_shares_a_symbol_is_found_and_costs_the_same_on_both_paths(query: str) -> None:
    plain, fast = gathered(query, NAMES, True), gathered(query, NAMES, False)
    assert plain == fast
    assert plain


def test_costs_tell_the_same_name_from_similar_and_other_ones() -> None:
    s, (shi, shuai, xue) = likeness(True), load().symbols("师帅雪").tolist()
    found = gathered("康师傅", NAMES, True)
    assert found["康师傅"] == 0
    assert found["康帅傅"] == losses.lost(shi, shuai, s) < losses.lost(shi, xue, s)
    assert gathered("康师", NAMES, True)["康师傅"] == s.steps[0, LEFT_OUT]


def test_the_cheaper_half_is_kept_and_nothing_is_lost_of_equal_costs() -> None:
    tally = np.zeros(64, np.int64)
    for costs in (np.arange(40) % 20, np.zeros(40, np.int64), np.arange(40)[::-1]):
        rows, held = np.arange(40), costs.astype(np.int64)
        left, limit = candidates.halve(rows, held, 40, 50, tally)
        assert left == 20
        assert held[:left].max() <= limit
        assert sorted(held[:left].tolist()) == sorted(costs.tolist())[:20]
        assert costs[rows[:left]].tolist() == held[:left].tolist()

"""Ruled tables of PDF and OFD: rows come out with their cells, as from DOCX."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from shuangda.kernel.policytext import extract, read_bytes
from shuangda.kernel.policytext.sources.grid import Rule, find_grids

from .builders import Stroke, ofd, pdf

ACROSS = (90.0, 130.0, 290.0, 380.0, 500.0)
DOWN = (100.0, 130.0, 160.0, 220.0, 250.0)
"""A table of four columns and four rows in points; the head has two rows with merged cells."""
STROKES: tuple[Stroke, ...] = (
    *((ACROSS[0], DOWN[row], ACROSS[-1], DOWN[row]) for row in (0, 2, 3, 4)),
    (ACROSS[2], DOWN[1], ACROSS[4], DOWN[1]),
    *((ACROSS[column], DOWN[0], ACROSS[column], DOWN[-1]) for column in (0, 1, 2, 4)),
    (ACROSS[3], DOWN[1], ACROSS[3], DOWN[-1]),
)
WORDS: tuple[tuple[float, float, str], ...] = (
    (97.0, 115.0, "序号"),
    (180.0, 115.0, "工作任务"),
    (400.0, 103.0, "责任单位"),
    (300.0, 133.0, "牵头单位"),
    (400.0, 133.0, "完成时限"),
    (105.0, 180.0, "1"),
    (135.0, 164.0, "检查农资门店，发现线索"),
    (135.0, 180.0, "及时移送。"),
    (300.0, 180.0, "农业局"),
    (400.0, 180.0, "10月底"),
    (105.0, 223.0, "2"),
    (135.0, 223.0, "组织宣传周"),
    (300.0, 223.0, "宣传部"),
    (400.0, 223.0, "4月底"),
)
"""Left, top, words, of 14 points."""
ROWS = [
    "序号\t工作任务\t责任单位",
    "序号\t工作任务\t牵头单位\t完成时限",
    "1\t检查农资门店，发现线索及时移送。\t农业局\t10月底",
    "2\t组织宣传周\t宣传部\t4月底",
]


def stroked(strokes: Sequence[Stroke]) -> str:
    return "".join(f"{x} {842 - y} m {x1} {842 - y1} l S\n" for x, y, x1, y1 in strokes)


def at_once(strokes: Sequence[Stroke]) -> str:
    return "".join(f"{x} {842 - y} m {x1} {842 - y1} l\n" for x, y, x1, y1 in strokes) + "S"


def thin_boxes(strokes: Sequence[Stroke]) -> str:
    return "".join(f"{x} {842 - y1} {x1 - x + 0.5} {y1 - y + 0.5} re f\n" for x, y, x1, y1 in strokes)


def turned(strokes: Sequence[Stroke]) -> str:
    return "q 1 0 0 -1 0 842 cm\n" + "".join(f"{x} {y} m {x1} {y1} l S\n" for x, y, x1, y1 in strokes) + "Q"


def pieces(strokes: Sequence[Stroke]) -> str:
    """As word processors draw borders: cell by cell, with small gaps."""
    parts = []
    for x, y, x1, y1 in strokes:
        for n in range(4):
            a, b = (x1 - x) / 4, (y1 - y) / 4
            parts.append((x + n * a, y + n * b, x + (n + 1) * a - (a > 0), y + (n + 1) * b - (b > 0)))
    return stroked(parts)


def page(words: Sequence[tuple[float, float, str]]) -> list[tuple[float, float, float, str]]:
    around = [(250.0, 60.0, "任务分解表"), (118.0, 300.0, "注：时限为年内的月份。")]
    return [(left, 842 - top - 14, 14.0, text) for left, top, text in [around[0], *words, around[1]]]


@pytest.mark.parametrize("draw", [stroked, at_once, thin_boxes, turned, pieces])
def test_a_pdf_gives_the_rows_of_its_tables(draw: Callable[[Sequence[Stroke]], str]) -> None:
    text = extract("a.pdf", pdf([page(WORDS)], drawing=draw(STROKES))).text
    assert text.split("\n") == ["任务分解表", *ROWS, "注：时限为年内的月份。"]


def test_the_order_in_which_a_page_was_written_does_not_matter() -> None:
    text = extract("a.pdf", pdf([page(WORDS[::-1])], drawing=stroked(STROKES))).text
    assert text.split("\n") == ["任务分解表", *ROWS, "注：时限为年内的月份。"]


def test_an_ofd_gives_the_rows_of_its_tables() -> None:
    mm = 25.4 / 72
    placed = [(left * mm, (842 - bottom - size) * mm, size * mm, text) for left, bottom, size, text in page(WORDS)]
    rules = [(a * mm, b * mm, c * mm, d * mm) for a, b, c, d in STROKES]
    text = extract("a.ofd", ofd([placed], rules=rules)).text
    assert text.split("\n") == ["任务分解表", *ROWS, "注：时限为年内的月份。"]


def test_a_head_that_comes_again_on_the_next_page_is_dropped() -> None:
    placed = [(left, 842 - top - 14, 14.0, text) for left, top, text in WORDS]
    following = [(left, bottom, size, {"1": "3", "2": "4"}.get(text, text)) for left, bottom, size, text in placed]
    text = extract("a.pdf", pdf([placed, following], drawing=stroked(STROKES))).text
    assert text.split("\n") == [*ROWS, ROWS[2].replace("1", "3", 1), ROWS[3].replace("2", "4", 1)]


def test_a_unit_in_brackets_below_a_word_belongs_to_it() -> None:
    words = [(300.0, 133.0, "立案"), (300.0, 147.0, "（件）"), *(word for word in WORDS if word[2] != "牵头单位")]
    assert "\t立案（件）\t" in extract("a.pdf", pdf([page(words)], drawing=stroked(STROKES))).text


def test_a_task_table_in_a_pdf_gives_measures() -> None:
    document = read_bytes("a.pdf", pdf([page(WORDS)], drawing=stroked(STROKES))).documents[0]
    assert [[unit.name for unit in measure.units] for measure in document.measures] == [["农业局"], ["宣传部"]]


def test_rules_without_columns_are_no_table() -> None:
    frame: list[Stroke] = [
        (80, 90, 520, 90), (80, 260, 520, 260), (80, 90, 80, 260), (520, 90, 520, 260), (80, 700, 520, 700)
    ]  # fmt: skip
    lines = [(90.0, 800.0 - 28 * n, 16.0, text) for n, text in enumerate(["开展农资检查。", "做好宣传。"])]
    assert extract("a.pdf", pdf([lines], drawing=stroked(frame))).text == "开展农资检查。\n做好宣传。"


def test_what_is_no_set_of_boxes_is_a_drawing() -> None:
    stairs = [
        Rule(0, 0, 60, 0), Rule(0, 60, 60, 60), Rule(0, 0, 0, 60), Rule(60, 0, 60, 60),
        Rule(30, 0, 30, 30), Rule(30, 30, 60, 30),
    ]  # fmt: skip
    assert find_grids(stairs, 1.0) == []
    assert len(find_grids([*stairs, Rule(30, 30, 30, 60)], 1.0)) == 1


def test_a_page_full_of_strokes_is_read_without_them() -> None:
    drawing = "".join(f"{n % 500} {n % 700} m {n % 500 + 9} {n % 700} l S\n" for n in range(120_000))
    assert extract("a.pdf", pdf([page(WORDS[5:9])], drawing=drawing)).text.count("\t") == 0

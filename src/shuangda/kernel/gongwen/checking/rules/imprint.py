"""版记 (GB/T 9704-2012, 7.4): rules, copies, printing office and date, at the very end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from ....policytext.sources.markup import attribute, local
from ...model import Form
from ...roles import Role
from .. import mending, wording
from ..document import Para, Table
from ..findings import Finding, Place, place_of
from ..flow import bar
from ..formats import Rule
from ..recognising import Parts

_THICK, _THIN = 8, 6
"""Eighths of a point: 0.35 mm and 0.26 mm"""
_THICK_MM: Final = (0.3, 0.6)


def find(parts: Parts) -> Iterator[Finding]:
    lines = parts.of(Role.IMPRINT)
    if not lines:
        return
    yield from _order(parts, lines)
    yield from _words(lines)
    if parts.form is Form.LETTER or any(paragraph.drawing for paragraph in lines):
        return  # a letter has none (10.1), and drawn ones cannot be told from other drawings
    if parts.imprint_tables:
        for table in parts.imprint_tables:
            yield from _table_rules(table)
    else:
        yield from _paragraph_rules(parts, lines)


def _order(parts: Parts, lines: list[Para]) -> Iterator[Finding]:
    imprint = set(lines)
    seen = False
    for block in parts.document.blocks:
        if isinstance(block, Table):
            mine = block in parts.imprint_tables
        else:
            mine = block in imprint
            if not block.text:
                continue
        if seen and not mine:
            yield Finding(
                "imprint_place", place_of(lines[0], "版记"), "版记之后还有内容", "版记在公文最后一面（附件之后）"
            )
            return
        seen = seen or mine


def _words(lines: list[Para]) -> Iterator[Finding]:
    for index, paragraph in enumerate(lines):
        place, text = place_of(paragraph, "版记"), paragraph.text
        copies = wording.COPIES.match(text)
        if copies:
            if copies[2] != "：":
                yield Finding("imprint_colon", place, text[: copies.end()].strip(), f"{copies[1]}：")
            following = lines[index + 1 :] and not wording.PRINTED.match(lines[index + 1].text)
            if not text.endswith("。") and not (following and not wording.COPIES.match(lines[index + 1].text)):
                yield Finding("imprint_stop", place, f"以“{text[-1]}”结尾", "最后一个抄送机关后标句号")
            continue
        printed = wording.PRINTED.match(text)
        if printed is None:
            continue
        if printed["word"] != "印发":
            yield Finding("imprint_word", place, printed["date"], f"{printed['date']}印发")
        date = re.fullmatch(r"[0-9]{4}年([1-9][0-9]?)月([1-9][0-9]?)日", printed["date"].strip())
        if date is None:
            yield Finding("imprint_date", place, printed["date"], "如2026年3月5日印发：年份全称，不编虚位")


def _paragraph_rules(parts: Parts, lines: list[Para]) -> Iterator[Finding]:
    body = [paragraph for paragraph in lines if paragraph.cell is None]
    if not body:
        return
    first, last = body[0], body[-1]

    def mend() -> None:
        for paragraph in body:
            eighths = _THICK if paragraph is first else _THIN
            mending.set_border(paragraph, "top", kind="single", eighths=eighths, colour="000000")
        mending.set_border(last, "bottom", kind="single", eighths=_THICK, colour="000000")

    above, inner, below = _rules_around(parts, first, last)
    edges = (above[-1] if above else None, below[0] if below else None)
    yield from _judge(place_of(first, "版记"), edges, inner, mend)


def _rules_around(parts: Parts, first: Para, last: Para) -> tuple[list[Rule], list[Rule], list[Rule]]:
    """Rules above, between and below the lines; empty paragraphs carry them as well as those with words."""
    blocks = parts.document.blocks
    begin, end = blocks.index(first), blocks.index(last)
    while begin and isinstance(block := blocks[begin - 1], Para) and block.empty:
        begin -= 1
    above: list[Rule] = []
    inner: list[Rule] = []
    below: list[Rule] = []
    for index, block in enumerate(blocks[begin:], begin):
        if not isinstance(block, Para):
            continue
        top, bottom = block.setting.borders.get("top"), block.setting.borders.get("bottom")
        over = above if index <= blocks.index(first) else inner if index <= end else below
        under = above if index < blocks.index(first) else inner if index < end else below
        over += [top] if top else []
        under += [bottom] if bottom else []
        over += [found] if (found := bar(block)) is not None and not found.red else []
    return above, inner, below


def _judge(
    place: Place, edges: tuple[Rule | None, Rule | None], inner: list[Rule], mend: Callable[[], None]
) -> Iterator[Finding]:
    top, bottom = edges
    if top is None or bottom is None:
        missing = "、".join(name for name, rule in (("首条", top), ("末条", bottom)) if rule is None)
        yield Finding("imprint_rules", place, f"没有{missing}分隔线", "首条和末条用粗线，中间用细线，与版心等宽", mend)
        return
    thick = all(_THICK_MM[0] <= rule.width <= _THICK_MM[1] for rule in (top, bottom))
    if not thick or any(rule.width >= min(top.width, bottom.width) for rule in inner):
        widths = "、".join(f"{rule.width:.2f}" for rule in (top, *inner, bottom))
        yield Finding("imprint_rule_widths", place, f"{widths}毫米", "首末0.35毫米，中间0.25毫米", mend)


def _table_rules(table: Table) -> Iterator[Finding]:
    if table.style and not any(local(element) in ("tcBorders", "tblBorders") for element in table.element.iter()):
        return  # the style of a table says what rules it has
    cells = [list(_cells(row)) for row in table.rows]
    if not cells or not all(cells):
        return
    place = place_of(table.paragraphs[0], "版记")

    def mend() -> None:
        for y, row in enumerate(cells):
            for cell in row:
                borders = mending.child(mending.child(cell, "tcPr"), "tcBorders")
                for side, outer in (("top", y == 0), ("bottom", y == len(cells) - 1)):
                    mending.put(
                        borders, side, val="single", sz=str(_THICK if outer else _THIN), space="0", color="000000"
                    )

    whole = _borders(table.element, "tblPr", "tblBorders")
    rows = [{**_spread(whole, y, len(cells)), **_borders(row[0], "tcPr", "tcBorders")} for y, row in enumerate(cells)]
    inner = [rule for row in rows[1:] if (rule := row.get("top")) is not None]
    yield from _judge(place, (rows[0].get("top"), rows[-1].get("bottom")), inner, mend)


def _spread(whole: dict[str, Rule], row: int, count: int) -> dict[str, Rule]:
    """What the borders of a table mean for the cells of one row."""
    sides = {"top": "top" if row == 0 else "insideH", "bottom": "bottom" if row == count - 1 else "insideH"}
    return {side: whole[name] for side, name in sides.items() if name in whole}


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if local(cell) == "tc")


def _borders(element: etree._Element, properties: str, borders: str) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for part in element:
        for inner in part if local(part) == properties else ():
            for side in inner if local(inner) == borders else ():
                width = attribute(side, "sz") or "0"
                if attribute(side, "val") not in ("nil", "none", None) and width.isdecimal():
                    found[local(side)] = Rule(
                        attribute(side, "val") or "", min(int(width[:4]), 999) / 8 / 72 * 25.4, ""
                    )
    return found

"""Tables of the text: heads that come again on every page, rows that stay whole, width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from ....policytext.sources.markup import attribute, local
from ...standard import POINTS_PER_MM, TYPE_AREA_MM
from .. import mending
from ..document import Table
from ..findings import Finding, place_of_table
from ..recognising import Parts

_LONG: Final = 10
"""Rows from which a table is likely to run over a page"""
_SLACK_MM: Final = 3.0


def find(parts: Parts) -> Iterator[Finding]:
    for block in parts.document.blocks:
        if not isinstance(block, Table) or block in parts.imprint_tables or block in parts.head_tables:
            continue
        place = place_of_table(block)
        if len(block.rows) >= _LONG:
            if _has_head(block) and not _flag(block.rows[0], "tblHeader"):
                mend = _set(block.rows[:1], "tblHeader")
                yield Finding("table_head", place, f"{len(block.rows)}行，表头不重复", "表头在每页重复", mend)
            loose = [row for row in block.rows if not _flag(row, "cantSplit")]
            if loose:
                yield Finding(
                    "table_split", place, f"{len(loose)}行允许跨页断行", "行不跨页断开", _set(loose, "cantSplit")
                )
        width = _width(block) / 20 / POINTS_PER_MM
        section = parts.document.sections[block.section]
        area = section.area[0] if section.landscape else TYPE_AREA_MM[0]
        if width > area + _SLACK_MM:
            yield Finding("table_width", place, f"宽{width:.0f}毫米", f"不超过版心（{area:.0f}毫米）")


def _has_head(table: Table) -> bool:
    """The first row reads as one: a short word in every cell."""
    words = [paragraph.text for paragraph in table.paragraphs if paragraph.cell and paragraph.cell[1] == 1]
    return len(words) > 1 and all(0 < len(word) <= 12 and not word.isdecimal() for word in words)


def _flag(row: etree._Element, name: str) -> bool:
    for part in row:
        for child in part if local(part) == "trPr" else ():
            if local(child) == name:
                return attribute(child, "val") not in ("0", "false", "off")
    return False


def _set(rows: list[etree._Element], name: str) -> Callable[[], None]:
    def mend() -> None:
        for row in rows:
            properties = next((part for part in row if local(part) == "trPr"), None)
            if properties is None:
                properties = etree.SubElement(row, mending.tag(row, "trPr"))
                row.insert(1 if local(row[0]) == "tblPrEx" else 0, properties)
            mending.put(properties, name, val="1")

    return mend


def _width(table: Table) -> float:
    total = 0
    for part in table.element:
        if local(part) == "tblGrid":
            widths = [attribute(column, "w") or "0" for column in part if local(column) == "gridCol"]
            total = sum(int(width) for width in widths if width.isdecimal() and len(width) < 7)
    return total

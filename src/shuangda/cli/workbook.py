"""The 任务分解表 as a workbook: one sheet of measures, and one each of duties, targets, events and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .wording import due_texts, units_text

_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_LINE: Final = Side(style="thin", color="FFBFBFBF")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFE6F0FF")
_PLACE_COLUMN: Final = ("依据（原文位置）", 24)
_OPERATORS: Final = {">=": "≥", "<=": "≤", "=": "等于", ">": "＞", "<": "＜"}
_CELL_CHARACTERS: Final = 32_767
"""What a cell of a workbook holds at most."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    columns: tuple[tuple[str, int], ...]
    """Heading and width in characters; the first column, the running number, is added."""
    rows: tuple[Sequence[Any], ...]


def write_workbook(reading: dict[str, Any], path: Path) -> None:
    """Write the reading (the contract's JSON) to `path`. Raises OSError if that cannot be written."""
    workbook = Workbook()
    for index, sheet in enumerate(_sheets(reading["documents"])):
        target = workbook.active if index == 0 else workbook.create_sheet()
        assert isinstance(target, Worksheet)
        _fill(target, sheet)
    workbook.properties.title = "任务分解表"
    workbook.properties.creator = "双打"
    workbook.save(path)


def safe(value: Any) -> Any:
    """A cell's value that no spreadsheet takes for a formula, and without characters that XML cannot hold."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[: _CELL_CHARACTERS - 1]
    return "'" + text if text.startswith(_FORMULA_SIGNS) else text


def _fill(target: Worksheet, sheet: _Sheet) -> None:
    target.title = sheet.title
    target.append(["序号", *(heading for heading, _ in sheet.columns)])
    for number, row in enumerate(sheet.rows, 1):
        target.append([number, *(safe(value) for value in row)])
    for line in target.iter_rows():
        for cell in line:
            cell.border = _BORDER
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in target[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for index, width in enumerate((6, *(width for _, width in sheet.columns)), 1):
        target.column_dimensions[get_column_letter(index)].width = width
    target.freeze_panes = "A2"
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert target.oddFooter is not None
    target.oddFooter.center.text = "第 &P 页，共 &N 页"


def _sheets(documents: Sequence[dict[str, Any]]) -> tuple[_Sheet, ...]:
    return (_measures(documents), _duties(documents), _targets(documents), _events(documents), _findings(documents))


def _measures(documents: Sequence[dict[str, Any]]) -> _Sheet:
    rows = tuple(
        (
            "".join(item["section"]),
            item["text"],
            *(units_text(item, role) for role in ("lead", "support", "responsible")),
            due_texts(item["due"]),
            "、".join(item["campaigns"]),
            _place(document, item),
        )
        for document, item in _items(documents, "measures")
    )
    units = (("牵头单位", 18), ("配合单位", 22), ("责任单位", 22))
    return _Sheet(
        "任务分解表", (("章节", 12), ("任务", 60), *units, ("时限", 16), ("专项行动", 14), _PLACE_COLUMN), rows
    )


def _duties(documents: Sequence[dict[str, Any]]) -> _Sheet:
    rows = tuple(
        (
            "、".join(item["who"]),
            *(item[key] for key in ("what", "to", "channel")),
            due_texts(item["due"]),
            item["min_count"],
            _place(document, item),
        )
        for document, item in _items(documents, "duties")
    )
    columns = (("谁", 26), ("报什么", 40), ("报给", 20), ("方式", 20), ("时限", 20), ("最少", 8), _PLACE_COLUMN)
    return _Sheet("报送", columns, rows)


def _targets(documents: Sequence[dict[str, Any]]) -> _Sheet:
    rows = tuple(
        (
            "、".join(item["who"]),
            item["metric"],
            _OPERATORS[item["op"]],
            item["value"],
            item["unit"],
            "" if item["part_of"] is None else document["targets"][item["part_of"]]["metric"] + "中",
            _place(document, item),
        )
        for document, item in _items(documents, "targets")
    )
    columns = (("谁", 26), ("指标", 40), ("关系", 8), ("数值", 12), ("单位", 8), ("其中", 24), _PLACE_COLUMN)
    return _Sheet("指标", columns, rows)


def _events(documents: Sequence[dict[str, Any]]) -> _Sheet:
    rows = tuple(
        (
            *(item[key] for key in ("name", "start", "end", "place")),
            "、".join(item["hosts"]),
            "、".join(item["participants"]),
            _place(document, item),
        )
        for document, item in _items(documents, "events")
    )
    columns = (("活动", 40), ("开始", 16), ("结束", 16), ("地点", 24), ("主办", 26), ("参加", 26), _PLACE_COLUMN)
    return _Sheet("活动", columns, rows)


def _findings(documents: Sequence[dict[str, Any]]) -> _Sheet:
    rows = tuple(
        (item["message"], item["code"], _place(document, item)) for document, item in _items(documents, "findings")
    )
    return _Sheet("存疑", (("问题", 60), ("类别", 20), _PLACE_COLUMN), rows)


def _items(documents: Sequence[dict[str, Any]], kind: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((document, item) for document in documents for item in document[kind])


def _place(document: dict[str, Any], item: dict[str, Any]) -> str:
    """Where it stands: the document, and the characters of the extracted text."""
    return f"{document['title'] or '（无标题）'} 第{item['span'][0] + 1}–{item['span'][1]}字"

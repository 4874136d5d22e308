"""The 任务分解表 as a workbook: one sheet of measures, and one each of duties, targets, events and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from shuangda.platform.exchange.workbook import Sheet, workbook

from .wording import due_texts, units_text

_PLACE_COLUMN: Final = ("依据（原文位置）", 24)
_OPERATORS: Final = {">=": "≥", "<=": "≤", "=": "等于", ">": "＞", "<": "＜"}


def write_workbook(reading: dict[str, Any], path: Path) -> None:
    """Write the reading (the contract's JSON) to `path`. Raises OSError if that cannot be written."""
    sheets = (_numbered(sheet) for sheet in _sheets(reading["documents"]))
    path.write_bytes(workbook(sheets, title="任务分解表", author="双打"))


def _numbered(sheet: Sheet) -> Sheet:
    """The sheet with a running number before its columns."""
    rows = ((number, *row) for number, row in enumerate(sheet.rows, 1))
    return Sheet(sheet.title, (("序号", 6), *sheet.columns), rows)


def _sheets(documents: Sequence[dict[str, Any]]) -> tuple[Sheet, ...]:
    return (_measures(documents), _duties(documents), _targets(documents), _events(documents), _findings(documents))


def _measures(documents: Sequence[dict[str, Any]]) -> Sheet:
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
    return Sheet(
        "任务分解表", (("章节", 12), ("任务", 60), *units, ("时限", 16), ("专项行动", 14), _PLACE_COLUMN), rows
    )


def _duties(documents: Sequence[dict[str, Any]]) -> Sheet:
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
    return Sheet("报送", columns, rows)


def _targets(documents: Sequence[dict[str, Any]]) -> Sheet:
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
    return Sheet("指标", columns, rows)


def _events(documents: Sequence[dict[str, Any]]) -> Sheet:
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
    return Sheet("活动", columns, rows)


def _findings(documents: Sequence[dict[str, Any]]) -> Sheet:
    rows = tuple(
        (item["message"], item["code"], _place(document, item)) for document, item in _items(documents, "findings")
    )
    return Sheet("存疑", (("问题", 60), ("类别", 20), _PLACE_COLUMN), rows)


def _items(documents: Sequence[dict[str, Any]], kind: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((document, item) for document in documents for item in document[kind])


def _place(document: dict[str, Any], item: dict[str, Any]) -> str:
    """Where it stands: the document, and the characters of the extracted text."""
    return f"{document['title'] or '（无标题）'} 第{item['span'][0] + 1}–{item['span'][1]}字"

"""Tables in Markdown: `<` joins a cell with the one at its left, `^` with the one above, `表：` gives the caption."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, cast

from markdown_it.token import Token

from ..errors import PaperError
from ..model import Align, Cell, Table, Text, plain

_CAPTION: Final = re.compile(r"表\s*[:：]\s*(?P<words>[^{｛]*)(?:[{｛](?P<rest>[^}｝]*)[}｝])?\s*")
_ALIGN: Final = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


@dataclass(frozen=True, slots=True)
class Caption:
    """`表：办案情况 {表头=2 列宽=1,3,1}`: what stands above a table and how it is built."""

    words: str | None
    head: int = 1
    widths: tuple[float, ...] | None = None
    height: float | None = None


def read_caption(line: str) -> Caption | None:
    """The caption that a paragraph is, or None. Raises PaperError for settings that are none."""
    found = _CAPTION.fullmatch(line)
    if found is None:
        return None
    head, widths, height = 1, None, None
    for setting in (found["rest"] or "").split():
        name, _, value = setting.partition("=")
        try:
            if name == "表头":
                head = int(value)
            elif name == "行高":
                height = float(value.removesuffix("mm"))
            elif name == "列宽":
                widths = tuple(float(part) for part in re.split("[,，]", value))
            else:
                raise ValueError
        except ValueError as error:
            raise PaperError(f"表题里的“{setting}”应当写成“表头=2”“列宽=1,3,1”或“行高=12”。") from error
    return Caption(found["words"].strip() or None, head, widths, height)


def read_table(tokens: list[Token], caption: Caption | None, spans: Callable[[Token], Text]) -> Table:
    """The table of the tokens between table_open and table_close."""
    rows: list[list[tuple[Text, Align | None]]] = []
    align: Align | None = None
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            align = cast("Align | None", _ALIGN.get(str(token.attrGet("style") or "")))
        elif token.type == "inline":
            rows[-1].append((spans(token), align))
    caption = caption or Caption(None)
    if caption.head > len(rows):
        raise PaperError("表头的行数多于表格的行数。")
    # In the first row Markdown cannot leave a cell out: a row of empty heads means a table without a head.
    if not any(plain(words).strip() for words, _ in rows[0]):
        rows, caption = rows[1:], replace(caption, head=0)
    return Table(tuple(_merged(rows)), caption.head, caption.words, caption.widths, caption.height)


def _merged(rows: list[list[tuple[Text, Align | None]]]) -> list[tuple[Cell, ...]]:
    found = []
    for y, row in enumerate(rows):
        cells = []
        for x, (words, align) in enumerate(row):
            mark = plain(words).strip()
            if mark == "<" or mark == "^":
                if (mark == "<" and x == 0) or (mark == "^" and y == 0):
                    raise PaperError(f"表格第{y + 1}行第{x + 1}格没有可以合并的格子。")
                continue
            columns = _run(rows, y, x, 0, 1, "<")
            cells.append(Cell(words, columns, _run(rows, y, x, 1, 0, "^"), align))
        found.append(tuple(cells))
    return found


def _run(rows: list[list[tuple[Text, Align | None]]], y: int, x: int, down: int, right: int, mark: str) -> int:
    size = 1
    while True:
        row, column = y + down * size, x + right * size
        if row >= len(rows) or column >= len(rows[row]) or plain(rows[row][column][0]).strip() != mark:
            return size
        size += 1

"""A list as a workbook that staff can print and work on: one look for every export."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORT_ROWS: Final = 10_000  # of a list; who wants more filters it
CELL_CHARACTERS: Final = 32_767  # what a cell holds at most
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_LINE: Final = Side(style="thin", color="FFBFBFBF")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFE6F0FF")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `columns` are headings with widths in characters; `rows` hold str, numbers, dates or None."""

    title: str
    columns: Sequence[tuple[str | Promise, int]]
    rows: Iterable[Sequence[Any]]


def workbook(sheets: Iterable[Sheet], *, title: str, author: str = "") -> bytes:
    """The bytes of an XLSX file: locked heading row, printed on A4 across with the heading on every page."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(_sheet_name(sheet.title)), sheet)
    book.properties.title, book.properties.creator = title, author
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def download(data: bytes, name: str) -> HttpResponse:
    """An answer that saves the workbook as `name` (without its ending)."""
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for column, (heading, width) in enumerate(sheet.columns, 1):
        cell = _write(target, 1, column, str(heading))
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        target.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            _write(target, number, column, value).alignment = Alignment(vertical="top", wrap_text=True)
    target.freeze_panes = "A2"
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert target.oddFooter is not None
    target.oddFooter.center.text = "&P / &N"


def _write(target: Worksheet, row: int, column: int, value: Any) -> Cell:
    cell = target.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_CHARACTERS]
        # Stored as text whatever it begins with, so that no spreadsheet takes a cell for a formula.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_SIGNS)
    elif getattr(value, "tzinfo", None) is not None:
        cell.value = timezone.localtime(value).replace(tzinfo=None)
        cell.number_format = "yyyy-mm-dd hh:mm"
    else:
        cell.value = value
    cell.border = _BORDER
    return cell


def _sheet_name(title: str) -> str:
    """At most 31 characters, none that a sheet's name may not have."""
    return "".join(" " if sign in r"[]:*?/\\" else sign for sign in title).strip()[:31] or "1"

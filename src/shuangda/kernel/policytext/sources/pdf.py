"""PDF with text, through PDFium. A page without text is a scan."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from .. import limits
from ..errors import ReadError
from .grid import Field, Grid, find_grids, table_rows
from .layout import Line, pages_text
from .pdf_rules import Budget, page_rules

_BREAKS: Final = "\r\n"
_SPACE: Final = 0x20
_WIDE_FROM: Final = 0x2E80
_SPECIAL: Final = {0xFFFE: "-", 0xFFFF: "", 0: ""}
"""PDFium's signs for a hyphen at the end of a line and for letters without a mapping."""
_ERRORS: Final = {pdfium.FPDF_ERR_PASSWORD: "encrypted", pdfium.FPDF_ERR_SECURITY: "encrypted"}
_TOUCH: Final = 2.0
"""Rules nearer than this many points meet."""
_SCAN_CHARACTERS: Final = 8
"""Pages of a scan often carry a page number or a stamp as text; a page of text carries more a page than this."""


def read(data: bytes) -> str:
    """The text of a PDF. Raises ReadError for what is encrypted, damaged, too long or a scan without `ocr`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(_ERRORS.get(getattr(error, "err_code", None), "damaged")) from error
    try:
        count = len(document)
        if count > limits.PAGES:
            raise ReadError("too_many_pages")
        pages = _pages(document, count)
        letters = sum(len(line.text.strip()) for page in pages for line in page)
        if letters > _SCAN_CHARACTERS * count:
            return pages_text(pages)
        from .scan import read_pdf

        return read_pdf(document)
    finally:
        document.close()


def _pages(document: Any, count: int) -> list[list[Line]]:
    pages: list[list[Line]] = []
    total = 0
    budget = Budget()
    for index in range(count):
        try:
            page = document[index]
            lines = _lines(page, budget)
            page.close()
        except pypdfium2.PdfiumError:
            lines = []  # one broken page does not lose the others
        total += sum(len(line.text) for line in lines)
        if total > limits.TEXT_CHARACTERS:
            raise ReadError("too_long")
        pages.append(lines)
    return pages


def _lines(page: Any, budget: Budget) -> list[Line]:
    """The lines of a page in the order of its content; a ruled table's rows stand where its first word does."""
    textpage = page.get_textpage()
    try:
        height = page.get_height()
        grids = find_grids(page_rules(page.raw, height, budget), _TOUCH)
        lines: list[Line] = []
        tables: dict[int, list[tuple[Field, Line]]] = {}
        for start, end, units in _stretches(textpage):
            for low, high, place in _pieces(textpage.raw, start, end, height, grids):
                piece = _line(textpage.raw, units, low, high, height)
                if place is None:
                    lines.append(piece)
                else:
                    index, field = place
                    if index not in tables:
                        lines.append(Line("", 0.0, 0.0, float(index), 0.0, is_row=True))
                    tables.setdefault(index, []).append((field, piece))
        return [row for line in lines for row in _rows_for(line, grids, tables)]
    finally:
        textpage.close()


def _rows_for(line: Line, grids: list[Grid], tables: dict[int, list[tuple[Field, Line]]]) -> list[Line]:
    """A line itself, or the rows of the table whose place it holds."""
    return table_rows(grids[int(line.top)], tables[int(line.top)]) if line.is_row else [line]


def _stretches(textpage: Any) -> Iterator[tuple[int, int, list[int]]]:
    """What PDFium takes for lines: where each begins and ends, with the code points of the page."""
    length = min(textpage.count_chars(), limits.TEXT_CHARACTERS + 1)
    units = [pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(length)]
    start = 0
    for index in range(length + 1):
        if index == length or chr(units[index]) in _BREAKS:
            if index > start:
                yield start, index, units
            start = index + 1


def _pieces(
    handle: Any, start: int, end: int, height: float, grids: list[Grid]
) -> Iterator[tuple[int, int, tuple[int, Field] | None]]:
    """A stretch cut where it goes from one table cell to another, each piece with its table and cell."""
    if not grids:
        yield start, end, None
        return
    at, place = start, None
    for index in range(start, end):
        left, right, bottom, top = _box(handle, index)
        if right <= left or pdfium.FPDFText_IsGenerated(handle, index):
            continue  # a space that PDFium made up lies nowhere
        x, y = (left + right) / 2, height - (bottom + top) / 2
        here = next(((n, field) for n, grid in enumerate(grids) if (field := grid.field_at(x, y))), None)
        if here != place:
            if index > at:
                yield at, index, place
            at, place = index, here
    yield at, end, place


def _line(handle: Any, units: list[int], start: int, end: int, height: float) -> Line:
    """One line, measured at its first and last letter. PDF counts upwards, we count downwards."""
    inked = [index for index in range(start, end) if not chr(units[index]).isspace()] or [start]
    first, last = _box(handle, inked[0]), _box(handle, inked[-1])
    size = pdfium.FPDFText_GetFontSize(handle, inked[0])
    tallest = max(first[3] - first[2], 1.0)
    # A font of size 1 enlarged by the matrix is common: then the loose box tells the size.
    size = size if size > 0.5 * tallest else tallest
    text = "".join(
        _character(units[index])
        for index in range(start, end)
        if not (start < index < end - 1 and _is_layout_space(handle, units, index, size))
    )
    return Line(text, first[0], last[1], height - first[3], size)


def _is_layout_space(handle: Any, units: list[int], index: int, size: float) -> bool:
    """Word processors set Chinese and Latin a quarter apart; PDFium takes the gap for a space, which it is not."""
    if units[index] != _SPACE or max(units[index - 1], units[index + 1]) < _WIDE_FROM:
        return False
    if not pdfium.FPDFText_IsGenerated(handle, index):
        return False
    gap = _box(handle, index + 1)[0] - _box(handle, index - 1)[1]
    return bool(gap < 0.5 * size)


def _character(unit: int) -> str:
    return _SPECIAL[unit] if unit in _SPECIAL else chr(unit)


def _box(handle: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of a letter's cell (its advance and line height, not its ink)."""
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(rectangle)):
        return 0.0, 0.0, 0.0, 0.0
    return rectangle.left, rectangle.right, rectangle.bottom, rectangle.top

"""PDF with text, through PDFium. A page without text is a scan."""

from __future__ import annotations

import ctypes
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from .. import limits
from ..errors import ReadError
from .layout import Line, pages_text

_BREAKS: Final = "\r\n"
_SPACE: Final = 0x20
_WIDE_FROM: Final = 0x2E80
_SPECIAL: Final = {0xFFFE: "-", 0xFFFF: "", 0: ""}
"""PDFium's signs for a hyphen at the end of a line and for letters without a mapping."""
_ERRORS: Final = {pdfium.FPDF_ERR_PASSWORD: "encrypted", pdfium.FPDF_ERR_SECURITY: "encrypted"}
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
    for index in range(count):
        try:
            page = document[index]
            lines = _lines(page)
            page.close()
        except pypdfium2.PdfiumError:
            lines = []  # one broken page does not lose the others
        total += sum(len(line.text) for line in lines)
        if total > limits.TEXT_CHARACTERS:
            raise ReadError("too_long")
        pages.append(lines)
    return pages


def _lines(page: Any) -> list[Line]:
    textpage = page.get_textpage()
    try:
        handle, height = textpage.raw, page.get_height()
        length = min(textpage.count_chars(), limits.TEXT_CHARACTERS + 1)
        units = [pdfium.FPDFText_GetUnicode(handle, index) for index in range(length)]
        lines: list[Line] = []
        start = 0
        for index in range(length + 1):
            if index == length or chr(units[index]) in _BREAKS:
                if index > start:
                    lines.append(_line(handle, units, start, index, height))
                start = index + 1
        return lines
    finally:
        textpage.close()


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

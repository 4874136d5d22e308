"""An office's own DOCX as the base: opened, and compared with the pages of the standard."""

from __future__ import annotations

import io
from typing import Any, Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn

from ..errors import PaperError
from ..roles import HEADINGS, LOOKS, Look, Role
from ..standard import BOTTOM_MM, LEFT_MM, LINE_PT, PAGE_MM, RIGHT_MM, TOP_MM, mm_twips

_TOLERANCE: Final = 60
"""Twips, about a millimetre"""
_READ: Final = (Role.TITLE, Role.ADDRESSEES, Role.TEXT, *HEADINGS, Role.SIGNATURE, Role.DATE)
"""Whose styles decide where pages end"""
WARNING: Final = "模板的纸张、边距或样式与标准不同，版面以模板为准；版记已另起一面（公文放在偶数面），请打开后查看。"


def opened(template: bytes) -> DocumentObject:
    """Raises PaperError for what is no DOCX."""
    try:
        return Document(io.BytesIO(template))
    except Exception as error:  # python-docx lets zipfile's, lxml's and its own errors through
        raise PaperError("模板不是可用的DOCX文件，请在Word或WPS中另存为DOCX。") from error


def ends_pages_alike(document: DocumentObject) -> bool:
    """Whether pages end where the layout of the standard ends them: the same type area, and the same styles of text.

    Headers, colours, faces and whatever else an office likes make no difference.
    """
    section = document.sections[0]._sectPr
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    wanted = (
        dict(zip(("w", "h"), PAGE_MM, strict=True)),
        {
            "top": TOP_MM,
            "bottom": BOTTOM_MM,
            "left": LEFT_MM,
            "right": RIGHT_MM,
        },
    )
    for element, values in zip((size, margins), wanted, strict=True):
        if element is None or any(_differs(element, name, mm_twips(value)) for name, value in values.items()):
            return False
    grid = section.find(qn("w:docGrid"))
    if grid is None or _differs(grid, "linePitch", round(LINE_PT * 20), 6):
        return False
    styles = {style.name.casefold(): style for style in document.styles if style.name}
    return all(_set_alike(styles[name], LOOKS[role]) for role in _READ if (name := role.value.casefold()) in styles)


def _differs(element: Any, name: str, wanted: int, tolerance: int = _TOLERANCE) -> bool:
    value = element.get(qn(f"w:{name}"), "")
    return not value.lstrip("-").isdecimal() or abs(int(value) - wanted) > tolerance


def _set_alike(style: Any, look: Look) -> bool:
    size = next((one.font.size for one in _with_bases(style) if one.font.size is not None), None)
    line = next((one.paragraph_format.line_spacing for one in _with_bases(style) if _says_line(one)), 1.0)
    if size is None or abs(size.pt - look.size) > 0.1:
        return False
    if isinstance(line, float):
        return look.line is None and abs(line - 1) < 0.02
    return bool(abs(line.pt - (look.line or LINE_PT)) < 0.3)


def _says_line(style: Any) -> bool:
    return style.paragraph_format.line_spacing is not None


def _with_bases(style: Any) -> list[Any]:
    found: list[Any] = []
    while style is not None and style not in found and len(found) < 20:
        found.append(style)
        style = style.base_style
    return found

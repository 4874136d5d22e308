"""Paragraphs and runs of the DOCX as XML text: python-docx alone is too slow for a summary of sixty pages."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from ..lines import Line
from ..model import Span
from ..roles import Look, Role
from ..standard import LINE_PT, TYPE_AREA_MM, mm_twips, twips
from .styles import KAI_STYLE, STRONG_STYLE, indents, style_id

AREA: Final = mm_twips(TYPE_AREA_MM[0])
RECORD: Final = "record"
"""Where a run keeps the address of its record until the comments are made"""
_NAMESPACES: Final = nsdecls("w")
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def paragraph(line: Line, look: Look, *, extra: str = "") -> str:
    """`w:p` for one line; `extra` goes between its style and its tab stops."""
    properties = f'<w:pStyle w:val="{style_id(line.role)}"/>{_keep(line)}{extra}'
    if line.aside:
        properties += f'<w:tabs><w:tab w:val="right" w:pos="{AREA - _right(line, look)}"/></w:tabs>'
    properties += _spacing(line)
    if line.left is not None or line.right is not None or line.hanging:
        left = look.left if line.left is None else line.left
        right = look.right if line.right is None else line.right
        first = 0 if line.hanging else look.first
        properties += indents(look.size, left, 0 if line.aside else right, first, line.hanging or 0)
    properties += '<w:jc w:val="left"/>' if line.aside or line.ragged else ""
    out = [f"<w:p {_NAMESPACES}><w:pPr>{properties}</w:pPr>"]
    out += [run(span) for span in line.words]
    if line.aside:
        out.append("<w:r><w:tab/></w:r>")
        out += [
            run(span, KAI_STYLE if line.role is Role.NUMBER and place else None)
            for place, span in enumerate(line.aside)
        ]
    return "".join(out) + "</w:p>"


def _keep(line: Line) -> str:
    return "" if line.keep is None else "<w:keepNext/>" if line.keep else '<w:keepNext w:val="0"/>'


def _spacing(line: Line) -> str:
    """What a line changes of the distances of its role."""
    out = f' w:before="{twips(line.above * LINE_PT)}"' if line.above is not None else ""
    grid = ""
    if line.pitch is not None:
        grid = '<w:snapToGrid w:val="0"/>'
        out += f' w:line="{twips(line.pitch)}" w:lineRule="exact"'
    return f"{grid}<w:spacing{out}/>" if out else ""


def run(span: Span, style: str | None = None) -> str:
    """`w:r` of a span; a line break in it stays one."""
    if not span.text:
        return ""
    style = style or (STRONG_STYLE if span.strong else None)
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = _FORBIDDEN.sub("", span.text)
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in words.split("\n"))
    record = f" {RECORD}={quoteattr(_FORBIDDEN.sub('', span.record))}" if span.record else ""
    return f"<w:r{record}>{properties}{inner}</w:r>"


def _right(line: Line, look: Look) -> int:
    return twips((look.right if line.right is None else line.right) * look.size)

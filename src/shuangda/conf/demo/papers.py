"""The documents of the demo: plain text with dates left open, made into Word files as an office sends them."""

from __future__ import annotations

import io
from datetime import date
from importlib.resources import files

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt


def chinese_date(day: date) -> str:
    """2026年3月6日: no leading zeros (GB/T 9704-2012 §7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def text_of(name: str, **blanks: object) -> str:
    """The text of one document with its blanks filled. Raises KeyError when one is not given."""
    return files(__package__).joinpath("documents", f"{name}.txt").read_text("utf-8").format(**blanks)


def as_docx(text: str) -> bytes:
    """A Word file with one paragraph for each line; headings before the first full sentence stand in the middle."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    in_head = True
    for line in text.splitlines():
        paragraph = document.add_paragraph(line)
        in_head = in_head and not line.endswith(("。", "：", "："))
        if in_head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()

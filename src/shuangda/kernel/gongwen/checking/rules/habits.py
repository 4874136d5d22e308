"""Habits that make a file hard to go on with: direct formatting, blanks for layout, odd faces, names in properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml import etree

from ....policytext.sources.markup import attribute, local
from ...roles import HEADINGS, Role
from .. import mending, wording
from ..document import HAN, Para, Table
from ..findings import Finding, Place, place_of
from ..kinds import PARTS
from ..recognising import Parts
from ..restyling import STYLED, restyle
from .looks import heading_lead

_EMPTY_LINES: Final = 6
"""So many in a row push what follows to another page or to its foot"""
_INDENTED: Final = (Role.TEXT, *HEADINGS, Role.ATTACHMENTS, Role.REMARK)
_ALIGNED: Final = (Role.TITLE, Role.SIGNATURE, Role.DATE, Role.MARK, Role.ATTACHMENT_TITLE)
_KNOWN: Final = re.compile(
    r"宋|仿|楷|黑|隶书|幼圆|等线|雅黑|姚体|舒体|琥珀|彩云|新魏|行楷|方正|FZ|华文|ST(?:Song|Kai|Fang|Hei|Xi|Zhong)|Sim|NSim|"
    r"Fang|Kai|DengXian|YaHei|Times|Arial|Calibri|Cambria|Courier|Georgia|Verdana|Tahoma|Symbol|Wingdings|Segoe|"
    r"Helvetica|Consolas|Century|Garamond|Liberation|Noto|Source Han|思源|PingFang|WPS|汉仪|文泉驿|Aptos|MS |"
    r"Book Antiqua",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(
    r"^(python-docx|administrator|admin|user|users|pc|owner|root|test|dell|lenovo|hp|asus|acer|thinkpad|apple|mac|"
    r"windows.*|win\d+.*|微软用户|微软中国|用户|雨林木风|番茄花园|深度.*|系统管理员|desktop-.*|laptop-.*|pc-.*|"
    r"(?:apache poi|docx4j|aspose.*|libreoffice.*|openoffice.*|wps.*|microsoft.*))$",
    re.IGNORECASE,
)


def find(parts: Parts) -> Iterator[Finding]:
    yield from _blanks(parts)
    yield from _empty_lines(parts)
    yield from _direct(parts)
    yield from _faces(parts)
    yield from _properties(parts)


def _blanks(parts: Parts) -> Iterator[Finding]:
    for paragraph, role in parts.roles.items():
        lead = paragraph.blanks[0]
        name = PARTS[role][1] if role in PARTS else "主体"
        if role in _INDENTED and lead >= 0.5 and paragraph.cell is None:

            def mend(paragraph: Para = paragraph, total: float = lead) -> None:
                setting = paragraph.setting
                mending.drop_leading_blanks(paragraph)
                first = 2.0 if abs(setting.first + total - 2) < 0.6 else setting.first + total
                mending.set_indents(paragraph, left=setting.left, right=setting.right, first=first, size=paragraph.size)

            locked = any(run.locked for run in paragraph.runs[:1])
            found = f"段首{lead:g}字宽的空白"
            yield Finding("indent_by_blanks", place_of(paragraph, name), found, "用首行缩进", None if locked else mend)
        elif role in _ALIGNED and lead >= 3:
            yield Finding("align_by_blanks", place_of(paragraph, name), f"行首{lead:g}字宽的空白", "用对齐方式和缩进")


def _empty_lines(parts: Parts) -> Iterator[Finding]:
    count = 0
    for block in parts.document.blocks:
        if isinstance(block, Para) and block.empty and not block.breaks_before and not block.setting.borders:
            count += 1
            continue
        if count >= _EMPTY_LINES:
            place = Place("版面") if isinstance(block, Table) else place_of(block, "版面")
            yield Finding("page_by_blanks", place, f"之前有{count}个空行", "用分页符或段前距离")
        count = 0


def _direct(parts: Parts) -> Iterator[Finding]:
    """One remark for the whole file: it is a habit, not a place."""
    paragraphs = [paragraph for paragraph in parts.of(*STYLED) if _stylable(paragraph, parts.roles[paragraph])]
    direct = [paragraph for paragraph in paragraphs if any(_is_direct(run.element) for run in paragraph.runs)]
    if len(direct) >= 3 and len(direct) * 2 > len(paragraphs):
        found = f"{len(paragraphs)}段中{len(direct)}段直接设置字体或字号"
        asked = "用样式（标题1至标题4、正文缩进等）"
        yield Finding("direct_formatting", Place("全文"), found, asked, partial(restyle, parts))


def _stylable(paragraph: Para, role: Role) -> bool:
    """A paragraph that one style can set: no list, and a heading that does not go on as text."""
    whole = role is Role.TEXT or heading_lead(paragraph, role) == len(paragraph.raw)
    return whole and paragraph.cell is None and not paragraph.prefix


def _is_direct(run: etree._Element) -> bool:
    for part in run:
        if local(part) == "rPr":
            names = {local(child) for child in part}
            fonts = next((child for child in part if local(child) == "rFonts"), None)
            faced = fonts is not None and attribute(fonts, "eastAsia") is not None
            return faced or "sz" in names
    return False


def _faces(parts: Parts) -> Iterator[Finding]:
    embedded = set(_embedded(parts))
    seen: set[str] = set()
    for paragraph in parts.document.all_paragraphs():
        for run in paragraph.runs:
            name = run.letters.east
            if not name or name in seen or not HAN.search(run.text):
                continue
            seen.add(name)
            if not _KNOWN.search(name) and name not in embedded:
                yield Finding("odd_face", place_of(paragraph, "全文"), name, "通用字体，或嵌入字体")


def _embedded(parts: Parts) -> Iterator[str]:
    table = parts.document.opened.related("fontTable")
    for font in table if table is not None else ():
        if any(local(child).startswith("embed") for child in font):
            yield attribute(font, "name") or ""


def _properties(parts: Parts) -> Iterator[Finding]:
    core = parts.document.opened.of_package("core-properties")
    names = {"creator": "作者", "lastModifiedBy": "最后修改者"}
    for element in core if core is not None else ():
        key, value = local(element), (element.text or "").strip()
        if key not in names or not value or wording.ORG_END.search(value):
            continue

        def mend(element: etree._Element = element) -> None:
            element.text = ""

        kind = "machine_in_properties" if _MACHINE.match(value) else "person_in_properties"
        yield Finding(kind, Place("文件属性"), f"{names[key]}：{value[:40]}", "留空，或写机关名称", mend)

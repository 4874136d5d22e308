"""Direct formatting of text and headings turned into styles, so that an office can go on editing the file."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from ...policytext.sources.markup import attribute, local
from ..roles import HEADINGS, LOOKS, Look, Role
from ..standard import twips
from .document import HAN, Para
from .mending import child, drop, letters, properties, put, set_indents, tag
from .recognising import Parts

STYLED: Final = (Role.TEXT, *HEADINGS)
_NAMES: Final = ("公文正文", "公文一级标题", "公文二级标题", "公文三级标题", "公文四级标题")
_LETTERS: Final = ("sz", "szCs", "b", "bCs", "color", "spacing")
_SETTING: Final = ("ind", "jc", "outlineLvl")


def restyle(parts: Parts) -> None:
    """Give text and headings styles of their own that look as the paragraphs do, and take the direct formatting away.

    Left as they are: paragraphs with tracked changes or automatic numbers, and those of which only the first words
    are a heading.
    """
    styles = parts.document.opened.related("styles")
    if styles is None:
        return
    for place, role in enumerate(STYLED):
        group = [paragraph for paragraph in parts.of(role) if _is_plain(paragraph, LOOKS[role])]
        if group:
            identity = f"GongwenFixed{place}"
            _add_style(parts, styles, identity, _NAMES[place], LOOKS[role], group)
            for paragraph in group:
                _apply(paragraph, identity)


def _is_plain(paragraph: Para, look: Look) -> bool:
    """All of it looks as the role wants."""
    if paragraph.cell is not None or paragraph.prefix or any(run.locked for run in paragraph.runs):
        return False
    setting = paragraph.setting
    faces = {run.letters.east for run in paragraph.runs if HAN.search(run.text)}
    whole = len(faces) == 1 and all(abs(run.letters.size - look.size) < 0.3 for run in paragraph.runs)
    dark = all(run.letters.black and not run.letters.bold for run in paragraph.runs)
    return whole and dark and abs(setting.first - look.first) < 0.4 and abs(setting.left) < 0.4


def _add_style(parts: Parts, styles: etree._Element, identity: str, name: str, look: Look, group: list[Para]) -> None:
    for old in [style for style in styles if attribute(style, "styleId") == identity]:
        styles.remove(old)
    style = etree.SubElement(styles, tag(styles, "style"))
    for key, value in (("type", "paragraph"), ("customStyle", "1"), ("styleId", identity)):
        style.set(tag(styles, key), value)
    put(style, "name", val=name)
    default = parts.document.formats.style_of(None)
    if default is not None:
        put(style, "basedOn", val=default)
    child(style, "qFormat")
    _set_paragraph(style, look, group)
    _set_letters(child(style, "rPr"), look, group)


def _set_paragraph(style: etree._Element, look: Look, group: list[Para]) -> None:
    setting = child(style, "pPr")
    line, rule, snap = Counter(
        (paragraph.setting.line, paragraph.setting.line_rule, paragraph.setting.snap) for paragraph in group
    ).most_common(1)[0][0]
    if look.keep_with_next:
        put(setting, "keepNext", val="1")
    put(setting, "snapToGrid", val="1" if snap else "0")
    height = str(round(line * 240)) if rule == "auto" else str(twips(line))
    zero = {f"{side}{unit}": "0" for side in ("before", "after") for unit in ("", "Lines", "Autospacing")}
    put(setting, "spacing", **zero, line=height, lineRule=rule)
    set_indents(style, left=0, right=0, first=look.first, size=look.size)
    put(setting, "jc", val="both")
    if look.level is not None:
        put(setting, "outlineLvl", val=str(look.level - 1))


def _set_letters(own: etree._Element, look: Look, group: list[Para]) -> None:
    runs = [run for paragraph in group for run in paragraph.runs if run.text.strip()]
    east = Counter(run.letters.east for run in runs if HAN.search(run.text)).most_common(1)[0][0]
    latin = Counter(run.letters.latin for run in runs).most_common(1)[0][0]
    tracking = Counter(run.letters.tracking for run in runs).most_common(1)[0][0]
    faces: dict[str, str | None] = {"eastAsia": east}
    put(own, "rFonts", **faces, **({"ascii": latin, "hAnsi": latin} if latin else {}))
    put(own, "b", val="0")
    put(own, "i", val="0")
    put(own, "color", val="auto")
    put(own, "spacing", val=str(twips(tracking)))
    put(own, "sz", val=str(round(look.size * 2)))
    put(own, "szCs", val=str(round(look.size * 2)))


def _apply(paragraph: Para, identity: str) -> None:
    own = properties(paragraph)
    put(own, "pStyle", val=identity)
    drop(own, *_SETTING)
    for run in paragraph.runs:
        mine = letters(run.element)
        drop(mine, *_LETTERS)
        for fonts in [element for element in mine if local(element) == "rFonts"]:
            for key in ("eastAsia", "eastAsiaTheme"):
                fonts.attrib.pop(tag(fonts, key), "")
            if not fonts.attrib:
                mine.remove(fonts)
        if not len(mine):
            run.element.remove(mine)

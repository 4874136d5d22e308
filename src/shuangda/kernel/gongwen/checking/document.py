"""A foreign DOCX as what the rules look at: sections, paragraphs and tables in order, each with its final look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from ...policytext import limits
from ...policytext.sources.markup import attribute, local, names
from ...policytext.sources.numbering import Numbering
from ..standard import LINE_PT, POINTS_PER_MM
from .formats import Formats, Letters, Setting
from .opening import Opened, Unreadable

HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_CONTAINERS: Final = names("sdt sdtContent smartTag customXml ins moveTo hyperlink fldSimple dir bdo")
_GRAPHICS: Final = names("drawing pict object")
_TRACKED: Final = names("ins moveTo")
_PARAGRAPHS: Final = 20_000
"""Paragraphs that are looked at: a book of 400 pages has half of it."""


@dataclass(eq=False, slots=True)
class Run:
    """A stretch of text of one look. `locked`: it lies in a tracked change or field, and is never touched."""

    element: etree._Element
    text: str
    letters: Letters
    locked: bool


@dataclass(eq=False)
class Para:
    """One paragraph. `number` counts those with words in the body from 1; a cell has its place in `cell`."""

    element: etree._Element
    runs: list[Run]
    setting: Setting
    prefix: str
    story: str
    """`body`, `cell`, `box`, `header` or `footer`"""
    number: int = 0
    cell: tuple[int, int, int] | None = None
    """Table, row, column, each from 1"""
    section: int = 0
    breaks_before: bool = False
    """A page break stands before its first word"""
    breaks_after: bool = False
    drawing: bool = False
    fields: str = ""
    """The instructions of its fields"""
    mark: Letters | None = None
    """The look of the paragraph's own mark: the height of an empty line"""

    @cached_property
    def raw(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def text(self) -> str:
        """With its automatic number, without blanks around it."""
        return (self.prefix + self.raw.strip()).strip()

    @property
    def empty(self) -> bool:
        return not self.text and not self.drawing

    @property
    def blanks(self) -> tuple[float, float]:
        """Ideographic blanks before and after the words; an ASCII blank counts half, a tab two."""
        lead = self.raw[: len(self.raw) - len(self.raw.lstrip())]
        tail = self.raw[len(self.raw.rstrip()) :]
        return _blanks(lead), _blanks(tail.rstrip(" "))

    @cached_property
    def size(self) -> float:
        """Points of most of its characters."""
        weights: dict[float, int] = {}
        for run in self.runs:
            weights[run.letters.size] = weights.get(run.letters.size, 0) + len(run.text.strip())
        if not weights:
            return self.mark.size if self.mark else 16.0
        return max(weights, key=lambda size: (weights[size], size))


@dataclass(eq=False)
class Table:
    """A table of the body; nested ones count as text of their cell."""

    element: etree._Element
    rows: list[etree._Element]
    paragraphs: list[Para]
    number: int
    section: int = 0
    style: str | None = None

    @cached_property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


Block = Para | Table


@dataclass(eq=False)
class Section:
    """One `w:sectPr`. Lengths in millimetres; None where the file says nothing."""

    element: etree._Element
    width: float
    height: float
    landscape: bool
    margins: dict[str, float]
    """top, bottom, left, right, header, footer, gutter"""
    grid: str
    pitch: float
    """Points from line to line of the grid; 0 without one"""
    character_space: float
    """Points that the grid adds to a character"""
    columns: int
    title_page: bool
    headers: dict[str, list[Para]] = field(default_factory=dict)
    """`default`, `first`, `even` → its paragraphs"""
    footers: dict[str, list[Para]] = field(default_factory=dict)
    footer_roots: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def area(self) -> tuple[float, float]:
        """The type area in millimetres."""
        side = self.margins["left"] + self.margins["right"] + self.margins["gutter"]
        return self.width - side, self.height - self.margins["top"] - self.margins["bottom"]


class Document:
    """Everything the rules ask for. Raises Unreadable for a document without a body or one that is too long."""

    def __init__(self, opened: Opened) -> None:
        root = opened.tree(opened.main)
        body = next((child for child in root if local(child) == "body"), None) if root is not None else None
        if root is None or body is None:
            raise Unreadable("damaged")
        if sum(1 for _ in root.iter("{*}p")) > _PARAGRAPHS:
            raise Unreadable("too_long")
        self.opened = opened
        self.body = body
        styles = opened.related("styles")
        numbering = opened.related("numbering")
        self.formats = Formats(styles, numbering, opened.related("theme"))
        self._numbering = Numbering(numbering, styles)
        settings = opened.related("settings")
        self.settings: Final = settings
        self.even_and_odd = _has(settings, "evenAndOddHeaders")
        ends = [part for part in body.iter() if local(part) == "sectPr" and local(_parent(part)) != "sectPrChange"]
        self.sections = [_section(element) for element in ends] or [
            _section(etree.SubElement(body, body.tag.replace("}body", "}sectPr")))
        ]
        self._section, self._counted, self._tables = 0, 0, 0
        self.blocks: list[Block] = list(self._blocks(body))
        self._read_margins()
        if sum(len(paragraph.raw) for paragraph in self.all_paragraphs()) > limits.TEXT_CHARACTERS:
            raise Unreadable("too_long")

    def all_paragraphs(self) -> Iterator[Para]:
        """Those of the body, cells included, in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.paragraphs
            else:
                yield block

    def pitch(self, section: int) -> float:
        return self.sections[min(section, len(self.sections) - 1)].pitch

    def height(self, paragraph: Para) -> float:
        """Points that one line of the paragraph takes, as Word sets it."""
        setting = paragraph.setting
        if setting.line_rule == "exact":
            return setting.line
        natural = paragraph.size * 1.25
        pitch = self.pitch(paragraph.section)
        if setting.line_rule == "atLeast":
            return max(setting.line, natural)
        if pitch and setting.snap:
            natural = pitch * max(1, round(natural / pitch + 0.35))
        return natural * setting.line

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            name = local(child)
            if name == "p":
                yield self.paragraph(child, "body")
                if _section_end(child):
                    self._section += 1
            elif name == "tbl":
                yield self._table(child)
            elif name in _CONTAINERS:
                yield from self._blocks(child)

    def paragraph(
        self, element: etree._Element, story: str, table: str | None = None, cell: tuple[int, int, int] | None = None
    ) -> Para:
        properties = next((child for child in element if local(child) == "pPr"), None)
        marked = (
            next((child for child in properties if local(child) == "rPr"), None) if properties is not None else None
        )
        section = min(self._section, len(self.sections) - 1)
        found = Para(
            element=element,
            runs=[],
            setting=self.formats.setting(properties, table, self.sections[section].pitch or LINE_PT),
            prefix="",
            story=story,
            cell=cell,
            section=section,
            mark=self.formats.letters(properties, marked, table),
        )
        self._inline(element, properties, table, found, locked=False)
        if found.raw.strip():
            pitch = self.sections[section].pitch or LINE_PT
            found.setting = self.formats.setting(properties, table, pitch, found.size)
        number = self._numbering.prefix(properties) if story in ("body", "cell") else ""
        found.prefix = number if found.raw.strip() else ""
        if story == "body" and found.raw.strip():
            self._counted += 1
            found.number = self._counted
        return found

    def _inline(
        self,
        element: etree._Element,
        properties: etree._Element | None,
        table: str | None,
        found: Para,
        *,
        locked: bool,
    ) -> None:
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, properties, table, found, locked=locked)
            elif name in _CONTAINERS:
                if name == "fldSimple":
                    found.fields += f" {attribute(child, 'instr') or ''}"
                self._inline(child, properties, table, found, locked=locked or name in _TRACKED)

    def _run(
        self,
        element: etree._Element,
        properties: etree._Element | None,
        table: str | None,
        found: Para,
        *,
        locked: bool,
    ) -> None:
        own = next((child for child in element if local(child) == "rPr"), None)
        letters = self.formats.letters(properties, own, table)
        if letters.hidden:
            return
        text = ""
        for child in element:
            name = local(child)
            if name == "t":
                text += child.text or ""
            elif name in ("tab", "ptab"):
                text += "\t"
            elif name == "noBreakHyphen":
                text += "-"
            elif name == "instrText":
                found.fields += child.text or ""
            elif name in _GRAPHICS or name == "AlternateContent":
                found.drawing = True
            elif name in ("br", "cr"):
                if attribute(child, "type") in ("page", "column"):
                    written = ("".join(run.text for run in found.runs) + text).strip()
                    found.breaks_after, found.breaks_before = bool(written), found.breaks_before or not written
                else:
                    text += "\n"
        if text:
            found.runs.append(Run(element, text, letters, locked))

    def _table(self, element: etree._Element) -> Table:
        self._tables += 1
        number = self._tables
        properties = next((child for child in element if local(child) == "tblPr"), None)
        style = (
            next((attribute(child, "val") for child in properties if local(child) == "tblStyle"), None)
            if properties is not None
            else None
        )
        rows = list(_children(element, "tr"))
        paragraphs = [
            self.paragraph(inner, "cell", style, (number, y, x))
            for y, row in enumerate(rows, 1)
            for x, cell in enumerate(_children(row, "tc"), 1)
            for inner in cell.iter()
            if local(inner) == "p" and not _in_box(inner, cell)
        ]
        return Table(element, rows, paragraphs, number, min(self._section, len(self.sections) - 1), style)

    def _read_margins(self) -> None:
        """Headers and footers; a section without its own has those of the one before it (17.10.1)."""
        before: Section | None = None
        for index, section in enumerate(self.sections):
            self._section = index
            if before is not None:
                section.headers, section.footers = dict(before.headers), dict(before.footers)
                section.footer_roots = dict(before.footer_roots)
            for child in section.element:
                if local(child) not in ("headerReference", "footerReference"):
                    continue
                kind = attribute(child, "type") or "default"
                root = self.opened.by_id(attribute(child, "id") or "")
                if root is None:
                    continue
                if local(child) == "headerReference":
                    section.headers[kind] = list(self._story(root, "header"))
                else:
                    section.footers[kind] = list(self._story(root, "footer"))
                    section.footer_roots[kind] = root
            before = section

    def _story(self, root: etree._Element, story: str) -> Iterator[Para]:
        for element in root.iter():
            if local(element) == "p" and not _in_fallback(element):
                yield self.paragraph(element, story)


def _section(element: etree._Element) -> Section:
    parts = {local(child): child for child in element}
    size, margins, grid, columns = (parts.get(name) for name in ("pgSz", "pgMar", "docGrid", "cols"))

    def length(part: etree._Element | None, key: str, default: float) -> float:
        value = _float(attribute(part, key) if part is not None else None, default)
        return value / 20 / POINTS_PER_MM

    kind = (attribute(grid, "type") or "default") if grid is not None else "default"
    pitch = _float(attribute(grid, "linePitch") if grid is not None else None, 0) / 20
    space = _float(attribute(grid, "charSpace") if grid is not None else None, 0) / 4096
    return Section(
        element=element,
        width=length(size, "w", 12240),
        height=length(size, "h", 15840),
        landscape=size is not None and (attribute(size, "orient") == "landscape"),
        margins={
            side: length(margins, side, default)
            for side, default in (
                ("top", 1440),
                ("bottom", 1440),
                ("left", 1440),
                ("right", 1440),
                ("header", 720),
                ("footer", 720),
                ("gutter", 0),
            )
        },
        grid=kind,
        pitch=pitch if kind in ("lines", "linesAndChars", "snapToChars") else 0,
        character_space=space if kind in ("linesAndChars", "snapToChars") else 0,
        columns=round(_float(attribute(columns, "num") if columns is not None else None, 1)),
        title_page="titlePg" in parts and attribute(parts["titlePg"], "val") not in ("0", "false", "off"),
    )


def _float(text: str | None, default: float) -> float:
    try:
        found = float(text or "")
    except ValueError:
        return default
    return found if -1e6 < found < 1e6 else default


def _section_end(paragraph: etree._Element) -> bool:
    properties = next((child for child in paragraph if local(child) == "pPr"), None)
    return properties is not None and any(local(child) == "sectPr" for child in properties)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _CONTAINERS:
            yield from _children(child, name)


def _parent(element: etree._Element) -> etree._Element:
    found = element.getparent()
    return element if found is None else found


def _in_box(paragraph: etree._Element, cell: etree._Element) -> bool:
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if local(parent) in ("txbxContent", "tbl"):
            return True
        parent = parent.getparent()
    return False


def _in_fallback(paragraph: etree._Element) -> bool:
    return any(local(parent) == "Fallback" for parent in paragraph.iterancestors())


def _has(root: etree._Element | None, name: str) -> bool:
    for child in root if root is not None else ():
        if local(child) == name:
            return attribute(child, "val") not in ("0", "false", "off")
    return False


def _blanks(text: str) -> float:
    return sum(1.0 if char == "\u3000" else 2.0 if char == "\t" else 0.5 for char in text)

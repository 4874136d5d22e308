"""Word documents (ECMA-376): the text as it is printed, with automatic numbers and tables resolved.

Read: the body, text boxes where they stand, insertions under revision. Left out: headers, footers, foot-
and endnotes, comments, deletions under revision, hidden text, field codes, embedded files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from ..errors import ReadError
from .archive import Package
from .markup import attribute, local, names, parse_xml
from .numbering import Numbering
from .relations import main_part, related
from .tables import Cell, table_lines

_CONTAINERS: Final = names(
    "sdt sdtContent smartTag customXml ins moveTo hyperlink fldSimple r dir bdo oMath oMathPara ruby rubyBase",
    "object pict drawing AlternateContent Choice Fallback inline anchor graphic graphicData",
    "wsp wgp wpc grpSp group shape rect roundrect oval txbx textbox",
)
"""What text may lie in. Everything else (deletions, properties, notes) is passed over."""
_CHARACTERS: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF: Final = ("0", "false", "off")
_DEPTH: Final = 120
"""Containers inside one another; Word writes some fifteen."""


def read(data: bytes) -> str:
    """The text of a DOCX. Raises ReadError for what is encrypted, damaged or a bomb."""
    package = Package(data)
    main = main_part(package)
    root = parse_xml(package.read(main))
    numbering = Numbering(related(package, main, "numbering"), related(package, main, "styles"))
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise ReadError("damaged")
    return "\n".join(_Reader(numbering).blocks(body))


class _Reader:
    """Walks the body once, in document order, because list numbers count on."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[str]:
        """The lines of the paragraphs and tables that lie in a body, a cell or a text box."""
        if depth > _DEPTH:
            raise ReadError("unsafe")
        for child in container:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child, depth)
            elif name == "tbl":
                yield from table_lines([self._row(row, depth) for row in _rows(child)])
            elif name in _CONTAINERS:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[str]:
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        pieces: list[str] = []
        before: list[str] = []
        after: list[str] = []
        for piece in self._inline(paragraph, depth):
            if isinstance(piece, str):
                pieces.append(piece)
            else:
                (after if "".join(pieces).strip() else before).extend(self.blocks(piece, depth + 1))
        text = "".join(pieces).strip("\n").rstrip()
        prefix = self._numbering.prefix(properties)
        yield from before
        # Word prints and counts the number of an empty paragraph too, but a number without words says nothing.
        yield prefix + text.lstrip() if prefix and text.strip() else text
        yield from after

    def _inline(self, element: etree._Element, depth: int) -> Iterator[str | etree._Element]:
        """Pieces of text, and text boxes as the elements that hold their paragraphs."""
        if depth > _DEPTH:
            raise ReadError("unsafe")
        hidden = local(element) == "r" and _is_hidden(element)
        for child in element if not hidden else ():
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name == "txbxContent":
                yield child
            elif name == "AlternateContent":
                yield from self._inline(_chosen(child), depth + 1)
            elif name in _CONTAINERS:
                yield from self._inline(child, depth + 1)

    def _row(self, row: etree._Element, depth: int) -> list[Cell]:
        return [self._cell(cell, depth) for cell in _children(row, "tc")]

    def _cell(self, cell: etree._Element, depth: int) -> Cell:
        columns, continues = 1, False
        properties = next((child for child in cell if local(child) == "tcPr"), None)
        for child in properties if properties is not None else ():
            if local(child) == "gridSpan":
                value = attribute(child, "val") or ""
                columns = int(value) if value.isdecimal() and len(value) < 5 else 1
            elif local(child) == "vMerge":
                continues = (attribute(child, "val") or "continue") == "continue"
        lines = [part for line in self.blocks(cell, depth + 1) for part in line.split("\n")]
        return Cell(tuple(lines), columns=columns, continues=continues)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _children(table, "tr"):
        properties = next((child for child in row if local(child) == "trPr"), None)
        if properties is None or not any(local(child) == "del" for child in properties):
            yield row


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of one name, also where a content control or an insertion lies between."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _CONTAINERS:
            yield from _children(child, name)


def _chosen(alternate: etree._Element) -> etree._Element:
    """The same drawing stands twice, for new and old readers: read it once."""
    for child in alternate:
        if local(child) == "Choice":
            return child
    return alternate


def _is_hidden(run: etree._Element) -> bool:
    properties = next((child for child in run if local(child) == "rPr"), None)
    for child in properties if properties is not None else ():
        if local(child) == "vanish":
            return attribute(child, "val") not in _OFF
    return False

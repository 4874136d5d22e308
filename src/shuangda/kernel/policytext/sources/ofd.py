"""OFD (GB/T 33190): a zip of XML. Text objects carry their place, so lines are put together by position."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from .. import limits
from ..errors import ReadError
from .archive import Package
from .grid import Field, Rule, find_grids, table_rows
from .layout import Line, lines_of, pages_text
from .markup import local, parse_xml

_TOUCH: Final = 0.7
"""Rules nearer than this many millimetres meet."""
_THIN: Final = 1.0
_STROKE: Final = re.compile(r"([MSLC])(?:\s+(-?[\d.]+)\s+(-?[\d.]+))?")
_LONGEST_PATH: Final = 20_000
"""In characters: what is longer is a drawing."""
_WIDE_FROM: Final = 0x2E80
"""From here on characters are as wide as high; those before are taken as half as wide."""


def read(data: bytes) -> str:
    """The text of an OFD. Raises ReadError for what is encrypted, damaged or a scan."""
    package = Package(data)
    if "Encryptions.xml" in package:
        raise ReadError("encrypted")
    pages: list[list[Line]] = []
    total = 0
    for name in _page_names(package):
        if len(pages) >= limits.PAGES:
            raise ReadError("too_many_pages")
        lines = _lines(parse_xml(package.read(name)))
        total += sum(len(line.text) for line in lines)
        if total > limits.TEXT_CHARACTERS:
            raise ReadError("too_long")
        pages.append(lines)
    text = pages_text(pages)
    if pages and not text:
        raise ReadError("scan")
    return text


def _page_names(package: Package) -> Iterator[str]:
    """OFD.xml names the documents' roots (7.4), each root its pages in order (7.6)."""
    entry = parse_xml(package.read("OFD.xml"))
    if any(local(element) == "Encryptions" for element in entry.iter()):
        raise ReadError("encrypted")
    for root in _texts(entry, "DocRoot"):
        document = root.strip().lstrip("/")
        folder = posixpath.dirname(document)
        for element in parse_xml(package.read(document)).iter():
            if local(element) == "Page" and element.get("BaseLoc"):
                place = str(element.get("BaseLoc"))
                yield place.lstrip("/") if place.startswith("/") else posixpath.join(folder, place)


def _texts(root: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter() if local(element) == name]


def _lines(page: etree._Element) -> list[Line]:
    """The lines of a page from top to bottom, with the rows of its ruled tables among them."""
    grids = find_grids(_rules(page), _TOUCH)
    tables: list[list[tuple[Field, Line]]] = [[] for _ in grids]
    outside: list[Line] = []
    for piece in _pieces(page):
        x, y = piece.left + piece.size / 2, piece.top - piece.size / 3  # inside its first letter
        for grid, table in zip(grids, tables, strict=True):
            if field := grid.field_at(x, y):
                table.append((field, piece))
                break
        else:
            outside.append(piece)
    rows = [row for grid, table in zip(grids, tables, strict=True) if table for row in table_rows(grid, table)]
    return sorted([*lines_of(outside), *rows], key=lambda line: line.top)


def _rules(page: etree._Element) -> Iterator[Rule]:
    """Thin boxes and the straight strokes of paths (9.1, 9.3); a path's points count from its boundary."""
    for element in page.iter():
        bounds = _numbers(element.get("Boundary"))
        if local(element) != "PathObject" or len(bounds) != 4 or element.get("Visible") == "false":
            continue
        left, top, width, height = bounds
        if min(width, height) <= _THIN:
            yield Rule(left, top, left + width, top + height)
            continue
        a, b, c, d, e, f = _matrix(element.get("CTM"))
        for x, y, x1, y1 in _strokes(" ".join(_texts(element, "AbbreviatedData"))):
            xs = sorted((left + a * x + c * y + e, left + a * x1 + c * y1 + e))
            ys = sorted((top + b * x + d * y + f, top + b * x1 + d * y1 + f))
            if min(xs[1] - xs[0], ys[1] - ys[0]) <= _THIN:
                yield Rule(xs[0], ys[0], xs[1], ys[1])


def _strokes(path: str) -> Iterator[tuple[float, float, float, float]]:
    """The straight strokes of an abbreviated path: `M x y` and `S x y` move, `L x y` draws, `C` closes (table 35)."""
    at = first = (0.0, 0.0)
    for command, *point in _STROKE.findall(path) if len(path) <= _LONGEST_PATH else ():
        x, y = [*_numbers(" ".join(point)), 0.0, 0.0][:2]
        to = first if command == "C" else (x, y)
        if command in "LC":
            yield *at, *to
        else:
            first = to
        at = to


def _pieces(page: etree._Element) -> Iterator[Line]:
    """Every text code of a page with its place (11.2, 11.3)."""
    for element in page.iter():
        if local(element) != "TextObject" or element.get("Visible") == "false":
            continue
        left, top = [*_numbers(element.get("Boundary")), 0.0, 0.0][:2]
        a, b, c, d, e, f = _matrix(element.get("CTM"))
        size = ([*_numbers(element.get("Size")), 0.0][0] or 3.5) * (abs(d) or abs(b) or 1.0)
        x = y = 0.0
        for code in element:
            if local(code) != "TextCode" or not code.text:
                continue
            # A text code without a place of its own goes on at the place before it.
            x = [*_numbers(code.get("X")), x][0]
            y = [*_numbers(code.get("Y")), y][0]
            start = left + a * x + c * y + e
            baseline = top + b * x + d * y + f
            width = _width(code.text, _deltas(code.get("DeltaX"), len(code.text) - 1), size, a)
            yield Line(code.text, start, start + width, baseline, size)


def _matrix(text: str | None) -> tuple[float, float, float, float, float, float]:
    """The six numbers of a coordinate transformation; the identity where there is none."""
    numbers = _numbers(text)
    if len(numbers) != 6:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _width(text: str, deltas: list[float], size: float, scale: float) -> float:
    widths = [size if ord(letter) >= _WIDE_FROM else size / 2 for letter in text]
    if deltas and len(deltas) == len(text) - 1:
        return sum(deltas) * abs(scale or 1.0) + widths[-1]
    return sum(widths)


def _deltas(text: str | None, wanted: int) -> list[float]:
    """The first steps from letter to letter: `5 g 10 3.5` is a step of 5, then ten of 3.5 (11.3)."""
    parts = iter((text or "").split())
    steps: list[float] = []
    for part in parts:
        if part == "g":
            count, step = _numbers(next(parts, "")), _numbers(next(parts, ""))
            steps += step[:1] * min(int(count[0]) if count else 0, wanted)
        else:
            steps += _numbers(part)
        if len(steps) >= wanted:
            break
    return steps[:wanted]


def _numbers(text: str | None) -> list[float]:
    numbers: list[float] = []
    for part in (text or "").split():
        try:
            number = float(part)
        except ValueError:
            return []
        numbers.append(number if abs(number) < 1e6 else 0.0)
    return numbers

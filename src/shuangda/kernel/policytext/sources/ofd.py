"""OFD (GB/T 33190): a zip of XML. Text objects carry their place, so lines are put together by position."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from .. import limits
from ..errors import ReadError
from .archive import Package
from .layout import Line, pages_text
from .markup import local, parse_xml

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
        lines = _lines(list(_pieces(parse_xml(package.read(name)))))
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


def _lines(pieces: list[Line]) -> list[Line]:
    """Pieces on one baseline, from left to right, are a line; a wide gap between them is a space."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if lines and piece.top - lines[-1][0].top < 0.4 * min(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_joined(sorted(line, key=lambda piece: piece.left)) for line in lines]


def _joined(pieces: list[Line]) -> Line:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        text += (" " if piece.left - before.right > 0.8 * piece.size else "") + piece.text
    return Line(text, pieces[0].left, pieces[-1].right, pieces[0].top, max(piece.size for piece in pieces))

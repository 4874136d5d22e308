"""Web pages: what a reader sees, a line a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from lxml import etree

from .. import limits
from ..errors import ReadError
from .markup import local, names
from .numerals import number_text
from .plain import decode
from .tables import Cell, table_lines

_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_-]{3,20})""")
_DROPPED: Final = names(
    "head script style noscript template nav select button textarea",
    "svg math iframe object audio video canvas",
)
_BLOCKS: Final = names(
    "html body address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary ul",
    "table caption tbody td tfoot th thead tr",
)
_EMBEDDED: Final = re.compile(r"data:[a-z]{1,20}/[a-z0-9+.-]{1,40};base64,[A-Za-z0-9+/=\s]*")
_CROWDED_TAG: Final = re.compile(r"<(?:[^<>\s/]*+[\s/]++){1000}")
"""libxml2 compares every attribute of a tag with all before it."""
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_TYPES: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACES: Final = re.compile(r"[ \t\r\n\f\xa0]+")
_WRAPPED: Final = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])")
"""A line of the page's source that ends between two Chinese characters: CSS Text 4, 4.1.3 shows no space."""


def read(data: bytes) -> str:
    """The text of a page. Raises ReadError for markup nested too deep to be a page."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _decode(data).replace("\0", ""))
    text = _EMBEDDED.sub("", text)
    if len(text) > limits.MARKUP_BYTES or text.count("<") > limits.MARKUP_TAGS or _CROWDED_TAG.search(text):
        raise ReadError("too_heavy")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text, parser)
    if root is None:
        raise ReadError("empty")
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise ReadError("unsafe")
    return "\n".join(_blocks(root))


def _decode(data: bytes) -> str:
    """As UTF-8 where it is that, whatever the page says of itself; then by the page's word; then like any text."""
    declared = _CHARSET.search(data[:4096])
    encodings = ["utf-8"]
    if declared and b"\0" not in data[:4096]:
        name = declared.group(1).decode("ascii").lower()
        # GB18030 holds GB2312 and GBK, whose names pages use for what is really the larger set.
        encodings.append("gb18030" if name in ("gb2312", "gbk") else name)
    for encoding in encodings:
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(encoding)
    return decode(data)


def _blocks(container: etree._Element) -> list[str]:
    """The lines of a block element's content."""
    lines: list[str] = []
    pieces: list[str] = []
    items = 0

    def flush() -> None:
        for line in "".join(pieces).split("\n"):
            stripped = _SPACES.sub(" ", line).strip(" \u3000")
            if stripped:
                lines.append(stripped)
        pieces.clear()

    for piece in _pieces(container, preformatted=False):
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            flush()
            if local(piece) == "table":
                lines.extend(_table(piece))
            elif local(piece) == "li":
                lines.extend(_numbered(container, items, _blocks(piece)))
                items += 1
            else:
                lines.extend(_blocks(piece))
    flush()
    return lines


def _pieces(element: etree._Element, *, preformatted: bool) -> Iterator[str | etree._Element]:
    """Text of the inline content (a line break is the only `\\n`), and block elements as they are."""
    preformatted = preformatted or local(element) == "pre"
    yield _text(element.text, preformatted)
    for child in element:
        name = local(child)
        if name == "br":
            yield "\n"
        elif name in _DROPPED or not name or _is_hidden(child):
            pass
        elif name in _BLOCKS:
            yield child
        else:
            yield from _pieces(child, preformatted=preformatted)
        yield _text(child.tail, preformatted)


def _text(text: str | None, preformatted: bool) -> str:
    return (text or "") if preformatted else _SPACES.sub(" ", _WRAPPED.sub("", text or ""))


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _numbered(container: etree._Element, position: int, lines: list[str]) -> list[str]:
    """An item of an ordered list begins with the number that the browser prints."""
    if local(container) != "ol" or not lines:
        return lines
    value = _integer(container.get("start"), 1) + position
    number = number_text(value, _LIST_TYPES.get(container.get("type") or "", "decimal"))
    return [f"{number}. {lines[0]}", *lines[1:]]


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default


def _table(table: etree._Element) -> list[str]:
    rows = [row for row in table.iter("tr") if _owner(row) is table]
    cells = [[cell for cell in row if local(cell) in ("td", "th") and not _is_hidden(cell)] for row in rows]
    if any(cell.find(".//table") is not None for row in cells for cell in row):
        # A table that holds tables lays out a page; it has no rows to read across.
        return [line for row in cells for cell in row for line in _blocks(cell)]
    captions = [line for caption in table.findall("caption") for line in _blocks(caption)]
    return captions + table_lines([[_cell(cell) for cell in row] for row in cells])


def _owner(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _cell(cell: etree._Element) -> Cell:
    columns, rows = _integer(cell.get("colspan"), 1), _integer(cell.get("rowspan"), 1)
    return Cell(tuple(_blocks(cell)), columns=columns, rows=rows)

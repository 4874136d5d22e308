"""Lines that stand somewhere on a page → paragraphs. PDF, OFD and recognised scans end here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_PAGE_NUMBER: Final = re.compile(
    r"[\s—–\-－·.~]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*(?:共\s*)?\d{0,4}\s*页?)?[\s—–\-－·.~]*"
)
_SENTENCE_END: Final = "。！？!?；;：:"
_NUMBERED: Final = re.compile(
    r"[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)、.．](?!\d)|第[一二三四五六七八九十百\d]{1,5}[章节条编篇]|[①-⑳⑴-⒛]|附件"
)
_LABELLED: Final = re.compile(r"抄[送报][：:]|[报送发][：:]|(?:主送|出席|列席|缺席|请假)(?:人员|单位)?[：:]")
_DAY: Final = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_NARROW: Final = 12
"""Lines of fewer letters than this are a list or a form, not broken paragraphs."""
_OPENING: Final = ("（", "(")
_CELL_SLACK: Final = 2.5
"""Letters by which a full line is shorter than its cell: the margins at both sides, and no room for one more."""
_FAR_RIGHT: Final = 0.3
"""A line that begins after this share of the type area is set at its right or in its middle."""
_REPEATED: Final = 3
"""A line at the edge of at least so many pages, and of half of them, is a running head or foot."""


_RADICALS: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FE0)}
"""Many fonts of Chinese PDFs call a letter by its dictionary radical (U+2F45 for 方), which nobody searches for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a piece of one, or a row of a ruled table with a TAB between its cells.

    `left`, `right` and `top` in any one unit, `top` growing downwards; `size` of its letters.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    is_row: bool = False


def lines_of(pieces: Sequence[Line]) -> list[Line]:
    """Pieces on one baseline, from left to right, are a line; a wide gap between them is a space."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if lines and piece.top - lines[-1][0].top < 0.4 * min(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_beside(sorted(line, key=lambda piece: piece.left)) for line in lines]


def _beside(pieces: Sequence[Line]) -> Line:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        text += (" " if piece.left - before.right > 0.8 * piece.size else "") + piece.text
    return Line(text, pieces[0].left, pieces[-1].right, pieces[0].top, max(piece.size for piece in pieces))


def join_wrapped(lines: Sequence[Line], width: float) -> list[str]:
    """The paragraphs of a table cell `width` wide: a line that leaves no room for another letter goes on."""
    paragraphs: list[str] = []
    full = False
    for before, line in zip([None, *lines], lines, strict=False):
        words = _words(line)
        if before and (full or words[:1] in _OPENING) and not _NUMBERED.match(words):
            paragraphs[-1] += _glue(before.text, line.text) + words
        else:
            paragraphs.append(words)
        full = width - (line.right - line.left) < _CELL_SLACK * line.size
    return paragraphs


def pages_text(pages: Sequence[Sequence[Line]]) -> str:
    """The text of a document from the lines of its pages, in reading order."""
    lines = _without_furniture([[line for line in page if line.text.strip()] for page in pages])
    if not lines:
        return ""
    left, right = _margins([line for line in lines if not line.is_row] or lines)
    paragraphs: list[str] = []
    first = previous = lines[0]
    text = [_words(lines[0])]
    for line in lines[1:]:
        if _continues(first, previous, line, left, right):
            text.append(_glue(previous.text, line.text) + _words(line))
        else:
            paragraphs.append("".join(text))
            first, text = line, [_words(line)]
        previous = line
    return "\n".join([*paragraphs, "".join(text)])


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Drop page numbers and the lines that repeat at the top or foot of pages."""
    edges = [{_edge(line): line for line in _outermost(page)} for page in pages]
    seen = Counter(key for page in edges for key in page)
    enough = max(_REPEATED, len(pages) / 2)
    kept: list[Line] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped = {
            id(line) for key, line in edge.items() if seen[key] >= enough or _PAGE_NUMBER.fullmatch(line.text.strip())
        }
        rest = [line for line in page if id(line) not in dropped]
        kept.extend(rest[_repeated_head(kept, rest) :])
    return kept


def _repeated_head(before: Sequence[Line], page: Sequence[Line]) -> int:
    """How many rows at the top of a page repeat the head of the table that goes on from the page before."""
    start = len(before)
    while start and before[start - 1].is_row:
        start -= 1
    same = 0
    for head, row in zip(before[start:], page, strict=False):
        if not row.is_row or row.text != head.text:
            break
        same += 1
    return same


def _outermost(page: Sequence[Line]) -> list[Line]:
    by_height = sorted((line for line in page if not line.is_row), key=lambda line: line.top)
    return by_height[:1] + by_height[1:][-2:] if len(by_height) > 1 else by_height


def _edge(line: Line) -> tuple[str, int]:
    """The same head stands at the same height with the same words, but for its page number."""
    return re.sub(r"\d+", "", line.text.strip()), round(line.top / max(line.size, 1.0))


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the type area: where the long lines begin and end."""
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.7 * widest]
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in long)
    return lefts[len(lefts) // 10], rights[len(rights) // 2]


def _continues(first: Line, previous: Line, line: Line, left: float, right: float) -> bool:
    """Whether `line` goes on the paragraph that began with `first` and has come to `previous`."""
    size = previous.size
    if previous.is_row or line.is_row or first.left > left + _FAR_RIGHT * (right - left) or _LABELLED.match(line.text):
        return False
    if right - left < _NARROW * size or previous.right < right - 1.6 * size or abs(line.size - size) > 0.2 * size:
        return False
    indented = line.left > left + 1.2 * size
    if indented and _DAY.fullmatch(line.text.strip()):
        return False
    paragraph_indented = first.left > left + 1.2 * size
    if indented and previous.left < left + 1.2 * size:
        # Only a heading that fills its line goes on with an indented one: set in the middle, as it is itself.
        return all(abs(part.left + part.right - left - right) < 2 * size for part in (previous, line))
    if _NUMBERED.match(line.text.strip()) and (indented or not paragraph_indented):
        return False
    if previous.text.rstrip()[-1:] in _SENTENCE_END:
        # A full line that ends with a sentence ends the paragraph, unless the document indents first lines
        # and the next line is not indented.
        return not indented and paragraph_indented
    return True


def _words(line: Line) -> str:
    if line.is_row:
        return line.text
    return " ".join(line.text.translate(_RADICALS).split())


def _glue(before: str, after: str) -> str:
    """Chinese runs on without a space; Latin words and numbers that were broken apart at the line's end do not."""
    ends, begins = before.rstrip()[-1:], after.lstrip()[:1]
    return " " if ends.isascii() and begins.isascii() and ends.isalpha() and begins.isalpha() else ""

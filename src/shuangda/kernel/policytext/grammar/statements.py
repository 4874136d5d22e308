"""Sentences and clauses as the item rules need them: hard-wrapped lines joined, outline points kept apart.

A page that was printed breaks its lines in the middle of a sentence; a page that was flattened runs heading
and text together. Both read alike here: a statement ends at a full stop or semicolon, at the mark of the
next outline point, or at a line end that closes a sentence.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span
from ..piece import Piece
from .lines import CLOSING, PARTNER, lines, sentences, trim

_LINE_CLOSES = "。；;：:！!？?”’》」』"
_POINT = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[条章节篇阶]|[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|[⒈-⒛⑴-⒇①-⑳]|附[件：:]|[#*\-·•] )"
)
_SIGNED = re.compile(r".{0,40}年.{1,3}月.{1,3}日")
_OF_THE_PAGE = re.compile(
    r"(?:发布|成文|更新|发文)(?:时间|日期)|(?:信息)?来源\s?[:：]|作者\s?[:：]|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s?[:：]|字号\s?[:：]|分享到|当前位置|打印本页|[>＞]"
)
"""What a line of the page holds that is no part of the paper: it neither goes on nor is gone on with."""
_IMPRINT = re.compile(r"(?:抄[送报]|[报送发])[：:]|[（(]?共印\s*\d+\s*份|[^。\n]{0,60}日印[发制]$")
"""A line below the text: who gets copies, how many were printed, by whom and when."""
_SHORTEST_WRAP = 18
"""A line shorter than this that ends without a mark is a heading or a table cell, not a wrapped sentence."""
_HEAD_OF_LINE = 60
LONGEST_SENTENCE = 3000
"""A stretch without a full stop that is longer than this is no sentence, even on a flattened page."""
LONGEST_DOCUMENT = 400_000
"""The item rules read so many characters of one document: twice the length of a thick book."""
_COMMAS = "，,：:\t"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: its span and the spans of its clauses, in order and without the commas between them."""

    span: Span
    clauses: tuple[Span, ...]
    paragraph: int
    """Number of the paragraph it stands in."""


def reach(piece: Piece) -> Span:
    """The part of a document that the item rules read, all of it unless it is longer than any paper."""
    return piece.span[0], min(piece.span[1], piece.span[0] + LONGEST_DOCUMENT)


@lru_cache(maxsize=2)
def statements(piece: Piece) -> tuple[Statement, ...]:
    """Cut a document into statements. Linear in its length."""
    return tuple(_statements(piece))


def _statements(piece: Piece) -> Iterator[Statement]:
    text = piece.text
    marks = sorted({section.span[0] for section in piece.sections})
    low, high = reach(piece)
    body = min(max(low, piece.body_start), high)  # a headline never runs on into the text
    for number, (start, end) in enumerate([*paragraphs(text, low, body), *paragraphs(text, body, high)]):
        if _IMPRINT.match(text, start, end):
            continue
        inner = marks[bisect.bisect_right(marks, start) : bisect.bisect_left(marks, end)]
        cuts = [start, *inner, end]
        for at, stop in itertools.pairwise(cuts):
            for span in sentences(text, at, stop, "。！？!?；;"):
                if span[1] - span[0] <= LONGEST_SENTENCE:
                    yield Statement(span, tuple(clauses(text, *span)), number)


def paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of `text[start:end]`: lines, joined where a hard wrap cut a sentence."""
    current: Span | None = None
    for line in lines(text, start, end):
        if current is not None and _wraps(text, current, line):
            current = (current[0], line[1])
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _wraps(text: str, above: Span, below: Span) -> bool:
    last = text.rfind("\n", above[0], above[1]) + 1 or above[0]
    return (
        above[1] - last >= _SHORTEST_WRAP
        and text[above[1] - 1] not in _LINE_CLOSES
        and "\t" not in text[last : below[1]]
        and not _OF_THE_PAGE.search(text, last, min(above[1], last + _HEAD_OF_LINE))
        and not _OF_THE_PAGE.search(text, below[0], min(below[1], below[0] + _HEAD_OF_LINE))
        and not _SIGNED.fullmatch(text, last, above[1])
        and not _POINT.match(text, below[0])
        and text.count("\n", above[1], below[0]) <= 2
    )


def clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Split a sentence at commas and colons outside brackets and quotes, never inside a number or a time."""
    depth, at = 0, start
    for i in range(start, end):
        char = text[i]
        if char in PARTNER:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _COMMAS and not _between_digits(text, i, end):
            span = trim(text, at, i)
            if span[0] < span[1]:
                yield span
            at = i + 1
    span = trim(text, at, end)
    while span[0] < span[1] and text[span[1] - 1] in "。；;！!？?":
        span = trim(text, span[0], span[1] - 1)
    if span[0] < span[1]:
        yield span


def _between_digits(text: str, i: int, end: int) -> bool:
    return i > 0 and i + 1 < end and text[i] != "，" and text[i - 1].isdigit() and text[i + 1].isdigit()

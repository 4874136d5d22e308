"""Helpers that every rule shares: spaces, numerals of an outline, brackets, lines and sentences.

A span is half-open and counts in the whole text; a helper that cuts a stretch up never leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span

SPACES = " \t\r\f\v\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
"""Layout space inside a line."""

MARKS = "#*>•·●■◆▲"
"""Signs that a layout puts before a line: Markdown's headings, bullets."""

BLANK = f"[{SPACES}]"
GAP = f"{BLANK}{{0,3}}(?:\n{BLANK}{{0,3}})?"
"""A pattern for what a layout may put between two characters of one expression: a few spaces, a line break."""

OPENING = "（(〔［[【《〈“‘「『{｛"
CLOSING = "）)〕］]】》〉”’」』}｝"
PARTNER = dict(zip(OPENING, CLOSING, strict=True))
ROUND_OPENING = "（(〔［[【"
ROUND_CLOSING = "）)〕］]】"

_ROUND = re.compile(f"[{re.escape(ROUND_OPENING + ROUND_CLOSING)}]")

SENTENCE_END = "。！？!?"

_LONGEST_QUOTE = 300
"""A bracket or quote open for longer than this was never closed: it no longer holds a sentence together."""

_HAN = "\u3400-\u9fff"
_LAYOUT_SPACE = re.compile(
    rf"(?<=[{_HAN}（）《》“”、，。：；〔〕])[{SPACES}\n]+(?=[{_HAN}（）《》“”、，。：；〔〕\d])"
    rf"|(?<=\d)[{SPACES}\n]+(?=[{_HAN}])"
)

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0, "Ｏ": 0}
_SCALES = {"十": 10, "百": 100}


def squeeze(text: str) -> str:
    """Drop the layout spaces between Chinese characters (`专 项行动` is `专项行动`), keep those between words."""
    return _LAYOUT_SPACE.sub("", text).strip(SPACES + "\n")


def small_number(numeral: str) -> int | None:
    """Read a numeral below 1000 in Arabic or Chinese digits (`25`, `二十五`, `廿`-free); None if it is none."""
    numeral = numeral.strip(SPACES)
    if numeral.isdecimal():
        return int(numeral) if len(numeral) <= 4 else None
    total, digit, seen = 0, 0, False
    for char in numeral:
        if char in _DIGITS:
            digit, seen = _DIGITS[char], True
        elif char in _SCALES:
            total += (digit if seen else 1) * _SCALES[char]
            digit, seen = 0, False
        else:
            return None
    return total + digit if numeral else None


def trim(text: str, start: int, end: int) -> Span:
    """Shrink a span by the white space on both its ends."""
    white = SPACES + "\n"
    while start < end and text[start] in white:
        start += 1
    while end > start and text[end - 1] in white:
        end -= 1
    return start, end


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span of each line of `text[start:end]`, without its line break and the space around it."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        span = trim(text, at, stop)
        if span[0] < span[1]:
            yield span
        at = stop + 1


def sentences(text: str, start: int, end: int, marks: str = SENTENCE_END + "；;\n") -> Iterator[Span]:
    """Yield the span of each sentence with its closing mark; a mark inside brackets or quotes ends nothing.

    Brackets that never close within a line hold no sentence together.
    """
    depth = 0
    at = opened = start
    for i in range(start, end):
        char = text[i]
        if char == "\n" or (depth and i - opened > _LONGEST_QUOTE):
            depth = 0
        elif char in PARTNER:
            opened = i if depth == 0 else opened
            depth += 1
        elif char in CLOSING and depth:
            depth -= 1
        if char in marks and (depth == 0 or char == "\n"):
            span = trim(text, at, i + 1)
            if span[0] < span[1]:
                yield span
            at = i + 1
    span = trim(text, at, end)
    if span[0] < span[1]:
        yield span


def bracket_pairs(text: str, start: int, end: int, longest: int = 600) -> list[Span]:
    """Pair the round brackets of a stretch: (opening, closing) positions in the order of their openings.

    Official texts mix bracket shapes (`（…)`, `〔…〕`), so any closing round bracket closes any opening one. A
    pair longer than `longest` is two stray brackets.
    """
    pairs = []
    waiting: list[int] = []
    for match in _ROUND.finditer(text, start, end):
        if match[0] in ROUND_OPENING:
            waiting.append(match.start())
        elif waiting:
            opened = waiting.pop()
            if match.start() - opened <= longest:
                pairs.append((opened, match.start()))
    return sorted(pairs)


def split_outside(text: str, start: int, end: int, marks: str) -> Iterator[Span]:
    """Split a stretch at any of `marks` that stands outside brackets and quotes; yields trimmed, non-empty spans."""
    depth = 0
    at = start
    for i in range(start, end):
        char = text[i]
        if char in PARTNER:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in marks:
            span = trim(text, at, i)
            if span[0] < span[1]:
                yield span
            at = i + 1
    span = trim(text, at, end)
    if span[0] < span[1]:
        yield span

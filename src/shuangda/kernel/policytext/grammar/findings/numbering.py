"""A number missing from a run of headings, or standing twice."""

from __future__ import annotations

import re

from ...model import Finding, Section
from ...piece import Piece
from ..numerals import parse_number, to_chinese

_DIGITS = re.compile(r"[0-9０-９]+|[零〇一二三四五六七八九十百]+")
_WIDEST_GAP = 3
"""A jump over more numbers than this is rather another list than a gap."""


def find_numbering_faults(piece: Piece) -> tuple[Finding, ...]:
    """Compare every heading with the one before it on its level, under the same heading above."""
    found: list[Finding] = []
    last: dict[int, tuple[Section, int]] = {}
    for section in piece.sections:
        value = _value(section.number)
        last = {level: kept for level, kept in last.items() if level <= section.level}
        before = last.get(section.level)
        if value is None:
            continue
        last[section.level] = (section, value)
        if before is not None and _style(before[0].number) == _style(section.number):
            finding = _compare(before[0], before[1], section, value)
            if finding is not None:
                found.append(finding)
    return tuple(found)


def _compare(before: Section, low: int, section: Section, value: int) -> Finding | None:
    if value == low and value > 0:
        if before.heading == section.heading:
            return None  # the heading of a table, printed again on its next page
        message = f"编号{section.number}出现两次"
        return Finding("numbering_repeat", message, section.span, "finding_numbering_repeat")
    if low + 1 < value <= low + 1 + _WIDEST_GAP:
        missing = "、".join(_written(section.number, number) for number in range(low + 1, value))
        message = f"{_written(section.number, low)}之后是{_written(section.number, value)}，缺{missing}"
        return Finding("numbering_gap", message, section.span, "finding_numbering_gap")
    return None


def _value(number: str) -> int | None:
    digits = _DIGITS.search(number)
    if digits:
        value = parse_number(digits[0])
        return int(value) if value is not None and value < 1000 else None
    for first in (0x2460, 0x2474, 0x2488):  # ① ⑴ ⒈
        if len(number) == 1 and first <= ord(number) < first + 20:
            return ord(number) - first + 1
    return None


def _style(number: str) -> str:
    """The number with its digits taken out, and whether they are Chinese."""
    kind = "汉" if re.search("[一二三四五六七八九十]", number) else "数"
    rest = _DIGITS.sub("", number)
    return kind + (rest if not rest or ord(rest[0]) < 0x2460 or ord(rest[0]) > 0x249B else "圈")


def _written(number: str, value: int) -> str:
    return to_chinese(value) if re.search("[一二三四五六七八九十]", number) else str(value)

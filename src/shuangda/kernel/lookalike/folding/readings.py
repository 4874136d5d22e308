"""How digits, signs and numerals are read where they stand for something else."""

from __future__ import annotations

from typing import Final

LEET: Final[dict[str, str]] = {
    "0": "o",
    "1": "li",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "gb",
    "7": "t",
    "8": "b",
    "9": "gq",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "li",
    "+": "t",
    "¡": "i",
    "§": "s",
    "○": "o",
    "●": "o",
    "◯": "o",
    "〇": "o",
    "＠": "a",
    "＄": "s",
    "！": "i",
    "｜": "li",
    "＋": "t",
}
"""Letters that a digit or sign stands for within Latin, the likeliest first."""

BAR: Final = frozenset("!|！｜+＋¡")
"""Signs that end a word more often than they stand for a letter: read only where a letter follows."""

PAIRS: Final[dict[str, str]] = {"vv": "w", "rn": "m", "cl": "d"}
"""Two letters that look like one."""

NUMERALS: Final = "零一二三四五六七八九"
"""Han numerals by value."""

ZERO: Final = "〇"

FORMAL: Final[dict[str, str]] = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟〇", "一二三四五六七八九十百千零", strict=True))
"""Numerals of cheques, and the round zero, to the plain ones."""


def in_han(digits: str) -> str:
    """A number below ten thousand as it is spoken: 12 → 十二, 360 → 三百六十."""
    value = int(digits)
    parts, gap = [], False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            parts.append(("零" if gap else "") + NUMERALS[digit] + unit)
            gap = False
        else:
            gap = bool(parts)
    spoken = "".join(parts) or NUMERALS[0]
    return spoken[1:] if spoken.startswith("一十") else spoken

"""Letters among digits: `二OO八年` with the letter O, `2O26年`, `l0月`."""

from __future__ import annotations

import re

from ...model import Finding
from ...piece import Piece
from ..statements import reach

_LETTER = re.compile("[OoＯｏlIｌＩ]")
_HAN = re.compile(
    r"[一二三四五六七八九〇○零OoＯ]{2,4}年(?:[一二三四五六七八九十OoＯ]{1,3}月)?(?:[一二三四五六七八九十OoＯ]{1,3}日)?"
)
_ARABIC = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ\d.\-/@])(?=[OoＯlI]{0,3}\d|\d{1,4}[OoＯlI])[\dOoＯlI]{2,8}(?=[年月日号件人份家起次篇条%％])"
)


def find_mixed_digits(piece: Piece) -> tuple[Finding, ...]:
    """Query every numeral that has a letter in it."""
    found: list[Finding] = []
    for pattern in (_HAN, _ARABIC):
        for match in pattern.finditer(piece.text, *reach(piece)):
            letter = _LETTER.search(match[0])
            if letter is None or not re.search(r"[\d一二三四五六七八九]", match[0]):
                continue
            what = "年份" if piece.text.startswith("年", match.end()) or "年" in match[0] else "数字"
            message = f"{what}里混有字母{letter[0]}"
            found.append(Finding("mixed_digits", message, match.span(), "finding_mixed_digits"))
    return tuple(found)

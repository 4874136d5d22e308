"""Numbers as Chinese official documents write them: `4万余`, `2.5亿`, `三千六百多`, `１２`, `两`, `1,200`.

Positional Chinese digits (`二〇二一`), counted ones (`二千零二十一`), Arabic ones with Chinese multipliers
(`2万5千`) and the words that make a number vague are all read by one scanner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from ..model import Qualifier, Span

_DIGIT_CHARS = ("零〇", "一壹", "二两贰兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {char: digit for digit, chars in enumerate(_DIGIT_CHARS) for char in chars}
_MARKS = (("亿億", 10**8), ("万萬", 10**4), ("千仟", 1000), ("百佰", 100), ("十拾", 10))
_SCALES = [(mark, size) for marks, size in _MARKS for mark in marks]
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_VAGUE = str.maketrans("", "", "余多几")
_LONGEST = 40

_HAN_DIGIT = "".join(_DIGITS)
_BARE = "".join(mark for mark, _ in _SCALES)
ARABIC = r"[0-9０-９]{1,3}(?:,[0-9]{3}(?![0-9]))+(?:\.[0-9]{1,4})?|[0-9０-９]{1,15}(?:[.．][0-9０-９]{1,6})?"
# Bounded repeats keep every search linear; no honest figure is longer.
_NUMBER = re.compile(
    rf"(?:{ARABIC})\s?(?P<inner>[余多几]?)[{_BARE}]{{0,3}}(?:[0-9]{{1,4}}[百千万亿]){{0,3}}"
    rf"|(?:(?<=百分之)|(?![{_HAN_DIGIT}{_BARE}]{{1,3}}分之))[{_HAN_DIGIT}{_BARE}]{{1,24}}(?P<mid>[余多几]?)[万亿]{{0,2}}"
)
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("over", r"(?:超过了?|超|逾|突破|高于|多于|大于)"),
    ("at_least", r"(?:不少于|不低于|不得少于|不得低于|至少|最少|上)"),
    ("at_most", r"(?:不超过|不多于|不高于|不大于|不得超过|至多|最多)"),
    ("about", r"(?:大约|约为|约|将近|接近|近)"),
)
_PREFIX = re.compile("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in reversed(_BEFORE)) + r")\s?$")
_SUFFIX = re.compile(
    r"\s?(?:(?P<over>余|多|有余)|(?P<about>左右|上下)|(?P<at_least>及?以上)|(?P<at_most>及?以下|以内|之内))"
)
_BARE_MARK = re.compile(
    r"[人名户家份件个次条元]{1,2}(?:(?P<at_least>及?以上)|(?P<at_most>及?以下|以内)|(?P<about>左右))"
)
_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text. `span` covers its digits, multipliers and 余 or 多, not the words before it."""

    value: float
    qualifier: Qualifier
    span: Span
    written: str
    """The digits as written, without 余 or 多."""

    @property
    def is_han(self) -> bool:
        """Whether it is written in Chinese characters alone (`两`, `三千六百`)."""
        return not any(c.isdigit() and c not in _DIGITS for c in self.written)


def parse_number(written: str) -> float | None:
    """The value of a numeral (`三千六百` → 3600, `2.5亿` → 250000000), None where it is no numeral.

    A multiplier alone counts once (`万` → 10000), since 万余人 and 百余家 are written that way.
    """
    text = written.translate(_FULL_WIDTH).replace(",", "").replace(" ", "")
    if not text or len(text) > _LONGEST:
        return None
    value = _value(text)
    if value is None:
        return None
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _value(text: str) -> float | None:
    for mark, size in _SCALES:
        head, found, tail = text.rpartition(mark)
        if not found:
            continue
        times = _value(head) if head else 1
        rest = _rest(tail, size)
        return None if times is None or rest is None else times * size + rest
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return float(text) if _PLAIN.fullmatch(text) else None


def _rest(tail: str, size: int) -> float | None:
    """What follows a multiplier: `三百零五` has 5, `三百五` has 50."""
    if not tail:
        return 0
    if len(tail) == 1 and tail in _DIGITS and size > 10:
        return _DIGITS[tail] * size / 10
    return _value(tail)


def to_chinese(number: int) -> str:
    """Write a whole number from 0 to 9999999999999999 in Chinese (`12` → `十二`, `305` → `三百零五`).

    Raises ValueError outside that range.
    """
    if not 0 <= number < 10**16:
        raise ValueError("only whole numbers from 0 to 9999999999999999 can be written")
    words = ""
    for size, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, size)
        if part >= 10_000:  # more than 9999 亿
            words += to_chinese(part) + mark
        elif part:
            words += ("零" if words and part < 1000 else "") + _below_myriad(part) + mark
        # A gap between two groups is one 零, which the next group below 1000 writes itself.
    return (words[1:] if words.startswith("一十") else words) or "零"


def _below_myriad(part: int) -> str:
    words, gap = "", False
    for size, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, part = divmod(part, size)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + mark
        gap = not digit
    return words


def find_numbers(text: str, span: Span | None = None) -> Iterator[Number]:
    """Every number between the ends of `span` (the whole text without it), in order.

    A multiplier alone is a number only with a word that makes it one (`万余`, `上千`, `近百`).
    """
    start, end = span if span is not None else (0, len(text))
    position = start
    while match := _NUMBER.search(text, position, end):
        position = match.end()
        number = _read(text, match, end)
        if number is not None:
            position = max(position, number.span[1])
            yield number


def _read(text: str, match: re.Match[str], end: int) -> Number | None:
    vague = bool(match["inner"] or match["mid"])
    written = match[0].translate(_VAGUE)
    value = parse_number(written)
    if value is None:
        return None
    suffix = _SUFFIX.match(text, match.end(), end)
    prefix = _PREFIX.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    qualifier: Qualifier = "over" if vague else "exact"
    stop = match.end()
    if suffix and suffix.lastgroup:
        qualifier = cast(Qualifier, suffix.lastgroup)
        stop = suffix.end() if suffix["over"] else stop
    elif prefix and prefix.lastgroup and not vague:
        qualifier = cast(Qualifier, prefix.lastgroup)
    counted = written[0] in "十拾" or text[max(0, match.start() - 3) : match.start()] == "百分之"
    bare = all(c in _BARE for c in written)
    if bare and qualifier == "exact" and not counted:
        unit = _BARE_MARK.match(text, match.end(), end)
        if not unit or not unit.lastgroup:
            return None
        qualifier = cast(Qualifier, unit.lastgroup)
    return Number(value, qualifier, (match.start(), stop), written)

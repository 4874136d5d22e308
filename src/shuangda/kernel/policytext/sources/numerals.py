"""How Word prints a list number in each of its number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_HEAVENLY_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def number_text(value: int, number_format: str) -> str:
    """`value` as the format prints it; an unknown format prints decimal digits, `none` and `bullet` nothing."""
    if number_format in ("none", "bullet"):
        return ""
    return _FORMATS.get(number_format, str)(max(value, 0))


def _counting(value: int, digits: str = _DIGITS, ranks: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """With ranks: 十二, 一百零五. Ten to nineteen leave the leading 一 out where the digits are the plain ones."""
    if not 0 < value < 10_000:
        return "".join(digits[int(c)] for c in str(value))
    zero = "零"
    out = ""
    for rank in range(3, -1, -1):
        digit = value // 10**rank % 10
        if digit:
            out += digits[digit] + ranks[rank]
        elif out and not out.endswith(zero) and value % 10**rank:
            out += zero
    return out[1:] if digits == _DIGITS and 10 <= value < 20 else out


def _counting_to_hundred(value: int) -> str:
    return _counting(value) if value < 100 else _digit_by_digit(value)


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(c)] for c in str(value))


def _formal(value: int) -> str:
    return _counting(value, _FORMAL_DIGITS, ("", "拾", "佰", "仟"))


def _roman(value: int) -> str:
    if not 0 < value < 4_000:
        return str(value)
    signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    out = ""
    for worth, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), signs, strict=True):
        out += sign * (value // worth)
        value %= worth
    return out


def _letters(value: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    if not 0 < value <= 780:
        return str(value)
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _series(signs: str) -> Callable[[int], str]:
    """Signs of a closed series, as far as it goes."""
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _block(first: str, length: int) -> Callable[[int], str]:
    """Ready-made characters of a Unicode block, as far as it goes."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= length else str(value)


def _circled(value: int) -> str:
    if 20 < value <= 35:
        return chr(0x3251 + value - 21)
    if 35 < value <= 50:
        return chr(0x32B1 + value - 36)
    return _block("①", 20)(value)


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(c)) for c in str(value))


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": _counting_to_hundred,
    "taiwaneseCounting": _counting_to_hundred,
    "chineseCountingThousand": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _formal,
    "japaneseLegal": _formal,
    "ideographLegalTraditional": _formal,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _block("⒈", 20),
    "decimalEnclosedParen": _block("⑴", 20),
    "ideographEnclosedCircle": _block("㊀", 10),
    "ideographTraditional": _series(_HEAVENLY_STEMS),
    "ideographZodiac": _series(_EARTHLY_BRANCHES),
}

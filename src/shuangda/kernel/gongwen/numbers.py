"""Numbers, dates and amounts as GB/T 9704-2012 and GB/T 15835-2011 want them written."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from .errors import PaperError

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"


def chinese(value: int) -> str:
    """12 → 十二, 105 → 一百零五; for headings and issues, so below ten thousand."""
    if not 0 <= value < 10_000:
        raise PaperError(f"{value}不在0至9999之内，不用汉字数字。")
    if value < 10:
        return _DIGITS[value]
    out = _ranked(value, _DIGITS, ("", "十", "百", "千"))
    return out[1:] if 10 <= value < 20 else out


def written_date(day: datetime.date) -> str:
    """成文日期: Arabic digits, full year, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def formal_amount(amount: Decimal | int | str) -> str:
    """An amount in yuan in words that cannot be altered: 1680.32 → 壹仟陆佰捌拾元叁角贰分.

    Rounded to the fen. Follows the rules for bills (支付结算办法 附一): 整 after yuan or jiao, 零 where digits are
    left out. Raises PaperError outside ±10^12 and for what is no number.
    """
    try:
        value = Decimal(amount)
        fen = int((abs(value) * 100).to_integral_value(ROUND_HALF_UP))
    except (ArithmeticError, ValueError) as error:
        raise PaperError(f"“{amount}”不是金额。") from error
    if fen >= 10**14:
        raise PaperError("金额超过一万亿元。")
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    out = _formal_whole(yuan) + "元" if yuan else ""
    if jiao:
        out += _FORMAL[jiao] + "角"
    elif cent and yuan:
        out += "零"
    out += _FORMAL[cent] + "分" if cent else "整" if out else "零元整"
    return ("负" if value < 0 and fen else "") + out


def _formal_whole(value: int) -> str:
    out, gap = "", False
    for size, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = value // size % 10_000
        if group:
            if out and (gap or group < 1000):
                out += "零"
            out += _ranked(group, _FORMAL, ("", "拾", "佰", "仟")) + mark
        gap = bool(out) and (not group or (gap and not group))
    return out


def _ranked(value: int, digits: str, ranks: tuple[str, ...]) -> str:
    out = ""
    for rank in range(3, -1, -1):
        digit = value // 10**rank % 10
        if digit:
            out += digits[digit] + ranks[rank]
        elif out and not out.endswith(digits[0]) and value % 10**rank:
            out += digits[0]
    return out


def percentage(part: Decimal | int | float | str, whole: Decimal | int | float | str, places: int = 1) -> str:
    """`part` of `whole` with so many decimals: 97 of 112 → 86.6%. Raises PaperError where there is no whole."""
    divisor = Decimal(str(whole))
    if not divisor:
        raise PaperError("总数为零，没有百分比。")
    share = Decimal(str(part)) * 100 / divisor
    return f"{share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"


_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_HAN = r"[\u3400-\u9fff，。、；：？！（）《》“”〔〕]"
_BESIDE_HAN = re.compile(rf"(?<={_HAN})[,;:?!()]|[,;:?!()](?={_HAN})")


def full_width(words: str) -> str:
    """Commas, brackets and the like beside Chinese characters in their full width; within numbers they stay.

    `第3条(1)` keeps nothing half: a bracket follows its partner.
    """
    while (wider := _widened(words)) != words:
        words = wider
    return words


def _widened(words: str) -> str:
    out = _BESIDE_HAN.sub(lambda found: found[0].translate(_FULL_WIDTH), words)
    out = re.sub(r"（([^（）()]*)\)", r"（\1）", out)
    return re.sub(r"\(([^（）()]*)）", r"（\1）", out)

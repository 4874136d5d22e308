"""Numbers, dates and amounts as official documents write them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.gongwen.errors import PaperError
from shuangda.kernel.gongwen.model import Number
from shuangda.kernel.gongwen.numbers import chinese, formal_amount, full_width, percentage, written_date


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        # the examples of 支付结算办法, annex 1
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("100000000", "壹亿元整"),
        ("1000500", "壹佰万零伍佰元整"),
        ("-12", "负壹拾贰元整"),
    ],
)
def test_an_amount_in_words(amount: str, words: str) -> None:
    assert formal_amount(amount) == words


@given(st.integers(0, 10**14 - 1))
def test_an_amount_in_words_says_its_amount(fen: int) -> None:
    assert _value(formal_amount(Decimal(fen) / 100)) == fen


def _value(words: str) -> int:
    """The fen that words say, read from the left, as a cashier does."""
    digits = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
    whole = group = digit = 0
    fen = 0
    for char in words.removesuffix("整"):
        if char in digits:
            digit = digits[char]
        elif char in "拾佰仟":
            group += digit * 10 ** ("拾佰仟".index(char) + 1)
            digit = 0
        elif char in "万亿元":
            whole = (
                whole + group + digit if char == "元" else whole + (group + digit) * (10**4 if char == "万" else 10**8)
            )
            group = digit = 0
        else:
            fen += digit * (10 if char == "角" else 1)
            digit = 0
    return whole * 100 + fen


def test_what_is_no_amount() -> None:
    for wrong in ("十元", "1" * 15, "NaN", "Infinity"):
        with pytest.raises(PaperError):
            formal_amount(wrong)


def test_small_numbers_in_chinese() -> None:
    assert [chinese(n) for n in (0, 9, 10, 12, 20, 105, 110, 3000)] == [
        "零", "九", "十", "十二", "二十", "一百零五", "一百一十", "三千",
    ]  # fmt: skip


def test_a_date_has_no_leading_zeros() -> None:
    assert written_date(datetime.date(2026, 3, 5)) == "2026年3月5日"


def test_a_percentage_rounds_half_up_and_needs_a_whole() -> None:
    assert percentage(97, 112) == "86.6%"
    assert percentage(1, 8, 0) == "13%"
    with pytest.raises(PaperError, match="总数为零"):
        percentage(1, 0)


def test_marks_beside_chinese_become_full() -> None:
    assert full_width("依据(一)规定,于12:30到1,200米处") == "依据（一）规定，于12:30到1,200米处"


@given(st.text("甲乙,()12:;.", max_size=20))
def test_marks_change_and_nothing_else(words: str) -> None:
    assert len(full_width(words)) == len(words)
    assert full_width(full_width(words)) == full_width(words)


@pytest.mark.parametrize(
    "written", ["云打假办〔2026〕3号", "云打假办[2026]3号", "云打假办（2026）第03号", "云打假办﹝2026﹞ 3 号"]
)
def test_a_number_gets_its_brackets(written: str) -> None:
    assert str(Number.parse(written)) == "云打假办〔2026〕3号"


def test_what_is_no_number() -> None:
    with pytest.raises(PaperError, match="机关代字"):
        Number.parse("2026年第3号")

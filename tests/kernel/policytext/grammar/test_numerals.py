"""Numerals: Arabic, Chinese, full-width and mixed, and the words that make them vague."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.policytext.grammar.numerals import find_numbers, parse_number, to_chinese


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("１２", 12),
        ("1,200", 1200),
        ("3.5", 3.5),
        ("2.5亿", 250_000_000),
        ("35.6万", 356_000),
        ("1.1万", 11_000),
        ("2万5千", 25_000),
        ("3百万", 3_000_000),
        ("三千六百", 3600),
        ("二十", 20),
        ("十五", 15),
        ("两", 2),
        ("两万五", 25_000),
        ("三百零五", 305),
        ("三百五", 350),
        ("一千零二十", 1020),
        ("三万亿", 3 * 10**12),
        ("二〇二一", 2021),
        ("壹佰贰拾", 120),
        ("万", 10_000),
    ],
)
def test_numeral_has_its_value(written: str, value: float) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("written", ["", "甲", "三甲", "1.2.3", "一" * 60])
def test_what_is_no_numeral_has_no_value(written: str) -> None:
    assert parse_number(written) is None


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("发放4万余份", 40_000, "over"),
        ("发放4余万份", 40_000, "over"),
        ("三千六百多人", 3600, "over"),
        ("1000余人次", 1000, "over"),
        ("十几家", 10, "over"),
        ("万余人", 10_000, "over"),
        ("近万人", 10_000, "about"),
        ("上千人", 1000, "at_least"),
        ("约300家", 300, "about"),
        ("超过500件", 500, "over"),
        ("不少于5场", 5, "at_least"),
        ("不超过3天", 3, "at_most"),
        ("90以上", 90, "at_least"),
        ("30左右", 30, "about"),
        ("检查 12 家", 12, "exact"),
    ],
)
def test_words_around_a_number_qualify_it(text: str, value: float, qualifier: str) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.qualifier) == (value, qualifier)


def test_a_bare_multiplier_is_no_number() -> None:
    assert list(find_numbers("万人签名、千家万户、百年大计")) == []


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_chinese_numerals_come_back_as_the_same_number(number: int) -> None:
    assert parse_number(to_chinese(number)) == number


def test_only_numbers_that_have_a_name_are_written() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        to_chinese(10**16)


@given(st.text(alphabet="0123456789０１.,，一二三十百千万亿零两余多几约近不少于以上件 ", max_size=60))
def test_any_text_gives_numbers_inside_it_in_order(text: str) -> None:
    numbers = list(find_numbers(text))
    ends = [0]
    for number in numbers:
        assert ends[-1] <= number.span[0] < number.span[1] <= len(text)
        ends.append(number.span[1])

"""The base fold: what is undone, what is left alone, and where each character came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.lookalike.folding import exact_key, fold
from shuangda.kernel.lookalike.folding.fold import MOST_REASONS
from shuangda.kernel.lookalike.tables import load

from .texts import INVISIBLE, any_text, texts


def kinds(text: str) -> set[str]:
    return {reason.what for reason in fold(text).reasons}


@pytest.mark.parametrize(
    ("seen", "meant", "what"),
    [
        ("NIKE", "nike", {"case"}),
        ("Ｎｉｋｅ", "nike", {"width"}),
        ("ｶﾅ", "力ナ", {"homoglyph", "width"}),
        ("康師傅", "康师傅", {"traditional"}),
        ("桜広場", "樱广场", {"traditional"}),
        ("Guссi", "gucci", {"case", "homoglyph"}),
        ("СОСА", "coca", {"homoglyph"}),
        ("ΟΡΡΟ", "oppo", {"homoglyph"}),
        ("Іпсо", "inco", {"homoglyph"}),
        ("𝐀𝐩𝐩𝐥𝐞", "apple", {"homoglyph"}),
        ("ⓘⓟⓗⓞⓝⓔ", "iphone", {"homoglyph"}),
        ("🅽🅸🅺🅴", "nike", {"homoglyph"}),
        ("🇳🇮🇰🇪", "nike", {"homoglyph"}),
        ("ᴀᴘᴘʟᴇ", "apple", {"homoglyph"}),
        ("ⁿⁱᵏᵉ", "nike", {"homoglyph"}),
        ("⼤⽩兔", "大白兔", {"homoglyph"}),
        ("㇐⺡", "一氵", {"homoglyph"}),
        ("丼栆", "井枣", {"homoglyph"}),  # rare Han that look like common ones
        ("喆犇", "喆犇", set()),  # rare Han that names use
        ("\uf90a", "金", {"traditional"}),
        ("①❷⑶", "123", {"homoglyph"}),
        ("Café", "cafe", {"case", "accent"}),
        ("Cafe\u0301", "cafe", {"case", "accent"}),
        ("L\u2060V", "lv", {"case", "invisible"}),
        ("耐\u200b克\ufe0f", "耐克", {"invisible"}),
        ("周【大】福", "周大福", {"separator"}),
        ("耐·克・官　方", "耐克官方", {"separator"}),
        ("Nike™", "nike", {"case", "separator"}),
    ],
)
def test_each_kind_of_disguise_is_undone_and_named(seen: str, meant: str, what: set[str]) -> None:
    folded = fold(seen)
    assert folded.text == meant
    assert kinds(seen) == what
    assert (folded.penalty == 0) == (what <= {"case", "width"})


def test_reasons_say_what_was_seen_and_what_was_meant() -> None:
    assert [(one.what, one.seen, one.meant) for one in fold("Guссi·").reasons] == [
        ("case", "G", "g"),
        ("homoglyph", "сс", "cc"),
        ("separator", "·", ""),
    ]


def test_simplified_han_letters_and_digits_stand_for_themselves() -> None:
    alphabet = "".join(map(chr, load().codes[1:].tolist()))
    assert fold(alphabet).text == alphabet
    assert fold(alphabet).reasons == ()


@pytest.mark.parametrize("text", ["己已巳", "口囗", "土士", "0o", "1l", "rn", "日曰"])
def test_look_alikes_of_one_script_stay_apart(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize("text", ["🐰", "한국", "ไทย", "\ud800", "\u0378", "\ue000", "\U0010ffff"])
def test_what_has_no_other_form_is_kept(text: str) -> None:
    assert fold(text).text == text


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_places_are_in_order_and_within_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert 0 <= folded.penalty <= 1


@given(texts, st.lists(st.tuples(st.integers(0, 40), st.sampled_from(INVISIBLE)), max_size=6))
def test_invisible_code_points_anywhere_change_nothing_that_is_read(text: str, added: list[tuple[int, str]]) -> None:
    disguised = text
    for place, char in added:
        disguised = disguised[:place] + char + disguised[place:]
    assert fold(disguised).text == fold(text).text
    assert fold(disguised).penalty >= fold(text).penalty


@given(any_text, any_text)
def test_the_fold_of_two_texts_is_the_fold_of_each(one: str, other: str) -> None:
    assert fold(one + other).text == fold(one).text + fold(other).text


def test_marks_and_invisible_code_points_belong_to_the_character_before_them() -> None:
    folded = fold("e\u0301\u200bx")
    assert (folded.text, folded.starts, folded.ends) == ("ex", (0, 3), (3, 4))


@settings(deadline=None, max_examples=5)
@given(st.text(alphabet=st.sampled_from("ａé\u0301\u200b🐰華 0"), min_size=1, max_size=20))
def test_very_long_texts_are_folded_whole(unit: str) -> None:
    folded = fold(unit * 1000)
    assert folded.text == "".join(fold(char).text for char in unit) * 1000
    assert len(folded.reasons) <= MOST_REASONS


def test_the_exact_key_undoes_case_and_width_only() -> None:
    assert exact_key("Ｎｉｋｅ") == exact_key("NIKE") == "nike"
    assert len({exact_key(name) for name in ("nike", "ni·ke", "nіke", "níke", "ni\u200bke")}) == 5

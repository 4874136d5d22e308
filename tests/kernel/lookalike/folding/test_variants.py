"""Explained readings: digits and signs, numerals, emoji, split characters, pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.lookalike.folding import LONGEST, MOST_VARIANTS, fold, pinyin_runs, segmentations, variants
from shuangda.kernel.lookalike.model import Variant

from .texts import INVISIBLE, texts, tricky_text


def reading(text: str, meant: str) -> Variant:
    found = [variant for variant in variants(text) if variant.text == meant]
    assert found, [variant.text for variant in variants(text)]
    return found[0]


@pytest.mark.parametrize(
    ("seen", "meant", "what"),
    [
        ("0PP0", "oppo", "leet"),
        ("Pr@da", "prada", "leet"),
        ("GUCC1", "gucci", "leet"),
        ("Ro1ex", "rolex", "leet"),
        ("L0uis Vuitt0n", "louisvuitton", "leet"),
        ("N!KE!", "nike", "leet"),
        ("5un＄hine", "sunshine", "leet"),
        ("c〇c○", "coco", "leet"),
        ("vvave", "wave", "leet"),
        ("sumrner", "summer", "leet"),
        ("cloor", "door", "leet"),
        ("7匹", "七匹", "numeral"),
        ("360安全", "三六零安全", "numeral"),
        ("360安全", "三百六十安全", "numeral"),
        ("１２月", "十二月", "numeral"),
        ("三六五", "365", "numeral"),
        ("壹贰叁", "一二三", "numeral"),
        ("三〇", "三零", "numeral"),
        ("老🐂", "老牛", "emoji"),
        ("大白🐰", "大白兔", "emoji"),
        ("三只🐿️", "三只松鼠", "emoji"),
        ("金🐉🐟", "金龙鱼", "emoji"),
        ("🍎手机", "苹果手机", "emoji"),
        ("🍎phone", "applephone", "emoji"),
        ("🔥鸣雁🔥", "鸣雁", "emoji"),
        ("👨🏽‍⚕️之家", "男医生之家", "emoji"),
        ("🇨🇳石料", "中国石料", "emoji"),
        ("7️⃣喜", "七喜", "numeral"),
        ("氵去国", "法国", "split"),
        ("水去国", "法国", "split"),
        ("而寸用", "耐用", "split"),
        ("木子氏", "李氏", "split"),
        ("女子", "好", "split"),
        ("言身寸", "谢", "split"),
        ("氵古月", "湖", "split"),
        ("釒中", "钟", "split"),
        ("木·子氏", "李氏", "split"),
    ],
)
def test_each_kind_of_sign_is_read(seen: str, meant: str, what: str) -> None:
    found = reading(seen, meant)
    assert what in {reason.what for reason in found.reasons}
    assert found.penalty > 0


def test_reasons_can_be_read_out() -> None:
    assert [(one.what, one.seen, one.meant) for one in reading("力口🐂", "加牛").reasons] == [
        ("split", "力口", "加"),
        ("emoji", "🐂", "牛"),
    ]
    assert [(one.what, one.seen, one.meant) for one in reading("Pr@da", "prada").reasons] == [
        ("leet", "@", "a"),
        ("case", "P", "p"),
    ]


def test_several_signs_are_read_together() -> None:
    assert reading("7匹🐺", "七匹狼").penalty > reading("7匹🐺", "7匹狼").penalty
    assert reading("氵每氵去", "海法")
    assert reading("弓长木子", "张李")


def test_a_bare_component_is_surer_evidence_than_an_ordinary_word() -> None:
    bound, free, whole, word = (
        reading(*pair).penalty for pair in (("氵每", "海"), ("而寸", "耐"), ("水每", "海"), ("女子", "好"))
    )
    assert bound < free < whole < word


def test_what_was_joined_keeps_its_place() -> None:
    found = reading("老木·子🐿️!", "老李松鼠")
    assert (found.starts, found.ends) == ((0, 1, 4, 4), (1, 4, 6, 6))


@pytest.mark.parametrize("text", ["", "康师傅", "nike", "周大福", "Coca Cola", "한국", "2"])
def test_plain_names_have_one_reading_or_few(text: str) -> None:
    assert len(variants(text)) == (2 if text == "2" else 1)


def test_numbers_are_letters_only_beside_letters() -> None:
    assert {variant.text for variant in variants("2026")} == {"2026", "二零二六", "二千零二十六"}
    assert {variant.text for variant in variants("iphone 15")} == {"iphone15"}


@given(texts)
def test_the_base_comes_first_then_the_likeliest_and_no_text_twice(text: str) -> None:
    found = variants(text)
    assert found[0] == fold(text)
    assert len(found) <= MOST_VARIANTS
    assert len({variant.text for variant in found}) == len(found)
    penalties = [variant.penalty for variant in found[1:]]
    assert penalties == sorted(penalties)
    assert all(0 < penalty <= 1 for penalty in penalties)


@given(texts)
def test_every_reading_is_folded_and_stands_within_the_text(text: str) -> None:
    for found in variants(text):
        assert fold(found.text).text == found.text
        assert len(found.text) == len(found.starts) == len(found.ends)
        assert list(found.starts) == sorted(found.starts)
        assert list(found.ends) == sorted(found.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))


@pytest.mark.parametrize("unit", ["0a1b", "🐰🐂", "氵每木子", "一二", "🐰0a1木子一二7氵每 ", "ⓘ0é①🐂vvrncl$@!木子三壹"])
def test_of_a_very_long_text_only_the_beginning_is_read(unit: str) -> None:
    text = unit * 1000
    assert variants(text) == variants(text[:LONGEST])


SEEN_THROUGH = INVISIBLE.replace("\u200d", "").replace("\ufe0f", "").replace("\U000e0041", "")


@given(tricky_text, st.lists(st.tuples(st.integers(0, 24), st.sampled_from(SEEN_THROUGH)), max_size=4))
def test_invisible_code_points_hide_no_reading(text: str, added: list[tuple[int, str]]) -> None:
    disguised = "".join(char for char in text if not "\U0001f1e6" <= char <= "\U0001f1ff" and char != "\u200d")
    plain = {variant.text for variant in variants(disguised)}
    for place, char in added:
        disguised = disguised[:place] + char + disguised[place:]
    found = {variant.text for variant in variants(disguised)}
    assert found == plain or len(found) == MOST_VARIANTS


def test_pinyin_within_han_is_found_with_every_segmentation() -> None:
    assert pinyin_runs(fold("香nai堂")) == ((1, 4, ("nai",)),)
    assert pinyin_runs(fold("GU驰")) == ((0, 2, ("gu",)),)
    assert pinyin_runs(fold("xian城")) == ((0, 4, ("xian",)), (0, 4, ("xi", "an")))
    assert pinyin_runs(fold("TCL王牌")) == pinyin_runs(fold("nike")) == ()
    assert segmentations("fangan") == (("fan", "gan"), ("fang", "an"))
    assert len(segmentations("xianxianxianxian")) == 4

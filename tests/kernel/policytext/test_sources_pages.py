"""PDF and OFD: lines that stand on pages become paragraphs."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from shuangda.kernel.policytext import ReadError, extract
from shuangda.kernel.policytext.sources.layout import Line, pages_text

from .builders import LINES, ofd, pdf, plain_ofd, plain_pdf, typeset, zipped


def page(*texts: str, width: int = 20, left: float = 90.0) -> list[Line]:
    """Lines of one page; a leading `　　` indents by two, and size is 16."""
    lines = []
    for number, text in enumerate(texts):
        indent = len(text) - len(text.lstrip("　"))
        words = text.lstrip("　")
        start = left + 16 * indent
        lines.append(Line(words, start, start + 16 * len(words), 100.0 + 28 * number, 16.0))
    return lines


def test_pdf_paragraphs_are_put_together_again() -> None:
    source = extract("要点", plain_pdf())
    assert source.media_type == "application/pdf"
    assert source.text.split("\n") == list(LINES)


def test_ofd_paragraphs_are_put_together_again() -> None:
    source = extract("要点", plain_ofd())
    assert source.media_type == "application/ofd"
    assert source.text.split("\n") == list(LINES)


def test_ofd_pieces_of_a_line_are_ordered_by_place_and_set_apart_where_a_gap_is() -> None:
    pieces = [(60.0, 30.0, 4.0, "检查"), (30.0, 30.0, 4.0, "农资"), (38.0, 30.0, 4.0, "市场")]
    assert extract("x", ofd([pieces])).text == "农资市场 检查"


def test_ofd_pages_come_in_the_order_of_the_document() -> None:
    assert extract("x", ofd([[(30.0, 30.0, 4.0, "甲")], [(30.0, 30.0, 4.0, "乙")]])).text == "甲\n乙"


def test_page_numbers_and_running_heads_are_dropped() -> None:
    pages = [
        [(90.0, 800.0, 12.0, "青禾区工作简报"), *typeset([f"第{word}段，说明情况。"]), (280.0, 40.0, 12.0, f"— {n} —")]
        for n, word in enumerate("一二三四", 1)
    ]
    assert (
        extract("x", pdf(pages)).text
        == "第一段，说明情况。\n第二段，说明情况。\n第三段，说明情况。\n第四段，说明情况。"
    )


@pytest.mark.parametrize("number", ["3", "- 3 -", "—3—", "第3页", "第 3 页 共 12 页", "3/12", "·3·"])
def test_page_number_styles(number: str) -> None:
    assert (
        pages_text([[*page("　　开展检查。", "　　做好宣传。"), Line(number, 280, 300, 700, 12)]])
        == "开展检查。\n做好宣传。"
    )


def test_figures_inside_a_page_are_no_page_numbers() -> None:
    assert pages_text([page("合计", "3", "说明", "备注")]) == "合计\n3\n说明\n备注"


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    full = "　　" + "加强检查" * 4 + "工作"
    assert pages_text([page(full, "继续的话。", "　　另一段。")]) == "加强检查" * 4 + "工作继续的话。\n另一段。"


def test_a_full_line_that_ends_a_sentence_goes_on_only_where_first_lines_are_indented() -> None:
    ending = "加强检查" * 4 + "工。"
    assert pages_text([page("　　" + ending, "继续的话。")]) == ending + "继续的话。"
    assert pages_text([page("加强" + ending, "另一段。")]) == "加强" + ending + "\n另一段。"


def test_a_numbered_line_begins_a_paragraph_after_a_full_one() -> None:
    heading = "　　" + "一、" + "加强检查" * 4
    assert pages_text([page(heading, "　　（一）开展检查。")]) == heading.strip("　") + "\n（一）开展检查。"


def test_paragraphs_go_on_over_the_page() -> None:
    full = "　　" + "加强检查" * 4 + "工作"
    pages = [
        [*page(full, "加强" * 10), Line("1", 280, 290, 700, 12)],
        [*page("到此为止。"), Line("2", 280, 290, 700, 12)],
    ]
    assert pages_text(pages).endswith("加强到此为止。")


def test_radicals_become_letters() -> None:
    assert pages_text([page("⽅案⼯作")]) == "方案工作"


def test_latin_words_stay_apart() -> None:
    lines = [Line("the office shall", 90, 400, 100, 16), Line("report", 90, 150, 128, 16)]
    assert pages_text([lines]) == "the office shall report"


def test_encrypted_pdf_says_so() -> None:
    with pytest.raises(ReadError, match="加密") as refused:
        extract("x.pdf", pdf([typeset(LINES)], encrypt=True))
    assert refused.value.code == "encrypted"


def test_encrypted_ofd_says_so() -> None:
    with pytest.raises(ReadError) as refused:
        extract("x", zipped({"OFD.xml": "<OFD/>", "Encryptions.xml": "<Encryptions/>"}))
    assert refused.value.code == "encrypted"


def test_scans_say_what_is_needed(without_ocr: None) -> None:
    for data in (pdf([[]]), ofd([[]]), pdf([[(280.0, 40.0, 12.0, "3")]])):
        with pytest.raises(ReadError, match="ocr") as refused:
            extract("x", data)
        assert refused.value.code == "scan"


def test_scan_is_recognised_where_the_extra_is_installed() -> None:
    pytest.importorskip("rapidocr")
    picture = Image.new("RGB", (800, 200), "white")
    ImageDraw.Draw(picture).text((40, 60), "NOTICE 2021", fill="black", font=ImageFont.load_default(60))
    for kind in ("PNG", "PDF"):
        buffer = io.BytesIO()
        picture.save(buffer, kind)
        assert "NOTICE" in extract("x", buffer.getvalue()).text


def test_too_many_pages() -> None:
    with pytest.raises(ReadError) as refused:
        extract("x", pdf([[]] * 1_001))
    assert refused.value.code == "too_many_pages"

"""The PDF: text, outline, metadata, replaced faces, and nothing that a writer types becomes code."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.gongwen import Kind, PaperError
from shuangda.kernel.gongwen.faces import FREE, SAME, choose
from shuangda.kernel.gongwen.model import Cell, Heading, Imprint, Paragraph, Picture, Table, text
from shuangda.kernel.gongwen.pdf import installed, settle, write_pdf
from shuangda.kernel.gongwen.standard import Face

from .builders import fixture, notice


def written(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def test_text_outline_and_metadata() -> None:
    paper = notice(blocks=(Heading(1, text("目标")), Heading(2, text("要求")), Paragraph(text("请认真贯彻落实。"))))
    data = write_pdf(paper).data
    assert "一、目标（一）要求请认真贯彻落实。" in written(data)
    document = pypdfium2.PdfDocument(data)
    assert [(item.level, item.get_title()) for item in document.get_toc()] == [(0, "一、目标"), (1, "（一）要求")]
    assert document.get_metadata_dict()["Title"] == "关于做好某项工作的通知"
    assert document.get_metadata_dict()["Author"] == ""


def test_a_paper_always_gives_the_same_bytes() -> None:
    assert write_pdf(notice()).data == write_pdf(notice()).data


def test_missing_faces_are_named_with_those_that_replace_them() -> None:
    faces = choose(["Noto Serif CJK SC", "Noto Sans CJK SC", "SimHei"])
    assert faces.families[Face.HEI] == "SimHei"
    assert "本机没有字体“仿宋_GB2312”，改用“Noto Serif CJK SC”。" in faces.warnings()
    assert not any("黑体" in warning for warning in faces.warnings())
    assert write_pdf(notice()).warnings == choose(installed()).warnings()


def test_a_machine_without_chinese_faces_gets_a_sentence() -> None:
    with pytest.raises(PaperError, match="中文字体"):
        choose(["DejaVu Sans"])


def test_no_proprietary_face_replaces_another() -> None:
    proprietary = {name for names in SAME.values() for name in names}
    assert not proprietary & {name for names in FREE.values() for name in names}


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co")), min_size=1, max_size=30))
def test_whatever_is_written_is_set_as_it_is_written(words: str) -> None:
    write_pdf(notice(blocks=(Paragraph(text(words)),)))


def test_markup_is_text() -> None:
    words = '#panic("x") $x$ @a <b> *c* _d_ \\e `f` /*g*/ //h [i] {j} "k"'
    assert "".join(words.split()) in written(write_pdf(notice(blocks=(Paragraph(text(words)),))).data)


def test_marks_keep_their_width_and_open_no_line_wrongly() -> None:
    words = "“甲”，（一）乙；《丙》。" * 30
    found = written(write_pdf(notice(blocks=(Paragraph(text(words)),))).data)
    assert words in found.replace("—1—", "").replace("—2—", "")


def test_where_the_imprint_goes() -> None:
    imprint = Imprint(copies=("市政府办公室",))
    assert settle(notice(imprint=imprint)).imprint == "even"
    long = notice(imprint=imprint, blocks=(Paragraph(text("请认真贯彻落实。" * 60)),))
    assert settle(long).imprint == "here"
    assert settle(notice()).imprint == "here"
    assert settle(fixture("bulletin")).imprint == "here"


def test_the_page_of_an_imprint_alone_has_no_number() -> None:
    data = write_pdf(notice(imprint=Imprint(copies=("市政府办公室",)))).data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        first, second = (page.extract_text() for page in pdf.pages)
    assert "— 1 —" in first
    assert "—" not in second


def test_a_picture_that_is_none() -> None:
    with pytest.raises(PaperError, match="图片“图”不是PNG或JPEG"):
        write_pdf(notice(blocks=(Picture(b"GIF", "图"),)))
    with pytest.raises(PaperError, match="图片可能已损坏"):
        write_pdf(notice(blocks=(Picture(b"\x89PNG\r\n\x1a\n" + bytes(40), "图"),)))


def test_a_row_without_words_is_as_high_as_a_line() -> None:
    rows = tuple((Cell(text(words)),) for words in ("甲", "", "乙"))
    with pdfplumber.open(io.BytesIO(write_pdf(notice(blocks=(Table(rows, head=0),))).data)) as pdf:
        edges = sorted(line["top"] for line in pdf.pages[0].lines if line["height"] == 0)
    assert [b - a for a, b in pairwise(edges)] == [pytest.approx(22.5, abs=0.5)] * 3


def test_a_letter_without_a_number_keeps_its_title_away_from_the_rule() -> None:
    def top(words: str, **changes: object) -> float:
        with pdfplumber.open(io.BytesIO(write_pdf(notice(kind=Kind.LETTER, **changes)).data)) as pdf:
            return float(pdf.pages[0].search(words)[0]["top"])

    assert top("关于做好", number=None) == pytest.approx(top("关于做好") - 28.95, abs=1)

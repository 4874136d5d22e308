"""The DOCX: styles instead of direct formatting, the page, comments, properties, an office's own template."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from shuangda.kernel.gongwen import Kind, PaperError, pdf
from shuangda.kernel.gongwen.docx import template_warnings, write_docx
from shuangda.kernel.gongwen.model import Cell, Heading, Imprint, Paragraph, Picture, Span, Table, text
from shuangda.kernel.gongwen.roles import Role

from .builders import NAMES, fixture, notice


def opened(data: bytes):  # type: ignore[no-untyped-def]
    return Document(io.BytesIO(data))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_fixture_is_in_its_docx(name: str) -> None:
    paper = fixture(name)
    document = opened(write_docx(paper))
    written = "".join("".join(document.element.body.itertext()).split())
    for block in (*paper.blocks, *(block for one in paper.attachments for block in one.blocks)):
        if isinstance(block, Paragraph | Heading):
            assert "".join("".join(span.text for span in block.words).split()) in written
    assert "".join(paper.title.split()) in written


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(write_docx(notice())).sections[0]
    lengths = section.top_margin, section.left_margin, section.right_margin, section.bottom_margin
    assert [round(length / Mm(1), 1) for length in lengths] == [37.0, 28.0, 26.0, 35.0]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("linesAndChars", "579")


def test_paragraphs_have_styles_and_no_formatting_of_their_own() -> None:
    paper = notice(blocks=(Heading(1, text("目标")), Paragraph((Span("甲"), Span("乙", strong=True)))))
    body = opened(write_docx(paper)).element.body
    assert not list(body.iter(qn("w:sz"), qn("w:rFonts"), qn("w:b"), qn("w:color")))
    found = [p.style.name for p in opened(write_docx(paper)).paragraphs if p.text]
    assert found == [
        Role.MARK.value, Role.NUMBER.value, "Title", "Salutation", "Heading 1", "Normal Indent", "Signature", "Date",
    ]  # fmt: skip


def test_headings_are_in_the_outline() -> None:
    styles = opened(write_docx(notice())).styles
    for level in range(1, 5):
        outline = styles[f"Heading {level}"].element.pPr.find(qn("w:outlineLvl"))
        assert outline.get(qn("w:val")) == str(level - 1)


def test_records_are_comments_that_can_be_left_out() -> None:
    paper = notice(blocks=(Paragraph((Span("立案"), Span("128件", record="https://example.invalid/cases"))),))
    document = opened(write_docx(paper))
    assert [comment.text for comment in document.comments] == ["来源：https://example.invalid/cases"]
    assert not list(opened(write_docx(paper, records=False)).comments)
    assert b"record=" not in zipfile.ZipFile(io.BytesIO(write_docx(paper))).read("word/document.xml")


def test_a_record_in_a_table_is_a_comment_too() -> None:
    cell = Cell((Span("128", record="https://example.invalid/cases"),))
    paper = notice(blocks=(Table(((Cell(text("甲"), rows=2), Cell(text("乙"))), (cell,))),))
    assert len(list(opened(write_docx(paper)).comments)) == 1


def test_nothing_names_a_machine_or_a_person() -> None:
    data = write_docx(notice())
    core = opened(data).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "关于做好某项工作的通知"
    assert core.created.date() == datetime.date(2026, 3, 5)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not any("thumbnail" in name for name in archive.namelist())
    assert b"python-docx" not in b"".join(map(archive.read, archive.namelist()))


def test_heads_of_tables_come_again_and_rows_hold_together() -> None:
    rows = tuple((Cell(text(str(n))), Cell(text("甲"))) for n in range(3))
    document = opened(write_docx(notice(blocks=(Table(rows, head=2),))))
    table = document.tables[0]._tbl
    assert len(list(table.iter(qn("w:tblHeader")))) == 2
    assert len(list(table.iter(qn("w:cantSplit")))) == 3


def test_the_imprint_goes_where_the_layout_says() -> None:
    paper = notice(imprint=Imprint(copies=("市政府办公室",), office="双打办", date=datetime.date(2026, 3, 6)))
    alone = opened(write_docx(paper))  # the text ends on page 1: the imprint needs page 2, without a number
    assert len(alone.sections) == 2
    assert alone.sections[1].start_type.name == "EVEN_PAGE"
    assert not list(alone.sections[1].footer._element.iter(qn("w:fldChar")))
    assert len(opened(write_docx(paper, imprint="here")).sections) == 1


def template(change: Callable[[Any], None] = lambda document: None, base: bytes | None = None) -> bytes:
    document = Document(io.BytesIO(base) if base else None)
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_an_offices_template_keeps_its_styles_and_page() -> None:
    def own(document: Any) -> None:
        document.sections[0].top_margin = Mm(40)
        document.styles["Title"].font.size = Pt(30)
        document.add_paragraph("旧内容")

    document = opened(write_docx(notice(), template=template(own)))
    assert round(document.sections[0].top_margin / Mm(1)) == 40
    assert document.styles["Title"].font.size == Pt(30)
    assert Role.NUMBER.value in [style.name for style in document.styles]
    assert "旧内容" not in "".join(p.text for p in document.paragraphs)


def _larger(document: Any) -> None:
    document.styles["Normal Indent"].font.size = Pt(18)


def _wider(document: Any) -> None:
    document.sections[0].left_margin = Mm(20)


def _looser(document: Any) -> None:
    document.styles["Heading 1"].paragraph_format.line_spacing = 1.5


def _redder(document: Any) -> None:
    document.styles["Normal Indent"].font.color.rgb = RGBColor(255, 0, 0)
    document.sections[0].header.paragraphs[0].text = "内部资料"


@pytest.mark.parametrize("change", [_larger, _wider, _looser])
def test_in_a_template_with_other_pages_the_imprint_has_an_even_page_of_its_own(change: Callable[[Any], None]) -> None:
    paper = notice(imprint=Imprint(office="双打办"), blocks=(Paragraph(text("请认真贯彻落实。" * 60)),))
    own = template(change, write_docx(notice()))
    assert len(opened(write_docx(paper)).sections) == 1  # the text ends on page 2
    _, last = opened(write_docx(paper, template=own)).sections
    assert last.start_type.name == "EVEN_PAGE"
    assert "版记已另起一面" in template_warnings(own)[0]


def test_a_template_with_the_pages_of_the_standard_needs_no_warning() -> None:
    own = template(_redder, write_docx(notice()))
    paper = notice(imprint=Imprint(office="双打办"), blocks=(Paragraph(text("请认真贯彻落实。" * 60)),))
    assert template_warnings(own) == ()
    assert len(opened(write_docx(paper, template=own)).sections) == 1


def picture(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (width, height)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(("width", "height"), [(4000, 100), (100, 4000), (4000, 4000), (20, 20)])
def test_a_picture_fits_the_page_and_keeps_its_shape_and_its_caption(width: int, height: int) -> None:
    paper = notice(blocks=(Picture(picture(width, height), "图", "图1"),))
    document = opened(write_docx(paper))
    (shape,) = document.inline_shapes
    assert shape.width <= Mm(156)
    assert shape.height <= Mm(205)
    assert shape.width / shape.height == pytest.approx(width / height, rel=0.05)
    (paragraph,) = (p for p in document.paragraphs if p.style.name == Role.PICTURE.value)
    assert paragraph.paragraph_format.keep_with_next


def test_figures_in_a_wide_table_stay_whole_in_a_smaller_type() -> None:
    head = tuple(Cell(text(f"第{n}项罚没款（万元）")) for n in range(9))
    table = Table((head, tuple(Cell(text("1234567.89")) for _ in range(9))))
    document = opened(write_docx(notice(blocks=(table,))))
    (cell, *_), columns = document.tables[0].rows[1].cells, document.tables[0]._tbl.tblGrid.gridCol_lst
    size = cell.paragraphs[0].style.font.size
    assert cell.paragraphs[0].style.name == Role.CELL_SMALL_5.value
    assert all(column.w >= 10 * 0.5 * size for column in columns)


def test_a_machine_without_chinese_faces_still_writes_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = notice(imprint=Imprint(office="双打办"), blocks=(Paragraph(text("请认真贯彻落实。" * 60)),))
    monkeypatch.setattr(pdf, "installed", lambda: ["DejaVu Sans"])
    _, last = opened(write_docx(paper)).sections
    assert last.start_type.name == "EVEN_PAGE"
    with pytest.raises(PaperError, match="中文字体"):
        pdf.write_pdf(paper)


def test_what_is_no_template_and_no_picture() -> None:
    with pytest.raises(PaperError, match="模板"):
        write_docx(notice(), template=b"PK")
    with pytest.raises(PaperError, match="PNG"):
        write_docx(notice(blocks=(Picture(b"GIF89a", "图"),)))


def test_letters_that_xml_forbids_are_left_out() -> None:
    document = opened(write_docx(notice(blocks=(Paragraph(text("甲\x00乙\x0b<&>")),))))
    assert "甲乙<&>" in [p.text for p in document.paragraphs]


def test_the_red_head_of_a_letter_is_in_its_first_header() -> None:
    document = opened(write_docx(notice(kind=Kind.LETTER)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "云川市双打办" in "".join(p.text for p in section.first_page_header.paragraphs)

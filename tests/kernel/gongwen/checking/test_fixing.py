"""Mending changes the layout, never a word, and leaves alone what it does not know."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from shuangda.kernel.gongwen.checking import Deviation, check, fix

from .papers import align, clean, damaged, face, find, first_indent, section, size, texts

ROUGH = (
    section("pgMar", top="1440", left="1800"),
    section("docGrid", type="default"),
    face("关于开展", "黑体"),
    size("坚持问题", 14),
    first_indent("坚持问题", 0),
    face("一、总体要求", "宋体"),
    align("关于开展", "left"),
)


def kinds(found: tuple[Deviation, ...]) -> set[str]:
    return {deviation.kind for deviation in found}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_what_is_mended_stays_mended() -> None:
    data = damaged(clean("notice"), *ROUGH)

    mended, fixed, left = fix(data)

    assert len(fixed) >= 7
    assert left == check(mended) == ()
    assert texts(mended) == texts(data)
    assert fix(mended) == (mended, (), ())


def tracked(document: Any) -> None:
    """An insertion, a deletion, a comment and a field in a paragraph whose size is wrong."""
    paragraph = find(document, "坚持问题")
    marks = 'w:id="91" w:author="甲" w:date="2026-01-01T00:00:00Z"'
    for inner in (
        f"<w:ins {nsdecls('w')} {marks}><w:r><w:t>新增的话，</w:t></w:r></w:ins>",
        f"<w:del {nsdecls('w')} {marks}><w:r><w:delText>删去的话。</w:delText></w:r></w:del>",
        f'<w:fldSimple {nsdecls("w")} w:instr=" DATE "><w:r><w:t>今天</w:t></w:r></w:fldSimple>',
    ):
        paragraph.append(parse_xml(inner))
    document.add_comment(runs=document.paragraphs[8].runs[:1], text="请核对", author="乙", initials="乙")


def test_what_it_does_not_know_stays() -> None:
    data = damaged(clean("notice"), *ROUGH, tracked)
    mended, _, _ = fix(data)

    before, after = parts(data), parts(mended)
    assert set(after) == set(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"word/document.xml", "word/styles.xml"}
    document = after["word/document.xml"].decode()
    for piece in ("<w:ins ", "<w:del ", "w:commentRangeStart", 'w:instr=" DATE "'):
        assert piece in document
    inserted = document[document.index("<w:ins ") : document.index("</w:ins>")]
    assert "<w:rPr" not in inserted
    assert texts(mended) == texts(data)


def plain_word() -> bytes:
    """A notice as somebody types it with python-docx's template: built-in styles, blanks, lists, a table."""
    document = Document()
    document.add_heading("关于做好年度总结工作的通知", 0)
    document.add_paragraph("各县区、各成员单位：")
    document.add_heading("一、工作要求", 1)
    document.add_paragraph("　　请各单位认真总结全年工作，按时报送材料，不得迟报漏报。")
    paragraph = document.add_paragraph("　　数据由")
    paragraph.add_run("统计科").bold = True
    paragraph.add_run("负责汇总，并于每季度末报送，逾期将予以通报批评。")
    document.add_paragraph("逐项核对数据，确保准确无误；", style="List Number")
    document.add_paragraph("（一）报送时间。请于2026年12月5日前报送电子版和纸质版，逾期将予以通报。")
    table = document.add_table(rows=12, cols=2)
    for number, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = ("事项", "时限") if not number else (f"事项{number}", "年底")
    document.add_paragraph("青岚县打假办")
    document.add_paragraph("2026年3月5日")
    document.sections[0].page_width = Mm(216)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_plain_document_comes_to_the_standard() -> None:
    data = plain_word()

    mended, fixed, left = fix(data)

    assert len(fixed) > 30
    assert not any(deviation.fixable for deviation in left)
    assert kinds(left) <= {"folio_missing", "heading_order"}
    assert [line.lstrip("　") for line in texts(data)] == texts(mended)
    headings = [p for p in Document(io.BytesIO(mended)).paragraphs if p.style.name == "公文一级标题"]
    assert [heading.text for heading in headings] == ["一、工作要求"]
    assert headings[0].runs[0].font.size is None  # the look stands in the style
    assert headings[0].style.font.size == Pt(16)


def test_only_the_first_sentence_of_a_paragraph_is_a_heading() -> None:
    mended, _, _ = fix(plain_word())

    runs = next(p for p in Document(io.BytesIO(mended)).paragraphs if p.text.startswith("（一）")).runs
    faces = [(run.text, run._element.rPr.rFonts.get(face_key)) for run in runs]
    assert [text for text, _ in faces] == ["（一）报送时间。", runs[1].text]
    assert [name for _, name in faces] == ["楷体_GB2312", "仿宋_GB2312"]


face_key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["notice", "letter", "request"])
def test_a_paper_that_libreoffice_wrote_again_stays_clean(name: str, tmp_path: Path) -> None:
    (tmp_path / "in.docx").write_bytes(clean(name))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    subprocess.run(
        [*command, "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "in.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )

    found = check((tmp_path / "out" / "in.docx").read_bytes())

    assert kinds(found) <= {"machine_in_properties"}

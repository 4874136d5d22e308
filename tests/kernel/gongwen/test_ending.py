"""The end of a paper: a signature never stands on a page without text, names are whole, and the 版记 has its page."""

from __future__ import annotations

import io
import shutil
import zipfile

import pdfplumber
import pytest

from benchmarks.gongwen_measure import measure, rendered_docx, words
from shuangda.kernel.gongwen import Kind, Paper, PaperError
from shuangda.kernel.gongwen.checking import check
from shuangda.kernel.gongwen.composing import compose
from shuangda.kernel.gongwen.docx import write_docx
from shuangda.kernel.gongwen.lines import Line, Names
from shuangda.kernel.gongwen.model import Attachment, Imprint, Paragraph, plain, text
from shuangda.kernel.gongwen.pdf import settle, write_pdf
from shuangda.kernel.gongwen.roles import Role

from .builders import notice

_SENTENCE = "各单位要压实工作责任聚焦群众反映强烈的突出问题依法严厉打击侵权假冒违法犯罪行为切实维护公平竞争的市场秩序"
STRAINED = (6, 7, 8, 9, 28, 29, 30, 31)
"""Lines of the only paragraph with which a page ends at or shortly before the signature"""


def long(lines: int, **changes: object) -> Paper:
    words = (_SENTENCE * 30)[: 28 * lines - 6] + "。"
    return notice(blocks=(Paragraph(text(words)),), imprint=Imprint(copies=("市政府办公室",)), **changes)


def pages(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return ["".join(page.extract_text().split()) for page in pdf.pages]


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("lines", STRAINED)
def test_a_signature_shares_its_page_with_text(lines: int, sealed: bool) -> None:
    signed = next(page for page in pages(write_pdf(long(lines, sealed=sealed)).data) if "2026年3月5日" in page)
    assert not signed.startswith("云川市双打办2026年")
    assert "无正文" not in signed


def test_lines_give_way_only_where_they_must() -> None:
    assert all(line.pitch is None for line in settle(long(5)).composed.body if isinstance(line, Line))
    assert any(line.pitch for line in settle(long(8)).composed.body if isinstance(line, Line))


@pytest.mark.parametrize("lines", STRAINED)
def test_the_checker_takes_lines_that_gave_way(lines: int) -> None:
    assert check(write_docx(long(lines))) == ()


def test_the_checker_takes_them_only_at_the_end_and_off_the_grid() -> None:
    data = write_docx(long(29))
    assert b'w:lineRule="exact"' in _document(data)
    on_grid = _rewritten(data, b'<w:snapToGrid w:val="0"/><w:spacing w:line', b"<w:spacing w:line")
    assert "text_line" in {found.kind for found in check(on_grid)}
    words = "另有事项通知如下，请各单位一并遵照执行，并报送结果。"
    signed = b'<w:p><w:pPr><w:pStyle w:val="Signature"/>'
    after = f'<w:p><w:pPr><w:pStyle w:val="NormalIndent"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'.encode()
    assert "text_line" in {found.kind for found in check(_rewritten(data, signed, after + signed))}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_docx_breaks_strained_papers_where_the_pdf_does() -> None:
    papers = {str(lines): long(lines) for lines in (8, 9, 29)}
    papers["joint"] = notice(issuers=tuple(f"云川市第{n}局" for n in "一二三四五"), imprint=Imprint(office="双打办"))
    papers["letter"] = notice(kind=Kind.LETTER, issuers=("甲局", "乙局"), imprint=Imprint(copies=("某某单位",) * 30))
    for name, data in rendered_docx({name: write_docx(paper) for name, paper in papers.items()}).items():
        paper = papers[name]
        assert words(measure(data, paper)) == words(measure(write_pdf(paper).data, paper)), name


def test_one_empty_line_less_saves_the_imprint_a_page_of_its_own() -> None:
    found = {n: settle(notice(kind=Kind.LETTER, blocks=_SHORT * n, imprint=_COPIES)) for n in range(6, 10)}
    above = {n: one.composed.body[one.composed.signature() or 0].above for n, one in found.items()}
    assert [one.imprint for one in found.values()] == ["here", "here", "here", "next"]
    assert list(above.values()) == [2, 2, 1, 2]


_SHORT = (Paragraph(text("请支持。")),)
_COPIES = Imprint(copies=("云川市双打办",) * 8)


def test_a_name_longer_than_the_line_is_broken_by_sense() -> None:
    office = "云川市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室"
    found = [line for line in compose(notice(issuers=(office,))).body if isinstance(line, Line)]
    names = [plain(line.words) for line in found if line.role is Role.SIGNATURE]
    assert names == ["云川市打击侵犯知识产权和制售", "假冒伪劣商品工作领导小组办公室"]


def test_the_last_office_stands_over_the_date() -> None:
    body = compose(notice(issuers=("云川市市场监督管理局", "云川市公安局", "云川市财政局"))).body
    names = next(element for element in body if isinstance(element, Names))
    assert names.rows == (("云川市市场监督管理局", "云川市公安局"), ("", "云川市财政局"))


def test_long_names_stand_one_below_another_and_a_page_may_end_between_them() -> None:
    offices = ("云川市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室", "云川海关", "云川市公安局", "云川市财政局")
    body = compose(notice(issuers=offices)).body
    signed = [element for element in body if isinstance(element, Line) and element.role is Role.SIGNATURE]
    assert [(plain(line.words), line.above, line.keep) for line in signed] == [
        ("云川市打击侵犯知识产权和制售", 2, None),
        ("假冒伪劣商品工作领导小组办公室", None, False),
        ("云川海关", 3.5, False),
        ("云川市公安局", 3.5, None),
        ("云川市财政局", 3.5, None),
    ]


def test_a_list_of_attachments_goes_over_where_nothing_else_helps() -> None:
    paper = notice(
        mark="云川市双打办文件",
        issuers=tuple(f"云川市第{n}局" for n in "一二三四五六"),
        blocks=(Paragraph(text(_SENTENCE * 2)),),
        attachments=(Attachment("名单"), Attachment("清单")),
    )
    signed = next(page for page in pages(write_pdf(paper).data) if "2026年3月5日" in page)
    assert signed.startswith("附件：")


def test_an_imprint_of_more_than_a_page_is_refused() -> None:
    with pytest.raises(PaperError, match=r"版记超过一面.*统称"):
        compose(notice(imprint=Imprint(copies=("云川市打击侵权假冒工作领导小组办公室",) * 60)))


def _document(data: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def _rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == "word/document.xml" else content)
    return out.getvalue()

"""Papers as offices type them: what is right in another way is not reproached, what is unsure is left alone."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from shuangda.kernel.gongwen.checking import check

_LINE = (
    f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:line strokecolor="red" '
    'strokeweight="2.25pt" style="position:absolute" from="0,0" to="442pt,0"/></w:pict></w:r></w:p>'
)
_FOLIO = (
    f'<w:p {nsdecls("w")}><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" '
    'w:y="1"/></w:pPr>{0}<w:fldSimple w:instr=" PAGE "><w:r>{1}<w:t>1</w:t></w:r></w:fldSimple>{2}</w:p>'
)
_SONG = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'


class Typist:
    """Types with direct formatting on Normal, empty lines for distance and blanks behind the date."""

    def __init__(self) -> None:
        self.document: Any = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(24.5)
        self.document.core_properties.author = ""
        dash = f'<w:r>{_SONG}<w:t xml:space="preserve">{{}}</w:t></w:r>'
        footer = section.footer._element
        footer.append(parse_xml(_FOLIO.format(dash.format("— "), _SONG, dash.format(" —"))))

    def line(
        self, words: str = "", face: str = "仿宋_GB2312", size: float = 16, *, first: int = 0, align: str = "JUSTIFY"
    ) -> Any:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_after, form.line_spacing = Pt(0), Pt(29)
        form.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        form.first_line_indent = Pt(size * first)
        if words:
            run = paragraph.add_run(words)
            run.font.size, run.font.name = Pt(size), face
            run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
            run._element.rPr.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="-4"/>'))
        return paragraph

    def lines(self, *words: str, first: int = 2) -> None:
        for line in words:
            self.line(line, first=first)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def typed(title: str = "关于做好2026年宣传周活动的通知", to: str = "各乡镇人民政府，县直有关部门：") -> Typist:
    typist = Typist()
    for _ in range(2):
        typist.line()
    mark = typist.line("青岚县市场监督管理局文件", "方正小标宋简体", 36, align="CENTER")
    mark.runs[0].font.color.rgb = RGBColor(255, 0, 0)
    mark.paragraph_format.line_spacing, mark.paragraph_format.space_before = Pt(40), Pt(38)
    typist.lines("", "", first=0)
    typist.line("青市监发〔2026〕12号", align="CENTER")
    typist.document.element.body.insert(-1, parse_xml(_LINE))
    typist.lines("", first=0)
    typist.line(title, "方正小标宋简体", 22, align="CENTER")
    typist.line()
    typist.line(to)
    return typist


def kinds(data: bytes) -> set[str]:
    return {deviation.kind for deviation in check(data)}


HABITS = {"direct_formatting", "folio_sides"}


def test_a_careful_typist_is_not_reproached() -> None:
    typist = typed()
    typist.lines("根据上级部署，现就做好宣传周活动有关事项通知如下。")
    typist.line("一、总体要求", "黑体", first=2)
    typist.lines("围绕主题，贴近群众，广泛开展宣传。")
    typist.line("二、活动安排", "黑体", first=2)
    typist.line("（一）启动仪式", "楷体_GB2312", first=2)
    typist.lines("4月20日上午在文化广场举行。", "1.布置会场，由市场监管所负责；", "2.准备资料，不少于500份。")
    typist.lines("附件：宣传周活动安排表")
    typist.document.paragraphs[-1].paragraph_format.space_before = Pt(29)
    typist.line()
    typist.line("青岚县市场监督管理局　　　", align="RIGHT")
    typist.line("2026年4月2日　　　　", align="RIGHT")
    typist.lines("（联系人：李某，电话：0000-7654321）")

    assert kinds(typist.saved()) <= HABITS


@pytest.mark.parametrize(
    "words",
    [
        "二、三级医院要同步开展检查，做到全覆盖、无死角。",
        "1.5万元以上的案件由县局直接办理，其余由所在地办理。",
        "一是加强领导，二是压实责任，三是严格考核，确保落实。",
        "网址为https://example.invalid/a?b=1，邮箱为a@example.invalid，请查收。",
        "比例为1:3，时间为9:30至11:00，均以通知为准。",
        "联系人：李某。",
        "图1 检查流程",
        "（此件公开发布）",
        "2026年3月至5月",
        "　",
    ],
)
def test_what_only_looks_like_a_fault(words: str) -> None:
    typist = typed()
    typist.lines(
        "根据上级部署，现就做好宣传周活动有关事项通知如下。", words, "以上安排请各单位认真贯彻执行。", "特此通知。"
    )
    typist.line()
    typist.line("青岚县市场监督管理局　　　", align="RIGHT")
    typist.line("2026年4月2日　　　　", align="RIGHT")

    assert kinds(typist.saved()) <= HABITS | {"indent_by_blanks"}


def test_a_long_file_is_checked_soon() -> None:
    typist = typed()
    for number in range(900):
        typist.lines(f"第{number}户经营主体的检查情况正常，没有发现侵权假冒商品，检查记录已经归档备查。" * 2)
    data = typist.saved()
    begun = time.process_time()

    check(data)

    assert time.process_time() - begun < 3


def test_a_letter_to_read_and_a_table_alone_are_no_papers() -> None:
    document: Any = Document()
    document.add_paragraph("Dear all,")
    document.add_paragraph("please find attached the list of names that you asked for last week.")
    document.add_table(rows=3, cols=3)
    out = io.BytesIO()
    document.save(out)

    named = {
        kind for kind in kinds(out.getvalue()) if not kind.startswith(("margin", "page", "grid", "line", "character"))
    }
    assert named <= {"folio_missing", "machine_in_properties"}

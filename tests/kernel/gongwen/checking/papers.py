"""Papers without a fault, laid out by the library, and ways to damage them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from functools import cache
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from shuangda.kernel.gongwen.docx import write_docx
from shuangda.kernel.gongwen.model import (
    Attachment,
    Attendance,
    Cell,
    Heading,
    Imprint,
    Kind,
    Listing,
    Note,
    Number,
    Paper,
    Paragraph,
    Table,
    text,
)

OFFICE = "云川市打假办"
DATE = datetime.date(2026, 3, 5)
_TABLE = Table(
    (
        (Cell(text("地区")), Cell(text("数量（件）"))),
        *((Cell(text(f"{n}县")), Cell(text("5"))) for n in "甲乙丙丁戊己庚辛壬癸"),
    ),
    caption="表1 检查情况",
)
BLOCKS = (
    Paragraph(text("为规范春季市场秩序，现就开展专项整治工作有关事项通知如下。")),
    Heading(1, text("总体要求")),
    Paragraph(text("坚持问题导向，突出重点商品和重点区域，严厉打击侵权假冒违法行为，维护公平竞争的市场秩序。")),
    Heading(1, text("重点任务")),
    Heading(2, text("加强农资监管")),
    Paragraph(text("各地要在春耕之前完成一次全面检查，共检查经营主体1200户以上。")),
    Heading(3, text("种子")),
    Paragraph(text("核查种子生产经营许可和包装标签，严查套牌侵权行为。")),
    Heading(4, text("抽样")),
    Paragraph(text("按照年度计划开展监督抽查，抽检结果及时公布。")),
    Heading(2, text("加强网络监管")),
    Listing((text("督促平台落实主体责任；"), text("及时处置侵权商品信息。"))),
    _TABLE,
    Note(text("注：数据截至2026年2月底。")),
)
_ATTACHMENTS = (
    Attachment("任务分工表", (Paragraph(text("各单位按照职责分工抓好落实，并于每月5日前报送进展情况。")),)),
    Attachment("联络员名单", (Heading(1, text("填报要求")), Paragraph(text("请于3月10日前报送联络员名单。")))),
)
_IMPRINT = Imprint(copies=("市委办公室", "市政府办公室"), office="云川市打假办", date=DATE)


def paper(kind: Kind = Kind.NOTICE, title: str = "关于开展春季市场专项整治工作的通知", **changes: Any) -> Paper:
    """A paper of this kind with everything it may have."""
    given: dict[str, Any] = {
        "issuers": (OFFICE,),
        "number": Number("云打假办", 2026, 3),
        "addressees": ("各县（市、区）打假办", "市有关单位"),
        "blocks": BLOCKS,
        "attachments": _ATTACHMENTS,
        "date": DATE,
        "remark": "联系人：李某，电话：0000-1234567",
        "imprint": _IMPRINT,
    }
    return Paper(kind=kind, title=title, **{**given, **changes})


_BARE: dict[str, Any] = {"attachments": (), "imprint": Imprint(), "remark": None, "addressees": ()}
PAPERS: dict[str, Paper] = {
    "notice": paper(),
    "secret": paper(secrecy="秘密★1年", urgency="特急", copy_number=1),
    "unsealed": paper(sealed=False),
    "joint": paper(issuers=("云川市市场监督管理局", "云川市公安局", "云川市农业农村局")),
    "joint_unsealed": paper(issuers=("云川市市场监督管理局", "云川市公安局"), sealed=False),
    "one_attachment": paper(attachments=(Attachment("任务分工表"),)),
    "letter": paper(Kind.LETTER, "关于征求专项整治方案意见的函", number=Number("云打假办函", 2026, 8)),
    "secret_letter": paper(Kind.LETTER, "关于征求方案意见的函", secrecy="机密★1年", urgency="加急", copy_number=12),
    "request": paper(Kind.REQUEST, "关于增加专项经费的请示", signatories=("张某",), addressees=("市人民政府",)),
    "report": paper(Kind.REPORT, "关于2025年打假工作情况的报告", signatories=("张某", "王某某", "李某")),
    "reply": paper(Kind.REPLY, "关于同意增加专项经费的批复", attachments=()),
    "opinion": paper(Kind.OPINION, "关于加强知识产权保护工作的意见"),
    "minutes": paper(
        Kind.MINUTES,
        "全市打假工作联席会议纪要",
        issue=4,
        addressees=(),
        attachments=(),
        attendance=(Attendance("出席", "市市场监管局张某、市公安局王某"), Attendance("列席", "李某")),
    ),
    "bulletin": paper(
        Kind.BULLETIN,
        "青岚县扎实开展春季农资打假行动",
        issue=4,
        whole_issue=120,
        addressees=(),
        attachments=(),
        editorial="现将青岚县的做法予以刊发，供各地参考。",
        imprint=Imprint(reported=("省打假办",), sent=("市领导",), issued=("各县（区）",), printed=60),
    ),
    "supervision": paper(Kind.SUPERVISION, "督办单", **_BARE),
    "approval": paper(Kind.APPROVAL, "信息发布审批单", **_BARE),
    "table": paper(Kind.TABLE, "专项整治任务分工表", **_BARE),
}

Damage = Callable[[Any], None]


@cache
def clean(name: str) -> bytes:
    """The DOCX of one of `PAPERS`."""
    return write_docx(PAPERS[name])


def damaged(data: bytes, *damages: Damage) -> bytes:
    """The file with these changes, each done to python-docx's document."""
    document = Document(io.BytesIO(data))
    for damage in damages:
        damage(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    """The text of every paragraph and cell, headers and footers, in order."""
    document = Document(io.BytesIO(data))
    roots = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.footer, section.even_page_footer, section.first_page_header):
            roots += [] if part.is_linked_to_previous else [part._element]
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:instrText")))
        for root in roots
        for paragraph in root.iter(qn("w:p"))
    ]


def find(document: Any, words: str) -> Any:
    """The first paragraph, in cells too, that begins with these words."""
    for element in document.element.body.iter(qn("w:p")):
        if "".join(node.text or "" for node in element.iter(qn("w:t"))).startswith(words):
            return element
    raise AssertionError(words)


def run(words: str, properties: str) -> Damage:
    """Give the runs of a paragraph these `w:rPr` children."""

    def change(document: Any) -> None:
        for element in find(document, words).iter(qn("w:r")):
            own = element.get_or_add_rPr()
            for child in parse_xml(f"<w:rPr {nsdecls('w')}>{properties}</w:rPr>"):
                for old in own.findall(child.tag):
                    own.remove(old)
                own.append(child)

    return change


def face(words: str, name: str) -> Damage:
    return run(words, f'<w:rFonts w:eastAsia="{name}"/>')


def size(words: str, points: float) -> Damage:
    return run(words, f'<w:sz w:val="{points * 2:.0f}"/>')


def bold(words: str) -> Damage:
    return run(words, "<w:b/>")


def colour(words: str, value: str) -> Damage:
    return run(words, f'<w:color w:val="{value}"/>')


def para(words: str, properties: str) -> Damage:
    """Give a paragraph these `w:pPr` children in place of its own of the same name."""

    def change(document: Any) -> None:
        _set(find(document, words).get_or_add_pPr(), properties)

    return change


def _set(own: Any, properties: str) -> None:
    for child in parse_xml(f"<w:pPr {nsdecls('w')}>{properties}</w:pPr>"):
        for old in own.findall(child.tag):
            own.remove(old)
        own.append(child)


def align(words: str, value: str) -> Damage:
    return para(words, f'<w:jc w:val="{value}"/>')


def first_indent(words: str, characters: float) -> Damage:
    value = f'w:firstLineChars="{characters * 100:.0f}" w:firstLine="{characters * 320:.0f}"'
    return para(words, f"<w:ind {value}/>")


def replace(old: str, new: str, *, where: str = "") -> Damage:
    """Change words, in the first run that holds them."""

    def change(document: Any) -> None:
        for root in (document.element.body,):
            for node in root.iter(qn("w:t")):
                if old in (node.text or "") and (
                    not where or where in "".join(node.getparent().getparent().itertext())
                ):
                    node.text = node.text.replace(old, new, 1)
                    return
        raise AssertionError(old)

    return change


def drop(words: str) -> Damage:
    def change(document: Any) -> None:
        element = find(document, words)
        element.getparent().remove(element)

    return change


def add_before(words: str, *lines: str) -> Damage:
    """Put paragraphs of the style Normal before one; an empty line is an empty paragraph."""

    def change(document: Any) -> None:
        place = find(document, words)
        for line in lines:
            inner = f'<w:r><w:t xml:space="preserve">{line}</w:t></w:r>' if line else ""
            place.addprevious(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))

    return change


def section(name: str, **attributes: str) -> Damage:
    """Set attributes of a child of every section's properties."""

    def change(document: Any) -> None:
        for element in document.element.body.iter(qn("w:sectPr")):
            child = element.find(qn(f"w:{name}"))
            for key, value in attributes.items():
                child.set(qn(f"w:{key}"), value)

    return change


def footer(change: Callable[[Any], None], *, even: bool = False) -> Damage:
    """Change the paragraph of the page number."""

    def changed(document: Any) -> None:
        part = document.sections[0].even_page_footer if even else document.sections[0].footer
        change(part._element)

    return changed

"""A paper as DOCX for Word and WPS: styles, not direct formatting, so that an office can go on editing.

The grid of the page says 22 lines of 28 characters; the styles carry the pitch of the characters themselves, because
programs disagree about a grid narrower than its letters (see docs/decisions/0013-official-documents.md).
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.run import Run

from ..composing import compose
from ..errors import PaperError
from ..faces import NoChineseFace
from ..lines import Composed, Element, Line, Names
from ..model import Form, Paper, Picture, Table, text
from ..pdf import ImprintPlace, Settled, settle
from ..pictures import highest
from ..roles import Role
from ..standard import LINE_PT, TYPE_AREA_MM, twips
from ..titles import width
from . import tables
from .pages import set_folios, set_letter, set_page
from .runs import RECORD, paragraph
from .styles import FRAME, add_styles, style_id
from .template import WARNING, ends_pages_alike, opened


def write_docx(
    paper: Paper, *, template: bytes | None = None, records: bool = True, imprint: ImprintPlace | None = None
) -> bytes:
    """The DOCX of a paper.

    `template`: an office's own DOCX, whose styles, page and headers stay. `records`: keep the references of figures
    as comments. `imprint`: where the 版记 goes; where it is None, it is found by laying the paper out, and in a
    template with other pages it gets a page of its own. Raises PaperError for a template that is none, and for a
    picture that cannot be read.
    """
    settled = _settled(paper)
    composed = settled.composed
    document = Document() if template is None else opened(template)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    if imprint is None:
        imprint = settled.imprint if template is None or ends_pages_alike(document) else _apart(composed.form)
    add_styles(document.styles.element, composed.looks, keep=template is not None)
    section = document.sections[0]
    if template is None:
        set_page(section)
        set_folios(section)
        if composed.form is Form.LETTER:
            set_letter(section, composed)
        _set_settings(document)
    for element in _content(document, composed):
        body.insert(len(body) - 1, element)
    if composed.imprint:
        _add_imprint(document, composed, imprint)
    _comment(document, records)
    _name(document, composed)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _settled(paper: Paper) -> Settled:
    """On a machine without Chinese faces nothing can be laid out: then the 版记 gets a page of its own."""
    try:
        return settle(paper)
    except NoChineseFace:
        composed = compose(paper)
        return Settled(composed, _apart(composed.form))


def template_warnings(template: bytes) -> tuple[str, ...]:
    """What a clerk has to know of a template before using its pages. Raises PaperError for what is no DOCX."""
    return () if ends_pages_alike(opened(template)) else (WARNING,)


def _apart(form: Form) -> ImprintPlace:
    return "even" if form in (Form.DOCUMENT, Form.MINUTES) else "next"


def _content(document: DocumentObject, composed: Composed) -> Iterator[Any]:
    looks = composed.looks
    for line in composed.above_mark:
        yield parse_xml(paragraph(line, looks[line.role]))
    if composed.form is not Form.LETTER:
        yield from _mark(composed)
    for line in composed.below_mark:
        yield parse_xml(paragraph(line, looks[line.role]))
    if composed.form not in (Form.LETTER, Form.SHEET):
        yield parse_xml(paragraph(Line(Role.RULE, ()), looks[Role.RULE]))
    for element in composed.body:
        yield from _element(document, composed, element)


def _element(document: DocumentObject, composed: Composed, element: Element) -> Iterator[Any]:
    match element:
        case Line():
            yield parse_xml(paragraph(element, composed.looks[element.role]))
        case Table():
            yield parse_xml(tables.table(element, composed.looks))
            yield _gap(LINE_PT / 2)
        case Names():
            yield parse_xml(tables.names(element))
        case Picture():
            yield _picture(document, element)


def _gap(height: float) -> Any:
    """An empty line of an exact height: after a table, where the next paragraph cannot keep its distance."""
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Normal"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _mark(composed: Composed) -> Iterator[Any]:
    look = composed.looks[Role.MARK]
    if not composed.suffix:
        for place, words in enumerate(composed.mark):
            yield parse_xml(paragraph(Line(Role.MARK, text(words), above=0 if place else None), look))
        return
    yield _gap(look.before)
    size = look.size
    widths = (twips(max(map(width, composed.mark)) * size + 12), twips(width(composed.suffix) * size + 24))
    close = '<w:spacing w:before="0" /><w:jc w:val="distribute"/>'
    cells = [paragraph(Line(Role.MARK, text(name)), look, extra=close) for name in composed.mark]
    suffix = paragraph(Line(Role.MARK, text(composed.suffix)), look, extra='<w:spacing w:before="0"/>')
    yield parse_xml(tables.mark(cells, suffix, widths))


def _picture(document: DocumentObject, picture: Picture) -> Any:
    try:
        inline = document.part.new_pic_inline(io.BytesIO(picture.data), None, None)
    except Exception as error:  # python-docx raises what its parsers of image headers raise
        raise PaperError(f"图片“{picture.alt}”不是可用的PNG或JPEG。") from error
    extent: Any = inline.extent
    scale = min(
        Mm(picture.width or TYPE_AREA_MM[0]) / extent.cx if picture.width or extent.cx > Mm(TYPE_AREA_MM[0]) else 1,
        Mm(highest(picture)) / extent.cy,
    )
    extent.cx, extent.cy = round(extent.cx * scale), round(extent.cy * scale)
    shape = inline.graphic.graphicData.pic.spPr
    shape.cx, shape.cy = extent.cx, extent.cy
    inline.docPr.set("descr", picture.alt)
    for side in ("distT", "distB", "distL", "distR"):  # without them LibreOffice leaves an eighth of an inch
        inline.set(side, "0")
    keep = "<w:keepNext/>" if picture.caption else ""
    element = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style_id(Role.PICTURE)}"/>{keep}</w:pPr><w:r/></w:p>'
    )
    drawn: Any = element[-1]
    drawn.add_drawing(inline)
    return element


def _add_imprint(document: DocumentObject, composed: Composed, place: ImprintPlace) -> None:
    body = document.element.body
    if place != "here":
        section = document.add_section(WD_SECTION.EVEN_PAGE if place == "even" else WD_SECTION.NEW_PAGE)
        set_folios(section, numbered=False)
        section.different_first_page_header_footer = False
        # python-docx leaves an empty paragraph that carries the section: it must not need a line of its own.
        carrier = body[len(body) - 2]
        if carrier.tag == qn("w:p") and not list(carrier.iter(qn("w:t"))):
            properties = carrier.get_or_add_pPr()
            properties.insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{style_id(Role.RULE)}"/>'))
    for line in composed.imprint:
        body.insert(len(body) - 1, parse_xml(paragraph(line, composed.looks[line.role], extra=FRAME)))
    body.insert(len(body) - 1, _gap(1))  # a frame stands before the paragraph that it is anchored to


def _comment(document: DocumentObject, records: bool) -> None:
    for element in list(document.element.body.iter(qn("w:r"))):
        record = element.attrib.pop(RECORD, None)
        if record and records:
            marked: Any = element
            run = Run(marked, document._body)
            document.add_comment(runs=run, text=f"来源：{record}", author="来源", initials="来")


def _set_settings(document: DocumentObject) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    control = document.settings.element.find(qn("w:characterSpacingControl"))
    if control is not None:
        control.set(qn("w:val"), "doNotCompress")


def _name(document: DocumentObject, composed: Composed) -> None:
    """Core properties say what the paper is, and nothing about a machine or a person."""
    paper, core = composed.paper, document.core_properties
    moment = datetime.datetime.combine(paper.date or datetime.date(2000, 1, 1), datetime.time())
    core.title, core.subject, core.category = composed.title(), str(paper.number or ""), paper.kind.value
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = moment
    core.language, core.revision = "zh-CN", 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if PurePosixPath(relation.reltype).name == "thumbnail":
            del package.rels[key]

"""The styles of the DOCX, one for every role, named as Word's users know them; an office edits them there."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ..roles import Look, Role
from ..standard import SIZE_3, TRACKING_PT, TYPE_AREA_MM, Face, mm_twips, twips

BUILT_IN: Final = {
    Role.TITLE: "Title",
    Role.ADDRESSEES: "Salutation",
    Role.TEXT: "NormalIndent",
    Role.HEADING_1: "Heading1",
    Role.HEADING_2: "Heading2",
    Role.HEADING_3: "Heading3",
    Role.HEADING_4: "Heading4",
    Role.CAPTION: "Caption",
    Role.SIGNATURE: "Signature",
    Role.DATE: "Date",
    Role.FOLIO: "Footer",
}
_AFTER: Final = {
    Role.TITLE: Role.TEXT,
    Role.ADDRESSEES: Role.TEXT,
    Role.HEADING_1: Role.TEXT,
    Role.HEADING_2: Role.TEXT,
    Role.HEADING_3: Role.TEXT,
    Role.HEADING_4: Role.TEXT,
    Role.SIGNATURE: Role.DATE,
    Role.ATTACHMENT_MARK: Role.ATTACHMENT_TITLE,
    Role.ATTACHMENT_TITLE: Role.TEXT,
}
TABLE_STYLE: Final = "GongwenTable"
STRONG_STYLE: Final = "Strong"
KAI_STYLE: Final = "GongwenKai"
RULE_EIGHTHS: Final = 12
"""Thickness of the red rule: 1.5 pt"""
FRAME: Final = (
    f'<w:framePr w:w="{mm_twips(TYPE_AREA_MM[0])}" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
    ' w:xAlign="left" w:yAlign="bottom"/>'
)
"""The foot of the type area, where the 版记 stands"""


def style_id(role: Role) -> str:
    """Identifiers are ASCII, because older readers stumble over others; people see the name."""
    return BUILT_IN.get(role) or "Gongwen" + "".join(part.title() for part in role.name.split("_"))


def add_styles(styles: Any, looks: dict[Role, Look], *, keep: bool) -> None:
    """Put the styles of these looks into a document's `w:styles`.

    `keep`: leave what is there as it is and add what is missing (an office's own template); otherwise everything
    in it is replaced.
    """
    if not keep:
        for child in list(styles):
            styles.remove(child)
        styles.append(parse_xml(_defaults()))
        styles.append(parse_xml(_base()))
    there = {name.get(qn("w:val")) for name in styles.iter(qn("w:name"))}
    wanted = [(role.value, _style(role, look)) for role, look in looks.items()]
    wanted += [("Strong", _STRONG), ("签发人姓名", _kai()), ("公文表格", _TABLE)]
    if not keep:
        wanted += [("Default Paragraph Font", _FONT), ("Normal Table", _PLAIN_TABLE)]
    for name, xml in wanted:
        if name not in there:
            styles.append(parse_xml(xml))


def fonts(face: Face) -> str:
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def _defaults() -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts(Face.TEXT)}"
        f'<w:sz w:val="{SIZE_3 * 2:.0f}"/><w:szCs w:val="{SIZE_3 * 2:.0f}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )


def _base() -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{fonts(Face.TEXT)}<w:spacing w:val="{twips(TRACKING_PT)}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{SIZE_3 * 2:.0f}"/></w:rPr></w:style>'
    )


def _style(role: Role, look: Look) -> str:
    after = style_id(_AFTER.get(role, role))
    custom = "" if role in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{custom} w:styleId="{style_id(role)}">'
        f'<w:name w:val="{role.value}"/><w:basedOn w:val="Normal"/><w:next w:val="{after}"/><w:uiPriority w:val="1"/>'
        f"<w:qFormat/><w:pPr>{_paragraph(role, look)}</w:pPr><w:rPr>{_letters(look)}</w:rPr></w:style>"
    )


def _paragraph(role: Role, look: Look) -> str:
    out = "<w:keepNext/>" if look.keep_with_next else ""
    out += "<w:pageBreakBefore/>" if look.new_page else ""
    out += FRAME if role in (Role.THICK, Role.THIN, Role.IMPRINT) else ""
    if role is Role.RULE:
        out += f'<w:pBdr><w:bottom w:val="single" w:sz="{RULE_EIGHTHS}" w:space="0" w:color="FF0000"/></w:pBdr>'
    if role in (Role.THICK, Role.THIN):
        # A black line as high as the rule is thick: LibreOffice gives up a frame whose paragraphs have borders.
        out += '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    if look.line is not None or not look.on_grid:
        out += '<w:snapToGrid w:val="0"/>'
    before = twips(look.before)
    line = f' w:line="{twips(look.line)}" w:lineRule="exact"' if look.line else ' w:line="240" w:lineRule="auto"'
    out += f'<w:spacing w:before="{before}" w:after="{twips(look.after)}"{line}/>'
    out += indents(look.size, look.left, look.right, look.first)
    out += f'<w:jc w:val="{look.align}"/>'
    return out + (f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "")


def indents(size: float, left: float, right: float, first: float, hanging: float = 0) -> str:
    """`w:ind` in characters of a size, with twips for programs that know no characters."""
    values = {"left": left, "right": right}
    values |= {"hanging": hanging} if hanging else {"firstLine": first}
    out = "".join(
        f' w:{name}Chars="{round(value * 100)}" w:{name}="{twips(value * size)}"' for name, value in values.items()
    )
    return f"<w:ind{out}/>"


def _letters(look: Look) -> str:
    colour = '<w:color w:val="FF0000"/>' if look.red else ""
    tracking = 0 if look.red else twips(TRACKING_PT)
    size = f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>'
    return f'{fonts(look.face)}<w:b w:val="0"/>{colour}<w:spacing w:val="{tracking}"/>{size}'


def _kai() -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{KAI_STYLE}">'
        f'<w:name w:val="签发人姓名"/><w:qFormat/><w:rPr>{fonts(Face.KAI)}</w:rPr></w:style>'
    )


_STRONG: Final = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="{STRONG_STYLE}"><w:name w:val="Strong"/><w:qFormat/>'
    f"<w:rPr>{fonts(Face.HEI)}</w:rPr></w:style>"
)
_FONT: Final = (
    f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_PLAIN_TABLE: Final = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_SIDES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE: Final = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="公文表格"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{_SIDES}</w:tblBorders><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)

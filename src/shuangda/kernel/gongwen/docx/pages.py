"""Pages of the DOCX: size and margins, the grid, page numbers outside, the rules of a letter."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Twips

from ..lines import Composed, Line
from ..model import text
from ..roles import INK_TOP, Role, letter_gap
from ..standard import (
    BOTTOM_MM,
    FOLIO_BELOW_MM,
    FOLIO_DASH,
    INDENT_PT,
    LEFT_MM,
    LETTER_FOOT_MM,
    LETTER_MARK_MM,
    LETTER_RULE_MM,
    LETTER_RULES_PT,
    LINE_PT,
    PAGE_MM,
    POINTS_PER_MM,
    RED,
    RIGHT_MM,
    SIZE_3,
    SIZE_4,
    TOP_MM,
    TYPE_AREA_MM,
    mm_twips,
    twips,
)
from .runs import paragraph
from .styles import style_id

_FOLIO_FOOT_MM: Final = BOTTOM_MM - FOLIO_BELOW_MM - (0.2 + FOLIO_DASH) * SIZE_4 / POINTS_PER_MM
"""From the page's edge up to the line of the page number, whose baseline is a fifth of it higher"""
_FIELD: Final = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)
_RULE_EIGHTHS: Final = round(LETTER_RULES_PT[0] * 8)
_SLACK_PT: Final = 0.6
"""What is left for rounding"""


def set_page(section: Section) -> None:
    """A4, the margins of the standard and the grid of 22 lines."""
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.gutter = Twips(0)
    section.footer_distance, section.header_distance = Mm(_FOLIO_FOOT_MM), Mm(15)
    properties = section._sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(
        parse_xml(f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="{twips(LINE_PT)}" w:charSpace="0"/>')
    )


def set_folios(section: Section, *, numbered: bool = True) -> None:
    """Page numbers: odd pages at the right, even ones at the left, a character in (7.5); or none."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        indent = f'<w:ind w:{side}Chars="100" w:{side}="{twips(INDENT_PT)}"/><w:jc w:val="{side}"/>'
        _fill(footer, f"{indent}", _FIELD if numbered else "")


def set_letter(section: Section, composed: Composed) -> None:
    """The first page of a letter: mark and double rule above, double rule below, no number (10.1)."""
    section.different_first_page_header_footer = True
    look = composed.looks[Role.MARK]
    above = 0.8 * (look.line or 0) - INK_TOP * look.size
    section.header_distance = Mm(LETTER_MARK_MM - above / POINTS_PER_MM)
    aside = (PAGE_MM[0] - LETTER_RULE_MM) / 2
    sides = f'<w:ind w:left="{mm_twips(aside - LEFT_MM)}" w:right="{mm_twips(aside - RIGHT_MM)}"/>'
    header = section.first_page_header
    header.is_linked_to_previous = False
    element = header._element
    for child in list(element):
        element.remove(child)
    for name in composed.mark:
        element.append(parse_xml(paragraph(Line(Role.MARK, text(name)), look)))
    below = SIZE_3 * 7 / 8 - (LINE_PT - SIZE_3) / 2
    gap = letter_gap(look)
    element.append(_line(gap, sides, "thickThinSmallGap"))
    element.append(_line(below, sides))
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    for child in list(footer._element):
        footer._element.remove(child)
    # LibreOffice puts half of what whole lines leave of a page above them, so the footer takes what they leave.
    rule_pt = sum(LETTER_RULES_PT)
    top = section.header_distance.pt + len(composed.mark) * (look.line or 0) + gap + rule_pt + below
    area = (TOP_MM + TYPE_AREA_MM[1]) * POINTS_PER_MM - top
    rest = (PAGE_MM[1] - LETTER_FOOT_MM) * POINTS_PER_MM - rule_pt - top - area // LINE_PT * LINE_PT - _SLACK_PT
    footer._element.append(_line(rest, sides, "thinThickSmallGap"))
    # The rule stands lower than page numbers do: what lies between is an empty line below them.
    section.footer_distance = Mm(LETTER_FOOT_MM)
    lift = (_FOLIO_FOOT_MM - LETTER_FOOT_MM) * POINTS_PER_MM
    for other in (section.footer, section.even_page_footer):
        other._element.append(_line(lift, ""))


def _line(height: float, sides: str, border: str = "") -> Any:
    """An empty line of an exact height, with a double rule below it or without."""
    rule = f'<w:pBdr><w:bottom w:val="{border}" w:sz="{_RULE_EIGHTHS}" w:space="0" w:color="{RED}"/></w:pBdr>'
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style_id(Role.FOLIO)}"/>{rule if border else ""}'
        f'<w:spacing w:before="0" w:line="{twips(height)}" w:lineRule="exact"/>{sides}</w:pPr></w:p>'
    )


def _fill(footer: _Footer | _Header, properties: str, runs: str) -> None:
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style_id(Role.FOLIO)}"/>{properties}</w:pPr>{runs}</w:p>'
        )
    )

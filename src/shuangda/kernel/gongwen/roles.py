"""Every part of an official document by its role, with the look the standard gives it.

The writers (DOCX styles, Typst, CSS) and the checker read this one table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Literal

from .model import Form
from .standard import (
    FOLIO_BELOW_MM,
    FOLIO_DASH,
    LETTER_MARK_TO_RULE_MM,
    LINE_PT,
    MARK_BELOW_TOP_MM,
    NUMBER_TO_RULE_MM,
    POINTS_PER_MM,
    RULE_THICK_MM,
    RULE_THIN_MM,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL_4,
    SIZE_SMALL_5,
    Face,
)


class Role(StrEnum):
    """What a line of a document is. The value names its style in DOCX, in the words of Word's own list."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    ISSUE = "期号"
    ISSUER_AND_DATE = "编发单位和日期"
    RULE = "红色分隔线"
    TITLE = "Title"
    ADDRESSEES = "Salutation"
    TEXT = "Normal Indent"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    NOTE = "注释"
    CAPTION = "caption"
    PICTURE = "图片"
    CELL = "表格文字"
    HEAD_CELL = "表头文字"
    CELL_5 = "表格文字（五号）"
    HEAD_CELL_5 = "表头文字（五号）"
    CELL_SMALL_5 = "表格文字（小五）"
    HEAD_CELL_SMALL_5 = "表头文字（小五）"
    ATTACHMENTS = "附件说明"
    ATTENDANCE = "出席人员"
    SIGNATURE = "Signature"
    DATE = "Date"
    REMARK = "附注"
    ATTACHMENT_MARK = "附件序号"
    ATTACHMENT_TITLE = "附件标题"
    THICK = "版记粗线"
    THIN = "版记细线"
    IMPRINT = "版记"
    FOLIO = "footer"


INK_TOP: Final = 0.86
"""The upper edge of Chinese letters above their baseline, as a share of their size"""
INK_BOTTOM: Final = 0.09
"""Their lower edge below it"""
MARK_LINE, LETTER_MARK_LINE = 1.3, 1.2
"""Lines of a mark, in sizes of its letters"""
HEADINGS: Final = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
CELLS: Final = (Role.CELL, Role.CELL_5, Role.CELL_SMALL_5)
HEAD_CELLS: Final = (Role.HEAD_CELL, Role.HEAD_CELL_5, Role.HEAD_CELL_SMALL_5)
"""From the usual type of tables to the smallest"""
Justify = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a role is set. Indents in characters of its size, `before` and `after` in points.

    `line`: exact points, None for lines on the grid or, where `on_grid` is false, as high as what they hold.
    `clause` is where the standard says so; empty where custom does.
    """

    face: Face = Face.TEXT
    size: float = SIZE_3
    align: Justify = "both"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float | None = None
    on_grid: bool = True
    red: bool = False
    level: int | None = None
    keep_with_next: bool = False
    new_page: bool = False
    clause: str = ""


_FOLIO_ABOVE: Final = FOLIO_BELOW_MM * POINTS_PER_MM - (0.8 - FOLIO_DASH) * SIZE_4 - 0.3
"""From the type area to the line of the page number: LibreOffice takes what is no footer for type area"""
_TABLE_LINE: Final = 1.5
"""Lines of a table, in sizes of its letters"""
RULE_LINE_PT: Final = NUMBER_TO_RULE_MM * POINTS_PER_MM - (LINE_PT - SIZE_3) / 2
"""From the grid cell of the number down to the rule, 4 mm below the number itself"""

LOOKS: Final[dict[Role, Look]] = {
    Role.COPY_NUMBER: Look(align="left", clause="7.2.1"),
    Role.SECRECY: Look(Face.HEI, align="left", clause="7.2.2"),
    Role.URGENCY: Look(Face.HEI, align="left", clause="7.2.3"),
    Role.MARK: Look(Face.TITLE, 40.0, "center", red=True, clause="7.2.4"),
    Role.NUMBER: Look(align="center", before=2 * LINE_PT, clause="7.2.5"),
    Role.ISSUE: Look(align="center"),
    Role.ISSUER_AND_DATE: Look(left=1, right=1, align="left"),
    Role.RULE: Look(line=RULE_LINE_PT, clause="7.2.7"),
    Role.TITLE: Look(
        Face.TITLE,
        SIZE_2,
        "center",
        before=2 * LINE_PT,
        after=LINE_PT,
        line=LINE_PT,
        keep_with_next=True,
        clause="7.3.1",
    ),
    Role.ADDRESSEES: Look(align="left", clause="7.3.2"),
    Role.TEXT: Look(first=2, clause="7.3.3"),
    Role.HEADING_1: Look(Face.HEI, first=2, level=1, keep_with_next=True, clause="7.3.3"),
    Role.HEADING_2: Look(Face.KAI, first=2, level=2, keep_with_next=True, clause="7.3.3"),
    Role.HEADING_3: Look(first=2, level=3, keep_with_next=True, clause="7.3.3"),
    Role.HEADING_4: Look(first=2, level=4, keep_with_next=True, clause="7.3.3"),
    Role.NOTE: Look(size=SIZE_SMALL_4, first=2, line=20.0),
    Role.CAPTION: Look(Face.HEI, SIZE_SMALL_4, "center", line=LINE_PT, keep_with_next=True),
    Role.PICTURE: Look(align="center", before=LINE_PT / 4, on_grid=False),
    **{
        role: Look(Face.HEI if head else Face.TEXT, size, "center" if head else "left", line=_TABLE_LINE * size)
        for head, roles in ((False, CELLS), (True, HEAD_CELLS))
        for role, size in zip(roles, (SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5), strict=True)
    },
    Role.ATTACHMENTS: Look(align="left", clause="7.3.4"),
    Role.ATTENDANCE: Look(first=2, clause="10.3"),
    Role.SIGNATURE: Look(align="right", keep_with_next=True, clause="7.3.5"),
    Role.DATE: Look(align="right", clause="7.3.5.4"),
    Role.REMARK: Look(align="left", first=2, clause="7.3.6"),
    Role.ATTACHMENT_MARK: Look(Face.HEI, align="left", new_page=True, keep_with_next=True, clause="7.3.7"),
    Role.ATTACHMENT_TITLE: Look(
        Face.TITLE,
        SIZE_2,
        "center",
        before=LINE_PT,
        after=LINE_PT,
        line=LINE_PT,
        keep_with_next=True,
        clause="7.3.7",
    ),
    Role.THICK: Look(line=RULE_THICK_MM * POINTS_PER_MM, clause="7.4.1"),
    Role.THIN: Look(line=RULE_THIN_MM * POINTS_PER_MM, clause="7.4.1"),
    Role.IMPRINT: Look(size=SIZE_4, left=1, right=1, line=24.0, clause="7.4"),
    Role.FOLIO: Look(Face.SONG, SIZE_4, before=_FOLIO_ABOVE, line=SIZE_4, clause="7.5"),
}


def looks(
    form: Form, *, lines_above_mark: int = 0, mark_size: float = 40.0, issuer_size: float = SIZE_3
) -> dict[Role, Look]:
    """The looks of a form's roles: where its first page differs from that of a document with a red head.

    `lines_above_mark`: 份号, 密级 and 紧急程度 take a line each and the mark keeps its place below them. `issuer_size`:
    of the line with office and date in a 简报. Sizes in points.
    """
    found = dict(LOOKS)
    mark = replace(found[Role.MARK], size=mark_size, line=MARK_LINE * mark_size)
    edge = 0.8 * (mark.line or 0) - INK_TOP * mark_size  # of an exact line above the letters
    if form is Form.LETTER:
        found[Role.MARK] = replace(mark, line=LETTER_MARK_LINE * mark_size, clause="10.1")
        found[Role.NUMBER] = replace(found[Role.NUMBER], align="right", before=0, clause="10.1")
    elif form is Form.SHEET:
        found[Role.NUMBER] = replace(found[Role.NUMBER], align="right", before=LINE_PT, clause="")
        found[Role.TITLE] = replace(found[Role.TITLE], before=LINE_PT if lines_above_mark else 0)
        for cell in (Role.CELL, Role.HEAD_CELL):
            found[cell] = replace(found[cell], size=SIZE_4, line=22.0)
    else:
        before = MARK_BELOW_TOP_MM * POINTS_PER_MM - lines_above_mark * LINE_PT - edge
        found[Role.MARK] = replace(mark, before=max(before, 0))
    if form in (Form.BULLETIN, Form.MINUTES):
        found[Role.ISSUE] = replace(found[Role.ISSUE], before=LINE_PT)
        found[Role.ISSUER_AND_DATE] = replace(found[Role.ISSUER_AND_DATE], size=issuer_size)
        found[Role.RULE] = replace(found[Role.RULE], line=RULE_LINE_PT - (SIZE_3 - issuer_size) / 2)
    return found


def letter_gap(mark: Look) -> float:
    """Points from the line of a letter's mark down to its rule, 4 mm below the letters themselves (10.1)."""
    return LETTER_MARK_TO_RULE_MM * POINTS_PER_MM - 0.2 * (mark.line or 0) + INK_BOTTOM * mark.size

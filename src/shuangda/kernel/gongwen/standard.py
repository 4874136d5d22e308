"""GB/T 9704-2012 in numbers: the page, the grid, the faces. Millimetres (`_MM`), points (`_PT`) or lines.

The clause stands beside each. One table for the writers, the checker and the measuring.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

PAGE_MM: Final = (210.0, 297.0)  # 5.1: A4
TOP_MM, LEFT_MM, RIGHT_MM, BOTTOM_MM = 37.0, 28.0, 26.0, 35.0
"""天头, 订口, and what the type area of 156 × 225 mm leaves (5.2.1)"""
TYPE_AREA_MM: Final = (156.0, 225.0)  # 5.2.1
LINES, CHARACTERS = 22, 28  # 5.2.3
POINTS_PER_MM: Final = 72 / 25.4
TWIPS_PER_MM: Final = 1440 / 25.4
LINE_PT: Final = 28.95
"""225 mm hold 22 lines of 28.99 pt; rounded down to whole twips so that the 22nd stays on the page."""
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5 = 22.0, 16.0, 14.0, 12.0, 10.5, 9.0
"""Chinese type sizes (号) in points"""
TRACKING_PT: Final = -0.3
"""28 characters of 16 pt in 156 mm leave 15.79 pt each; 15.7 also holds where a program rounds up."""
CHARACTER_PT: Final = SIZE_3 + TRACKING_PT
INDENT_PT: Final = SIZE_3
"""The character by which a page number stands in from the edge of the type area (7.5)"""

SEAL_LINES: Final = 2
"""Empty lines above a signature under a seal: the seal's upper edge stays within a line of the text (7.3.5.1)"""
SEAL_ROW_LINES: Final = 3.5
"""Empty lines between rows of signatures: seals of 45 mm, one below another, do not touch (7.3.5.1)"""
MARK_BELOW_TOP_MM: Final = 35.0  # 7.2.4: red mark, its upper edge below that of the type area
LETTER_MARK_MM: Final = 30.0  # 10.1: upper edge below that of the page
LETTER_MARK_TO_RULE_MM: Final = 4.0  # 10.1
LETTER_RULE_MM: Final = 170.0  # 10.1
LETTER_RULES_PT: Final = (2.25, 0.75, 0.75)
"""Thick rule, gap, thin rule; the standard gives no measure for them"""
LETTER_FOOT_MM: Final = 20.0  # 10.1: lower double rule above the page's edge
NUMBER_TO_RULE_MM: Final = 4.0  # 7.2.7
FOLIO_BELOW_MM: Final = 7.0  # 7.5: the dashes of the page number below the type area
FOLIO_DASH: Final = 0.27
"""Their middle above the baseline, as a share of the size"""
RULE_THICK_MM, RULE_THIN_MM = 0.35, 0.25  # 7.4.1
RED: Final = "FF0000"


class Face(StrEnum):
    """A typeface by what it is for; the value is the name that Word knows."""

    TITLE = "方正小标宋简体"
    TEXT = "仿宋_GB2312"
    KAI = "楷体_GB2312"
    HEI = "黑体"
    SONG = "宋体"


def twips(points: float) -> int:
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)

"""Paper, margins, grid (GB/T 9704-2012 chapter 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...roles import HEADINGS, Role
from ...standard import (
    BOTTOM_MM,
    CHARACTERS,
    LEFT_MM,
    LINE_PT,
    LINES,
    PAGE_MM,
    POINTS_PER_MM,
    RIGHT_MM,
    SIZE_3,
    TOP_MM,
    TRACKING_PT,
    TYPE_AREA_MM,
    mm_twips,
    twips,
)
from ..document import Document, Section, Table
from ..findings import Finding, Place
from ..mending import put, set_tracking
from ..recognising import Parts

_MARGINS: Final = (
    ("top", "天头", TOP_MM),
    ("bottom", "下边距", BOTTOM_MM),
    ("left", "订口", LEFT_MM),
    ("right", "右边距", RIGHT_MM),
)
_TOLERANCE_MM: Final = 1.0
"""Of paper and margins (5.1, 5.2.1)"""
_SPACED: Final = (Role.TEXT, *HEADINGS, Role.ADDRESSEES, Role.ATTACHMENTS, Role.SIGNATURE, Role.DATE, Role.REMARK)
_HEIGHT_PT: Final = TYPE_AREA_MM[1] * POINTS_PER_MM
_WIDTH_PT: Final = TYPE_AREA_MM[0] * POINTS_PER_MM


def lines_of(pitch: float) -> int:
    """Lines of this pitch on a page of the standard."""
    return int(_HEIGHT_PT / pitch + 0.02) if pitch > 0 else 0


def find(parts: Parts) -> Iterator[Finding]:
    document = parts.document
    several = len(document.sections) > 1
    for index, section in enumerate(document.sections):
        place = Place("页面", at=f"第{index + 1}节" if several else "")
        yield from _paper(document, section, index, place)
        if not section.landscape:
            yield from _margins(document, section, place)
            yield from _grid(parts, section, index, place)
        yield from _header(section, place)


def _paper(document: Document, section: Section, index: int, place: Place) -> Iterator[Finding]:
    short, long = sorted((section.width, section.height))
    asked = "A4（210毫米×297毫米）"

    def mend() -> None:
        width, height = PAGE_MM[::-1] if section.landscape else PAGE_MM
        put(section.element, "pgSz", w=str(mm_twips(width)), h=str(mm_twips(height)))

    if abs(short - PAGE_MM[0]) > _TOLERANCE_MM or abs(long - PAGE_MM[1]) > _TOLERANCE_MM:
        yield Finding("page_size", place, f"{section.width:.0f}毫米×{section.height:.0f}毫米", asked, mend)
    across = section.landscape or section.width > section.height
    wide = any(isinstance(block, Table) and block.section == index for block in document.blocks)
    if across and not wide:

        def turn() -> None:
            put(section.element, "pgSz", w=str(mm_twips(PAGE_MM[0])), h=str(mm_twips(PAGE_MM[1])), orient=None)
            for side, _, asked in _MARGINS:
                put(section.element, "pgMar", **{side: str(mm_twips(asked))})

        yield Finding("page_orientation", place, "横向", "纵向（横排表格除外）", turn)


def _margins(document: Document, section: Section, place: Place) -> Iterator[Finding]:
    for side, name, asked in _MARGINS:
        found = section.margins[side] + (section.margins["gutter"] if side == "left" else 0)
        if side == "bottom" and 0 < found < asked:
            found = max(found, min(_reach(document, section), asked))
        if abs(abs(found) - asked) > _TOLERANCE_MM:
            yield Finding(
                f"margin_{side}", place, f"{name}{found:.1f}毫米", f"{asked:.0f}毫米", _margin(section, side, asked)
            )


def _reach(document: Document, section: Section) -> float:
    """How far up a footer reaches: a higher one pushes the text up (17.6.11)."""
    story = section.footers.get("default", [])
    height = sum(p.setting.before + document.height(p) + p.setting.after for p in story)
    return section.margins["footer"] + height / POINTS_PER_MM


def _margin(section: Section, side: str, asked: float) -> Callable[[], None]:
    def mend() -> None:
        values: dict[str, str | None] = {side: str(mm_twips(asked))}
        put(section.element, "pgMar", **values, **({"gutter": "0"} if side == "left" else {}))

    return mend


def _grid(parts: Parts, section: Section, index: int, place: Place) -> Iterator[Finding]:
    paragraphs = [paragraph for paragraph in parts.of(Role.TEXT) if paragraph.section == index]
    fixed = sum(paragraph.setting.line_rule == "exact" for paragraph in paragraphs) * 2 > len(paragraphs)

    def mend() -> None:
        put(section.element, "docGrid", type="lines", linePitch=str(twips(LINE_PT)), charSpace=None)

    if not fixed and not section.pitch:
        yield Finding("grid", place, "没有网格", f"指定行和字符网格：每面{LINES}行，每行{CHARACTERS}字", mend)
        return
    if not fixed and lines_of(section.pitch) != LINES:
        found = f"网格行距{section.pitch:.1f}磅，每面{lines_of(section.pitch)}行"
        yield Finding("line_pitch", place, found, f"每面{LINES}行（行距约29磅）", mend)
    advances = [
        run.letters.size + run.letters.tracking + (section.character_space if run.letters.snap else 0)
        for paragraph in paragraphs
        for run in paragraph.runs
        if abs(run.letters.size - 16) < 0.3 and len(run.text) > 5
    ]
    if advances:
        advance = max(set(advances), key=advances.count)
        count = int(_WIDTH_PT / max(advance, 1) + 0.02)
        if count != CHARACTERS:

            def close() -> None:
                # Programs disagree about a grid of characters; the distance of the letters is the same in all.
                if section.character_space:
                    put(section.element, "docGrid", type="lines", charSpace=None)
                for paragraph in parts.of(*_SPACED):
                    set_tracking(paragraph, TRACKING_PT, SIZE_3)

            found = f"每行{count}字（字距{advance:.2f}磅）"
            yield Finding("character_pitch", place, found, f"每行{CHARACTERS}字", close)


def _header(section: Section, place: Place) -> Iterator[Finding]:
    if section.columns > 1:

        def one() -> None:
            put(section.element, "cols", num="1")

        yield Finding("columns", place, f"{section.columns}栏", "不分栏", one)
    # The words of a header do not matter here: any content pushes the text down once it reaches the type area.
    header = section.margins["header"]
    if header > section.margins["top"] - 3:

        def mend() -> None:
            put(section.element, "pgMar", header=str(mm_twips(15)))

        yield Finding("header_distance", place, f"页眉距边界{header:.1f}毫米", "小于天头，不占版心", mend)

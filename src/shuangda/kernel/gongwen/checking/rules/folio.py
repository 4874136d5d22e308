"""页码 (GB/T 9704-2012, 7.5): field, dashes, face, side, distance from the type area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ....policytext.sources.markup import local
from ...model import Form
from ...roles import Role
from ...standard import BOTTOM_MM, FOLIO_BELOW_MM, POINTS_PER_MM, SIZE_4, Face, mm_twips
from .. import mending
from ..document import Para, Section
from ..findings import Finding, Place, place_of
from ..flow import tenth
from ..recognising import Parts
from .looks import is_face, points

_SLACK_MM: Final = 3.0
_DASH: Final = 0.58
"""Share of the line below its dashes"""
_DASHED: Final = re.compile(r"—.*—", re.DOTALL)
_PAGE: Final = re.compile(r"\bPAGE\b")


def is_folio(paragraph: Para) -> bool:
    return _PAGE.search(paragraph.fields) is not None


def find(parts: Parts) -> Iterator[Finding]:
    document = parts.document
    folios = [
        (section, kind, paragraph)
        for section in document.sections
        for kind, story in (*section.footers.items(), *section.headers.items())
        for paragraph in story
        if is_folio(paragraph)
    ]
    if not folios:
        yield from _none(parts)
        return
    seen: set[int] = set()
    for section, kind, paragraph in folios:
        if id(paragraph) in seen:
            continue  # a footer that several sections share
        seen.add(id(paragraph))
        yield from _letters(paragraph)
        if not _floats(paragraph):
            yield from _side(parts, section, kind, paragraph)
    yield from _distances(parts)
    if not document.even_and_odd and not any(_floats(paragraph) for *_, paragraph in folios):
        yield Finding("folio_sides", Place("页码"), "单页码和双页码不分", "单页码居右空一字，双页码居左空一字")


def _none(parts: Parts) -> Iterator[Finding]:
    for section in parts.document.sections:
        for paragraph in (paragraph for story in section.footers.values() for paragraph in story):
            if re.fullmatch(r"[-—–－\s第]*[0-9０-９]+[-—–－\s页]*", paragraph.text):
                yield Finding("folio_typed", place_of(paragraph, "页码"), paragraph.text, "插入页码（PAGE域）")
                return
    if parts.of(Role.TITLE, Role.TEXT):
        yield Finding("folio_missing", Place("页码"), "没有页码", "版心下边缘之下标注页码，左右各放一条一字线")


def _letters(paragraph: Para) -> Iterator[Finding]:
    place = place_of(paragraph, "页码")
    runs = [run for run in paragraph.runs if run.text.strip()]
    digits = [run for run in runs if re.search(r"\d", run.text)] or runs
    if not _DASHED.search(paragraph.raw):
        yield Finding("folio_dashes", place, paragraph.raw.strip() or "只有数字", "— 1 —")
    wrong = sorted({run.letters.latin or "未指定字体" for run in digits if not is_face(run.letters.latin, Face.SONG)})
    if wrong:

        def face() -> None:
            mending.set_face(paragraph, Face.SONG.value, latin=True)

        yield Finding("folio_face", place, "、".join(wrong), "宋体", face)
    sizes = sorted({run.letters.size for run in digits if abs(run.letters.size - SIZE_4) > 0.26})
    if sizes:

        def size() -> None:
            mending.set_size(paragraph, SIZE_4)

        yield Finding("folio_size", place, "、".join(map(points, sizes)), points(SIZE_4), size)


def _floats(paragraph: Para) -> bool:
    """In a frame or a text box, whose place the paragraph does not tell."""
    boxed = any(local(parent) in ("txbxContent", "tc") for parent in paragraph.element.iterancestors())
    return boxed or paragraph.setting.framed


def _side(parts: Parts, section: Section, kind: str, paragraph: Para) -> Iterator[Finding]:
    if not parts.document.even_and_odd or kind == "first":
        return
    setting = paragraph.setting
    side, asked = ("left", "双页码居左空一字") if kind == "even" else ("right", "单页码居右空一字")
    place = place_of(paragraph, "页码")

    def mend() -> None:
        values = {"left": 0.0, "right": 0.0, side: 1.0}
        mending.set_indents(paragraph, left=values["left"], right=values["right"], first=0, size=SIZE_4)
        mending.set_align(paragraph, side)

    blanks = paragraph.blanks[0 if side == "left" else 1]
    align = "left" if setting.align == "both" else setting.align
    if align != side:
        names = {"left": "居左", "center": "居中", "right": "居右"}
        yield Finding("folio_sides", place, names.get(align, align), asked, None if blanks else mend)
        return
    free = setting.left + setting.first + blanks if side == "left" else setting.right + blanks
    if not 0.6 <= free <= 1.6:
        yield Finding("folio_indent", place, f"空{tenth(free)}字", "空一字", None if blanks else mend)


def _distances(parts: Parts) -> Iterator[Finding]:
    for index, section in enumerate(parts.document.sections):
        story = section.footers.get("default", [])
        folio = next((paragraph for paragraph in story if is_folio(paragraph) and not _floats(paragraph)), None)
        if folio is None or section.landscape or parts.form is Form.LETTER:
            continue
        under = story[story.index(folio) + 1 :]
        below = sum(p.setting.before + _line(p) + p.setting.after for p in under) + folio.setting.after
        foot = (below + _line(folio) * _DASH) / POINTS_PER_MM
        found = section.margins["bottom"] - section.margins["footer"] - foot
        if abs(found - FOLIO_BELOW_MM) <= _SLACK_MM or abs(section.margins["bottom"] - BOTTOM_MM) > 1:
            continue

        def mend(section: Section = section, foot: float = foot) -> None:
            mending.put(section.element, "pgMar", footer=str(mm_twips(BOTTOM_MM - FOLIO_BELOW_MM - foot)))

        several = len(parts.document.sections) > 1
        place = Place("页码", at=f"第{index + 1}节" if several else "")
        yield Finding("footer_distance", place, f"版心下边缘之下约{found:.0f}毫米", f"{FOLIO_BELOW_MM:.0f}毫米", mend)


def _line(paragraph: Para) -> float:
    setting = paragraph.setting
    if setting.line_rule == "exact":
        return setting.line
    return paragraph.size * 1.25 * (setting.line if setting.line_rule == "auto" else 1)

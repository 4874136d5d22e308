"""信函格式 (GB/T 9704-2012, 10.1): the double red rules and the first page without a number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ...model import Form
from ...standard import LETTER_RULE_MM, POINTS_PER_MM, TYPE_AREA_MM
from .. import mending
from ..document import Para
from ..findings import Finding, Place, place_of
from ..flow import DoubleRule, double_rules
from ..recognising import Parts
from .folio import is_folio

_SLACK_MM: Final = 3.0
_ASIDE_PT: Final = (LETTER_RULE_MM - TYPE_AREA_MM[0]) * POINTS_PER_MM


def find(parts: Parts) -> Iterator[Finding]:
    if parts.form is not Form.LETTER:
        return
    section = parts.document.sections[0]
    kind = "first" if section.title_page else "default"
    header, footer = section.headers.get(kind, []), section.footers.get(kind, [])
    top = [block for block in parts.document.blocks[:14] if isinstance(block, Para)]
    above, below = list(double_rules(header)) or list(double_rules(top)), list(double_rules(footer))
    if not above:
        yield from _missing("letter_upper_rule", header, "bottom", "thickThinSmallGap")
    if not below:
        yield from _missing("letter_lower_rule", footer, "top", "thinThickSmallGap")
    for rule in above:
        yield from _rule(rule, "above")
    for rule in below:
        yield from _rule(rule, "below")
    shown = [paragraph for paragraph in section.footers.get(kind, []) if is_folio(paragraph)]
    if shown:
        empty = "first" in section.footers and not any(is_folio(p) for p in section.footers["first"])

        def hide() -> None:
            mending.put(section.element, "titlePg", val="1")

        mend = hide if empty and not section.title_page else None
        yield Finding("letter_folio", place_of(shown[0], "页码"), "首页有页码", "首页不显示页码", mend)


def _missing(kind: str, story: list[Para], side: str, border: str) -> Iterator[Finding]:
    if any(paragraph.drawing for paragraph in story):
        return
    asked = "红色双线（上粗下细）" if kind == "letter_upper_rule" else "距下页边20毫米处红色双线（上细下粗）"
    mend = None
    if story:
        target = story[-1] if side == "bottom" else story[0]
        mend = partial(_draw, target, side, border)
    yield Finding(kind, Place("信函首页"), "没有红色双线", asked, mend)


def _draw(paragraph: Para, side: str, border: str) -> None:
    mending.set_border(paragraph, side, kind=border, eighths=24, colour="FF0000")
    _stretch(paragraph)


def _stretch(*paragraphs: Para) -> None:
    for paragraph in paragraphs:
        aside = -_ASIDE_PT / 2 / paragraph.size
        mending.set_indents(paragraph, left=aside, right=aside, first=0, size=paragraph.size)


def _rule(rule: DoubleRule, thicker: str) -> Iterator[Finding]:
    upper, first = thicker == "above", rule.paragraphs[0]
    place = place_of(first, "信函首页")
    if rule.thicker != thicker or not rule.red:
        words = {"above": "上粗下细", "below": "上细下粗", "neither": "粗细相同"}
        found = f"{'红色' if rule.red else '非红色'}双线，{words[rule.thicker]}"
        kind = "thickThinSmallGap" if upper else "thinThickSmallGap"
        draw = partial(mending.set_border, first, rule.side, kind=kind, eighths=24, colour="FF0000")
        name = "letter_upper_rule" if upper else "letter_lower_rule"
        yield Finding(name, place, found, f"红色双线，{words[thicker]}", draw if rule.side else None)
    length = TYPE_AREA_MM[0] - (first.setting.left + first.setting.right) * first.size / POINTS_PER_MM
    if abs(length - LETTER_RULE_MM) > _SLACK_MM:
        mend = None if first.text else partial(_stretch, *rule.paragraphs)
        yield Finding("letter_rule_width", place, f"{length:.0f}毫米", f"{LETTER_RULE_MM:.0f}毫米", mend)

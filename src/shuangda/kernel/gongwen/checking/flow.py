"""How far apart parts stand: blank lines between them, and where on its line a short paragraph stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..standard import CHARACTERS, LINE_PT, POINTS_PER_MM
from ..titles import width
from .document import Document, Para, Table
from .formats import Rule


def tenth(value: float) -> str:
    """A number for people: 2.04 → 2, 2.46 → 2.5."""
    return f"{value:.1f}".removesuffix(".0")


def gap(document: Document, upper: Para, lower: Para) -> float | None:
    """Blank lines between two paragraphs of the body; None where something else than blank lines lies between."""
    blocks = document.blocks
    try:
        first, last = blocks.index(upper), blocks.index(lower)
    except ValueError:
        return None
    height = upper.setting.after + lower.setting.before
    for block in blocks[first + 1 : last]:
        if isinstance(block, Table) or not block.empty or block.breaks_after or block.breaks_before:
            return None
        height += block.setting.before + document.height(block) + block.setting.after
    if lower.breaks_before or lower.setting.new_page or upper.section != lower.section:
        return None
    return height / LINE_PT


def before(document: Document, paragraph: Para) -> Para | Table | None:
    """The last block with words before a paragraph of the body."""
    index = document.blocks.index(paragraph)
    for block in reversed(document.blocks[:index]):
        if isinstance(block, Table) or not block.empty:
            return block
    return None


def bar(paragraph: Para) -> Rule | None:
    """A rule set as an empty paragraph with a ground, as high as the rule is thick."""
    setting = paragraph.setting
    if paragraph.empty and setting.fill and setting.line_rule == "exact" and setting.line <= 4:
        return Rule("single", setting.line / POINTS_PER_MM, setting.fill)
    return None


@dataclass(frozen=True, slots=True)
class DoubleRule:
    """Two rules close together: one border of a paragraph (`side`), or two low paragraphs with a ground."""

    paragraphs: tuple[Para, ...]
    thicker: str
    """`above`, `below`, or `neither` where they are alike"""
    red: bool
    side: str = ""


def double_rules(story: Iterable[Para]) -> Iterator[DoubleRule]:
    """The double rules of a header, a footer or the first lines of a body."""
    bars: list[tuple[Para, Rule]] = []
    for paragraph in story:
        for side, rule in paragraph.setting.borders.items():
            if side in ("top", "bottom") and rule.kind not in ("single", "thick"):
                names = {"thickThin": "above", "thinThick": "below"}
                thicker = next((name for kind, name in names.items() if rule.kind.startswith(kind)), "neither")
                yield DoubleRule((paragraph,), thicker, rule.red, side)
        if (found := bar(paragraph)) is not None:
            bars.append((paragraph, found))
    for (upper, first), (lower, second) in zip(bars[::2], bars[1::2], strict=False):
        difference = first.width - second.width
        thicker = "neither" if abs(difference) < 0.1 else "above" if difference > 0 else "below"
        yield DoubleRule((upper, lower), thicker, first.red and second.red)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a paragraph of one line stands, in characters of 3号 from the edges of the type area."""

    start: float
    right: float

    @property
    def centre(self) -> float:
        return (self.start + CHARACTERS - self.right) / 2


def stand(paragraph: Para) -> Stand | None:
    """None where tabs, line breaks or its length leave it open."""
    text = paragraph.raw.strip()
    if paragraph.cell is not None or "\t" in paragraph.raw or "\n" in text or paragraph.setting.align == "distribute":
        return None
    setting = paragraph.setting
    scale = paragraph.size / 16
    length = width(text) * scale
    if length > CHARACTERS:
        return None
    lead, tail = (blanks * scale for blanks in paragraph.blanks)
    left, right = (setting.left + setting.first) * scale, setting.right * scale
    if setting.align == "right":
        right += tail
        return Stand(CHARACTERS - right - length, right)
    if setting.align == "center":
        middle = (left + CHARACTERS - right + lead - tail) / 2
        return Stand(middle - length / 2, CHARACTERS - middle - length / 2)
    start = left + lead
    return Stand(start, CHARACTERS - start - length)

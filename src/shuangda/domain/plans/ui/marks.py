"""Cut a text at the borders of everything that was found in it, so that each piece can be lit up.

Places count Unicode code points of the upload's text; `text` begins at `offset` in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

KINDS = ("measure", "target", "duty", "event", "fact", "finding")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an item stands. `key` is the id of its card on the page, such as `measure-12`; `kind` is one of KINDS."""

    start: int
    end: int
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document: where it begins and ends, and how deep it is (1 outermost)."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text over which the same marks lie; `first` are those of them that begin here."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    first: tuple[Mark, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def segments(text: str, marks: Iterable[Mark], offset: int = 0) -> list[Segment]:
    """The text in pieces, cut at every border of a mark and after every line break. Joined they give the text again.

    Marks are clipped to the text; an empty one (where something is missing) takes the character beside it.
    """
    if not text:
        return []
    placed = sorted(_placed(marks, offset, offset + len(text)), key=lambda mark: (mark.start, -mark.end))
    borders = {offset, offset + len(text)}
    borders.update(border for mark in placed for border in (mark.start, mark.end))
    borders.update(offset + place + 1 for place, character in enumerate(text) if character == "\n")
    cuts = sorted(borders)
    found: list[Segment] = []
    lying: list[Mark] = []
    waiting = iter([*placed, None])
    coming = next(waiting)
    for start, end in pairwise(cuts):
        lying = [mark for mark in lying if mark.end > start]
        first: list[Mark] = []
        while coming is not None and coming.start <= start:
            first.append(coming)
            coming = next(waiting)
        lying += first
        found.append(Segment(start, text[start - offset : end - offset], tuple(lying), tuple(first)))
    return found


def _placed(marks: Iterable[Mark], begin: int, end: int) -> Iterator[Mark]:
    for mark in marks:
        start = min(max(mark.start, begin), end - 1)
        stop = max(min(mark.end, end), start + 1)
        if mark.start <= end and mark.end >= begin:
            yield Mark(start, stop, mark.kind, mark.key)


def lines(found: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The segments line by line."""
    line: list[Segment] = []
    for segment in found:
        line.append(segment)
        if segment.text.endswith("\n"):
            yield line
            line = []
    if line:
        yield line


def render(text: str, marks: Iterable[Mark], headings: Iterable[Heading] = (), offset: int = 0) -> SafeString:
    """The text as HTML: a paragraph or heading a line, with the place of its first character in `data-at`.

    The first piece of every mark is a link to its card, so that text and cards lead to one another without script.
    """
    levels = {heading.start: heading for heading in headings}
    return mark_safe("".join(_line(line, levels) for line in lines(segments(text, marks, offset))))  # noqa: S308 - escaped piece by piece


def _line(line: list[Segment], levels: dict[int, Heading]) -> str:
    at, words = line[0].start, "".join(segment.text for segment in line)
    inner = "".join(_piece(segment) for segment in line)
    if not words.strip():
        return f'<p class="line line-blank" data-at="{at}">{inner}</p>'
    heading = levels.get(at) or levels.get(at + len(words) - len(words.lstrip()))
    if heading and heading.end >= at + len(words.rstrip()):
        level = min(heading.level, 4)
        return f'<h{level + 2} class="line line-heading" data-at="{at}">{inner}</h{level + 2}>'
    return f'<p class="line" data-at="{at}">{inner}</p>'


def _piece(segment: Segment) -> str:
    words = escape(segment.text)
    if not segment.marks:
        return words
    css = " ".join(["mark", *(f"mark-{kind}" for kind in KINDS if any(mark.kind == kind for mark in segment.marks))])
    items = " ".join(mark.key for mark in segment.marks)
    if not segment.first:
        return f'<span class="{css}" data-items="{items}">{words}</span>'
    inner, *others = sorted(segment.first, key=lambda mark: mark.end)
    anchors = "".join(f'<span class="anchor" id="at-{mark.key}"></span>' for mark in others)
    return f'{anchors}<a class="{css}" id="at-{inner.key}" href="#{inner.key}" data-items="{items}">{words}</a>'

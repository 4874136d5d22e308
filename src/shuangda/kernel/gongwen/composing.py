"""From content to lines: everything a reader sees, in order, each line with its role.

What the standard says about words and places in characters (numbers of headings, the hanging 附件说明, the date
below the signature) is decided here and in `first_page` and `ending`; the writers only set what they are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from .ending import imprint, signature
from .errors import PaperError
from .first_page import addressees, head
from .lines import Composed, Element, Line, Spacing
from .model import Block, Form, Heading, Listing, Note, Paper, Paragraph, Picture, Span, Table, Text, plain, text
from .numbers import chinese
from .roles import HEADINGS, Role, looks
from .standard import CHARACTERS
from .titles import title_lines, width

_SHORT: Final = 5
"""Lines of a paragraph that may go over to the next page as a whole"""
_SPACED: Final = (Role.ADDRESSEES, Role.TEXT, *HEADINGS)
_LONG_WORD: Final = re.compile(r"[!-~]{20,}")
"""An address of the web and the like"""


def compose(paper: Paper, spacing: Spacing | None = None) -> Composed:
    """Lay the content of a paper out as lines with roles. Raises PaperError for a 版记 of more than a page."""
    first = head(paper)
    moved, foot = False, imprint(paper)
    if not first.addressees_fit:
        with suppress(PaperError):  # too many for the 版记 too: then they stay
            moved, foot = True, imprint(paper, paper.addressees)
    return Composed(
        paper=paper,
        mark=first.mark,
        suffix=first.suffix,
        looks=looks(paper.form, lines_above_mark=len(first.above), mark_size=first.size, issuer_size=first.issuer_size),
        above_mark=first.above,
        below_mark=first.below,
        body=tuple(_body(paper, spacing or Spacing(), moved=moved)),
        imprint=foot,
    )


def _body(paper: Paper, spacing: Spacing, *, moved: bool) -> Iterator[Element]:
    elements = [*_opening(paper, moved=moved), *_blocks(paper.blocks), *_attachment_list(paper)]
    signed = [] if paper.form in (Form.BULLETIN, Form.MINUTES) else list(signature(paper, spacing.above))
    if signed or paper.attendance:
        elements = _kept(elements)
    for place, element in enumerate(elements):
        if spacing.attached and isinstance(element, Line) and element.role is Role.ATTACHMENTS:
            element = replace(element, keep=True)
        if spacing.pitch and place >= spacing.first and isinstance(element, Line) and element.role in _SPACED:
            yield replace(element, pitch=spacing.pitch)
        else:
            yield element
    for place, line in enumerate(paper.attendance):
        yield Line(Role.ATTENDANCE, (Span(f"{line.role}：", strong=True), Span(line.names)), above=None if place else 1)
    yield from signed
    if paper.remark:
        yield Line(Role.REMARK, text(f"（{paper.remark.strip('（）()')}）"))
    for place, attachment in enumerate(paper.attachments, 1):
        mark = "附件" if len(paper.attachments) == 1 else f"附件{place}"
        yield Line(Role.ATTACHMENT_MARK, text(mark))
        yield Line(Role.ATTACHMENT_TITLE, text("\n".join(title_lines(attachment.title))))
        yield from _blocks(attachment.blocks)


def _opening(paper: Paper, *, moved: bool) -> Iterator[Line]:
    yield Line(Role.TITLE, text("\n".join(title_lines(paper.title))))
    if paper.form is Form.SHEET and paper.number:
        yield Line(Role.NUMBER, text(str(paper.number)))
    if paper.editorial:
        yield Line(Role.TEXT, (Span("编者按：", strong=True), Span(paper.editorial)))
    if paper.addressees and not moved:
        yield Line(Role.ADDRESSEES, text(addressees(paper)))


def _kept(elements: list[Element]) -> list[Element]:
    """A signature does not stand on a page without text (7.3.5.5): the last paragraph goes over with it.

    A long one is left where it is, because programs take the whole of it over and leave a hole behind; so is the
    only one, because the first page has to show text (7.3.3). `pdf.settle` sees to those.
    """
    texts = [(place, one) for place, one in enumerate(elements) if isinstance(one, Line) and one.role is Role.TEXT]
    if len(texts) < 2 or width(plain(texts[-1][1].words)) > _SHORT * CHARACTERS:
        return elements
    last = texts[-1][0]
    return [
        replace(element, keep=True) if isinstance(element, Line) and place >= last else element
        for place, element in enumerate(elements)
    ]


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Element]:
    counts = [0, 0, 0, 0]
    for block in blocks:
        match block:
            case Heading(level, words, number):
                counts[level - 1] += 1
                counts[level:] = [0] * (4 - level)
                own = heading_number(level, counts[level - 1]) if number is None else number
                yield Line(HEADINGS[level - 1], (Span(own), *words))
            case Paragraph(words):
                yield _paragraph(words)
            case Listing(items, ordered, start):
                for place, item in enumerate(items, start):
                    yield _paragraph((Span(f"（{place}）"), *item) if ordered else item)
            case Note(words):
                yield Line(Role.NOTE, words)
            case Table():
                if block.caption:
                    yield Line(Role.CAPTION, text(block.caption))
                yield block
            case Picture():
                yield block
                if block.caption:
                    yield Line(Role.CAPTION, text(block.caption))


def _paragraph(words: Text) -> Line:
    return Line(Role.TEXT, words, ragged=_LONG_WORD.search(plain(words)) is not None)


def heading_number(level: int, count: int) -> str:
    """一、 （一） 1. （1）: the numbers of the four levels (7.3.3)."""
    return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]


def _attachment_list(paper: Paper) -> Iterator[Line]:
    """附件说明, two characters in, names that run over aligned below their first character (7.3.4)."""
    titles = ["".join(title_lines(attachment.title)) for attachment in paper.attachments]
    if len(titles) == 1:
        yield Line(Role.ATTACHMENTS, text(f"附件：{titles[0]}"), left=5, hanging=3, above=1)
        return
    for place, title in enumerate(titles, 1):
        number = f"{place}."
        own = width(number)
        label = "附件：" if place == 1 else ""
        yield Line(
            Role.ATTACHMENTS,
            text(label + number + title),
            left=5 + own,
            hanging=own + width(label),
            above=1 if place == 1 else None,
        )

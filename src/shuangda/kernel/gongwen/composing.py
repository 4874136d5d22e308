"""From content to lines: everything a reader sees, in order, each line with its role.

What the standard says about words and places in characters (numbers of headings, the hanging 附件说明, the date
below the signature) is decided here once; the writers only set what they are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from .model import (
    Block,
    Form,
    Heading,
    Imprint,
    Listing,
    Note,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    Text,
    plain,
    text,
)
from .numbers import chinese, written_date
from .roles import HEADINGS, Look, Role, looks
from .standard import CHARACTERS, SEAL_LINES
from .titles import title_lines, width

_MARK_SIZES: Final = {Form.DOCUMENT: 48.0, Form.LETTER: 40.0, Form.MINUTES: 48.0, Form.BULLETIN: 54.0, Form.SHEET: 0.0}
_MARK_WIDTH_PT: Final = 430.0
_SHORT: Final = 5
"""Lines of a paragraph that may go over to the next page as a whole"""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `aside` stands at the right end of the same line. Indents replace those of the role.

    `above`: empty lines before it, in place of the role's own distance.
    """

    role: Role
    words: Text
    aside: Text = ()
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    above: int | None = None
    keep: bool = False
    """stays on a page with what follows, whatever its role"""


@dataclass(frozen=True, slots=True)
class Names:
    """Names side by side, in rows: the signatures of several offices, each with its seal."""

    rows: tuple[tuple[str, ...], ...]


Element = Line | Table | Picture | Names


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as lines. `mark` are the names in red; `suffix` (文件) stands once beside them."""

    paper: Paper
    mark: tuple[str, ...]
    suffix: str
    looks: dict[Role, Look]
    above_mark: tuple[Line, ...]
    below_mark: tuple[Line, ...]
    """The last of them carries the red rule."""
    body: tuple[Element, ...]
    imprint: tuple[Line, ...]

    @property
    def form(self) -> Form:
        return self.paper.form

    def title(self) -> str:
        return "".join(title_lines(self.paper.title))


def compose(paper: Paper) -> Composed:
    """Lay the content of a paper out as lines with roles."""
    names, suffix = _mark(paper)
    above = tuple(_above_mark(paper))
    limit = _MARK_SIZES[paper.form]
    longest = max((width(name) for name in names), default=1) + width(suffix)
    size = round(min(limit * (0.75 if len(names) > 1 else 1), _MARK_WIDTH_PT / longest) * 2) / 2
    letter = paper.form is Form.LETTER
    return Composed(
        paper=paper,
        mark=names,
        suffix=suffix,
        looks=looks(paper.form, lines_above_mark=len(above), mark_size=size),
        above_mark=() if letter else above,
        below_mark=tuple(_letter_head(paper, above) if letter else _below_mark(paper)),
        body=tuple(_body(paper)),
        imprint=tuple(_imprint(paper)),
    )


def _mark(paper: Paper) -> tuple[tuple[str, ...], str]:
    if paper.form is Form.SHEET:
        return (), ""
    if paper.mark is not None:
        return (paper.mark,), ""
    if paper.form is Form.DOCUMENT:
        return paper.issuers, "文件"
    if paper.form is Form.LETTER:
        return paper.issuers, ""
    return ("".join(paper.issuers[:1]) + ("工作简报" if paper.form is Form.BULLETIN else "会议纪要"),), ""


def _above_mark(paper: Paper) -> Iterator[Line]:
    if paper.copy_number is not None:
        yield Line(Role.COPY_NUMBER, text(f"{paper.copy_number:06d}"))
    if paper.secrecy:
        yield Line(Role.SECRECY, text(paper.secrecy))
    if paper.urgency:
        yield Line(Role.URGENCY, text(paper.urgency))


def _letter_head(paper: Paper, above: tuple[Line, ...]) -> Iterator[Line]:
    """Of a letter 份号, 密级 and 紧急程度 stand at the left below the rule, the number at the right (10.1)."""
    number = text(str(paper.number)) if paper.number else ()
    if not above:
        if number:
            yield Line(Role.NUMBER, number)
        return
    yield Line(above[0].role, above[0].words, aside=number)
    yield from above[1:]


def _below_mark(paper: Paper) -> Iterator[Line]:
    number = text(str(paper.number)) if paper.number else ()
    if paper.form in (Form.BULLETIN, Form.MINUTES):
        if paper.issue is not None:
            whole = f"（总第{paper.whole_issue}期）" if paper.whole_issue is not None else ""
            yield Line(Role.ISSUE, text(f"第{paper.issue}期{whole}"))
        date = text(written_date(paper.date)) if paper.date else ()
        issuers = "　".join(paper.issuers) if paper.issuers else plain(number)
        if width(issuers) + width(plain(date)) > CHARACTERS - 4:  # not both on one line
            yield Line(Role.ISSUER_AND_DATE, text(issuers))
            issuers = ""
        yield Line(Role.ISSUER_AND_DATE, text(issuers), aside=date)
    elif paper.form is Form.SHEET:
        return
    elif not paper.signatories:
        yield Line(Role.NUMBER, number)
    else:
        yield from _signatories(paper.signatories, number)


def _signatories(names: tuple[str, ...], number: Text) -> Iterator[Line]:
    """Two a line; the number stands on the last line, above the rule (7.2.6)."""
    rows = [names[i : i + 2] for i in range(0, len(names), 2)]
    for place, row in enumerate(rows):
        label = "签发人：" if place == 0 else "　　　　"
        aside = (Span(label), Span("　".join(row) + "　　　　" * (2 - len(row) if len(rows) > 1 else 0)))
        yield Line(
            Role.NUMBER,
            number if place == len(rows) - 1 else (),
            aside=aside,
            left=1,
            right=1,
            above=0 if place else None,
        )


def _body(paper: Paper) -> Iterator[Element]:
    if paper.form is Form.SHEET:
        yield Line(Role.TITLE, text("\n".join(title_lines(paper.title))))
        if paper.number:
            yield Line(Role.NUMBER, text(str(paper.number)))
    else:
        yield Line(Role.TITLE, text("\n".join(title_lines(paper.title))))
    if paper.editorial:
        yield Line(Role.TEXT, (Span("编者按：", strong=True), Span(paper.editorial)))
    if paper.addressees:
        yield Line(Role.ADDRESSEES, text("，".join(paper.addressees) + "："))
    yield from _kept([*_blocks(paper.blocks), *_attachment_list(paper)])
    for place, line in enumerate(paper.attendance):
        yield Line(Role.ATTENDANCE, (Span(f"{line.role}：", strong=True), Span(line.names)), above=None if place else 1)
    if paper.form not in (Form.BULLETIN, Form.MINUTES):
        yield from _signature(paper)
    if paper.remark:
        yield Line(Role.REMARK, text(f"（{paper.remark.strip('（）()')}）"))
    for place, attachment in enumerate(paper.attachments, 1):
        mark = "附件" if len(paper.attachments) == 1 else f"附件{place}"
        yield Line(Role.ATTACHMENT_MARK, text(mark))
        yield Line(Role.ATTACHMENT_TITLE, text("\n".join(title_lines(attachment.title))))
        yield from _blocks(attachment.blocks)


def _kept(elements: list[Element]) -> Iterator[Element]:
    """A signature does not stand on a page without text (7.3.5.5): the last paragraph goes over with it.

    A long one is left where it is, because programs take the whole of it over and leave a hole behind; so is the
    only one, because the first page has to show text (7.3.3).
    """
    texts = [(place, one) for place, one in enumerate(elements) if isinstance(one, Line) and one.role is Role.TEXT]
    last = -1
    if len(texts) > 1 and width(plain(texts[-1][1].words)) <= _SHORT * CHARACTERS:
        last = texts[-1][0]
    for place, element in enumerate(elements):
        yield replace(element, keep=True) if isinstance(element, Line) and place >= last >= 0 else element


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
                yield Line(Role.TEXT, words)
            case Listing(items, ordered, start):
                for place, item in enumerate(items, start):
                    yield Line(Role.TEXT, (Span(f"（{place}）"), *item) if ordered else item)
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


def _signature(paper: Paper) -> Iterator[Element]:
    names = paper.issuers if paper.signatures is None else paper.signatures
    if paper.date is None:
        for place, name in enumerate(names):
            yield Line(Role.SIGNATURE, text(name), right=2, above=None if place else 1)
        return
    date = text(written_date(paper.date))
    length = width(date[0].text)
    if len(names) > 1 and paper.sealed:
        beside = max(1, min(3, int(CHARACTERS // (max(map(width, names)) + 1))))  # three at most (7.3.5.1)
        yield Names(tuple(names[i : i + beside] for i in range(0, len(names), beside)))
        yield Line(Role.DATE, date, right=4)
        return
    longest = max((width(name) for name in names), default=0.0)
    right, date_right = _places(longest, length, paper.sealed)
    above = SEAL_LINES if paper.sealed else 1  # a seal's upper edge stays within a line of the text (7.3.5.1)
    for place, name in enumerate(names):
        yield Line(
            Role.SIGNATURE, text(name), right=right + (longest - width(name)) / 2, above=None if place else above
        )
    yield Line(Role.DATE, date, right=date_right, above=None if names else above)


def _places(name: float, date: float, sealed: bool) -> tuple[float, float]:
    """How many characters stay free to the right of the signature and of the date (7.3.5)."""
    if not name:
        return 0, 4
    if sealed:  # the name is centred over the date, which stands four characters in
        right = 4 + (date - name) / 2
        return (right, 4) if right >= 0 else (0, min((name - date) / 2, CHARACTERS - date))
    if name >= date + 2:  # the date begins two characters after the name does
        return 2, name - date
    return 4 + date - name, 2


def _imprint(paper: Paper) -> Iterator[Line]:
    """The lines of the 版记 with its rules: thick outside, thin between, none in a letter (7.4, 10.1)."""
    lines = list(_imprint_lines(paper))
    if paper.form is Form.LETTER or not lines:
        yield from lines
        return
    for place, line in enumerate(lines):
        yield Line(Role.THIN if place else Role.THICK, ())
        yield line
    yield Line(Role.THICK, ())


def _imprint_lines(paper: Paper) -> Iterator[Line]:
    imprint: Imprint = paper.imprint
    receivers = ("抄送", imprint.copies), ("报", imprint.reported), ("送", imprint.sent), ("发", imprint.issued)
    for label, names in receivers:
        if names:
            hanging = len(label) + 1
            yield Line(Role.IMPRINT, text(f"{label}：{'，'.join(names)}。"), left=1 + hanging, hanging=hanging)
    if paper.form is Form.LETTER:
        return
    if imprint.office or imprint.date:
        date = f"{written_date(imprint.date)}印发" if imprint.date else ""
        yield Line(Role.IMPRINT, text(imprint.office or ""), aside=text(date))
    if imprint.printed:
        yield Line(Role.IMPRINT, (), aside=text(f"共印{imprint.printed}份"))

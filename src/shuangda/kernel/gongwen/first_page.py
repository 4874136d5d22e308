"""The head of the first page: what stands in red and how large, and what gives way so that the page shows text.

The first page of a document has to show text (GB/T 9704-2012, 7.3.3): a mark of many offices is set smaller, or is
that of the first office alone (7.2.4), and too long a list of addressees goes into the 版记 (7.3.2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .lines import Line
from .model import Form, Paper, Span, Text, plain, text
from .numbers import written_date
from .roles import MARK_LINE, RULE_LINE_PT, Role
from .standard import (
    CHARACTERS,
    LETTER_MARK_MM,
    LINE_PT,
    LINES,
    MARK_BELOW_TOP_MM,
    POINTS_PER_MM,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TOP_MM,
)
from .titles import title_lines, width

_MARK_SIZES: Final = {Form.DOCUMENT: 48.0, Form.LETTER: 40.0, Form.MINUTES: 48.0, Form.BULLETIN: 54.0, Form.SHEET: 0.0}
_MARK_WIDTH_PT: Final = 430.0
_JOINT_WIDTH_PT: Final = 404.0
"""What the gaps around 文件 leave of the line"""
_JOINT_SHARE: Final = 0.75
_STRIKING: Final = 28.0
"""A mark that would be smaller on one line is broken by sense"""
_TITLE_LINES: Final = 3
"""Empty lines above and below a title"""
_ONE_LINE: Final = {SIZE_3: CHARACTERS - 4.0, SIZE_4: CHARACTERS - 0.5}
"""What an office and a date may measure to share a line, by their size"""


@dataclass(frozen=True, slots=True)
class Head:
    """`mark`, `suffix` and the lines as in Composed; `size` of the mark and of office and date in a 简报, in points."""

    mark: tuple[str, ...]
    suffix: str
    size: float
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    issuer_size: float
    addressees_fit: bool


def head(paper: Paper) -> Head:
    """Everything of the first page above the title."""
    above = tuple(_above_mark(paper))
    issuer_size, below = SIZE_3, tuple(_below_mark(paper))
    if paper.form is Form.LETTER:
        below = tuple(_letter_head(paper, above))
    elif paper.form in (Form.BULLETIN, Form.MINUTES):
        issuer_size, below = _issue(paper)
    free = _free(paper, lines=len(below), above=len(above))
    fit = free >= MARK_LINE * SIZE_2
    names, suffix = _mark(paper)
    if suffix:
        size = _joint_size(names, suffix, free if fit else math.inf)
        if size < SIZE_2:  # smaller than the title: that of the first office alone
            names, suffix = (names[0] + suffix,), ""
    if not suffix:
        names, size = _own_size(paper.form, names)
    letter = paper.form is Form.LETTER
    return Head(names, suffix, size, () if letter else above, below, issuer_size, fit)


def _mark(paper: Paper) -> tuple[tuple[str, ...], str]:
    """The lines in red, and what stands once beside those of several offices."""
    if paper.form is Form.SHEET:
        return (), ""
    if paper.mark is not None:
        return (paper.mark,), ""
    if paper.form is Form.DOCUMENT:
        return (paper.issuers, "文件") if len(paper.issuers) > 1 else ((paper.issuers[0] + "文件",), "")
    if paper.form is Form.LETTER:
        return paper.issuers, ""
    return ("".join(paper.issuers[:1]) + ("工作简报" if paper.form is Form.BULLETIN else "会议纪要"),), ""


def _joint_size(names: tuple[str, ...], suffix: str, free: float) -> float:
    longest = max(map(width, names)) + width(suffix)
    fitting = min(_MARK_SIZES[Form.DOCUMENT] * _JOINT_SHARE, _JOINT_WIDTH_PT / longest, free / MARK_LINE / len(names))
    return math.floor(fitting * 2) / 2


def _own_size(form: Form, names: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
    """Lines and size of a mark without 文件 beside it; what is too long for one line is broken."""
    limit = _MARK_SIZES[form] * (_JOINT_SHARE if len(names) > 1 else 1)
    longest = max(map(width, names), default=1)
    if _MARK_WIDTH_PT / longest < _STRIKING:
        names = tuple(line for name in names for line in title_lines(name))
        longest = max(map(width, names))
    return names, math.floor(min(limit, _MARK_WIDTH_PT / longest) * 2) / 2


def _free(paper: Paper, *, lines: int, above: int) -> float:
    """Points that are left for the mark when title, addressees and one line of text stand on the first page."""
    if paper.form not in (Form.DOCUMENT, Form.LETTER):
        return math.inf
    needed = lines + _TITLE_LINES + len(title_lines(paper.title)) + 1
    needed += math.ceil(width(addressees(paper)) / (CHARACTERS - 0.5))
    if paper.form is Form.LETTER:
        top = (LETTER_MARK_MM - TOP_MM) * POINTS_PER_MM + SIZE_3
    else:
        needed += 2  # above the number
        top = max(MARK_BELOW_TOP_MM * POINTS_PER_MM, above * LINE_PT) + RULE_LINE_PT
    return (LINES - needed) * LINE_PT - top


def addressees(paper: Paper) -> str:
    """主送机关 as they are written."""
    return "，".join(paper.addressees) + "：" if paper.addressees else ""


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
    if paper.form is not Form.DOCUMENT:
        return
    number = text(str(paper.number)) if paper.number else ()
    if paper.signatories:
        yield from _signatories(paper.signatories, number)
    else:
        yield Line(Role.NUMBER, number)


def _issue(paper: Paper) -> tuple[float, tuple[Line, ...]]:
    """第…期, then the office at the left and the date at the right, on one line where they fit; with their size."""
    lines = []
    if paper.issue is not None:
        whole = f"（总第{paper.whole_issue}期）" if paper.whole_issue is not None else ""
        lines.append(Line(Role.ISSUE, text(f"第{paper.issue}期{whole}")))
    date = text(written_date(paper.date)) if paper.date else ()
    office = "　".join(paper.issuers) if paper.issuers else str(paper.number or "")
    both = width(office) + width(plain(date))
    size = next((size for size, room in _ONE_LINE.items() if both <= room), None)
    rows = (office,) if size else _rows(paper.issuers or (office,), _ONE_LINE[SIZE_3])
    if not size and width(rows[-1]) + width(plain(date)) > _ONE_LINE[SIZE_3]:
        rows = (*rows, "")
    lines += [Line(Role.ISSUER_AND_DATE, text(row)) for row in rows[:-1]]
    lines.append(Line(Role.ISSUER_AND_DATE, text(rows[-1]), aside=date))
    return size or SIZE_3, tuple(lines)


def _rows(names: tuple[str, ...], room: float) -> tuple[str, ...]:
    """Names one after another in as many lines as they need; only one that is too long for a line is broken."""
    if len(names) == 1:
        return title_lines(names[0], room - 2)
    rows = [names[0]]
    for name in names[1:]:
        if width(rows[-1]) + 1 + width(name) <= room:
            rows[-1] += "　" + name
        else:
            rows.append(name)
    return tuple(rows)


def _signatories(names: tuple[str, ...], number: Text) -> Iterator[Line]:
    """Two a line, one below another; the number stands on the last line, above the rule (7.2.6)."""
    rows = [names[i : i + 2] for i in range(0, len(names), 2)]
    columns = [max(map(width, names[column::2]), default=0) for column in range(len(rows[0]))]
    for place, row in enumerate(rows):
        label = "签发人：" if place == 0 else "　　　　"
        cells = (
            name + "　" * round(columns[x] - width(name))
            for x, name in enumerate((*row, *[""] * (len(columns) - len(row))))
        )
        yield Line(
            Role.NUMBER,
            number if place == len(rows) - 1 else (),
            aside=(Span(label), Span("　".join(cells))),
            left=1,
            right=1,
            above=0 if place else None,
        )

"""The end of a paper: the signature with its date and seals, and the 版记."""

from __future__ import annotations

from collections.abc import Iterator

from .errors import PaperError
from .lines import Element, Line, Names
from .model import Form, Imprint, Paper, text
from .numbers import written_date
from .roles import Role
from .standard import CHARACTERS, LINE_PT, LINES, SEAL_LINES, SEAL_ROW_LINES
from .titles import title_lines, width

_IMPRINT_CHARACTERS = 29.0
"""Of size 4 on a line of the 版记, within its indents"""
_IMPRINT_LINE_PT = 24.0


def signature(paper: Paper, above: float | None = None) -> Iterator[Element]:
    """署名 and 成文日期 (7.3.5). `above`: empty lines before them in place of those of a seal."""
    names = paper.issuers if paper.signatures is None else paper.signatures
    if above is None:  # a seal's upper edge stays within a line of the text (7.3.5.1)
        above = SEAL_LINES if paper.sealed and paper.date else 1
    if paper.date is None:
        for place, name in enumerate(names):
            yield Line(Role.SIGNATURE, text(name), right=2, above=None if place else above)
        return
    date = text(written_date(paper.date))
    beside = min(3, int(CHARACTERS // (max(map(width, names), default=CHARACTERS) + 1)))  # three at most (7.3.5.1)
    if len(names) > 1 and paper.sealed and beside > 1:
        yield _side_by_side(names, beside, above)
        yield Line(Role.DATE, date, right=4)
        return
    rows = [title_lines(name) if width(name) > CHARACTERS - 2 else (name,) for name in names]
    longest = max((width(part) for row in rows for part in row), default=0.0)
    right, date_right = _places(longest, width(date[0].text), paper.sealed)
    for place, row in enumerate(rows):
        before: float | None = above if place == 0 else SEAL_ROW_LINES if paper.sealed else None
        for part in row:
            free = part is row[-1] and place < len(rows) - 2  # of many offices, a page may end between some
            keep = False if free else None
            yield Line(Role.SIGNATURE, text(part), right=right + (longest - width(part)) / 2, above=before, keep=keep)
            before = None
    yield Line(Role.DATE, date, right=date_right, above=None if names else above)


def _side_by_side(names: tuple[str, ...], beside: int, above: float) -> Names:
    """The last name stands at the right, since its seal also covers the date (7.3.5.1)."""
    rows = [names[i : i + beside] for i in range(0, len(names), beside)]
    rows[-1] = ("",) * (beside - len(rows[-1])) + rows[-1]
    return Names(tuple(rows), above)


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


def imprint(paper: Paper, addressees: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """The lines of the 版记 with its rules: thick outside, thin between, none in a letter (7.4, 10.1).

    `addressees`: 主送机关 for whom the first page has no room (7.3.2). Raises PaperError for more than a page.
    """
    lines = list(_imprint_lines(paper, addressees))
    height = sum(-(-width(line.words[0].text) // _IMPRINT_CHARACTERS) if line.words else 1 for line in lines)
    if height * _IMPRINT_LINE_PT > LINES * LINE_PT:
        raise PaperError("版记超过一面：抄送机关过多，请改用统称（如“各县（区）人民政府”），或另附名单。")
    if paper.form is Form.LETTER or not lines:
        return tuple(lines)
    ruled = [Line(Role.THICK, ())]
    for place, line in enumerate(lines):
        if place and not (addressees and place == 1 and paper.imprint.copies):  # 主送 and 抄送 are not parted (7.4.2)
            ruled.append(Line(Role.THIN, ()))
        ruled.append(line)
    return (*ruled, Line(Role.THICK, ()))


def _imprint_lines(paper: Paper, addressees: tuple[str, ...]) -> Iterator[Line]:
    imprint: Imprint = paper.imprint
    receivers = (
        ("主送", addressees),
        ("抄送", imprint.copies),
        ("报", imprint.reported),
        ("送", imprint.sent),
        ("发", imprint.issued),
    )
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

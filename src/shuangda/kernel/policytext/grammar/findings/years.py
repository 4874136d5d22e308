"""Years that contradict each other: an order due before its own year, a number of another year than its date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Finding
from ...piece import Piece
from ..dates import find_dates, find_ranges
from ..dues import find_dues
from ..statements import reach

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LABELLED = re.compile(r"(?:时间|日期|[日周月节])(?:安排)?[ 　]?[:：][ 　]?$")
_OWN_NUMBER = re.compile(
    r"^[ \t\u3000]*[\u4e00-\u9fff]{2,12}[〔\[［（(](20\d\d)[〕\]］）)]第?\d{1,4}号[ \t\u3000]*$", re.MULTILINE
)
_HEAD = 600


def find_year_conflicts(piece: Piece) -> tuple[Finding, ...]:
    """Compare the years of dates that order something with the year that the title names."""
    if piece.genre in ("summary", "bulletin"):
        return ()
    years = {int(year) for year in _YEAR.findall(piece.title or "")}
    found = list(_wrong_number(piece))
    if len(years) == 1 and (year := years.pop()) and str(year - 1) in piece.body:
        found.extend(_too_early(piece, year))
    return tuple(found)


def _too_early(piece: Piece, year: int) -> Iterator[Finding]:
    text = piece.text
    spans = {d.span for d in find_dues(text, *reach(piece), None) if _written_year(d.due.by or d.due.on) == year - 1}
    days = [date.span for date in find_dates(text, *reach(piece), None)]
    for span in days + [days_of.span for days_of in find_ranges(text, *reach(piece), None)]:
        before = max(piece.span[0], span[0] - 12)
        if text.startswith(str(year - 1), span[0]) and _LABELLED.search(text, before, span[0]):
            spans.add(span)
    for span in sorted(spans):
        if not _furniture(text, span):
            message = f"{year}年的文件里写作{text[slice(*span)].strip()}"
            yield Finding("year_conflict", message, span, "finding_year_conflict")


def _written_year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _furniture(text: str, span: tuple[int, int]) -> bool:
    """The time of publication that a web page prints above a document."""
    return re.match(r"\d{4}-\d", text[slice(*span)]) is not None


def _wrong_number(piece: Piece) -> Iterator[Finding]:
    """The number that a document carries is of the year it was issued in."""
    own = _OWN_NUMBER.search(piece.text, piece.span[0], min(piece.span[1], piece.span[0] + _HEAD))
    if own and piece.issued_on and own[1] != piece.issued_on[:4]:
        message = f"文号的年份是{own[1]}，落款日期在{piece.issued_on[:4]}年"
        yield Finding("year_conflict", message, own.span(1), "finding_year_of_number")

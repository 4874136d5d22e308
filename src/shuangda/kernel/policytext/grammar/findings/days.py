"""A weekday that the date does not have, and dates that no calendar has."""

from __future__ import annotations

import re

from ...model import Finding
from ...piece import Piece
from ..dates import find_dates, find_impossible_days
from ..statements import reach

_NAMES_A_WEEKDAY = re.compile("(?:星期|周|礼拜)[一二三四五六日天]")
_WEEKDAYS = "一二三四五六日"


def find_wrong_days(piece: Piece) -> tuple[Finding, ...]:
    """Check every day against the calendar."""
    found: list[Finding] = []
    weekdays = _NAMES_A_WEEKDAY.search(piece.text, *reach(piece)) is not None
    for date in find_dates(piece.text, *reach(piece), piece.year) if weekdays else ():
        if date.precision != "day" or date.weekday is None or date.first.weekday() == date.weekday:
            continue
        day = f"{date.first.year}年{date.first.month}月{date.first.day}日"
        message = f"{day}是星期{_WEEKDAYS[date.first.weekday()]}，不是星期{_WEEKDAYS[date.weekday]}"
        found.append(Finding("weekday_mismatch", message, date.span, "finding_weekday"))
    for span in find_impossible_days(piece.text, *reach(piece)):
        written = piece.text[slice(*span)].strip()
        found.append(Finding("impossible_date", f"没有“{written}”这一天", span, "finding_impossible_date"))
    return tuple(found)

"""From the due times of a document to the moment an assignment is due, with the reason in words."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

END_OF_DAY = time(23, 59)
RUN_UP = timedelta(days=31)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When, and why then. `at` is None where the document sets no date that can be known."""

    at: datetime | None
    reason: str


def deadline(dues: Iterable[Mapping[str, Any]], *, period_end: date | None, start: date) -> Deadline:
    """The first moment on or after `start` at which one of the due times falls; else the last one that has passed.

    `dues` have the shape of the reader's contract (`by`, `on`, `rrule`, `after`). A time relative to an event has
    no date yet. Without any date the end of the document's period is taken.
    """
    found = sorted(moment for due in dues if (moment := moment_of(due, start)) is not None)
    if found:
        begin = timezone.make_aware(datetime.combine(start, time.min))
        chosen = next((moment for moment in found if moment >= begin), found[-1])
        return Deadline(chosen, _("Date set in the document"))
    if period_end is not None:
        return Deadline(_end_of(period_end), _("No date of its own: end of the period that the document governs"))
    return Deadline(None, _("The document sets no date"))


def next_deadline(
    dues: Iterable[Mapping[str, Any]], *, current: datetime, reported: date, period_end: date | None
) -> Deadline | None:
    """The deadline that follows `current` once a report written on `reported` is accepted; None where it stands.

    One report answers one deadline: of a rhythm the one that runs, of several dates in the document the next one,
    and that only if the report came at most `RUN_UP` before it. Nothing follows after the document's period.
    """
    dues, day = list(dues), timezone.localdate(current)
    if reported < day - RUN_UP and not any("rrule" in due for due in dues):
        return None
    found = deadline(dues, period_end=period_end, start=day + timedelta(days=1))
    if found.at is None or found.at <= current or (period_end and found.at > _end_of(period_end)):
        return None
    return found


def moment_of(due: Mapping[str, Any], start: date) -> datetime | None:
    """The moment of one due time; for a rhythm the first one on or after `start`; None if it hangs on an event."""
    if written := due.get("by") or due.get("on"):
        if "T" in written:
            return timezone.make_aware(datetime.fromisoformat(written))
        return _end_of(date.fromisoformat(written))
    if rrule := due.get("rrule"):
        return _end_of(next_occurrence(rrule, start))
    return None


def next_occurrence(rrule: str, start: date) -> date:
    """The first day on or after `start` on which a rhythm of RFC 5545 falls due.

    Known parts: FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY. A rhythm without a day is due on the last day of its
    month, quarter, half-year or year, counted from January; a week's is due on its Sunday.
    """
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    every = max(1, int(parts.get("INTERVAL", "1")))
    if parts.get("FREQ") == "DAILY":
        return start
    if parts.get("FREQ") == "WEEKLY":
        day = parts.get("BYDAY", "SU")[-2:]
        weekday = WEEKDAYS.index(day) if day in WEEKDAYS else 6
        return start + timedelta(days=(weekday - start.weekday()) % 7)
    yearly = parts.get("FREQ") == "YEARLY"
    if "BYMONTH" in parts:
        months = {int(number) for number in parts["BYMONTH"].split(",")}
    elif yearly:
        months = {12}
    else:
        months = {month for month in range(1, 13) if month % every == 0} or {12}
    days = [int(number) for number in parts.get("BYMONTHDAY", "-1").split(",")]
    return min(_first_in(start, month, day) for month in months for day in days)


def _first_in(start: date, month: int, day: int) -> date:
    """The first `day` of `month` (negative: counted from its end; too large: its last) on or after `start`."""
    for year in (start.year, start.year + 1):
        last = calendar.monthrange(year, month)[1]
        found = date(year, month, min(day, last) if day > 0 else max(1, last + 1 + day))
        if found >= start:
            return found
    raise ValueError(f"month {month} has no day on or after {start}")


def describe(due: Mapping[str, Any]) -> str:
    """A due time in words, as the document wrote it where that is known."""
    if text := due.get("text"):
        return str(text)
    if written := due.get("by") or due.get("on"):
        day = formats.date_format(date.fromisoformat(written[:10]), "DATE_FORMAT")
        shown = f"{day} {written[11:]}".strip()
        return _("by %(day)s") % {"day": shown} if due.get("by") else shown
    if rrule := due.get("rrule"):
        return rhythm(rrule)
    after = due.get("after") or {}
    return _("%(n)s %(unit)s from “%(event)s”") % {
        "n": after.get("n"),
        "unit": _(str(after.get("unit", ""))),
        "event": after.get("event", ""),
    }


def describe_all(dues: Iterable[Mapping[str, Any]]) -> str:
    """Due times in words, one after another."""
    return "；".join(describe(due) for due in dues)


def rhythm(rrule: str) -> str:
    """A rhythm in words: every month, every quarter by day 25 …"""
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    names = {
        ("DAILY", "1"): _("every day"),
        ("WEEKLY", "1"): _("every week"),
        ("MONTHLY", "1"): _("every month"),
        ("MONTHLY", "3"): _("every quarter"),
        ("MONTHLY", "6"): _("every half-year"),
        ("YEARLY", "1"): _("every year"),
    }
    name = names.get((parts.get("FREQ", ""), parts.get("INTERVAL", "1")), rrule)
    month, day = parts.get("BYMONTH"), parts.get("BYMONTHDAY")
    if month and day:
        return _("%(rhythm)s by %(month)s/%(day)s") % {"rhythm": name, "month": month, "day": day}
    return _("%(rhythm)s by day %(day)s") % {"rhythm": name, "day": day} if day else name


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, END_OF_DAY))

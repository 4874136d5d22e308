"""What happened to a clock, in plain words: its entries, and what moved its date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .. import selectors
from ..models import Clock, ClockEvent, Redating
from ..rule_wording import extension_words
from ..states import EventKind


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: when it was entered, by whom, what, the day it happened, and why. `undone` entries no longer count."""

    at: datetime
    who: str
    words: str
    day: str = ""
    detail: str = ""
    undone: bool = False


def told(clock: Clock, known: datetime | None = None) -> list[Moment]:
    """Everything that had been entered by a moment, newest first."""
    entries = [entry for entry in clock.events.all() if known is None or entry.recorded <= known]
    undone = {entry.undoes_id for entry in entries}
    moves = [move for move in selectors.redatings(clock) if known is None or move.at <= known]
    found = [_entry(clock, entry, entry.pk in undone) for entry in sorted(entries, key=lambda entry: entry.pk)]
    return sorted([*found, *map(_move, moves)], key=lambda moment: moment.at)[::-1]


def _entry(clock: Clock, entry: ClockEvent, undone: bool) -> Moment:
    hours = clock.rule.limit.unit == "hour"
    day = date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT" if hours else "SHORT_DATE_FORMAT")
    detail = " · ".join(part for part in (entry.ground, _granted(clock, entry), entry.note) if part)
    shown = "" if entry.kind == EventKind.UNDO else day
    return Moment(entry.recorded, entry.by.full_name, entry.get_kind_display(), shown, detail, undone)


def _granted(clock: Clock, entry: ClockEvent) -> str:
    if entry.units is None:
        return ""
    extension = clock.rule.extensions[0]  # those of one rule have one unit, and all set a total or none does
    granted = replace(extension, total=entry.units) if extension.total else replace(extension, n=entry.units)
    return extension_words(granted)


def _move(move: Redating) -> Moment:
    words = _("Due date moved: %(old)s → %(new)s") % {"old": _shown(move.old_due), "new": _shown(move.new_due)}
    return Moment(move.at, "", words, detail=str(move.notice or move.decision))


def _shown(due: datetime | None) -> str:
    if due is None:
        return _("cannot be counted")
    local = localtime(due)
    return date_format(local, "SHORT_DATE_FORMAT" if (local.hour, local.minute) == (0, 0) else "SHORT_DATETIME_FORMAT")

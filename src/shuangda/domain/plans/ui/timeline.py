"""What happened to an assignment, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans.models import ProgressReport
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.audit.wording import verb_words

WORDS: dict[str, str | Promise] = {
    "document.issue": _("issued the document"),
    "document.withdraw": _("withdrew the document"),
    "assignment.sign": _("signed for receipt"),
    "assignment.object": _("objected to the assignment"),
    "assignment.uphold_objection": _("followed the objection and released the unit"),
    "assignment.overrule_objection": _("let the assignment stand"),
    "assignment.complete": _("closed the assignment as completed"),
    "assignment.reopen": _("reopened the assignment"),
    "assignment.withdraw": _("withdrew the assignment"),
    "report.written": _("wrote the report"),
    "report.submit": _("handed the report to the head of the unit"),
    "report.take_back": _("took the report back"),
    "report.approve": _("approved the report; it went to the office"),
    "report.return_to_author": _("returned the report to its author"),
    "report.accept": _("accepted the report"),
    "report.return_to_unit": _("returned the report to the unit"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: when, who of which unit, what they did, and why; `number` is that of the report concerned."""

    at: datetime
    who: str
    unit: str
    words: str
    reason: str
    number: int | None


def _words(event: AuditEvent) -> str:
    words = str(verb_words(event.verb))
    if moved := event.after.get("due_at"):
        return f"{words} {date_format(localtime(datetime.fromisoformat(moved)), 'SHORT_DATE_FORMAT')}"
    return words


def told(events: Iterable[AuditEvent], reports: Iterable[ProgressReport]) -> list[Moment]:
    """The events in words, newest first."""
    numbers = {str(report.pk): report.number for report in reports}
    moments = [
        Moment(
            event.at,
            event.actor_name,
            event.unit_name,
            _words(event),
            event.reason,
            numbers.get(event.subject_id) if event.verb.startswith("report.") else None,
        )
        for event in events
    ]
    return moments[::-1]

"""What the acts of the plans are called on the audit trail; those of an assignment's timeline stand there."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: Final[dict[str, Promise]] = {
    "upload.received": _("uploaded the file"),
    "upload.read": _("read the file"),
    "upload.failed": _("could not read the file"),
    "document.heading_corrected": _("corrected the head of the document"),
    "document.measures_accepted": _("accepted all measures left"),
    "document.edit_undone": _("undid the last correction"),
    "document.confirm": _("confirmed the document"),
    "document.reopen": _("reopened the document"),
    "document.assigned": _("gave the measures to units"),
    "document.assignments_withdrawn": _("withdrew the assignments of the document"),
    "measure.accepted": _("accepted the measure"),
    "measure.edited": _("corrected the measure"),
    "measure.rejected": _("rejected the measure"),
    "measure.added": _("added the measure"),
    "measure.merged": _("merged the measure with the next"),
    "measure.split": _("split the measure"),
    "measure.units_named": _("named the units of the measure"),
    "mention.decided": _("decided which unit is meant"),
    "duty.accepted": _("accepted the duty"),
    "duty.rejected": _("rejected the duty"),
    "target.accepted": _("accepted the target"),
    "target.rejected": _("rejected the target"),
    "activity.accepted": _("accepted the event"),
    "activity.rejected": _("rejected the event"),
    "finding.accepted": _("followed the query"),
    "finding.rejected": _("put the query aside"),
    "assignment.due_moved": _("moved the due date"),
}

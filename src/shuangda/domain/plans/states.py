"""States, outcomes and visibilities of the plans, and which act leads where.

`docs/states.md` is compared with these tables by a test.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shuangda.kernel.workflow import Workflow


class UploadState(TextChoices):
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be read")


class DocumentState(TextChoices):
    CHECKING = "checking", _("To be checked")
    CONFIRMED = "confirmed", _("Confirmed")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Visibility(TextChoices):
    OFFICE = "office", _("The office")
    UNITS = "units", _("The units concerned")
    PUBLIC = "public", _("Everybody")


class Decision(TextChoices):
    PROPOSED = "proposed", _("Not checked")
    ACCEPTED = "accepted", _("Checked")
    EDITED = "edited", _("Corrected")
    ADDED = "added", _("Added")
    REJECTED = "rejected", _("Rejected")
    REPLACED = "replaced", _("Replaced by another")


class MentionState(TextChoices):
    OPEN = "open", _("To be decided")
    RESOLVED = "resolved", _("Recognised")
    DECIDED = "decided", _("Decided by a person")
    DISMISSED = "dismissed", _("Names no unit")


class AssignmentRole(TextChoices):
    LEAD = "lead", _("Lead")
    SUPPORT = "support", _("Support")
    RESPONSIBLE = "responsible", _("Responsible")


class AssignmentState(TextChoices):
    TO_SIGN = "to_sign", _("To be signed for")
    OBJECTED = "objected", _("Objected to")
    IN_PROGRESS = "in_progress", _("In progress")
    CLOSED = "closed", _("Closed")


class AssignmentOutcome(TextChoices):
    COMPLETED = "completed", _("Completed")
    RELEASED = "released", _("Released after objection")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReportState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("With the head of the unit")
    APPROVED = "approved", _("With the office")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


DOCUMENT = Workflow(
    {
        "confirm": {DocumentState.CHECKING: DocumentState.CONFIRMED},
        "reopen": {DocumentState.CONFIRMED: DocumentState.CHECKING},
        "issue": {DocumentState.CONFIRMED: DocumentState.ISSUED},
        "withdraw": {DocumentState.ISSUED: DocumentState.WITHDRAWN},
    }
)

ASSIGNMENT = Workflow(
    {
        "sign": {AssignmentState.TO_SIGN: AssignmentState.IN_PROGRESS},
        "object": {AssignmentState.TO_SIGN: AssignmentState.OBJECTED},
        "uphold_objection": {AssignmentState.OBJECTED: AssignmentState.CLOSED},
        "overrule_objection": {AssignmentState.OBJECTED: AssignmentState.TO_SIGN},
        "complete": {AssignmentState.IN_PROGRESS: AssignmentState.CLOSED},
        "reopen": {AssignmentState.CLOSED: AssignmentState.IN_PROGRESS},
        "withdraw": {
            AssignmentState.TO_SIGN: AssignmentState.CLOSED,
            AssignmentState.OBJECTED: AssignmentState.CLOSED,
            AssignmentState.IN_PROGRESS: AssignmentState.CLOSED,
        },
    }
)

REPORT = Workflow(
    {
        "submit": {ReportState.DRAFT: ReportState.SUBMITTED, ReportState.RETURNED: ReportState.SUBMITTED},
        "take_back": {ReportState.SUBMITTED: ReportState.DRAFT},
        "approve": {ReportState.SUBMITTED: ReportState.APPROVED},
        "return_to_author": {ReportState.SUBMITTED: ReportState.RETURNED},
        "accept": {ReportState.APPROVED: ReportState.ACCEPTED},
        "return_to_unit": {ReportState.APPROVED: ReportState.RETURNED},
    }
)

"""Who may do what with documents, measures, assignments and reports.

Permissions open pages by role; verdicts decide about one record in its present state. The office assigns, urges and
assesses; the unit does the work: no office ever signs or reports for a unit (国办发〔2024〕54号). What a document
gives to the office itself, its clerk signs for and reports, and its head approves and accepts.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.permissions import declare
from shuangda.platform.orgs.roles import OFFICE, STAFF, UNIT, Role
from shuangda.platform.orgs.verdicts import YES, Verdict, no

from .models import Assignment, PolicyDocument, ProgressReport, Upload
from .states import AssignmentState, DocumentState, ReportState, Visibility

READ_DOCUMENTS = declare("plans.read_documents", _("Read documents and what they order"), STAFF)
UPLOAD = declare("plans.upload", _("Upload documents from above and see how they were read"), OFFICE)
CHECK = declare("plans.check", _("Check, correct and confirm what the reader proposes"), OFFICE)
ISSUE = declare("plans.issue", _("Issue the measures of a document to units, or withdraw them"), OFFICE)
READ_ASSIGNMENTS = declare("plans.read_assignments", _("Read assignments and progress reports"), STAFF)
SIGN = declare("plans.sign", _("Sign for an assignment or object to it"), {Role.LIAISON, Role.UNIT_HEAD, *OFFICE})
REPORT = declare("plans.report", _("Write progress reports with proof"), {Role.LIAISON, Role.CLERK})
APPROVE = declare(
    "plans.approve", _("Approve the unit's reports before the office sees them"), {Role.UNIT_HEAD, Role.OFFICE_HEAD}
)
RETURN = declare(
    "plans.return", _("Return a report to be mended, before or after the head's approval"), {Role.UNIT_HEAD} | OFFICE
)
REVIEW = declare("plans.review", _("Accept or return reports, decide objections, reopen assignments"), OFFICE)


def may_see_upload(actor: Actor, upload: Upload) -> Verdict:
    return (
        YES if actor.in_office and upload.office_id == actor.unit_id else no(_("This file belongs to another office."))
    )


def may_edit(actor: Actor, document: PolicyDocument) -> Verdict:
    """Correct items: the document's own office, until it is confirmed."""
    if not _own_office(actor, document):
        return no(_("Only the office that received this document may do this."))
    if document.state != DocumentState.CHECKING:
        return no(_("This document is confirmed. Reopen it to change what was read."))
    return YES


def may_decide(actor: Actor, document: PolicyDocument) -> Verdict:
    """Confirm, reopen, issue, withdraw."""
    return YES if _own_office(actor, document) else no(_("Only the office that received this document may do this."))


def may_read(actor: Actor, document: PolicyDocument) -> Verdict:
    if _own_office(actor, document):
        return YES
    if actor.role in UNIT | OFFICE and document.visibility != Visibility.OFFICE and actor.unit_id is not None:
        return YES
    return no(_("This document has not been issued to your unit."))


def may_sign(actor: Actor, assignment: Assignment) -> Verdict:
    if actor.role not in SIGN.roles or assignment.unit_id != actor.unit_id:
        return no(_("Only the liaison officer or the head of the assigned unit signs for it."))
    if assignment.state != AssignmentState.TO_SIGN:
        return no(_("It has been signed for already."))
    return YES


def may_report(actor: Actor, assignment: Assignment) -> Verdict:
    if actor.role not in REPORT.roles or assignment.unit_id != actor.unit_id:
        return no(_("Only the liaison officer of the assigned unit reports progress."))
    if assignment.state == AssignmentState.TO_SIGN:
        return no(_("Sign for the assignment first."))
    if assignment.state != AssignmentState.IN_PROGRESS:
        return no(_("This assignment is not in progress."))
    return YES


def may_change_report(actor: Actor, report: ProgressReport) -> Verdict:
    if not (verdict := may_report(actor, report.assignment)):
        return verdict
    if report.state not in {ReportState.DRAFT, ReportState.RETURNED}:
        return no(_("The report has been submitted and cannot be changed."))
    return YES


def may_approve(actor: Actor, report: ProgressReport) -> Verdict:
    if actor.role not in APPROVE.roles or report.assignment.unit_id != actor.unit_id:
        return no(_("Only the head of the reporting unit approves its reports."))
    if report.written_by_id == actor.person_id:
        return no(_("Nobody approves their own report."))
    return YES


def may_review(actor: Actor, assignment: Assignment) -> Verdict:
    if _own_office(actor, assignment.measure.document):
        return YES
    return no(_("Only the office that issued the assignment decides this."))


def may_judge(actor: Actor, report: ProgressReport) -> Verdict:
    """Accept a report, or return it after its approval."""
    if report.written_by_id == actor.person_id:
        return no(_("Nobody decides on their own report."))
    return may_review(actor, report.assignment)


def _own_office(actor: Actor, document: PolicyDocument) -> bool:
    return actor.in_office and document.office_id == actor.unit_id

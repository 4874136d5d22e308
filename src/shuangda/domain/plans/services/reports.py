from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shuangda.domain.plans import rules
from shuangda.domain.plans.deadlines import next_deadline
from shuangda.domain.plans.models import Assignment, ProgressReport, Proof, ReportFigure
from shuangda.domain.plans.states import AssignmentOutcome, ReportState
from shuangda.platform import clock
from shuangda.platform.audit.services import record
from shuangda.platform.files.services import check_proof, store_proof
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.verdicts import Refused, demand

from .assignments import locked
from .moving import move


class Figure(NamedTuple):
    """A figure of a report: what was counted, how much (0 or more), in what unit."""

    label: str
    value: Decimal
    unit: str


@transaction.atomic
def save_report(
    *,
    actor: Actor,
    assignment: Assignment,
    text: str,
    figures: Sequence[Figure] = (),
    proofs: Sequence[tuple[str, bytes]] = (),
    remove_proofs: Sequence[int] = (),
    completes: bool = False,
) -> ProgressReport:
    """Write the unit's open report, new or again after a return. Proof files (name, bytes) are added to those there.

    Raises Refused on an empty text, a bad figure or a proof file that nobody takes; then nothing is kept.
    """
    assignment = locked(assignment)
    demand(rules.may_report(actor, assignment))
    if not text.strip():
        raise Refused(_("Say what was done."))
    report = assignment.reports.exclude(state=ReportState.ACCEPTED).first()
    if report is None:
        number = assignment.reports.count() + 1
        report = ProgressReport(assignment=assignment, number=number, written_by_id=actor.seated()[0])
    demand(rules.may_change_report(actor, report))
    report.text, report.completes = text.strip(), completes
    report.written_by_id, report.written_at = actor.seated()[0], clock.now()
    report.approved_by, report.approved_at = None, None  # what is being rewritten is inside the unit again
    report.save()
    _replace_figures(report, figures)
    report.proofs.filter(pk__in=remove_proofs).delete()
    for name, data in proofs:
        check_proof(name, data)
    for name, data in proofs:
        Proof.objects.create(report=report, file=store_proof(actor=actor, name=name, data=data))
    record(
        actor=actor,
        verb="report.written",
        subject=report,
        after={
            "completes": completes,
            "figures": [[figure.label, str(figure.value), figure.unit] for figure in figures],
            "proofs": [proof.file.sha256 for proof in report.proofs.select_related("file")],
        },
    )
    return report


@transaction.atomic
def submit_report(*, actor: Actor, report: ProgressReport) -> ProgressReport:
    """Hand the report to the head of the unit."""
    report = _locked(report)
    demand(rules.may_change_report(actor, report))
    report.returned_because = ""
    report.approved_by, report.approved_at = None, None
    return move(actor, report, "submit")


@transaction.atomic
def take_back_report(*, actor: Actor, report: ProgressReport) -> ProgressReport:
    """Take a submitted report back before the head has looked at it."""
    report = _locked(report)
    demand(rules.may_report(actor, report.assignment))
    return move(actor, report, "take_back")


@transaction.atomic
def approve_report(*, actor: Actor, report: ProgressReport) -> ProgressReport:
    """The head of the unit stands for the report; it goes to the office."""
    report = _locked(report)
    demand(rules.may_approve(actor, report))
    report.approved_by_id, report.approved_at = actor.person_id, clock.now()
    return move(actor, report, "approve")


@transaction.atomic
def return_report(*, actor: Actor, report: ProgressReport, reason: str) -> ProgressReport:
    """Give the report back to its author: by the head of the unit before approval, by the office after it."""
    if not reason.strip():
        raise Refused(_("Say what is missing, so that the unit can mend it."))
    report = _locked(report)
    with_unit = report.state == ReportState.SUBMITTED
    demand(rules.may_approve(actor, report) if with_unit else rules.may_judge(actor, report))
    report.returned_because = reason.strip()
    if not with_unit:
        report.decided_by_id, report.decided_at = actor.person_id, clock.now()
    return move(actor, report, "return_to_author" if with_unit else "return_to_unit", reason)


@transaction.atomic
def accept_report(*, actor: Actor, report: ProgressReport) -> ProgressReport:
    """The office takes the report. One that completes the assignment closes it (办结); after another, the next date
    of the measure is due."""
    report = _locked(report)
    demand(rules.may_judge(actor, report))
    report.decided_by_id, report.decided_at = actor.person_id, clock.now()
    move(actor, report, "accept")
    assignment = locked(report.assignment)
    if not report.completes:
        _set_next_deadline(actor, assignment, report)
    else:
        assignment.outcome, assignment.closed_at = AssignmentOutcome.COMPLETED, clock.now()
        move(actor, assignment, "complete")
    return report


def _set_next_deadline(actor: Actor, assignment: Assignment, report: ProgressReport) -> None:
    if assignment.due_at is None:
        return
    with translation.override(None):  # the reason is kept as its msgid; every reader gets it in their language
        found = next_deadline(
            assignment.measure.due,
            current=assignment.due_at,
            reported=localdate(report.written_at),
            period_end=assignment.measure.document.period_end,
        )
    if found is None or found.at is None:
        return
    before = {"due_at": assignment.due_at.isoformat()}
    assignment.due_at, assignment.due_reason = found.at, found.reason
    assignment.save(update_fields=["due_at", "due_reason"])
    after = {"due_at": found.at.isoformat()}
    record(actor=actor, verb="assignment.due_moved", subject=assignment, before=before, after=after)


def _locked(report: ProgressReport) -> ProgressReport:
    return (
        ProgressReport.objects.select_for_update(of=("self",))
        .select_related("assignment__measure__document", "assignment__unit")
        .get(pk=report.pk)
    )


def _replace_figures(report: ProgressReport, figures: Sequence[Figure]) -> None:
    for figure in figures:
        if not figure.label.strip() or not figure.unit.strip():
            raise Refused(_("Every figure says what it counts and in what unit."))
        if not figure.value.is_finite() or figure.value < 0 or figure.value >= Decimal(10) ** 14:
            raise Refused(_("“%(label)s”: the figure cannot be meant.") % {"label": figure.label})
        if figure.value != figure.value.to_integral_value() and figure.unit.strip() in COUNTED_WHOLE:
            raise Refused(
                _("“%(label)s”: %(value)s %(unit)s cannot be; people and cases are counted whole.") % figure._asdict()
            )
    report.figures.all().delete()
    ReportFigure.objects.bulk_create(
        ReportFigure(report=report, label=f.label.strip(), value=f.value, unit=f.unit.strip()) for f in figures
    )


COUNTED_WHOLE = frozenset(
    [
        "人",
        "人次",
        "件",
        "起",
        "份",
        "次",
        "场",
        "家",
        "户",
        "户次",
        "个",
        "块",
        "条",
        "篇",
        "期",
        "名",
        "台",
        "辆",
        "处",
    ]
)
"""Units that come in whole numbers: 3.8 人次 is a slip of the pen."""

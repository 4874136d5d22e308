"""What the plans put on the work place: things to do by role, what was done, what was begun, and two figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from shuangda.domain.plans import lights, rules, selectors
from shuangda.domain.plans.models import Assignment, Consultation, PolicyDocument, ProgressReport
from shuangda.domain.plans.states import AssignmentState, DocumentState, ReportState
from shuangda.platform import clock
from shuangda.platform.desk import menu, worklist
from shuangda.platform.desk.lights import LATE, NEAR
from shuangda.platform.desk.worklist import WorkItem
from shuangda.platform.orgs.actors import Actor

from .brief import brief
from .entries import PLANS

DONE_SHOWN = 200  # of each kind; what is older stands in the lists
MODULE = lazy("Assignment")


def register_assignments() -> None:
    """Called once, when the app is ready."""
    menu.register(menu.MenuEntry(lazy("Overview"), "plans:overview", rules.READ_ASSIGNMENTS, "gauge", PLANS, order=5))
    menu.register(
        menu.MenuEntry(lazy("Assignments"), "plans:assignments", rules.READ_ASSIGNMENTS, "list-check", PLANS, order=20)
    )
    menu.register(
        menu.MenuEntry(lazy("Progress reports"), "plans:reports", rules.READ_ASSIGNMENTS, "report", PLANS, order=25)
    )
    worklist.register_source(todo, count_todo)
    worklist.register_done_source(done)
    worklist.register_started_source(issued)
    worklist.register_counter(
        worklist.Counter(
            "to_sign",
            lazy("To sign for"),
            _count_unsigned,
            "plans:assignments",
            "state=to_sign",
            order=10,
            permission=rules.READ_ASSIGNMENTS,
        )
    )
    worklist.register_counter(
        worklist.Counter(
            "waiting",
            lazy("Waiting for my review"),
            _count_waiting,
            "plans:reports",
            "state=waiting",
            order=40,
            permission=rules.RETURN,
        )
    )


def todo(actor: Actor) -> Iterator[WorkItem]:
    """All that the actor has to do in the plans."""
    for rows, item in SOURCES:
        yield from (item(row) for row in rows(actor))


def count_todo(actor: Actor) -> int:
    """How many they are, in one query: every page shows the number."""
    first, *others = (
        rows(actor).prefetch_related(None).order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
        for rows, _item in SOURCES
    )
    return sum(row["number"] for row in first.union(*others, all=True))


def _count_unsigned(actor: Actor) -> int:
    return selectors.assignments(actor).filter(selectors.stands("to_sign")).count()


def _count_waiting(actor: Actor) -> int:
    return selectors.waiting_for_review(actor).count()


# --- to do: rows of the actor, and how one is shown


def to_sign(actor: Actor) -> QuerySet[Assignment]:
    """The unit's, for those who sign."""
    if actor.role not in rules.SIGN.roles:
        return Assignment.objects.none()
    return selectors.assignments(actor).filter(Q(unit_id=actor.unit_id), state=AssignmentState.TO_SIGN)


def to_report(actor: Actor) -> QuerySet[Assignment]:
    """In progress, due soon or late, and no report under way but a draft; for those who write."""
    if actor.role not in rules.REPORT.roles:
        return Assignment.objects.none()
    now = clock.now()
    under_way = ProgressReport.objects.filter(
        assignment=OuterRef("pk"), state__in=[ReportState.SUBMITTED, ReportState.APPROVED, ReportState.RETURNED]
    )
    return selectors.assignments(actor).filter(
        ~Exists(under_way),
        lights.showing(NEAR.key, now) | lights.showing(LATE.key, now),
        Q(unit_id=actor.unit_id),
        state=AssignmentState.IN_PROGRESS,
    )


def to_mend(actor: Actor) -> QuerySet[ProgressReport]:
    """Returned reports, for those who write."""
    if actor.role not in rules.REPORT.roles:
        return ProgressReport.objects.none()
    return _plain(
        selectors.reports(actor).filter(
            Q(assignment__unit_id=actor.unit_id),
            state=ReportState.RETURNED,
            assignment__state=AssignmentState.IN_PROGRESS,
        )
    )


def to_review(actor: Actor) -> QuerySet[ProgressReport]:
    """Reports that wait for the head of the unit, or for the office."""
    return _plain(selectors.waiting_for_review(actor))


def to_answer(actor: Actor) -> QuerySet[Assignment]:
    """Objections that wait for the office."""
    return selectors.objections(actor) if actor.in_office else Assignment.objects.none()


def to_check_or_issue(actor: Actor) -> QuerySet[PolicyDocument]:
    """Documents of the office that are being checked or are confirmed."""
    if not actor.in_office:
        return PolicyDocument.objects.none()
    states = [DocumentState.CHECKING, DocumentState.CONFIRMED]
    return selectors.documents(actor).filter(office_id=actor.unit_id, state__in=states)


def to_comment(actor: Actor) -> QuerySet[Consultation]:
    """Drafts on which the office is asked for its opinion, until their time is over."""
    if not actor.in_office:
        return Consultation.objects.none()
    return (
        Consultation.objects.filter(document__in=selectors.documents(actor), due_at__gte=clock.now())
        .filter(document__office_id=actor.unit_id)
        .exclude(document__state=DocumentState.WITHDRAWN)
        .select_related("document")
    )


def _plain(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    return reports.prefetch_related(None).order_by("pk")


def _assignment_item(assignment: Assignment, action: str) -> WorkItem:
    reason = lights.reason(assignment)
    return WorkItem(
        title=brief(assignment.measure.text),
        url=reverse("plans:assignment", args=[assignment.pk]),
        module=MODULE,
        unit=str(assignment.unit),
        role=assignment.get_role_display(),
        action=action,
        due=assignment.due_at,
        started=assignment.state not in lights.NOT_SIGNED,
        explanation=(reason,) if reason else (),
    )


def _report_item(report: ProgressReport, url: str, action: str) -> WorkItem:
    assignment = report.assignment
    return WorkItem(
        title=brief(assignment.measure.text),
        url=url,
        module=lazy("Progress report"),
        unit=str(assignment.unit),
        role=_("Report %(number)s") % {"number": report.number},
        action=action,
        due=assignment.due_at,
        explanation=(lights.reason(assignment),) if assignment.due_reason else (),
    )


def _document_item(document: PolicyDocument) -> WorkItem:
    checking = document.state == DocumentState.CHECKING
    return WorkItem(
        title=str(document),
        url=reverse("plans:document", args=[document.pk]),
        module=lazy("Document"),
        unit=document.issuer,
        action=_("Check") if checking else _("Issue"),
        started=not checking,
    )


def _consultation_item(consultation: Consultation) -> WorkItem:
    silent = _("No answer counts as no objection.") if consultation.silence_is_consent else ""
    return WorkItem(
        title=_("Opinion on “%(document)s”") % {"document": consultation.document},
        url=reverse("plans:document", args=[consultation.document_id]),
        module=lazy("Request for opinions"),
        unit=consultation.to,
        action=pgettext("verb", "Read"),
        due=consultation.due_at,
        explanation=(silent,) if silent else (),
    )


SOURCES: list[tuple[Any, Any]] = [
    (to_sign, lambda row: _assignment_item(row, _("Sign for"))),
    (to_report, lambda row: _assignment_item(row, _("Report progress"))),
    (to_mend, lambda row: _report_item(row, reverse("plans:assignment", args=[row.assignment_id]), _("Mend"))),
    (to_review, lambda row: _report_item(row, reverse("plans:report", args=[row.pk]), _("Review"))),
    (to_answer, lambda row: _assignment_item(row, _("Answer the objection"))),
    (to_check_or_issue, _document_item),
    (to_comment, _consultation_item),
]


# --- done, and begun by me


def done(actor: Actor) -> Iterator[WorkItem]:
    """What the actor signed for, reported, approved or decided, and documents that they confirmed or issued."""
    me = actor.person_id
    if me is None:
        return
    for assignment in selectors.assignments(actor).filter(signed_by=me).order_by("-signed_at")[:DONE_SHOWN]:
        yield _past(assignment, _("signed for"), assignment.signed_at)
    yield from _done_reports(actor, me)
    documents = selectors.documents(actor)
    for document in documents.filter(confirmed_by=me).order_by("-confirmed_at")[:DONE_SHOWN]:
        yield _past_document(document, _("confirmed"), document.confirmed_at)
    for document in documents.filter(issued_by=me).order_by("-issued_at")[:DONE_SHOWN]:
        yield _past_document(document, _("issued"), document.issued_at)


def _done_reports(actor: Actor, me: int) -> Iterator[WorkItem]:
    reports = selectors.reports(actor).prefetch_related(None)
    handed_in = [ReportState.SUBMITTED, ReportState.APPROVED, ReportState.ACCEPTED]
    for report in reports.filter(written_by=me, state__in=handed_in).order_by("-written_at")[:DONE_SHOWN]:
        yield _past_report(report, _("reported"), report.written_at)
    for report in reports.filter(approved_by=me).order_by("-approved_at")[:DONE_SHOWN]:
        yield _past_report(report, _("approved"), report.approved_at)
    decided = Q(state__in=[ReportState.ACCEPTED, ReportState.RETURNED])
    for report in reports.filter(decided, decided_by=me).order_by("-decided_at")[:DONE_SHOWN]:
        words = _("accepted") if report.state == ReportState.ACCEPTED else _("returned")
        yield _past_report(report, words, report.decided_at)


def _past(assignment: Assignment, words: str, at: Any) -> WorkItem:
    return WorkItem(
        title=brief(assignment.measure.text),
        url=reverse("plans:assignment", args=[assignment.pk]),
        module=MODULE,
        unit=str(assignment.unit),
        role=words,
        done=True,
        at=at,
    )


def _past_report(report: ProgressReport, words: str, at: Any) -> WorkItem:
    return WorkItem(
        title=brief(report.assignment.measure.text),
        url=reverse("plans:report", args=[report.pk]),
        module=lazy("Progress report"),
        unit=str(report.assignment.unit),
        role=words,
        done=True,
        at=at,
    )


def _past_document(document: PolicyDocument, words: str, at: Any) -> WorkItem:
    url = reverse("plans:document", args=[document.pk])
    return WorkItem(title=str(document), url=url, module=lazy("Document"), role=words, done=True, at=at)


def issued(actor: Actor) -> Iterable[WorkItem]:
    """Documents that the actor issued, with how far they are and the light of the open work that is due first."""
    if actor.person_id is None:
        return
    documents = list(selectors.documents(actor).filter(issued_by=actor.person_id).order_by("-issued_at")[:DONE_SHOWN])
    rows = selectors.assignments(actor).filter(measure__document__in=[one.pk for one in documents])
    counted = selectors.progress_by(rows, "measure__document")
    open_rows = rows.exclude(state=AssignmentState.CLOSED).order_by()
    first_due = dict(open_rows.values_list("measure__document").annotate(Min("due_at")))
    for document in documents:
        progress = counted.get((document.pk,))
        if progress is None:  # a notice that only sends the plan along gives nobody work
            continue
        yield WorkItem(
            title=str(document),
            url=f"{reverse('plans:assignments')}?document={document.pk}",
            module=lazy("Document"),
            role=_("%(done)s of %(total)s completed") % {"done": progress.done, "total": progress.total},
            started=progress.in_progress > 0,
            done=progress.done + progress.dropped == progress.total,
            due=first_due.get(document.pk),
            at=document.issued_at,
        )

"""The only place that queries the plans for others. Every function takes the actor; no scope means no rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from shuangda.platform import clock
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.audit.selectors import history
from shuangda.platform.desk.lights import LATE, NEAR
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.roles import STAFF
from shuangda.platform.orgs.selectors import units

from .deadlines import Deadline, deadline
from .lights import NOT_SIGNED, showing
from .models import (
    Activity,
    Assignment,
    Duty,
    Finding,
    Measure,
    Mention,
    PolicyDocument,
    ProgressReport,
    Proof,
    Target,
    Upload,
)
from .rules import APPROVE
from .states import AssignmentOutcome, AssignmentState, Decision, DocumentState, MentionState, ReportState, Visibility

GONE = (Decision.REJECTED, Decision.REPLACED)


def uploads(actor: Actor) -> QuerySet[Upload]:
    """Files that came in: those of the actor's own office."""
    if not actor.in_office or actor.unit_id is None:
        return Upload.objects.none()
    return Upload.objects.filter(office_id=actor.unit_id).select_related("file")


def documents(actor: Actor) -> QuerySet[PolicyDocument]:
    """The office's own documents, and those issued in which the actor's unit has work."""
    if actor.role not in STAFF or actor.unit_id is None:
        return PolicyDocument.objects.none()
    concerned = Assignment.objects.filter(measure__document=OuterRef("pk"), unit_id=actor.unit_id)
    issued = Q(state__in=[DocumentState.ISSUED, DocumentState.WITHDRAWN]) & ~Q(visibility=Visibility.OFFICE)
    scope = issued & Q(Exists(concerned))
    if actor.in_office:
        scope |= Q(office_id=actor.unit_id)
    return PolicyDocument.objects.filter(scope).select_related("upload__file", "office")


def documents_with_counts(actor: Actor) -> QuerySet[PolicyDocument]:
    """Documents with how many measures stand, how many of them are checked, and how many queries are open."""
    standing = ~Q(measure_set__decision__in=GONE)
    return documents(actor).annotate(
        measures=Count("measure_set", filter=standing, distinct=True),
        checked=Count("measure_set", filter=standing & ~Q(measure_set__decision=Decision.PROPOSED), distinct=True),
        queries=Count("finding_set", filter=Q(finding_set__decision=Decision.PROPOSED), distinct=True),
    )


def measures(actor: Actor, document: PolicyDocument) -> QuerySet[Measure]:
    """The measures of a document that stand, in the order of the text, with their units."""
    return (
        all_measures(actor)
        .filter(document=document)
        .prefetch_related(Prefetch("mentions", Mention.objects.prefetch_related("units")))
        .order_by("span_start", "position", "pk")
    )


def all_measures(actor: Actor) -> QuerySet[Measure]:
    """The measures that stand in all documents in scope."""
    return Measure.objects.filter(document__in=documents(actor)).exclude(decision__in=GONE).select_related("document")


def mentions(actor: Actor) -> QuerySet[Mention]:
    """Units as named, of measures in the actor's scope."""
    return Mention.objects.filter(measure__document__in=documents(actor)).exclude(measure__decision__in=GONE)


def units_for(actor: Actor, mention: Mention) -> QuerySet[Unit]:
    """The units that a name may be decided to mean: those the office sees, and those proposed for it."""
    if not actor.in_office:
        return Unit.objects.none()
    proposed = [other["unit"] for other in mention.alternatives]
    found = Unit.objects.on().filter(Q(pk__in=units(actor).values("pk")) | Q(pk__in=proposed))
    return found.select_related("region").order_by("region__code", "kind", "pk")


def unit_names(actor: Actor) -> list[str]:
    """The short names of the units in force that the actor sees, offered while a name is typed."""
    return list(Unit.objects.on().filter(pk__in=units(actor).values("pk")).values_list("short_name", flat=True))


def undecided(actor: Actor, document: PolicyDocument) -> QuerySet[Mention]:
    """Names in a document that wait for the clerk."""
    return mentions(actor).filter(measure__document=document, state=MentionState.OPEN)


def duties(actor: Actor) -> QuerySet[Duty]:
    return Duty.objects.filter(document__in=documents(actor)).exclude(decision__in=GONE).select_related("document")


def targets(actor: Actor) -> QuerySet[Target]:
    return Target.objects.filter(document__in=documents(actor)).exclude(decision__in=GONE).select_related("document")


def targets_of(actor: Actor, measure: Measure) -> QuerySet[Target]:
    """The numbers that the words of a measure set."""
    return targets(actor).filter(
        document=measure.document_id, span_start__gte=measure.span_start, span_end__lte=measure.span_end
    )


def activities(actor: Actor) -> QuerySet[Activity]:
    return Activity.objects.filter(document__in=documents(actor)).exclude(decision__in=GONE).select_related("document")


def findings(actor: Actor) -> QuerySet[Finding]:
    """Queries of the proof-reader: for the office that received the document."""
    return Finding.objects.filter(document__office_id=actor.unit_id, document__in=documents(actor))


def assignments(actor: Actor) -> QuerySet[Assignment]:
    """For an office: all that it issued, and what it was given itself; for a unit: its own."""
    if actor.role not in STAFF or actor.unit_id is None:
        return Assignment.objects.none()
    scope = Q(unit_id=actor.unit_id)
    if actor.in_office:
        scope |= Q(measure__document__office_id=actor.unit_id)
    return Assignment.objects.filter(scope).select_related("measure__document__office", "unit")


def fellow_assignments(actor: Actor, assignment: Assignment) -> QuerySet[Assignment]:
    """Who else has the same measure, for somebody who may see one of its assignments: who leads, who helps."""
    seen = assignments(actor).filter(pk=assignment.pk)
    return Assignment.objects.filter(measure__in=seen.values("measure")).select_related("unit").order_by("role", "pk")


def reports(actor: Actor) -> QuerySet[ProgressReport]:
    """Reports on assignments in scope. The office sees one once the head of the unit has approved it."""
    found = ProgressReport.objects.filter(assignment__in=assignments(actor))
    own = Q(assignment__unit_id=actor.unit_id)
    with_office = Q(state__in=[ReportState.APPROVED, ReportState.ACCEPTED]) | Q(
        state=ReportState.RETURNED, approved_at__isnull=False
    )
    return (
        found.filter(own | with_office)
        .select_related("assignment__measure__document", "assignment__unit", "written_by")
        .prefetch_related("figures", "proofs__file")
    )


def proofs(actor: Actor) -> QuerySet[Proof]:
    """Proof files of reports in scope."""
    return Proof.objects.filter(report__in=reports(actor)).select_related("file", "report")


def timeline(actor: Actor, assignment: Assignment) -> QuerySet[AuditEvent]:
    """What happened to an assignment, its document's issue and its reports, oldest first.

    What goes on inside a unit before its head approves a report is for the unit alone.
    """
    events = history(assignment.measure.document).filter(verb__in=["document.issue", "document.withdraw"])
    for subject in (assignment, *assignment.reports.all()):
        events |= history(subject)
    return events if assignment.unit_id == actor.unit_id else events.exclude(verb__in=INSIDE_THE_UNIT)


INSIDE_THE_UNIT = ("report.written", "report.submit", "report.take_back", "report.return_to_author")


def waiting_for_review(actor: Actor) -> QuerySet[ProgressReport]:
    """Reports that wait for this actor: the head's approval in the unit, the office's decision."""
    waiting = Q(pk__in=[])
    if actor.role in APPROVE.roles:
        waiting |= Q(state=ReportState.SUBMITTED, assignment__unit_id=actor.unit_id)
    if actor.in_office:
        waiting |= Q(state=ReportState.APPROVED, assignment__measure__document__office_id=actor.unit_id)
    return reports(actor).filter(waiting).exclude(written_by_id=actor.person_id)


def objections(actor: Actor) -> QuerySet[Assignment]:
    """Objections that wait for the office."""
    return assignments(actor).filter(
        state=AssignmentState.OBJECTED, measure__document__office_id=actor.unit_id if actor.in_office else None
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """Where assignments stand, counted in one way for every page.

    `total` is the sum of `to_sign` (objections included), `in_progress`, `done` (completed) and `dropped` (released
    after an objection, or withdrawn). `near` and `overdue` overlap with the first two: they are derived from the time.
    """

    total: int = 0
    to_sign: int = 0
    in_progress: int = 0
    done: int = 0
    dropped: int = 0
    near: int = 0
    overdue: int = 0


def progress(found: QuerySet[Assignment], now: datetime | None = None) -> Progress:
    """Count assignments by where they stand."""
    return Progress(**found.aggregate(**_counts(now)))


def progress_by(
    found: QuerySet[Assignment], *keys: str, now: datetime | None = None
) -> dict[tuple[Any, ...], Progress]:
    """The same counts for each combination of the fields `keys`, in one query."""
    rows = found.order_by().values(*keys).annotate(**_counts(now))
    return {tuple(row[key] for key in keys): Progress(**{name: row[name] for name in NAMES}) for row in rows}


NAMES = tuple(field.name for field in fields(Progress))


def _counts(now: datetime | None) -> dict[str, Count]:
    standing = {name: Count("pk", filter=stands(name)) for name in ("to_sign", "in_progress", "done", "dropped")}
    lit = {name: Count("pk", filter=showing(light.key, now)) for name, light in (("near", NEAR), ("overdue", LATE))}
    return {"total": Count("pk"), **standing, **lit}


def stands(name: str) -> Q:
    """The assignments that a figure of `Progress` counts: `to_sign`, `in_progress`, `done`, `dropped`."""
    closed = Q(state=AssignmentState.CLOSED)
    completed = Q(outcome=AssignmentOutcome.COMPLETED)
    return {
        "to_sign": Q(state__in=NOT_SIGNED),
        "in_progress": Q(state=AssignmentState.IN_PROGRESS),
        "done": closed & completed,
        "dropped": closed & ~completed,
    }[name]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the 任务分解表: a measure with its units by role, as written, and when it is due."""

    number: int
    measure: Measure
    lead: str
    support: str
    responsible: str
    due: Deadline


def task_table(actor: Actor, document: PolicyDocument) -> Iterator[TaskRow]:
    """The 任务分解表 of a document, row by row."""
    start = (document.issued_on or document.period_start) or clock.today()
    for number, measure in enumerate(measures(actor, document), 1):
        by_role: dict[str, list[str]] = {"lead": [], "support": [], "responsible": []}
        for mention in measure.mentions.all():
            by_role[mention.role].append(mention.name)
        yield TaskRow(
            number,
            measure,
            _join(by_role["lead"]),
            _join(by_role["support"]),
            _join(by_role["responsible"]),
            deadline(measure.due, period_end=document.period_end, start=start),
        )


def _join(names: Iterable[str]) -> str:
    return "、".join(names)

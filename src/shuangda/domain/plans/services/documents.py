from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shuangda.domain.plans import rules
from shuangda.domain.plans.deadlines import deadline
from shuangda.domain.plans.models import Assignment, Measure, Mention, PolicyDocument
from shuangda.domain.plans.states import (
    AssignmentOutcome,
    AssignmentRole,
    AssignmentState,
    Decision,
    MentionState,
    Visibility,
)
from shuangda.platform import clock
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.verdicts import Refused, demand

from .moving import move

STRONGEST_FIRST = (AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE, AssignmentRole.SUPPORT)
HEADING = ("title", "genre", "number", "issuer", "issued_on", "period_start", "period_end", "theme")


@transaction.atomic
def correct_heading(*, actor: Actor, document: PolicyDocument, **values: object) -> PolicyDocument:
    """Correct title, kind, number, issuer, dates or theme of a document that is being checked."""
    document = _locked(document)
    demand(rules.may_edit(actor, document))
    before = {name: _plain(getattr(document, name)) for name in HEADING}
    for name, value in values.items():
        if name not in HEADING:
            raise ValueError(f"{name} is not part of a document's heading")
        setattr(document, name, value)
    if document.period_start and document.period_end and document.period_end < document.period_start:
        raise Refused(_("The period ends before it begins."))
    document.save()
    after = {name: _plain(getattr(document, name)) for name in HEADING}
    record(actor=actor, verb="document.heading_corrected", subject=document, before=before, after=after)
    return document


@transaction.atomic
def confirm_document(*, actor: Actor, document: PolicyDocument) -> PolicyDocument:
    """Close the check. Raises Refused while a measure has not been looked at or a unit's name is undecided."""
    document = _locked(document)
    demand(rules.may_decide(actor, document))
    unchecked = document.measure_set.filter(decision=Decision.PROPOSED).count()
    if unchecked:
        raise Refused(
            ngettext("%(n)d measure has not been checked yet.", "%(n)d measures have not been checked yet.", unchecked)
            % {"n": unchecked}
        )
    undecided = (
        Mention.objects.filter(measure__in=standing_measures(document), state=MentionState.OPEN)
        .order_by("name")
        .values_list("name", flat=True)
        .distinct()
    )
    if undecided:
        raise Refused(_("Say first which units these names mean: %(names)s") % {"names": "、".join(undecided)})
    document.confirmed_at, document.confirmed_by_id = clock.now(), actor.person_id
    return move(actor, document, "confirm")


@transaction.atomic
def reopen_document(*, actor: Actor, document: PolicyDocument) -> PolicyDocument:
    """Take a confirmed document back to be checked."""
    document = _locked(document)
    demand(rules.may_decide(actor, document))
    document.confirmed_at = document.confirmed_by = None
    return move(actor, document, "reopen")


@transaction.atomic
def issue_document(*, actor: Actor, document: PolicyDocument) -> int:
    """Give every measure to the units it names (下发) and open the document to them.

    A unit that a measure names twice is assigned once, in its strongest role. Returns the number of assignments.
    """
    document = _locked(document)
    demand(rules.may_decide(actor, document))
    document.issued_at, document.issued_by_id = clock.now(), actor.person_id
    document.visibility = Visibility.UNITS
    move(actor, document, "issue")
    assignments = [
        assignment
        for measure in standing_measures(document).prefetch_related("mentions__units")
        for assignment in planned_assignments(measure, document, clock.today())
    ]
    Assignment.objects.bulk_create(assignments)
    record(
        actor=actor,
        verb="document.assigned",
        subject=document,
        after={"assignments": [[a.measure_id, a.unit_id, a.role] for a in assignments]},
    )
    return len(assignments)


@transaction.atomic
def withdraw_document(*, actor: Actor, document: PolicyDocument, reason: str) -> PolicyDocument:
    """Call an issued document back: open assignments close as withdrawn. A reason is required."""
    if not reason.strip():
        raise Refused(_("Say why the document is withdrawn; the units will read it."))
    document = _locked(document)
    demand(rules.may_decide(actor, document))
    move(actor, document, "withdraw", reason)
    open_ones = Assignment.objects.filter(measure__document=document).exclude(state=AssignmentState.CLOSED)
    ids = list(open_ones.values_list("pk", flat=True))
    open_ones.update(state=AssignmentState.CLOSED, outcome=AssignmentOutcome.WITHDRAWN, closed_at=clock.now())
    record(actor=actor, verb="document.assignments_withdrawn", subject=document, after={"ids": ids}, reason=reason)
    return document


def standing_measures(document: PolicyDocument) -> QuerySet[Measure]:
    """The measures that hold: neither rejected nor replaced."""
    return document.measure_set.exclude(decision__in=[Decision.REJECTED, Decision.REPLACED])


def planned_assignments(measure: Measure, document: PolicyDocument, today: date) -> list[Assignment]:
    """What issuing the document would give to units for one measure, unsaved: also for the page shown before it."""
    with translation.override(None):  # the reason is kept as its msgid; every reader gets it in their language
        due = deadline(measure.due, period_end=document.period_end, start=today)
    roles: dict[int, Mention] = {}
    mentions = sorted(measure.mentions.all(), key=lambda m: STRONGEST_FIRST.index(AssignmentRole(m.role)))
    for mention in mentions:
        for unit in mention.units.all():
            roles.setdefault(unit.pk, mention)
    return [
        Assignment(
            measure=measure,
            unit_id=unit_id,
            role=mention.role,
            named=mention.name,
            due_at=due.at,
            due_reason=due.reason,
            issued_at=document.issued_at or clock.now(),
        )
        for unit_id, mention in roles.items()
    ]


def _locked(document: PolicyDocument) -> PolicyDocument:
    return PolicyDocument.objects.select_for_update(of=("self",)).select_related("upload__file").get(pk=document.pk)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value

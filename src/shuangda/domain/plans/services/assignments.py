from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from shuangda.domain.plans import rules
from shuangda.domain.plans.models import Assignment
from shuangda.domain.plans.states import AssignmentOutcome
from shuangda.platform import clock
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.verdicts import Refused, demand

from .moving import move


@transaction.atomic
def sign(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Sign for receipt (签收). From then on the unit reports."""
    assignment = locked(assignment)
    demand(rules.may_sign(actor, assignment))
    assignment.signed_at, assignment.signed_by_id = clock.now(), actor.person_id
    return move(actor, assignment, "sign")


@transaction.atomic
def object_to(*, actor: Actor, assignment: Assignment, reason: str) -> Assignment:
    """Say why this is not the unit's work. A reason is required."""
    if not reason.strip():
        raise Refused(_("Say why the unit objects."))
    assignment = locked(assignment)
    demand(rules.may_sign(actor, assignment))
    assignment.objection = reason.strip()
    return move(actor, assignment, "object", reason)


@transaction.atomic
def uphold_objection(*, actor: Actor, assignment: Assignment, reply: str = "") -> Assignment:
    """The unit is right: it is released from the assignment."""
    assignment = locked(assignment)
    demand(rules.may_review(actor, assignment))
    assignment.reply, assignment.outcome = reply.strip(), AssignmentOutcome.RELEASED
    assignment.closed_at = clock.now()
    return move(actor, assignment, "uphold_objection", reply)


@transaction.atomic
def overrule_objection(*, actor: Actor, assignment: Assignment, reply: str) -> Assignment:
    """The assignment stands; the unit reads why and signs. A reply is required."""
    if not reply.strip():
        raise Refused(_("Tell the unit why the assignment stands."))
    assignment = locked(assignment)
    demand(rules.may_review(actor, assignment))
    assignment.reply = reply.strip()
    return move(actor, assignment, "overrule_objection", reply)


@transaction.atomic
def reopen_assignment(*, actor: Actor, assignment: Assignment, reason: str) -> Assignment:
    """Take a closed assignment up again. A reason is required."""
    if not reason.strip():
        raise Refused(_("Say why the assignment is reopened."))
    assignment = locked(assignment)
    demand(rules.may_review(actor, assignment))
    if assignment.outcome == AssignmentOutcome.WITHDRAWN:
        raise Refused(_("Its document was withdrawn."))
    assignment.outcome, assignment.closed_at = "", None
    return move(actor, assignment, "reopen", reason)


def locked(assignment: Assignment) -> Assignment:
    """The row, locked, with what the rules ask about."""
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("measure__document", "unit")
        .get(pk=assignment.pk)
    )

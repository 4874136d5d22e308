"""The one way in which documents, assignments and reports change their state."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _

from shuangda.domain.plans.models import Assignment, PolicyDocument, ProgressReport
from shuangda.domain.plans.states import ASSIGNMENT, DOCUMENT, REPORT
from shuangda.kernel.workflow import ImpossibleTransition, Workflow
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.verdicts import Refused

Subject = TypeVar("Subject", PolicyDocument, Assignment, ProgressReport)

FLOWS: Final[dict[type[Any], tuple[str, Workflow]]] = {
    # model: (its noun in the trail, where its acts lead)
    PolicyDocument: ("document", DOCUMENT),
    Assignment: ("assignment", ASSIGNMENT),
    ProgressReport: ("report", REPORT),
}


def move(actor: Actor, subject: Subject, act: str, reason: str = "") -> Subject:
    """Make the transition, save and record it. Raises Refused when the state does not allow the act."""
    noun, flow = FLOWS[type(subject)]
    before = subject.state
    try:
        subject.state = flow.target(before, act)
    except ImpossibleTransition as error:
        raise Refused(
            _("This is not possible in the state “%(state)s”.") % {"state": subject.get_state_display()}
        ) from error
    subject.save()
    after = {"state": subject.state}
    if isinstance(subject, Assignment):
        after["outcome"] = subject.outcome
    record(actor=actor, verb=f"{noun}.{act}", subject=subject, before={"state": before}, after=after, reason=reason)
    return subject

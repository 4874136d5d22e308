"""下发: first what every unit will get, then the act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shuangda.domain.plans import rules, selectors, services
from shuangda.domain.plans.models import Measure, PolicyDocument
from shuangda.domain.plans.states import AssignmentRole, DocumentState
from shuangda.platform import clock
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.verdicts import Refused

from .documents import seen, show


@dataclass
class Share:
    """What one unit will get."""

    unit: Unit
    lead: int = 0
    support: int = 0
    responsible: int = 0
    first_due: datetime | None = None

    @property
    def total(self) -> int:
        return self.lead + self.support + self.responsible

    def add(self, role: str, due: datetime | None) -> None:
        setattr(self, role, getattr(self, role) + 1)
        if due is not None and (self.first_due is None or due < self.first_due):
            self.first_due = due


@dataclass
class Preview:
    """What issuing a document will do."""

    shares: dict[int, Share] = field(default_factory=dict)
    without_unit: list[Measure] = field(default_factory=list)
    without_date: list[Measure] = field(default_factory=list)
    total: int = 0


def preview(actor: Actor, document: PolicyDocument) -> Preview:
    """Count what each unit gets, with the very function that issues it."""
    found = Preview()
    for measure in selectors.measures(actor, document):
        planned = services.planned_assignments(measure, document, clock.today())
        units = {unit.pk: unit for mention in measure.mentions.all() for unit in mention.units.all()}
        for assignment in planned:
            share = found.shares.setdefault(assignment.unit_id, Share(units[assignment.unit_id]))
            share.add(AssignmentRole(assignment.role).value, assignment.due_at)
        found.total += len(planned)
        if not planned:
            found.without_unit.append(measure)
        elif planned[0].due_at is None:
            found.without_date.append(measure)
    return found


@requires(rules.ISSUE)
@require_http_methods(["GET", "POST"])
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Show who will get what; then give it to them."""
    document = seen(request, pk)
    if request.method == "POST":
        try:
            count = services.issue_document(actor=request.actor, document=document)
        except Refused as refusal:
            return show(request, document, str(refusal))
        said = ngettext("Issued: %(n)d assignment.", "Issued: %(n)d assignments.", count) % {"n": count}
        messages.success(request, said)
        return redirect("plans:document", pk)
    found = preview(request.actor, document)
    context = {
        "title": _("Issue to units"),
        "document": document,
        "preview": found,
        "shares": sorted(found.shares.values(), key=lambda share: (share.unit.region_id, share.unit.pk)),
        "possible": document.state == DocumentState.CONFIRMED and rules.may_decide(request.actor, document),
    }
    return render(request, "plans/issue.html", context)

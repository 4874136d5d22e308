from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from shuangda.platform.desk.lists import paged
from shuangda.platform.exchange.workbook import Sheet, download, workbook
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires

from .. import rules, selectors
from ..models import AuditEvent
from ..wording import BREAKS
from .forms import EventFilter

MOST_EXPORTED = 50_000


@requires(rules.READ)
@require_GET
def events(request: StaffRequest) -> HttpResponse:
    """The trail, the newest first."""
    form = EventFilter(request.GET)
    context = {
        "title": _("Audit trail"),
        "form": form,
        "page": paged(request, _chosen(request, form)),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "audit/events.html", context)


@requires(rules.READ)
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The chosen events as a workbook, at most fifty thousand, the newest first."""
    columns = [
        (_("Number"), 10),
        (_("Time"), 18),
        (_("Person"), 14),
        (_("Unit"), 20),
        (_("Act"), 26),
        (_("Record"), 40),
        (_("Reason"), 30),
        (_("Digest (SHA-256)"), 68),
    ]
    chosen = _chosen(request, EventFilter(request.GET))[:MOST_EXPORTED]
    rows = (
        (e.seq, e.at, e.actor_name, e.unit_name, e.words, e.subject_label, e.reason, e.sha256)
        for e in chosen.iterator(chunk_size=2000)
    )
    return download(workbook([Sheet(_("Audit trail"), columns, rows)], title=_("Audit trail")), _("Audit trail"))


@requires(rules.READ)
@require_GET
def event(request: StaffRequest, seq: int) -> HttpResponse:
    """One event with everything that its digests cover."""
    found = get_object_or_404(selectors.events(request.actor), seq=seq)
    same = selectors.events(request.actor).filter(subject_type=found.subject_type, subject_id=found.subject_id)
    context = {
        "title": _("Event %(number)d") % {"number": found.seq},
        "event": found,
        "changes": [(name, found.before.get(name), found.after.get(name)) for name in {**found.before, **found.after}],
        "others": same.exclude(seq=seq).order_by("-seq")[:20],
    }
    return render(request, "audit/event.html", context)


@requires(rules.VERIFY)
@require_http_methods(["GET", "POST"])
def verify(request: StaffRequest) -> HttpResponse:
    """Walk the chain when asked to, and say what was found."""
    verdict = selectors.verify() if request.method == "POST" else None
    broken = BREAKS[verdict.broken.kind] if verdict and verdict.broken else ""
    context = {"title": _("Check the chain"), "verdict": verdict, "broken": broken}
    return render(request, "audit/verify.html", context)


def _chosen(request: StaffRequest, form: EventFilter) -> QuerySet[AuditEvent]:
    return selectors.events(request.actor).filter(form.condition()).order_by("-seq")

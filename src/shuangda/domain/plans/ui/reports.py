"""Progress reports: writing one, approving and reviewing it, and its proof files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from shuangda.domain.plans import lights, rules, selectors, services
from shuangda.domain.plans.models import Assignment, ProgressReport, Proof
from shuangda.domain.plans.states import REPORT, ReportState
from shuangda.platform import clock
from shuangda.platform.desk.lists import paged
from shuangda.platform.desk.search import matching
from shuangda.platform.exchange.workbook import EXPORT_ROWS, Sheet, download, workbook
from shuangda.platform.files import http
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.verdicts import Refused, demand

from .assignments import assignment_shown, in_scope, may_write
from .brief import brief
from .forms_reports import Figures, ReasonForm, ReportFilter, ReportForm, with_more_rows


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def report_list(request: StaffRequest) -> HttpResponse:
    """Reports in scope; `?state=waiting` leaves those that wait for the actor, the oldest first."""
    form, found = _filtered(request)
    page = paged(request, found)
    context = {
        "title": _("Progress reports"),
        "form": form,
        "page": page,
        "rows": [(report, brief(report.assignment.measure.text)) for report in page],
        "waiting_only": form.cleaned_data.get("state") == ReportFilter.WAITING,
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "plans/assignments/report_list.html", context)


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def report_export(request: StaffRequest) -> HttpResponse:
    """The list as filtered, as a workbook."""
    columns = [
        (_("Written"), 17),
        (_("Document"), 28),
        (_("What is ordered"), 60),
        (_("Unit"), 18),
        (_("Report"), 8),
        (_("What was done"), 60),
        (_("Figures"), 30),
        (_("State"), 16),
        (_("Proof files"), 10),
    ]
    sheet = Sheet(_("Progress reports"), columns, map(_export_row, _filtered(request)[1][:EXPORT_ROWS]))
    data = workbook([sheet], title=_("Progress reports"), author=request.actor.unit_name)
    return download(data, f"{_('Progress reports')}-{clock.today():%Y%m%d}")


def _export_row(report: ProgressReport) -> list[Any]:
    measure = report.assignment.measure
    return [
        report.written_at,
        str(measure.document),
        measure.text,
        str(report.assignment.unit),
        report.number,
        report.text,
        "；".join(f"{figure.label} {figure.amount} {figure.unit}" for figure in report.figures.all()),
        report.get_state_display(),
        len(report.proofs.all()),
    ]


def _filtered(request: StaffRequest) -> tuple[ReportFilter, QuerySet[ProgressReport]]:
    """The filter bar and the rows that it leaves, the newest first; those that wait, the oldest first."""
    actor = request.actor
    found = selectors.reports(actor)
    units = Unit.objects.filter(pk__in=found.values("assignment__unit")) if actor.in_office else None
    form = ReportFilter(request.GET, units=units, may_decide=actor.role in rules.RETURN.roles)
    form.is_valid()
    asked = form.cleaned_data
    if asked.get("state") == ReportFilter.WAITING:
        found = waiting(actor)
    elif asked.get("state"):
        found = found.filter(state=asked["state"]).order_by("-written_at")
    else:
        found = found.order_by("-written_at")
    if words := asked.get("q"):
        found = found.filter(matching(words, "text", "assignment__measure__text", "assignment__unit__short_name"))
    if unit := asked.get("unit"):
        found = found.filter(assignment__unit=unit)
    return form, found


def waiting(actor: Actor) -> QuerySet[ProgressReport]:
    """The actor's queue, the oldest first."""
    return selectors.waiting_for_review(actor).order_by("approved_at", "written_at", "pk")


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def report_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One report as its reviewer reads it."""
    return _report_shown(request, _report(request, pk))


def _report(request: StaffRequest, pk: int) -> ProgressReport:
    report: ProgressReport = get_object_or_404(selectors.reports(request.actor), pk=pk)
    return report


def _report_shown(request: StaffRequest, report: ProgressReport, refused: ReasonForm | None = None) -> HttpResponse:
    actor, assignment = request.actor, report.assignment
    queue = list(waiting(actor).values_list("pk", flat=True))
    context = {
        "title": _("Report %(number)s") % {"number": report.number},
        "report": report,
        "assignment": assignment,
        "measure": assignment.measure,
        "document": assignment.measure.document,
        "reading": lights.reading(assignment),
        "acts": _acts(actor, report),
        "return_form": refused or _return_form(),
        "refused": refused,
        "others": len(queue) - (report.pk in queue),
        "next": _after(queue, report.pk),
        "earlier": selectors.reports(actor).filter(assignment=assignment).exclude(pk=report.pk).order_by("-number"),
    }
    return render(request, "plans/assignments/report.html", context, status=422 if refused else 200)


def _after(queue: list[int], pk: int) -> int | None:
    """The next in the queue; from its end it goes back to its beginning."""
    if pk in queue:
        place = queue.index(pk)
        queue = queue[place + 1 :] + queue[:place]
    return queue[0] if queue else None


def _return_form(data: Any = None) -> ReasonForm:
    return ReasonForm(data, act="return", label=_("What is missing"), hint=_("The unit reads it and mends the report."))


def _acts(actor: Actor, report: ProgressReport) -> set[str]:
    """What the actor may do with the report now."""
    assignment, state = report.assignment, report.state
    may = {
        "edit": rules.may_change_report(actor, report),
        "submit": rules.may_change_report(actor, report),
        "take_back": rules.may_report(actor, assignment) and REPORT.allows(state, "take_back"),
        "approve": rules.may_approve(actor, report) and REPORT.allows(state, "approve"),
        "accept": rules.may_judge(actor, report) and REPORT.allows(state, "accept"),
    }
    found = {act for act, allowed in may.items() if allowed}
    return found | ({"return"} if found & {"approve", "accept"} else set())


@requires(rules.REPORT)
@require_POST
def report_save(request: StaffRequest, pk: int) -> HttpResponse:
    """Save the open report of an assignment; `act` is save, submit, or more for more rows of figures."""
    assignment = in_scope(request, pk)
    draft = selectors.reports(request.actor).filter(assignment=assignment).exclude(state=ReportState.ACCEPTED).first()
    if assignment.unit_id != request.actor.unit_id:
        demand(rules.may_report(request.actor, assignment))
    verdict = may_write(request.actor, assignment, draft)
    if not verdict:  # somebody else went on with it meanwhile: what was typed here is not lost
        unsaved = (request.POST.get("text", ""), str(verdict.why))
        return assignment_shown(request, assignment, unsaved=unsaved, status=409)
    if request.POST.get("act") == "more":
        form = ReportForm(report=draft, typed=request.POST)
        return assignment_shown(request, assignment, report_form=form, figures=with_more_rows(request.POST))
    form = ReportForm(request.POST, request.FILES, report=draft)
    figures = Figures(request.POST, prefix="figures")
    if form.is_valid() & figures.is_valid():
        try:
            return _saved(request, assignment, form, figures)
        except Refused as error:
            form.add_error(None, str(error))
    return assignment_shown(request, assignment, report_form=form, figures=figures, status=422)


def _saved(request: StaffRequest, assignment: Assignment, form: ReportForm, figures: Any) -> HttpResponse:
    submits = request.POST.get("act") == "submit"
    with transaction.atomic():
        report = services.save_report(
            actor=request.actor,
            assignment=assignment,
            text=form.cleaned_data["text"],
            figures=figures.figures(),
            proofs=form.contents(),
            remove_proofs=form.cleaned_data["remove"],
            completes=form.cleaned_data["completes"],
        )
        if submits:
            services.submit_report(actor=request.actor, report=report)
    messages.success(request, _("Handed to the head of the unit.") if submits else _("Draft saved."))
    return redirect("plans:assignment", assignment.pk)


@requires(rules.REPORT)
@require_POST
def report_submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand a draft or a mended report to the head of the unit as it is."""
    return _act(request, pk, "submit", services.submit_report, _("Handed to the head of the unit."))


@requires(rules.REPORT)
@require_POST
def report_take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a report back that the head has not looked at."""
    return _act(request, pk, "take_back", services.take_back_report, _("Taken back. It is a draft again."))


@requires(rules.APPROVE)
@require_POST
def report_approve(request: StaffRequest, pk: int) -> HttpResponse:
    """The head of the unit stands for it."""
    return _act(request, pk, "approve", services.approve_report, _("Approved. The report is with the office."))


@requires(rules.REVIEW)
@require_POST
def report_accept(request: StaffRequest, pk: int) -> HttpResponse:
    """The office takes it; one that completes the assignment closes it."""
    return _act(request, pk, "accept", services.accept_report, _accepted)


@requires(rules.RETURN)
@require_POST
def report_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it back to be mended, with the reason."""
    report = _report(request, pk)
    if report.state not in {ReportState.SUBMITTED, ReportState.APPROVED}:
        return _too_late(request, report)
    form = _return_form(request.POST)
    if form.is_valid():
        try:
            services.return_report(actor=request.actor, report=report, reason=form.cleaned_data["reason"])
        except Refused as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("Returned to the unit with the reason."))
            return redirect("plans:report", report.pk)
    return _report_shown(request, report, refused=form)


def _accepted(report: ProgressReport) -> str:
    """What follows: the end, the next date of a rhythm, or neither."""
    before, assignment = report.assignment, Assignment.objects.get(pk=report.assignment_id)
    if assignment.is_done:
        return _("Accepted. The assignment is closed.")
    if assignment.due_at and assignment.due_at != before.due_at:
        day = date_format(localtime(assignment.due_at), "SHORT_DATE_FORMAT")
        return _("Accepted. The next report is due on %(day)s.") % {"day": day}
    return _("Accepted.")


def _act(
    request: StaffRequest,
    pk: int,
    act: str,
    service: Callable[..., object],
    said: str | Callable[[ProgressReport], str],
) -> HttpResponse:
    """Do it and say so, or say why not; what somebody else did meanwhile changes nothing."""
    report = _report(request, pk)
    if not REPORT.allows(report.state, act):
        return _too_late(request, report)
    try:
        service(actor=request.actor, report=report)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said if isinstance(said, str) else said(report))
    return redirect("plans:report", report.pk)


def _too_late(request: StaffRequest, report: ProgressReport) -> HttpResponse:
    state = report.get_state_display()
    messages.warning(request, _("Nothing was changed: the report is “%(state)s” by now.") % {"state": state})
    return redirect("plans:report", report.pk)


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def proof(request: StaffRequest, pk: int) -> FileResponse:
    """The original, as a download."""
    return http.original(_proof(request, pk).file)


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def proof_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """A picture for the eye, without its metadata."""
    return http.preview(_proof(request, pk).file)


def _proof(request: StaffRequest, pk: int) -> Proof:
    found: Proof = get_object_or_404(selectors.proofs(request.actor), pk=pk)
    return found

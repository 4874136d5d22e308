"""The list of assignments, the page of one, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Case, F, Prefetch, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from shuangda.domain.plans import lights, rules, selectors, services
from shuangda.domain.plans.models import Assignment, ProgressReport
from shuangda.domain.plans.states import ASSIGNMENT, AssignmentOutcome, AssignmentState, ReportState
from shuangda.platform import clock
from shuangda.platform.desk.lights import DueReading
from shuangda.platform.desk.lists import paged
from shuangda.platform.desk.search import matching
from shuangda.platform.exchange.workbook import EXPORT_ROWS, Sheet, download, workbook
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.roles import OFFICE, Role
from shuangda.platform.orgs.verdicts import Refused, Verdict

from .brief import brief
from .forms_reports import COMMON_UNITS, AssignmentFilter, ReasonForm, ReportForm, campaigns_of, figures_of
from .timeline import told

SORTS = {"due": "due_at", "unit": "unit__short_name", "document": "measure__document", "state": "state"}


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def assignment_list(request: StaffRequest) -> HttpResponse:
    """What the office gave out, or what the unit was given."""
    form, found = _filtered(request)
    page = paged(request, _with_last_report(request.actor, found))
    now = clock.now()
    context = {
        "title": _("Assignments"),
        "form": form,
        "page": page,
        "rows": [_row(request.actor, assignment, now) for assignment in page],
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "plans/assignments/list.html", context)


@dataclass(frozen=True, slots=True)
class ListRow:
    """An assignment as its list shows it, with what the reader would do with it next."""

    assignment: Assignment
    brief: str
    reading: DueReading
    report: ProgressReport | None
    act: str
    url: str


def _row(actor: Actor, assignment: Assignment, now: datetime) -> ListRow:
    report = last_report(assignment)
    act, url = next_act(actor, assignment, report)
    return ListRow(assignment, brief(assignment.measure.text, 90), lights.reading(assignment, now), report, act, url)


def next_act(actor: Actor, assignment: Assignment, report: ProgressReport | None) -> tuple[str, str]:
    """The verb and the address of what this actor has to do with it now; to open it when there is nothing."""
    page = reverse("plans:assignment", args=[assignment.pk])
    if rules.may_sign(actor, assignment):
        return _("Sign for"), page
    if assignment.state == AssignmentState.OBJECTED and rules.may_review(actor, assignment):
        return _("Answer the objection"), page
    if report and waits_for(actor, report):
        return _("Review"), reverse("plans:report", args=[report.pk])
    if may_write(actor, assignment, report if report and report.state != ReportState.ACCEPTED else None):
        returned = report is not None and report.state == ReportState.RETURNED
        return (_("Mend") if returned else _("Report progress")), f"{page}#report"
    return _("Open"), page


def waits_for(actor: Actor, report: ProgressReport) -> bool:
    """Whether a report waits for this actor: the head of the unit approves it, then the office judges it."""
    if report.state == ReportState.SUBMITTED:
        return bool(rules.may_approve(actor, report))
    return report.state == ReportState.APPROVED and bool(rules.may_judge(actor, report))


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def assignment_export(request: StaffRequest) -> HttpResponse:
    """The list as filtered, as a workbook."""
    _form, found = _filtered(request)
    rows = _with_last_report(request.actor, found)[:EXPORT_ROWS]
    now = clock.now()
    columns = [
        (_("Document"), 28),
        (_("Place"), 12),
        (_("What is ordered"), 60),
        (_("Unit"), 18),
        (_("Role"), 8),
        (_("State"), 12),
        (_("Light"), 10),
        (_("Due"), 17),
        (_("How it stands"), 20),
        (_("Last report"), 50),
        (_("State of the report"), 14),
    ]
    sheet = Sheet(_("Assignments"), columns, (_export_row(assignment, now) for assignment in rows))
    data = workbook([sheet], title=_("Assignments"), author=request.actor.unit_name)
    return download(data, f"{_('Assignments')}-{clock.today():%Y%m%d}")


def _export_row(assignment: Assignment, now: datetime) -> list[Any]:
    reading = lights.reading(assignment, now)
    report = last_report(assignment)
    return [
        str(assignment.measure.document),
        assignment.measure.label,
        assignment.measure.text,
        str(assignment.unit),
        assignment.get_role_display(),
        assignment.get_state_display(),
        reading.light.label,
        assignment.due_at,
        reading.words,
        report.text if report else "",
        report.get_state_display() if report else "",
    ]


def _filtered(request: StaffRequest) -> tuple[AssignmentFilter, QuerySet[Assignment]]:
    """The filter bar and the rows that it leaves, in the order asked for."""
    found = selectors.assignments(request.actor)
    form = AssignmentFilter(
        request.GET,
        units=Unit.objects.filter(pk__in=found.values("unit")) if request.actor.in_office else None,
        documents=selectors.documents(request.actor).filter(pk__in=found.values("measure__document")),
        campaigns=campaigns_of(found),
    )
    form.is_valid()
    asked = form.cleaned_data
    if words := asked.get("q"):
        found = found.filter(matching(words, "measure__text", "measure__document__title", "unit__short_name"))
    if unit := asked.get("unit"):
        found = found.filter(unit=unit)
    if state := asked.get("state"):
        found = (
            found.filter(state=state) if state == AssignmentState.OBJECTED else found.filter(selectors.stands(state))
        )
    if light := asked.get("light"):
        found = found.filter(lights.showing(light))
    if role := asked.get("role"):
        found = found.filter(role=role)
    if document := asked.get("document"):
        found = found.filter(measure__document=document)
    if campaign := asked.get("campaign"):
        found = found.filter(measure__campaigns__contains=[campaign])
    return form, found.order_by(*_order(request.GET.get("sort", "")))


def _order(asked: str) -> list[Any]:
    """What is open comes first unless another order is asked for."""
    if asked.removeprefix("-") not in SORTS:
        closed = Case(When(state=AssignmentState.CLOSED, then=1), default=0)
        return [closed, F("due_at").asc(nulls_last=True), "measure__span_start", "pk"]
    field = F(SORTS[asked.removeprefix("-")])
    first = field.desc(nulls_last=True) if asked.startswith("-") else field.asc(nulls_last=True)
    return [first, "measure__span_start", "pk"]


def _with_last_report(actor: Actor, found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    newest = selectors.reports(actor).prefetch_related(None).order_by("-number")
    return found.prefetch_related(Prefetch("reports", newest, to_attr="seen_reports"))


def last_report(assignment: Assignment) -> ProgressReport | None:
    """The newest report that the reader of the list may see."""
    seen: list[ProgressReport] = assignment.seen_reports  # type: ignore[attr-defined]
    return seen[0] if seen else None


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def assignment_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One assignment: what is ordered, what was done, what may be done now, and all that happened."""
    return assignment_shown(request, in_scope(request, pk))


def in_scope(request: StaffRequest, pk: int) -> Assignment:
    """An assignment in the actor's scope; 404 for any other."""
    assignment: Assignment = get_object_or_404(selectors.assignments(request.actor), pk=pk)
    return assignment


def assignment_shown(
    request: StaffRequest,
    assignment: Assignment,
    *,
    refused: ReasonForm | None = None,
    report_form: ReportForm | None = None,
    figures: Any = None,
    unsaved: tuple[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that was refused (typed text kept) where there is one.

    `unsaved` is a report text that can no longer be saved, and why.
    """
    actor = request.actor
    reports = list(selectors.reports(actor).filter(assignment=assignment).order_by("-number"))
    draft = open_report(reports)
    writable = may_write(actor, assignment, draft)
    if writable and report_form is None:
        report_form, figures = ReportForm(report=draft), figures_of(draft)
    fellows = selectors.fellow_assignments(actor, assignment).exclude(pk=assignment.pk)
    now = clock.now()
    context = {
        "title": _("Assignment"),
        "assignment": assignment,
        "measure": assignment.measure,
        "document": assignment.measure.document,
        "reading": lights.reading(assignment, now),
        "fellows": [(fellow, lights.reading(fellow, now)) for fellow in fellows],
        "steps": steps(assignment, reports),
        "reports": [report for report in reports if not (writable and report == draft)],
        "reviewed": next((report for report in reports if waits_for(actor, report)), None),
        "draft": draft if writable else None,
        "form": report_form if writable else None,
        "figures": figures,
        "wanted": selectors.targets_of(actor, assignment.measure),
        "units_of_count": COMMON_UNITS,
        "files_lost": bool(request.FILES),
        "unsaved": unsaved,
        "acts": {act: refused if refused and refused.act == act else form for act, form in _acts(actor, assignment)},
        "refused": refused,
        "people": people(assignment),
        "timeline": told(selectors.timeline(actor, assignment), reports),
    }
    return render(request, "plans/assignments/page.html", context, status=422 if refused else status)


def may_write(actor: Actor, assignment: Assignment, draft: ProgressReport | None) -> Verdict:
    """Whether the actor may write a new report, or go on with the open one."""
    return rules.may_change_report(actor, draft) if draft else rules.may_report(actor, assignment)


def open_report(reports: list[ProgressReport]) -> ProgressReport | None:
    """The one report that is not accepted yet."""
    return next((report for report in reports if report.state != ReportState.ACCEPTED), None)


def steps(assignment: Assignment, reports: list[ProgressReport]) -> list[tuple[str, str]]:
    """签收 → 进展 → 审核 → 办结, each with `done`, `now` or nothing."""
    open_one = open_report(reports)
    under_review = open_one is not None and open_one.state in {ReportState.SUBMITTED, ReportState.APPROVED}
    if assignment.state == AssignmentState.CLOSED:
        at = 4
    elif assignment.state == AssignmentState.IN_PROGRESS:
        at = 2 if under_review else 1
    else:
        at = 0
    labels = [_("Sign for receipt"), _("Progress"), _("Review"), _("Closed")]
    return [(label, "done" if place < at else "now" if place == at else "") for place, label in enumerate(labels)]


def people(assignment: Assignment) -> list[tuple[str, str, str]]:
    """Who answers for it in the unit: role, name, office phone."""
    seats = (
        assignment.unit.seats.on()
        .filter(role__in=[Role.UNIT_HEAD, Role.LIAISON, *OFFICE])
        .select_related("person")
        .order_by("-role")
    )
    return [(str(seat.get_role_display()), seat.person.full_name, seat.person.phone) for seat in seats]


def _acts(actor: Actor, assignment: Assignment) -> list[tuple[str, ReasonForm | None]]:
    """The acts that are possible now, each with the form it needs."""
    forms = {act: form(None) for act, form in REASONS.items()}
    allowed = {
        "sign": rules.may_sign(actor, assignment),
        "object": rules.may_sign(actor, assignment),
        "uphold_objection": rules.may_review(actor, assignment),
        "overrule_objection": rules.may_review(actor, assignment),
        "reopen": rules.may_review(actor, assignment) and assignment.outcome != AssignmentOutcome.WITHDRAWN,
    }
    return [(act, forms.get(act)) for act, may in allowed.items() if may and ASSIGNMENT.allows(assignment.state, act)]


REASONS: dict[str, Callable[[Any], ReasonForm]] = {
    "object": lambda data: ReasonForm(
        data,
        act="object",
        label=_("Why this is not the unit's work"),
        hint=_("The office reads it and decides. Name the unit that is in charge, if you know it."),
    ),
    "uphold_objection": lambda data: ReasonForm(
        data, act="uphold_objection", label=_("Reply to the unit"), required=False
    ),
    "overrule_objection": lambda data: ReasonForm(data, act="overrule_objection", label=_("Why the assignment stands")),
    "reopen": lambda data: ReasonForm(data, act="reopen", label=_("Why the assignment is reopened")),
}


@requires(rules.SIGN)
@require_POST
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign for receipt (签收)."""
    assignment = in_scope(request, pk)
    return _act(
        request,
        assignment,
        "sign",
        lambda _reason: services.sign(actor=request.actor, assignment=assignment),
        _("Signed for. Report progress below when there is some."),
    )


@requires(rules.SIGN)
@require_POST
def object_to(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why this is not the unit's work."""
    assignment = in_scope(request, pk)
    return _act(
        request,
        assignment,
        "object",
        lambda reason: services.object_to(actor=request.actor, assignment=assignment, reason=reason),
        _("The objection is with the office."),
    )


@requires(rules.REVIEW)
@require_POST
def uphold(request: StaffRequest, pk: int) -> HttpResponse:
    """Release the unit."""
    assignment = in_scope(request, pk)
    return _act(
        request,
        assignment,
        "uphold_objection",
        lambda reply: services.uphold_objection(actor=request.actor, assignment=assignment, reply=reply),
        _("The unit is released from the assignment."),
    )


@requires(rules.REVIEW)
@require_POST
def overrule(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the assignment stand; the unit reads why."""
    assignment = in_scope(request, pk)
    return _act(
        request,
        assignment,
        "overrule_objection",
        lambda reply: services.overrule_objection(actor=request.actor, assignment=assignment, reply=reply),
        _("The assignment stands; the unit has been told why."),
    )


@requires(rules.REVIEW)
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a closed assignment up again."""
    assignment = in_scope(request, pk)
    return _act(
        request,
        assignment,
        "reopen",
        lambda reason: services.reopen_assignment(actor=request.actor, assignment=assignment, reason=reason),
        _("The assignment is in progress again."),
    )


def _act(
    request: StaffRequest, assignment: Assignment, act: str, call: Callable[[str], object], said: str
) -> HttpResponse:
    """Do it, or show the page with what was typed and why not. What somebody else did meanwhile is only said."""
    if not ASSIGNMENT.allows(assignment.state, act):
        messages.warning(
            request,
            _("Nothing was changed: the assignment is “%(state)s” by now.") % {"state": assignment.get_state_display()},
        )
        return redirect("plans:assignment", assignment.pk)
    form = REASONS[act](request.POST) if act in REASONS else None
    if form is not None and not form.is_valid():
        return assignment_shown(request, assignment, refused=form)
    try:
        call(form.cleaned_data["reason"] if form else "")
    except Refused as error:
        if form is None:
            messages.error(request, str(error))
            return redirect("plans:assignment", assignment.pk)
        form.add_error("reason", str(error))
        return assignment_shown(request, assignment, refused=form)
    messages.success(request, said)
    return redirect("plans:assignment", assignment.pk)

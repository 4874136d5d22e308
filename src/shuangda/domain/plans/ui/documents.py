"""The list of documents, and the page of one: its text at the left, what it orders at the right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangda.domain.plans import rules, selectors, services
from shuangda.domain.plans.models import PolicyDocument
from shuangda.domain.plans.states import DocumentState, UploadState
from shuangda.platform import clock
from shuangda.platform.desk.lists import paged
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.verdicts import Refused, demand

from .forms.documents import HeadingForm, WithdrawForm
from .forms.filters import DocumentFilter
from .likeness import side_by_side
from .workspace import Workspace

SORTS = {
    "title": "title",
    "number": "number",
    "genre": "genre",
    "issued_on": "issued_on",
    "state": "state",
    "created": "created_at",
}
FAILURES_SHOWN = timedelta(days=14)


@requires(rules.READ_DOCUMENTS)
@require_GET
def documents(request: StaffRequest) -> HttpResponse:
    """What came in and what was issued: files still being read on top."""
    form = DocumentFilter(request.GET)
    context = {
        "title": _("Documents"),
        "form": form,
        "page": paged(request, chosen_documents(request, form)),
        "uploads": _unread(request),
        "may_upload": request.actor.role in rules.UPLOAD.roles,
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "plans/documents.html", context)


def chosen_documents(request: StaffRequest, form: DocumentFilter) -> QuerySet[PolicyDocument]:
    """The documents that the filter bar lets through, in the order asked for."""
    asked = request.GET.get("sort", "-created")
    column = F(SORTS.get(asked.lstrip("-"), "created_at"))
    order = column.desc(nulls_last=True) if asked.startswith("-") else column.asc(nulls_last=True)
    found = selectors.documents_with_counts(request.actor).filter(form.conditions())
    return found.defer("upload__text", "upload__proposal", "details").order_by(order, "-upload", "position")


def _unread(request: StaffRequest) -> list[Any]:
    """Files that are being read, and those of late that could not be."""
    found = selectors.uploads(request.actor).exclude(state=UploadState.READ)
    return list(found.filter(uploaded_at__gte=clock.now() - FAILURES_SHOWN).defer("text", "proposal"))


@requires(rules.READ_DOCUMENTS)
@require_GET
def document(request: StaffRequest, pk: int) -> HttpResponse:
    """One document with everything that was found in it."""
    return show(request, seen(request, pk))


def seen(request: StaffRequest, pk: int) -> PolicyDocument:
    """The document, if it is in the actor's scope. Raises Http404."""
    return get_object_or_404(selectors.documents(request.actor), pk=pk)


def show(request: StaffRequest, found: PolicyDocument, problem: str = "") -> HttpResponse:
    """The document's page; with a problem it says what stood in the way, as 409."""
    work = Workspace(request.actor, found, only_open="open" in request.GET, problem=problem)
    context = {"title": str(found), "document": found, "work": work}
    return render(request, "plans/document.html", context, status=409 if problem else 200)


@requires(rules.CHECK)
@require_http_methods(["GET", "POST"])
def heading(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct title, kind, number, issuer and dates."""
    found = seen(request, pk)
    demand(rules.may_edit(request.actor, found))
    form = HeadingForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_heading(actor=request.actor, document=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The heading has been corrected."))
            return redirect("plans:document", pk)
    context = {"title": _("Correct the heading"), "document": found, "form": form}
    return render(request, "plans/heading.html", context, status=422 if form.errors else 200)


@requires(rules.CHECK)
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the check; while something is missing, say what and where."""
    return _act(request, pk, services.confirm_document, _("Confirmed. It can be issued now."))


@requires(rules.CHECK)
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a confirmed document back to be checked."""
    return _act(request, pk, services.reopen_document, _("Taken back to be checked."))


def _act(request: StaffRequest, pk: int, service: Any, done: str) -> HttpResponse:
    found = seen(request, pk)
    try:
        service(actor=request.actor, document=found)
    except Refused as refusal:
        return show(request, found, str(refusal))
    messages.success(request, done)
    return redirect("plans:document", pk)


@requires(rules.ISSUE)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Call an issued document back, with a reason that the units read."""
    found = seen(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_document(actor=request.actor, document=found, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            return show(request, found, str(refusal))
        messages.success(request, _("Withdrawn. Its open assignments are closed."))
        return redirect("plans:document", pk)
    context = {
        "title": _("Withdraw the document"),
        "document": found,
        "form": form,
        "progress": selectors.progress(selectors.assignments(request.actor).filter(measure__document=found)),
        "possible": found.state == DocumentState.ISSUED and rules.may_decide(request.actor, found),
    }
    return render(request, "plans/withdraw.html", context, status=422 if form.errors else 200)


@requires(rules.CHECK)
@require_GET
def compare(request: StaffRequest, pk: int) -> HttpResponse:
    """A document beside the one that it nearly repeats. Raises Http404 for one that repeats none."""
    found = seen(request, pk)
    other = get_object_or_404(selectors.documents(request.actor), pk=found.duplicate_of_id)
    context = {
        "title": _("Compare with the near-duplicate"),
        "document": found,
        "other": other,
        "rows": side_by_side(other.text, found.text),
    }
    return render(request, "plans/compare.html", context)

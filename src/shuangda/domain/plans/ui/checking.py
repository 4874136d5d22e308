"""Checking what the reader proposes: every act is a POST form, and answers with the part of the page it changes.

An act that touches one card answers with that card and the bar of counts; one that moves marks in the text, or
touches several cards, with the whole work area. Without script it leads back to the card.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from shuangda.domain.plans import rules, selectors, services
from shuangda.domain.plans.models import Edit, Item, Measure, PolicyDocument
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.verdicts import Refused, demand

from .documents import seen, show
from .forms.measures import AddForm, MeasureForms
from .workspace import Workspace, address

Changed = Literal["card", "work"]


@requires(rules.CHECK)
@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """The reader was right; the next one comes."""
    measure = the_measure(request, pk)
    act = partial(services.accept_measure, actor=request.actor, measure=measure)
    return perform(request, measure.document, act, _("Checked."), changed="card", at=measure, onward=True)


@requires(rules.CHECK)
@require_POST
def reject(request: StaffRequest, pk: int) -> HttpResponse:
    """This orders nothing."""
    measure = the_measure(request, pk)
    following = _neighbour(request, measure)
    act = partial(services.reject_measure, actor=request.actor, measure=measure)
    return perform(request, measure.document, act, _("Rejected. Undo brings it back."), at=following)


@requires(rules.CHECK)
@require_POST
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Make it one with the measure after it."""
    measure = the_measure(request, pk)
    following = _neighbour(request, measure, wrap=False)
    if following is None:
        return refused(request, measure.document, _("There is no measure after this one."))
    act = partial(services.merge_measures, actor=request.actor, first=measure, second=following)
    return perform(request, measure.document, act, _("Merged with the next."), at=measure)


@requires(rules.CHECK)
@require_http_methods(["GET", "POST"])
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """Cut a measure in two, at the end of one of its sentences or at the caret."""
    measure = the_measure(request, pk)
    demand(rules.may_edit(request.actor, measure.document))
    if request.method == "POST":
        at = request.POST.get("at", "")
        place = int(at) if at.isdecimal() else 0
        act = partial(services.split_measure, actor=request.actor, measure=measure, at=place)
        return perform(request, measure.document, act, _("Split in two."), at=measure)
    context = {"title": _("Split the measure"), "measure": measure, "places": split_places(measure.text)}
    return form_page(request, measure.document, "plans/parts/split_form.html", context)


def split_places(text: str) -> list[tuple[int, str, str]]:
    """Where a measure may be cut: after a sentence or clause. Each with the words before and after it."""
    places = [place + 1 for place, character in enumerate(text) if character in "。；，、;\n"]
    shown = [(at, text[max(0, at - 16) : at].strip(), text[at : at + 16].strip()) for at in places]
    return [(at, before, after) for at, before, after in shown if before and after]


@requires(rules.CHECK)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct words, units, due times, campaigns and note of a measure."""
    measure = the_measure(request, pk)
    demand(rules.may_edit(request.actor, measure.document))
    forms = MeasureForms(measure, request.POST or None)
    if request.method == "POST" and forms.is_valid():
        act = partial(services.edit_measure, actor=request.actor, measure=measure, **forms.values())
        return perform(request, measure.document, act, _("Corrected."), changed="card", at=measure)
    context = {
        "title": _("Correct the measure"),
        "measure": measure,
        "forms": forms,
        "unit_names": selectors.unit_names(request.actor),
    }
    status = 422 if request.method == "POST" else 200
    return form_page(request, measure.document, "plans/parts/edit_form.html", context, status)


@requires(rules.READ_DOCUMENTS)
@require_GET
def card(request: StaffRequest, pk: int) -> HttpResponse:
    """One measure's card alone, after an edit was given up; without script the document at the card."""
    measure = the_measure(request, pk)
    if not request.htmx:
        return redirect(address(measure.document_id, f"measure-{pk}"))
    work = Workspace(request.actor, measure.document)
    return focused(_card(request, work, pk), f"measure-{pk}")


@requires(rules.CHECK)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Make marked words a measure that the reader missed."""
    document = seen(request, pk)
    demand(rules.may_edit(request.actor, document))
    form = AddForm(request.POST or None, initial=request.GET.dict(), auto_id="add-%s")
    if request.method == "POST" and form.is_valid():
        place = form.place_in(document.text, document.span_start)
        if place:
            act = partial(services.add_measure, actor=request.actor, document=document, start=place[0], end=place[1])
            return perform(request, document, act, _("Added."))
        form.add_error("quote", _("These words do not stand in the text like this."))
    context = {"title": _("Add a measure"), "form": form}
    return form_page(request, document, "plans/parts/add_form.html", context, 422 if form.errors else 200)


@requires(rules.CHECK)
@require_http_methods(["GET", "POST"])
def accept_all(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept everything that nobody has looked at, after one more question."""
    document = seen(request, pk)
    demand(rules.may_edit(request.actor, document))
    if request.method == "GET":
        work = Workspace(request.actor, document)
        context = {"title": _("Accept all that remain"), "document": document, "work": work}
        return render(request, "plans/accept_all.html", context)
    count = services.accept_all(actor=request.actor, document=document)
    said = ngettext("%(n)d measure accepted.", "%(n)d measures accepted.", count) % {"n": count}
    messages.success(request, said)
    return redirect("plans:document", pk)


@requires(rules.CHECK)
@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the last correction back."""
    document = seen(request, pk)
    act = partial(services.undo_last_edit, actor=request.actor, document=document)
    return perform(request, document, act, _("Undone."))


ITEMS: dict[str, Callable[[Any], Any]] = {
    "duty": selectors.duties,
    "target": selectors.targets,
    "activity": selectors.activities,
    "finding": selectors.findings,
}


@requires(rules.CHECK)
@require_POST
def decide(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Accept or reject a duty, target or activity; note a finding as seen to, or leave it aside."""
    item: Item = get_object_or_404(ITEMS[kind](request.actor).select_related("document__upload__file"), pk=pk)
    verdict = request.POST.get("verdict")
    if verdict not in {"accept", "reject"}:
        raise Http404
    act = partial(services.decide_item, actor=request.actor, item=item, accept=verdict == "accept")
    said = _("Checked.") if verdict == "accept" else _("Rejected.")
    return perform(request, item.document, act, said, key=f"{kind}-{pk}")


def the_measure(request: StaffRequest, pk: int) -> Measure:
    """A measure in the actor's scope. Raises Http404."""
    found = selectors.all_measures(request.actor).select_related("document__upload__file", "document__office")
    return get_object_or_404(found.prefetch_related("mentions__units"), pk=pk)


def _neighbour(request: StaffRequest, measure: Measure, *, wrap: bool = True) -> Measure | None:
    """The measure after this one; with `wrap` the one before it where this is the last."""
    found = list(selectors.measures(request.actor, measure.document))
    ids = [each.pk for each in found]
    place = ids.index(measure.pk)
    if place + 1 < len(found):
        return found[place + 1]
    return found[place - 1] if wrap and place else None


def perform(
    request: StaffRequest,
    document: PolicyDocument,
    act: Callable[[], object],
    said: str,
    *,
    changed: Changed = "work",
    at: Measure | None = None,
    onward: bool = False,
    key: str = "",
) -> HttpResponse:
    """Do the act and answer with what changed; say why when it was refused.

    The focus goes to `at` (or the item `key`), with `onward` to the next measure that waits; after an act that makes a
    measure to that, after an undo to the first that came back.
    """
    try:
        result = act()
    except Refused as refusal:
        return refused(request, document, str(refusal))
    if isinstance(result, Edit):
        key = next((f"measure-{kept['id']}" for kept in result.before), "")
    elif at is None and isinstance(result, Measure):
        at = result
    work = Workspace(request.actor, document)
    goal = (work.after(at.pk) if at and onward else None) or at
    key = key or (f"measure-{goal.pk}" if goal else "")
    if not request.htmx:
        messages.success(request, said)
        return redirect(address(document.pk, key))
    if changed == "card" and at is not None:
        response = _card(request, work, at.pk)
    else:
        response = render(request, "plans/parts/work.html", {"work": work, "document": document})
        response = reswap(retarget(response, "#work"), "outerHTML")
    return focused(response, key, said)


def refused(request: StaffRequest, document: PolicyDocument, why: str) -> HttpResponse:
    """409 with the reason: on the page, or in the place for problems above the work area."""
    if not request.htmx:
        return show(request, document, why)
    response = render(request, "plans/parts/problem.html", {"problem": why}, status=409)
    return reswap(retarget(response, "#problem"), "innerHTML")


def form_page(
    request: StaffRequest, document: PolicyDocument, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A form alone, for its place in the page, or on a page of its own without script."""
    context |= {"document": document, "form_template": template}
    return render(request, template if request.htmx else "plans/form_page.html", context, status=status)


def _card(request: StaffRequest, work: Workspace, pk: int) -> HttpResponse:
    context = {"work": work, "document": work.document, "item": work.measure(pk)}
    return render(request, "plans/parts/card_and_bar.html", context)


def focused(response: HttpResponse, key: str, said: str = "") -> HttpResponse:
    """Tell the page's script where the focus goes and what to say to those who do not see."""
    return trigger_client_event(response, "plans:done", {"key": key, "said": said}, after="settle")

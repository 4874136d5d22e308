"""What the office sees of its units: the roster of liaison officers, and the names it has decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from shuangda.platform.desk.lists import paged
from shuangda.platform.exchange.workbook import Sheet, download, workbook
from shuangda.platform.orgs.permissions import requires

from .. import rules, selectors, services
from ..http import StaffRequest
from ..models import Seat, Unit
from ..roles import Role
from . import forms
from .acts import Act, perform, sent


@requires(rules.READ_LIAISONS)
@require_GET
def liaisons(request: StaffRequest) -> HttpResponse:
    """Each unit that the office works with, its liaison officers and their phone."""
    form = forms.LiaisonFilter(request.GET)
    context = {
        "title": _("Liaison officers"),
        "form": form,
        "page": paged(request, _chosen(request, form)),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "orgs/liaisons.html", context)


@requires(rules.READ_LIAISONS)
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The roster as a workbook, one line a person."""
    columns = [
        (_("Unit"), 30),
        (_("Kind"), 14),
        (pgettext("person", "Name"), 14),
        (_("Post"), 18),
        (_("Office phone"), 20),
    ]
    rows = (
        (unit.name, unit.get_kind_display(), person.full_name, person.post, person.phone)
        if person
        else (unit.name, unit.get_kind_display(), "", "", "")
        for unit in _chosen(request, forms.LiaisonFilter(request.GET))
        for person in [seat.person for seat in unit.liaison_seats] or [None]  # type: ignore[attr-defined]
    )
    title = _("Liaison officers")
    return download(workbook([Sheet(title, columns, rows)], title=title), title)


def _chosen(request: StaffRequest, form: forms.LiaisonFilter) -> QuerySet[Unit]:
    form.is_valid()
    held = Seat.objects.on().filter(role=Role.LIAISON, person__is_active=True).select_related("person")
    of_unit = held.filter(unit=OuterRef("pk"))
    found = selectors.liaisons(request.actor).prefetch_related(Prefetch("seats", held, to_attr="liaison_seats"))
    if words := form.cleaned_data.get("q"):
        named = Q(name__icontains=words) | Q(short_name__icontains=words)
        found = found.filter(named | Exists(of_unit.filter(person__full_name__icontains=words)))
    if form.cleaned_data.get("missing"):
        found = found.filter(~Exists(of_unit))
    return found.order_by("region__code", "kind", "pk")


@requires(rules.DECIDE_ALIASES)
@require_GET
def aliases(request: StaffRequest) -> HttpResponse:
    """What this office decided that names in documents mean."""
    found = selectors.aliases(request.actor)
    return render(request, "orgs/aliases.html", {"title": _("Decided names"), "page": paged(request, found)})


@requires(rules.DECIDE_ALIASES)
@require_http_methods(["GET", "POST"])
def drop_alias(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a decision about a name back."""
    alias = get_object_or_404(selectors.aliases(request.actor), pk=pk)
    act = Act(
        _("Take the decision back") + f" · {alias.name}",
        _("Take it back"),
        _("The name is resolved by the general rules again."),
        reverse("orgs:aliases"),
        warning=_("In documents read from now on this name is no longer understood so. Documents read before stay."),
        ends=tuple(str(unit) for unit in alias.units.all()),
    )

    def write(_values: Mapping[str, Any]) -> None:
        services.drop_alias(actor=request.actor, alias=alias)

    return perform(request, act, forms.ConfirmForm(sent(request)), write)

"""Units: the list, one unit with its names through time, and what the system administrator does to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from shuangda.platform import clock
from shuangda.platform.desk.lists import paged
from shuangda.platform.exchange.workbook import Sheet, download, workbook
from shuangda.platform.orgs.permissions import requires

from .. import rules, selectors, services
from ..http import StaffRequest
from ..models import Seat, Unit
from . import forms
from .acts import Act, perform, sent

SORTS = {"name": "short_name", "region": "region__code", "kind": "kind", "since": "valid_from"}
FORM = ["GET", "POST"]


@requires(rules.READ_UNITS)
@require_GET
def units(request: StaffRequest) -> HttpResponse:
    """The units that the actor sees."""
    form = forms.UnitFilter(request.actor, request.GET)
    context = {
        "title": _("Units"),
        "form": form,
        "page": paged(request, _chosen(request, form)),
        "may_manage": bool(rules.has(request.actor, rules.MANAGE_UNITS)),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "orgs/units.html", context)


@requires(rules.READ_UNITS)
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The same list as a workbook."""
    found = _chosen(request, forms.UnitFilter(request.actor, request.GET))
    columns = [
        (_("Full name"), 40),
        (_("Short name"), 24),
        (_("Kind"), 14),
        (_("Region"), 14),
        (_("Superior"), 24),
        (_("Enforcement power"), 14),
        (_("Exists since"), 14),
        (_("Last day"), 14),
    ]
    rows = (
        (
            unit.name,
            unit.short_name,
            unit.get_kind_display(),
            unit.region.name,
            str(unit.superior or ""),
            _("yes") if unit.can_enforce else _("no"),
            unit.valid_from,
            unit.valid_to,
        )
        for unit in found
    )
    return download(workbook([Sheet(_("Units"), columns, rows)], title=_("Units")), _("Units"))


def _chosen(request: StaffRequest, form: forms.UnitFilter) -> QuerySet[Unit]:
    asked = request.GET.get("sort", "region")
    column = SORTS.get(asked.lstrip("-"), "region__code")
    held = Seat.objects.on().values("pk")
    found = selectors.units(request.actor).filter(form.condition())
    found = found.annotate(holders=Count("seats__person", filter=Q(seats__in=held), distinct=True)).distinct()
    return found.order_by(f"-{column}" if asked.startswith("-") else column, "kind", "pk")


@requires(rules.READ_UNITS)
@require_GET
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """One unit: its fields, its names through time, who holds which seat."""
    found = _seen(request, pk)
    seats = selectors.seats(request.actor).filter(unit=found).order_by("role", "valid_from", "pk")
    held = set(Seat.objects.on().filter(unit=found).values_list("pk", flat=True))
    context = {
        "title": found.name,
        "unit": found,
        "names": found.names.all(),
        "below": found.subordinates.on(),
        "seats": [seat for seat in seats if seat.pk in held],
        "past_seats": [seat for seat in seats if seat.pk not in held],
        "may_manage": bool(rules.has(request.actor, rules.MANAGE_UNITS)),
        "may_see_people": bool(rules.has(request.actor, rules.READ_PEOPLE)),
        "today": clock.today(),
    }
    return render(request, "orgs/unit.html", context)


@requires(rules.MANAGE_UNITS)
@require_http_methods(FORM)
def create(request: StaffRequest) -> HttpResponse:
    """Register a unit."""
    act = Act(_("Register a unit"), _("Register"), _("The unit is registered."), reverse("orgs:units"))

    def write(values: Mapping[str, Any]) -> str:
        return _address(services.create_unit(actor=request.actor, **values))

    return perform(request, act, forms.UnitForm(request.actor, sent(request)), write)


@requires(rules.MANAGE_UNITS)
@require_http_methods(FORM)
def create_region(request: StaffRequest) -> HttpResponse:
    """Register a region."""
    act = Act(_("Register a region"), _("Register"), _("The region is registered."), reverse("orgs:units"))

    def write(values: Mapping[str, Any]) -> None:
        services.create_region(actor=request.actor, **values)

    return perform(request, act, forms.RegionForm(request.actor, sent(request)), write)


@requires(rules.MANAGE_UNITS)
@require_http_methods(FORM)
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change what is not a name."""
    found = _seen(request, pk)
    act = _act(found, _("Change"), _("Save"), _("The unit is changed."))

    def write(values: Mapping[str, Any]) -> None:
        services.change_unit(actor=request.actor, unit=found, **values)

    return perform(request, act, forms.UnitForm(request.actor, sent(request), unit=found), write)


@requires(rules.MANAGE_UNITS)
@require_http_methods(FORM)
def rename(request: StaffRequest, pk: int) -> HttpResponse:
    """Give new names from a day on."""
    found = _seen(request, pk)
    intro = _("The present names stay as former names, so that older documents are still understood.")
    act = _act(found, _("Rename"), _("Rename"), _("The unit has its new name."), intro=intro)
    initial = {"name": found.name, "short_name": found.short_name, "day": clock.today()}

    def write(values: Mapping[str, Any]) -> None:
        services.rename_unit(actor=request.actor, unit=found, **values)

    return perform(request, act, forms.RenameForm(sent(request), initial=initial), write)


@requires(rules.MANAGE_UNITS)
@require_http_methods(FORM)
def add_name(request: StaffRequest, pk: int) -> HttpResponse:
    """Note another name that is in use."""
    found = _seen(request, pk)
    act = _act(found, _("Add another name"), _("Add the name"), _("The name is added."))

    def write(values: Mapping[str, Any]) -> None:
        services.add_unit_name(actor=request.actor, unit=found, **values)

    return perform(request, act, forms.OtherNameForm(sent(request)), write)


@requires(rules.MANAGE_UNITS)
@require_http_methods(FORM)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close a unit after a last day."""
    found = _seen(request, pk)
    held = Seat.objects.on().filter(unit=found).select_related("person", "unit")
    act = _act(
        found,
        _("Close the unit"),
        _("Close the unit"),
        _("The unit is closed."),
        warning=_("After its last day the unit gets no more work, and nobody can act for it. Its records stay."),
        ends=tuple(str(seat) for seat in held),
    )

    def write(values: Mapping[str, Any]) -> None:
        services.close_unit(actor=request.actor, unit=found, **values)

    return perform(request, act, forms.CloseUnitForm(sent(request), initial={"last_day": clock.today()}), write)


def _seen(request: StaffRequest, pk: int) -> Unit:
    """The unit, if the actor sees it. Raises Http404."""
    return get_object_or_404(selectors.units(request.actor), pk=pk)


def _address(found: Unit) -> str:
    return reverse("orgs:unit", args=[found.pk])


def _act(found: Unit, verb: str, button: str, done: str, **more: Any) -> Act:
    return Act(verb, button, done, _address(found), of=found.short_name, **more)

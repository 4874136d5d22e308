"""Seats: given and taken away by the security administrator, never to or from themself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shuangda.platform import clock
from shuangda.platform.orgs.permissions import requires

from .. import rules, selectors, services
from ..http import StaffRequest
from . import forms
from .acts import Act, perform, sent

FORM = ["GET", "POST"]


@requires(rules.MANAGE_SEATS)
@require_http_methods(FORM)
def give(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a person a seat."""
    person = get_object_or_404(selectors.people(request.actor), pk=pk)
    here = reverse("orgs:person", args=[person.pk])
    act = Act(_("Give a seat"), _("Give the seat"), _("The seat is given."), here, of=person.full_name)
    form = forms.SeatForm(request.actor, sent(request), {"unit": person.unit, "valid_from": clock.today()})

    def write(values: Mapping[str, Any]) -> None:
        services.give_seat(actor=request.actor, person=person, **values)

    return perform(request, act, form, write)


@requires(rules.MANAGE_SEATS)
@require_http_methods(FORM)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a seat away."""
    seat = get_object_or_404(selectors.seats(request.actor), pk=pk)
    here = reverse("orgs:person", args=[seat.person_id])
    act = Act(
        _("End a seat"),
        _("End the seat"),
        _("The seat is ended."),
        here,
        warning=_("The person can no longer act in this role for this unit. What they did stays on record."),
        ends=(str(seat),),
        of=seat.person.full_name,
    )

    def write(values: Mapping[str, Any]) -> None:
        services.end_seat(actor=request.actor, seat=seat, **values)

    return perform(request, act, forms.EndSeatForm(sent(request)), write)

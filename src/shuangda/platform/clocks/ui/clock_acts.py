"""What a unit records of its time limit: paused, resumed, extended, done, started anew, or an entry taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.ui.acts import Act, perform, sent
from shuangda.platform.orgs.ui.forms import ReasonForm

from .. import rules, selectors, services
from ..models import Clock
from ..readings import Standing, run_of
from ..services.clocks import last_entry
from ..states import ClockState, EventKind
from .forms import ActForm

# What each act is called, what it leads to, what its page says.
WORDS: Final[dict[EventKind, tuple[Promise, Promise, Promise]]] = {
    EventKind.PAUSE: (
        gettext_lazy("Pause"),
        gettext_lazy("Time does not count from that day on."),
        gettext_lazy("From this day on time does not count, until you record that it counts again."),
    ),
    EventKind.RESUME: (
        gettext_lazy("Resume"),
        gettext_lazy("Time counts again."),
        gettext_lazy("From this day on time counts again; the days before it were left out."),
    ),
    EventKind.EXTEND: (
        gettext_lazy("Extend"),
        gettext_lazy("The time limit is extended."),
        gettext_lazy("Record an extension that was approved, within what the rule allows."),
    ),
    EventKind.STOP: (
        gettext_lazy("Record as done"),
        gettext_lazy("The time limit is done."),
        gettext_lazy("The act that the limit is for was done on this day."),
    ),
    EventKind.RESTART: (
        gettext_lazy("Start anew"),
        gettext_lazy("The time limit runs anew."),
        gettext_lazy("The limit begins again with this day; pauses and extensions before it no longer matter."),
    ),
}


def possible_acts(standing: Standing) -> list[tuple[str, Promise | str, bool]]:
    """The acts that fit now, each with its address and whether it is the main one."""
    clock, run = standing.clock, standing.run
    fits = {
        EventKind.RESUME: standing.state == ClockState.PAUSED and any(pause.end is None for pause in run.pauses),
        EventKind.PAUSE: run.rule.direction == "after" and all(pause.end is not None for pause in run.pauses),
        EventKind.EXTEND: len(run.extensions) < len(run.rule.extensions),
        EventKind.RESTART: True,
        EventKind.STOP: True,
    }
    found: list[tuple[str, Promise | str, bool]] = [
        (reverse(f"clocks:clock_{kind.value}", args=[clock.pk]), WORDS[kind][0], kind == EventKind.STOP)
        for kind, may in fits.items()
        if may and standing.state != ClockState.STOPPED
    ]
    if last_entry(clock):
        found.insert(0, (reverse("clocks:clock_undo", args=[clock.pk]), _("Take the last entry back"), False))
    return found


def own(request: StaffRequest, pk: int) -> Clock:
    """A clock of the actor's own unit: nobody acts for another. Raises Http404."""
    return get_object_or_404(selectors.clocks(request.actor).filter(unit=request.actor.unit_id), pk=pk)


def _act(request: StaffRequest, pk: int, kind: EventKind) -> HttpResponse:
    found = own(request, pk)
    verb, done, intro = WORDS[kind]
    here = reverse("clocks:clock", args=[found.pk])
    act = Act(verb, verb, done, here, intro=intro, of=found.title)

    def write(values: Mapping[str, Any]) -> None:
        given = {name: values[name] for name in ("at", "ground", "units", "note") if name in values}
        SERVICES[kind](actor=request.actor, clock=found, **given)

    return perform(request, act, ActForm(kind, run_of(found), sent(request)), write)


SERVICES: Final[dict[EventKind, Any]] = {
    EventKind.PAUSE: services.pause_clock,
    EventKind.RESUME: services.resume_clock,
    EventKind.EXTEND: services.extend_clock,
    EventKind.STOP: services.stop_clock,
    EventKind.RESTART: services.restart_clock,
}


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def pause(request: StaffRequest, pk: int) -> HttpResponse:
    """Time does not count from a day on."""
    return _act(request, pk, EventKind.PAUSE)


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def resume(request: StaffRequest, pk: int) -> HttpResponse:
    """Time counts again."""
    return _act(request, pk, EventKind.RESUME)


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """The rule's next extension was granted."""
    return _act(request, pk, EventKind.EXTEND)


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """What the limit is for was done."""
    return _act(request, pk, EventKind.STOP)


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def restart(request: StaffRequest, pk: int) -> HttpResponse:
    """The limit begins anew."""
    return _act(request, pk, EventKind.RESTART)


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the newest entry back; it stays on record."""
    found = own(request, pk)
    here, last = reverse("clocks:clock", args=[found.pk]), last_entry(found)
    ends = (f"{last.get_kind_display()} {date_format(localtime(last.at), 'SHORT_DATE_FORMAT')}",) if last else ()
    act = Act(
        _("Take the last entry back"),
        _("Take it back"),
        _("The entry no longer counts."),
        here,
        warning=_("The entry no longer counts, and the due date follows from what is left. Both stay on record."),
        ends=ends,
        of=found.title,
    )

    def write(values: Mapping[str, Any]) -> None:
        services.undo_entry(actor=request.actor, clock=found, reason=values["reason"])

    form: forms.Form = ReasonForm(sent(request))
    return perform(request, act, form, write)

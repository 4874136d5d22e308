"""People: the list, one person with their seats, and what the system and the security administrator do to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
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
from ..models import Person, Seat
from . import forms
from .acts import Act, perform, sent

SORTS = {"name": "full_name", "login": "username", "unit": "unit__short_name"}
FORM = ["GET", "POST"]


@requires(rules.READ_PEOPLE)
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """The people that the actor sees, with the seats they hold."""
    form = forms.PersonFilter(request.GET)
    context = {
        "title": _("People"),
        "form": form,
        "page": paged(request, _chosen(request, form)),
        "may_manage": bool(rules.has(request.actor, rules.MANAGE_PEOPLE)),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "orgs/people.html", context)


@requires(rules.READ_PEOPLE)
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The same list as a workbook."""
    columns = [
        (pgettext("person", "Name"), 14),
        (_("Log-in name"), 18),
        (_("Belongs to"), 24),
        (_("Post"), 14),
        (_("Office phone"), 18),
        (_("Seats"), 50),
        (_("State"), 14),
    ]
    rows = (
        (
            person.full_name,
            person.username,
            str(person.unit or ""),
            person.post,
            person.phone,
            "；".join(f"{seat.unit} {seat.get_role_display()}" for seat in person.held),  # type: ignore[attr-defined]
            state_of(person),
        )
        for person in _chosen(request, forms.PersonFilter(request.GET))
    )
    return download(workbook([Sheet(_("People"), columns, rows)], title=_("People")), _("People"))


def _chosen(request: StaffRequest, form: forms.PersonFilter) -> QuerySet[Person]:
    asked = request.GET.get("sort", "login")
    column = SORTS.get(asked.lstrip("-"), "username")
    held = Prefetch("seats", Seat.objects.on().select_related("unit"), to_attr="held")
    found = selectors.people(request.actor).filter(form.condition()).prefetch_related(held)
    return found.order_by(f"-{column}" if asked.startswith("-") else column, "pk")


def state_of(person: Person) -> str:
    """Whether the account is open, in one word."""
    if not person.is_active:
        return _("Account closed")
    return _("Log-in locked") if person.locked_at else _("May log in")


@requires(rules.READ_PEOPLE)
@require_GET
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person with their seats, present and past."""
    found = _seen(request, pk)
    seats = selectors.seats(request.actor).filter(person=found)
    held = set(Seat.objects.on().filter(person=found).values_list("pk", flat=True))
    others = request.actor.person_id != found.pk
    context = {
        "title": found.full_name,
        "person": found,
        "state": state_of(found),
        "seats": [seat for seat in seats if seat.pk in held],
        "past_seats": [seat for seat in seats if seat.pk not in held],
        "may_manage": bool(rules.has(request.actor, rules.MANAGE_PEOPLE)),
        "may_manage_others": others and bool(rules.has(request.actor, rules.MANAGE_PEOPLE)),
        "may_seat": others and bool(rules.has(request.actor, rules.MANAGE_SEATS)),
        "may_lock": others and bool(rules.has(request.actor, rules.LOCK_LOGINS)),
    }
    return render(request, "orgs/person.html", context)


@requires(rules.MANAGE_PEOPLE)
@require_http_methods(FORM)
def create(request: StaffRequest) -> HttpResponse:
    """Register a person."""
    act = Act(
        _("Register a person"),
        _("Register"),
        _("The person is registered. The security administrator gives them their seat."),
        reverse("orgs:people"),
        intro=_("They must change the first password when they log in."),
    )

    def write(values: Mapping[str, Any]) -> str:
        return _address(services.create_person(actor=request.actor, **values))

    return perform(request, act, forms.PersonForm(request.actor, sent(request)), write)


@requires(rules.MANAGE_PEOPLE)
@require_http_methods(FORM)
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct name, unit, post, phone."""
    found = _seen(request, pk)

    def write(values: Mapping[str, Any]) -> None:
        services.change_person(actor=request.actor, person=found, **values)

    act = _act(found, _("Change"), _("Save"), _("The person is changed."))
    return perform(request, act, forms.PersonForm(request.actor, sent(request), person=found), write)


@requires(rules.MANAGE_PEOPLE)
@require_http_methods(FORM)
def password(request: StaffRequest, pk: int) -> HttpResponse:
    """Set a password for somebody who forgot theirs."""
    found = _seen(request, pk)
    warning = _("All log-ins of this person end. They must change this password when they log in.")
    act = _act(found, _("Set a password"), _("Set the password"), _("The password is set."), warning=warning)

    def write(values: Mapping[str, Any]) -> None:
        services.set_password(actor=request.actor, person=found, **values)

    return perform(request, act, forms.PasswordForm(sent(request)), write)


@requires(rules.MANAGE_PEOPLE)
@require_http_methods(FORM)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close an account."""
    found = _seen(request, pk)
    warning = _("The person cannot log in any more, and is logged out at once. What they did stays on record.")
    act = _act(
        found,
        _("Close the account"),
        _("Close the account"),
        _("The account is closed."),
        warning=warning,
        ends=tuple(str(seat) for seat in selectors.seats_of(found)),
    )
    return perform(request, act, forms.ReasonForm(sent(request)), _with(services.deactivate_person, request, found))


@requires(rules.MANAGE_PEOPLE)
@require_http_methods(FORM)
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = _seen(request, pk)
    act = _act(found, _("Open the account again"), _("Open the account"), _("The account is open."))
    return perform(request, act, forms.ReasonForm(sent(request)), _with(services.reactivate_person, request, found))


@requires(rules.LOCK_LOGINS)
@require_http_methods(FORM)
def lock(request: StaffRequest, pk: int) -> HttpResponse:
    """Lock a log-in."""
    found = _seen(request, pk)
    warning = _("The person is logged out at once and cannot log in until you unlock it.")
    act = _act(found, _("Lock the log-in"), _("Lock the log-in"), _("The log-in is locked."), warning=warning)
    return perform(request, act, forms.ReasonForm(sent(request)), _with(services.lock_person, request, found))


@requires(rules.LOCK_LOGINS)
@require_http_methods(FORM)
def unlock(request: StaffRequest, pk: int) -> HttpResponse:
    """Unlock a log-in."""
    found = _seen(request, pk)
    act = _act(found, _("Unlock the log-in"), _("Unlock the log-in"), _("The log-in is unlocked."))
    return perform(request, act, forms.ReasonForm(sent(request)), _with(services.unlock_person, request, found))


def _with(service: Callable[..., Person], request: StaffRequest, found: Person) -> Callable[[Mapping[str, Any]], None]:
    """The writer of a page that asks for a reason only."""

    def write(values: Mapping[str, Any]) -> None:
        service(actor=request.actor, person=found, **values)

    return write


def _seen(request: StaffRequest, pk: int) -> Person:
    """The person, if the actor sees them. Raises Http404."""
    return get_object_or_404(selectors.people(request.actor), pk=pk)


def _address(found: Person) -> str:
    return reverse("orgs:person", args=[found.pk])


def _act(found: Person, verb: str, button: str, done: str, **more: Any) -> Act:
    return Act(verb, button, done, _address(found), of=found.full_name, **more)

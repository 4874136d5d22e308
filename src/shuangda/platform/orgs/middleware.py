from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .actors import NOBODY, Actor
from .http import StaffRequest
from .permissions import PUBLIC, SIGNED_IN, Permission
from .selectors import acting_seat

SEAT_KEY = "seat"

# Routes of libraries cannot carry a decorator, so their rules stand here. What is missing is closed.
THIRD_PARTY: dict[str, Permission] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "set_language": PUBLIC,
}

# What somebody who still has the password of an administrator may open before they have their own.
BEFORE_OWN_PASSWORD = frozenset({"account_change_password", "account_reauthenticate", "account_logout", "set_language"})


class ActorMiddleware:
    """Put `request.actor` there: the signed-in person in the seat they chose, with the id of this request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex
        seat = acting_seat(request.user, request.session.get(SEAT_KEY)) if request.user.is_authenticated else None
        cast(StaffRequest, request).actor = Actor.in_seat(seat, request_id) if seat else NOBODY.during(request_id)
        return self.get_response(request)


class AccessMiddleware:
    """Hold the access rule of every route. A route that has none is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = access_rule(name, view)
        if rule is None:
            raise PermissionDenied(_("This address has no access rule."))
        if rule.anonymous:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.must_change_password and name not in BEFORE_OWN_PASSWORD:
            messages.warning(request, _("Please choose your own password first: the present one was set for you."))
            return redirect("account_change_password")
        if rule is not SIGNED_IN and cast(StaffRequest, request).actor.role not in rule.roles:
            raise PermissionDenied(_("Your role may not open this page."))
        return None


def access_rule(view_name: str, view: Callable[..., Any]) -> Permission | None:
    """The rule of a route: the view's own, or the one listed for a library's route."""
    return getattr(view, "access", None) or THIRD_PARTY.get(view_name)

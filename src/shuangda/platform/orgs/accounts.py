"""How allauth is bound to our people: closed registration, locks, the trail of log-ins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from . import services
from .actors import NOBODY, Actor
from .models import Person
from .selectors import acting_seat


class LockableBackend(AuthenticationBackend):  # type: ignore[misc]
    """Neither a closed account nor a locked log-in gets in, or stays in."""

    def user_can_authenticate(self, user: Person) -> bool:
        return bool(super().user_can_authenticate(user)) and user.locked_at is None


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, never by their owner."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse | None:
        if user.locked_at is not None:
            return self.respond_user_inactive(request, user)
        refusal: HttpResponse | None = super().pre_login(request, user, **options)
        return refusal

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Say so at the log-in page, and keep the attempt on the trail."""
        services.note_failed_login(actor=_actor(request), username=user.username)
        messages.error(request, _("This log-in is closed or locked. Please ask your administrator."))
        return redirect("account_login")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        services.note_failed_login(actor=_actor(request), username=str(credentials.get("username", "")))

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        services.note_login(actor=_actor(request, user), person=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:home")

    def set_password(self, user: Person, password: str) -> None:
        services.change_own_password(actor=_actor(self.request, user), person=user, password=password)


def _actor(request: HttpRequest, person: Person | None = None) -> Actor:
    """Who acts around a log-in: the seat if there is one yet, else the person, else nobody."""
    actor: Actor = getattr(request, "actor", NOBODY)
    if person is None or actor.person_id is not None:
        return actor
    seat = acting_seat(person, None)
    if seat is not None:
        return Actor.in_seat(seat, actor.request_id)
    return replace(actor, person_id=person.pk, name=person.full_name)

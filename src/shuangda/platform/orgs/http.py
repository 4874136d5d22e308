from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .actors import Actor
from .models import Person


class StaffRequest(HttpRequest):
    """What a view of staff gets, for the type checker: a request with its actor."""

    actor: Actor
    user: Person | AnonymousUser
    htmx: HtmxDetails

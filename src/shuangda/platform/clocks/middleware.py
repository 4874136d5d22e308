"""One request, one work calendar: a page with fifty dates asks for it once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from .selectors import one_calendar


class CalendarMiddleware:
    """Hold the calendar for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with one_calendar():
            return self.get_response(request)

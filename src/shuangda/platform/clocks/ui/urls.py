from __future__ import annotations

from django.urls import path

from . import calendars
from .rule_urls import urlpatterns as rule_urls

app_name = "clocks"
urlpatterns = [
    path("calendar/", calendars.calendar, name="calendar"),
    *rule_urls,
]

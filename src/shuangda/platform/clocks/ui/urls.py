from __future__ import annotations

from django.urls import path

from . import calendars

app_name = "clocks"
urlpatterns = [
    path("calendar/", calendars.calendar, name="calendar"),
]

from __future__ import annotations

from django.urls import path

from . import calendars
from .rule_urls import urlpatterns as rule_urls

app_name = "clocks"
urlpatterns = [
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/record/", calendars.record, name="calendar_record"),
    path("calendar/weekends/", calendars.weekends, name="calendar_weekends"),
    path("calendar/<int:year>/", calendars.year, name="calendar_year"),
    *rule_urls,
]

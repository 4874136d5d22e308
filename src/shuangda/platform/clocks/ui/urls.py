from __future__ import annotations

from django.urls import path

from . import calendars, clock_acts, clocks
from .rule_urls import urlpatterns as rule_urls

app_name = "clocks"
urlpatterns = [
    path("", clocks.clock_list, name="clocks"),
    path("export/", clocks.export_clocks, name="export_clocks"),
    path("start/", clocks.start, name="start"),
    path("<int:pk>/", clocks.clock_page, name="clock"),
    path("<int:pk>/pause/", clock_acts.pause, name="clock_pause"),
    path("<int:pk>/resume/", clock_acts.resume, name="clock_resume"),
    path("<int:pk>/extend/", clock_acts.extend, name="clock_extend"),
    path("<int:pk>/stop/", clock_acts.stop, name="clock_stop"),
    path("<int:pk>/restart/", clock_acts.restart, name="clock_restart"),
    path("<int:pk>/undo/", clock_acts.undo, name="clock_undo"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/record/", calendars.record, name="calendar_record"),
    path("calendar/weekends/", calendars.weekends, name="calendar_weekends"),
    path("calendar/<int:year>/", calendars.year, name="calendar_year"),
    *rule_urls,
]

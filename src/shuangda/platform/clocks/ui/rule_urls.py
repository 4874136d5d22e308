from __future__ import annotations

from django.urls import path

from . import rules, statutes

urlpatterns = [
    path("rules/", rules.rule_list, name="rules"),
    path("rules/export/", rules.export_rules, name="export_rules"),
    path("rules/<slug:clock_id>/", rules.rule_page, name="rule"),
    path("statutes/", statutes.statute_list, name="statutes"),
]

"""法条对照: statutes that were replaced or renumbered, and what to cite for an act and a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from shuangda.kernel.clocks import Applicable, ClockError, Statute, applicable, statutes
from shuangda.platform.desk.widgets import DayInput
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires

from ..rules import READ_RULES
from ..wording import in_chinese, said


class CitationForm(forms.Form):
    """The days by which a version is chosen."""

    act = forms.DateField(label=lazy("Day of the act"), widget=DayInput())
    decision = forms.DateField(label=lazy("Day of the decision"), widget=DayInput(), required=False)

    def clean(self) -> dict[str, date | None]:
        values = self.cleaned_data
        act, decision = values.get("act"), values.get("decision")
        if act and decision and decision < act:
            self.add_error("decision", _("The decision comes before the act: check the dates."))
        return values


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic: its article in each version, and what is cited for the days asked for."""

    name: str
    articles: tuple[str, ...]
    cited: Applicable | None
    problem: str


@requires(READ_RULES)
@require_GET
def statute_list(request: StaffRequest) -> HttpResponse:
    """All statutes with several versions."""
    form = CitationForm(request.GET or None)
    days = None
    if form.is_valid():
        act = form.cleaned_data["act"]
        days = (act, form.cleaned_data["decision"] or act)
    context = {
        "title": _("Renumbered statutes"),
        "form": form,
        "days": days,
        "statutes": [
            (statute.name_zh if in_chinese() else statute.name_en, statute, list(_rows(statute, days)))
            for statute in statutes()
        ],
    }
    return render(request, "clocks/rule_statutes.html", context)


def _rows(statute: Statute, days: tuple[date, date] | None) -> list[TopicRow]:
    rows = []
    for topic in statute.topics:
        cited, problem = None, ""
        if days:
            try:
                cited = applicable(topic.id, *days)
            except ClockError as error:
                problem = said(error)
        articles = tuple(topic.articles.get(version.id, "") for version in statute.versions)
        rows.append(TopicRow(topic.name_zh if in_chinese() else topic.name_en, articles, cited, problem))
    return rows

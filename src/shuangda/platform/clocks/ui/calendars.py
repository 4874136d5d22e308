"""The work calendar: which years are known, from where, and what the security administrator records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from shuangda.kernel.clocks import Notice
from shuangda.kernel.clocks.holidays import FIRST_YEAR, LAST_YEAR, left_out
from shuangda.platform import clock
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.ui.acts import Act, perform, sent
from shuangda.platform.orgs.verdicts import Refused

from .. import rules, selectors, services
from ..redating import Table, moved
from ..services.calendar import checked_notice
from .months import months, weekdays
from .notice_form import NoticeForm, as_typed

SHOWN_MOVES = 200


@requires(rules.READ_CALENDAR)
@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """The years on record with their sources, and how weekends count here."""
    known = sorted(selectors.work_calendar().notices, reverse=True)
    decisions = list(selectors.weekend_decisions(request.actor))
    policy = selectors.Policies().of(request.actor.region_id or 0)
    context = {
        "title": _("Work calendar"),
        "years": [selectors.versions(year)[0] for year in known],
        "missing": selectors.missing_years(clock.today()),
        "decisions": decisions,
        "roll_weekends": policy.roll_weekends,
        "may_edit": bool(rules.may_edit_calendar(request.actor)),
    }
    return render(request, "clocks/calendar.html", context)


@requires(rules.READ_CALENDAR)
@require_GET
def year(request: StaffRequest, year: int) -> HttpResponse:
    """One year: its breaks, its make-up days, the twelve months, every version of its notice."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    versions = selectors.versions(year)
    notice = versions[0].notice if versions else None
    known = selectors.work_calendar().notices
    context = {
        "title": _("Work calendar of %(year)s") % {"year": year},
        "year": year,
        "notice": notice,
        "months": months(year, notice) if notice else [],
        "weekdays": weekdays(),
        "versions": versions,
        "neighbours": [other for other in (year - 1, year + 1) if other in known],
        "may_edit": bool(rules.may_edit_calendar(request.actor)),
    }
    return render(request, "clocks/calendar_year.html", context)


@requires(rules.EDIT_CALENDAR)
@require_http_methods(["GET", "POST"])
def record(request: StaffRequest) -> HttpResponse:
    """Record or correct a year: the form, then what it does to open clocks, then the new version."""
    form = NoticeForm(request.POST) if request.method == "POST" else NoticeForm(initial=_start(request))
    context: dict[str, Any] = {"title": _("Record the holidays of a year"), "form": form}
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if request.POST.get("step") == "save":
                row = services.save_notice(actor=request.actor, **values)
                messages.success(request, _("Saved: %(notice)s. Everything is counted by it now.") % {"notice": row})
                return redirect("clocks:calendar_year", row.year)
            if request.POST.get("step") != "back":
                context |= _preview(
                    checked_notice(values["year"], values["holidays"], values["worked"], values["source"])
                )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "clocks/calendar_record.html", context)


def _start(request: StaffRequest) -> dict[str, Any]:
    """What the form begins with: the notice of the asked year if there is one, else the first year that is missing."""
    asked = request.GET.get("year", "")
    missing = selectors.missing_years(clock.today())
    year = (
        int(asked)
        if asked.isdecimal() and FIRST_YEAR <= int(asked[:5]) <= LAST_YEAR
        else missing[0]
        if missing
        else None
    )
    known = selectors.work_calendar().notices
    if year in known:
        return as_typed(known[year])
    return {"year": year or max(known) + 1}


def _preview(notice: Notice) -> dict[str, Any]:
    """The notice as it would hold, and the clocks whose date it would move."""
    policies = selectors.Policies()
    calendar = selectors.work_calendar()
    moves = moved(Table(calendar, policies), Table(calendar.replacing(notice), policies))
    return {
        "preview": notice,
        "left_out": left_out(notice),
        "correction": notice.year in calendar.notices,
        "months": months(notice.year, notice),
        "weekdays": weekdays(),
        "moves": moves[:SHOWN_MOVES],
        "moves_count": len(moves),
    }


class WeekendForm(forms.Form):
    """How ordinary weekends count, and who said so."""

    roll_weekends = forms.TypedChoiceField(
        label=gettext_lazy("A limit in days, months or years that ends on an ordinary weekend"),
        choices=[
            ("no", gettext_lazy("ends on that day (the law speaks of statutory festivals only)")),
            ("yes", gettext_lazy("ends on the next working day, with a warning on the earlier day")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Such as the opinion of the legal department and its date"),
    )


@requires(rules.EDIT_CALENDAR)
@require_http_methods(["GET", "POST"])
def weekends(request: StaffRequest) -> HttpResponse:
    """Decide whether an ordinary weekend moves a limit in days, for the region and what lies below it."""
    policies = selectors.Policies()
    now = policies.of(request.actor.region_id or 0).roll_weekends
    act = Act(
        _("Decide how weekends count"),
        _("Save"),
        _("Saved. Everything is counted so now."),
        reverse("clocks:calendar"),
        intro=_(
            "It holds for the region and what lies below it. Limits in working days and in hours stay as they are. "
            "Open clocks whose date moves are told so."
        ),
    )

    def write(values: Mapping[str, Any]) -> None:
        services.decide_weekends(actor=request.actor, **values)

    return perform(request, act, WeekendForm(sent(request), initial={"roll_weekends": "yes" if now else "no"}), write)

"""The work calendar: which years are known, from where, and what the security administrator records."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires

from .. import rules


@requires(rules.READ_CALENDAR)
@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """The years on record."""
    return render(request, "clocks/calendar.html", {"title": _("Work calendar")})

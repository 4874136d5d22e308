from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shuangda.platform.desk import search, worklist
from shuangda.platform.desk.lights import LIGHTS
from shuangda.platform.desk.lists import paged
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.middleware import SEAT_KEY
from shuangda.platform.orgs.models import Person
from shuangda.platform.orgs.permissions import SIGNED_IN, requires
from shuangda.platform.orgs.selectors import seats_of


@requires(SIGNED_IN)
def home(request: StaffRequest) -> HttpResponse:
    """The work place: counters, what is to do by when, what was done, what others do for the actor."""
    tab = request.GET.get("tab", "todo")
    todo = worklist.todo(request.actor)
    context = {
        "title": _("Work place"),
        "tab": tab if tab in ("done", "started") else "todo",
        "figures": worklist.figures(request.actor, todo),
        "open_count": len(todo),
        "acts": worklist.first_acts(request.actor),
    }
    if context["tab"] == "todo":
        only = LIGHTS.get(request.GET.get("light", ""))
        shown = [item for item in todo if only is None or item.reading.light is only]
        context |= {"groups": worklist.grouped(shown), "only": only}
    else:
        items = (worklist.done if context["tab"] == "done" else worklist.started)(request.actor)
        context["page"] = paged(request, items)
    return render(request, "desk/home.html", context)


@requires(SIGNED_IN)
def search_page(request: StaffRequest) -> HttpResponse:
    """Hits in everything the actor may see, by kind."""
    query = request.GET.get("q", "").strip()[:100]
    context = {
        "title": _("Search"),
        "query": query,
        "too_short": bool(query) and not search.phrases(query),
        "found": search.find(request.actor, query),
    }
    return render(request, "desk/search.html", context)


@requires(SIGNED_IN)
@require_POST
def choose_seat(request: StaffRequest) -> HttpResponseRedirect:
    """Act from another of one's own seats from now on. Begins at the work place: the old page may be out of scope."""
    wanted = request.POST.get("seat", "")
    if not wanted.isdecimal() or not seats_of(cast(Person, request.user)).filter(pk=int(wanted)).exists():
        raise Http404(_("You do not hold this seat."))
    request.session[SEAT_KEY] = int(wanted)
    return redirect("desk:home")

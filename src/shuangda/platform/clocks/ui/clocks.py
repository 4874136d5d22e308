"""The list of running time limits, the page of one, and what starts one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from django.core.paginator import Page
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from shuangda.kernel.clocks import BadEvents, UnknownYear
from shuangda.kernel.clocks.reading import warned_before
from shuangda.platform import clock
from shuangda.platform.desk.lights import LIGHTS, DueReading
from shuangda.platform.desk.lists import paged
from shuangda.platform.desk.search import LIMIT, Hit, matching
from shuangda.platform.exchange.workbook import EXPORT_ROWS, Sheet, download, workbook
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires
from shuangda.platform.orgs.ui.acts import Act, perform, sent

from .. import rules, selectors, services
from ..models import Clock, Redating
from ..readings import Counting, Standing
from ..rule_wording import warning_words
from ..states import ClockState
from ..wording import rule_name, said
from .clock_acts import possible_acts
from .forms import ClockFilter, LookBackForm, StartForm
from .result import Result, result_of
from .timeline import told

SORTS: Final = {
    "due": lambda row: (row.standing.moment is None, row.standing.moment or datetime.max),
    "matter": lambda row: row.clock.title,
    "unit": lambda row: row.clock.unit.short_name,
    "rule": lambda row: rule_name(row.clock.rule),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A clock as lists show it."""

    clock: Clock
    standing: Standing

    @property
    def reading(self) -> DueReading:
        """Light and words with their reasons."""
        return reading_of(self.standing)

    @property
    def moved(self) -> Redating | None:
        """The last change of its date by a table."""
        return next(reversed(self.clock.redatings.all()), None)


def reading_of(standing: Standing) -> DueReading:
    """How a clock stands, as the parts of the desk show it."""
    return DueReading(LIGHTS[standing.light], standing.words, standing.explanation)


@requires(rules.READ_CLOCKS)
@require_GET
def clock_list(request: StaffRequest) -> HttpResponse:
    """The time limits of the unit, or of the office's units: what runs, by due date."""
    form = ClockFilter(request.actor, request.GET)
    page, rows = _page(request, form)
    context = {
        "title": _("Running time limits"),
        "form": form,
        "page": page,
        "rows": rows,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "may_start": bool(rules.may_start(request.actor)),
    }
    return render(request, "clocks/clock_list.html", context)


@requires(rules.READ_CLOCKS)
@require_GET
def export_clocks(request: StaffRequest) -> HttpResponse:
    """The list as filtered, as a workbook."""
    form = ClockFilter(request.actor, request.GET)
    found = _chosen(request.actor, form)
    rows = _standing(found[:EXPORT_ROWS]) if form.state_asked == "done" else _running(request, form, found)
    columns = [
        (_("Number"), 10),
        (_("Matter"), 40),
        (_("Rule"), 30),
        (_("Basis"), 40),
        (_("Unit"), 18),
        (_("Started"), 17),
        (_("Due"), 17),
        (_("Light"), 10),
        (_("How it stands"), 20),
    ]
    sheet = Sheet(_("Running time limits"), columns, map(_export_row, rows[:EXPORT_ROWS]))
    data = workbook([sheet], title=_("Running time limits"), author=request.actor.unit_name)
    return download(data, f"{_('Running time limits')}-{clock.today():%Y%m%d}")


def _export_row(row: Row) -> list[Any]:
    standing, rule = row.standing, row.clock.rule
    return [
        row.clock.pk,
        row.clock.title,
        rule_name(rule),
        f"{rule.citation}",
        str(row.clock.unit),
        standing.run.start if standing.hours else standing.run.start.date(),
        (standing.moment if standing.hours else standing.moment.date()) if standing.moment else None,
        LIGHTS[standing.light].label,
        standing.words,
    ]


def _page(request: StaffRequest, form: ClockFilter) -> tuple[Page[Any], list[Row]]:
    """What runs is counted as a whole, to be sorted by its due date; what is done is read page by page."""
    found = _chosen(request.actor, form)
    if form.state_asked == "done":
        page = paged(request, found)
        rows = _standing(page.object_list)
    else:
        page = paged(request, _running(request, form, found))
        rows = list(page)
    prefetch_related_objects([row.clock for row in rows], "redatings")
    return page, rows


def _chosen(actor: Actor, form: ClockFilter) -> QuerySet[Clock]:
    found = selectors.clocks(actor).filter(form.condition())
    done = selectors.stopped()
    return found.filter(done if form.state_asked == "done" else ~done).prefetch_related("events")


def _running(request: StaffRequest, form: ClockFilter, found: Iterable[Clock]) -> list[Row]:
    asked = request.GET.get("sort", "due")
    rows = [row for row in _standing(found) if _is(row.standing, form.state_asked)]
    return sorted(rows, key=SORTS.get(asked.lstrip("-"), SORTS["due"]), reverse=asked.startswith("-"))


def _is(standing: Standing, asked: str) -> bool:
    if asked in ("paused", "unknown"):
        return standing.state == ClockState(asked)
    return not asked or (standing.light == asked and standing.state != ClockState.UNKNOWN)


def _standing(found: Iterable[Clock]) -> list[Row]:
    counting, now = Counting(), clock.now()
    return [Row(each, counting.stand(each, now)) for each in found]


@requires(rules.READ_CLOCKS)
@require_GET
def clock_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One time limit: due when and why, what happened, what can be done; or all that as it was known on a past day."""
    found = in_scope(request, pk)
    look_back = LookBackForm(request.GET or None)
    known, now = _known(look_back), clock.now()
    counting = Counting(known)
    try:
        standing, refused = counting.stand(found, min(known or now, now)), ""
    except BadEvents as error:
        standing, refused = None, said(error)
    may_run = bool(rules.may_run(request.actor, found)) and known is None
    context = {
        "title": found.title,
        "clock": found,
        "rule": found.rule,
        "warned": warning_words(warned_before(found.rule), found.rule),
        "standing": standing,
        "reading": reading_of(standing) if standing else None,
        "result": _result(standing, counting),
        "refused": refused,
        "known": known,
        "look_back": look_back,
        "acts": possible_acts(standing) if may_run and standing else [],
        "timeline": told(found, known),
    }
    return render(request, "clocks/clock_page.html", context)


def in_scope(request: StaffRequest, pk: int) -> Clock:
    """The clock, if the actor sees it. Raises Http404."""
    return get_object_or_404(selectors.clocks(request.actor).prefetch_related("events__by"), pk=pk)


def _known(form: LookBackForm) -> datetime | None:
    """The end of the asked day; None for today and later, when everything is known."""
    day = form.cleaned_data.get("known") if form.is_valid() else None
    return timezone.make_aware(datetime.combine(day, time.max)) if day and day < clock.today() else None


def _result(standing: Standing | None, counting: Counting) -> Result | None:
    if standing is None or standing.reading is None:
        return None
    try:
        return result_of(standing.reading, counting.calendar)
    except UnknownYear:
        return None


@requires(rules.RUN_CLOCKS)
@require_http_methods(["GET", "POST"])
def start(request: StaffRequest) -> HttpResponse:
    """Start a limit from a rule and a day."""
    act = Act(
        _("Start a time limit"),
        _("Start"),
        _("The time limit runs."),
        reverse("clocks:clocks"),
        intro=_("Its due date follows from the rule, the work calendar and what you record later; it is not typed in."),
    )

    def write(values: Mapping[str, Any]) -> str:
        made = services.start_clock(
            actor=request.actor,
            rule_id=values["rule_id"],
            at=values["at"],
            title=values["title"],
            note=values["note"],
        )
        return reverse("clocks:clock", args=[made.pk])

    initial = {"rule_id": request.GET.get("rule", ""), "day": clock.today()}
    return perform(request, act, StartForm(sent(request), initial), write)


def find_clocks(actor: Actor, query: str) -> Iterable[Hit]:
    """Time limits with the words in their matter."""
    found = selectors.clocks(actor).filter(matching(query, "title"))[:LIMIT]
    return [
        Hit(each.title, reverse("clocks:clock", args=[each.pk]), rule_name(each.rule), str(each.unit)) for each in found
    ]

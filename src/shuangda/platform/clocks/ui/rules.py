"""The rulebook: the list of all time limits, the page of one with its calculator, and renumbered statutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from shuangda.kernel.clocks import Policy, Rule, UnknownClock, UnknownYear, rulebook
from shuangda.kernel.clocks.reading import warned_before
from shuangda.platform import clock
from shuangda.platform.desk.lists import paged
from shuangda.platform.desk.search import LIMIT, Hit
from shuangda.platform.exchange.workbook import Sheet, download, workbook
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires

from ..rule_wording import CATEGORIES, UNITS, category_words, extensions_words, force_of, validity_words, warning_words
from ..rules import READ_RULES, may_start
from ..selectors import Policies, work_calendar
from ..wording import CONFIDENCE, limit_words, rule_name, said
from .calculator import CalculatorForm
from .result import Result, result_of

ANY: Final = ("", lazy("All"))
HOURS: Final = {"hour": 1.0, "workday": 24 * 7 / 5, "day": 24.0, "month": 730.0, "year": 8766.0}
"""About how long a unit is, to sort by."""

SORTS: Final = {
    "name": rule_name,
    "limit": lambda rule: rule.limit.n * HOURS[rule.limit.unit],
    "article": lambda rule: rule.regulation,
    "holder": lambda rule: rule.duty_holder,
}


class RuleFilter(forms.Form):
    """The filter bar over the rules. What makes no sense is left out."""

    q = forms.CharField(label=lazy("Words"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    category = forms.ChoiceField(label=lazy("Category"), required=False, choices=[ANY, *CATEGORIES.items()])
    unit = forms.ChoiceField(label=lazy("Counted in"), required=False, choices=[ANY, *UNITS.items()])
    confidence = forms.ChoiceField(label=lazy("Reliability"), required=False, choices=[ANY, *CONFIDENCE.items()])
    force = forms.ChoiceField(
        label=lazy("In force"),
        required=False,
        choices=[ANY, ("now", lazy("Today")), ("past", lazy("Formerly")), ("future", lazy("In future"))],
    )

    def chosen(self) -> list[Rule]:
        """The rules that the valid fields let through, in the order of the rulebook."""
        self.is_valid()
        asked, today = self.cleaned_data, clock.today()
        return [
            rule
            for rule in rulebook().values()
            if asked.get("category", "") in ("", rule.category)
            and asked.get("unit", "") in ("", rule.limit.unit)
            and asked.get("confidence", "") in ("", rule.confidence)
            and asked.get("force", "") in ("", force_of(rule, today))
            and _says(rule, asked.get("q", ""))
        ]


@requires(READ_RULES)
@require_GET
def rule_list(request: StaffRequest) -> HttpResponse:
    """All time limits on record."""
    form = RuleFilter(request.GET)
    page = paged(request, _sorted(form.chosen(), request.GET.get("sort", "")))
    today = clock.today()
    context = {
        "title": _("Rules of time limits"),
        "form": form,
        "page": page,
        "rows": [(rule, force_of(rule, today)) for rule in page],
    }
    return render(request, "clocks/rule_list.html", context)


@requires(READ_RULES)
@require_GET
def export_rules(request: StaffRequest) -> HttpResponse:
    """The rules as filtered, with everything they say."""
    columns = [
        (_("Id"), 26),
        (_("Category"), 14),
        (_("Name"), 34),
        (_("Regulation"), 40),
        (_("Article"), 20),
        (_("Counted from"), 26),
        (_("Limit"), 16),
        (_("Extensions"), 24),
        (_("Time that does not count"), 36),
        (_("Who acts"), 22),
        (_("At the end"), 30),
        (_("Validity"), 24),
        (_("Reliability"), 14),
        (_("Source"), 50),
        (_("Notes"), 50),
    ]
    chosen = _sorted(RuleFilter(request.GET).chosen(), request.GET.get("sort", ""))
    sheet = Sheet(_("Rules of time limits"), columns, map(_export_row, chosen))
    data = workbook([sheet], title=_("Rules of time limits"), author=request.actor.unit_name)
    return download(data, f"{_('Rules of time limits')}-{clock.today():%Y%m%d}")


@requires(READ_RULES)
@require_GET
def rule_page(request: StaffRequest, clock_id: str) -> HttpResponse:
    """Everything that a rule says, and the calculator."""
    book = rulebook()
    try:
        rule = book[clock_id]
    except UnknownClock as error:
        raise Http404(said(error)) from error
    region = request.actor.region_id
    policy = Policies().of(region) if region else Policy()
    form = CalculatorForm(request.GET, rule, work_calendar(), policy)
    context = {
        "title": rule_name(rule),
        "rule": rule,
        "force": force_of(rule, clock.today()),
        "before": book[rule.before] if rule.before else None,
        "then": book[rule.then] if rule.then else None,
        "warned": warning_words(warned_before(rule), rule),
        "form": form,
        "result": _counted(form),
        "next_rows": form.rows + 1,
        "may_start": bool(may_start(request.actor)) and rule.in_force_on(clock.today()),
    }
    return render(request, "clocks/rule_page.html", context)


def find_rules(actor: Actor, query: str) -> Iterable[Hit]:
    """Rules with the words in id, name, regulation or article."""
    if actor.role not in READ_RULES.roles:
        return []
    found = [rule for rule in rulebook().values() if _says(rule, query)][:LIMIT]
    return [
        Hit(
            rule_name(rule),
            reverse("clocks:rule", args=[rule.id]),
            f"{rule.regulation}{rule.article}",
            limit_words(rule),
        )
        for rule in found
    ]


def _counted(form: CalculatorForm) -> Result | None:
    if not form.is_valid():
        return None
    try:
        return result_of(form.reading, form.calendar)
    except UnknownYear as error:
        form.add_error(None, said(error))
        return None


def _says(rule: Rule, query: str) -> bool:
    text = f"{rule.id} {rule.name_zh} {rule.name_en} {rule.regulation}{rule.article}".casefold()
    return all(word in text for word in query.casefold().split())


def _sorted(rules: list[Rule], asked: str) -> list[Rule]:
    key = SORTS.get(asked.removeprefix("-"))
    return sorted(rules, key=key, reverse=asked.startswith("-")) if key else rules


def _export_row(rule: Rule) -> list[Any]:
    return [
        rule.id,
        category_words(rule.category),
        rule_name(rule),
        rule.regulation,
        rule.article,
        rule.start_event,
        limit_words(rule),
        extensions_words(rule),
        "；".join(rule.exclusions),
        rule.duty_holder,
        rule.on_expiry,
        validity_words(rule),
        CONFIDENCE[rule.confidence],
        rule.source,
        rule.notes,
    ]

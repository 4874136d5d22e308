"""The leader's page: how far everything is, by document and by unit. Every figure opens the list it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from shuangda.domain.plans import rules, selectors
from shuangda.domain.plans.models import PolicyDocument
from shuangda.domain.plans.selectors import Progress
from shuangda.platform import clock
from shuangda.platform.desk.lights import DONE, LATE, NEAR, NORMAL, NOT_STARTED, Light
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.permissions import requires


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name and address, what it counts, and the lists that its figures open."""

    name: str
    url: str
    counted: Progress
    chosen: dict[str, Any]

    @property
    def light(self) -> Light:
        return worst(self.counted)

    @property
    def holding(self) -> int:
        """How many are neither released nor withdrawn."""
        return self.counted.total - self.counted.dropped

    @property
    def percent(self) -> int:
        """How much of what holds is completed, in whole per cent, rounded down."""
        return self.counted.done * 100 // self.holding if self.holding else 100

    @property
    def figures(self) -> list[tuple[str, str, int, str]]:
        """Key, heading, number and list of each figure."""
        narrowed: dict[str, dict[str, str]] = {
            "total": {},
            "to_sign": {"state": "to_sign"},
            "in_progress": {"state": "in_progress"},
            "done": {"state": "done"},
            "near": {"light": NEAR.key},
            "overdue": {"light": LATE.key},
        }
        headings = columns()
        return [
            (key, headings[key], getattr(self.counted, key), _list(self.chosen | more))
            for key, more in narrowed.items()
        ]


def columns() -> dict[str, str]:
    """The figures of the tables with their headings, in order."""
    return {
        "total": _("Total"),
        "to_sign": _("Not signed for"),
        "in_progress": _("In progress"),
        "done": _("Completed"),
        "near": _("Due soon"),
        "overdue": _("Overdue"),
    }


def worst(counted: Progress) -> Light:
    """The light of many assignments: that of the one that needs attention most."""
    if counted.overdue:
        return LATE
    if counted.near:
        return NEAR
    if counted.in_progress:
        return NORMAL
    return NOT_STARTED if counted.to_sign else DONE


@requires(rules.READ_ASSIGNMENTS)
@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """All documents, and all units; `?document=` narrows the units to one document."""
    now = clock.now()
    found = selectors.assignments(request.actor)
    by_document = selectors.progress_by(found, "measure__document", now=now)
    documents = selectors.documents(request.actor).filter(pk__in=[key for (key,) in by_document])
    chosen = next((one for one in documents if str(one.pk) == request.GET.get("document")), None)
    narrowed = found.filter(measure__document=chosen) if chosen else found
    context = {
        "title": _("Overview"),
        "at": now,
        "total": Row(_("All together"), "", selectors.progress(found, now), {}),
        "documents": _document_rows(documents, by_document),
        "units": _unit_rows(narrowed, chosen, now) if request.actor.in_office else [],
        "chosen": chosen,
        "columns": columns().values(),
    }
    return render(request, "plans/assignments/overview.html", context)


def _document_rows(documents: Iterable[PolicyDocument], counted: dict[tuple[Any, ...], Progress]) -> list[Row]:
    newest_first = sorted(documents, key=lambda one: (one.issued_at is None, one.issued_at), reverse=True)
    return [
        Row(str(one), reverse("plans:document", args=[one.pk]), counted[(one.pk,)], {"document": one.pk})
        for one in newest_first
    ]


def _unit_rows(found: Any, chosen: PolicyDocument | None, now: Any) -> list[Row]:
    counted = selectors.progress_by(found, "unit", now=now)
    extra = {"document": chosen.pk} if chosen else {}
    return [
        Row(str(unit), _list({"unit": unit.pk} | extra), counted[(unit.pk,)], {"unit": unit.pk} | extra)
        for unit in Unit.objects.filter(pk__in=[key for (key,) in counted])
    ]


def _list(chosen: dict[str, Any]) -> str:
    return reverse("plans:assignments") + (f"?{urlencode(chosen)}" if chosen else "")

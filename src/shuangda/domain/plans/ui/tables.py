"""The 任务分解表, and the lists of duties and targets over all documents; each as a page and as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from shuangda.domain.plans import rules, selectors
from shuangda.domain.plans.deadlines import deadline, describe_all
from shuangda.domain.plans.models import Duty, PolicyDocument, Target
from shuangda.domain.plans.states import DocumentState
from shuangda.platform import clock
from shuangda.platform.desk.lights import DueReading, end_of_day, read_due
from shuangda.platform.desk.lists import paged
from shuangda.platform.exchange.workbook import EXPORT_ROWS, Sheet, download, workbook
from shuangda.platform.orgs.http import StaffRequest
from shuangda.platform.orgs.permissions import requires

from .documents import chosen_documents, seen
from .forms.filters import DocumentFilter, ItemFilter


@requires(rules.READ_DOCUMENTS)
@require_GET
def task_table(request: StaffRequest, pk: int) -> HttpResponse:
    """The 任务分解表 of a document, to be read and printed across."""
    document = seen(request, pk)
    context = {
        "title": _("Task table"),
        "document": document,
        "rows": list(selectors.task_table(request.actor, document)),
    }
    return render(request, "plans/task_table.html", context)


TASK_COLUMNS = [
    (gettext_lazy("No."), 6),
    (gettext_lazy("Section"), 12),
    (gettext_lazy("Task"), 60),
    (gettext_lazy("Lead unit"), 18),
    (gettext_lazy("Supporting units"), 24),
    (gettext_lazy("Responsible units"), 24),
    (gettext_lazy("Time limit"), 20),
    (gettext_lazy("Campaign"), 16),
]


@requires(rules.READ_DOCUMENTS)
@require_GET
def export_task_table(request: StaffRequest, pk: int) -> HttpResponse:
    """The 任务分解表 as a workbook."""
    document = seen(request, pk)
    rows = (
        (
            row.number,
            row.measure.label,
            row.measure.text,
            row.lead,
            row.support,
            row.responsible,
            describe_all(row.measure.due),
            "、".join(row.measure.campaigns),
        )
        for row in selectors.task_table(request.actor, document)
    )
    sheet = Sheet(_("Task table"), TASK_COLUMNS, rows)
    return _file(request, sheet, f"{document}{_('Task table')}")


@requires(rules.READ_DOCUMENTS)
@require_GET
def export_documents(request: StaffRequest) -> HttpResponse:
    """The list of documents as filtered."""
    found = chosen_documents(request, DocumentFilter(request.GET))[:EXPORT_ROWS]
    columns = [
        (_("Title"), 50),
        (_("Document number"), 22),
        (_("Kind"), 12),
        (_("Issuer"), 28),
        (_("Dated"), 12),
        (_("State"), 10),
        (_("Measures"), 8),
        (_("Checked"), 8),
    ]
    rows = (
        (
            str(each),
            each.number,
            each.get_genre_display(),
            each.issuer,
            each.issued_on,
            each.get_state_display(),
            each.measures,  # type: ignore[attr-defined]
            each.checked,  # type: ignore[attr-defined]
        )
        for each in found
    )
    return _file(request, Sheet(_("Documents"), columns, rows), _("Documents"))


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with the day on which it falls due next. Nothing is said about a day that has passed: whether it was
    met is not known here."""

    duty: Duty
    next: datetime | None
    reading: DueReading | None
    rhythm: str

    @property
    def passed(self) -> bool:
        return self.next is not None and self.reading is None


@requires(rules.READ_DOCUMENTS)
@require_GET
def duties(request: StaffRequest) -> HttpResponse:
    """All duties to report, the next one first."""
    form = _filter(request, ("what", "to", "channel"))
    rows = list(_duty_rows(request, form))
    context = {
        "title": _("Duties to report"),
        "form": form,
        "page": paged(request, rows),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "plans/duties.html", context)


@requires(rules.READ_DOCUMENTS)
@require_GET
def export_duties(request: StaffRequest) -> HttpResponse:
    """The duties as filtered, as a workbook."""
    columns = [
        (_("Next date"), 17),
        (_("Rhythm"), 22),
        (_("Who"), 26),
        (_("What"), 44),
        (_("To"), 20),
        (_("Through"), 20),
        (_("At least"), 8),
        (_("Document"), 40),
    ]
    rows = (
        (
            None if row.passed else row.next,
            row.rhythm,
            "、".join(row.duty.who),
            row.duty.what,
            row.duty.to,
            row.duty.channel,
            row.duty.min_count,
            str(row.duty.document),
        )
        for row in _duty_rows(request, _filter(request, ("what", "to", "channel")))
    )
    return _file(request, Sheet(_("Duties to report"), columns, rows), _("Duties to report"))


def _duty_rows(request: StaffRequest, form: ItemFilter) -> list[DutyRow]:
    rows = [_duty_row(duty) for duty in _live(selectors.duties(request.actor)).filter(form.conditions())]
    return sorted(rows, key=lambda row: (row.reading is None, row.next is None, row.next or clock.now()))


def _duty_row(duty: Duty) -> DutyRow:
    now, last = clock.now(), duty.document.period_end
    found = deadline(duty.due, period_end=None, start=clock.today()).at
    if found and last and timezone.localdate(found) > last:
        # A rhythm ends with the period of its document.
        found = deadline(duty.due, period_end=None, start=last).at
        found = found if found and timezone.localdate(found) <= last else end_of_day(last)
    coming = found is not None and found >= now
    return DutyRow(duty, found, read_due(found, now) if coming else None, describe_all(duty.due))


@requires(rules.READ_DOCUMENTS)
@require_GET
def targets(request: StaffRequest) -> HttpResponse:
    """All numbers to be reached, the parts of a number under their whole."""
    form = _filter(request, ("metric", "unit"))
    context = {
        "title": _("Targets"),
        "form": form,
        "page": paged(request, _whole_targets(request, form)),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "plans/targets.html", context)


@requires(rules.READ_DOCUMENTS)
@require_GET
def export_targets(request: StaffRequest) -> HttpResponse:
    """The targets as filtered, as a workbook; a part follows its whole."""
    columns = [
        (_("Who"), 26),
        (_("Target"), 44),
        (_("Of it"), 8),
        ("", 4),
        (_("Value"), 12),
        (_("Unit"), 8),
        (_("Document"), 40),
    ]
    wholes = _whole_targets(request, _filter(request, ("metric", "unit")))[:EXPORT_ROWS]
    every = (target for whole in wholes for target in (whole, *whole.shown_parts))  # type: ignore[attr-defined]
    rows = (
        (
            "、".join(each.who),
            each.metric,
            _("of it") if each.part_of_id else "",
            each.sign,
            each.value.normalize() if each.value % 1 else int(each.value),
            each.unit,
            str(each.document),
        )
        for each in every
    )
    return _file(request, Sheet(_("Targets"), columns, rows), _("Targets"))


def _whole_targets(request: StaffRequest, form: ItemFilter) -> QuerySet[Target]:
    live = _live(selectors.targets(request.actor))
    wholes = live.filter(form.conditions()).filter(part_of__isnull=True)
    parts = Prefetch("parts", live.order_by("span_start", "pk"), to_attr="shown_parts")
    return wholes.prefetch_related(parts).order_by("-document", "span_start", "pk")


def _live(found: QuerySet[Any]) -> QuerySet[Any]:
    """Those of documents that have not been called back."""
    return found.exclude(document__state=DocumentState.WITHDRAWN)


def _filter(request: StaffRequest, words: tuple[str, ...]) -> ItemFilter:
    mine = selectors.documents(request.actor).exclude(state=DocumentState.WITHDRAWN).order_by("-pk")
    # A choice needs the title, and nothing of the text.
    return ItemFilter(request.GET, documents=PolicyDocument.objects.filter(pk__in=mine.values("pk")), words=words)


def _file(request: StaffRequest, sheet: Sheet, name: str) -> HttpResponse:
    data = workbook([sheet], title=name, author=request.actor.unit_name)
    return download(data, f"{name}-{clock.today():%Y%m%d}")

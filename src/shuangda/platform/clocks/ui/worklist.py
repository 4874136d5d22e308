"""What time limits put on the work place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shuangda.platform import clock
from shuangda.platform.desk.lights import LIGHTS, DueReading, end_of_day
from shuangda.platform.desk.worklist import WorkItem, register_source
from shuangda.platform.orgs.actors import Actor

from .. import rules, selectors
from ..models import Clock
from ..readings import Counting
from ..wording import rule_name


def register_work() -> None:
    """Called once, when the app is ready."""
    register_source(holidays_to_record)
    register_source(clocks_to_act_on, count=count_clocks)


def holidays_to_record(actor: Actor) -> Iterable[WorkItem]:
    """The years whose notice the security administrator has to record, before the year begins."""
    if not rules.may_edit_calendar(actor):
        return []
    return [
        WorkItem(
            _("Record the holidays of %(year)s") % {"year": year},
            f"{reverse('clocks:calendar_record')}?year={year}",
            _("Work calendar"),
            action=pgettext("verb", "Record"),
            due=end_of_day(date(year - 1, 12, 31)),
        )
        for year in selectors.missing_years(clock.today())
    ]


def clocks_to_act_on(actor: Actor) -> Iterable[WorkItem]:
    """What the actor's unit has to do by law within a time: everything that runs."""
    counting, now = Counting(), clock.now()
    for each in _own(actor).prefetch_related("events"):
        standing = counting.stand(each, now)
        due = standing.moment
        yield WorkItem(
            each.title,
            reverse("clocks:clock", args=[each.pk]),
            rule_name(each.rule),
            str(each.unit),
            action=_("Open"),
            due=(make_aware(due) if standing.hours else end_of_day(due.date())) if due else None,
            counted=DueReading(LIGHTS[standing.light], standing.words, standing.explanation),
        )


def count_clocks(actor: Actor) -> int:
    """How many those are."""
    return _own(actor).count()


def _own(actor: Actor) -> QuerySet[Clock]:
    if not rules.may_start(actor):
        return Clock.objects.none()
    return selectors.clocks(actor).filter(~selectors.stopped(), unit=actor.unit_id)

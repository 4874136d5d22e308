"""What time limits put on the work place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from shuangda.platform import clock
from shuangda.platform.desk.lights import end_of_day
from shuangda.platform.desk.worklist import WorkItem, register_source
from shuangda.platform.orgs.actors import Actor

from .. import rules, selectors


def register_work() -> None:
    """Called once, when the app is ready."""
    register_source(holidays_to_record)


def holidays_to_record(actor: Actor) -> Iterable[WorkItem]:
    """The years whose notice the security administrator has to record, before the year begins."""
    if not rules.may_edit_calendar(actor):
        return []
    return [
        WorkItem(
            _("Record the holidays of %(year)s") % {"year": year},
            f"{reverse('clocks:calendar_record')}?year={year}",
            _("Work calendar"),
            action=_("Record"),
            due=end_of_day(date(year - 1, 12, 31)),
        )
        for year in selectors.missing_years(clock.today())
    ]

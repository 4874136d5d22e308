"""The light of an assignment: the one reading that every page shows, and the same as a condition on rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shuangda.platform import clock
from shuangda.platform.desk.lights import (
    DONE,
    LATE,
    NEAR,
    NORMAL,
    NOT_STARTED,
    DueReading,
    end_of_day,
    light_of,
    read_due,
)

from .models import Assignment
from .states import AssignmentOutcome, AssignmentState

NOT_SIGNED = (AssignmentState.TO_SIGN, AssignmentState.OBJECTED)
CLOSED = Q(state=AssignmentState.CLOSED)


def reading(assignment: Assignment, now: datetime | None = None) -> DueReading:
    """Light, words and reasons of an assignment's due date at `now`."""
    started = assignment.state not in NOT_SIGNED
    found = _read(assignment.due_at, now or clock.now(), assignment.is_done, started, get_language())
    if assignment.is_done and assignment.outcome != AssignmentOutcome.COMPLETED:
        return DueReading(found.light, assignment.get_outcome_display(), found.explanation)
    return DueReading(found.light, found.words, (reason(assignment), *found.explanation))


@lru_cache(maxsize=256)
def _read(due: datetime | None, now: datetime, done: bool, started: bool, _language: str | None) -> DueReading:
    """A list shows many assignments of one due date at one moment: the days are counted once."""
    return read_due(due, now, done=done, started=started)


def reason(assignment: Assignment) -> str:
    """Why it is due then. Kept as the English msgid, so that each reader gets their own language."""
    return _(assignment.due_reason) if assignment.due_reason else ""


def showing(light: str, now: datetime | None = None) -> Q:
    """The assignments that show a light at `now`, by the light's key."""
    now = now or clock.now()
    late = Q(due_at__lt=now)
    near = Q(due_at__gte=now, due_at__lte=near_until(now))
    by_key = {
        DONE.key: CLOSED,
        LATE.key: ~CLOSED & late,
        NEAR.key: ~CLOSED & near,
        NOT_STARTED.key: Q(state__in=NOT_SIGNED) & ~late & ~near,
        NORMAL.key: Q(state=AssignmentState.IN_PROGRESS) & ~late & ~near,
    }
    return by_key[light]


def near_until(now: datetime) -> datetime:
    """The last moment that counts as near, found by asking the light itself day by day."""
    day = timezone.localdate(now)
    while light_of(end_of_day(day + timedelta(days=1)), now) is NEAR:
        day += timedelta(days=1)
    return end_of_day(day) + timedelta(seconds=59)

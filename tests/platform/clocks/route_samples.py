"""Samples of the addresses of time limits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from shuangda.platform.clocks.models import Clock
from shuangda.platform.clocks.services import start_clock
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.roles import OFFICE, Role
from tests.routes_samples import Home, sample


@sample("clocks:rule", shared=True)
def rule(home: Home) -> dict[str, Any]:
    """The law belongs to no unit."""
    return {"clock_id": "complaint_accept"}


@sample("clocks:calendar_year", shared=True)
def year(home: Home) -> dict[str, Any]:
    """The days off are the same for everybody."""
    return {"year": 2026}


def _started(home: Home) -> Clock:
    liaison = Actor.in_seat(home.seats[Role.LIAISON])
    at = timezone.make_aware(datetime(2026, 5, 6))
    return start_clock(actor=liaison, rule_id="complaint_accept", at=at, title="投诉一件")


@sample("clocks:clock")
def started(home: Home) -> dict[str, Any]:
    return {"pk": _started(home).pk}


@sample(
    "clocks:clock_pause",
    "clocks:clock_resume",
    "clocks:clock_extend",
    "clocks:clock_stop",
    "clocks:clock_restart",
    "clocks:clock_undo",
    hidden_from=OFFICE,
)
def run(home: Home) -> dict[str, Any]:
    """The office reads along; only the unit itself acts."""
    return {"pk": _started(home).pk}

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.utils import timezone, translation

from shuangda.platform import clock
from shuangda.platform.clocks.models import Clock
from shuangda.platform.clocks.services import start_clock
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.roles import Role
from tests import factories

NOW = (2026, 5, 6, 10, 0)
"""The Wednesday after the break of Labour Day."""


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment at the office."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))


@dataclass(frozen=True, slots=True)
class Place:
    """青禾区: its office, its market regulator, and who acts in them."""

    office: Unit
    unit: Unit
    clerk: Actor
    liaison: Actor
    officer: Actor
    guest: Actor
    security: Actor

    def started(
        self, rule_id: str = "complaint_accept", day: date = date(2026, 4, 30), title: str = "投诉一件"
    ) -> Clock:
        """A clock of the regulator."""
        at = moment(day.year, day.month, day.day)
        return start_clock(actor=self.liaison, rule_id=rule_id, at=at, title=title)


@pytest.fixture
def place(db: None) -> Place:
    region = factories.district()
    office = factories.office(region)
    unit = factories.unit("青禾区市场监督管理局", "区市场监管局", in_region=region, can_enforce=True)
    return Place(
        office,
        unit,
        factories.actor_of(Role.CLERK, office),
        factories.actor_of(Role.LIAISON, unit),
        factories.actor_of(Role.OFFICER, unit),
        factories.actor_of(Role.GUEST, unit),
        factories.actor_of(Role.SECURITY_ADMIN, office),
    )


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with clock.at(moment(*NOW)), translation.override("zh-hans"):
        yield

"""Open pages of the plans as one of the town's people."""

from __future__ import annotations

import io
from typing import Any

from django.test import Client
from PIL import Image

from shuangda.domain.plans import services
from shuangda.domain.plans.models import Assignment, ProgressReport
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Person
from tests.domain.plans.town import Town


def as_(actor: Actor) -> Client:
    """A browser in which the actor is logged in."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


def signed(town: Town, section: str = "（一）") -> Assignment:
    """An assignment of the market regulator that it has signed for."""
    return services.sign(actor=town.market_liaison, assignment=town.assignment(town.market, section))


def submitted(town: Town, assignment: Assignment | None = None, **more: Any) -> ProgressReport:
    """A report with its head."""
    assignment = assignment or signed(town)
    report = services.save_report(
        actor=town.market_liaison, assignment=assignment, **({"text": "已检查全部集市。"} | more)
    )
    return services.submit_report(actor=town.market_liaison, report=report)


def approved(town: Town, assignment: Assignment | None = None, **more: Any) -> ProgressReport:
    """A report with the office."""
    return services.approve_report(actor=town.market_head, report=submitted(town, assignment, **more))


def photo(name: str = "现场.jpg") -> io.BytesIO:
    """A small picture file."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, "JPEG")
    buffer.seek(0)
    buffer.name = name
    return buffer


def filled(
    text: str = "已检查全部集市。", rows: list[tuple[str, str, str]] | None = None, **more: Any
) -> dict[str, Any]:
    """What the report form posts."""
    rows = rows or []
    data: dict[str, Any] = {
        "text": text,
        "act": "save",
        "figures-TOTAL_FORMS": str(len(rows) + 3),
        "figures-INITIAL_FORMS": "0",
        "figures-MIN_NUM_FORMS": "0",
        "figures-MAX_NUM_FORMS": "40",
    }
    for number, row in enumerate(rows):
        data |= {f"figures-{number}-{name}": value for name, value in zip(("label", "value", "unit"), row, strict=True)}
    return data | more

from __future__ import annotations

import pytest
from django.test import Client

from shuangda.platform.desk import menu, search, worklist
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Person, Region, Seat, Unit
from shuangda.platform.orgs.roles import Role

PASSWORD = "qinghe-denglu-2026"


@pytest.fixture(autouse=True)
def bare_desk(monkeypatch, settings) -> None:
    """A desk on which no app has put anything yet."""
    settings.ROOT_URLCONF = "tests.platform.desk.urls"
    for name in ("_todo", "_done", "_started", "_counters", "_first_acts"):
        monkeypatch.setattr(worklist, name, [])
    monkeypatch.setattr(search, "_finders", [])
    monkeypatch.setattr(menu, "_entries", {"desk:home": menu._entries["desk:home"]})


def _person(username: str, full_name: str) -> Person:
    person = Person(username=username, full_name=full_name)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def region(db) -> Region:
    return Region.objects.create(code="990102", name="青禾区")


@pytest.fixture
def office(region) -> Unit:
    return Unit.objects.create(region=region, name="青禾区双打工作领导小组办公室", short_name="区双打办", kind="office")


@pytest.fixture
def bureau(region) -> Unit:
    return Unit.objects.create(region=region, name="青禾区市场监督管理局", short_name="区市场监管局", can_enforce=True)


@pytest.fixture
def clerk(office) -> Seat:
    return Seat.objects.create(person=_person("clerk", "林小禾"), unit=office, role=Role.CLERK)


@pytest.fixture
def liaison(bureau) -> Seat:
    return Seat.objects.create(person=_person("liaison", "周行"), unit=bureau, role=Role.LIAISON)


@pytest.fixture
def clerk_actor(clerk) -> Actor:
    return Actor.in_seat(clerk)


@pytest.fixture
def as_clerk(client, clerk) -> Client:
    client.force_login(clerk.person)
    return client

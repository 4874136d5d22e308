"""The leader's page: figures that add up, and lists that hold exactly what they count."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from shuangda.domain.plans import selectors, services
from shuangda.domain.plans.models import Assignment
from shuangda.domain.plans.selectors import Progress
from shuangda.domain.plans.ui.overview import worst
from shuangda.platform import clock
from shuangda.platform.desk.lights import DONE, LATE, NEAR, NORMAL, NOT_STARTED
from shuangda.platform.orgs.roles import Role
from tests.domain.plans.town import Town
from tests.factories import actor_of

from .visit import approved, as_

pytestmark = pytest.mark.usefixtures("spring")
ADDRESS = "/plans/overview/"


def some_work(town: Town) -> None:
    """Two documents: one assignment completed, one released, the others waiting."""
    services.accept_report(actor=town.clerk, report=approved(town, completes=True))
    objected = town.assignment(town.police)
    services.object_to(actor=town.police_liaison, assignment=objected, reason="不属本单位")
    services.uphold_objection(actor=town.clerk, assignment=objected)
    services.sign(actor=town.market_liaison, assignment=Assignment.objects.filter(unit=town.market, state="to_sign")[0])


def test_every_figure_opens_the_records_it_counts(town: Town, spring: datetime) -> None:
    some_work(town)
    with clock.at(spring + timedelta(hours=1)):
        office = as_(town.clerk)
        page = office.get(ADDRESS)
        rows = [page.context["total"], *page.context["documents"], *page.context["units"]]
        opened = 0
        for row in rows:
            for _key, _heading, number, url in row.figures:
                if number:
                    opened += 1
                    assert office.get(url).context["page"].paginator.count == number, (row.name, url)
        assert opened > 15


def test_the_parts_add_up(town: Town) -> None:
    some_work(town)
    total = selectors.progress(selectors.assignments(town.clerk))
    assert total == Progress(total=10, to_sign=7, in_progress=1, done=1, dropped=1, near=0, overdue=0)
    for keys in (["unit"], ["measure__document"], ["measure__document", "unit"]):
        parts = selectors.progress_by(selectors.assignments(town.clerk), *keys).values()
        for name in selectors.NAMES:
            assert sum(getattr(part, name) for part in parts) == getattr(total, name)


def test_what_was_called_back_is_not_shown_as_completed(town: Town) -> None:
    services.withdraw_document(actor=town.clerk, document=town.issued(), reason="另行下发")
    page = as_(town.clerk).get(ADDRESS)
    assert [row.holding for row in page.context["documents"]] == [0]
    assert "100%" not in page.content.decode()


def test_units_are_narrowed_to_one_document(town: Town) -> None:
    some_work(town)
    office = as_(town.clerk)
    one = office.get(ADDRESS).context["documents"][0].chosen["document"]
    page = office.get(f"{ADDRESS}?document={one}")
    assert sum(row.counted.total for row in page.context["units"]) == 5
    assert office.get(f"{ADDRESS}?document=nonsense").context["chosen"] is None


def test_a_unit_sees_its_own_figures_only(town: Town) -> None:
    some_work(town)
    page = as_(town.police_liaison).get(ADDRESS)
    assert page.context["units"] == []
    assert page.context["total"].counted.total == 4
    assert as_(actor_of(Role.SECURITY_ADMIN, town.office)).get(ADDRESS).status_code == 403


def test_an_office_without_documents_is_told_what_belongs_here(town: Town) -> None:
    assert reverse("plans:documents") in as_(town.clerk).get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("counted", "light"),
    [
        (Progress(total=3, done=2, in_progress=1, near=1, overdue=1), LATE),
        (Progress(total=3, done=2, in_progress=1, near=1), NEAR),
        (Progress(total=3, done=1, to_sign=1, in_progress=1), NORMAL),
        (Progress(total=3, to_sign=3), NOT_STARTED),
        (Progress(total=3, done=2, dropped=1), DONE),
    ],
)
def test_the_light_of_many_is_that_of_the_most_urgent(counted: Progress, light: object) -> None:
    assert worst(counted) is light


def test_the_page_asks_few_questions(town: Town, django_assert_max_num_queries) -> None:
    for _ in range(3):
        town.issued()
    office = as_(town.clerk)
    with django_assert_max_num_queries(16):
        office.get(ADDRESS)

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from shuangda.platform import clock
from shuangda.platform.desk.worklist import (
    UNFOLDED,
    Counter,
    FirstAct,
    WorkItem,
    figures,
    grouped,
    open_count,
    register_counter,
    register_done_source,
    register_first_act,
    register_source,
    register_started_source,
    todo,
)
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.permissions import Permission
from shuangda.platform.orgs.roles import Role

pytestmark = pytest.mark.django_db  # the holidays that the office recorded are asked for
# A Wednesday, so that a week has days before and after.
NOW = datetime(2026, 3, 11, 10, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def wednesday():
    with clock.at(NOW):
        yield


def item(title: str, days: float | None = None, **more) -> WorkItem:
    due = None if days is None else NOW + timedelta(days=days)
    return WorkItem(title, "/search/", "报送", due=due, **more)


def test_items_stand_under_overdue_today_this_week_and_later() -> None:
    items = [item("迟", -1), item("今", 0.2), item("周日", 4), item("下周一", 5), item("无", None)]
    found = {group.key: [one.title for one in group.items] for group in grouped(items)}
    assert found == {"late": ["迟"], "today": ["今"], "week": ["周日"], "later": ["下周一", "无"]}


def test_an_hour_past_due_today_is_overdue() -> None:
    assert [group.key for group in grouped([item("刚过", -0.05)])] == ["late"]


def test_later_folds_when_it_is_long_and_nothing_in_it_is_near() -> None:
    far = [item(str(number), 40) for number in range(UNFOLDED + 1)]
    assert [group.folded for group in grouped(far)] == [True]
    assert [group.folded for group in grouped(far[:UNFOLDED])] == [False]
    assert [group.folded for group in grouped([*far, item("下周一", 5)])] == [False]


def test_the_list_is_sorted_by_due_date_over_all_sources() -> None:
    register_source(lambda actor: [item("c"), item("b", 3)])
    register_source(lambda actor: [item("a", 1)])
    assert [one.title for one in todo(Actor())] == ["a", "b", "c"]
    assert open_count(Actor()) == 3


def test_a_source_may_count_without_listing() -> None:
    register_source(lambda actor: pytest.fail("listed"), count=lambda actor: 7)
    assert open_count(Actor()) == 7


def test_the_source_explains_the_date_before_the_count_does() -> None:
    lines = item("月报", 1, explanation=("方案第三条：每月12日前报送。",)).reading.explanation
    assert lines[0] == "方案第三条：每月12日前报送。"
    assert len(lines) > 1


def test_figures_count_what_their_address_opens() -> None:
    register_counter(Counter("receive", "待签收", lambda actor: 4, "desk:search", "q=签收", order=10))
    register_counter(Counter("approve", "待我审核", lambda actor: 0, "desk:search", order=40))
    items = [item("迟", -2), item("近", 1), item("近2", 2), item("远", 60)]
    found = [(figure.key, figure.value, figure.url) for figure in figures(Actor(), items)]
    assert found == [
        ("receive", 4, "/search/?q=签收"),
        ("near", 2, "/?light=near"),
        ("late", 1, "/?light=late"),
        ("approve", 0, "/search/"),
    ]


def test_the_work_place_shows_the_items_and_a_light_filters_them(as_clerk) -> None:
    register_source(lambda actor: [item("迟的", -2, action="填报"), item("近<的>", 1, unit=actor.unit_name)])
    page = as_clerk.get("/").content.decode()
    assert "迟的" in page
    assert "近&lt;的&gt;" in page
    assert "区双打办" in page
    assert 'class="bell-number" aria-hidden="true">2<' in page
    only_late = as_clerk.get("/?light=late").content.decode()
    assert "迟的" in only_late
    assert "近&lt;的&gt;" not in only_late


def test_done_and_started_have_their_own_tabs(as_clerk) -> None:
    register_done_source(
        lambda actor: [item("早", done=True, at=NOW - timedelta(days=2)), item("晚", done=True, at=NOW)]
    )
    register_started_source(lambda actor: [item("发起的")])
    done = as_clerk.get("/?tab=done").content.decode()
    assert done.index("晚") < done.index("早")
    assert "发起的事" not in done
    assert ">发起的<" in as_clerk.get("/?tab=started").content.decode()


@pytest.mark.parametrize(("role", "offered"), [(Role.CLERK, True), (Role.LIAISON, False)])
def test_an_empty_work_place_offers_the_first_act_to_who_may_do_it(client, clerk, role: Role, offered: bool) -> None:
    clerk.role = role
    clerk.unit.kind = "office"
    clerk.save()
    upload = Permission("test.upload", "", frozenset({Role.CLERK}))
    register_first_act(FirstAct("上传文件", "desk:search", upload, "upload"))
    client.force_login(clerk.person)
    page = client.get("/").content.decode()
    assert "没有待办事项" in page
    assert ("上传文件" in page) is offered

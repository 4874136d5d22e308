"""What each role finds on its work place, and that every item can be done by whoever sees it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shuangda.domain.plans import services
from shuangda.domain.plans.models import Assignment, Consultation
from shuangda.domain.plans.ui import worklist as plans
from shuangda.platform import clock
from shuangda.platform.desk import worklist
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.roles import Role
from tests.domain.plans.town import Town
from tests.factories import actor_of

from .visit import approved, as_, signed, submitted

pytestmark = pytest.mark.usefixtures("spring")


def todo(actor: Actor) -> list[str]:
    """The addresses of what the actor has to do."""
    return sorted(item.url for item in worklist.todo(actor))


def figures(actor: Actor) -> dict[str, int]:
    return {figure.key: figure.value for figure in worklist.figures(actor, worklist.todo(actor))}


def everybody(town: Town) -> list[Actor]:
    return [
        town.clerk,
        town.market_liaison,
        town.market_head,
        town.police_liaison,
        town.police_head,
        actor_of(Role.OFFICE_HEAD, town.office),
        actor_of(Role.OFFICER, town.market),
        actor_of(Role.GUEST, town.market),
        actor_of(Role.AUDIT_ADMIN, town.office),
    ]


def test_the_bell_shows_the_number_of_open_things(town: Town) -> None:
    approved(town)
    submitted(town, signed(town, "（二）"))
    town.document()
    services.object_to(actor=town.police_liaison, assignment=town.assignment(town.police), reason="不属本单位")
    for actor in everybody(town):
        assert worklist.open_count(actor) == len(worklist.todo(actor)), actor.role


def test_who_may_not_act_has_nothing_to_do(town: Town) -> None:
    approved(town)
    town.document()
    for role in (Role.OFFICER, Role.GUEST):
        assert todo(actor_of(role, town.market)) == []
    assert todo(actor_of(Role.SECURITY_ADMIN, town.office)) == []


def test_an_assignment_is_signed_for_by_liaison_or_head(town: Town) -> None:
    assignment = town.assignment(town.market)
    page = f"/plans/assignments/{assignment.pk}/"
    assert page in todo(town.market_liaison)
    assert page in todo(town.market_head)
    assert page not in todo(town.police_liaison)
    services.sign(actor=town.market_head, assignment=assignment)
    assert page not in todo(town.market_liaison), "in progress and not due soon"


def test_progress_is_asked_for_when_it_is_due_soon(town: Town) -> None:
    assignment = signed(town)
    assert assignment.due_at is not None
    page = f"/plans/assignments/{assignment.pk}/"
    for days, expected in ((-20, False), (-2, True), (3, True)):
        with clock.at(assignment.due_at + timedelta(days=days)):
            assert (page in todo(town.market_liaison)) is expected, days
            assert page not in todo(town.market_head), "the head does not write reports"
    with clock.at(assignment.due_at - timedelta(days=2)):
        report = submitted(town, assignment)
        assert page not in todo(town.market_liaison), "it is with the head"
        assert f"/plans/reports/{report.pk}/" in todo(town.market_head)


def test_a_report_waits_for_head_then_office_then_its_author(town: Town) -> None:
    report = submitted(town)
    page, home = f"/plans/reports/{report.pk}/", f"/plans/assignments/{report.assignment_id}/"
    assert (page in todo(town.market_head), page in todo(town.clerk)) == (True, False)
    services.approve_report(actor=town.market_head, report=report)
    assert (page in todo(town.market_head), page in todo(town.clerk)) == (False, True)
    services.return_report(actor=town.clerk, report=report, reason="补照片")
    assert page not in todo(town.clerk)
    assert home in todo(town.market_liaison)


def test_objections_and_documents_wait_for_the_office(town: Town) -> None:
    document = town.document()
    page = f"/plans/documents/{document.pk}/"
    assert page in todo(town.clerk)
    assignment = town.assignment(town.police)
    services.object_to(actor=town.police_liaison, assignment=assignment, reason="不属本单位")
    assert f"/plans/assignments/{assignment.pk}/" in todo(town.clerk)
    assert f"/plans/documents/{assignment.measure.document_id}/" not in todo(town.clerk), "it is issued"
    assert page not in todo(town.market_head)


def test_a_request_for_opinions_stands_there_until_its_time_is_over(town: Town, spring: datetime) -> None:
    document = town.issued()
    Consultation.objects.create(document=document, due_at=spring + timedelta(days=3), silence_is_consent=True)
    (item,) = [one for one in worklist.todo(town.clerk) if one.url == f"/plans/documents/{document.pk}/"]
    assert item.due == spring + timedelta(days=3)
    assert item.reading.explanation
    with clock.at(spring + timedelta(days=4)):
        assert f"/plans/documents/{document.pk}/" not in todo(town.clerk)


def test_every_counter_opens_the_records_it_counts(town: Town) -> None:
    approved(town)
    submitted(town, signed(town, "（二）"))
    counters = {"to_sign": "/plans/assignments/?state=to_sign", "waiting": "/plans/reports/?state=waiting"}
    for actor in (town.clerk, town.market_head, town.market_liaison):
        shown = {figure.key: figure for figure in worklist.figures(actor, worklist.todo(actor))}
        for key, url in counters.items():
            if key in shown:
                assert shown[key].url == url
                assert as_(actor).get(url).context["page"].paginator.count == shown[key].value, (actor.role, key)
    assert figures(town.clerk)["waiting"] == 1
    assert figures(town.market_head)["waiting"] == 1
    assert "waiting" not in figures(town.market_liaison), "a liaison officer reviews nothing"
    assert "to_sign" not in figures(actor_of(Role.AUDIT_ADMIN, town.office)), "no figure leads to a closed page"


def test_what_was_done_is_remembered(town: Town) -> None:
    report = approved(town, completes=True)
    services.accept_report(actor=town.clerk, report=report)
    page = f"/plans/reports/{report.pk}/"
    for actor in (town.market_liaison, town.market_head, town.clerk):
        assert page in {item.url for item in worklist.done(actor)}, actor.role
    assert f"/plans/assignments/{report.assignment_id}/" in {item.url for item in worklist.done(town.market_liaison)}
    assert not list(worklist.done(town.police_liaison))
    assert all(item.done for item in worklist.done(town.clerk))


def test_a_clerk_sees_how_far_the_issued_documents_are(town: Town) -> None:
    report = approved(town, completes=True)
    services.accept_report(actor=town.clerk, report=report)
    (item,) = worklist.started(town.clerk)
    assert (item.role, item.done) == (plans._("%(done)s of %(total)s completed") % {"done": 1, "total": 5}, False)
    late = Assignment.objects.exclude(state="closed")[0]
    assert late.due_at is not None
    with clock.at(late.due_at + timedelta(days=400)):
        (item,) = worklist.started(town.clerk)
        assert item.reading.light.key == "late"
    assert not worklist.started(town.market_liaison)


def test_the_work_place_opens_for_every_role(town: Town) -> None:
    approved(town)
    for actor in everybody(town):
        client = as_(actor)
        for query in ("", "?tab=done", "?tab=started", "?light=late"):
            assert client.get(f"/{query}").status_code == 200, (actor.role, query)

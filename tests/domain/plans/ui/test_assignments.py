"""The list of assignments, the page of one, and signing, objecting, deciding, reopening."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from shuangda.domain.plans import lights, selectors, services
from shuangda.domain.plans.models import Assignment
from shuangda.domain.plans.states import AssignmentOutcome, AssignmentState
from shuangda.domain.plans.ui.assignments import people
from shuangda.domain.plans.ui.brief import brief
from shuangda.platform.desk.lights import LIGHTS
from shuangda.platform.orgs.models import Person
from shuangda.platform.orgs.roles import Role
from tests.domain.plans.town import Town
from tests.factories import actor_of

from .visit import approved, as_, signed, submitted

pytestmark = pytest.mark.usefixtures("spring")

LIST = "/plans/assignments/"


def page(assignment: Assignment, act: str = "") -> str:
    return reverse(f"plans:assignment{'_' if act else ''}{act}", args=[assignment.pk])


def test_the_office_lists_all_and_a_unit_its_own(town: Town) -> None:
    document = town.issued()
    office = as_(town.clerk).get(LIST)
    assert {row.assignment for row in office.context["rows"]} == set(
        Assignment.objects.filter(measure__document=document)
    )
    unit = as_(town.police_liaison).get(LIST)
    assert {row.assignment.unit for row in unit.context["rows"]} == {town.police}
    assert "unit" not in unit.context["form"].fields, "a unit has no other units to choose from"


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ("q=集市", ["（一）"]),
        ("role=lead", ["（一）"]),
        ("state=to_sign", ["（一）", "（二）", "（三）"]),
        ("state=in_progress", []),
        ("light=late", []),
        ("q=集市&role=support", []),
        ("state=nonsense&unit=x&document=-1", ["（一）", "（二）", "（三）"]),
    ],
)
def test_the_filter_bar_narrows_the_list(town: Town, query: str, sections: list[str]) -> None:
    town.issued()
    rows = as_(town.market_liaison).get(f"{LIST}?{query}").context["rows"]
    assert sorted(row.assignment.measure.section[-1] for row in rows) == sorted(sections)


def test_the_light_of_a_row_is_the_light_of_the_filter(town: Town) -> None:
    town.issued()
    services.sign(actor=town.market_liaison, assignment=Assignment.objects.filter(unit=town.market)[0])
    due = Assignment.objects.filter(due_at__isnull=False)[0].due_at
    assert due is not None
    for days in (-40, -9, -8, -7, -6, -5, -2, -1, 0, 1, 30):
        now = due + timedelta(days=days)
        shown = {key: set(selectors.assignments(town.clerk).filter(lights.showing(key, now))) for key in LIGHTS}
        for assignment in selectors.assignments(town.clerk):
            key = lights.reading(assignment, now).light.key
            assert [light for light, rows in shown.items() if assignment in rows] == [key], days


def test_the_list_asks_the_database_few_questions(town: Town, django_assert_max_num_queries) -> None:
    for _ in range(11):
        town.issued()
    office = as_(town.clerk)
    with django_assert_max_num_queries(16):
        response = office.get(LIST)
    assert len(response.context["rows"]) == 50
    unit = as_(town.market_liaison)
    with django_assert_max_num_queries(16):
        unit.get(LIST)


def test_the_list_goes_out_as_a_workbook(town: Town) -> None:
    town.issued()
    response = as_(town.clerk).get(f"{LIST}export/?role=lead")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["区市场监管局"]
    assert as_(town.police_liaison).get(f"{LIST}export/?role=lead").status_code == 200


def test_another_units_assignment_is_not_there(town: Town) -> None:
    assignment = town.assignment(town.market, "（二）")
    stranger = as_(town.police_liaison)
    assert stranger.get(page(assignment)).status_code == 404
    assert stranger.post(page(assignment, "sign")).status_code == 404
    assert stranger.post(page(assignment, "object"), {"reason": "x"}).status_code == 404
    assert as_(actor_of(Role.AUDIT_ADMIN, town.office)).get(page(assignment)).status_code == 403


def test_an_act_of_another_role_is_forbidden(town: Town) -> None:
    assignment = town.assignment(town.market)
    clerk, liaison = as_(town.clerk), as_(town.market_liaison)
    assert clerk.post(page(assignment, "sign")).status_code == 403, "no office signs for a unit"
    for act in ("uphold", "overrule", "reopen"):
        assert liaison.post(page(assignment, act), {"reason": "x"}).status_code == 403
    assert liaison.get(page(assignment, "sign")).status_code == 405
    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.TO_SIGN


def test_signing_opens_the_report_form(town: Town) -> None:
    assignment = town.assignment(town.market)
    liaison = as_(town.market_liaison)
    before = liaison.get(page(assignment))
    assert set(before.context["acts"]) == {"sign", "object"}
    assert before.context["form"] is None
    after = liaison.post(page(assignment, "sign"), follow=True)
    assert after.context["form"] is not None
    assert [place for _label, place in after.context["steps"]] == ["done", "now", "", ""]
    again = liaison.post(page(assignment, "sign"), follow=True)
    assert again.status_code == 200, "a second click does no harm and says so"
    assert [message.level_tag for message in again.context["messages"]] == ["warning"]


def test_an_objection_needs_a_reason_and_an_answer(town: Town) -> None:
    assignment = town.assignment(town.police)
    unit, office = as_(town.police_liaison), as_(town.clerk)
    refused = unit.post(page(assignment, "object"), {"reason": "  "})
    assert refused.status_code == 422
    assert refused.context["refused"].errors["reason"]
    unit.post(page(assignment, "object"), {"reason": "不属本单位职责"})
    shown = office.get(page(assignment))
    assert {"uphold_objection", "overrule_objection"} <= set(shown.context["acts"])
    assert "不属本单位职责" in shown.content.decode()
    assert office.post(page(assignment, "overrule"), {"reason": ""}).status_code == 422
    office.post(page(assignment, "overrule"), {"reason": "三定规定有此职责"})
    assert "三定规定有此职责" in unit.get(page(assignment)).content.decode()
    unit.post(page(assignment, "object"), {"reason": "已移交"})
    office.post(page(assignment, "uphold"), {"reason": ""})
    assignment.refresh_from_db()
    assert assignment.outcome == AssignmentOutcome.RELEASED


def test_a_closed_assignment_is_reopened_with_a_reason(town: Town) -> None:
    report = approved(town, completes=True)
    services.accept_report(actor=town.clerk, report=report)
    office = as_(town.clerk)
    assert "reopen" in office.get(page(report.assignment)).context["acts"]
    assert office.post(page(report.assignment, "reopen"), {"reason": ""}).status_code == 422
    office.post(page(report.assignment, "reopen"), {"reason": "数据有误"})
    report.assignment.refresh_from_db()
    assert report.assignment.state == AssignmentState.IN_PROGRESS


def test_a_withdrawn_document_takes_its_assignments_along(town: Town) -> None:
    assignment = town.assignment(town.market)
    services.withdraw_document(actor=town.clerk, document=assignment.measure.document, reason="发错")
    shown = as_(town.clerk).get(page(assignment))
    assert "reopen" not in shown.context["acts"]
    assert str(AssignmentOutcome.WITHDRAWN.label) in shown.context["reading"].words


def test_the_timeline_keeps_the_inside_of_the_unit_inside(town: Town) -> None:
    report = submitted(town)
    services.return_report(actor=town.market_head, report=report, reason="数字不对，重写")
    unit = as_(town.market_liaison).get(page(report.assignment))
    office = as_(town.clerk).get(page(report.assignment))
    assert "数字不对，重写" in unit.content.decode()
    assert "数字不对，重写" not in office.content.decode()
    verbs = [str(moment.words) for moment in office.context["timeline"]]
    assert len(verbs) == 2, "issued and signed for"


def test_the_reason_of_a_date_is_told_in_the_readers_language(town: Town) -> None:
    assignment = town.assignment(town.market)
    assert assignment.due_reason == "Date set in the document"
    liaison = as_(town.market_liaison)
    liaison.cookies["django_language"] = "en"
    assert "Date set in the document" in liaison.get(page(assignment)).content.decode()


def test_the_page_of_an_assignment_shows_who_leads_and_helps(town: Town) -> None:
    assignment = town.assignment(town.market)
    shown = as_(town.market_liaison).get(page(assignment))
    assert [fellow.unit for fellow, _reading in shown.context["fellows"]] == [town.police]
    place = f"{reverse('plans:document', args=[assignment.measure.document_id])}#measure-{assignment.measure_id}"
    assert place in shown.content.decode()
    assert {name for _role, name, _phone in shown.context["people"]} == {"罗倩", "沈维"}


def test_the_offices_own_people_answer_for_what_it_does_itself(town: Town) -> None:
    assignment = town.assignment(town.market)
    assignment.unit = town.office
    clerk = Person.objects.get(pk=town.clerk.person_id)
    assert clerk.full_name in {name for _role, name, _phone in people(assignment)}


def test_pages_carry_no_inline_style_or_script(town: Town) -> None:
    assignment = signed(town)
    for client, address in (
        (as_(town.clerk), LIST),
        (as_(town.market_liaison), page(assignment)),
        (as_(town.clerk), reverse("plans:overview")),
    ):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert "<script>" not in html
        assert " onclick=" not in html


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("（十）检查集市。每月一次。（区公安局牵头，区教育局配合）", "检查集市。每月一次。"),
        ("3．公开结果。（责任单位：区教育局）。", "公开结果。"),
        ("开展宣传（含进校园）。", "开展宣传（含进校园）。"),
        ("（区公安局负责）", "（区公安局负责）"),
    ],
)
def test_a_list_shows_a_measure_without_number_and_clause(text: str, short: str) -> None:
    assert brief(text) == short

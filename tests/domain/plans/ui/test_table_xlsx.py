"""The 任务分解表 and the lists of duties and targets, on the page and as workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from shuangda.domain.plans import services
from shuangda.domain.plans.models import PolicyDocument
from shuangda.platform import clock
from shuangda.platform.orgs.actors import system
from shuangda.platform.orgs.models import Person
from tests.domain.plans.town import TEXT, Town, place, proposal

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def clerk(town: Town, client: Client) -> Client:
    client.force_login(Person.objects.get(pk=town.clerk.person_id))
    client.cookies["django_language"] = "en"
    return client


def sheet(client: Client, name: str, *args: int) -> Worksheet:
    answer = client.get(reverse(f"plans:{name}", args=args))
    assert answer.status_code == 200
    assert "xlsx" in answer["Content-Disposition"]
    (only,) = load_workbook(io.BytesIO(answer.content)).worksheets
    return only


def rows(found: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in line] for line in found.iter_rows(min_row=2)]


def with_items(town: Town) -> PolicyDocument:
    """A document with three duties, and a target with one of it."""
    upload = services.upload_file(actor=town.clerk, name="要点.txt", data=TEXT.encode())
    found = proposal()
    document = found["documents"][0]  # type: ignore[index]
    here = {"span": place("每半年公布一次。"), "rule": "duty_report"}
    who = ["区市场监管局"]
    document["duties"] = [
        {**here, "who": who, "what": "月报", "to": "区双打办", "due": [{"rrule": "FREQ=MONTHLY;BYMONTHDAY=25"}]},
        {**here, "who": who, "what": "半年总结", "to": "区双打办", "due": [{"by": "2026-06-20"}]},
        {
            **here,
            "who": who,
            "what": "急报",
            "to": "",
            "due": [{"after": {"event": "立案", "n": 3, "unit": "workday"}}],
        },
    ]
    document["targets"] = [
        {**here, "who": who, "metric": "案件", "op": ">=", "value": 15, "unit": "件"},
        {**here, "who": who, "metric": "电商案件", "op": ">=", "value": 5, "unit": "件", "part_of": 0},
    ]
    return services.read_upload(actor=system("reader"), upload=upload, text=TEXT, proposal=found).documents.get()


def test_the_task_table_has_a_row_a_measure_with_its_units_by_role(town: Town, clerk: Client) -> None:
    found = sheet(clerk, "export_task_table", town.document().pk)
    assert [cell.value for cell in found[1]] == [
        "No.",
        "Section",
        "Task",
        "Lead unit",
        "Supporting units",
        "Responsible units",
        "Time limit",
        "Campaign",
    ]
    assert rows(found)[0][:6] == [1, "一·（一）", "检查集市。五月底前完成检查。", "区市场监管局", "区公安局", None]
    assert len(rows(found)) == 3
    assert (found.freeze_panes, found.print_title_rows) == ("A2", "$1:$1")
    assert found.page_setup.orientation == "landscape"


@pytest.mark.parametrize("sign", ["=1+1", "+86", "-1", "@SUM(A1)"])
def test_no_text_becomes_a_formula(town: Town, clerk: Client, sign: str) -> None:
    document = town.document()
    measure = document.measure_set.earliest("span_start")
    services.edit_measure(actor=town.clerk, measure=measure, text=sign, campaigns=[sign])
    cells = [cell for line in sheet(clerk, "export_task_table", document.pk).iter_rows() for cell in line]
    mine = [cell for cell in cells if cell.value == sign]
    assert len(mine) == 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in mine)


def test_the_page_has_the_same_rows_and_is_printed_across(town: Town, clerk: Client) -> None:
    shown = clerk.get(reverse("plans:task_table", args=[town.document().pk])).content.decode()
    assert "检查集市。五月底前完成检查。" in shown
    assert "across" in shown


def test_a_unit_prints_the_table_of_what_it_was_given(town: Town, client: Client) -> None:
    document = town.issued()
    client.force_login(Person.objects.get(pk=town.police_liaison.person_id))
    assert len(rows(sheet(client, "export_task_table", document.pk))) == 3


def test_duties_come_by_their_next_date_and_say_nothing_of_those_that_passed(town: Town, clerk: Client) -> None:
    document = with_items(town)
    found = rows(sheet(clerk, "export_duties"))
    shown = clerk.get(reverse("plans:duties")).content.decode()
    assert [(row[3], row[0]) for row in found] == [
        ("月报", datetime(2026, 11, 25, 23, 59)),
        ("半年总结", None),
        ("急报", None),
    ]
    assert "Overdue" not in shown
    assert f"{reverse('plans:document', args=[document.pk])}#duty-{document.duty_set.get(what='月报').pk}" in shown


def test_a_rhythm_ends_with_its_document(town: Town, clerk: Client) -> None:
    with_items(town)
    with clock.at(NOON.replace(year=2031)):
        assert rows(sheet(clerk, "export_duties"))[0][0] is None


def test_duties_are_filtered_by_words_and_by_who(town: Town, clerk: Client) -> None:
    with_items(town)
    address = reverse("plans:duties")
    assert "月报" not in clerk.get(address, {"q": "总结"}).content.decode()
    assert "月报" in clerk.get(address, {"who": "市场监管"}).content.decode()
    assert "No duty fits" in clerk.get(address, {"who": "公安"}).content.decode()


def test_a_part_follows_its_whole(town: Town, clerk: Client) -> None:
    with_items(town)
    assert [[row[1], row[2], row[4]] for row in rows(sheet(clerk, "export_targets"))] == [
        ["案件", None, 15],
        ["电商案件", "of it", 5],
    ]
    assert "part-row" in clerk.get(reverse("plans:targets")).content.decode()


def test_the_list_of_documents_is_exported_as_filtered(town: Town, clerk: Client) -> None:
    town.document()
    assert rows(sheet(clerk, "export_documents"))[0][0] == "临江省打假工作要点"
    answer = clerk.get(reverse("plans:export_documents"), {"q": "没有这个"})
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0].max_row == 1


def test_what_was_withdrawn_is_no_longer_owed(town: Town, clerk: Client) -> None:
    document = with_items(town)
    PolicyDocument.objects.filter(pk=document.pk).update(state="withdrawn")
    assert "No duties yet" in clerk.get(reverse("plans:duties")).content.decode()

"""Writing, approving and reviewing progress reports, and who may have their proof."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from shuangda.domain.plans import services
from shuangda.domain.plans.models import Assignment, ProgressReport, Target
from shuangda.domain.plans.services import Figure
from shuangda.domain.plans.states import AssignmentState, ReportState
from shuangda.domain.plans.ui import forms_reports
from shuangda.platform.files.models import StoredFile
from tests.domain.plans.town import Town

from .visit import approved, as_, filled, photo, signed, submitted

pytestmark = pytest.mark.usefixtures("spring")


def save(assignment: Assignment) -> str:
    return reverse("plans:report_save", args=[assignment.pk])


def act(report: ProgressReport, verb: str = "") -> str:
    return reverse(f"plans:report{'_' if verb else ''}{verb}", args=[report.pk])


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    """Uploaded files go here, and nobody else's."""
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    return tmp_path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_report_is_saved_and_submitted_with_figures_and_proof(town: Town) -> None:
    assignment = signed(town)
    data = filled(
        rows=[("检查户数", "1,２00", "户次"), ("罚没款", "3.50", "万元")],
        proofs=[photo("一.jpg"), photo("二.jpg")],
        completes="on",
        act="submit",
    )
    assert as_(town.market_liaison).post(save(assignment), data).status_code == 302
    report = assignment.reports.get()
    assert (report.state, report.completes) == (ReportState.SUBMITTED, True)
    assert [str(figure) for figure in report.figures.all()] == ["检查户数 1200户次", "罚没款 3.5万元"]
    assert [proof.file.name for proof in report.proofs.all()] == ["一.jpg", "二.jpg"]


def test_a_draft_is_written_on_and_its_proof_removed(town: Town) -> None:
    assignment = signed(town)
    liaison = as_(town.market_liaison)
    liaison.post(save(assignment), filled("初稿", proofs=[photo("一.jpg"), photo("二.jpg")]))
    draft = assignment.reports.get()
    shown = liaison.get(reverse("plans:assignment", args=[assignment.pk])).content.decode()
    assert "初稿" in shown
    assert "一.jpg" in shown
    gone = draft.proofs.all()[0]
    liaison.post(save(assignment), filled("二稿", remove=[str(gone.pk)]))
    draft.refresh_from_db()
    assert draft.text == "二稿"
    assert [proof.file.name for proof in draft.proofs.all()] == ["二.jpg"]


def test_what_was_typed_survives_a_refusal(town: Town) -> None:
    assignment = signed(town)
    data = filled("很长的一段话", rows=[("检查户数", "三十", "户次"), ("人数", "5", "")], proofs=[photo()])
    response = as_(town.market_liaison).post(save(assignment), data)
    html = response.content.decode()
    assert response.status_code == 422
    for typed in ("很长的一段话", "检查户数", "三十", "户次", "人数"):
        assert typed in html
    assert response.context["files_lost"], "the page says that files must be chosen again"
    assert {name for row in response.context["figures"].errors for name in row} == {"value", "unit"}
    assert not assignment.reports.exists()


def test_people_are_counted_whole(town: Town) -> None:
    assignment = signed(town)
    response = as_(town.market_liaison).post(save(assignment), filled(rows=[("参加人数", "3.8", "人次")]))
    assert response.status_code == 422
    assert "3.8" in response.content.decode()
    assert not assignment.reports.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("tool.exe", b"MZ\x90\x00"),
        ("archive.zip", b"PK\x03\x04broken"),
        ("..\\..\\x.php", b"<?php"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_is_half_written(
    town: Town, folder: Path, name: str, content: bytes
) -> None:
    assignment = signed(town)
    before = files_in(folder)
    data = filled(rows=[("检查户数", "3", "户次")], proofs=[photo(), SimpleUploadedFile(name, content)])
    response = as_(town.market_liaison).post(save(assignment), data)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors(), "a sentence names the file"
    assert not ProgressReport.objects.exists()
    assert not StoredFile.objects.filter(name="现场.jpg").exists()
    assert files_in(folder) == before, "the good file beside it is not left on the disk"


def test_an_empty_or_too_large_file_is_refused_by_the_form(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assignment = signed(town)
    liaison = as_(town.market_liaison)
    empty = liaison.post(save(assignment), filled(proofs=[SimpleUploadedFile("空.pdf", b"")]))
    assert empty.context["form"].errors["proofs"]
    monkeypatch.setattr(forms_reports, "PROOF_LIMIT", 100)
    large = liaison.post(save(assignment), filled(proofs=[photo()]))
    assert "现场.jpg" in str(large.context["form"].errors["proofs"])
    monkeypatch.setattr(forms_reports, "PROOF_LIMIT", 10_000)
    monkeypatch.setattr(forms_reports, "MOST_BYTES", 1000)
    many = liaison.post(save(assignment), filled(proofs=[photo(), photo("二.jpg")]))
    assert many.context["form"].errors["proofs"]
    assert not ProgressReport.objects.exists()


def test_more_rows_without_scripts(town: Town) -> None:
    assignment = signed(town)
    data = filled("写到一半", rows=[("检查户数", "12", "户次")], act="more", completes="on")
    response = as_(town.market_liaison).post(save(assignment), data)
    html = response.content.decode()
    assert response.status_code == 200
    assert len(response.context["figures"].forms) == 7
    assert "写到一半" in html
    assert 'value="12"' in html
    assert "error-summary" not in html
    assert not assignment.reports.exists()


def test_a_text_that_can_no_longer_be_saved_is_given_back(town: Town) -> None:
    report = submitted(town)
    response = as_(town.market_liaison).post(save(report.assignment), filled("在另一个窗口写的"))
    assert response.status_code == 409
    assert "在另一个窗口写的" in response.content.decode()
    report.refresh_from_db()
    assert report.text == "已检查全部集市。"


def test_only_the_assigned_units_liaison_writes(town: Town) -> None:
    assignment = signed(town)
    for actor, status in ((town.market_head, 403), (town.police_liaison, 404), (town.clerk, 403)):
        assert as_(actor).post(save(assignment), filled("代写")).status_code == status
    unsigned = town.assignment(town.market, "（二）")
    response = as_(town.market_liaison).post(save(unsigned), filled("未签先报"))
    assert response.status_code == 409
    assert not ProgressReport.objects.exists()


def test_a_report_goes_from_the_unit_to_its_end(town: Town) -> None:
    report = submitted(town, completes=True)
    liaison, head, clerk = as_(town.market_liaison), as_(town.market_head), as_(town.clerk)
    assert clerk.get(act(report)).status_code == 404, "the office sees nothing before the head has approved"
    assert liaison.get(act(report)).context["acts"] == {"take_back"}
    assert head.get(act(report)).context["acts"] == {"approve", "return"}
    head.post(act(report, "approve"))
    assert head.get(act(report)).context["acts"] == set()
    assert clerk.get(act(report)).context["acts"] == {"accept", "return"}
    refused = clerk.post(act(report, "return"), {"reason": ""})
    assert refused.status_code == 422
    clerk.post(act(report, "return"), {"reason": "缺照片说明"})
    page = liaison.get(reverse("plans:assignment", args=[report.assignment_id]))
    assert page.context["draft"] == report
    assert "缺照片说明" in page.content.decode()
    liaison.post(act(report, "submit"))
    liaison.post(act(report, "take_back"))
    liaison.post(save(report.assignment), filled("补充说明", act="submit", completes="on"))
    head.post(act(report, "approve"))
    clerk.post(act(report, "accept"))
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    assert report.assignment.state == AssignmentState.CLOSED


def test_an_act_out_of_turn_changes_nothing(town: Town) -> None:
    report = approved(town)
    head, clerk = as_(town.market_head), as_(town.clerk)
    again = head.post(act(report, "approve"), follow=True)
    assert [message.level_tag for message in again.context["messages"]] == ["warning"]
    clerk.post(act(report, "accept"), follow=True)
    late = clerk.post(act(report, "return"), {"reason": "太晚"}, follow=True)
    assert [message.level_tag for message in late.context["messages"]] == ["warning"]
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED


def test_acts_of_others_are_forbidden(town: Town) -> None:
    report = submitted(town)
    for actor, verb, status in (
        (town.market_liaison, "approve", 403),
        (town.market_liaison, "accept", 403),
        (town.market_liaison, "return", 403),
        (town.market_head, "accept", 403),
        (town.market_head, "submit", 403),
        (town.police_head, "approve", 404),
        (town.clerk, "accept", 404),
    ):
        assert as_(actor).post(act(report, verb), {"reason": "x"}).status_code == status, (actor.name, verb)
    services.approve_report(actor=town.market_head, report=report)
    assert as_(town.market_head).post(act(report, "return"), {"reason": "x"}).status_code == 403, "it has left the unit"
    assert as_(town.clerk).get(act(report, "accept")).status_code == 405


def test_proof_goes_only_to_those_who_see_the_report(town: Town) -> None:
    report = submitted(town, proofs=[("现场.jpg", photo().read())])
    file, view = (reverse(f"plans:{name}", args=[report.proofs.get().pk]) for name in ("proof", "proof_preview"))
    unit = as_(town.market_liaison)
    download = unit.get(file)
    assert download.status_code == 200
    assert download["Content-Disposition"].startswith("attachment")
    assert download["X-Content-Type-Options"] == "nosniff"
    assert unit.get(view)["Content-Type"] == "image/jpeg"
    for address in (file, view):
        assert as_(town.police_liaison).get(address).status_code == 404
        assert as_(town.clerk).get(address).status_code == 404, "not before the head has approved"
    services.approve_report(actor=town.market_head, report=report)
    assert as_(town.clerk).get(view).status_code == 200


def test_the_clerk_goes_through_the_queue(town: Town) -> None:
    first = approved(town)
    second = approved(town, signed(town, "（二）"))
    clerk = as_(town.clerk)
    waiting = clerk.get("/plans/reports/?state=waiting")
    assert [report for report, _brief in waiting.context["rows"]] == [first, second]
    assert clerk.get(act(first)).context["next"] == second.pk
    assert clerk.get(act(second)).context["next"] == first.pk
    decided = clerk.post(act(first, "accept"), follow=True)
    assert decided.context["next"] == second.pk
    assert decided.context["others"] == 1
    done = clerk.post(act(second, "accept"), follow=True)
    assert done.context["next"] is None


def test_the_list_of_reports_keeps_to_the_scope(town: Town) -> None:
    report = submitted(town)
    assert as_(town.clerk).get("/plans/reports/").context["page"].paginator.count == 0
    assert as_(town.police_head).get("/plans/reports/").context["page"].paginator.count == 0
    for query in ("", "q=集市", "state=submitted", "q=集市&unit=9999"):
        page = as_(town.market_liaison).get(f"/plans/reports/?{query}").context["page"]
        assert list(page) == [report]


def test_a_rewritten_report_is_inside_the_unit_again(town: Town) -> None:
    report = approved(town)
    services.return_report(actor=town.clerk, report=report, reason="补数字")
    assert as_(town.clerk).get(act(report)).status_code == 200, "the office still sees what it returned"
    services.save_report(
        actor=town.market_liaison,
        assignment=report.assignment,
        text="正在改",
        figures=[Figure("检查户数", forms_reports.NumberField().to_python("３"), "户次")],
    )
    assert as_(town.clerk).get(act(report)).status_code == 404


def test_an_accepted_report_brings_the_next_date_of_a_rhythm(town: Town, spring: datetime) -> None:
    assignment = signed(town, "（二）")
    assignment.measure.due = [{"rrule": "FREQ=MONTHLY;INTERVAL=6"}]
    assignment.measure.save()
    Assignment.objects.filter(pk=assignment.pk).update(due_at=spring.replace(month=6, day=30, hour=23, minute=59))
    assignment.refresh_from_db()
    report = approved(town, assignment)
    clerk = as_(town.clerk)
    answer = clerk.post(act(report, "accept"), follow=True)
    assert "2026-12-31" in next(str(message) for message in answer.context["messages"])
    assignment.refresh_from_db()
    assert assignment.due_reason == "Date set in the document", "kept as its msgid"
    moments = clerk.get(reverse("plans:assignment", args=[assignment.pk])).context["timeline"]
    assert moments[0].words.endswith("2026-12-31")


def test_the_list_is_exported_as_filtered(town: Town) -> None:
    report = approved(town, figures=[Figure("检查户数", Decimal(12), "户")])
    client = as_(town.clerk)
    answer = client.get(reverse("plans:reports_export"), {"state": "approved"})
    (line,) = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert line[1:4] == (str(report.assignment.measure.document), report.assignment.measure.text, "区市场监管局")
    assert line[4:8] == (1, "已检查全部集市。", "检查户数 12 户", "待办公室审核")
    none = client.get(reverse("plans:reports_export"), {"state": "accepted"})
    assert load_workbook(io.BytesIO(none.content)).active.max_row == 1


def test_the_page_of_an_assignment_leads_its_reviewer_to_the_report(town: Town) -> None:
    report = submitted(town)
    here, review = reverse("plans:assignment", args=[report.assignment_id]), f'href="{act(report)}">审核</a>'
    assert review in as_(town.market_head).get(here).content.decode()
    assert review not in as_(town.market_liaison).get(here).content.decode()
    services.approve_report(actor=town.market_head, report=report)
    assert review in as_(town.clerk).get(here).content.decode()
    assert review not in as_(town.market_head).get(here).content.decode()


def test_an_accepted_report_no_longer_asks_to_close(town: Town) -> None:
    report = approved(town, completes=True)
    client = as_(town.clerk)
    assert "申请办结" in client.get(reverse("plans:reports")).content.decode()
    services.accept_report(actor=town.clerk, report=report)
    for page in (reverse("plans:reports"), act(report)):
        assert "申请办结" not in client.get(page).content.decode()


def test_the_form_names_the_numbers_that_the_measure_sets(town: Town) -> None:
    assignment = signed(town)
    measure = assignment.measure
    for metric, start in (("检查集市", measure.span_start), ("别处的数", measure.span_end)):
        Target.objects.create(
            document=measure.document,
            position=0,
            span_start=start,
            span_end=start + 2,
            metric=metric,
            op=">=",
            value=30,
            unit="个",
        )
    html = as_(town.market_liaison).get(reverse("plans:assignment", args=[assignment.pk])).content.decode()
    assert "<strong>检查集市 ≥ 30 个</strong>" in html
    assert '<option value="检查集市">' in html
    assert "别处的数" not in html

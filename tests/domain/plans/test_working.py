"""From an assignment to its end: receipt, objection, report, approval, decision."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from shuangda.domain.plans import selectors, services
from shuangda.domain.plans.models import ProgressReport
from shuangda.domain.plans.services import Figure
from shuangda.domain.plans.states import AssignmentOutcome, AssignmentState, ReportState
from shuangda.platform import clock
from shuangda.platform.audit import selectors as audit
from shuangda.platform.files.models import StoredFile
from shuangda.platform.orgs.verdicts import Refused
from tests.domain.plans.town import Town


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, "JPEG")
    return buffer.getvalue()


def reported(town: Town, **more: object) -> ProgressReport:
    """A report of the market regulator, submitted to its head."""
    assignment = town.assignment(town.market)
    services.sign(actor=town.market_liaison, assignment=assignment)
    report = services.save_report(actor=town.market_liaison, assignment=assignment, text="已检查全部集市。", **more)  # type: ignore[arg-type]
    return services.submit_report(actor=town.market_liaison, report=report)


def test_the_whole_way_of_a_report(town: Town) -> None:
    report = reported(
        town, figures=[Figure("检查户数", Decimal(120), "户次")], proofs=[("现场.jpg", photo())], completes=True
    )
    assert not selectors.reports(town.clerk).exists(), "the office sees nothing before the head has approved"
    services.approve_report(actor=town.market_head, report=report)
    assert list(selectors.waiting_for_review(town.clerk)) == [report]
    services.return_report(actor=town.clerk, report=report, reason="缺照片说明")
    report.refresh_from_db()
    assert (report.state, report.returned_because) == (ReportState.RETURNED, "缺照片说明")
    again = services.save_report(
        actor=town.market_liaison, assignment=report.assignment, text="补充说明。", completes=True
    )
    assert again.pk == report.pk
    assert again.proofs.count() == 1, "proof files stay when a report is written again"
    services.submit_report(actor=town.market_liaison, report=again)
    services.approve_report(actor=town.market_head, report=again)
    services.accept_report(actor=town.clerk, report=again)
    assignment = report.assignment
    assignment.refresh_from_db()
    assert (assignment.state, assignment.outcome) == (AssignmentState.CLOSED, AssignmentOutcome.COMPLETED)
    verbs = [event.verb for event in audit.history(again)]
    assert verbs == [
        "report.written", "report.submit", "report.approve", "report.return_to_unit",
        "report.written", "report.submit", "report.approve", "report.accept",
    ]  # fmt: skip
    assert audit.verify().broken is None


def test_only_the_assigned_unit_signs_and_reports(town: Town) -> None:
    assignment = town.assignment(town.market)
    for actor in (town.police_liaison, town.clerk, town.sysadmin):
        with pytest.raises(PermissionDenied):
            services.sign(actor=actor, assignment=assignment)
    with pytest.raises(PermissionDenied, match=r".+"):
        services.save_report(actor=town.market_liaison, assignment=assignment, text="未签收先报")
    services.sign(actor=town.market_liaison, assignment=assignment)
    with pytest.raises(PermissionDenied):
        services.sign(actor=town.market_liaison, assignment=assignment)
    with pytest.raises(PermissionDenied):
        services.save_report(actor=town.police_liaison, assignment=assignment, text="代报")


def test_nobody_approves_for_another_unit_or_their_own(town: Town) -> None:
    report = reported(town)
    for actor in (town.police_head, town.market_liaison, town.clerk):
        with pytest.raises(PermissionDenied):
            services.approve_report(actor=actor, report=report)
    with pytest.raises(Refused):
        services.accept_report(actor=town.clerk, report=report)
    with pytest.raises(PermissionDenied):
        services.accept_report(actor=town.market_head, report=report)


def test_an_objection_is_upheld_or_overruled(town: Town) -> None:
    assignment = town.assignment(town.police)
    with pytest.raises(Refused):
        services.object_to(actor=town.police_liaison, assignment=assignment, reason="")
    services.object_to(actor=town.police_liaison, assignment=assignment, reason="不属本单位职责")
    assert list(selectors.objections(town.clerk)) == [assignment]
    with pytest.raises(Refused):
        services.overrule_objection(actor=town.clerk, assignment=assignment, reply="")
    services.overrule_objection(actor=town.clerk, assignment=assignment, reply="三定规定有此职责")
    services.object_to(actor=town.police_liaison, assignment=assignment, reason="已移交")
    released = services.uphold_objection(actor=town.clerk, assignment=assignment)
    assert (released.state, released.outcome) == (AssignmentState.CLOSED, AssignmentOutcome.RELEASED)


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (Figure("", Decimal(1), "件"), "no label"),
        (Figure("人数", Decimal("3.8"), "人次"), "people are whole"),
        (Figure("人数", Decimal(-1), "人"), "negative"),
        (Figure("人数", Decimal("Infinity"), "人"), "not finite"),
        (Figure("货值", Decimal(10) ** 15, "元"), "too large for the column"),
    ],
)
def test_a_figure_that_cannot_be_keeps_nothing(town: Town, figure: Figure, why: str) -> None:
    assignment = town.assignment(town.market)
    services.sign(actor=town.market_liaison, assignment=assignment)
    with pytest.raises(Refused):
        services.save_report(
            actor=town.market_liaison, assignment=assignment, text="x", figures=[figure], proofs=[("a.jpg", photo())]
        )
    assert not assignment.reports.exists(), why
    assert not StoredFile.objects.filter(name="a.jpg").exists()


def test_a_proof_that_nobody_takes_keeps_nothing(town: Town) -> None:
    assignment = town.assignment(town.market)
    services.sign(actor=town.market_liaison, assignment=assignment)
    with pytest.raises(Refused, match=r"page\.html"):
        services.save_report(
            actor=town.market_liaison, assignment=assignment, text="x", proofs=[("page.html", b"<script>1</script>")]
        )
    assert not assignment.reports.exists()


def test_a_report_can_be_taken_back_and_a_closed_assignment_reopened(town: Town) -> None:
    report = reported(town, completes=True)
    services.take_back_report(actor=town.market_liaison, report=report)
    services.submit_report(actor=town.market_liaison, report=report)
    services.approve_report(actor=town.market_head, report=report)
    services.accept_report(actor=town.clerk, report=report)
    with pytest.raises(Refused):
        services.reopen_assignment(actor=town.clerk, assignment=report.assignment, reason="")
    reopened = services.reopen_assignment(actor=town.clerk, assignment=report.assignment, reason="数据有误")
    assert (reopened.state, reopened.outcome, reopened.closed_at) == (AssignmentState.IN_PROGRESS, "", None)


def test_overdue_is_derived_from_the_time(town: Town) -> None:
    assignment = town.assignment(town.market)
    assert assignment.due_at is not None
    with clock.at(assignment.due_at):
        assert not assignment.is_overdue(clock.now())
    assert assignment.is_overdue(assignment.due_at.replace(year=assignment.due_at.year + 1))
    counts = selectors.progress(selectors.assignments(town.clerk), assignment.due_at.replace(year=2030))
    assert (counts.total, counts.to_sign, counts.overdue) == (5, 5, 5)


def test_another_units_rows_are_not_there(town: Town) -> None:
    assignment = town.assignment(town.market, "（二）")
    assert assignment in selectors.assignments(town.market_liaison)
    assert assignment not in selectors.assignments(town.police_liaison)
    assert not selectors.assignments(town.sysadmin).exists()
    shared = town.assignment(town.market, "（一）")
    assert {a.unit for a in selectors.fellow_assignments(town.market_liaison, shared)} == {town.market, town.police}
    assert not selectors.fellow_assignments(town.police_liaison, assignment).exists()


def test_an_interim_report_brings_the_next_date_of_a_rhythm(town: Town) -> None:
    with clock.at(datetime(2026, 3, 9, 9, tzinfo=UTC)):
        document = town.document()
        measure = document.measure_set.get(section=["一", "（二）"])
        rhythm = [{"rrule": "FREQ=MONTHLY;INTERVAL=6"}]
        services.edit_measure(actor=town.clerk, measure=measure, text=measure.text, due=rhythm)
        assignment = town.assignment(town.market, "（二）", of=document)
        assert f"{assignment.due_at:%m-%d}" == "06-30"
        services.sign(actor=town.market_liaison, assignment=assignment)
        report = services.save_report(actor=town.market_liaison, assignment=assignment, text="已公布一次。")
        services.submit_report(actor=town.market_liaison, report=report)
        services.approve_report(actor=town.market_head, report=report)
        services.accept_report(actor=town.clerk, report=report)
    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.IN_PROGRESS
    assert f"{assignment.due_at:%m-%d}" == "12-31"

"""From the reader's proposal to a document that units can be given."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from shuangda.domain.plans import selectors, services
from shuangda.domain.plans.models import Assignment, Measure, Mention, PolicyDocument
from shuangda.domain.plans.states import AssignmentRole, Decision, DocumentState, MentionState, UploadState
from shuangda.platform.audit import selectors as audit
from shuangda.platform.orgs.actors import system
from shuangda.platform.orgs.models import Alias
from shuangda.platform.orgs.verdicts import Refused
from tests.domain.plans.town import TEXT, Town, proposal


def measure_of(document: PolicyDocument, section: str) -> Measure:
    return document.measure_set.get(section=["一", section])


def test_reading_keeps_the_proposal_and_names_what_is_known(town: Town) -> None:
    upload = town.upload()
    document = upload.documents.get()
    assert upload.state == UploadState.READ
    assert upload.proposal == proposal()
    assert document.text == TEXT
    first = measure_of(document, "（一）")
    assert first.proposal["text"] == first.text
    assert [(m.name, m.role, m.state) for m in first.mentions.all()] == [
        ("区市场监管局", "lead", MentionState.RESOLVED),
        ("区公安局", "support", MentionState.RESOLVED),
    ]
    assert measure_of(document, "（三）").mentions.get().state == MentionState.OPEN


def test_reading_twice_changes_nothing(town: Town) -> None:
    upload = town.upload()
    services.read_upload(actor=system("reader"), upload=upload, text="other", proposal=proposal())
    assert upload.documents.count() == 1
    assert Measure.objects.count() == 3


def test_minutes_are_a_kind_of_their_own(town: Town) -> None:
    found: dict[str, Any] = proposal()
    found["documents"][0] |= {"title": "临江省打假联席会议纪要", "genre": "other"}
    upload = services.upload_file(actor=town.clerk, name="纪要.txt", data=TEXT.encode())
    services.read_upload(actor=system("reader"), upload=upload, text=TEXT, proposal=found)
    assert upload.documents.get().genre == PolicyDocument.Genre.MINUTES


def test_a_failure_is_told_and_does_not_undo_a_reading(town: Town) -> None:
    upload = services.upload_file(actor=town.clerk, name="x.pdf", data=b"%PDF-")
    services.note_failure(actor=system("reader"), upload=upload, error="文件已加密")
    upload.refresh_from_db()
    assert (upload.state, upload.error) == (UploadState.FAILED, "文件已加密")


def test_only_the_office_takes_documents_in(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        services.upload_file(actor=town.market_liaison, name="x.txt", data=b"x")
    with pytest.raises(Refused):
        services.upload_file(actor=town.clerk, name="x.txt", data=b"")


def test_confirming_waits_for_every_measure_and_every_name(town: Town) -> None:
    document = town.document()
    with pytest.raises(Refused, match="3"):
        services.confirm_document(actor=town.clerk, document=document)
    services.accept_all(actor=town.clerk, document=document)
    with pytest.raises(Refused, match="有关部门"):
        services.confirm_document(actor=town.clerk, document=document)
    services.decide_mention(actor=town.clerk, mention=Mention.objects.get(name="有关部门"), units=[town.police])
    confirmed = services.confirm_document(actor=town.clerk, document=document)
    assert confirmed.state == DocumentState.CONFIRMED
    with pytest.raises(PermissionDenied):
        services.accept_measure(actor=town.clerk, measure=measure_of(document, "（一）"))
    services.reopen_document(actor=town.clerk, document=document)
    services.accept_measure(actor=town.clerk, measure=measure_of(document, "（一）"))


def test_a_decision_about_a_name_is_remembered(town: Town) -> None:
    document = town.document()
    services.decide_mention(actor=town.clerk, mention=Mention.objects.get(name="有关部门"), units=[town.police])
    assert list(Alias.objects.get(name="有关部门").units.all()) == [town.police]
    later = town.document()
    mention = measure_of(later, "（三）").mentions.get()
    assert mention.state == MentionState.RESOLVED
    assert list(mention.units.all()) == [town.police]
    assert document != later


def test_a_name_may_mean_no_unit(town: Town) -> None:
    town.document()
    mention = services.decide_mention(actor=town.clerk, mention=Mention.objects.get(name="有关部门"), units=[])
    assert mention.state == MentionState.DISMISSED
    assert not Alias.objects.exists()


def test_correcting_keeps_the_machines_words(town: Town) -> None:
    measure = measure_of(town.document(), "（一）")
    services.edit_measure(actor=town.clerk, measure=measure, text="检查全部集市。", due=[{"by": "2026-06-30"}])
    measure.refresh_from_db()
    assert (measure.text, measure.decision) == ("检查全部集市。", Decision.EDITED)
    assert measure.proposal["text"] == "检查集市。五月底前完成检查。"
    event = audit.history(measure).last()
    assert event is not None
    assert (event.before["text"], event.after["text"]) == ("检查集市。五月底前完成检查。", "检查全部集市。")
    with pytest.raises(Refused):
        services.edit_measure(actor=town.clerk, measure=measure, text="  ")


def test_merging_makes_one_of_two_and_undo_two_of_one(town: Town) -> None:
    document = town.document()
    first, second = measure_of(document, "（一）"), measure_of(document, "（二）")
    merged = services.merge_measures(actor=town.clerk, first=second, second=first)
    assert merged.pk == first.pk
    assert merged.text == f"{first.text}\n{second.text}"
    assert [measure.section[-1] for measure in selectors.measures(town.clerk, document)] == ["（一）", "（三）"]
    assert [(m.name, m.role) for m in merged.mentions.all()] == [("区市场监管局", "lead"), ("区公安局", "support")]
    services.undo_last_edit(actor=town.clerk, document=document)
    assert [measure.text for measure in selectors.measures(town.clerk, document)][:2] == [first.text, second.text]
    assert measure_of(document, "（二）").mentions.count() == 2


def test_splitting_keeps_the_units_and_undo_joins_again(town: Town) -> None:
    document = town.document()
    measure = measure_of(document, "（一）")
    text = measure.text
    one, two = services.split_measure(actor=town.clerk, measure=measure, at=5)
    assert (one.text, two.text) == ("检查集市。", "五月底前完成检查。")
    assert one.span_end == two.span_start
    assert [m.name for m in two.mentions.all()] == ["区市场监管局", "区公安局"]
    with pytest.raises(Refused):
        services.split_measure(actor=town.clerk, measure=one, at=0)
    services.undo_last_edit(actor=town.clerk, document=document)
    assert measure_of(document, "（一）").text == text
    assert document.measure_set.count() == 3


def test_adding_and_rejecting_and_undoing_to_the_start(town: Town) -> None:
    document = town.document()
    start = TEXT.index("组织宣传")
    added = services.add_measure(
        actor=town.clerk, document=document, start=start, end=start + 4, units=[("区公安局", "lead")]
    )
    assert (added.text, added.section, added.decision) == ("组织宣传", ["一", "（一）"], Decision.ADDED)
    services.reject_measure(actor=town.clerk, measure=measure_of(document, "（二）"))
    assert selectors.measures(town.clerk, document).count() == 3
    services.undo_last_edit(actor=town.clerk, document=document)
    services.undo_last_edit(actor=town.clerk, document=document)
    assert [m.decision for m in document.measure_set.all()] == [Decision.PROPOSED] * 3
    with pytest.raises(Refused):
        services.undo_last_edit(actor=town.clerk, document=document)
    with pytest.raises(Refused):
        services.add_measure(actor=town.clerk, document=document, start=0, end=len(TEXT) + 5)


def test_units_of_a_measure_can_be_named_anew(town: Town) -> None:
    document = town.document()
    measure = measure_of(document, "（一）")
    services.name_units(actor=town.clerk, measure=measure, units=[("区公安局", "lead")])
    assert [(m.name, m.role) for m in measure.mentions.all()] == [("区公安局", "lead")]
    services.undo_last_edit(actor=town.clerk, document=document)
    assert [m.name for m in measure.mentions.all()] == ["区市场监管局", "区公安局"]


def test_findings_are_settled_one_by_one(town: Town) -> None:
    finding = town.document().finding_set.get()
    services.decide_item(actor=town.clerk, item=finding, accept=False)
    finding.refresh_from_db()
    assert finding.decision == Decision.REJECTED


def test_issuing_assigns_each_unit_once_in_its_strongest_role(town: Town) -> None:
    document = town.issued()
    rows = Assignment.objects.filter(measure__document=document)
    assert {(a.measure.section[-1], a.unit, a.role) for a in rows} == {
        ("（一）", town.market, AssignmentRole.LEAD),
        ("（一）", town.police, AssignmentRole.SUPPORT),
        ("（二）", town.market, AssignmentRole.RESPONSIBLE),
        ("（三）", town.market, AssignmentRole.RESPONSIBLE),
        ("（三）", town.police, AssignmentRole.RESPONSIBLE),
    }
    assert {f"{a.due_at:%m-%d}" for a in rows if a.due_at} == {"05-31", "12-31"}
    with pytest.raises(Refused):
        services.issue_document(actor=town.clerk, document=document)


def test_withdrawing_closes_what_is_open_and_needs_a_reason(town: Town) -> None:
    document = town.issued()
    with pytest.raises(Refused):
        services.withdraw_document(actor=town.clerk, document=document, reason=" ")
    services.withdraw_document(actor=town.clerk, document=document, reason="上级调整")
    assert {a.outcome for a in Assignment.objects.all()} == {"withdrawn"}


def test_units_see_a_document_once_it_is_issued_to_them(town: Town) -> None:
    draft = town.document()
    assert not selectors.documents(town.market_liaison).exists()
    issued = town.issued()
    assert list(selectors.documents(town.market_liaison)) == [issued]
    assert not selectors.documents(town.sysadmin).exists()
    with pytest.raises(PermissionDenied):
        services.confirm_document(actor=town.market_head, document=draft)


def test_a_heading_can_be_corrected(town: Town) -> None:
    document = services.correct_heading(actor=town.clerk, document=town.document(), title="新标题")
    assert document.title == "新标题"
    with pytest.raises(Refused):
        services.correct_heading(
            actor=town.clerk, document=document, period_start=document.period_end.replace(year=2027)
        )

"""The document pages as their users meet them: with script and without, as the office and as a unit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shuangda.domain.plans import services
from shuangda.domain.plans.models import Assignment, Measure, PolicyDocument, Upload
from shuangda.domain.plans.states import Decision, DocumentState, MentionState
from shuangda.platform.orgs.actors import Actor, system
from shuangda.platform.orgs.models import Alias, Person
from shuangda.platform.orgs.roles import Role
from tests import factories
from tests.domain.plans.town import TEXT, Town, proposal

HTMX = {"HTTP_HX_REQUEST": "true"}
Opens = Callable[[Actor], Client]


@pytest.fixture
def as_(client: Client) -> Opens:
    """A browser in which this actor is logged in."""

    def log_in(actor: Actor) -> Client:
        client.force_login(Person.objects.get(pk=actor.person_id))
        client.cookies["django_language"] = "en"
        return client

    return log_in


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    answer = client.get(reverse(f"plans:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def measure_of(document: PolicyDocument, section: str) -> Measure:
    return document.measure_set.get(section=["一", section])


def goal(answer: Any) -> str:
    """The card to which the page's script moves the focus."""
    return str(json.loads(answer["HX-Trigger-After-Settle"])["plans:done"]["key"])


class TestTakingIn:
    def test_one_file_opens_its_own_page_and_that_leads_to_the_document(self, town: Town, as_: Opens) -> None:
        clerk = as_(town.clerk)
        file = SimpleUploadedFile("要点.txt", TEXT.encode())
        answer = clerk.post(reverse("plans:upload"), {"files": [file]})
        upload = Upload.objects.get()
        address = reverse("plans:reading", args=[upload.pk])
        assert answer["Location"] == address
        waiting = clerk.get(address).content.decode()
        assert "hx-trigger" in waiting
        assert '<meta http-equiv="refresh"' in waiting.partition("<noscript>")[2].partition("</noscript>")[0]
        services.read_upload(actor=system("reader"), upload=upload, text=TEXT, proposal=proposal())
        document = reverse("plans:document", args=[upload.documents.get().pk])
        assert clerk.get(address)["Location"] == document
        assert clerk.get(address, **HTMX)["HX-Redirect"] == document

    def test_looks_grow_rarer(self, town: Town, as_: Opens) -> None:
        upload = services.upload_file(actor=town.clerk, name="要点.txt", data=TEXT.encode())
        address = reverse("plans:reading", args=[upload.pk])
        clerk = as_(town.clerk)
        assert "delay:300ms" in clerk.get(address).content.decode()
        assert "delay:3000ms" in clerk.get(f"{address}?wait=9999999", **HTMX).content.decode()

    def test_several_files_go_to_the_list(self, town: Town, as_: Opens) -> None:
        files = [SimpleUploadedFile(f"{n}.txt", TEXT.encode()) for n in "甲乙"]
        answer = as_(town.clerk).post(reverse("plans:upload"), {"files": files})
        assert answer["Location"] == reverse("plans:documents")
        shown = page(as_(town.clerk), "documents")
        assert "甲.txt" in shown
        assert "乙.txt" in shown

    def test_an_empty_file_is_told_beside_the_field(self, town: Town, as_: Opens) -> None:
        answer = as_(town.clerk).post(reverse("plans:upload"), {"files": [SimpleUploadedFile("空.txt", b"")]})
        assert answer.status_code == 422
        assert 'id="id_files_error"' in answer.content.decode()

    def test_a_failure_says_why_and_what_to_do(self, town: Town, as_: Opens) -> None:
        upload = services.upload_file(actor=town.clerk, name="密.pdf", data=b"%PDF-1.7")
        services.note_failure(actor=system("reader"), upload=upload, error="文件已加密。")
        clerk = as_(town.clerk)
        assert "文件已加密。" in page(clerk, "documents")
        shown = page(clerk, "reading", upload.pk)
        assert "文件已加密。" in shown
        assert reverse("plans:upload") in shown

    def test_the_original_comes_back_as_it_was(self, town: Town, as_: Opens) -> None:
        answer = as_(town.clerk).get(reverse("plans:original", args=[town.upload().pk]))
        assert b"".join(answer.streaming_content) == TEXT.encode()
        assert answer["Content-Disposition"].startswith("attachment")


class TestSeeing:
    def test_text_and_cards_lead_to_one_another(self, town: Town, as_: Opens) -> None:
        document = town.document()
        shown = page(as_(town.clerk), "document", document.pk)
        for measure in document.measure_set.all():
            assert f'href="#measure-{measure.pk}"' in shown
            assert f'id="at-measure-{measure.pk}"' in shown
            assert f'href="#at-measure-{measure.pk}"' in shown
        assert "mark mark-measure" in shown
        assert "mark-finding" in shown
        assert "Checked 0 / 3" in shown

    def test_a_text_cannot_bring_markup_along(self, town: Town, as_: Opens) -> None:
        upload = services.upload_file(actor=town.clerk, name="x.txt", data=b"x")
        text = TEXT.replace("检查集市", "<script>")
        hostile = json.loads(json.dumps(proposal()).replace("\\u68c0\\u67e5\\u96c6\\u5e02", "<b onx=1>"))
        services.read_upload(actor=system("reader"), upload=upload, text=text[: len(TEXT)], proposal=hostile)
        shown = page(as_(town.clerk), "document", upload.documents.get().pk)
        assert "<b onx" not in shown
        assert "&lt;script&gt;" in shown

    def test_a_unit_sees_it_once_it_is_issued_and_cannot_act(self, town: Town, as_: Opens) -> None:
        document = town.document()
        page(as_(town.market_liaison), "document", document.pk, status=404)
        issued = town.issued()
        shown = page(as_(town.market_liaison), "document", issued.pk)
        assert "accept/" not in shown
        assert "panel-findings" not in shown
        assert str(issued) in page(as_(town.market_liaison), "documents")
        address = reverse("plans:confirm", args=[issued.pk])
        assert as_(town.market_liaison).post(address).status_code == 403

    def test_an_issued_document_leads_to_its_assignments(self, town: Town, as_: Opens) -> None:
        document = town.document()
        clerk, link = as_(town.clerk), f"{reverse('plans:assignments')}?document={document.pk}"
        assert link not in page(clerk, "document", document.pk)
        assert "data-only-open" in page(clerk, "document", document.pk)
        town.issued(document)
        assert link in page(clerk, "document", document.pk)
        assert "data-only-open" not in page(clerk, "document", document.pk), "all of it has been checked"

    def test_another_office_finds_nothing(self, town: Town, as_: Opens) -> None:
        document = town.document()
        other = factories.actor_of(Role.CLERK, factories.office(factories.region("990103", "望川区")))
        for name in ("document", "task_table", "heading", "issue", "accept_all", "add_measure"):
            page(as_(other), name, document.pk, status=404)
        page(as_(other), "reading", document.upload_id, status=404)
        page(as_(other), "measure", measure_of(document, "（一）").pk, status=404)

    def test_ten_times_the_measures_take_no_more_queries(self, town: Town, as_: Opens) -> None:
        document, clerk = town.document(), as_(town.clerk)
        first = _queries(clerk, document)
        for at in range(30):
            services.add_measure(
                actor=town.clerk, document=document, start=at, end=at + 5, units=[("区公安局", "lead")]
            )
        assert _queries(clerk, document) <= first

    def test_the_list_filters_and_sorts(self, town: Town, as_: Opens) -> None:
        town.document()
        clerk = as_(town.clerk)
        address = reverse("plans:documents")
        assert "No document fits" in clerk.get(address, {"q": "没有这个"}).content.decode()
        assert "临江省打假工作要点" in clerk.get(address, {"state": "checking", "sort": "-issued_on"}).content.decode()
        assert clerk.get(address, {"since": "nonsense", "sort": "x", "page": "y"}).status_code == 200

    def test_search_finds_the_document_and_the_measure(self, town: Town, as_: Opens) -> None:
        document = town.document()
        shown = as_(town.clerk).get(reverse("desk:search"), {"q": "检查集市"}).content.decode()
        assert f"{reverse('plans:document', args=[document.pk])}#measure-" in shown
        assert (
            "检查集市" not in as_(town.market_liaison).get(reverse("desk:search"), {"q": "五月底前"}).content.decode()
        )


def _queries(client: Client, document: PolicyDocument) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        page(client, "document", document.pk)
    return len(found)


class TestChecking:
    def test_accepting_answers_with_the_card_and_goes_on(self, town: Town, as_: Opens) -> None:
        document = town.document()
        one, two = measure_of(document, "（一）"), measure_of(document, "（二）")
        answer = as_(town.clerk).post(reverse("plans:accept_measure", args=[one.pk]), **HTMX)
        body = answer.content.decode()
        assert f'id="measure-{one.pk}"' in body
        assert "hx-swap-oob" in body
        assert 'id="text"' not in body, "the text does not travel for one card"
        assert goal(answer) == f"measure-{two.pk}"
        one.refresh_from_db()
        assert one.decision == Decision.ACCEPTED

    def test_without_script_it_leads_to_the_next_card(self, town: Town, as_: Opens) -> None:
        document = town.document()
        answer = as_(town.clerk).post(reverse("plans:accept_measure", args=[measure_of(document, "（一）").pk]))
        next_one = measure_of(document, "（二）")
        assert answer["Location"] == f"{reverse('plans:document', args=[document.pk])}#measure-{next_one.pk}"

    def test_rejecting_and_undoing_redraw_the_work(self, town: Town, as_: Opens) -> None:
        document = town.document()
        one = measure_of(document, "（一）")
        clerk = as_(town.clerk)
        answer = clerk.post(reverse("plans:reject_measure", args=[one.pk]), **HTMX)
        assert answer["HX-Retarget"] == "#work"
        assert f'id="measure-{one.pk}"' not in answer.content.decode()
        answer = clerk.post(reverse("plans:undo", args=[document.pk]), **HTMX)
        assert f'id="at-measure-{one.pk}"' in answer.content.decode()
        assert goal(answer) == f"measure-{one.pk}"
        assert clerk.post(reverse("plans:undo", args=[document.pk]), **HTMX).status_code == 409

    def test_merging_takes_the_next_and_the_last_has_none(self, town: Town, as_: Opens) -> None:
        document = town.document()
        clerk = as_(town.clerk)
        clerk.post(reverse("plans:merge_measure", args=[measure_of(document, "（一）").pk]))
        assert "公开结果" in measure_of(document, "（一）").text
        last = measure_of(document, "（三）")
        answer = clerk.post(reverse("plans:merge_measure", args=[last.pk]), **HTMX)
        assert (answer.status_code, answer["HX-Retarget"]) == (409, "#problem")

    def test_splitting_offers_the_ends_of_sentences(self, town: Town, as_: Opens) -> None:
        document = town.document()
        one = measure_of(document, "（一）")
        address = reverse("plans:split_measure", args=[one.pk])
        clerk = as_(town.clerk)
        assert 'name="at" value="5"' in " ".join(clerk.get(address).content.decode().split())
        clerk.post(address, {"at": "5"})
        assert [m.text for m in document.measure_set.filter(section=["一", "（一）"])] == [
            "检查集市。",
            "五月底前完成检查。",
        ]
        assert clerk.post(address, {"at": "nonsense"}).status_code == 409

    def test_one_undo_takes_a_whole_correction_back(self, town: Town, as_: Opens) -> None:
        document = town.document()
        one = measure_of(document, "（一）")
        clerk = as_(town.clerk)
        address = reverse("plans:edit_measure", args=[one.pk])
        assert "区公安局" in clerk.get(address, **HTMX).content.decode()
        answer = clerk.post(address, corrected(), **HTMX)
        assert answer.status_code == 200
        one.refresh_from_db()
        assert (one.decision, one.text, one.campaigns) == (Decision.EDITED, "检查所有集市。", ["清源", "护苗"])
        assert one.due == [{"by": "2026-05-31"}, {"rrule": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25"}]
        assert [(m.name, m.role) for m in one.mentions.all()] == [("区公安局", "lead"), ("区市场监管局", "support")]
        services.undo_last_edit(actor=town.clerk, document=document)
        one.refresh_from_db()
        assert (one.decision, one.text, one.due) == (
            Decision.PROPOSED,
            "检查集市。五月底前完成检查。",
            [{"by": "2026-05-31"}],
        )
        assert [(m.name, m.role) for m in one.mentions.all()] == [("区市场监管局", "lead"), ("区公安局", "support")]

    def test_a_wrong_correction_stays_in_its_form(self, town: Town, as_: Opens) -> None:
        one = measure_of(town.document(), "（一）")
        wrong = corrected() | {"text": "", "due-1-kind": "by", "due-1-day": ""}
        answer = as_(town.clerk).post(reverse("plans:edit_measure", args=[one.pk]), wrong, **HTMX)
        assert answer.status_code == 422
        assert answer.content.decode().count("field-error") >= 2

    def test_words_of_the_text_become_a_measure(self, town: Town, as_: Opens) -> None:
        document = town.document()
        clerk = as_(town.clerk)
        address = reverse("plans:add_measure", args=[document.pk])
        clerk.post(address, {"quote": "区市场监管局牵头，\r\n区公安局配合"})
        added = document.measure_set.get(decision=Decision.ADDED)
        assert document.upload.text[added.span_start : added.span_end] == "区市场监管局牵头，区公安局配合"
        assert added.section == ["一", "（一）"]
        assert clerk.post(address, {"quote": "不在文中"}).status_code == 422

    def test_a_name_is_decided_for_all_its_places_and_remembered(self, town: Town, as_: Opens) -> None:
        document = town.document()
        mention = measure_of(document, "（三）").mentions.get()
        clerk = as_(town.clerk)
        address = reverse("plans:decide_mention", args=[mention.pk])
        assert "区公安局" in clerk.get(address).content.decode()
        assert clerk.post(address, {"remember": "1"}, **HTMX).status_code == 409
        clerk.post(address, {"units": [town.police.pk], "remember": "1"})
        mention.refresh_from_db()
        assert (mention.state, list(mention.units.all())) == (MentionState.DECIDED, [town.police])
        assert Alias.objects.get(name="有关部门").units.get() == town.police
        clerk.post(address, {"dismiss": "1"})
        mention.refresh_from_db()
        assert mention.state == MentionState.DISMISSED

    def test_units_out_of_sight_cannot_be_chosen(self, town: Town, as_: Opens) -> None:
        mention = measure_of(town.document(), "（三）").mentions.get()
        far = factories.unit(in_region=factories.region("880101", "远山区"))
        answer = as_(town.clerk).post(reverse("plans:decide_mention", args=[mention.pk]), {"units": [far.pk]}, **HTMX)
        assert answer.status_code == 409

    def test_a_query_is_seen_to(self, town: Town, as_: Opens) -> None:
        finding = town.document().finding_set.get()
        address = reverse("plans:decide_finding", args=[finding.pk])
        clerk = as_(town.clerk)
        assert clerk.post(address, {"verdict": "maybe"}).status_code == 404
        assert goal(clerk.post(address, {"verdict": "accept"}, **HTMX)) == f"finding-{finding.pk}"
        finding.refresh_from_db()
        assert finding.decision == Decision.ACCEPTED

    def test_the_heading_is_corrected(self, town: Town, as_: Opens) -> None:
        document = town.document()
        address = reverse("plans:heading", args=[document.pk])
        values = {"title": "新题目", "genre": "notice", "period_start": "2026-05-01", "period_end": "2026-04-01"}
        clerk = as_(town.clerk)
        assert clerk.post(address, values).status_code == 422
        clerk.post(address, values | {"period_end": "2026-06-01"})
        document.refresh_from_db()
        assert (document.title, str(document.period_end)) == ("新题目", "2026-06-01")


def corrected() -> dict[str, str]:
    """A filled-in editing form: a new text, the units the other way round, one more due time."""
    return {
        "text": "检查所有集市。",
        "campaigns": "清源、护苗",
        "note": "",
        "units-TOTAL_FORMS": "3",
        "units-INITIAL_FORMS": "2",
        "units-0-name": "区公安局",
        "units-0-role": "lead",
        "units-1-name": "区市场监管局",
        "units-1-role": "support",
        "units-2-name": "",
        "units-2-role": "responsible",
        "due-TOTAL_FORMS": "2",
        "due-INITIAL_FORMS": "1",
        "due-0-kind": "by",
        "due-0-day": "2026-05-31",
        "due-0-rhythm": "FREQ=MONTHLY",
        "due-1-kind": "rhythm",
        "due-1-rhythm": "FREQ=MONTHLY;INTERVAL=3",
        "due-1-month_day": "25",
    }


class TestGivingOut:
    def test_confirming_too_early_says_what_is_missing_and_where(self, town: Town, as_: Opens) -> None:
        document = town.document()
        answer = as_(town.clerk).post(reverse("plans:confirm", args=[document.pk]))
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "3 measures not checked" in shown
        assert "有关部门" in shown
        assert f'href="#measure-{measure_of(document, "（一）").pk}"' in shown

    def test_all_that_remain_are_accepted_after_one_question(self, town: Town, as_: Opens) -> None:
        document = town.document()
        clerk = as_(town.clerk)
        shown = page(clerk, "accept_all", document.pk)
        assert "Accept 3 measures" in shown
        assert f'#measure-{measure_of(document, "（一）").pk}">检查集市。五月底前完成检查。</a>' in shown
        clerk.post(reverse("plans:accept_all", args=[document.pk]))
        assert not document.measure_set.filter(decision=Decision.PROPOSED).exists()

    def test_what_is_shown_before_is_what_is_issued(self, town: Town, as_: Opens) -> None:
        document = town.document()
        vague = measure_of(document, "（三）").mentions.get()
        services.decide_mention(actor=town.clerk, mention=vague, units=[])
        services.accept_all(actor=town.clerk, document=document)
        clerk = as_(town.clerk)
        assert clerk.post(reverse("plans:issue", args=[document.pk])).status_code == 409
        clerk.post(reverse("plans:confirm", args=[document.pk]))
        shown = page(clerk, "issue", document.pk)
        assert "3 assignments to 2 units" in shown
        assert "1 measure names no unit" in shown
        clerk.post(reverse("plans:issue", args=[document.pk]))
        assert Assignment.objects.filter(measure__document=document).count() == 3
        document.refresh_from_db()
        assert document.state == DocumentState.ISSUED

    def test_a_confirmed_document_is_closed_until_it_is_taken_back(self, town: Town, as_: Opens) -> None:
        document = town.document()
        services.decide_mention(actor=town.clerk, mention=measure_of(document, "（三）").mentions.get(), units=[])
        services.accept_all(actor=town.clerk, document=document)
        services.confirm_document(actor=town.clerk, document=document)
        clerk = as_(town.clerk)
        one = measure_of(document, "（一）")
        assert clerk.post(reverse("plans:accept_measure", args=[one.pk])).status_code == 403
        clerk.post(reverse("plans:reopen", args=[document.pk]))
        assert clerk.post(reverse("plans:reject_measure", args=[one.pk])).status_code == 302

    def test_withdrawing_needs_a_reason(self, town: Town, as_: Opens) -> None:
        document = town.issued()
        clerk = as_(town.clerk)
        address = reverse("plans:withdraw", args=[document.pk])
        assert clerk.post(address, {"reason": " "}).status_code == 422
        clerk.post(address, {"reason": "发错单位"})
        document.refresh_from_db()
        assert document.state == DocumentState.WITHDRAWN

    def test_a_near_duplicate_stands_beside_its_like(self, town: Town, as_: Opens) -> None:
        document = town.document()
        clerk = as_(town.clerk)
        page(clerk, "compare", document.pk, status=404)
        document.duplicate_of = town.document()
        document.save()
        assert "Near-duplicate" in page(clerk, "document", document.pk)
        assert 'class="differs"' not in page(clerk, "compare", document.pk)

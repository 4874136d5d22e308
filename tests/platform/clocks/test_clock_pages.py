"""The pages of stored clocks: list, export, one clock, its forms, the view into the past."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from shuangda.platform import clock
from shuangda.platform.clocks.models import Clock
from shuangda.platform.clocks.services import extend_clock, pause_clock, restart_clock, stop_clock
from shuangda.platform.desk.search import find
from shuangda.platform.desk.worklist import open_count, todo
from shuangda.platform.orgs.roles import Role
from tests import factories

from .conftest import Place, moment
from .test_calendar import record_2027
from .test_calendar_pages import as_

LIST = "/clocks/"


def test_the_list_stands_by_due_date_with_lights(place: Place) -> None:
    place.started("complaint_mediation", date(2026, 4, 20), "调解一件")
    place.started("complaint_accept", date(2026, 4, 20), "逾期一件")
    place.started("complaint_accept", date(2026, 4, 30), "在办一件")
    rows = as_(place.clerk).get(LIST).context["rows"]
    assert [(row.clock.title, row.reading.light.key) for row in rows] == [
        ("逾期一件", "late"),
        ("在办一件", "normal"),
        ("调解一件", "normal"),
    ]
    late = as_(place.liaison).get(LIST, {"state": "late"}).context["rows"]
    assert [row.clock.title for row in late] == ["逾期一件"]


def test_the_timeline_tells_an_extension_that_sets_a_total(place: Place) -> None:
    case = place.started("transfer_police_decide_economic", date(2026, 3, 16))
    extend_clock(actor=place.liaison, clock=case, at=moment(2026, 3, 18), note="批准")
    by_units = place.started("complaint_found_clue_verify", date(2026, 4, 20))
    extend_clock(actor=place.liaison, clock=by_units, at=moment(2026, 4, 22), note="批准")
    client = as_(place.liaison)
    for started, detail in ((case, "总计30日 · 批准"), (by_units, "+15个工作日 · 批准")):
        assert client.get(f"{LIST}{started.pk}/").context["timeline"][0].detail == detail


def test_search_finds_matters_and_rules(place: Place) -> None:
    place.started("complaint_mediation", date(2026, 4, 20), "调解一件")
    place.started("complaint_accept", title="受理一件")
    client = as_(place.liaison)
    for words, title in (("受理一件", "受理一件"), ("complaint_mediation", "调解一件")):
        assert [row.clock.title for row in client.get(LIST, {"q": words}).context["rows"]] == [title]
    assert [hit.title for found in find(place.liaison, "调解一件") for hit in found.hits] == ["调解一件"]
    assert client.get(LIST, {"q": "\x00", "state": "x", "page": "9999", "sort": "'"}).status_code == 200


def test_what_is_done_is_listed_apart(place: Place) -> None:
    case = place.started()
    stop_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6))
    client = as_(place.liaison)
    assert not client.get(LIST).context["rows"]
    assert [row.clock for row in client.get(LIST, {"state": "done"}).context["rows"]] == [case]


def test_the_list_asks_the_database_few_questions(place: Place, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(20):
        place.started(title=f"投诉第{number}件")
    client = as_(place.clerk)
    with django_assert_max_num_queries(17):
        assert len(client.get(LIST).context["rows"]) == 20


def test_the_list_goes_out_as_a_workbook(place: Place) -> None:
    place.started(title="=1+1")
    for address in ("export/", "export/?state=done"):
        response = as_(place.liaison).get(LIST + address)
        assert response.status_code == 200
    book = load_workbook(io.BytesIO(as_(place.liaison).get(f"{LIST}export/").content))
    assert [cell.value for cell in book.worksheets[0][2]][1] == "=1+1"


def test_a_clock_explains_its_date(place: Place) -> None:
    case = place.started()
    text = as_(place.clerk).get(f"{LIST}{case.pk}/").content.decode()
    for words in ("2026年5月13日", "劳动节放假", "第十五条第一款", "调休上班"):
        assert words in text
    english = as_(place.clerk).get(f"{LIST}{case.pk}/", headers={"accept-language": "en"}).content.decode()
    assert "Labour Day: days off" in english


def test_the_page_of_another_unit_is_not_there(place: Place) -> None:
    case = place.started()
    client = as_(factories.actor_of(Role.LIAISON))
    for act in ("", "pause/", "resume/", "extend/", "stop/", "restart/", "undo/"):
        assert client.get(f"{LIST}{case.pk}/{act}").status_code == 404
        if act:
            assert client.post(f"{LIST}{case.pk}/{act}", {"day": "2026-05-06"}).status_code == 404
    assert as_(place.clerk).post(f"{LIST}{case.pk}/stop/", {"day": "2026-05-06"}).status_code == 404
    assert as_(place.guest).post(f"{LIST}{case.pk}/stop/", {"day": "2026-05-06"}).status_code == 403
    assert case.events.count() == 1


def test_a_limit_is_started_from_its_rule(place: Place) -> None:
    client = as_(place.liaison)
    assert client.get(f"{LIST}start/?rule=complaint_accept").context["form"].initial["rule_id"] == "complaint_accept"
    sent = {"rule_id": "complaint_accept", "title": "投诉2026-18号", "day": "2026-04-30"}
    response = client.post(f"{LIST}start/", sent)
    made = Clock.objects.get()
    assert response["Location"] == f"{LIST}{made.pk}/"
    assert (made.unit_id, made.title) == (place.liaison.unit_id, "投诉2026-18号")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2026-04-14"}, "不能适用 complaint_accept"),
        ({"rule_id": "nothing"}, "nothing"),
        ({"day": "30 April"}, "日期"),
        ({"day": "1800-01-01"}, "1949"),
        ({"day": "0001-01-01", "rule_id": "case_decide"}, "1949"),
        ({"day": "9999-12-31", "rule_id": "case_decide"}, "2199"),
        ({"title": ""}, "必填"),
        ({"title": "长" * 201}, "200"),
    ],
)
def test_a_start_that_is_wrong_stands_at_the_form(place: Place, changes: dict[str, str], said: str) -> None:
    sent = {"rule_id": "complaint_accept", "title": "x", "day": "2026-04-30", **changes}
    response = as_(place.liaison).post(f"{LIST}start/", sent)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not Clock.objects.exists()


def test_errors_of_the_kernel_are_said_in_english_too(place: Place) -> None:
    client = as_(place.liaison)
    sent = {"rule_id": "complaint_accept", "title": "x", "day": "2026-04-14"}
    text = client.post(f"{LIST}start/", sent, headers={"accept-language": "en"}).content.decode()
    assert "does not apply to 2026-04-14" in text


def test_the_acts_that_fit_are_offered_and_done(place: Place) -> None:
    case = place.started("complaint_mediation", date(2026, 4, 20))
    client, here = as_(place.liaison), f"{LIST}{case.pk}/"

    def offered() -> set[str]:
        return {url.removeprefix(here) for url, _words, _main in client.get(here).context["acts"]}

    assert offered() == {"pause/", "stop/", "restart/"}
    ground = case.rule.exclusions[0]
    assert client.post(f"{here}pause/", {"day": "2026-05-04", "ground": ground}).status_code == 302
    assert offered() == {"resume/", "stop/", "restart/", "undo/"}
    wrong = client.post(f"{here}resume/", {"day": "2026-05-01"})
    assert "2026-05-01 时并未中止" in wrong.content.decode()
    assert client.post(f"{here}resume/", {"day": "2026-05-06"}).status_code == 302
    assert client.post(f"{here}undo/", {"reason": "登记错了"}).status_code == 302
    assert client.post(f"{here}stop/", {"day": "2026-05-06", "note": "达成协议"}).status_code == 302
    assert offered() == {"undo/"}
    text = client.get(here).content.decode()
    assert "登记错了" in text
    assert "达成协议" in text


def test_an_extension_asks_for_what_the_rule_allows(place: Place) -> None:
    case = place.started("complaint_found_clue_verify", date(2026, 4, 20))
    here = f"{LIST}{case.pk}/"
    client = as_(place.officer)
    form = client.get(f"{here}extend/")
    assert form.context["title"] == f"延长 · {case.title}"
    assert f'<a href="{here}">{case.title}</a>' in form.content.decode(), "the trail leads back to the clock"
    assert "15" in str(form.context["form"].fields["units"].help_text)
    wrong = client.post(f"{here}extend/", {"day": "2026-05-06", "units": "16", "note": "局长"})
    assert "1 至 15" in wrong.content.decode()
    assert client.post(f"{here}extend/", {"day": "2026-05-06", "note": ""}).status_code == 200
    assert client.post(f"{here}extend/", {"day": "2026-05-06", "note": "局长"})["Location"] == here


def test_a_past_day_shows_what_was_known_then(place: Place) -> None:
    with clock.at(moment(2026, 4, 30, 15)):
        case = place.started()
    restart_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="补正材料")
    client, here = as_(place.liaison), f"{LIST}{case.pk}/"
    assert client.get(here).context["standing"].moment.day == 14
    then = client.get(here, {"known": "2026-05-02"})
    assert then.context["standing"].moment.day == 13
    assert not then.context["acts"]
    assert "补正材料" not in then.content.decode()
    before = client.get(here, {"known": "2026-04-01"})
    assert "还没有起算" in before.content.decode()
    for nonsense in ("x", "0001-01-01", "9999-12-31"):
        assert client.get(here, {"known": nonsense}).status_code == 200


def test_a_year_that_is_missing_is_said_and_a_moved_date_shown(place: Place) -> None:
    with clock.at(moment(2026, 12, 24, 9)):
        case = place.started("complaint_accept", date(2026, 12, 24))
        client = as_(place.liaison)
        assert "2027年的放假安排尚未收录" in client.get(f"{LIST}{case.pk}/").content.decode()
        assert [row.clock for row in client.get(LIST, {"state": "unknown"}).context["rows"]] == [case]
        record_2027(place)
        text = client.get(f"{LIST}{case.pk}/").content.decode()
        assert "2027年放假安排第1版" in text
        assert client.get(LIST).context["rows"][0].moved.notice.year == 2027


def test_the_work_place_counts_the_units_own_limits(place: Place) -> None:
    case = place.started("complaint_accept", date(2026, 4, 20))
    before = open_count(place.clerk)
    mine = [item for item in todo(place.liaison) if item.url == f"{LIST}{case.pk}/"]
    assert [(item.reading.light.key, item.reading.words) for item in mine] == [("late", "逾期2个工作日")]
    assert open_count(place.liaison) == 1
    assert not [item for item in todo(place.clerk) if item.url == f"{LIST}{case.pk}/"]
    pause_clock(actor=place.liaison, clock=place.started("complaint_mediation"), at=moment(2026, 5, 6))
    assert len(todo(place.liaison)) == open_count(place.liaison) == 2
    assert open_count(place.clerk) == before

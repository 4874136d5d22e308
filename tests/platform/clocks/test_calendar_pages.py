"""The pages of the work calendar, and the form by which a year is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from shuangda.platform import clock
from shuangda.platform.clocks import selectors
from shuangda.platform.clocks.models import HolidayNotice, WeekendDecision
from shuangda.platform.clocks.ui.months import months
from shuangda.platform.clocks.ui.notice_form import NoticeForm
from shuangda.platform.desk.worklist import todo
from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.models import Person

from .conftest import Place, moment
from .test_calendar import NEW_YEAR, record_2027

RECORD = "/clocks/calendar/record/"
FILLED = {
    "year": "2027",
    "holidays": "元旦 2027-01-01 2027-01-03\n春节：2月5日至2月11日",
    "worked": "2027-01-31、2027-02-20",
    "source": "国办发明电〔2026〕7号",
    "reason": "收录",
}


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


def test_the_list_names_each_year_with_its_source(place: Place) -> None:
    record_2027(place)
    text = as_(place.clerk).get("/clocks/calendar/").content.decode()
    assert "国办发明电〔2026〕7号" in text
    assert "chinesecalendar" in text
    assert reverse("clocks:calendar_record") not in text, "a clerk records nothing"


def test_a_year_without_a_notice_says_who_does_what(place: Place) -> None:
    for actor, offered in ((place.liaison, False), (place.security, True)):
        text = as_(actor).get("/clocks/calendar/2031/").content.decode()
        assert "2031" in text
        assert "安全管理员" in text
        assert (RECORD in text) is offered
    assert as_(place.liaison).get("/clocks/calendar/9999/").status_code == 404


def test_the_grid_shows_breaks_and_make_up_days() -> None:
    notice = next(n for n in selectors.announced() if n.year == 2026)
    february = months(2026, notice)[1]
    days = {day.day.day: day for week in february.weeks for day in week if day}
    assert days[14].kind == "makeup"
    assert (days[17].kind, days[17].name) == ("off", "春节")
    assert (days[8].kind, days[9].kind) == ("weekend", "work")
    assert february.workdays == sum(1 for day in days.values() if day.kind in ("work", "makeup"))
    assert len(months(2026, notice)) == 12


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("春节 2027-02-05 2027-02-11", (2, 5), (2, 11)),
        ("春节，2027年2月5日至11日", (2, 5), (2, 11)),
        ("春节：2月5日至2月11日放假", (2, 5), (2, 11)),
        ("元旦 2027/1/1", (1, 1), (1, 1)),
        ("春节\t2027.02.05\t2027.02.11", (2, 5), (2, 11)),
    ],
)
def test_a_line_is_read_as_offices_write_it(line: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    form = NoticeForm({**FILLED, "holidays": line})
    assert form.is_valid(), form.errors
    (holiday,) = form.cleaned_data["holidays"]
    assert (holiday.first, holiday.last) == (date(2027, *first), date(2027, *last))
    assert holiday.name in {"Spring Festival", "New Year's Day"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("元旦 2027-01-01\n2027-02-05 2027-02-11", "第2行"),
        ("春节", "第1行"),
        ("春节 2027-02-30", "第1行"),
        ("春节 2027-02-05 2027-02-06 2027-02-07", "第1行"),
        ("春节 2027-02-05 明天", "第1行"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, said: str) -> None:
    form = NoticeForm({**FILLED, "holidays": line})
    assert not form.is_valid()
    assert said in form.errors["holidays"][0]


def test_nothing_is_saved_before_it_was_seen(place: Place) -> None:
    client = as_(place.security)
    seen = client.post(RECORD, FILLED)
    assert "没有在办时限的到期日因此改变" in seen.content.decode()
    assert not HolidayNotice.objects.exists()
    saved = client.post(RECORD, {**FILLED, "step": "save"})
    assert saved["Location"] == "/clocks/calendar/2027/"
    assert selectors.work_calendar().notices[2027].worked == (date(2027, 1, 31), date(2027, 2, 20))


def test_the_preview_lists_the_clocks_whose_date_moves(place: Place) -> None:
    with clock.at(moment(2026, 12, 24, 9)):
        moving = place.started("complaint_accept", date(2026, 12, 24))
        place.started("complaint_accept", date(2026, 12, 1))
        context = as_(place.security).post(RECORD, FILLED).context
    assert [(move.clock, move.old) for move in context["moves"]] == [(moving, None)]
    assert context["moves"][0].new is not None


def test_the_preview_names_the_festivals_that_were_left_out(place: Place) -> None:
    """Their days would silently count as worked."""
    text = as_(place.security).post(RECORD, FILLED).content.decode()
    assert "清明、劳动、端午、中秋、国庆" in text
    whole = "清明 4月3日至5日\n劳动节 5月1日至5日\n端午 6月9日\n中秋 9月15日\n国庆节 10月1日至7日"
    text = as_(place.security).post(RECORD, {**FILLED, "holidays": f"{FILLED['holidays']}\n{whole}"}).content.decode()
    assert "清明、" not in text


def test_back_from_the_preview_keeps_what_was_typed(place: Place) -> None:
    text = as_(place.security).post(RECORD, {**FILLED, "step": "back"}).content.decode()
    assert "春节：2月5日至2月11日" in text
    assert not HolidayNotice.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"worked": "2027-02-05"}, "既是“春节”放假日又是调休上班日"),
        ({"worked": "2027-02-03"}, "不是周六或周日"),
        ({"holidays": "春节 2026-02-05"}, "不属于2027年"),
        ({"source": ""}, "必填"),
        ({"year": "x"}, "整数"),
    ],
)
def test_what_is_wrong_stands_at_the_form(place: Place, changes: dict[str, str], said: str) -> None:
    response = as_(place.security).post(RECORD, {**FILLED, **changes})
    assert "preview" not in response.context
    assert said in response.content.decode()


def test_a_correction_begins_with_what_is_on_record(place: Place) -> None:
    record_2027(place, NEW_YEAR)
    form = as_(place.security).get(RECORD, {"year": "2027"}).context["form"]
    assert form.initial["holidays"] == "元旦 2027-01-01 2027-01-03"
    assert as_(place.security).get(RECORD, {"year": "０" * 9}).status_code == 200


def test_weekends_are_decided_with_a_reason(place: Place) -> None:
    client = as_(place.security)
    client.post("/clocks/calendar/weekends/", {"roll_weekends": "yes", "reason": "法制机构意见"})
    assert WeekendDecision.objects.get().roll_weekends
    assert selectors.Policies().of(place.unit.region_id).roll_weekends
    text = as_(place.clerk).get("/clocks/calendar/").content.decode()
    assert "法制机构意见" in text
    again = client.post("/clocks/calendar/weekends/", {"roll_weekends": "yes", "reason": "x"})
    assert again.status_code == 200


def test_staff_see_in_time_that_the_next_year_is_missing(place: Place) -> None:
    with clock.at(moment(2026, 11, 17)):
        text = as_(place.liaison).get("/clocks/calendar/").content.decode()
    assert "2027" in text
    assert "message-warning" in text


def test_the_security_administrator_is_asked_for_the_missing_year(place: Place) -> None:
    with clock.at(moment(2026, 11, 17)):
        item = next(item for item in todo(place.security) if "2027" in item.title)
        assert item.url == f"{RECORD}?year=2027"
        assert as_(place.security).get(item.url).context["form"].initial["year"] == 2027
        assert not [item for item in todo(place.liaison) if "2027" in item.title]
        record_2027(place)
        assert not [item for item in todo(place.security) if "2027" in item.title]

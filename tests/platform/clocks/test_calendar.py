"""One calendar: announced notices, and over them what the security administrator recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from shuangda.kernel.clocks import Holiday, announced_calendar
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.clocks import selectors
from shuangda.platform.clocks.models import HolidayNotice, Redating
from shuangda.platform.clocks.services import decide_weekends, save_notice
from shuangda.platform.orgs.verdicts import Refused

from .conftest import Place

NEW_YEAR = Holiday("New Year's Day", "元旦", date(2027, 1, 1), date(2027, 1, 3))
SPRING = Holiday("Spring Festival", "春节", date(2027, 2, 5), date(2027, 2, 11))


def record_2027(place: Place, *holidays: Holiday, worked: tuple[date, ...] = ()) -> HolidayNotice:
    return save_notice(
        actor=place.security,
        year=2027,
        holidays=holidays or (NEW_YEAR, SPRING),
        worked=worked,
        source="国办发明电〔2026〕7号",
        reason="收录2027年放假安排",
    )


def test_without_rows_the_announced_notices_hold(place: Place) -> None:
    assert selectors.work_calendar() == announced_calendar()
    assert 2027 not in selectors.work_calendar().notices


def test_a_recorded_year_is_counted_by_at_once_and_everywhere(place: Place) -> None:
    with selectors.one_calendar():
        assert 2027 not in selectors.work_calendar().notices
        record_2027(place, worked=(date(2027, 2, 20),))
        assert not selectors.work_calendar().is_workday(date(2027, 2, 8))
        assert selectors.work_calendar().is_workday(date(2027, 2, 20))
    assert selectors.work_calendar().is_workday(date(2027, 2, 20))


def test_the_newest_version_of_a_year_holds_and_all_are_kept(place: Place) -> None:
    record_2027(place)
    record_2027(place, NEW_YEAR)
    assert selectors.work_calendar().is_workday(date(2027, 2, 8))
    found = selectors.versions(2027)
    assert [(version.row.number, version.holds) for version in found if version.row] == [(2, True), (1, False)]
    assert [version.row is None for version in selectors.versions(2026)] == [True]


def test_a_row_that_was_rolled_back_leaves_nothing_behind(place: Place) -> None:
    with transaction.atomic():
        record_2027(place)
        assert 2027 in selectors.work_calendar().notices
        transaction.set_rollback(True)
    assert 2027 not in selectors.work_calendar().notices


def test_one_request_asks_for_the_calendar_once(place: Place, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with selectors.one_calendar(), django_assert_num_queries(1):
        selectors.work_calendar()
        selectors.work_calendar()


def test_a_notice_that_contradicts_itself_is_refused_in_the_readers_words(place: Place) -> None:
    with pytest.raises(Refused, match="2027-02-05 既是“春节”放假日又是调休上班日"):
        record_2027(place, SPRING, worked=(date(2027, 2, 5),))
    with pytest.raises(Refused, match="不属于2027年"):
        record_2027(place, Holiday("x", "春节", date(2026, 2, 5), date(2026, 2, 6)))
    assert not HolidayNotice.objects.exists()


def test_the_same_days_twice_are_refused(place: Place) -> None:
    record_2027(place)
    with pytest.raises(Refused, match="没有保存"):
        record_2027(place)


def test_only_the_security_administrator_records_holidays(place: Place) -> None:
    for actor in (place.clerk, place.liaison):
        with pytest.raises(PermissionDenied):
            save_notice(actor=actor, year=2027, holidays=[NEW_YEAR], worked=[], source="x", reason="x")
        with pytest.raises(PermissionDenied):
            decide_weekends(actor=actor, roll_weekends=True, reason="x")


def test_the_database_refuses_to_change_a_notice(place: Place) -> None:
    row = record_2027(place)
    for act in (row.delete, lambda: HolidayNotice.objects.filter(pk=row.pk).update(source="x")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_the_trail_keeps_who_recorded_what(place: Place) -> None:
    record_2027(place)
    event = AuditEvent.objects.get(verb="holidays.recorded")
    assert (event.actor_id, event.reason) == (place.security.person_id, "收录2027年放假安排")
    assert event.after["version"] == 1


@pytest.mark.parametrize(
    ("today", "missing"),
    [(date(2026, 5, 6), []), (date(2026, 11, 16), []), (date(2026, 11, 17), [2027]), (date(2027, 3, 1), [2027])],
)
def test_a_missing_year_is_said_from_the_middle_of_november(place: Place, today: date, missing: list[int]) -> None:
    assert selectors.missing_years(today) == missing


def test_nothing_is_redated_without_clocks(place: Place) -> None:
    record_2027(place)
    assert not Redating.objects.exists()

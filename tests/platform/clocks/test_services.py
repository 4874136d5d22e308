"""Stored clocks: entries checked by the kernel, dates derived, other units kept out, tables that change."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import translation

from shuangda.kernel.clocks import Holiday, rulebook
from shuangda.platform import clock
from shuangda.platform.audit.models import AuditEvent
from shuangda.platform.clocks import selectors
from shuangda.platform.clocks.models import Clock, ClockEvent, Redating
from shuangda.platform.clocks.readings import Counting
from shuangda.platform.clocks.services import (
    decide_weekends,
    extend_clock,
    pause_clock,
    restart_clock,
    resume_clock,
    save_notice,
    start_clock,
    stop_clock,
    undo_entry,
)
from shuangda.platform.clocks.states import ClockState
from shuangda.platform.orgs.roles import Role
from shuangda.platform.orgs.verdicts import Refused
from tests import factories

from .conftest import NOW, Place, moment
from .test_calendar import record_2027


def due_of(found: Clock, now: datetime | None = None) -> date | None:
    end = Counting().stand(Clock.objects.get(pk=found.pk), now or clock.now()).moment
    return end.date() if end else None


def test_a_complaint_is_decided_within_seven_working_days_over_labour_day(place: Place) -> None:
    standing = Counting().stand(place.started(), clock.now())
    assert standing.moment == datetime(2026, 5, 13)
    assert (standing.state, standing.words) == (ClockState.RUNNING, "剩6个工作日")
    assert any("劳动节放假" in line for line in standing.explanation)


def test_the_rule_of_the_day_governs_and_the_refusal_names_it(place: Place) -> None:
    with pytest.raises(Refused, match="暂行办法"):
        place.started("complaint_accept", date(2026, 4, 14))
    with pytest.raises(Refused, match="没有编号"):
        place.started("no_such_rule")
    with translation.override("en"), pytest.raises(Refused, match="No time limit has the id"):
        place.started("no_such_rule")
    assert not Clock.objects.exists()


def test_a_pause_has_no_date_and_its_days_do_not_count(place: Place) -> None:
    case = place.started("complaint_mediation", date(2026, 4, 20))
    ground = case.rule.exclusions[0]
    assert due_of(case) == date(2026, 6, 22), "19 June lies in the break of the Dragon Boat Festival"
    pause_clock(actor=place.liaison, clock=case, at=moment(2026, 4, 27), ground=ground)
    assert due_of(case) is None
    resume_clock(actor=place.officer, clock=case, at=moment(2026, 5, 6))
    assert due_of(case) == date(2026, 6, 28)


def test_a_ground_that_the_article_does_not_have_is_refused(place: Place) -> None:
    case = place.started("complaint_mediation", date(2026, 4, 20))
    with pytest.raises(Refused, match="规定不计入期限的情形"):
        pause_clock(actor=place.liaison, clock=case, at=moment(2026, 4, 27), ground="出差")


def test_what_happened_earlier_may_be_entered_later_but_must_fit(place: Place) -> None:
    case = place.started("complaint_mediation", date(2026, 4, 20))
    ground = case.rule.exclusions[0]
    pause_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 4), ground=ground)
    with pytest.raises(Refused):
        resume_clock(actor=place.liaison, clock=case, at=moment(2026, 4, 28))
    with pytest.raises(Refused, match="早于起算"):
        pause_clock(actor=place.liaison, clock=case, at=moment(2026, 4, 1), ground=ground)
    assert case.events.count() == 2


def test_an_extension_keeps_to_the_rule(place: Place) -> None:
    case = place.started("complaint_found_clue_verify", date(2026, 4, 20))
    with pytest.raises(Refused, match="1 至 15"):
        extend_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), units=16, note="局长批准")
    extend_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="局长批准")
    with pytest.raises(Refused, match="不能再延长"):
        extend_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="局长批准")


def test_nothing_but_a_start_lies_ahead(place: Place) -> None:
    case = place.started()
    with pytest.raises(Refused, match="还没有到"):
        stop_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 7))
    ahead = place.started("complaint_accept", date(2026, 5, 18))
    with clock.at(moment(2026, 5, 20)), pytest.raises(Refused, match="早于"):
        stop_clock(actor=place.liaison, clock=ahead, at=moment(2026, 5, 12))


def test_a_stopped_clock_takes_nothing_more_until_the_stop_is_taken_back(place: Place) -> None:
    case = place.started()
    stop_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="已告知")
    assert Counting().stand(case, clock.now()).words == "期限内办结"
    assert not selectors.open_clocks().exists()
    with pytest.raises(Refused, match="停止"):
        restart_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6))
    undo_entry(actor=place.liaison, clock=case, reason="登记错了案件")
    assert selectors.open_clocks().get() == case
    assert due_of(case) == date(2026, 5, 13)
    with pytest.raises(Refused, match="起算"):
        undo_entry(actor=place.liaison, clock=case, reason="再撤")
    assert case.events.count() == 3, "what was taken back stays on record"


def test_a_new_start_forgets_what_came_before(place: Place) -> None:
    case = place.started()
    restart_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="补正材料收到")
    assert due_of(case) == date(2026, 5, 14)


def test_only_the_own_unit_moves_its_clock(place: Place) -> None:
    case = place.started()
    stranger = factories.actor_of(Role.LIAISON)
    for actor in (place.clerk, place.guest, place.security, stranger):
        with pytest.raises(PermissionDenied):
            stop_clock(actor=actor, clock=case, at=clock.now())
        with pytest.raises(PermissionDenied):
            undo_entry(actor=actor, clock=case, reason="x")
    with pytest.raises(PermissionDenied):
        start_clock(actor=place.guest, rule_id="complaint_accept", at=clock.now(), title="x")


def test_who_sees_a_clock(place: Place) -> None:
    case = place.started()
    seen = {actor.role: case in selectors.clocks(actor) for actor in (place.clerk, place.guest, place.security)}
    assert seen == {Role.CLERK: True, Role.GUEST: True, Role.SECURITY_ADMIN: False}
    other = factories.office(factories.region("990103", "望川区"))
    assert case not in selectors.clocks(factories.actor_of(Role.CLERK, other))
    assert case not in selectors.clocks(factories.actor_of(Role.LIAISON))


def test_the_database_refuses_to_change_what_happened(place: Place) -> None:
    entry = place.started().events.get()
    for act in (entry.delete, lambda: ClockEvent.objects.filter(pk=entry.pk).update(at=clock.now())):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_every_entry_is_on_the_trail(place: Place) -> None:
    case = place.started()
    stop_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="已告知")
    found = AuditEvent.objects.filter(subject_type="clocks.clock").order_by("seq")
    assert [(event.verb, event.reason) for event in found] == [("clock.started", ""), ("clock.stopped", "已告知")]


def test_the_past_is_read_as_it_was_known(place: Place) -> None:
    with clock.at(moment(2026, 4, 30, 15)):
        case = place.started()
    with clock.at(moment(2026, 5, 11)):
        restart_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="补正")
    then = moment(2026, 5, 8)
    assert Counting(then).stand(case, then).moment == datetime(2026, 5, 13)
    assert Counting().stand(case, moment(2026, 5, 11)).moment == datetime(2026, 5, 14)


def _autumn(place: Place, *, spring_festival: tuple[date, date]) -> None:
    save_notice(
        actor=place.security,
        year=2027,
        holidays=[
            Holiday("New Year's Day", "元旦", date(2027, 1, 1), date(2027, 1, 3)),
            Holiday("Spring Festival", "春节", *spring_festival),
        ],
        worked=[],
        source="通知",
        reason="更正",
    )


def test_a_corrected_table_moves_dates_and_says_so(place: Place) -> None:
    with clock.at(moment(2026, 12, 24, 9)):
        moving = place.started("complaint_accept", date(2026, 12, 24))
        resting = place.started("complaint_accept", date(2026, 12, 1))
        done = place.started("complaint_accept", date(2026, 12, 23))
        stop_clock(actor=place.liaison, clock=done, at=moment(2026, 12, 24))
        assert Counting().stand(moving, clock.now()).state == ClockState.UNKNOWN
        record_2027(place)
        first = Redating.objects.get()
        assert (first.clock, first.old_due, first.new_due) == (moving, None, moment(2027, 1, 5))
        assert due_of(moving) == date(2027, 1, 5)
        _autumn(place, spring_festival=(date(2027, 2, 5), date(2027, 2, 12)))
        assert Redating.objects.count() == 1, "a break that the limit does not meet moves nothing"
        save_notice(
            actor=place.security,
            year=2027,
            holidays=[Holiday("New Year's Day", "元旦", date(2027, 1, 1), date(2027, 1, 5))],
            worked=[],
            source="通知",
            reason="更正",
        )
        second = Redating.objects.latest("pk")
        assert (second.old_due, second.new_due) == (moment(2027, 1, 5), moment(2027, 1, 7))
    assert not Redating.objects.filter(clock__in=[resting, done]).exists()
    trail = AuditEvent.objects.filter(verb="clock.redated", subject_id=str(moving.pk))
    assert trail.count() == 2
    assert trail.last().after["due"].startswith("2027-01-07")  # type: ignore[union-attr]


def test_an_extension_granted_before_a_correction_still_stands_after_it(place: Place) -> None:
    """A table that brings the end before the day of an extension makes nothing invalid that was right when entered."""
    with clock.at(moment(2026, 12, 31)):
        record_2027(place)
    with clock.at(moment(2027, 1, 22)):
        case = place.started("complaint_found_clue_verify", date(2027, 1, 4))
        _autumn(place, spring_festival=(date(2027, 1, 6), date(2027, 1, 10)))
        extend_clock(actor=place.liaison, clock=case, at=moment(2027, 1, 22), note="批准")
        record_2027(place)
        assert due_of(case) is not None


def test_a_total_is_stored_as_its_decision_put_it(place: Place) -> None:
    """公通字〔2017〕25号 第十六条: 总计30日. The 30 days run from the start, whether or not the number was written."""
    for units in (None, 30):
        case = place.started("transfer_police_decide_economic", date(2026, 3, 16))
        entry = extend_clock(actor=place.liaison, clock=case, at=moment(2026, 3, 18), units=units)
        assert (entry.units, due_of(case)) == (30, date(2026, 4, 15))


def test_a_decision_about_weekends_moves_limits_in_days(place: Place) -> None:
    case = place.started("complaint_mediation", date(2026, 4, 28))
    assert due_of(case) == date(2026, 6, 27)
    decide_weekends(actor=place.security, roll_weekends=True, reason="法制机构意见")
    assert due_of(case) == date(2026, 6, 29)
    moved = Redating.objects.get()
    assert (moved.old_due, moved.new_due, moved.notice) == (moment(2026, 6, 27), moment(2026, 6, 29), None)
    with pytest.raises(Refused):
        decide_weekends(actor=place.security, roll_weekends=True, reason="再来一次")
    elsewhere = factories.unit("望川区局", in_region=factories.region("990103", "望川区"))
    assert not selectors.Policies().of(elsewhere.region_id).roll_weekends


def test_limits_in_hours_keep_their_minute(place: Place) -> None:
    day = date(2026, 5, 6)
    hourly = next(rule.id for rule in rulebook().values() if rule.limit.unit == "hour" and rule.in_force_on(day))
    at = moment(2026, 5, 6, 9, 30)
    case = start_clock(actor=place.liaison, rule_id=hourly, at=at, title="紧急情况")
    assert case.events.get().at == at
    end = Counting().stand(case, moment(*NOW)).moment
    assert end is not None
    assert end.minute == 30


def test_what_was_granted_is_kept_also_where_it_was_all_that_the_rule_allows(place: Place) -> None:
    case = place.started("complaint_found_clue_verify", date(2026, 4, 20))
    assert extend_clock(actor=place.liaison, clock=case, at=moment(2026, 5, 6), note="批准").units == 15

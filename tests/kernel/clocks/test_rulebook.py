"""Which rule holds for a matter, by its day, and that the data say what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from shuangda.kernel.clocks import NotInForce, Rulebook, UnknownClock, rulebook

BOOK = rulebook()


def test_every_clock_is_on_record_with_where_it_was_read() -> None:
    assert len(BOOK) == 124
    for rule in BOOK.values():
        assert all((rule.name_zh, rule.name_en, rule.regulation, rule.article, rule.start_event, rule.duty_holder))
        assert rule.source
        assert rule.confidence in ("high", "medium", "low")
        assert rule.limit.n > 0
        assert len(set(rule.exclusions)) == len(rule.exclusions)
        assert (rule.effective_from or date.min) <= (rule.effective_to or date.max)
        assert all(extension.n is None or extension.total is None for extension in rule.extensions)


def test_neighbours_in_time_name_each_other_and_leave_no_gap() -> None:
    for rule in BOOK.values():
        if rule.then:
            later = BOOK[rule.then]
            assert later.before == rule.id
            assert rule.effective_to is not None
            assert later.effective_from is not None
            assert (later.effective_from - rule.effective_to).days == 1
        if rule.before:
            assert BOOK[rule.before].then == rule.id


@pytest.mark.parametrize("asked", ["complaint_mediation", "old_complaint_mediation"])
@pytest.mark.parametrize(
    ("day", "governs"),
    [
        (date(2026, 4, 14), "old_complaint_mediation"),
        (date(2026, 4, 15), "complaint_mediation"),
        (date(2020, 1, 1), "old_complaint_mediation"),
        (date(2030, 1, 1), "complaint_mediation"),
    ],
)
def test_the_rule_of_the_day_is_found_from_either_side(asked: str, day: date, governs: str) -> None:
    assert BOOK.of_the_day(asked, day).id == governs


@pytest.mark.parametrize(
    ("clock_id", "day", "said"),
    [
        (
            "complaint_accept",
            date(2026, 4, 14),
            "当时适用的是市场监督管理投诉举报处理暂行办法(令第20号)，其相应时限未收录",
        ),
        ("patent_adj_file", date(2025, 1, 31), "该条自2025-02-01起施行；此前适用的规定未收录"),
        ("old_report_notify", date(2026, 4, 15), "该条只适用于2026-04-14及以前开始的事项；此后不再有这一时限"),
    ],
)
def test_where_no_rule_is_on_record_it_says_so(clock_id: str, day: date, said: str) -> None:
    for ask in (BOOK.of_the_day, BOOK.in_force):
        with pytest.raises(NotInForce) as caught:
            ask(clock_id, day)
        assert said in str(caught.value)


def test_a_slip_in_an_id_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownClock, match="complaint_accept") as caught:
        BOOK["complaint_acept"]
    assert caught.value.near[0] == "complaint_accept"
    with pytest.raises(UnknownClock, match="请用 shuangda clock --list 查看全部编号"):
        BOOK.of_the_day("zzz", date(2026, 4, 15))
    assert "complaint_acept" not in BOOK
    assert list(Rulebook({})) == []


def test_days_of_two_to_seven_of_the_penalty_law_are_working_days() -> None:
    """行政处罚法 第八十五条; 310号令 and the copyright rule have days of their own."""
    days = [rule for rule in BOOK.values() if rule.limit.unit in ("day", "workday") and rule.limit.n in (2, 3, 5, 7)]
    assert all(rule.limit.unit == "workday" for rule in days if "行政处罚程序规定" in rule.regulation)
    assert BOOK["transfer_approve"].limit.unit == "day"
    assert BOOK["copyright_defence"].limit.unit == "day"

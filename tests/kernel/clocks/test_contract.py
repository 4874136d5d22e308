"""The sentences of the command's contract, one after the other. Dates are reckoned by hand."""

from __future__ import annotations

import json

import pytest

from shuangda.kernel.clocks import rulebook

from .asking import answer, clock, due, refused


def test_seven_working_days_over_labour_day_2026() -> None:
    """令第121号 第十五条: a complaint of 30 April; five days off, and Saturday the 9th worked for them."""
    found = answer("complaint_accept", "2026-04-30T16:00")
    assert list(found)[:7] == ["id", "rule", "start", "due", "state", "remaining", "why"]
    assert found["id"] == "complaint_accept"
    assert list(found["rule"]) == ["regulation", "article", "effective_from", "effective_to", "source", "confidence"]
    assert found["rule"]["regulation"] == "市场监督管理投诉举报处理办法(总局令第121号)"
    assert found["rule"]["article"] == "第十五条第一款"
    assert (found["rule"]["effective_from"], found["rule"]["effective_to"]) == ("2026-04-15", None)
    assert (found["rule"]["confidence"], found["rule"]["source"][:8]) == ("high", "https://")
    assert (found["start"], found["due"]) == ("2026-04-30T16:00", "2026-05-13")
    assert (found["state"], found["remaining"]) == ("running", {"n": 7, "unit": "workday"})
    assert found["why"] == [
        {"date": "2026-05-01", "days": 5, "effect": "skipped", "reason": "劳动节放假"},
        {"date": "2026-05-09", "days": 1, "effect": "worked", "reason": "调休上班"},
    ]


def test_a_moment_is_a_day_or_a_minute_and_is_given_back_as_it_came() -> None:
    assert answer("complaint_accept", "2026-04-30")["start"] == "2026-04-30"
    assert answer("transfer_deliver", "2026-04-30T09:05")["start"] == "2026-04-30T09:05"
    for wrong in ("30.4.2026", "2026-4-30", "2026-02-30", "2026-04-30T25:00", "2026-04-30 16:00", "2026-04-30T16:00Z"):
        assert f"“{wrong}”不是日期" in refused("complaint_accept", "--start", wrong)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-02-12", "2026-02-13"),
        ("2026-02-13", "2026-02-14"),  # Saturday, worked for the festival
        ("2026-02-14", "2026-02-24"),
        ("2026-02-15", "2026-02-24"),  # from inside the festival
        ("2026-02-23", "2026-02-24"),
        ("2026-02-27", "2026-02-28"),  # Saturday, worked
        ("2026-02-28", "2026-03-02"),
        ("2025-01-25", "2025-01-26"),  # Sunday, worked
        ("2025-01-27", "2025-02-05"),
        ("2025-02-07", "2025-02-08"),
        ("2026-04-03", "2026-04-07"),
        ("2026-09-19", "2026-09-20"),
        ("2026-09-30", "2026-10-08"),
        ("2026-10-09", "2026-10-10"),
        ("2015-09-01", "2015-09-02"),
        ("2015-09-02", "2015-09-06"),  # 3 to 5 September off, Sunday worked
        ("2015-09-03", "2015-09-06"),
        ("2015-09-06", "2015-09-07"),
        ("2025-09-02", "2025-09-03"),  # no day off in 2025
        ("2026-09-02", "2026-09-03"),
        ("2026-09-03", "2026-09-04"),
        ("2023-12-29", "2024-01-02"),
        ("2024-12-31", "2025-01-02"),
        ("2025-12-31", "2026-01-04"),  # Sunday, worked for New Year
        ("2026-01-01", "2026-01-04"),
        ("2026-12-30", "2026-12-31"),
        ("2024-02-28", "2024-02-29"),
        ("2024-02-29", "2024-03-01"),
        ("2025-02-28", "2025-03-03"),
    ],
)
def test_the_next_working_day_by_the_notices(begin: str, end: str) -> None:
    assert due("data_share_reply_open", begin) == end


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-02-11", "2026-02-14"),
        ("2026-02-12", "2026-02-24"),  # the 15th, first day of the break
        ("2026-02-20", "2026-02-24"),  # the 23rd, last day of the break
        ("2026-02-21", "2026-02-24"),
        ("2026-03-04", "2026-03-07"),  # a plain Saturday stays
        ("2026-03-05", "2026-03-08"),
        ("2015-08-30", "2015-09-02"),
        ("2015-08-31", "2015-09-06"),  # the 3rd; the break is announced from the 3rd to the 5th
        ("2015-09-02", "2015-09-06"),
        ("2015-04-28", "2015-05-04"),  # 1 May 2015 与周末连休
        ("2015-06-17", "2015-06-23"),  # 20 and 22 June 2015, with the Sunday between them
        ("2015-06-18", "2015-06-23"),
        ("2026-08-30", "2026-09-02"),
        ("2026-08-31", "2026-09-03"),
        ("2025-09-30", "2025-10-09"),  # one break of two festivals
        ("2025-10-03", "2025-10-09"),
        ("2025-12-28", "2025-12-31"),
        ("2025-12-29", "2026-01-04"),  # Sunday, worked
        ("2026-01-01", "2026-01-04"),
        ("2026-12-28", "2026-12-31"),
        ("2024-02-26", "2024-02-29"),
        ("2024-02-27", "2024-03-01"),
        ("2024-06-07", "2024-06-11"),
    ],
)
def test_days_end_after_a_break_and_not_after_a_weekend(begin: str, end: str) -> None:
    assert due("transfer_approve", begin) == end


def test_an_office_may_let_weekends_roll_and_is_warned_of_the_earlier_day() -> None:
    found = answer("transfer_approve", "2026-03-04", "--roll-weekends")
    assert found["due"] == "2026-03-09"
    assert found["why"][0]["effect"] == "rolled"
    assert any("2026-03-07 是休息日" in warning for warning in found["warnings"])
    assert due("transfer_approve", "2026-02-11", "--roll-weekends") == "2026-02-14"  # a worked Saturday
    assert due("data_share_reply_open", "2026-03-06", "--roll-weekends") == "2026-03-09"


@pytest.mark.parametrize(
    ("clock_id", "begin", "end"),
    [
        ("court_enforcement_apply", "2023-11-30", "2024-02-29"),
        ("court_enforcement_apply", "2025-11-30", "2026-02-28"),
        ("court_enforcement_apply", "2025-11-28", "2026-02-28"),
        ("court_enforcement_apply", "2024-02-29", "2024-05-29"),
        ("court_enforcement_apply", "2026-01-31", "2026-04-30"),
        ("court_enforcement_apply", "2025-10-31", "2026-01-31"),
        ("court_enforcement_apply", "2025-10-02", "2026-01-04"),
        ("court_enforcement_apply", "2025-11-15", "2026-02-24"),
        ("court_enforcement_apply", "2026-09-30", "2026-12-30"),
        ("publish_period_general_max", "2024-02-29", "2025-02-28"),
        ("publish_period_general_max", "2023-02-28", "2024-02-28"),
        ("publish_period_general_max", "2023-03-01", "2024-03-01"),
        ("publish_period_general_max", "2025-01-01", "2026-01-04"),
        ("publish_period_serious_max", "2021-02-28", "2024-02-28"),
        ("publish_period_serious_max", "2023-02-16", "2026-02-24"),
    ],
)
def test_months_and_years_end_on_the_corresponding_day(clock_id: str, begin: str, end: str) -> None:
    assert due(clock_id, begin) == end


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-02-14T23:59", "2026-02-15T23:59"),
        ("2024-02-28T12:34", "2024-02-29T12:34"),
        ("2026-05-08T00:00", "2026-05-09T00:00"),
        ("2026-12-31T08:00", "2027-01-01T08:00"),  # hours need no calendar
    ],
)
def test_hours_run_to_the_minute_and_do_not_roll(begin: str, end: str) -> None:
    found = answer("transfer_deliver", begin)
    assert (found["due"], found["why"]) == (end, [])


def test_hours_from_a_day_alone_count_from_midnight_and_say_so() -> None:
    found = answer("transfer_deliver", "2026-05-08")
    assert found["due"] == "2026-05-09T00:00"
    assert any("未写明" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("hearing", "end"),
    [
        ("2026-02-24", "2026-02-06"),  # Sat 14, 13-9, 6 February
        ("2026-02-18", "2026-02-06"),  # fixed inside the festival
        ("2026-02-28", "2026-02-12"),  # 27-24, Sat 14, 13, 12
        ("2026-01-06", "2025-12-25"),  # 5, Sun 4, 31-29, 26, 25
        ("2015-09-08", "2015-08-27"),  # 7, Sun 6, 2, 1, 31, 28, 27
        ("2024-03-05", "2024-02-23"),  # 4, 1, 29-26, 23
    ],
)
def test_counted_back_the_due_day_is_the_latest_in_time(hearing: str, end: str) -> None:
    assert due("hearing_notice", hearing) == end
    assert answer("hearing_notice", hearing, at=end)["state"] == "due"
    assert answer("hearing_notice", hearing, at=f"{end}T23:59")["state"] == "due"


def test_counted_back_the_clock_is_late_before_its_event() -> None:
    early, late = (answer("hearing_notice", "2026-02-24", at=at) for at in ("2026-02-05", "2026-02-09"))
    assert (early["state"], early["remaining"]) == ("running", {"n": 1, "unit": "workday"})
    assert (late["state"], late["remaining"]) == ("overdue", {"n": -1, "unit": "workday"})
    assert "不能中止" in refused("hearing_notice", "--start", "2026-02-24", "--pause", "2026-02-25..2026-02-26")
    assert "没有规定可以延长" in refused("hearing_notice", "--start", "2026-02-24", "--extend", "1")


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([], "2026-05-31"),
        (["2026-04-01..2026-04-11"], "2026-06-10"),
        (["2026-03-02..2026-03-03"], "2026-05-31"),  # the start day does not count anyway
        (["2026-03-02..2026-03-05"], "2026-06-02"),
        (["2026-05-31..2026-06-05"], "2026-06-05"),  # from the due day
        (["2026-06-01..2026-06-10"], "2026-05-31"),  # after it
        (["2026-04-01..2026-04-01"], "2026-05-31"),  # no day at all
        (["2026-04-01..2026-04-06", "2026-04-06..2026-04-11"], "2026-06-10"),
        (["2026-04-06..2026-04-11", "2026-04-01..2026-04-06"], "2026-06-10"),  # told in another order
        (["2026-04-01..2026-04-06", "2026-06-04..2026-06-09"], "2026-06-10"),  # the second reached by the first
        (["2026-04-01..2026-04-06", "2026-06-06..2026-06-09"], "2026-06-05"),
        (["2026-04-01T15:00..2026-04-06T09:00"], "2026-06-05"),  # whole days
        (["2026-05-10..2026-05-29"], "2026-06-22"),  # 19 June, in the break
        (["2026-05-10..2026-05-29", "2026-06-22..2026-06-25"], "2026-06-25"),  # from the day it rolled to
        (["2026-05-10..2026-05-29", "2026-06-20..2026-06-24"], "2026-06-24"),
        (["2026-05-10..2026-05-29", "2026-06-23..2026-06-24"], "2026-06-22"),
        (["2026-05-10..2026-05-29", "2026-06-20..2026-10-02"], "2026-10-08"),  # into another break
    ],
)
def test_paused_days_do_not_count(pauses: list[str], end: str) -> None:
    assert due("case_decide", "2026-03-02", *(f"--pause={stretch}" for stretch in pauses)) == end


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([], "2026-03-05"),
        (["2026-02-06..2026-02-07"], "2026-03-05"),  # the start day
        (["2026-02-07..2026-02-09"], "2026-03-05"),  # a weekend
        (["2026-02-15..2026-02-24"], "2026-03-05"),  # the festival
        (["2026-02-13..2026-02-25"], "2026-03-10"),  # 13, Sat 14 and 24 February
        (["2026-02-28..2026-03-02"], "2026-03-06"),  # Sat 28, worked
        (["2026-03-05..2026-03-06"], "2026-03-06"),
        (["2026-03-06..2026-03-20"], "2026-03-05"),
        (["2026-02-09..2026-02-10", "2026-02-10..2026-02-11"], "2026-03-09"),
    ],
)
def test_paused_working_days_do_not_count(pauses: list[str], end: str) -> None:
    assert due("case_verify_decide", "2026-02-06", *(f"--pause={stretch}" for stretch in pauses)) == end


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        (["2026-05-06T12:00..2026-05-06T13:30"], "2026-05-07T10:30"),
        (["2026-05-06T09:00..2026-05-06T09:01"], "2026-05-07T09:01"),
        (["2026-05-06T12:00..2026-05-06T13:00", "2026-05-06T13:00..2026-05-06T14:00"], "2026-05-07T11:00"),
        (["2026-05-07T09:00..2026-05-07T11:00"], "2026-05-07T11:00"),  # from the last minute
        (["2026-05-07T09:01..2026-05-07T11:00"], "2026-05-07T09:00"),
        (["2026-05-07..2026-05-08"], "2026-05-08T09:00"),
    ],
)
def test_paused_hours_do_not_count(pauses: list[str], end: str) -> None:
    assert due("transfer_deliver", "2026-05-06T09:00", *(f"--pause={stretch}" for stretch in pauses)) == end


def test_a_pause_is_told_in_units_of_the_clock() -> None:
    days = answer("case_decide", "2026-03-02", "--pause=2026-04-20..2026-05-11")["why"]
    assert days == [
        {
            "date": "2026-04-20",
            "days": 21,
            "effect": "paused",
            "reason": "中止计算，自2026-04-20至2026-05-11前不计入",
        },
        {"date": "2026-06-21", "days": 1, "effect": "rolled", "reason": "端午放假，顺延至假期后第一日"},
    ]
    working = answer("case_verify_decide", "2026-02-06", "--pause=2026-02-13..2026-02-25")["why"]
    assert [(r["days"], r["effect"]) for r in working] == [(3, "paused"), (9, "skipped"), (1, "worked")]
    hours = answer("transfer_deliver", "2026-05-06T09:00", "--pause=2026-05-06T12:00..2026-05-06T13:30")["why"]
    assert "自2026-05-06 12:00至2026-05-06 13:30前不计入" in hours[0]["reason"]
    assert (hours[0]["date"], hours[0]["hours"], hours[0]["days"]) == ("2026-05-06", 1.5, 0.06)


def test_an_article_without_grounds_is_counted_but_reported() -> None:
    found = answer("fine_payment", "2026-09-01", "--pause=2026-09-05..2026-09-07")
    assert found["due"] == "2026-09-18"
    assert any("没有规定不计入期限的情形" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("at", "end", "state", "left"),
    [
        ("2026-03-09", "2026-05-31", "running", 83),
        ("2026-03-10", None, "paused", 83),  # 3 to 9 March are used up
        ("2026-03-10T00:00", None, "paused", 83),
        ("2026-07-01", None, "paused", 83),
        ("2026-03-02", "2026-05-31", "running", 90),
    ],
)
def test_an_open_pause_leaves_no_due_date_while_it_runs(at: str, end: str | None, state: str, left: int) -> None:
    found = answer("case_decide", "2026-03-02", "--pause=2026-03-10T14:00..", at=at)
    assert (found["due"], found["state"], found["remaining"]["n"]) == (end, state, left)
    assert [reason["effect"] for reason in found["why"]] == ([] if end else ["paused"])


def test_an_open_pause_after_the_end_changes_nothing_and_one_on_a_rolled_day_does() -> None:
    late = answer("case_decide", "2026-03-02", "--pause=2026-06-01..", at="2026-06-02")
    assert (late["due"], late["state"], late["remaining"]["n"]) == ("2026-05-31", "overdue", -2)
    rolled = answer(
        "case_decide", "2026-03-02", "--pause=2026-05-10..2026-05-29", "--pause=2026-06-22..", at="2026-06-30"
    )
    assert (rolled["due"], rolled["state"], rolled["remaining"]["n"]) == (None, "paused", 0)


def test_an_open_pause_of_hours_counts_to_the_minute() -> None:
    opened = "--pause=2026-05-06T12:00.."
    before, after = (
        answer("transfer_deliver", "2026-05-06T09:00", opened, at=f"2026-05-06T{at}") for at in ("11:59", "12:00")
    )
    assert (before["due"], before["state"]) == ("2026-05-07T09:00", "running")
    assert (after["due"], after["state"], after["remaining"]) == (None, "paused", {"n": 21, "unit": "hour"})


@pytest.mark.parametrize(
    ("clock_id", "begin", "options", "end"),
    [
        ("seizure_period", "2026-03-02", ["--extend"], "2026-05-06"),  # 1 May, in the break
        ("seizure_period", "2026-03-02", ["--extend", "29"], "2026-04-30"),
        ("seizure_period", "2026-03-02", ["--extend=1"], "2026-04-02"),
        ("case_decide", "2026-03-02", ["--extend", "10"], "2026-06-10"),
        ("case_decide", "2026-03-02", ["--extend", "--extend", "20"], "2026-07-20"),
        ("case_decide", "2026-03-02", ["--extend", "5", "--extend", "20"], "2026-06-25"),
        ("case_decide", "2026-03-02", ["--pause=2026-04-20..2026-05-11", "--extend"], "2026-07-21"),
        ("case_decide", "2026-03-02", ["--extend", "--pause=2026-06-10..2026-06-15"], "2026-07-05"),
        ("fake_patent_conclude", "2026-01-31", ["--extend"], "2026-03-15"),  # a month and fifteen days
        ("fake_patent_conclude", "2026-01-31", ["--extend", "10"], "2026-03-10"),
        ("fake_patent_conclude", "2025-12-31", ["--extend", "15", "--pause=2026-02-01..2026-02-02"], "2026-02-24"),
        ("patent_adj_conclude", "2025-11-30", ["--extend"], "2026-03-30"),
        ("patent_adj_conclude", "2025-11-30", ["--extend", "--extend"], "2026-05-30"),
        ("patent_adj_conclude", "2025-11-30", ["--extend", "--extend", "1"], "2026-04-30"),
        ("gov_info_reply", "2026-03-09", ["--extend", "1"], "2026-04-08"),
        ("transfer_police_decide_economic", "2026-04-28", ["--extend"], "2026-05-28"),
        ("transfer_police_decide_economic", "2026-04-28", ["--extend", "5"], "2026-05-06"),
        ("transfer_police_decide_economic", "2026-04-28", ["--extend", "--extend"], "2026-06-27"),
    ],
)
def test_extensions_in_full_or_in_part(clock_id: str, begin: str, options: list[str], end: str) -> None:
    assert due(clock_id, begin, *options) == end


@pytest.mark.parametrize(
    ("at", "state", "left"),
    [
        ("2026-04-20", "running", 7),  # looked at before the start
        ("2026-04-30", "running", 7),
        ("2026-05-03", "running", 7),
        ("2026-05-06", "running", 6),
        ("2026-05-09", "running", 3),
        ("2026-05-10", "running", 3),
        ("2026-05-12T23:59", "running", 1),
        ("2026-05-13", "due", 0),
        ("2026-05-13T23:59", "due", 0),
        ("2026-05-14", "overdue", -1),
        ("2026-05-20", "overdue", -5),
    ],
)
def test_the_state_at_every_kind_of_moment(at: str, state: str, left: int) -> None:
    found = answer("complaint_accept", "2026-04-30T16:00", at=at)
    assert (found["state"], found["remaining"]) == (state, {"n": left, "unit": "workday"})


@pytest.mark.parametrize(
    ("at", "state", "left"),
    [
        ("2026-05-06T08:00", "running", 24),
        ("2026-05-06T09:20", "running", 23.67),
        ("2026-05-06T23:00", "running", 10),
        ("2026-05-07T08:45", "due", 0.25),
        ("2026-05-07T09:00", "due", 0),
        ("2026-05-07T09:30", "overdue", -0.5),
    ],
)
def test_the_state_of_hours_at_every_kind_of_moment(at: str, state: str, left: float) -> None:
    found = answer("transfer_deliver", "2026-05-06T09:00", at=at)
    assert (found["state"], found["remaining"]) == (state, {"n": left, "unit": "hour"})


@pytest.mark.parametrize(
    ("at", "state", "left"),
    [
        ("2026-04-19", "running", 43),
        ("2026-04-20", "paused", 43),
        ("2026-05-10", "paused", 43),
        ("2026-05-11", "running", 42),
        ("2026-06-21", "running", 1),
        ("2026-06-22", "due", 0),
    ],
)
def test_nothing_is_used_up_while_a_pause_runs(at: str, state: str, left: int) -> None:
    """48 of 90 days are used by 19 April; the other 42 end on 21 June, and the break gives one more."""
    found = answer("case_decide", "2026-03-02", "--pause=2026-04-20..2026-05-11", at=at)
    assert (found["state"], found["remaining"]) == (state, {"n": left, "unit": "day"})


def test_months_are_left_in_days() -> None:
    assert answer("court_enforcement_apply", "2026-01-31", at="2026-04-29")["remaining"] == {"n": 1, "unit": "day"}


def test_without_a_moment_the_state_is_that_of_now() -> None:
    code, out, _ = clock("data_share_reply_open", "--start", "2015-09-02", "--json")
    assert code == 0
    assert '"state": "overdue"' in out


def test_a_stop_ends_the_clock_from_its_moment_on() -> None:
    stop = "--stop=2026-05-13T18:00"
    open_, done = (answer("complaint_accept", "2026-04-30", stop, at=at) for at in ("2026-05-12", "2026-05-14"))
    assert (open_["state"], open_["remaining"]["n"]) == ("running", 1)
    assert (done["state"], done["remaining"], done["stopped"], done["in_time"]) == ("stopped", None, "2026-05-13", True)
    assert answer("complaint_accept", "2026-04-30", "--stop=2026-05-14")["in_time"] is False


def test_the_rule_of_the_day_governs() -> None:
    """45 working days for what was accepted on 14 April, 60 days from the 15th on."""
    assert due("old_complaint_mediation", "2026-04-14") == "2026-06-18"
    assert due("complaint_mediation", "2026-04-15") == "2026-06-14"
    early = refused("complaint_mediation", "--start", "2026-04-14")
    assert "old_complaint_mediation（市场监督管理投诉举报处理暂行办法" in early
    assert "第二十一条第一款第(五)项" in early
    late = refused("old_complaint_mediation", "--start", "2026-04-15")
    assert "此后适用的是 complaint_mediation（市场监督管理投诉举报处理办法" in late
    assert "第二十三条第一款第(五)项" in late


@pytest.mark.parametrize("clock_id", ["complaint_accept", "report_verify", "complaint_stale"])
def test_a_rule_not_yet_in_force_names_the_regulation_before_it(clock_id: str) -> None:
    assert "暂行办法(令第20号)" in refused(clock_id, "--start", "2026-04-14T23:59")
    assert clock(clock_id, "--start", "2026-04-15T00:00")[0] == (2 if clock_id == "complaint_stale" else 0)


def test_a_repealed_rule_says_that_nothing_took_its_place() -> None:
    assert "此后不再有这一时限" in refused("old_report_notify", "--start", "2026-04-15")
    assert due("old_report_notify", "2026-04-14") == "2026-04-21"


def test_without_json_it_is_told_in_words() -> None:
    code, out, err = clock("transfer_approve", "--start", "2026-04-28", "--at", "2026-05-08")
    told = "".join(out.split())
    assert (code, err) == (0, "")
    for words in (
        "移送涉嫌犯罪案件审批",
        "期限3日",
        "到期：2026-05-06",
        "已逾期",
        "逾期2日",
        "劳动节放假，顺延至假期后第一日",
    ):
        assert words in told
    _, out, _ = clock("case_decide", "--start", "2026-03-02", "--extend")
    assert "案情复杂或者其他原因，经市场监督管理部门负责人批准，延长30日" in "".join(out.split())
    assert "未定（尚未恢复计算）" in clock("case_decide", "--start", "2026-03-02", "--pause", "2026-03-09..")[1]


def test_the_list_is_searched_by_id_name_and_article() -> None:
    for text in ("seizure", "查封", "第三十八条"):
        code, out, _ = clock(text, "--list")
        assert (code, "seizure_period\t" in out) == (0, True)
    everything = clock("--list")[1].splitlines()
    assert [line.split("\t")[0] for line in everything] == list(rulebook())
    assert [rule["id"] for rule in json.loads(clock("--list", "--json")[1])] == list(rulebook())
    assert "没有编号、名称或依据含“不存在”的时限" in refused("不存在", "--list")

"""Complaints under 令第121号 (from 2026-04-15) and the mediation limit of the rule before it."""

from __future__ import annotations

from datetime import date

from shuangda.kernel.clocks import rulebook
from tests.kernel.clocks.stories.story import matter


def test_complaint_accept() -> None:
    """第十五条第一款: seven working days from receipt, here on the eve of Labour Day: 6-8, Sat 9, 11-13 May."""
    received = matter("complaint_accept").begins("2026-04-30T16:00")
    received.ends("2026-05-13").because("劳动节放假", "调休上班").with_days("skipped", 5).with_days("worked", 1)
    received.on("2026-05-03", "running", 7).on("2026-05-11", "running", 2).on("2026-05-13", "due", 0)
    received.on("2026-05-14", "overdue", -1)
    received.shows("2026-05-09", "normal").shows("2026-05-11", "near").shows("2026-05-14", "late")
    received.is_done("2026-05-13T17:20").was_in_time().on("2026-05-20", "stopped").shows("2026-05-20", "done")


def test_complaint_mediation() -> None:
    """第二十三条第一款第(五)项: sixty days, without the time of appraisal; then mediation ends.

    21 July + 60 days is 19 September; 3 to 16 August (14 days) were the laboratory's: 3 October, in the National Day
    break, so the first day after it.
    """
    accepted = matter("complaint_mediation").begins("2026-07-21").ends("2026-09-19").without_reasons()
    accepted.pauses("2026-08-03", ground="鉴定、检测所需时间(第二十二条第三款)").has_no_end()
    accepted.on("2026-08-10", "paused", 60 - 12)  # 22 July to 2 August are used up
    accepted.resumes("2026-08-17").ends("2026-10-08").because("国庆节放假，顺延至假期后第一日")
    accepted.with_days("paused", 14).with_days("rolled", 5)
    accepted.on("2026-08-10", "paused", 15 + 30 + 8).on("2026-08-17", "running", 14 + 30 + 8)
    accepted.on("2026-10-08", "due", 0).on("2026-10-09", "overdue", -1).at_the_end("终止调解")


def test_complaint_mediation_end_notice() -> None:
    """第二十三条第二款: seven working days: 16, 17, 18, then after the Dragon Boat break 22, 23, 24, 25 June."""
    decided = matter("complaint_mediation_end_notice").begins("2026-06-15")
    decided.ends("2026-06-25").because("端午放假").with_days("skipped", 3)
    decided.is_done("2026-06-26").was_late()


def test_complaint_found_clue_verify() -> None:
    """第二十七条第一款: fifteen working days, and fifteen more with the head's approval.

    15-18, Sun 20, 21-24, 28-30 September are twelve; 8, 9 and Sat 10 October make fifteen; three plain weeks follow.
    """
    found = matter("complaint_found_clue_verify").begins("2026-09-14").ends("2026-10-10")
    found.because("中秋放假", "国庆节放假", "调休上班").with_days("skipped", 3, 7).with_days("worked", 1, 1)
    found.is_extended("2026-10-09", by="市场监督管理部门负责人").ends("2026-10-30")
    found.because("特殊情况，经市场监督管理部门负责人批准，延长15个工作日").cannot_be_extended("2026-10-12")


def test_complaint_jurisdiction_dispute() -> None:
    """第三十三条: seven working days to agree: 24, 28, 29, 30 September, 8, 9 and Sat 10 October; then the superior."""
    arisen = matter("complaint_jurisdiction_dispute").begins("2026-09-23").ends("2026-10-10")
    arisen.on("2026-10-04", "running", 3).at_the_end("报请共同的上一级指定")


def test_complaint_stale() -> None:
    """第十六条第(四)项: three years from knowing. The year's notice decides whether the day lies in a break."""
    known = matter("complaint_stale").begins("2026-05-02").waits_for_the_notice_of(2029, "2029-05-02")
    known.after_the_notice(2029, "劳动节", "2029-05-01", "2029-05-03").ends("2029-05-04")


def test_old_complaint_mediation() -> None:
    """第二十一条第一款第(五)项: forty-five working days for what was accepted up to 2026-04-14, appraisal apart.

    15-30 April 12, 6-9 May 16, three weeks of May 31, 1-12 June 41, 15-18 June 45. A week at the laboratory moves
    it over the Dragon Boat break to Friday the 26th.
    """
    last = matter("old_complaint_mediation").begins("2026-04-14").ends("2026-06-18")
    last.pauses("2026-05-11", "2026-05-18", "鉴定、检测时间").ends("2026-06-26").with_days("paused", 5)
    last.does_not_hold_on("2026-04-15", "complaint_mediation（.*第二十三条第一款第\\(五\\)项")
    assert rulebook().of_the_day("old_complaint_mediation", date(2026, 4, 15)).id == "complaint_mediation"

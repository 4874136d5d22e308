"""Reports (举报): verification, replies and rewards."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_report_verify() -> None:
    """第三十五条第一款 → 程序规定第十八条: fifteen working days, counted anew from the last report (第二款).

    From 20 April: 21-24, 27-30, 6-9 May, 11-13. Anew from 28 April: 29, 30, 6-9, 11-15, 18-21 May. Three days at the
    right holder's (12 to 14 May) make it the 26th.
    """
    reported = matter("report_verify").begins("2026-04-20").ends("2026-05-13")
    reported.begins_anew("2026-04-28").ends("2026-05-21").on("2026-05-20", "running", 1)
    reported.pauses("2026-05-12", "2026-05-15", "权利人辨认或者鉴别").ends("2026-05-26").with_days("paused", 3)


def test_old_report_notify() -> None:
    """第三十一条: five working days to tell the named reporter, only for what began before 2026-04-15."""
    decided = matter("old_report_notify").begins("2026-04-14").ends("2026-04-21")
    decided.does_not_hold_on("2026-04-15", "此后不再有这一时限")


def test_company_info_report() -> None:
    """第十三条第一款: twenty working days: 14-18, Sun 20, 21-24, 28-30 September are 13; 8-10 and 12-15 October."""
    received = matter("company_info_report").begins("2026-09-11").ends("2026-10-15")
    received.because("中秋放假", "国庆节放假").with_days("worked", 1, 1)


def test_reward_claim() -> None:
    """条号待核: thirty days from being told; 4 October lies in the break. The source is weak and says so."""
    told = matter("reward_claim").begins("2026-09-04").ends("2026-10-08").with_days("rolled", 4)
    told.warns("2026-09-05", "尚待核对").at_the_end("视为放弃")

"""Publication of penalties and of government information."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_penalty_publish_same_province() -> None:
    """第九条: twenty working days: 14-17, 20-24, 27-30 April (13), 6-9 May (17), 11, 12, 13."""
    matter("penalty_publish_same_province").begins("2026-04-13").ends("2026-05-13").because("劳动节放假", "调休上班")


def test_penalty_push_cross_province() -> None:
    """第十条: ten working days to push: 11, 12, 15-18, 22-25 June."""
    pushed = matter("penalty_push_cross_province").begins("2026-06-10").ends("2026-06-25").because("端午放假")
    pushed.is_done("2026-06-25").was_in_time()


def test_penalty_publish_cross_province() -> None:
    """第十条: ten more at the place of registration, from receipt: 26, 29, 30 June, 1-3, 6-9 July."""
    matter("penalty_publish_cross_province").begins("2026-06-25").ends("2026-07-09").without_reasons()


def test_penalty_withdraw() -> None:
    """公示规定第十一条; 行政处罚法第四十八条; 程序规定第六十三条: three working days: 8, 9, Sat 10 October."""
    revoked = matter("penalty_withdraw").begins("2026-09-30").ends("2026-10-10").because("国庆节放假", "调休上班")
    revoked.on("2026-10-01", "running", 3).shows("2026-10-08", "normal").shows("2026-10-09", "near")


def test_counterfeit_info_publish() -> None:
    """时限条款(条号待核): twenty working days: 26-30 January, 2-6, 9-13, Sat 14 February (16), 24-27."""
    decided = matter("counterfeit_info_publish").begins("2026-01-23").ends("2026-02-27").because("春节放假")
    decided.warns("2026-01-23", "转引")


def test_double_publicity() -> None:
    """第十八、十九点: seven working days for the same penalty: 26-30 January, 2, 3 February."""
    matter("double_publicity").begins("2026-01-23").ends("2026-02-03").without_reasons()


def test_gov_info_publish() -> None:
    """第二十六条: twenty working days in 2025: 15-19, 22-26, Sun 28-30 September (13), 9, 10, Sat 11, 13-16 October."""
    formed = matter("gov_info_publish").begins("2025-09-12").ends("2025-10-16")
    formed.because("国庆节放假", "中秋放假").with_days("skipped", 5, 1, 2).with_days("worked", 1, 1)


def test_gov_info_reply() -> None:
    """第三十三条: twenty working days and twenty more, without the time of asking third parties.

    10-13, 16-20, 23-27, 30, 31 March, 1-3, 7 April. Eight working days of asking (16 to 25 March): 17 April. The
    extension runs 20-24, 27-30 April, 6-9, 11-15, 18, 19 May.
    """
    asked = matter("gov_info_reply").begins("2026-03-09").ends("2026-04-07").because("清明放假")
    asked.pauses("2026-03-16", "2026-03-26", "征求第三方和其他机关意见所需时间").ends("2026-04-17")
    asked.with_days("paused", 8).on("2026-03-18", "paused", 16)
    asked.is_extended("2026-04-16", by="政府信息公开工作机构负责人").ends("2026-05-19").with_days("skipped", 3, 5)


def test_gov_info_correction() -> None:
    """第三十条: seven working days: Sun 26, 27 January, 5-7, Sat 8, 10 February 2025."""
    matter("gov_info_correction").begins("2025-01-24").ends("2025-02-10").with_days("skipped", 8).with_days(
        "worked", 1, 1
    )

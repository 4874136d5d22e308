"""Publication periods, the blacklist and credit repair under 令107 (from 2025-12-25)."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter

HEAD = "市场监督管理部门负责人"


def test_publish_period_minor() -> None:
    """公示规定第十三条; 修复办法第七条: three months; the first day after the break, then it is taken down."""
    matter("publish_period_minor").begins("2026-07-01").ends("2026-10-08").with_days("rolled", 7).at_the_end("停止公示")


def test_publish_period_general_min() -> None:
    """公示规定第十五条; 修复办法第九条: three months from 30 November end on the last day of February."""
    matter("publish_period_general_min").begins("2025-11-30").ends("2026-02-28").because(
        "2月没有30日，以该月最后一日届满（民法典第二百零二条）"
    )


def test_publish_period_general_max() -> None:
    """公示规定第十五条; 修复办法第九条: a year from the leap day ends on 28 February."""
    matter("publish_period_general_max").begins("2024-02-29").ends("2025-02-28").at_the_end("停止公示")


def test_publish_period_serious_min() -> None:
    """公示规定第十四条; 修复办法第八条: a year; 3 May lies in the Labour Day break."""
    matter("publish_period_serious_min").begins("2025-05-03").ends("2026-05-06").with_days("rolled", 3)


def test_publish_period_serious_max() -> None:
    """公示规定第十四条; 修复办法第八条: three years; from the last of February to the same day, not to the last."""
    published = matter("publish_period_serious_max").begins("2021-02-28").ends("2024-02-28").without_reasons()
    published.on("2024-02-29", "overdue", -1)


def test_blacklist_publish() -> None:
    """第十四条: twenty working days: 28-30 September, 8-10, 12-16, 19-23, 26-29 October."""
    matter("blacklist_publish").begins("2026-09-24").ends("2026-10-29").because("中秋放假", "国庆节放假")


def test_blacklist_early_exit() -> None:
    """名单办法第十六条; 修复办法第十三条: a year; 5 April lies in the Qingming break."""
    matter("blacklist_early_exit").begins("2025-04-05").ends("2026-04-07").because("清明放假，顺延至假期后第一日")


def test_blacklist_end() -> None:
    """名单办法第二十一条; 修复办法第十三条: three years; 20 June lies in the Dragon Boat break."""
    matter("blacklist_end").begins("2023-06-20").ends("2026-06-22").with_days("rolled", 2)


def test_repair_accept() -> None:
    """第十四条: two working days, Sunday the 4th made up for New Year, and Monday. Not before 令107."""
    received = matter("repair_accept").begins("2025-12-31").ends("2026-01-05").because("元旦放假", "调休上班")
    received.does_not_hold_on("2025-12-24", "自2025-12-25起施行")


def test_repair_decide_penalty() -> None:
    """第十六条第二、三款: seven working days and ten more: 5-9, 12, 13; 14-16, 19-23, 26, 27 January."""
    accepted = (
        matter("repair_decide_penalty").begins("2026-01-04").ends("2026-01-13").cannot_be_extended("2026-01-13", 11)
    )
    accepted.is_extended("2026-01-13", by=HEAD).ends("2026-01-27").because(
        f"案情复杂或需核查，经{HEAD}批准，延长10个工作日"
    )


def test_repair_decide_abnormal() -> None:
    """第十六条第一款: two working days (Sat 14, 24 February) and ten more: 25-28 February, 2-6, 9 March."""
    accepted = matter("repair_decide_abnormal").begins("2026-02-13").ends("2026-02-24")
    accepted.is_extended("2026-02-24", by=HEAD).ends("2026-03-09").with_days("worked", 1, 1)


def test_repair_process() -> None:
    """第十七条: three working days: Sat 9, 11, 12 May."""
    matter("repair_process").begins("2026-05-08").ends("2026-05-12").because("调休上班")


def test_repair_cross_push() -> None:
    """第四条第二款: three working days: 22, 23, 24 June."""
    matter("repair_cross_push").begins("2026-06-18").ends("2026-06-24").because("端午放假")


def test_repair_bankrupt() -> None:
    """第二十二条: seven working days: Sat 10, 12-16, 19 October."""
    matter("repair_bankrupt").begins("2026-10-09").ends("2026-10-19").because("调休上班")


def test_repair_fraud_ban() -> None:
    """第二十三条: three years, which nobody can date to the day before the notice of that year."""
    refused = matter("repair_fraud_ban").begins("2026-01-01").waits_for_the_notice_of(2029, "2029-01-01")
    refused.after_the_notice(2029, "元旦", "2028-12-30", "2029-01-01").ends("2029-01-02").with_days("rolled", 1)


def test_ndrc_repair_minor() -> None:
    """条号待核: three months at most, from 2026-04-01."""
    published = matter("ndrc_repair_minor").begins("2026-04-01").ends("2026-07-01").warns("2026-04-01", "转引")
    published.does_not_hold_on("2026-03-31", "此前适用的规定未收录")

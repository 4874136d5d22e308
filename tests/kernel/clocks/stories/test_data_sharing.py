"""Sharing of government data."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter

AUTHORITY = "同级政务数据共享主管部门"


def test_data_share_reply_open() -> None:
    """第二十一条: one working day, which is the first after the National Day break."""
    asked = matter("data_share_reply_open").begins("2026-09-30").ends("2026-10-08").with_days("skipped", 7)
    asked.on("2026-10-07", "running", 1)


def test_data_share_reply_conditional() -> None:
    """第二十一条: ten working days (9-13, Sat 14, 24-27 February) and ten more (Sat 28, 2-6, 9-12 March)."""
    asked = matter("data_share_reply_conditional").begins("2026-02-06").ends("2026-02-27")
    asked.is_extended("2026-02-27", by=AUTHORITY).ends("2026-03-12").with_days("worked", 1, 1)


def test_data_share_deliver() -> None:
    """第二十二条: twenty working days: 1-5, 8-12, 15-18, 22-26, 29 June."""
    matter("data_share_deliver").begins("2026-05-29").ends("2026-06-29").because("端午放假")


def test_data_share_correct() -> None:
    """第二十六条: ten working days: 17, 18, Sun 20, 21-24, 28-30 September."""
    matter("data_share_correct").begins("2026-09-16").ends("2026-09-30").because("中秋放假", "调休上班")


def test_data_catalog_update() -> None:
    """第十七条: ten working days (29, 30 April, 6-9, 11-14 May) and five more (15, 18-21 May)."""
    changed = matter("data_catalog_update").begins("2026-04-28").ends("2026-05-14")
    changed.is_extended("2026-05-14", by=AUTHORITY).ends("2026-05-21").cannot_be_extended("2026-05-21")

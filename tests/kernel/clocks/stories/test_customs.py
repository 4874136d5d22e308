"""Customs: recordal and detention."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_customs_record_decide() -> None:
    """第八条: thirty working days: 23-26, 29-31 December (7), Sun 4, 5-9, 12-16, 19-23, 26-30 January (28), 2, 3."""
    matter("customs_record_decide").begins("2025-12-22").ends("2026-02-03").because("元旦放假", "调休上班")


def test_customs_record_valid() -> None:
    """第十条: ten years; from a leap day to the last of February, and from 2026 to a year nobody knows yet."""
    matter("customs_record_valid").begins("2016-02-29").ends("2026-02-28").on("2025-02-28", "running", 365)
    matter("customs_record_valid").begins("2026-10-03").waits_for_the_notice_of(2036, "2036-10-03")


def test_customs_record_change() -> None:
    """第十一条: thirty working days: 2-4, 7-11, 14-18, Sun 20, 21-24, 28-30 September (21), 8-10, 12-16, 19 October."""
    matter("customs_record_change").begins("2026-09-01").ends("2026-10-19").with_days("skipped", 3, 7)


def test_customs_holder_apply() -> None:
    """第十六条: three working days from a notice that came on a holiday: Sun 4, 5, 6 January."""
    told = matter("customs_holder_apply").begins("2026-01-02").ends("2026-01-06").with_days("skipped", 1)
    told.at_the_end("不得扣留")


def test_customs_investigate() -> None:
    """第二十条: thirty working days: 21, 22, 25-29 May, 1-5, 8-12, 15-18, 22-26, 29, 30 June, 1, 2 July."""
    matter("customs_investigate").begins("2026-05-20").ends("2026-07-02").because("端午放假")


def test_customs_release_application() -> None:
    """第二十四条第(一)项: twenty working days: 20-23, 26-30 January, 2-6, 9-13, Sat 14 February; then released."""
    held = matter("customs_release_application").begins("2026-01-19").ends("2026-02-14").because("调休上班")
    held.at_the_end("放行").with_days("skipped")


def test_customs_release_exofficio() -> None:
    """第二十四条第(二)项: fifty: to Sat 14 February 20, 24-28 February 25, 2-27 March 45, 30, 31 March, 1-3 April."""
    held = matter("customs_release_exofficio").begins("2026-01-19").ends("2026-04-03")
    held.with_days("worked", 1, 1).with_days("skipped", 9)

"""Hearings: the notice counted back from the day, and the inner steps, whose source is weak."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_hearing_notice() -> None:
    """行政处罚法第六十四条第(二)项; 听证办法第二十条: seven working days before the hearing.

    Back from 12 October: Sat 10, 9, 8, then 30, 29, 28 and 24 September.
    """
    fixed = matter("hearing_notice").begins("2026-10-12").ends("2026-09-24")
    fixed.because("国庆节放假", "中秋放假", "调休上班").on("2026-09-22", "running", 2)
    fixed.on("2026-09-24", "due", 0).on("2026-09-28", "overdue", -1)


def test_hearing_chair() -> None:
    """条号待核: three working days: Sat 14, 24, 25 February. People are told that the article is to be checked."""
    matter("hearing_chair").begins("2026-02-13").ends("2026-02-25").warns("2026-02-13", "尚待核对")


def test_hearing_file_handover() -> None:
    """条号待核: three working days over Qingming: 3, 7, 8 April."""
    matter("hearing_file_handover").begins("2026-04-02").ends("2026-04-08").because("清明放假").with_days("skipped", 3)


def test_hearing_schedule() -> None:
    """条号待核: five working days over the Dragon Boat Festival: 18, 22-25 June."""
    matter("hearing_schedule").begins("2026-06-17").ends("2026-06-25").because("端午放假")


def test_hearing_report() -> None:
    """条号待核: five working days over the turn of the year: 31 December, Sun 4, 5, 6, 7 January."""
    matter("hearing_report").begins("2025-12-30").ends("2026-01-07").because("元旦放假", "调休上班")

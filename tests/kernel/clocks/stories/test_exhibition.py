"""Exhibitions."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_expo_handover() -> None:
    """第十一条: twenty-four hours, over a leap day's end."""
    matter("expo_handover").begins("2024-02-29T10:15").ends("2024-03-01T10:15")


def test_expo_transfer() -> None:
    """第三十三条: fifteen working days after the fair closed on a Sunday: 20-24, 27-30 April, 6-9, 11, 12 May."""
    matter("expo_transfer").begins("2026-04-19").ends("2026-05-12").because("劳动节放假", "调休上班")

"""Personal information."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_pia_retention() -> None:
    """第五十六条: kept for three years; 2 May lies in the Labour Day break."""
    matter("pia_retention").begins("2023-05-02").ends("2026-05-06").because("劳动节放假，顺延至假期后第一日")

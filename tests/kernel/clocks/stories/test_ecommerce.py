"""Platforms."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_platform_counter_notice() -> None:
    """第四十三条: fifteen days after the counter-notice arrived; 5 October lies in the National Day break."""
    matter("platform_counter_notice").begins("2026-09-20").ends("2026-10-08").with_days("rolled", 3)

"""Well-known marks."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_wellknown_submit() -> None:
    """第十一条: thirty days; 16 February lies in the Spring Festival."""
    matter("wellknown_submit").begins("2026-01-17").ends("2026-02-24").with_days("rolled", 8)


def test_wellknown_forward() -> None:
    """第十二条: thirty days: 24 February + 30 is 26 March."""
    matter("wellknown_forward").begins("2026-02-24").ends("2026-03-26").without_reasons()


def test_wellknown_decide() -> None:
    """第十四条: sixty days from the recognition; 19 June is the first day of the Dragon Boat break."""
    replied = matter("wellknown_decide").begins("2026-04-20").ends("2026-06-22").with_days("rolled", 3)
    replied.warns("2026-05-01", "转引")

"""Remedies of the party."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_admin_reconsideration() -> None:
    """第二十条: sixty days from knowing; 4 October lies in the National Day break."""
    known = matter("admin_reconsideration").begins("2026-08-05").ends("2026-10-08").with_days("rolled", 4)
    known.is_done("2026-10-08").was_in_time()


def test_admin_litigation() -> None:
    """第四十六条: six months; from 31 August to the last day of February, and one that ends on 3 October."""
    matter("admin_litigation").begins("2025-08-31").ends("2026-02-28").because(
        "2月没有31日，以该月最后一日届满（民法典第二百零二条）"
    )
    matter("admin_litigation").begins("2026-04-03").ends("2026-10-08")

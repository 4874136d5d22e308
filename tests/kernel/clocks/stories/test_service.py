"""Service of documents."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_penalty_serve() -> None:
    """第八十一条: seven working days: 11-13, Sat 14, 24-26 February."""
    matter("penalty_serve").begins("2026-02-10").ends("2026-02-26").because("春节放假").with_days("worked", 1)


def test_service_by_announcement() -> None:
    """第八十二条第(五)项: served when thirty days have passed; 19 February lies in the Spring Festival."""
    posted = matter("service_by_announcement").begins("2026-01-20").ends("2026-02-24").with_days("rolled", 5)
    posted.at_the_end("视为送达")

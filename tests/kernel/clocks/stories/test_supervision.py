"""Supervision of enforcement."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_supervise_reply() -> None:
    """第十七条: ten working days: 13, Sat 14, 24-27, Sat 28 February, 2, 3, 4 March."""
    matter("supervise_reply").begins("2026-02-12").ends("2026-03-04").with_days("skipped", 9).with_days("worked", 1, 1)


def test_supervise_review() -> None:
    """第十九条: ten working days; a count that runs into a year without a notice waits for it."""
    matter("supervise_review").begins("2026-12-16").ends("2026-12-30").without_reasons()
    late = matter("supervise_review").begins("2026-12-18").waits_for_the_notice_of(2027)
    late.after_the_notice(2027, "元旦", "2027-01-01", "2027-01-03").ends("2027-01-04").because("元旦放假")

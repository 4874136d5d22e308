"""Copyright penalties: days of this rule are calendar days."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_copyright_accept() -> None:
    """第十三条: fifteen days; 20 June lies in the Dragon Boat break."""
    matter("copyright_accept").begins("2026-06-05").ends("2026-06-22").with_days("rolled", 2)


def test_copyright_urgent_file() -> None:
    """第十五条: seven days; 25 September is the first of the Mid-Autumn break."""
    matter("copyright_urgent_file").begins("2026-09-18").ends("2026-09-28").because("中秋放假，顺延至假期后第一日")


def test_copyright_presave() -> None:
    """第二十二条: seven days; 4 May lies in the Labour Day break."""
    matter("copyright_presave").begins("2026-04-27").ends("2026-05-06").with_days("rolled", 2)


def test_copyright_defence() -> None:
    """第二十七条: seven days; 4 April is the first of the Qingming break."""
    told = matter("copyright_defence").begins("2026-03-28").ends("2026-04-07").with_days("rolled", 3)
    told.is_done("2026-04-08").was_late()

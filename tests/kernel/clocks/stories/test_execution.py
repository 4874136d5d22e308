"""Execution: fines, the demand and the court."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_fine_payment() -> None:
    """程序规定第七十二条; 行政处罚法第六十七条: fifteen days, then three per cent a day."""
    matter("fine_payment").begins("2026-09-15").ends("2026-09-30").without_reasons()
    late = matter("fine_payment").begins("2026-09-18").ends("2026-10-08").because("国庆节放假，顺延至假期后第一日")
    late.at_the_end("3%加处罚款").on("2026-10-11", "overdue", -3)


def test_spot_fine_handover() -> None:
    """第七十三条: two working days, over Labour Day: 6, 7 May."""
    matter("spot_fine_handover").begins("2026-04-30").ends("2026-05-07").because("劳动节放假")


def test_spot_fine_bank() -> None:
    """第七十三条: two working days: Sat 9, which is worked, and 11 May."""
    matter("spot_fine_bank").begins("2026-05-08").ends("2026-05-11").because("调休上班")


def test_exhort_wait() -> None:
    """程序规定第七十六条; 行政强制法第五十四条: ten days are working days (第六十九条).

    Sun 20, 21-24, 28-30 September, 8, 9 October; then the court may be asked.
    """
    matter("exhort_wait").begins("2026-09-18").ends("2026-10-09").at_the_end("可申请法院强制执行")


def test_court_enforcement_apply() -> None:
    """程序规定第七十六条; 行政强制法第五十三条: three months; where the month has no such day, its last one."""
    matter("court_enforcement_apply").begins("2026-03-31").ends("2026-06-30").because(
        "6月没有31日，以该月最后一日届满（民法典第二百零二条）"
    )
    matter("court_enforcement_apply").begins("2026-07-05").ends("2026-10-08").with_days("rolled", 3)

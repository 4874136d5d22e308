"""Evidence and coercive measures: to the minute, in working days, and in days with the laboratory's time apart."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_evidence_urgent_report() -> None:
    """第三十三条第二款: twenty-four hours, festival or not."""
    taken = matter("evidence_urgent_report").begins("2026-09-30T15:20").ends("2026-10-01T15:20").without_reasons()
    taken.on("2026-10-01T15:20", "due", 0).on("2026-10-01T15:50", "overdue", -0.5)
    taken.is_done("2026-10-01T15:20").was_in_time()


def test_evidence_presave_dispose() -> None:
    """第三十五条: seven working days: 23, 24, 28, 29, 30 September, 8, 9 October; then the measure falls away."""
    kept = matter("evidence_presave_dispose").begins("2026-09-22").ends("2026-10-09")
    kept.because("中秋放假", "国庆节放假").with_days("skipped", 3, 7).at_the_end("自动解除")


def test_coercive_urgent_report() -> None:
    """程序规定第三十六条第二款; 行政强制法第十九条: twenty-four hours, from the eve of the festival into it."""
    seized = matter("coercive_urgent_report").begins("2026-02-14T23:30").ends("2026-02-15T23:30")
    seized.on("2026-02-15T12:00", "due", 11.5).is_done("2026-02-15T23:31").was_late()


def test_seizure_period() -> None:
    """程序规定第三十八条; 行政强制法第二十五条: thirty days and thirty more, without the time of testing.

    22 May + 30 is 21 June, in the Dragon Boat break. Ten days of testing (1 to 10 June) make it 1 July, the
    extension 31 July.
    """
    seized = matter("seizure_period").begins("2026-05-22").ends("2026-06-22").with_days("rolled", 1)
    seized.pauses("2026-06-01", "2026-06-11", "检测、检验、检疫、鉴定期间(须明确并书面告知当事人)").ends("2026-07-01")
    seized.is_extended("2026-06-30", by="市场监督管理部门负责人").ends("2026-07-31").cannot_be_extended("2026-07-30")
    seized.shows("2026-07-23", "normal").shows("2026-07-24", "near").at_the_end("应当解除查封、扣押")

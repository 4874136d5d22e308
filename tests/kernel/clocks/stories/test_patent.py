"""Patent disputes under 令81 (from 2025-02-01), major cases, and counterfeit patents."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter

HEAD = "管理专利工作的部门负责人"


def test_patent_adj_file() -> None:
    """第二十条: five working days (30 April, 6-8, Sat 9 May) and five more (11-15 May)."""
    received = matter("patent_adj_file").begins("2026-04-29").ends("2026-05-09").because("劳动节放假", "调休上班")
    received.is_extended("2026-05-09", by=HEAD).ends("2026-05-15").does_not_hold_on("2025-01-31", "自2025-02-01起施行")


def test_patent_adj_serve_request() -> None:
    """第二十二条: five working days from filing on a worked Saturday: 11-15 May."""
    matter("patent_adj_serve_request").begins("2026-05-09").ends("2026-05-15").without_reasons()


def test_patent_adj_answer() -> None:
    """第二十二条: fifteen days; the panel grants a delay of its own measure: 2 June + 18 is 20 June, Dragon Boat."""
    served = matter("patent_adj_answer").begins("2026-05-18").ends("2026-06-02").cannot_be_extended("2026-06-01")
    served.is_extended("2026-06-01", by="合议组", units=18).ends("2026-06-22").with_days("rolled", 2)


def test_patent_adj_answer_forward() -> None:
    """第二十二条第二款: five working days: 17, 18, 22, 23, 24 June."""
    matter("patent_adj_answer_forward").begins("2026-06-16").ends("2026-06-24").because("端午放假")


def test_patent_adj_oral_notice() -> None:
    """第二十六条: three working days before the hearing: back from 26 February 25, 24 and Sat 14."""
    fixed = matter("patent_adj_oral_notice").begins("2026-02-26").ends("2026-02-14").because("春节放假", "调休上班")
    fixed.on("2026-02-13", "running", 1).on("2026-02-20", "overdue", 0).shows("2026-02-20", "late")


def test_patent_adj_jurisdiction_objection() -> None:
    """第九条: five working days: 8, 9, Sat 10, 12, 13 October."""
    matter("patent_adj_jurisdiction_objection").begins("2026-09-30").ends("2026-10-13").because("国庆节放假")


def test_patent_adj_conclude() -> None:
    """第三十七条: three months, one more by the head, two more by the department above, without the stay.

    30 November: 28 February, 30 March, 30 May. The stay of 5 January to 3 February takes thirty days.
    """
    filed = (
        matter("patent_adj_conclude")
        .begins("2025-11-30")
        .ends("2026-02-28")
        .because("2月没有30日，以该月最后一日届满（民法典第二百零二条）")
    )
    filed.pauses("2026-01-05", "2026-02-04", "中止").ends("2026-03-30").with_days("paused", 30)
    filed.is_extended("2026-03-27", by=HEAD).ends("2026-04-29")
    filed.is_extended("2026-04-29", by="上一级管理专利工作的部门").ends("2026-06-29").with_days("extended", 1, 2)
    filed.because("案件复杂，经管理专利工作的部门负责人批准，延长1个月").cannot_be_extended("2026-06-29", 1)


def test_patent_adj_publish() -> None:
    """第八十三条: twenty working days: 3, 4, 7-11, 14-18, 21-25, 28-30 December."""
    matter("patent_adj_publish").begins("2026-12-02").ends("2026-12-30").without_reasons()


def test_patent_adj_request_limit() -> None:
    """第十九条: three years from knowing the act and who did it."""
    known = matter("patent_adj_request_limit").begins("2025-02-28").waits_for_the_notice_of(2028, "2028-02-28")
    known.after_the_notice(2028, "春节", "2028-01-25", "2028-02-01").ends("2028-02-28").without_reasons()


def test_patent_adj_enforce() -> None:
    """第八十条: three months from 31 January end on 30 April."""
    matter("patent_adj_enforce").begins("2026-01-31").ends("2026-04-30").on("2026-05-01", "overdue", -1)


def test_patent_med_serve() -> None:
    """第六十五条: five working days: 12, 13, Sat 14, 24, 25 February."""
    matter("patent_med_serve").begins("2026-02-11").ends("2026-02-25").because("春节放假")


def test_patent_med_opinion() -> None:
    """第六十五条: fifteen days; 17 February is New Year's day of the lunar calendar."""
    matter("patent_med_opinion").begins("2026-02-02").ends("2026-02-24").with_days("rolled", 7)


def test_patent_med_file() -> None:
    """第六十六条第一款: five working days: 25-27, Sat 28 February, 2 March."""
    matter("patent_med_file").begins("2026-02-24").ends("2026-03-02").because("调休上班")


def test_patent_med_refuse_notice() -> None:
    """第六十六条第二款: five working days in 2025: Sun 28, 29, 30 September, 9, 10 October."""
    refused = matter("patent_med_refuse_notice").begins("2025-09-26").ends("2025-10-10")
    refused.because("国庆节放假", "中秋放假").with_days("worked", 1)


def test_major_patent_file() -> None:
    """第六条: five working days in 2024 (8, 9, Sun 18, 19, 20 February) and five more (21-23, 26, 27)."""
    received = matter("major_patent_file").begins("2024-02-07").ends("2024-02-20").with_days("skipped", 8)
    received.is_extended("2024-02-20", by="经批准").ends("2024-02-27").because("案情特别复杂，经批准，延长5个工作日")


def test_major_patent_conclude() -> None:
    """第二十二条: three months, one more, then more without a ceiling; announcements apart; anew when parties change.

    31 May: 31 August, 30 September, 31 October; each + 30 days of announcement (10 June to 9 July).
    """
    filed = matter("major_patent_conclude").begins("2026-05-31").ends("2026-08-31")
    filed.pauses("2026-06-10", "2026-07-10", "公告").ends("2026-09-30")
    filed.is_extended("2026-09-30", by="经批准").ends("2026-10-30").cannot_be_extended("2026-10-30")
    filed.is_extended("2026-10-30", by="经批准", units=1).ends("2026-11-30")
    filed.begins_anew("2026-07-15").ends("2026-10-15").without_reasons()


def test_fake_patent_file_found() -> None:
    """第二十八条: five working days: 8, Sat 9, 11-13 May."""
    matter("fake_patent_file_found").begins("2026-05-07").ends("2026-05-13").warns("2026-05-07", "转引")


def test_fake_patent_file_reported() -> None:
    """第二十八条: ten working days: 8, Sat 9, 11-15, 18-20 May."""
    matter("fake_patent_file_reported").begins("2026-05-07").ends("2026-05-20").because("调休上班")


def test_fake_patent_conclude() -> None:
    """第三十六条: one month, fifteen days more by the head, hearings apart.

    31 January: 28 February; + 15 days is Sunday 15 March; the hearing of 9 to 11 February adds three days.
    """
    filed = matter("fake_patent_conclude").begins("2026-01-31").ends("2026-02-28").on("2026-02-02", "running", 26)
    filed.pauses("2026-02-09", "2026-02-12", "听证").ends("2026-03-03")
    filed.is_extended("2026-03-03", by="部门负责人").ends("2026-03-18")
    filed.with_days("paused", 3).because("案件特别复杂，经部门负责人批准，延长15日")


def test_fake_patent_publish() -> None:
    """第四十六条: twenty working days in 2025: 11, 14-18, 21-25, Sun 27-30 April (15), 6-9, 12 May."""
    matter("fake_patent_publish").begins("2025-04-10").ends("2025-05-12").with_days("worked", 1).with_days("skipped", 5)


def test_patent_evidence_register() -> None:
    """第四十条: seven days of this rule are calendar days; 5 October lies in the National Day break."""
    matter("patent_evidence_register").begins("2026-09-28").ends("2026-10-08").with_days("rolled", 3)

"""Cases under 程序规定: from the clue to the closing form, and the general limits of 行政处罚法."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter

HEAD = "市场监督管理部门负责人"


def test_case_verify_decide() -> None:
    """第十八条第一款: fifteen working days and fifteen more, without the time of the right holder's examination.

    9-13, Sat 14 February are six; 24-27, Sat 28 eleven; 2-5 March fifteen. With 24-28 February (5) at the right
    holder's it is 12 March; the extension runs 13, 16-20, 23-27, 30, 31 March, 1, 2 April.
    """
    found = matter("case_verify_decide").begins("2026-02-06").ends("2026-03-05")
    found.because("春节放假").with_days("skipped", 9).with_days("worked", 1, 1)
    found.pauses("2026-02-24", "2026-03-02", "权利人辨认或者鉴别所需时间").ends("2026-03-12").with_days("paused", 5)
    found.on("2026-02-26", "paused", 9).is_extended("2026-03-12", by=HEAD).ends("2026-04-02")


def test_case_jurisdiction_dispute() -> None:
    """第十三条: seven working days: 12, 13, Sat 14, and after the Spring Festival 24-27 February."""
    matter("case_jurisdiction_dispute").begins("2026-02-11").ends("2026-02-27").because("春节放假", "调休上班")


def test_case_jurisdiction_designate() -> None:
    """第十六条: seven working days over the turn of the year: 30, 31 December, Sun 4, 5, 6, 7, 8 January."""
    received = matter("case_jurisdiction_designate").begins("2025-12-29").ends("2026-01-08")
    received.because("元旦放假", "调休上班").with_days("skipped", 3)


def test_assist_investigation() -> None:
    """第四十五条第二款: fifteen working days; who needs longer tells the asking side before, without a ceiling.

    31 March, 1-3 April, 7-10, 13-17, 20, 21 April. Five more: 22, 23, 24, 27, 28 April.
    """
    asked = matter("assist_investigation").begins("2026-03-30").ends("2026-04-21").because("清明放假")
    asked.cannot_be_extended("2026-04-20").cannot_be_extended("2026-04-22", 5)  # no number; after the end
    asked.is_extended("2026-04-20", by="无", units=5).ends("2026-04-28")
    asked.because("需延期的在期限届满前告知请求方，延长5个工作日")


def test_case_review() -> None:
    """第五十五条: ten working days (27-30 April, 6-9, 11, 12 May), longer by the head's word: 13-15 May."""
    received = matter("case_review").begins("2026-04-24").ends("2026-05-12")
    received.is_extended("2026-05-12", by=HEAD, units=3).ends("2026-05-15")


def test_statement_defence() -> None:
    """第五十七条第二款: five working days: 30 September, 8, 9, Sat 10, 12 October; then the right is waived."""
    served = matter("statement_defence").begins("2026-09-29").ends("2026-10-12")
    served.on("2026-10-07", "running", 4).at_the_end("视为放弃此权利")


def test_case_decide() -> None:
    """第六十四条: ninety days, thirty more by the head, more by collective decision for a fixed number of days.

    2 March + 90 is Sunday 31 May. A hearing of 21 days (20 April to 10 May) makes it 21 June, in the Dragon Boat
    break. The extension counts from the limit, not from the roll-over: 21 July; sixty more: Saturday 19 September.
    """
    filed = matter("case_decide").begins("2026-03-02").ends("2026-05-31").without_reasons()
    filed.pauses("2026-04-20", ground="听证").has_no_end().on("2026-05-05", "paused", 90 - 48)
    filed.resumes("2026-05-11").ends("2026-06-22").because("端午放假，顺延至假期后第一日").with_days("paused", 21)
    filed.is_extended("2026-06-18", by=HEAD).ends("2026-07-21").with_days("rolled")
    filed.cannot_be_extended("2026-07-20").is_extended("2026-07-20", by=f"{HEAD}集体讨论", units=60)
    filed.ends("2026-09-19").with_days("extended", 30, 60).cannot_be_extended("2026-09-18", 1)


def test_case_decide_on_a_weekend() -> None:
    """第六十四条 with 第八十条 (法定节假日): a plain Sunday stays the last day unless the office decides otherwise."""
    filed = matter("case_decide").begins("2026-03-02").in_an_office_that_rolls_weekends().ends("2026-06-01")
    filed.should_be_done_by("2026-05-31").warns("2026-05-20", "2026-05-31 是休息日")


def test_case_decide_law() -> None:
    """第六十条: ninety days, without extensions: 18 November + 90 is 16 February, in the Spring Festival."""
    filed = matter("case_decide_law").begins("2025-11-18").ends("2026-02-24").with_days("rolled", 8)
    filed.cannot_be_extended("2026-02-10")


def test_simple_archive() -> None:
    """第七十条: seven working days: 9, Sat 10, 12-16 October."""
    matter("simple_archive").begins("2026-10-08").ends("2026-10-16").because("调休上班")


def test_case_close_form() -> None:
    """第七十七条: fifteen working days to the last day of the year: 11, 14-18, 21-25, 28-31 December."""
    matter("case_close_form").begins("2026-12-10").ends("2026-12-31").without_reasons()
    matter("case_close_form").begins("2026-12-11").waits_for_the_notice_of(2027)


def test_penalty_limitation() -> None:
    """第三十六条: two years from the act; one of 29 February ends on the last day of February."""
    matter("penalty_limitation").begins("2024-02-29").ends("2026-02-28").because(
        "2月没有29日，以该月最后一日届满（民法典第二百零二条）"
    )
    matter("penalty_limitation").begins("2024-02-16").ends("2026-02-24").because("春节放假，顺延至假期后第一日")

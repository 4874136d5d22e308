"""Transfer of suspected crimes to the police, and the prosecutors' supervision. Three days here are calendar days."""

from __future__ import annotations

from tests.kernel.clocks.stories.story import matter


def test_transfer_approve() -> None:
    """第五条第二款: the head decides in three days; 27 September is the last of the Mid-Autumn break."""
    matter("transfer_approve").begins("2026-09-24").ends("2026-09-28").because("中秋放假，顺延至假期后第一日")


def test_transfer_deliver() -> None:
    """第五条第二款: delivered within twenty-four hours, into the National Day; a warning four hours before."""
    approved = matter("transfer_deliver").begins("2026-09-30T17:40").ends("2026-10-01T17:40").without_reasons()
    approved.on("2026-09-30T23:59", "running", 17.68).on("2026-10-01T13:40", "due", 4)
    approved.shows("2026-10-01T13:39", "normal").shows("2026-10-01T13:40", "near").shows("2026-10-01T17:41", "late")


def test_transfer_police_forward() -> None:
    """第七条: twenty-four hours, which end on the leap day."""
    matter("transfer_police_forward").begins("2024-02-28T09:05").ends("2024-02-29T09:05")


def test_transfer_police_decide() -> None:
    """第八条: three days; 20 June lies in the Dragon Boat break."""
    matter("transfer_police_decide").begins("2026-06-17").ends("2026-06-22").with_days("rolled", 2)


def test_transfer_police_decide_economic() -> None:
    """第十六条: three days, ten at the latest; then thirty in all (总计), and thirty more by the police above.

    28 April + 3 is 1 May, so the 6th; + 10 is the 8th; + 30 is 28 May; + 60 is Saturday 27 June.
    """
    received = matter("transfer_police_decide_economic").begins("2026-04-28").ends("2026-05-06")
    received.at_the_latest("2026-05-08").warns("2026-04-29", "最迟期限：2026-05-08")
    received.is_extended("2026-05-06", by="县级以上公安机关负责人").ends("2026-05-28").at_the_latest(None)
    received.is_extended("2026-05-28", by="上一级公安机关负责人").ends("2026-06-27").with_days("extended", 27, 30)


def test_transfer_police_decide_economic_over_a_break() -> None:
    """第十六条: both ends are counted from receipt: 29 September + 3 lies in the break, + 10 is 9 October."""
    received = matter("transfer_police_decide_economic").begins("2026-09-29").ends("2026-10-08")
    received.at_the_latest("2026-10-09")


def test_transfer_reconsider_request() -> None:
    """第九条第一款: three days; 5 April lies in the Qingming break."""
    matter("transfer_reconsider_request").begins("2026-04-02").ends("2026-04-07").with_days("rolled", 2)


def test_transfer_reconsider_decide() -> None:
    """第九条第二款: three days; Sunday 8 March is a plain Sunday and stays, but not where the office rolls."""
    matter("transfer_reconsider_decide").begins("2026-03-05").ends("2026-03-08").without_reasons()
    rolled = matter("transfer_reconsider_decide").begins("2026-03-05").in_an_office_that_rolls_weekends()
    rolled.ends("2026-03-09").should_be_done_by("2026-03-08").shows("2026-03-07", "near")


def test_transfer_supervision_suggest() -> None:
    """第九条第二款: three days; 16 February lies in the Spring Festival."""
    matter("transfer_supervision_suggest").begins("2026-02-13").ends("2026-02-24").because(
        "春节放假，顺延至假期后第一日"
    )


def test_transfer_goods_handover() -> None:
    """第十二条: three days from the notice of filing; 3 October lies in the break."""
    filed = matter("transfer_goods_handover").begins("2026-09-30").ends("2026-10-08").with_days("rolled", 5)
    filed.is_done("2026-10-06").was_in_time()


def test_supervise_explain() -> None:
    """条号待核: seven days; 1 January lies in the New Year break; the 4th is a Sunday and worked."""
    matter("supervise_explain").begins("2025-12-25").ends("2026-01-04").because("元旦放假，顺延至假期后第一日")


def test_supervise_file() -> None:
    """第十五条第二款: fifteen days; 5 May is the last of the Labour Day break."""
    matter("supervise_file").begins("2026-04-20").ends("2026-05-06").with_days("rolled", 1)


def test_penalty_copy_to_justice() -> None:
    """第一条: ten days; 15 February is the first day of the Spring Festival."""
    matter("penalty_copy_to_justice").begins("2026-02-05").ends("2026-02-24").with_days("rolled", 9)


def test_reverse_link_review() -> None:
    """第十二条: ten working days, without the time of asking elsewhere; the chief prosecutor extends without a ceiling.

    9-12, 15-18, 22, 23 June. Asking from 15 to 22 June takes five working days (15-18, 22): 30 June. Five more:
    1-3, 6, 7 July.
    """
    registered = matter("reverse_link_review").begins("2026-06-08").ends("2026-06-23")
    registered.pauses("2026-06-15", "2026-06-23", "征求异地检察院意见期间").ends("2026-06-30").with_days("paused", 5)
    registered.is_extended("2026-06-30", by="检察长", units=5).ends("2026-07-07").warns("2026-06-30", "转引")

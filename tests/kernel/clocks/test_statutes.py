"""Which article of which version is cited on a day, as an officer meets it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from shuangda.kernel.clocks import BadEvents, NotInForce, UnknownTopic, applicable, article_on, statutes

LAST_OF_2026, FIRST_OF_2027 = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("topic", "old", "new"),
    [
        ("trademark_infringement", "第五十七条", "第七十二条"),
        ("trademark_penalty", "第六十条", "第七十四条"),
        ("trademark_transfer", "第六十一条", "第七十五条"),
        ("trademark_powers", "第六十二条", "第七十六条"),
    ],
)
def test_the_trademark_law_is_renumbered_on_new_years_day_2027(topic: str, old: str, new: str) -> None:
    """商标法, passed 2026-06-26, in force from 2027-01-01."""
    assert str(article_on(topic, LAST_OF_2026)) == f"商标法(2019年修正){old}"
    assert str(article_on(topic, FIRST_OF_2027)) == f"商标法(2026年修订){new}"


def test_a_shop_raided_in_november_and_fined_in_january_has_two_citations() -> None:
    """行政处罚法 第三十七条: the law of the act, unless the new one is milder; a person says which."""
    choice = applicable("trademark_penalty", date(2026, 11, 20), date(2027, 1, 15))
    assert choice.differ
    assert (choice.at_act.article, choice.at_decision.article) == ("第六十条", "第七十四条")


def test_a_case_within_one_version_leaves_no_choice() -> None:
    choice = applicable("trademark_penalty", date(2026, 6, 26), LAST_OF_2026)
    assert not choice.differ
    assert str(choice.at_act) == str(choice.at_decision) == "商标法(2019年修正)第六十条"


def test_trade_secrets_taken_in_summer_2025_and_punished_that_winter() -> None:
    """反不正当竞争法 2025年修订, in force from 2025-10-15: 第二十一条 became 第二十六条."""
    choice = applicable("trade_secret_penalty", date(2025, 7, 1), date(2025, 12, 1))
    assert (choice.at_act.article, choice.at_decision.article) == ("第二十一条", "第二十六条")


def test_a_complaint_of_14_april_2026_is_answered_by_the_old_rule_and_the_next_days_by_the_new() -> None:
    """令第121号 in force from 2026-04-15 in the place of 令第20号."""
    assert str(article_on("mediation_end", date(2026, 4, 14))).endswith("(总局令第20号)第二十一条第一款第(五)项")
    assert str(article_on("mediation_end", date(2026, 4, 15))).endswith("(总局令第121号)第二十三条第一款第(五)项")


def test_a_named_reporter_is_no_longer_told_by_the_general_rule() -> None:
    """令第20号 第三十一条第二款 has no successor in 令第121号."""
    day = date(2026, 4, 15)
    assert article_on("report_filing_notice", day - timedelta(days=1)).article == "第三十一条第二款"
    with pytest.raises(NotInForce, match="没有“向实名举报人告知是否立案”的规定"):
        article_on("report_filing_notice", day)
    choice = applicable("report_filing_notice", day - timedelta(days=5), day)
    assert choice.differ
    assert choice.at_decision is None


def test_credit_repair_goes_by_the_newer_rule_which_is_to_be_confirmed() -> None:
    """令第107号 第十六条 in the place of 令第44号 第十七条, from 2025-12-25."""
    found = article_on("credit_repair_decision", date(2025, 12, 25))
    assert (found.article, found.version.confidence) == ("第十六条第二、三款", "medium")


def test_what_cannot_be_cited_says_what_to_do() -> None:
    with pytest.raises(UnknownTopic, match="是否要用 trademark_penalty"):
        article_on("trademark_penalties", FIRST_OF_2027)
    with pytest.raises(UnknownTopic, match=r"docs/clocks\.md") as unknown:
        article_on("氏名", FIRST_OF_2027)
    assert unknown.value.english == "The statutes have no topic “氏名”; docs/clocks.md lists them all."
    with pytest.raises(NotInForce, match="2019-10-31 时的商标法未收录"):
        article_on("trademark_penalty", date(2019, 10, 31))
    with pytest.raises(BadEvents, match="早于行为日期"):
        applicable("trademark_penalty", FIRST_OF_2027, LAST_OF_2026)


def test_versions_follow_one_another_without_gap_and_every_article_belongs_to_one() -> None:
    topics = [topic.id for statute in statutes() for topic in statute.topics]
    assert len(topics) == len(set(topics))
    for statute in statutes():
        assert statute.versions[-1].effective_to is None
        for one, other in pairwise(statute.versions):
            assert one.effective_to == other.effective_from - timedelta(days=1)
        known = {version.id for version in statute.versions}
        assert all(topic.articles and set(topic.articles) <= known for topic in statute.topics)

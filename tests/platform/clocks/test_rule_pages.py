"""The pages of the rulebook, as a clerk uses them."""

from __future__ import annotations

import io
import re
from datetime import datetime
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from shuangda.kernel.clocks import rulebook, statutes
from shuangda.platform import clock
from shuangda.platform.clocks.models import WeekendDecision
from shuangda.platform.orgs.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(factories.seat(Role.CLERK).person)
    return client


@pytest.fixture(autouse=True)
def spring_of_2026():
    with clock.at(timezone.make_aware(datetime(2026, 5, 6, 9, 30))):
        yield


def text(client: Client, address: str, language: str = "zh-hans") -> str:
    """The words of a page, without its tags."""
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    content = answer.content.decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


def calculated(client: Client, clock_id: str, language: str = "zh-hans", **asked: str) -> str:
    query = urlencode({name.replace("_", "-"): value for name, value in asked.items()})
    return text(client, f"{reverse('clocks:rule', args=[clock_id])}?{query}", language)


def listed(client: Client, **asked: str) -> list[str]:
    page = client.get(reverse("clocks:rules"), {"per": "100", **asked}).context["page"]
    return [rule.id for rule in page]


# The list


def test_all_rules_are_listed_over_three_pages(clerk: Client) -> None:
    first = clerk.get(reverse("clocks:rules")).context["page"]
    assert first.paginator.count == len(rulebook()) == 124
    assert first.paginator.num_pages == 3


def test_words_find_names_in_both_languages_regulations_articles_and_ids(clerk: Client) -> None:
    assert all("先行登记" in rulebook()[found].name_zh for found in listed(clerk, q="先行登记"))
    assert "complaint_accept" in listed(clerk, q="第121号 第十五条")
    assert listed(clerk, q="COMPLAINT_ACCEPT") == ["complaint_accept"]
    assert "complaint_accept" in listed(clerk, q="consumer complaint")
    assert listed(clerk, q="没有这样的时限") == []


def test_filters_narrow_the_list(clerk: Client) -> None:
    assert {rulebook()[found].category for found in listed(clerk, category="patent")} == {"patent"}
    assert {rulebook()[found].limit.unit for found in listed(clerk, unit="hour")} == {"hour"}
    assert {rulebook()[found].confidence for found in listed(clerk, confidence="low")} == {"low"}
    assert listed(clerk, force="past") == ["old_complaint_mediation", "old_report_notify"]
    assert len(listed(clerk, category="nonsense")) == 100, "what makes no sense is left out"


def test_a_shorter_limit_stands_before_a_longer_one_whatever_its_unit(clerk: Client) -> None:
    assert rulebook()[listed(clerk, sort="limit")[0]].limit.unit == "hour"
    assert rulebook()[listed(clerk, sort="-limit")[0]].limit.unit == "year"


def test_a_rule_of_low_confidence_says_so_in_words(clerk: Client) -> None:
    low = next(rule for rule in rulebook().values() if rule.confidence == "low")
    assert "依据待核" in text(clerk, f"{reverse('clocks:rules')}?q={low.id}")
    assert "依据待核" in text(clerk, reverse("clocks:rule", args=[low.id]))


def test_the_export_holds_what_was_filtered(clerk: Client) -> None:
    answer = clerk.get(reverse("clocks:export_rules"), {"category": "complaint"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 1 + sum(rule.category == "complaint" for rule in rulebook().values())
    assert rows[1][0] == "complaint_accept"


def test_the_search_of_the_frame_finds_rules(clerk: Client) -> None:
    assert reverse("clocks:rule", args=["complaint_mediation"]) in clerk.get("/search/?q=调解期限").content.decode()


# One rule


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_rule_has_a_page_that_says_everything(clerk: Client, language: str) -> None:
    for rule in rulebook().values():
        page = text(clerk, reverse("clocks:rule", args=[rule.id]), language)
        for said in (rule.regulation, rule.article, rule.start_event, rule.on_expiry, rule.notes, *rule.exclusions):
            assert " ".join(said.split()) in page, f"{rule.id} does not say {said}"


def test_a_source_with_an_address_is_a_link(clerk: Client) -> None:
    page = clerk.get(reverse("clocks:rule", args=["complaint_accept"])).content.decode()
    assert 'href="https://www.samr.gov.cn/' in page


def test_old_and_new_rule_lead_to_one_another(clerk: Client) -> None:
    new, old = (reverse("clocks:rule", args=[name]) for name in ("complaint_mediation", "old_complaint_mediation"))
    assert old in clerk.get(new).content.decode()
    assert new in clerk.get(old).content.decode()


def test_an_unknown_rule_is_not_found(clerk: Client) -> None:
    assert clerk.get(reverse("clocks:rule", args=["no_such_rule"])).status_code == 404


# The calculator


def test_a_complaint_of_30_april_is_due_after_labour_day(clerk: Client) -> None:
    """令第121号 第十五条: seven working days, five days off, Saturday 9 May worked for them."""
    page = calculated(clerk, "complaint_accept", start="2026-04-30")
    assert "2026年5月13日 星期三" in page
    assert "劳动节放假" in page
    assert "调休上班" in page
    assert "剩6个工作日" in page


def test_the_same_in_english(clerk: Client) -> None:
    page = calculated(clerk, "complaint_accept", "en", start="2026-04-30")
    assert "13 May 2026 Wednesday" in page
    assert "Labour Day: days off" in page
    assert "6 working days left" in page
    assert "Worked to make up for a holiday" in page


def test_pauses_extension_and_act_move_and_stop_the_clock(clerk: Client) -> None:
    """程序规定 第十八条: 15 working days and 15 more, without the time of a test."""
    page = calculated(
        clerk,
        "case_verify_decide",
        start="2026-03-02",
        from_0="2026-03-09",
        to_0="2026-03-16",
        ground_0="检测、检验、检疫、鉴定所需时间",
        extend_0="15",
        stop="2026-04-20",
        at="2026-04-21",
    )
    assert "期限内办结" in page
    assert "检测、检验、检疫、鉴定所需时间，自2026-03-09至2026-03-16前不计入" in page
    assert "延长15个工作日" in page


def test_an_open_interruption_has_no_date(clerk: Client) -> None:
    page = calculated(clerk, "complaint_mediation", start="2026-04-20", from_0="2026-04-27")
    assert "中止期间未定" in page
    assert "剩54日" in page


def test_hours_are_counted_to_the_minute(clerk: Client) -> None:
    rule = next(rule for rule in rulebook().values() if rule.limit.unit == "hour" and rule.limit.n == 24)
    page = calculated(clerk, rule.id, start="2026-05-05T16:20")
    assert "2026年5月6日 16:20" in page
    assert "剩6小时50分" in page


def test_what_must_happen_before_an_event_is_counted_back(clerk: Client) -> None:
    rule = next(rule for rule in rulebook().values() if rule.direction == "before")
    page = calculated(clerk, rule.id, start="2026-06-01")
    assert "自此倒算" in page


def test_an_office_that_lets_weekends_move_the_end_is_warned_of_the_earlier_day(clerk: Client) -> None:
    """60 days from 10 June 2026 end on Sunday 9 August."""
    assert "2026年8月9日 星期日" in calculated(clerk, "complaint_mediation", start="2026-06-10")
    seat = factories.seat(Role.SECURITY_ADMIN)
    WeekendDecision.objects.create(
        region=seat.unit.region, roll_weekends=True, reason="法制机构意见", decided_by=seat.person
    )
    page = calculated(clerk, "complaint_mediation", start="2026-06-10")
    assert "2026年8月10日 星期一" in page
    assert "2026-08-09 是休息日，请在该日之前办理为妥" in page


def test_an_act_after_the_end_is_too_late(clerk: Client) -> None:
    page = calculated(clerk, "complaint_accept", start="2026-04-20", stop="2026-04-30", at="2026-05-06")
    assert "逾期办结" in page


def test_a_year_without_holidays_leads_to_the_calendar(clerk: Client) -> None:
    page = clerk.get(reverse("clocks:rule", args=["complaint_stale"]), {"start": "2026-04-20"}).content.decode()
    assert page.count(f'href="{reverse("clocks:calendar")}"') == 2, "in the menu and beside the error"


def test_the_link_carries_the_calculation_and_nothing_else(clerk: Client) -> None:
    address = reverse("clocks:rule", args=["complaint_mediation"])
    page = clerk.get(address, {"start": "2026-04-20", "from-0": "2026-04-27", "to-0": "", "stop": "", "evil": "x"})
    assert 'href="?start=2026-04-20&amp;from-0=2026-04-27#calculator"' in page.content.decode()


def test_another_row_can_be_had_without_a_script(clerk: Client) -> None:
    page = calculated(clerk, "complaint_mediation", rows="3", start="")
    assert page.count("不计入起日") == 3
    assert "请核对" not in page


@pytest.mark.parametrize(
    ("clock_id", "asked", "said"),
    [
        ("complaint_accept", {"start": ""}, "请填写起算的日期"),
        ("complaint_accept", {"start": "30.4.2026"}, "“30.4.2026”不是日期"),
        ("complaint_accept", {"start": "2026-02-30"}, "“2026-02-30”不是日期"),
        ("complaint_accept", {"start": "1066-10-14"}, "自2026-04-15起施行"),
        ("case_verify_decide", {"start": "1066-10-14"}, "年份不在"),
        ("complaint_mediation", {"start": "2026-04-20", "from_0": "2026-04-10"}, "早于起算"),
        ("complaint_mediation", {"start": "2026-04-20", "to_0": "2026-05-10"}, "请填写自哪日起不计入"),
        ("complaint_mediation", {"start": "2026-04-20", "from_0": "2026-05-10", "to_0": "2026-05-01"}, "结束早于开始"),
        (
            "complaint_mediation",
            {"start": "2026-04-20", "from_0": "2026-05-01", "to_0": "2026-05-10", "from_1": "2026-05-05"},
            "重叠",
        ),
        ("case_verify_decide", {"start": "2026-03-02", "extend_0": "16"}, "这次延长应为 1 至 15 个工作日"),
        ("case_verify_decide", {"start": "2026-03-02", "extend_0": "some"}, "请用整数填写"),
        ("case_decide", {"start": "2026-03-02", "extend_1": "30"}, "请先填写此前的延长"),
        ("complaint_mediation", {"start": "2026-04-20", "from_0": "2026-05-01", "stop": "2026-04-25"}, "按发生的先后"),
        ("complaint_stale", {"start": "2026-04-20"}, "2029年的放假安排尚未收录"),
    ],
)
def test_what_cannot_be_counted_says_at_its_field_what_to_do(
    clerk: Client, clock_id: str, asked: dict[str, str], said: str
) -> None:
    assert said in calculated(clerk, clock_id, **asked)


def test_a_matter_of_14_april_is_led_to_the_rule_of_that_day(clerk: Client) -> None:
    """令第121号 holds from 2026-04-15; before it 令第20号 gave 45 working days."""
    page = clerk.get(reverse("clocks:rule", args=["complaint_mediation"]), {"start": "2026-04-14"}).content.decode()
    then = f"{reverse('clocks:rule', args=['old_complaint_mediation'])}?start=2026-04-14#calculator"
    assert then in page
    assert "2026年6月" in text(clerk, then.partition("#")[0])


def test_nobody_but_staff_reads_the_rules(client: Client) -> None:
    client.force_login(factories.seat(Role.SYSTEM_ADMIN).person)
    assert client.get(reverse("clocks:rules")).status_code == 403


# Renumbered statutes


def test_each_topic_stands_with_its_article_in_every_version(clerk: Client) -> None:
    page = text(clerk, reverse("clocks:statutes"))
    for statute in statutes():
        for topic in statute.topics:
            assert topic.name_zh in page
            assert all(article in page for article in topic.articles.values())


def test_act_and_decision_on_either_side_of_new_year_2027_leave_a_choice(clerk: Client) -> None:
    page = text(clerk, f"{reverse('clocks:statutes')}?act=2026-11-20&decision=2027-01-15")
    assert "由人选择 行为时： 商标法(2019年修正)第六十条 决定时： 商标法(2026年修订)第七十四条" in page


def test_a_decision_before_the_act_is_refused_at_its_field(clerk: Client) -> None:
    assert "早于行为" in text(clerk, f"{reverse('clocks:statutes')}?act=2026-11-20&decision=2026-11-19")

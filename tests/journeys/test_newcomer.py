"""The newcomer's run: a document comes in, is checked and issued; a unit signs, reports and is accepted."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from shuangda.conf.demo.roster import PASSWORD
from tests.journeys.browsing import PHONE, Words, log_in, scrolls_sideways, serious_faults, tab_to
from tests.journeys.papers import photograph, work_points

pytestmark = pytest.mark.journey

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ_SECONDS = 2.0


def take(page: Page, pictures: Path | None, name: str, language: str) -> None:
    """Keep a picture of the page, if pictures are wanted."""
    if pictures:
        page.screenshot(path=pictures / f"{name}-{language[:2]}.png")


def looks_right(page: Page) -> None:
    """Nothing serious by axe, at full width and on a phone, and no sideways scrolling there."""
    assert not serious_faults(page)
    before = page.viewport_size
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not serious_faults(page)
    assert not scrolls_sideways(page)
    page.set_viewport_size(before)  # type: ignore[arg-type]


def upload(page: Page, words: Words, year: int) -> None:
    """Drop a document in and wait until what it orders is there."""
    choose(page, year)
    page.get_by_role("button", name=words("Upload and read")).click()
    page.wait_for_url(re.compile(r"/plans/documents/\d+/$"), timeout=30_000)
    expect(page.locator(".item-measure").first).to_be_visible()


def choose(page: Page, year: int) -> None:
    """Go to the upload page and put a document into its form."""
    page.goto("/plans/documents/")
    page.locator("main a[href$='/documents/uploads/new/']").first.click()
    file = {"name": f"要点{year}.docx", "mimeType": WORD, "buffer": work_points(year)}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "year"), [("zh-hans", date.today().year + 1), ("en", date.today().year + 2)])
def test_newcomer(browser: Browser, office_address: str, pictures: Path | None, language: str, year: int) -> None:
    words = Words(language)
    clerk = log_in(browser, office_address, "clerk", language)
    upload(clerk, words, year)
    expect(clerk.locator(".item-measure")).to_have_count(27)
    document = clerk.url
    looks_right(clerk)
    take(clerk, pictures, "document", language)
    check_and_issue(clerk, words)

    liaison = log_in(browser, office_address, "scjg", language)
    take(liaison, pictures, "home", language)
    sign_and_report(liaison, words, year)
    looks_right(liaison)
    assignment = liaison.url.split("#", maxsplit=1)[0]
    take(liaison, pictures, "assignment", language)

    head = log_in(browser, office_address, "scjg_head", language)
    approve(head, words)
    open_report(clerk, assignment)
    clerk.locator("summary", has_text=words("Return it to be mended")).click()
    clerk.locator("textarea[name=reason]").fill("请补充检查户数。")
    clerk.get_by_role("button", name=words("Return", "report"), exact=True).click()

    liaison.goto(assignment)
    expect(liaison.locator(".returned").first).to_contain_text("请补充检查户数。")
    liaison.get_by_role("button", name=words("Submit for review")).click()
    approve(head, words)
    open_report(clerk, assignment)
    take(clerk, pictures, "review", language)
    clerk.get_by_role("button", name=words("Accept and close")).click()

    leader = log_in(browser, office_address, "head", language)
    leader.goto(assignment)
    expect(leader.locator(".due-now")).to_contain_text("✓")
    leader.goto("/plans/overview/")
    row = leader.locator(
        "tr", has=leader.locator(f"a[href*='document={document.rstrip('/').rsplit('/', 1)[1]}']")
    ).first
    expect(row.locator(".count-done")).to_have_text("1")
    looks_right(leader)
    take(leader, pictures, "overview", language)
    for page in (clerk, liaison, head, leader):
        page.context.close()


def check_and_issue(page: Page, words: Words) -> None:
    """Correct the first measure, decide the vague name, accept the rest, confirm, issue."""
    first = page.locator(".item-measure").first
    first.get_by_role("link", name=words("Edit", "verb")).click()
    page.locator(".edit-form textarea[name$=note]").or_(page.locator(".edit-form input[name$=note]")).fill(
        "请按月更新清单。"
    )
    page.locator(".edit-form").get_by_role("button", name=words("Save")).click()
    expect(page.locator(".item-measure").first).to_contain_text("请按月更新清单。")
    if page.locator(".chip-open").count():
        page.locator(".chip-open").first.click()
        page.locator(".asks-form").get_by_role("button", name=words("Means no particular unit")).first.click()
        expect(page.locator(".chip-open")).to_have_count(0)
    page.get_by_role("link", name=words("Accept all")).click()
    page.locator("main form").get_by_role("button", name=words("Accept all")).or_(
        page.locator("main form button.btn-primary")
    ).first.click()
    page.get_by_role("button", name=words("Confirm", "verb"), exact=True).click()
    page.get_by_role("link", name=words("Issue", "verb"), exact=True).click()
    looks_right(page)
    page.locator("main form button.btn-primary").click()
    expect(page.locator(".page-under")).to_contain_text(words("Issued"))


def sign_and_report(page: Page, words: Words, year: int) -> None:
    """From the work place to the first assignment of that year; sign for it, report with figures and a picture."""
    page.goto("/plans/assignments/")
    page.locator("table a[href*='/assignments/']", has_text=words("Sign for receipt", "verb")).or_(
        page.locator("table .acts a, table td:last-child a")
    ).first.click()
    page.get_by_role("button", name=words("Sign for receipt", "verb")).click()
    page.locator("textarea[name=text]").fill("已检查辖区主要网络交易平台，建立问题清单并销号。")
    page.locator("input[name$='-label']").first.fill("检查平台")
    page.locator("input[name$='-value']").first.fill("12")
    page.locator("input[name$='-unit']").first.fill("家")
    page.locator("input[type=file]").set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.locator("input[name=completes]").check()
    page.get_by_role("button", name=words("Submit for review")).click()
    expect(page.locator(".proof img")).to_be_visible()


def approve(page: Page, words: Words) -> None:
    page.goto("/plans/reports/")
    page.locator("table a[href*='/plans/reports/']:not([href*='?'])").first.click()
    page.get_by_role("button", name=words("Approve and send to the office")).click()


def open_report(page: Page, assignment: str) -> None:
    page.goto(assignment)
    page.locator("h2 a[href*='/plans/reports/']").first.click()


@pytest.mark.alone
def test_a_document_is_read_within_two_seconds(browser: Browser, office_address: str) -> None:
    """From the click to the first measure on the page: the best of three."""
    words = Words("zh-hans")
    page = log_in(browser, office_address, "clerk", "zh-hans")
    assert min(seconds_to_read(page, words, year) for year in (2016, 2017, 2018)) < READ_SECONDS
    page.context.close()


def seconds_to_read(page: Page, words: Words, year: int) -> float:
    choose(page, year)
    begin = time.perf_counter()
    page.get_by_role("button", name=words("Upload and read")).click()
    page.locator(".item-measure").first.wait_for()
    return time.perf_counter() - begin


def test_by_keyboard_alone(browser: Browser, office_address: str) -> None:
    """The same run without a pointer: check, issue, sign, report, approve, accept."""
    words = Words("zh-hans")
    clerk = by_keys(browser, office_address, "clerk")
    upload(clerk, words, 2015)
    check_by_keys(clerk)
    press(clerk, clerk.get_by_role("link", name=words("Accept all")))
    press(clerk, clerk.locator("main form button.btn-primary").first)
    press(clerk, clerk.get_by_role("button", name=words("Confirm", "verb"), exact=True))
    press(clerk, clerk.get_by_role("link", name=words("Issue", "verb"), exact=True))
    press(clerk, clerk.locator("main form button.btn-primary"))
    expect(clerk.locator(".page-under")).to_contain_text(words("Issued"))

    liaison = by_keys(browser, office_address, "gongan")
    press(liaison, liaison.locator("nav a[href='/plans/assignments/']"))
    press(liaison, liaison.locator("table a[href*='/plans/assignments/']:not([href*='?'])").first)
    press(liaison, liaison.get_by_role("button", name=words("Sign for receipt", "verb")))
    tab_to(liaison, liaison.locator("textarea[name=text]"))
    liaison.keyboard.type("已按要求完成。")
    press(liaison, liaison.get_by_role("button", name=words("Submit for review")))
    expect(liaison.locator(".report-text")).to_contain_text("已按要求完成。")

    for username, key in (("gongan_head", "a"), ("clerk", "a")):
        person = by_keys(browser, office_address, username)
        press(person, person.locator("nav a[href='/plans/reports/']"))
        waiting = person.locator("table tr", has_text="已按要求完成。").locator("a[href*='/plans/reports/']").first
        press(person, waiting)
        person.wait_for_url(re.compile(r"/plans/reports/\d+/$"))
        person.keyboard.press(key)
        expect(person.locator(".messages, .tag.state-approved, .tag.state-accepted").first).to_be_visible()
        person.context.close()
    liaison.reload()
    expect(liaison.locator(".state-accepted").first).to_be_visible()
    for page in (clerk, liaison):
        page.context.close()


def by_keys(browser: Browser, address: str, username: str) -> Page:
    """Log in without a pointer."""
    page = browser.new_context(base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    page.goto("/account/login/")
    tab_to(page, page.locator("input[name=login]"))
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    tab_to(page, page.locator("input[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def press(page: Page, target: Locator) -> None:
    """Walk to the target with Tab and press Enter on it."""
    tab_to(page, target)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def check_by_keys(page: Page) -> None:
    """Accept, reject and merge measures, undo, open and leave the editing form, see the keys."""
    cards, current = page.locator(".item-measure"), page.locator(".item-measure:focus")
    total = cards.count()
    page.keyboard.press("j")
    expect(current).to_have_count(1)
    page.keyboard.press("Enter")
    expect(cards.nth(0)).to_have_class(re.compile("is-checked"))
    for act in ("x", "m"):
        expect(current).to_have_count(1)
        page.keyboard.press(act)
        expect(cards).to_have_count(total - 1)
        expect(current).to_have_count(1)
        page.keyboard.press("u")
        expect(cards).to_have_count(total)
        expect(current).to_have_count(1)
        page.keyboard.press("j")
    expect(current).to_have_count(1)
    page.keyboard.press("e")
    expect(page.locator(".item-editing :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".edit-form")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    while page.locator("summary.chip-open").count():
        press(page, page.locator("summary.chip-open").first)
        press(page, page.locator(".asks[open] button[name=dismiss]").first)
        expect(page.locator(".asks[open]")).to_have_count(0)

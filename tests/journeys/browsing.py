"""What every journey does: log in, and say what a page must never have."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import Browser, Locator, Page

from shuangda.conf.demo.roster import PASSWORD

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
LOCALES = {"zh-hans": "zh-CN", "en": "en-GB"}


def log_in(browser: Browser, address: str, username: str, language: str, viewport: dict[str, int] = DESKTOP) -> Page:
    """A page of somebody of the demo, logged in, in a browser that prefers the language."""
    context = browser.new_context(
        base_url=address, locale=LOCALES[language], viewport=viewport, timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def serious_faults(page: Page) -> list[str]:
    """What axe finds serious or critical on the page, a line each: rule, help, first place."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} at {fault['nodes'][0]['target']} ({len(fault['nodes'])})"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def tab_to(page: Page, target: Locator, most: int = 400) -> None:
    """Press Tab until the target has the focus. Fails when the keyboard cannot reach it."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


class Words:
    """The interface's words in one language, by their English."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, english: str, context: str | None = None) -> str:
        with translation.override(self.language):
            return translation.pgettext(context, english) if context else translation.gettext(english)

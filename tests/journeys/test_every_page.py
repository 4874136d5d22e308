"""Every page that somebody can reach: accessible, not wider than the window, without errors, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys import instance
from tests.journeys.browsing import DESKTOP, PHONE, log_in, scrolls_sideways, serious_faults
from tests.journeys.crawling import reachable

pytestmark = pytest.mark.journey

PEOPLE = ("clerk", "head", "scjg", "scjg_head", "guest", "sysadmin", "secadmin", "auditor")


@pytest.fixture(scope="module")
def busy_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with instance.running(tmp_path_factory.mktemp("busy"), "tests.journeys.found_busy") as address:
        yield address


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("username", PEOPLE)
def test_every_page(browser: Browser, busy_office: str, username: str, language: str) -> None:
    page = log_in(browser, busy_office, username, language)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    faults: list[str] = []
    opened = 0
    for path in reachable(page, busy_office):
        opened += 1
        faults += [f"{path}: {error}" for error in errors]
        for viewport in (DESKTOP, PHONE):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            where = f"{path} at {viewport['width']}"
            faults += [f"{where}: {fault}" for fault in serious_faults(page)]
            if scrolls_sideways(page):
                faults.append(f"{where}: scrolls sideways")
        errors.clear()  # axe itself asks for style sheets and sets styles, which the policy refuses
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.context.close()
    assert opened >= 3
    assert not faults, "\n".join(faults)

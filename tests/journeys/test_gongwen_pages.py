"""Official documents as pages in a real browser: axe finds nothing, and they print on A4."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from shuangda.kernel.gongwen.html import write_html
from tests.kernel.gongwen.builders import NAMES, fixture


@pytest.mark.journey
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(name: str, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(write_html(fixture(name)), "utf-8")
    page.goto(path.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in found] == []


@pytest.mark.journey
def test_the_page_prints_on_a4(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(write_html(fixture("report")), "utf-8")
    page.goto(path.as_uri())
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert [round(length) for length in printed[0].get_size()] == [595, 842]
    assert 3 <= len(printed) <= 5

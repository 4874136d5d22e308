"""Finds every page that somebody can reach by links, one address for each view."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

NO_PAGES = {"set_language", "account_logout"}


def reachable(page: Page, address: str, most: int = 60) -> Iterator[str]:
    """Walk from the start page along links, breadth first; yield the address of each view once, as it is opened."""
    waiting, seen = ["/"], set(NO_PAGES)
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        view = _view(path)
        if view is None or view in seen:
            continue
        seen.add(view)
        try:
            response = page.goto(urljoin(address, path))
        except Error:  # a download is no page
            continue
        if response is None or "text/html" not in response.headers.get("content-type", ""):
            continue
        yield path
        links = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.href)")
        waiting += [_path(link) for link in links if link.startswith(address)]


def _path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _view(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None

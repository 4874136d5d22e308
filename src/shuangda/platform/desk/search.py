"""Search over all modules. An app registers what it can find in its `AppConfig.ready()`.

register_search(_("Documents"), selectors.search_documents)

def search_documents(actor: Actor, query: str) -> Iterable[Hit]:
    rows = documents_of(actor).filter(matching(query, "title", "number", "text"))[:LIMIT]
    return [Hit(row.title, row.get_absolute_url(), excerpt(row.text, query), row.number) for row in rows]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from shuangda.platform.orgs.actors import Actor

SHORTEST = 2  # characters of a phrase: one Chinese character finds nearly everything, hence nothing
LIMIT = 20  # hits of one kind on the page
EXCERPT = 90  # characters


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `excerpt` is plain text around the words; `meta` says its number, unit or date."""

    title: str
    url: str
    excerpt: str = ""
    meta: str | Promise = ""


Finder = Callable[[Actor, str], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of one kind."""

    label: str | Promise
    hits: tuple[Hit, ...]


_finders: list[tuple[str | Promise, Finder]] = []


def register_search(label: str | Promise, finder: Finder) -> None:
    """Add a kind of record to the search page; the finder keeps to the actor's scope and to `LIMIT` hits."""
    _finders.append((label, finder))


def phrases(query: str) -> list[str]:
    """The phrases of a query, split at blanks, long enough to look for, each once."""
    return [word for word in _words(query) if len(word) >= SHORTEST]


def _words(query: str) -> list[str]:
    """All words of a query, each once. PostgreSQL text cannot hold NUL, so none can be looked for."""
    return list(dict.fromkeys(query.replace("\x00", " ").split()))


def matching(query: str, *fields: str) -> Q:
    """Rows in which every phrase stands in one of the fields; plain substrings, so that Chinese is found.

    A filter of one character narrows its list, which a search over everything would not do with it.
    """
    condition = Q()
    for phrase in phrases(query) or _words(query):
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": phrase})
        condition &= anywhere
    return condition


def find(actor: Actor, query: str) -> list[Found]:
    """What each kind has for the query; nothing when no phrase is long enough."""
    if not phrases(query):
        return []
    found = [Found(label, tuple(finder(actor, query))) for label, finder in _finders]
    return [one for one in found if one.hits]


def excerpt(text: str, query: str, length: int = EXCERPT) -> str:
    """About `length` characters of plain text around the first phrase found, with … where it was cut."""
    flat = " ".join(text.split())
    place = _pattern(query).search(flat) if phrases(query) else None
    begin = max(0, place.start() - length // 3) if place else 0
    cut = flat[begin : begin + length]
    return ("…" if begin else "") + cut + ("…" if begin + length < len(flat) else "")


def marked(text: str, query: str) -> SafeString:
    """`text` escaped, with every phrase of the query in <mark>."""
    if not phrases(query):
        return escape(text)
    parts = _pattern(query).split(text)  # phrases stand at the odd places
    html = (f"<mark>{escape(part)}</mark>" if place % 2 else escape(part) for place, part in enumerate(parts))
    return mark_safe("".join(html))  # noqa: S308 - every part is escaped above


def _pattern(query: str) -> re.Pattern[str]:
    longest_first = sorted(phrases(query), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")", re.IGNORECASE)

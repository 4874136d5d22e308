"""The rules, a module a part of the paper. Each takes the recognised document and yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ..findings import Finding
from ..recognising import Parts
from . import ending, folio, habits, head, imprint, letter, looks, page, tables, text

Rule = Callable[[Parts], Iterator[Finding]]
RULES: Final[tuple[Rule, ...]] = (
    page.find,
    head.find,
    looks.find,
    text.find,
    ending.find,
    imprint.find,
    folio.find,
    letter.find,
    tables.find,
    habits.find,
)
"""In the order of a document. To add a rule: a kind in `kinds.py`, a function in its part's module."""

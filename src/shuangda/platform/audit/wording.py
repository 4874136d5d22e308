"""The trail in words: what an act is called, and what a break of the chain means.

An app says in its `AppConfig.ready()` what its verbs are called: `name_verbs({"unit.closed": _("closed the unit")})`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .chain import Kind

Words = str | Promise

BREAKS: Final[dict[Kind, Promise]] = {
    "missing": _("it is missing, a later one stands in its place"),
    "order": _("it does not follow the event before it"),
    "changed": _("its content was changed after it was written"),
    "removed": _("the head of the chain says otherwise: events were removed or replaced"),
    "foreign": _("it stands beyond the head of the chain: this software did not write it"),
}

_verbs: dict[str, Words] = {}


def name_verbs(words: Mapping[str, Words]) -> None:
    """Say what verbs are called, in the past tense, as in “罗倩 signed for receipt”."""
    _verbs.update(words)


def verb_words(verb: str) -> Words:
    """What a verb is called; the verb itself if nobody said."""
    return _verbs.get(verb, verb)


def named_verbs() -> dict[str, Words]:
    """All verbs that have words, by verb."""
    return dict(sorted(_verbs.items()))

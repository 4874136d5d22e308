"""Both catalogues are complete, in step with source and templates, and compiled."""

from __future__ import annotations

import re

import pytest

from scripts import messages
from scripts.messages import LANGUAGES, LOCALE, collect, compiled, read, untranslated

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]")
FOUND = {(message.id, message.context) for message in collect() if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    kept = {(message.id, message.context) for message in read(language) if message.id}
    assert FOUND - kept == set(), "run `make messages`"
    assert kept - FOUND == set(), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_a_guess(language: str) -> None:
    catalog = read(language)
    assert untranslated(catalog) == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_places(language: str) -> None:
    for message in read(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert _places(text) == _places(ids[-1]), f"{ids[0]!r} and {text!r} fill different places"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    kept = (LOCALE / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert kept == compiled(read(language)), "run `make messages`"


def test_every_name_given_to_gettext_is_one_that_is_collected() -> None:
    """A text behind an alias that the collector does not know would never be translated."""
    alias = re.compile(r"^from django\.utils\.translation import (.+)$", re.MULTILINE)
    for path in messages.SOURCE.rglob("*.py"):
        for names in alias.findall(path.read_text("utf-8")):
            for name in names.strip("()").split(","):
                original, _as, short = name.strip().partition(" as ")
                if original.rstrip(",").endswith(("gettext", "gettext_lazy")):
                    assert (short or original) in messages.KEYWORDS, f"{path.name} calls {original} {short}"


def _places(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}

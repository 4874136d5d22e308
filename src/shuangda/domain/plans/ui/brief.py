"""A measure in one line, for lists: without its number in the document and without its responsibility clause."""

from __future__ import annotations

import re

from django.utils.text import Truncator

CHARACTERS = 60
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]+\s*")
_CLAUSE = re.compile(r"（[^（）]*(?:牵头|配合|负责|责任)[^（）]*）[。；]?$")


def brief(text: str, characters: int = CHARACTERS) -> str:
    """The beginning of a measure's own words; a text that is nothing but a number or a clause stays as it is."""
    line = " ".join(text.split())
    shortened = _CLAUSE.sub("", _NUMBER.sub("", line)).strip()
    return Truncator(shortened or line).chars(characters)

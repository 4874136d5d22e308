"""Two texts side by side, sentence by sentence, for a document that nearly repeats another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
LONGEST = 4000  # sentences of a text; what follows is not compared


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence on either side, or none; `same` when they agree."""

    left: str
    right: str
    same: bool


def side_by_side(left: str, right: str) -> list[Row]:
    """The sentences of both texts, set against one another."""
    one, two = _sentences(left), _sentences(right)
    return [
        row for block in SequenceMatcher(None, one, two, autojunk=False).get_opcodes() for row in _rows(one, two, block)
    ]


def _rows(one: list[str], two: list[str], block: tuple[str, int, int, int, int]) -> Iterator[Row]:
    kind, left_from, left_to, right_from, right_to = block
    pairs = zip_longest(one[left_from:left_to], two[right_from:right_to], fillvalue="")
    yield from (Row(left, right, kind == "equal") for left, right in pairs)


def _sentences(text: str) -> list[str]:
    found = (sentence.strip() for sentence in SENTENCE.findall(text))
    return [sentence for sentence in found if sentence][:LONGEST]

"""Pinyin written within Han: nai克 for 耐克."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from ..model import Variant
from ..tables import FOLDER
from .table import HAN, LATIN, code_table

MOST_SEGMENTATIONS: Final = 4
LONGEST_RUN: Final = 24
"""Letters in a row that are looked at; longer ones are words of another language."""

PinyinRun = tuple[int, int, tuple[str, ...]]
"""Start and end in the text of a variant, and the syllables."""


@cache
def _syllables() -> frozenset[str]:
    names = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))
    return frozenset(one for one in names["syllables"] if one)


def segmentations(letters: str) -> tuple[tuple[str, ...], ...]:
    """Ways to read letters as toneless syllables (ü as v), at most 4, the fewest syllables first."""
    known = _syllables()
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        found = [
            (*way, letters[start:end])
            for start in range(max(0, end - 6), end)
            if letters[start:end] in known
            for way in ways[start]
        ]
        ways.append(sorted(found, key=lambda way: (len(way), way))[:MOST_SEGMENTATIONS])
    return tuple(ways[-1])


def pinyin_runs(variant: Variant) -> tuple[PinyinRun, ...]:
    """Runs of letters beside a Han character that segment into pinyin, once for each segmentation."""
    table = code_table()
    traits = [table.trait(char) for char in variant.text]
    found: list[PinyinRun] = []
    at = 0
    while at < len(traits):
        end = at
        while end < len(traits) and traits[end] & LATIN:
            end += 1
        if end > at:
            beside = traits[max(0, at - 1) : at] + traits[end : end + 1]
            if end - at <= LONGEST_RUN and any(trait & HAN for trait in beside):
                found.extend((at, end, way) for way in segmentations(variant.text[at:end]))
        at = max(end, at + 1)
    return tuple(found)

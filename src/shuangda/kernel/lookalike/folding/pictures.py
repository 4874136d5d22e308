"""Emoji read as words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from ..model import Reason
from . import kinds
from .edits import Edit, Option, apart, option
from .fold import Folded
from .table import EMOJI, LATIN, EmojiNames, code_table, emoji

JOINER: Final = "\u200d"
READ_APART: Final = 4
"""Different emoji of one text that are read in every way; more are read in the likeliest."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An emoji or a sequence of them at `start` to `end` of the original."""

    key: str
    start: int
    end: int


def _is_extra(char: str) -> bool:
    """Skin tones, selectors, keycap and tags change nothing about what is shown."""
    return "\U0001f3fb" <= char <= "\U0001f3ff" or char in "\ufe0e\ufe0f\u20e3" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag(text: str, at: int) -> bool:
    return all("\U0001f1e6" <= char <= "\U0001f1ff" for char in text[at : at + 2]) and len(text) > at + 1


def pictures(text: str) -> list[Picture]:
    """The emoji of a text in order, each with its modifiers and what is joined to it."""
    table = code_table()
    found = []
    at = 0
    while at < len(text):
        start = at
        if _is_flag(text, at) and text[at : at + 2] in emoji():
            at += 2
            found.append(Picture(text[start:at], start, at))
            continue
        is_regional = "\U0001f1e6" <= text[at] <= "\U0001f1ff"
        if is_regional or not table.trait(text[at]) & EMOJI:
            at += 1
            continue
        key = text[at]
        at += 1
        while at < len(text):
            if _is_extra(text[at]):
                at += 1
            elif (
                text[at] == JOINER and at + 1 < len(text) and table.trait(text[at + 1]) & EMOJI | (text[at + 1] in "♀♂")
            ):
                key += text[at : at + 2]
                at += 2
            else:
                break
        found.append(Picture(key, start, at))
    return found


def _names(key: str) -> EmojiNames:
    known = emoji()
    return known.get(key) or known.get(key[0]) or EmojiNames((), ())


def _readings(key: str, in_latin: bool) -> tuple[str, ...]:
    names = _names(key)
    words = (*names.english, *names.chinese) if in_latin else names.chinese
    return (*words, "")


def axes(folded: Folded) -> list[list[Option]]:
    """For each different emoji of a text the ways to read it, the same everywhere; or to drop it, or to leave it."""
    found: dict[str, list[Picture]] = {}
    for picture in pictures(folded.original):
        found.setdefault(picture.key, []).append(picture)
    result = [_ways(folded, key, places) for key, places in found.items()]
    return apart(result, READ_APART)


def _ways(folded: Folded, key: str, places: list[Picture]) -> list[Option]:
    latin = any(_touches_latin(folded, *_within(folded, picture)) for picture in places)
    ways = [
        option([_edit(folded, picture, word) for picture in places], kinds.EMOJI + rank * kinds.RANK)
        for rank, word in enumerate(_readings(key, latin))
    ]
    return [*ways, Option(penalty=kinds.LEFT_OPEN)]


def _edit(folded: Folded, picture: Picture, word: str) -> Edit:
    reason = Reason("emoji", folded.original[picture.start : picture.end], word)
    return Edit(*_within(folded, picture), picture.start, picture.end, word, reason)


def _within(folded: Folded, picture: Picture) -> tuple[int, int]:
    """The folded characters that stand for a picture."""
    return bisect_left(folded.starts, picture.start), bisect_left(folded.starts, picture.end)


def _touches_latin(folded: Folded, first: int, last: int) -> bool:
    table = code_table()
    beside = folded.chars[max(0, first - 1) : first] + folded.chars[last : last + 1]
    return any(table.trait(char) & LATIN for char in beside)

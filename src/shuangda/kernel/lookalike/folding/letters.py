"""Digits and signs read as the letters that they stand for within Latin words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model import Reason
from . import kinds
from .edits import Edit, Option, apart, option
from .fold import Folded, attached
from .readings import BAR, LEET, PAIRS
from .table import LATIN, SYMBOL, code_table

READ_APART: Final = 4
"""Different signs of one text that are read in every way; more are read in the likeliest."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A folded character, or a sign that the base fold drops (`first == last`), and where it stands."""

    char: str
    first: int
    last: int
    start: int
    end: int


def signs(folded: Folded) -> list[Sign]:
    """The folded characters and, between them, the dropped signs that may be letters."""
    found = [
        Sign(char, at, at + 1, start, end)
        for at, (char, start, end) in enumerate(zip(folded.chars, folded.starts, folded.ends, strict=True))
    ]
    table = code_table()
    dropped = [at for at, char in enumerate(folded.original) if table.trait(char) & SYMBOL]
    place = 0
    for at in dropped:
        while place < len(folded.starts) and folded.starts[place] < at:
            place += 1
        found.append(Sign(folded.original[at], place, place, at, attached(folded.original, at + 1)))
    return sorted(found, key=lambda sign: (sign.start, sign.first))


def _is_written(sign: Sign) -> bool:
    return sign.char in LEET or bool(code_table().trait(sign.char) & LATIN)


def words(folded: Folded) -> list[list[Sign]]:
    """Runs of letters, digits and signs without a gap that hold at least one letter."""
    runs: list[list[Sign]] = []
    for sign in signs(folded):
        if not _is_written(sign):
            continue
        if runs and runs[-1][-1].end >= sign.start:
            runs[-1].append(sign)
        else:
            runs.append([sign])
    return [run for run in runs if any(code_table().trait(sign.char) & LATIN for sign in run)]


def _sites(run: list[Sign]) -> list[tuple[str, list[Sign]]]:
    """Digits, signs and pairs of letters of a word that may be read otherwise."""
    found: list[tuple[str, list[Sign]]] = []
    for at, sign in enumerate(run):
        following = run[at + 1].char if at + 1 < len(run) else ""
        if sign.char + following in PAIRS:
            found.append((sign.char + following, run[at : at + 2]))
        elif sign.char in LEET and (sign.char not in BAR or following.isalpha()):
            found.append((sign.char, [sign]))
    return found


def axes(folded: Folded) -> list[list[Option]]:
    """For each different sign within the words of a text the letters that it may be, the same everywhere.

    To leave a digit or sign unread costs, to leave a pair of letters does not.
    """
    found: dict[str, list[list[Sign]]] = {}
    for run in words(folded):
        for key, site in _sites(run):
            found.setdefault(key, []).append(site)
    return apart([_ways(folded, key, places) for key, places in found.items()], READ_APART)


def _ways(folded: Folded, key: str, places: list[list[Sign]]) -> list[Option]:
    paired = key in PAIRS
    ways = [
        option(
            [_edit(folded, site, letter) for site in places], rank * kinds.RANK + (kinds.PAIR if paired else kinds.LEET)
        )
        for rank, letter in enumerate(PAIRS.get(key) or LEET[key])
    ]
    return [Option(), *ways] if paired else [*ways, Option(penalty=kinds.LEFT_OPEN)]


def _edit(folded: Folded, site: list[Sign], letter: str) -> Edit:
    start, end = site[0].start, site[-1].end
    reason = Reason("leet", folded.original[start:end], letter)
    return Edit(site[0].first, site[-1].last, start, end, letter, reason)

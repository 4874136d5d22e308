"""Digits and signs read as the letters that they stand for within Latin words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

from ..model import Reason
from . import kinds
from .edits import Edit, Option, cheapest, option
from .fold import Folded
from .readings import BAR, LEET, PAIRS
from .table import LATIN, SYMBOL, code_table

READ_APART: Final = 4
"""Different signs of one text that are read in every way; more are read in the likeliest."""
MOST: Final = 12


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
        found.append(Sign(folded.original[at], place, place, at, at + 1))
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


def options(folded: Folded) -> list[Option]:
    """Ways to read the signs of the words of a text; the same sign is read in the same way everywhere.

    A text without such signs has none. To leave a digit or sign unread costs, to leave a pair of letters does not.
    """
    sites = [site for run in words(folded) for site in _sites(run)]
    seen = list(dict.fromkeys(key for key, _ in sites))
    ways = [
        [*enumerate(LEET.get(key) or [PAIRS[key]]), (0, "")] if place < READ_APART else [(0, (LEET | PAIRS)[key][0])]
        for place, key in enumerate(seen)
    ]
    result = []
    for choice in product(*ways):
        meant = dict(zip(seen, choice, strict=True))
        edits = tuple(_edit(folded, key, site, *meant[key]) for key, site in sites if meant[key][1])
        unread = sum(1 for key in seen if not meant[key][1] and key in LEET)
        if edits:
            result.append(option(edits, kinds.LEFT_OPEN * min(unread, 4)))
    return cheapest(result, MOST)


def _edit(folded: Folded, key: str, site: list[Sign], rank: int, letter: str) -> Edit:
    start, end = site[0].start, site[-1].end
    penalty = (kinds.PAIR if key in PAIRS else kinds.LEET) + rank * kinds.RANK
    reason = Reason("leet", folded.original[start:end], letter)
    return Edit(site[0].first, site[-1].last, start, end, letter, penalty, reason)

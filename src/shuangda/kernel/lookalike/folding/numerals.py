"""Digits read as Han numerals, and Han numerals as digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..model import Reason
from . import kinds
from .edits import Edit, Option, option
from .fold import Folded
from .readings import FORMAL, NUMERALS, ZERO, in_han
from .table import LATIN, code_table

LONGEST: Final = 8
"""Digits in a row that are read; longer ones are numbers of telephones and goods."""
SPOKEN: Final = 4
"""Digits that are also read as one number."""


def _runs(chars: list[str], wanted: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        if char not in wanted:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _edit(folded: Folded, first: int, last: int, meant: str) -> Edit:
    start, end = folded.starts[first], folded.ends[last - 1]
    reason = Reason("numeral", folded.original[start:end], meant)
    return Edit(first, last, start, end, meant, reason)


def _digitwise(digits: str) -> str:
    return "".join(NUMERALS[int(digit)] for digit in digits)


def _spoken(digits: str) -> str:
    return in_han(digits) if len(digits) <= SPOKEN and digits[0] != "0" else _digitwise(digits)


def _to_han(folded: Folded, read: Callable[[str], str]) -> list[Edit]:
    """Edits of the digits that touch no letter."""
    table = code_table()
    edits = []
    for first, last in _runs(folded.chars, "0123456789"):
        beside = folded.chars[max(0, first - 1) : first] + folded.chars[last : last + 1]
        if last - first <= LONGEST and not any(table.trait(char) & LATIN for char in beside):
            meant = read("".join(folded.chars[first:last]))
            edits.append(_edit(folded, first, last, meant))
    return edits


def _plain(folded: Folded) -> list[Edit]:
    places = [at for at, char in enumerate(folded.chars) if char in FORMAL]
    return [_edit(folded, at, at + 1, FORMAL[folded.chars[at]]) for at in places]


def _to_digits(folded: Folded) -> list[Edit]:
    values = dict(zip(NUMERALS + ZERO, "01234567890", strict=True))
    values |= {formal: values[plain] for formal, plain in FORMAL.items() if plain in values}
    found = [run for run in _runs(folded.chars, "".join(values)) if run[1] - run[0] > 1]
    return [
        _edit(folded, first, last, "".join(values[char] for char in folded.chars[first:last])) for first, last in found
    ]


def axes(folded: Folded) -> list[list[Option]]:
    """Digit by digit (7匹 → 七匹), as a spoken number (12 → 十二), and Han numerals as digits (三六五 → 365)."""
    plain = _plain(folded)
    ways: tuple[tuple[list[Edit], float, list[Edit]], ...] = (
        (_to_han(folded, _digitwise), kinds.DIGITS, plain),
        (_to_han(folded, _spoken), kinds.DIGITS + kinds.RANK, plain),
        (_to_digits(folded), kinds.FIGURES, []),
    )
    options = [
        option(edits + more, penalty if edits else kinds.FORMAL) for edits, penalty, more in ways if edits or more
    ]
    return [[Option(), *options]] if options else []

"""Components side by side read as the character that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model import Reason
from . import kinds
from .edits import Edit, Option, cheapest, joint, option
from .fold import Folded
from .table import joins

MOST_JOINS: Final = 6
"""Joins of one text that are tried with and without one another."""
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Join:
    """Folded characters `first` to `last` are the components of `made`; `kind` is a position in `kinds.JOIN`."""

    first: int
    last: int
    made: str
    kind: int


def possible(chars: list[str]) -> list[Join]:
    """Every join within folded characters: the surest first, then in order."""
    table = joins()
    found = [
        Join(at, at + length, made, kind)
        for at in range(len(chars) - 1)
        for length in (3, 2)
        if at + length <= len(chars)
        for made, kind in table.get("".join(chars[at : at + length]), ())
    ]
    return sorted(found, key=lambda join: (join.kind, join.first))


def _sets(found: list[Join]) -> list[list[Join]]:
    """Every set of joins that do not overlap."""
    sets: list[list[Join]] = [[]]
    for join in found:
        sets += [
            [*one, join] for one in sets if all(join.last <= other.first or other.last <= join.first for other in one)
        ]
    return sets


def axes(folded: Folded) -> list[list[Option]]:
    """Ways to join components; to leave a bound component (氵) alone costs."""
    found = possible(folded.chars)[:MOST_JOINS]
    bound = {at for join in found if join.kind == 0 for at in range(join.first, join.last)}
    ways = []
    for joined in _sets(found):
        read = {at for join in joined for at in range(join.first, join.last)}
        left = Option(penalty=kinds.LEFT_OPEN * bool(bound - read))
        ways.append(joint([left, *(option([_edit(folded, join)], kinds.JOIN[join.kind]) for join in joined)]))
    return [cheapest(ways, MOST)] if found else []


def _edit(folded: Folded, join: Join) -> Edit:
    start, end = folded.starts[join.first], folded.ends[join.last - 1]
    reason = Reason("split", folded.original[start:end], join.made)
    return Edit(join.first, join.last, start, end, join.made, reason)

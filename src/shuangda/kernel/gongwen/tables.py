"""What every writer wants to know of a table: how wide its columns are, which cells hold figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import Align, Cell, Table, plain
from .standard import POINTS_PER_MM, SIZE_SMALL_4, TYPE_AREA_MM
from .titles import width

_FIGURE = re.compile(r"[-+−]?[\d,，.]+[%％‰]?|[—–-]|/|")
_UNBROKEN = re.compile(r"[!-~]{1,20}|（[^（）]{1,4}）")
_LATIN = 0.56
"""Width of a digit or a small letter, in sizes of the type"""
_PADDING = 1.2
_LINE_PT = TYPE_AREA_MM[0] * POINTS_PER_MM


def is_figure(words: str) -> bool:
    return _FIGURE.fullmatch(words.strip()) is not None


def aligned(cell: Cell, *, head: bool) -> Align:
    """Where a cell's text stands: as the writer says, else heads and figures in the middle, words at the left."""
    return cell.align or ("center" if head or is_figure(plain(cell.words)) else "left")


def type_of(table: Table, sizes: Sequence[float]) -> int:
    """Which of these sizes, from the usual one down, holds the widest words of every column; the last where none."""
    least, _ = _needs(table)
    return next((place for place, size in enumerate(sizes[:-1]) if sum(least) <= _LINE_PT / size), len(sizes) - 1)


def column_shares(table: Table, size: float = SIZE_SMALL_4) -> tuple[float, ...]:
    """The width of each column as a share of the line; columns with long texts get more, but less than they ask."""
    if table.widths is not None:
        whole = sum(table.widths)
        return tuple(value / whole for value in table.widths)
    return _shared(*_needs(table), _LINE_PT / size)


def _needs(table: Table) -> tuple[list[float], list[float]]:
    """Characters that every column needs, so that no figure or Latin word breaks, and that it would like to have."""
    least, wanted = [2.0] * table.columns, [2.0] * table.columns
    for y, places in enumerate(table.places()):
        head = y < table.head
        for x, cell in places:
            if cell.columns == 1:
                words = plain(cell.words)
                longest = max(map(width, words.split("\n")))
                unbroken = max(map(_length, _UNBROKEN.findall(words)), default=0.0)
                least[x] = max(least[x], unbroken, min(longest, 2.0 if head else 6.0))
                wanted[x] = max(wanted[x], unbroken, min(longest, 8.0 if head else 24.0))
    return [need + _PADDING for need in least], [need + _PADDING for need in wanted]


def _length(word: str) -> float:
    return sum(_LATIN if letter.isascii() else 1 for letter in word)


def _shared(least: list[float], wanted: list[float], line: float) -> tuple[float, ...]:
    """What columns want where the line has it; else what they need, and of the rest as much as each asks."""
    asked = sum(wanted) - sum(least)
    rest = line - sum(least)
    if sum(wanted) <= line or rest <= 0 or not asked:
        needs = wanted if sum(wanted) <= line else least
    else:
        needs = [low + (high - low) * rest / asked for low, high in zip(least, wanted, strict=True)]
    return tuple(need / sum(needs) for need in needs)

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
    """Which of these sizes, from the usual one down, holds the longest words of every column; the last where none."""
    words, _, _ = _needs(table)
    return next((place for place, size in enumerate(sizes[:-1]) if sum(words) <= _LINE_PT / size), len(sizes) - 1)


def column_shares(table: Table, size: float = SIZE_SMALL_4) -> tuple[float, ...]:
    """The width of each column as a share of the line; columns with long texts get more, but less than they ask."""
    if table.widths is not None:
        whole = sum(table.widths)
        return tuple(value / whole for value in table.widths)
    line = _LINE_PT / size
    words, least, wanted = _needs(table)
    if sum(wanted) <= line:
        needs = wanted
    else:
        needs = _between(least, wanted, line) if sum(least) <= line else _between(words, least, line)
    return tuple(need / sum(needs) for need in needs)


def _needs(table: Table) -> tuple[list[float], list[float], list[float]]:
    """Characters of every column: for what must not break (figures, Latin words), for short cells, for all of it."""
    words, least, wanted = ([2.0] * table.columns for _ in range(3))
    for y, places in enumerate(table.places()):
        head = y < table.head
        for x, cell in places:
            if cell.columns == 1:
                text = plain(cell.words)
                longest = max(map(width, text.split("\n")))
                unbroken = max(map(_length, _UNBROKEN.findall(text)), default=0.0)
                words[x] = max(words[x], unbroken, min(longest, 2.0 if head else 4.0))
                least[x] = max(least[x], words[x], min(longest, 4.0 if head else 10.0))
                wanted[x] = max(wanted[x], words[x], min(longest, 8.0 if head else 24.0))
    return _padded(words), _padded(least), _padded(wanted)


def _padded(needs: list[float]) -> list[float]:
    return [need + _PADDING for need in needs]


def _between(low: list[float], high: list[float], line: float) -> list[float]:
    """What columns need at `low`, and of the rest of the line as much as each asks."""
    asked, rest = sum(high) - sum(low), max(line - sum(low), 0)
    share = rest / asked if asked else 0
    return [least + (most - least) * share for least, most in zip(low, high, strict=True)]


def _length(word: str) -> float:
    return sum(_LATIN if letter.isascii() else 1 for letter in word)

"""What every writer wants to know of a table: how wide its columns are, which cells hold figures."""

from __future__ import annotations

import re

from .model import Align, Cell, Table, plain
from .standard import POINTS_PER_MM, SIZE_SMALL_4, TYPE_AREA_MM
from .titles import width

_FIGURE = re.compile(r"[-+−]?[\d,，.]+[%％‰]?|[—–-]|/|")
_PADDING = 1.2
_LINE = TYPE_AREA_MM[0] * POINTS_PER_MM / SIZE_SMALL_4
"""Characters of a table's type on a line"""


def is_figure(words: str) -> bool:
    return _FIGURE.fullmatch(words.strip()) is not None


def aligned(cell: Cell, *, head: bool) -> Align:
    """Where a cell's text stands: as the writer says, else heads and figures in the middle, words at the left."""
    return cell.align or ("center" if head or is_figure(plain(cell.words)) else "left")


def column_shares(table: Table) -> tuple[float, ...]:
    """The width of each column as a share of the line; columns with long texts get more, but less than they ask."""
    if table.widths is not None:
        whole = sum(table.widths)
        return tuple(value / whole for value in table.widths)
    least, wanted = [2.0] * table.columns, [2.0] * table.columns
    for y, places in enumerate(table.places()):
        head = y < table.head
        for x, cell in places:
            if cell.columns == 1:
                longest = max((width(line) for line in plain(cell.words).split("\n")), default=0.0)
                least[x] = max(least[x], min(longest, 4.0 if head else 10.0))
                wanted[x] = max(wanted[x], min(longest, 8.0 if head else 24.0))
    return _shared([need + _PADDING for need in least], [need + _PADDING for need in wanted])


def _shared(least: list[float], wanted: list[float]) -> tuple[float, ...]:
    """What columns want where the line has it; else what they need, and of the rest as much as each asks."""
    asked = sum(wanted) - sum(least)
    rest = _LINE - sum(least)
    if sum(wanted) <= _LINE or rest <= 0 or not asked:
        needs = wanted if sum(wanted) <= _LINE else least
    else:
        needs = [low + (high - low) * rest / asked for low, high in zip(least, wanted, strict=True)]
    return tuple(need / sum(needs) for need in needs)

"""What every writer wants to know of a table: how wide its columns are, which cells hold figures."""

from __future__ import annotations

import re

from .model import Align, Cell, Table, plain
from .titles import width

_FIGURE = re.compile(r"[-+−]?[\d,，.]+[%％‰]?|[—–-]|/|")
_NARROWEST, _WIDEST = 3.0, 24.0


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
    needs = [_NARROWEST] * table.columns
    for y, places in enumerate(table.places()):
        for x, cell in places:
            if cell.columns == 1:
                longest = max((width(line) for line in plain(cell.words).split("\n")), default=0.0)
                needs[x] = max(needs[x], min(longest, 8.0 if y < table.head else _WIDEST) + 1.5)
    whole = sum(needs)
    return tuple(need / whole for need in needs)

"""Tables as text: one line a row, cells joined by a tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in its row: the lines in it, and the columns and rows that it covers."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    continues: bool = False
    """Takes the value of the cell above it (Word marks a vertical merge so; HTML counts rows instead)."""


MAX_COLUMNS = 200
"""More columns than any task table has: a cell that claims more is cut to this."""


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table.

    A vertically merged cell's value is repeated in each row that it covers, a horizontally merged one stands
    once; the lines of a cell are joined by a space; rows without any text are left out. A table with a single
    column is a frame, not a table: its cells' lines are lines.
    """
    if all(len(row) <= 1 for row in rows):
        return [line for row in rows for cell in row for line in cell.lines if line.strip()]
    lines: list[str] = []
    above: dict[int, tuple[str, int, int]] = {}  # column → value, columns, rows still to cover
    for row in rows:
        placed, above = _place(row, above)
        if any(text.strip() for text in placed):
            lines.append("\t".join(placed))
    return lines


def _place(
    row: Sequence[Cell], above: dict[int, tuple[str, int, int]]
) -> tuple[list[str], dict[int, tuple[str, int, int]]]:
    """Lay one row under the row above it: its texts, and what it leaves hanging down."""
    texts: list[str] = []
    below: dict[int, tuple[str, int, int]] = {}
    column = 0
    waiting = list(reversed(row))
    while (waiting or any(start >= column and left for start, (_, _, left) in above.items())) and column < MAX_COLUMNS:
        covered = above.get(column)
        if covered and covered[2] > 0:
            text, width, left = covered[0], covered[1], covered[2] - 1
        elif waiting:
            cell = waiting.pop()
            width, left = max(1, min(cell.columns, MAX_COLUMNS)), max(1, cell.rows) - 1
            text = covered[0] if cell.continues and covered else _cell_text(cell)
        else:
            column += 1
            continue
        texts.append(text)
        below[column] = (text, width, left)
        column += width
    return texts, below


def _cell_text(cell: Cell) -> str:
    return " ".join(" ".join(line.split()) for line in cell.lines if line.strip())

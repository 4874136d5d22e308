"""Ruled tables of a page: from the rules that are drawn to cells, and from the words in them to rows.

Rules that meet are a grid of lines; where a line has no rule between two fields, these are one merged cell. A frame
around a text has no second column and is no table. Units are those of the page, tops grow downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .layout import Line, join_wrapped, lines_of
from .tables import Cell, table_lines

Field = tuple[int, int]
"""Row and column."""
_MOST_FIELDS: Final = 6_000
"""Of a table on one page: what has more is a drawing."""
_COVERED: Final = 0.8
"""A border is ruled along so much of a field's side at least."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, or the thin box that stands for one."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table: their places `across` and `down` the page.

    `owners` has for each field the first field of its cell, `cells` for each such field the last of the cell.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    owners: dict[Field, Field]
    cells: dict[Field, Field]

    def field_at(self, x: float, y: float) -> Field | None:
        """The cell that holds a place: its first field, or None outside the table."""
        row, column = bisect_right(self.down, y) - 1, bisect_right(self.across, x) - 1
        return self.owners.get((row, column))


def find_grids(rules: Iterable[Rule], tolerance: float) -> list[Grid]:
    """The tables of a page from top to bottom. Rules nearer than `tolerance` to each other are one."""
    grids = []
    band: list[Rule] = []
    bottom = float("-inf")
    for rule in [*sorted(rules, key=lambda rule: rule.top), None]:
        if rule is None or rule.top > bottom + tolerance:
            if grid := _grid(band, tolerance):
                grids.append(grid)
            band, bottom = [], float("-inf")
        if rule is not None:
            band.append(rule)
            bottom = max(bottom, rule.bottom)
    return grids


def table_rows(grid: Grid, pieces: Sequence[tuple[Field, Line]]) -> list[Line]:
    """The rows of a table as lines whose cells a TAB parts; `pieces` are its words, each with its cell."""
    size = max((piece.size for _, piece in pieces), default=1.0)
    words: dict[Field, list[Line]] = {}
    for field, piece in pieces:
        words.setdefault(field, []).append(piece)
    rows: list[list[Cell]] = [[] for _ in pairwise(grid.down)]
    for (row, column), (last_row, last_column) in sorted(grid.cells.items()):
        width = grid.across[last_column + 1] - grid.across[column]
        lines = join_wrapped(lines_of(words.get((row, column), [])), width)
        rows[row].append(Cell(tuple(lines), last_column - column + 1, last_row - row + 1))
    left, right = grid.across[0], grid.across[-1]
    return [Line(text, left, right, grid.down[0], size, is_row=True) for text in table_lines(rows)]


def _grid(rules: Sequence[Rule], tolerance: float) -> Grid | None:
    level = _drawn([(r.top + r.bottom, r.left, r.right) for r in rules if r.is_level], tolerance)
    upright = _drawn([(r.left + r.right, r.top, r.bottom) for r in rules if not r.is_level], tolerance)
    down, across = tuple(level), tuple(upright)
    if len(across) < 3 or len(down) < 2 or len(across) * len(down) > _MOST_FIELDS:
        return None
    owners = {(row, column): (row, column) for row in range(len(down) - 1) for column in range(len(across) - 1)}
    for row, column in owners:
        if column and not _covers(upright[across[column]], down[row], down[row + 1]):
            owners[row, column] = owners[row, column - 1]
        elif row and not _covers(level[down[row]], across[column], across[column + 1]):
            owners[row, column] = owners[row - 1, column]
    sizes = Counter(owners.values())
    cells = {owner: field for field, owner in sorted(owners.items())}
    boxes = all(sizes[first] == (last[0] - first[0] + 1) * (last[1] - first[1] + 1) for first, last in cells.items())
    return Grid(across, down, owners, cells) if boxes and len({column for _, column in cells}) > 1 else None


Stretches = list[tuple[float, float]]


def _drawn(strokes: Iterable[tuple[float, float, float]], tolerance: float) -> dict[float, Stretches]:
    """Strokes (twice their place, start, end) gathered by place, those that touch joined; in order."""
    gathered: dict[float, Stretches] = {}
    place = float("-inf")
    for doubled, start, end in sorted(strokes):
        if doubled / 2 > place + tolerance:
            place = doubled / 2
        gathered.setdefault(place, []).append((start, end))
    return {place: _joined(stretches, tolerance) for place, stretches in gathered.items()}


def _joined(stretches: Stretches, tolerance: float) -> Stretches:
    joined: Stretches = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + tolerance:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _covers(stretches: Stretches, start: float, end: float) -> bool:
    if any(a <= start and end <= b for a, b in stretches):
        return True
    inked = sum(max(0.0, min(end, b) - max(start, a)) for a, b in stretches)
    return inked >= _COVERED * (end - start)

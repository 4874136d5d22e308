"""Task tables: one row is one measure, and its unit columns say who.

From DOCX a row comes as a line with its cells joined by TAB. A flattened page runs the cells together: then the
numbered points carry the rows, and what stands behind a point's last full stop are its unit cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Due, Role, Span, Unit
from ..piece import Piece
from .clauses import units_of
from .dues import find_dues
from .lines import SPACES, lines, trim
from .units import looks_like_unit, split_units


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a task table."""

    span: Span
    units: tuple[Unit, ...]
    dues: tuple[Due, ...] | None
    rule: str


def find_rows(piece: Piece, span: Span) -> list[TableRow]:
    """Find the rows of the task tables in `text[span]`."""
    return []

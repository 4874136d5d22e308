"""The best marks of one query so far. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Any

from ..compiling import kernel


@kernel
def insert_best(found: int, row: int, score: Any, kind: int, out_rows: Any, out_scores: Any, out_kinds: Any) -> int:
    """Put a mark among the `found` best, best first and equal scores by row; how many there are then."""
    top = len(out_rows)
    place = found
    while place > 0 and (
        out_scores[place - 1] < score or (out_scores[place - 1] == score and out_rows[place - 1] > row)
    ):
        place -= 1
    if place >= top:
        return found
    found = min(found + 1, top)
    for later in range(found - 1, place, -1):
        out_rows[later] = out_rows[later - 1]
        out_scores[later] = out_scores[later - 1]
        out_kinds[later] = out_kinds[later - 1]
    out_rows[place], out_scores[place], out_kinds[place] = row, score, kind
    return found

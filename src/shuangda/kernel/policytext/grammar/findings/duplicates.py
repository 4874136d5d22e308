"""A document that repeats an earlier one of the same file nearly word for word."""

from __future__ import annotations

from ...model import Finding
from ...piece import Piece

_HEAD = 40


def find_near_duplicate(piece: Piece, earlier: Piece | None) -> tuple[Finding, ...]:
    """Query `piece` where the caller has found it to repeat `earlier` (None: it repeats nothing)."""
    if earlier is None:
        return ()
    start = piece.span[0]
    span = (start, min(piece.span[1], start + _HEAD))
    name = f"《{earlier.title}》" if earlier.title else "本文件前面的一篇"
    return (Finding("near_duplicate", f"与{name}几乎逐字相同", span, "finding_near_duplicate"),)

"""Documents built in memory for the tests of the item rules: an invented district's papers."""

from __future__ import annotations

from shuangda.kernel.policytext.grammar.sections import find_sections
from shuangda.kernel.policytext.model import Genre, Measure, Period, Unit
from shuangda.kernel.policytext.piece import Piece


def piece_of(
    text: str,
    genre: Genre = "action_plan",
    *,
    title: str | None = "2026年青禾区工作方案",
    year: int | None = 2026,
    issued_on: str | None = "2026-03-02",
    period: Period | None = None,
    recipients: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
) -> Piece:
    """A document whose whole text is `text`; with `units` it is one measure that they answer for."""
    span = (0, len(text))
    measures = (Measure((), text, span, tuple(Unit(name, "responsible") for name in units)),) if units else ()
    return Piece(
        text, span, title, genre, year, issued_on, period, None, recipients, find_sections(text, span), measures
    )

"""One document of a file on its way through the rules: what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Genre, Measure, Period, Section, Span


@dataclass(frozen=True, slots=True, eq=False)  # one object is one document: hashing all of it would cost each rule
class Piece:
    """The context that every item rule gets. `text` is the whole file's text; the document is `text[span]`.

    All spans count in `text`, so that a rule never has to shift an offset.
    """

    text: str
    span: Span
    title: str | None
    genre: Genre
    year: int | None
    """The year the document governs: dates without a year take it."""
    issued_on: str | None = None
    period: Period | None = None
    issuer: str | None = None
    recipients: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    body_start: int = 0
    """Where the body starts behind title, number and addressees; 0 where that is not known."""

    @property
    def body(self) -> str:
        return self.text[self.span[0] : self.span[1]]

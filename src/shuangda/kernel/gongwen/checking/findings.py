"""What the checker says: one deviation, where it is, and what mends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .document import Para, Table


class Severity(StrEnum):
    """How much it matters: what the standard demands, what it calls usual, what custom or tidiness asks."""

    ERROR = "不符合"
    WARNING = "不符合通常要求"
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. `paragraph` counts those with words in the body from 1; the rest are in `at`."""

    part: str
    paragraph: int | None = None
    at: str = ""
    words: str = ""

    def __str__(self) -> str:
        where = f"第{self.paragraph}段" if self.paragraph is not None else self.at
        quoted = f"“{self.words}”" if self.words else ""
        return " ".join(piece for piece in (self.part, where, quoted) if piece)


@dataclass(frozen=True, slots=True)
class Deviation:
    """One departure from the standard: where, what stands there, what is asked, by which clause.

    `kind` is an id of `kinds()`; `fixable`: `fix` can mend this one.
    """

    place: Place
    found: str
    asked: str
    clause: str
    kind: str
    fixable: bool
    severity: Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; `mend` changes the layout so that it is gone, None where only a person can."""

    kind: str
    place: Place
    found: str
    asked: str
    mend: Callable[[], None] | None = None


def place_of(paragraph: Para, part: str) -> Place:
    """Where a paragraph stands, with its first words."""
    at = ""
    if paragraph.cell is not None:
        at = "表{}第{}行第{}格".format(*paragraph.cell)
    elif paragraph.story == "footer":
        at = "页脚"
    elif paragraph.story == "header":
        at = "页眉"
    words = paragraph.text.replace("\n", "").replace("\t", " ")
    return Place(part, paragraph.number or None, at, words if len(words) <= 12 else words[:11] + "…")


def place_of_table(table: Table) -> Place:
    return Place("表格", None, f"表{table.number}", table.text.partition("\n")[0][:11])

"""What the engine takes and gives: marks, matches, and the reasons of a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Kind = Literal[
    "exact",
    "variant",
    "glyph",
    "sound",
    "latin",
    "cross_script",
    "order",
    "insertion",
    "deletion",
    "substitution",
    "meaning",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""The ways in which a name imitates a mark; arrays hold the position in this tuple."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A protected mark as registered.

    `classes` are Nice classes (1 … 45); `authorised` are names that may use the mark and are never reported for it.
    """

    mark_id: str
    name: str
    classes: tuple[int, ...] = ()
    owner: str = ""
    authorised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One step from the mark to the name.

    `what` names the step (`shape`, `sound`, `case`, `width`, `traditional`, `homoglyph`, `invisible`, `separator`,
    `leet`, `emoji`, `split`, `pinyin`, `order`, `inserted`, `left_out`, `replaced`, `meaning`, `romanised`, …);
    `seen` stands in the name, `meant` in the mark; `degree` is a similarity in 0 … 1 where there is one.
    """

    what: str
    seen: str
    meant: str
    degree: float | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to read a text, and what had to be undone for it.

    `starts[i]`, `ends[i]` are the code points of the original text that symbol `i` of `text` came from, so that a
    match can be shown where it stands. `penalty` is in 0 … 1: 0 where nothing but case and width changed.
    """

    text: str
    penalty: float
    reasons: tuple[Reason, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A name (or a part of a title) that imitates a mark. `start`, `end` count code points of the text."""

    mark_id: str
    mark: str
    score: float
    kind: Kind
    start: int
    end: int
    reasons: tuple[Reason, ...]

"""Explained changes to a folded text, and the variant that they make together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from ..model import Reason, Variant
from .fold import MOST_REASONS, Folded, kept
from .kinds import PENALTY


@dataclass(frozen=True, slots=True)
class Edit:
    """Folded characters `first` to `last` become `text`; they stand at `start` to `end` of the original."""

    first: int
    last: int
    start: int
    end: int
    text: str
    penalty: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Option:
    """Edits that are made together, and what it costs to leave other signs of a disguise unread."""

    edits: tuple[Edit, ...] = ()
    unread: float = 0.0

    @property
    def penalty(self) -> float:
        """The penalty of the edits and of what they leave unread."""
        return kept([self.unread, *(edit.penalty for edit in self.edits)])


def cheapest(options: list[Option], most: int) -> list[Option]:
    """The `most` options of lowest penalty, in that order; equal ones as they came."""
    return sorted(options, key=lambda option: option.penalty)[:most]


def together(axes: list[list[Option]], most: int) -> list[Option]:
    """The cheapest combinations of one option of each axis whose edits do not overlap."""
    found = [Option()]
    for axis in axes:
        merged = [
            Option((*one.edits, *other.edits), kept([one.unread, other.unread]))
            for one, other in product(found, axis)
            if not _overlap(one.edits, other.edits)
        ]
        found = cheapest(merged, most)
    return found


def _overlap(some: tuple[Edit, ...], others: tuple[Edit, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def apply(folded: Folded, option: Option) -> Variant:
    """The variant that the edits make of a folded text."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    edits = sorted(option.edits, key=lambda edit: edit.start)
    for edit in edits:
        chars.extend(folded.chars[at : edit.first])
        starts.extend(folded.starts[at : edit.first])
        ends.extend(folded.ends[at : edit.first])
        chars.extend(edit.text)
        starts.extend([edit.start] * len(edit.text))
        ends.extend([edit.end] * len(edit.text))
        at = edit.last
    chars.extend(folded.chars[at:])
    starts.extend(folded.starts[at:])
    ends.extend(folded.ends[at:])
    runs = [
        run
        for run in folded.runs
        if PENALTY[run.kind] == 0 or not any(edit.start <= run.start and run.end <= edit.end for edit in edits)
    ]
    reasons = [edit.reason for edit in edits] + [run.reason(folded.original) for run in runs]
    penalty = kept([option.penalty, *(PENALTY[run.kind] for run in runs)])
    return Variant("".join(chars), penalty, tuple(reasons[:MOST_REASONS]), tuple(starts), tuple(ends))

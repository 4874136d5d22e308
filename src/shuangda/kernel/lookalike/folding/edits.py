"""Explained changes to a folded text, and the variant that they make together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from ..model import Reason, Variant
from .fold import MOST_REASONS, Folded, Run, kept
from .kinds import PENALTY, REPEATED


@dataclass(frozen=True, slots=True)
class Edit:
    """Folded characters `first` to `last` become `text`; they stand at `start` to `end` of the original."""

    first: int
    last: int
    start: int
    end: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Option:
    """Edits that are made together, their penalty, and the code points that they cover, one bit each."""

    edits: tuple[Edit, ...] = ()
    penalty: float = 0.0
    covers: int = 0


def option(edits: Sequence[Edit], penalty: float) -> Option:
    """Edits made together; to read the same sign again and again costs little more than to read it once."""
    covers = 0
    for edit in edits:
        covers |= (1 << edit.end) - (1 << edit.start)
    return Option(tuple(edits), min(1.0, penalty + REPEATED * (len(edits) - 1)), covers)


def joint(options: Iterable[Option]) -> Option:
    """Options that do not overlap as one."""
    options = tuple(options)
    edits = tuple(edit for one in options for edit in one.edits)
    covers = 0
    for one in options:
        covers |= one.covers
    return Option(edits, kept([one.penalty for one in options]), covers)


def cheapest(options: list[Option], most: int) -> list[Option]:
    """The `most` options of lowest penalty, in that order; equal ones as they came."""
    return sorted(options, key=lambda option: option.penalty)[:most]


def apart(axes: list[list[Option]], most: int) -> list[list[Option]]:
    """The first `most` axes, and one more that makes the likeliest of all the others together."""
    rest = axes[most:]
    return [*axes[:most], [joint(axis[0] for axis in rest)]] if rest else axes


def together(axes: list[list[Option]], most: int) -> list[Option]:
    """The cheapest combinations of one option of each axis whose edits do not overlap."""
    found = [Option()]
    for axis in axes:
        merged = [joint(pair) for pair in product(found, axis) if not pair[0].covers & pair[1].covers]
        found = cheapest(merged, most)
    return found


def apply(folded: Folded, chosen: Option) -> Variant:
    """The variant that the edits make of a folded text."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    edits = sorted(chosen.edits, key=lambda edit: edit.start)
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
    runs = [run for run in folded.runs if PENALTY[run.kind] == 0 or not _is_read(run, chosen.covers)]
    reasons = [edit.reason for edit in edits] + [run.reason(folded.original) for run in runs]
    penalty = kept([chosen.penalty, *(PENALTY[run.kind] for run in runs)])
    return Variant("".join(chars), penalty, tuple(reasons[:MOST_REASONS]), tuple(starts), tuple(ends))


def _is_read(run: Run, covers: int) -> bool:
    """Whether edits cover all of a run, so that they say what was done there."""
    span = (1 << run.end) - (1 << run.start)
    return covers & span == span

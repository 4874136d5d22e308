"""The base fold: one pass over the code points, and what it undid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model import Reason, Variant
from .kinds import PENALTY
from .table import steps

MOST_REASONS: Final = 16
"""Reasons named in a result; the penalty counts all."""


ATTACHED: Final = (("", "accent"), ("", "invisible"))
"""Steps of what belongs to the character before it."""


@dataclass(slots=True)
class Run:
    """Neighbouring code points, from `start` to `end`, that were changed in the same way into `meant`."""

    kind: str
    start: int
    end: int
    meant: str

    def reason(self, text: str) -> Reason:
        """The run as a reason."""
        return Reason(self.kind, text[self.start : self.end], self.meant)


@dataclass(slots=True)
class Folded:
    """Folded characters, the span of the original that each came from, and the runs of changes."""

    original: str
    chars: list[str]
    starts: list[int]
    ends: list[int]
    runs: list[Run]


def fold_runs(text: str) -> Folded:
    """Fold `text`; marks and invisible code points belong to the character before them."""
    table = steps()
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    runs: list[Run] = []
    latest = 0
    for at, char in enumerate(text):
        if (step := table.get(char)) is None:
            latest = len(chars)
            chars.append(char)
            starts.append(at)
            ends.append(at + 1)
            continue
        meant, kind = step
        if runs and runs[-1].kind == kind and runs[-1].end == at:
            runs[-1].end = at + 1
            runs[-1].meant += meant
        else:
            runs.append(Run(kind, at, at + 1, meant))
        if meant:
            latest = len(chars)
            chars.extend(meant)
            starts.extend([at] * len(meant))
            ends.extend([at + 1] * len(meant))
        elif kind != "separator" and chars and ends[-1] == at:
            ends[latest:] = [at + 1] * (len(chars) - latest)
    return Folded(text, chars, starts, ends, runs)


def attached(text: str, at: int) -> int:
    """Where the marks and invisible code points end that begin at `at`."""
    table = steps()
    while at < len(text) and table.get(text[at]) in ATTACHED:
        at += 1
    return at


def kept(penalties: list[float]) -> float:
    """The penalty of several steps together: each takes its share of what is left."""
    left = 1.0
    for penalty in penalties:
        left *= 1.0 - penalty
    return 1.0 - left


def fold(text: str) -> Variant:
    """Fold a text to its base form.

    Case, width, accents, traditional and variant Han, letters of other scripts that look Latin, invisible code points
    and separators are undone in one pass, in linear time; `fold(fold(x).text).text == fold(x).text`. Letters of other
    scripts, emoji, unassigned code points and lone surrogates stay as they are. Never fails.
    """
    folded = fold_runs(text)
    return Variant(
        "".join(folded.chars),
        kept([PENALTY[run.kind] for run in folded.runs]),
        tuple(run.reason(text) for run in folded.runs[:MOST_REASONS]),
        tuple(folded.starts),
        tuple(folded.ends),
    )


def exact_key(text: str) -> str:
    """The text with nothing but case and width undone: two names with the same key are the same name."""
    table = steps()
    found = []
    for char in text:
        meant, kind = table.get(char, (char, "case"))
        found.append(meant if kind in ("case", "width") else char)
    return "".join(found)

"""What else a line of text may say: text recognition silently turns an imitation into the word it expects.

A recogniser that has seen 大白兔 a thousand times reads 大臼兔 as 大白兔. So every character that was read is compared
with its look-alikes three times: the ink with renders of both, the recogniser's own second thoughts within the line,
and its reading of that character alone, where no neighbour tells it what to expect.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from ..tables import load
from . import comparing
from .opening import Pixels, Source, open_picture
from .reading import Posterior, TextRegion, cut, posterior, read_text

DOUBTFUL: Final = 0.5
"""A reading is in doubt where a candidate reaches this score."""
VARIANTS: Final = 8
"""So many readings of a line at most are worth screening."""
_A_CHARACTER: Final = 5
"""Of these so many for one character."""
_LOOK_ALIKES: Final = 20
_SECOND_THOUGHTS: Final = 5
_LINE_WEIGHT: Final = 0.08
_ALONE_WEIGHT: Final = 0.05
"""Weight of a unit of log odds against a unit of `comparing.evidence`; found on labels of other seeds."""
_MIDDLE: Final = -0.45
"""Combined evidence at which the score is one half."""
_STEEPNESS: Final = 4.0
_FLOOR: Final = 1e-6
_LONGEST: Final = 24
"""Characters of a line that are compared; brands are shorter, and a paragraph is no brand."""

Candidates = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a character may be instead; `score` is 0 … 1 (see DOUBTFUL)."""

    character: str
    score: float


@dataclass(frozen=True, slots=True)
class CharacterDoubt:
    """A character as read, its place in the text, and what it may be instead, best first."""

    place: int
    read: str
    candidates: tuple[Candidate, ...]

    @property
    def is_doubtful(self) -> bool:
        return bool(self.candidates) and self.candidates[0].score >= DOUBTFUL


@dataclass(frozen=True, slots=True)
class Reading:
    """A text worth screening, how likely it stands there compared with what was read (1), and why, for an officer."""

    text: str
    score: float
    reasons: tuple[str, ...]


def readings(picture: Source | Pixels) -> tuple[tuple[TextRegion, tuple[Reading, ...]], ...]:
    """Every region of a picture with the texts to screen: what was read, then what it may be instead.

    Raises BadPicture; MissingPart without the extra `image` or without a Chinese font.
    """
    pixels = picture if isinstance(picture, np.ndarray) else open_picture(picture)
    return tuple(
        (region, variants(region.text, doubt(cut(pixels, region.box), region.text))) for region in read_text(pixels)
    )


@lru_cache(maxsize=8_000)
def look_alikes(character: str) -> tuple[str, ...]:
    """The Han characters whose glyphs are nearest by the glyph vectors of the tables; none for anything but Han."""
    tables = load()
    symbol = int(tables.symbols(character)[0])
    if symbol >= len(tables.codes) or not _is_han(character):
        return ()
    nearness = tables.shape.astype(np.int32) @ tables.shape[symbol].astype(np.int32)
    nearest = np.argsort(-nearness, kind="stable")[: _LOOK_ALIKES + 1]
    return tuple(chr(int(tables.codes[i])) for i in nearest if i != symbol)


def doubt(line: Pixels, read: str, candidates: Candidates = look_alikes) -> tuple[CharacterDoubt, ...]:
    """For each Han character of `read`, what may stand in the straight line of text (RGB) instead.

    `candidates` gives the look-alikes of a character; what the recogniser itself thought of is added.
    """
    thoughts = posterior(line)
    seen, columns = thoughts.read()
    text = "".join(read.split())
    if seen != text:  # RapidOCR turns a line that stands on its head
        turned = np.ascontiguousarray(line[::-1, ::-1])
        other = posterior(turned)
        if other.read()[0] == text:
            line, thoughts, (seen, columns) = turned, other, other.read()
    steps = len(thoughts.probability)
    if len(columns) != len(text):  # someone else's reading: its characters are taken to be equally wide
        columns = [int((i + 0.5) * steps / len(text)) for i in range(len(text))]
    width = line.shape[1] / steps
    centres = [(column + 0.5) * width for column in columns]
    ink, scale, shift = comparing.ink_of(line)
    cells = comparing.cells_of(ink, [x * scale + shift for x in centres])
    han = [i for i, character in enumerate(text) if _is_han(character)][:_LONGEST]
    if not han:
        return ()
    styles = comparing.styles_of([cells[i] for i in han], "".join(text[i] for i in han))
    places = [i for i, character in enumerate(read) if not character.isspace()]
    found = []
    for i in han:
        alone = posterior(_alone(line, centres, i))
        thought = [*_second_thoughts(thoughts, columns[i]), *_second_thoughts(alone, None)]
        others = [c for c in dict.fromkeys([*candidates(text[i]), *thought]) if c != text[i]]
        odds = _Odds(text[i], thoughts, columns[i], alone)
        ink_says = comparing.evidence(cells[i], text[i], others, styles)
        ranked = [Candidate(c, _score(e + odds.of(c))) for c, e in zip(others, ink_says, strict=True)]
        found.append(CharacterDoubt(places[i], text[i], tuple(sorted(ranked, key=lambda c: (-c.score, c.character)))))
    return tuple(found)


def variants(read: str, doubts: Sequence[CharacterDoubt]) -> tuple[Reading, ...]:
    """The texts worth screening: what was read, then each with one character exchanged, at most VARIANTS in all.

    One at a time: an imitation differs in one character as a rule, and the engine forgives a second.
    """
    pairs = [(d, c) for d in doubts for c in d.candidates[:_A_CHARACTER] if c.score >= DOUBTFUL]
    pairs.sort(key=lambda pair: -pair[1].score)
    others = (
        Reading(
            read[: d.place] + c.character + read[d.place + 1 :],
            c.score,
            (f"读作“{d.read}”，也像“{c.character}”",),
        )
        for d, c in pairs[: VARIANTS - 1]
    )
    return (Reading(read, 1.0, ()), *others)


class _Odds:
    """What the recogniser itself says for another character: weighted log odds within the line and alone."""

    def __init__(self, read: str, line: Posterior, column: int, alone: Posterior) -> None:
        self._line = line.probability[max(0, column - 1) : column + 2].max(0)
        self._alone = alone.probability.max(0)
        self._index = _indices(line.characters)
        self._own = self._sum(read)

    def of(self, other: str) -> float:
        return self._sum(other) - self._own

    def _sum(self, character: str) -> float:
        at = self._index.get(character)
        line, alone = (0.0, 0.0) if at is None else (float(self._line[at]), float(self._alone[at]))
        return _LINE_WEIGHT * math.log(line + _FLOOR) + _ALONE_WEIGHT * math.log(alone + _FLOOR)


@lru_cache(maxsize=1)
def _indices(characters: tuple[str, ...]) -> dict[str, int]:
    return {character: i for i, character in enumerate(characters)}


def _second_thoughts(thoughts: Posterior, column: int | None) -> list[str]:
    """The Han characters that the recogniser finds most probable in and beside a column, or anywhere."""
    part = thoughts.probability if column is None else thoughts.probability[max(0, column - 1) : column + 2]
    most = np.argsort(-part.max(0)[1:], kind="stable")[:_SECOND_THOUGHTS] + 1
    return [thoughts.characters[i] for i in most if _is_han(thoughts.characters[i])]


def _alone(line: Pixels, centres: Sequence[float], i: int) -> Pixels:
    """The line around one character, a little wider than the distance to its nearer neighbour."""
    sides = [abs(centres[j] - centres[i]) for j in (i - 1, i + 1) if 0 <= j < len(centres)]
    half = max(0.55 * min([*sides, 1.2 * line.shape[0]]), 4)
    return line[:, max(0, int(centres[i] - half)) : int(centres[i] + half) + 1]


def _score(evidence: float) -> float:
    return round(1 / (1 + math.exp(-_STEEPNESS * (evidence - _MIDDLE))), 4)


def _is_han(character: str) -> bool:
    return len(character) == 1 and (0x3400 <= ord(character) <= 0x9FFF or 0x20000 <= ord(character) < 0x34000)

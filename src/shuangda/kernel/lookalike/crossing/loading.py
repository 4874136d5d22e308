"""The crossing tables, put together once per process from small files and written rules."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from ..tables import FOLDER, Tables
from ..tables import load as load_tables
from .costs import letter_cost
from .model import Bytes, CrossingTables
from .phones import phones_of, rules
from .reading import FIRST_LETTER, PATTERN


def _phones(tables: Tables) -> Bytes:
    found = np.zeros((len(tables.syllables), 4), np.uint8)
    for at, syllable in enumerate(tables.syllables):
        phones = phones_of(syllable)
        found[at, : len(phones)] = phones
    return found


def _spelled(tables: Tables) -> Bytes:
    found = np.zeros((len(tables.syllables), 6), np.uint8)
    for at, syllable in enumerate(tables.syllables):
        letters = [ord(letter) - 96 for letter in syllable.replace("ü", "v").replace("ê", "e")]
        found[at, : len(letters)] = letters
    return found


def _rules() -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    written = rules()
    found = np.zeros((len(written), PATTERN + 6), np.int16)
    starts = np.zeros(27, np.int16)
    for at, (pattern, start, condition, units) in enumerate(written):
        found[at, : len(pattern)] = [ord(letter) - 97 + FIRST_LETTER for letter in pattern]
        found[at, PATTERN : PATTERN + 3] = len(pattern), start, condition
        found[at, PATTERN + 3 : PATTERN + 3 + len(units)] = units
        starts[ord(pattern[0]) - 96] += 1
    return found, np.cumsum(starts).astype(np.int16)


@cache
def load() -> CrossingTables:
    """The tables that relate Han and Latin names, built on those of the alphabet."""
    tables = load_tables()
    written, starts = _rules()

    def array(name: str) -> npt.NDArray[np.generic]:
        found: npt.NDArray[np.generic] = np.load(FOLDER / f"crossing_{name}.npy")
        return found

    stored = {name: array(name) for name in STORED}
    return CrossingTables(
        syllable=np.array(tables.syllable),
        phones=_phones(tables),
        spelled=_spelled(tables),
        rules=written,
        rules_of=starts,
        letter_cost=letter_cost(),
        **stored,  # type: ignore[arg-type]
    )


STORED = (
    "cantonese",
    "sound_cost",
    "word_slots",
    "word_concepts",
    "concepts",
    "meaning_class",
    "meaning_place",
)
"""Fields that `scripts/tables/crossing.py` writes as `crossing_<field>.npy`."""

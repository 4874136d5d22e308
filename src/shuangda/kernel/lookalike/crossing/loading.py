"""The crossing tables, put together once per process from small files and written rules."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ..tables import FOLDER, Tables
from ..tables import load as load_tables
from .model import CODA, VOWEL, Bytes, CrossingTables
from .phones import CLASSES, CODAS, PHONES, UNITS, VOWELS, phones_of, rules
from .reading import FIRST_LETTER, PATTERN
from .romanising import letter_cost


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


def _tree(spelled: Bytes) -> npt.NDArray[np.uint16]:
    rows = [[0] * 27]
    for syllable in spelled[1:].tolist():
        at = 0
        for letter in filter(None, syllable):
            if not rows[at][letter]:
                rows[at][letter] = len(rows)
                rows.append([0] * 27)
            at = rows[at][letter]
        rows[at][0] = 1
    return np.array(rows, np.uint16)


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


def _classes() -> Bytes:
    found = np.zeros((len(CLASSES), len(PHONES)), np.uint8)
    for grain, written in enumerate(CLASSES):
        for number, members in enumerate(written.split("|"), 1):
            for phone in members.split():
                found[grain, PHONES.index(phone)] = number + (
                    VOWEL if phone in VOWELS else CODA if phone in CODAS else 0
                )
    return found


def spelling_tables() -> CrossingTables:
    """The tables as far as they are written rules: enough to read names, without sounds and meanings."""
    tables = load_tables()
    written, starts = _rules()
    spelled = _spelled(tables)
    none = np.zeros((len(tables.codes), 2), np.uint16)
    return CrossingTables(
        syllable=np.array(tables.syllable),
        phones=_phones(tables),
        spelled=spelled,
        cantonese=np.zeros((len(none), 6), np.uint8),
        pinyin=_tree(spelled),
        rules=written,
        rules_of=starts,
        sound_gain=np.zeros((len(UNITS), len(PHONES)), np.float32),
        most_of_unit=np.zeros(len(UNITS), np.float32),
        most_of_phone=np.zeros(len(PHONES), np.float32),
        phone_class=_classes(),
        unit_class=np.zeros((2, len(UNITS), 3), np.uint8),
        unit_chance=np.zeros((2, len(UNITS), 3), np.float32),
        letter_cost=letter_cost(),
        word_slots=np.zeros(1, np.int64),
        word_concepts=none,
        concepts=none,
        concept_size=np.zeros(1, np.uint8),
        meaning_class=np.zeros(len(none), np.uint8),
        meaning_place=np.zeros(len(none), np.uint8),
    )


@cache
def load() -> CrossingTables:
    """The tables that relate Han and Latin names, built on those of the alphabet; read once per process."""
    stored: dict[str, Any] = {name: np.load(FOLDER / f"crossing_{name}.npy") for name in STORED}
    gain = stored["sound_gain"]
    return spelling_tables()._replace(most_of_unit=gain.max(axis=1), most_of_phone=gain.max(axis=0), **stored)


STORED: Final = (
    "cantonese",
    "sound_gain",
    "unit_class",
    "unit_chance",
    "word_slots",
    "word_concepts",
    "concepts",
    "concept_size",
    "meaning_class",
    "meaning_place",
)
"""Fields that `scripts/tables/crossing.py` writes as `crossing_<field>.npy`."""

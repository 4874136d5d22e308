"""What relates Han and Latin names: meanings by open lexicons, Cantonese spellings, costs of sounds."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shuangda.kernel.lookalike.tables import load

from .alphabet import simplified, unihan
from .crossing_meanings import meanings, slots_of
from .crossing_sounds import sound_gain, unit_classes

CLASSES = Path(__file__).parent / "meaning_classes.txt"
ADDED_FREELY = ("size", "measure")
"""Classes of characters that names add and drop without meaning anything else."""
CANTONESE_LETTERS = 6


def _cantonese(symbols: dict[str, int]) -> npt.NDArray[np.uint8]:
    """Letters of the first Cantonese reading, uint8[N, 6]; j, z and c are respelled as Hong Kong names write them."""
    found = np.zeros((len(symbols) + 1, CANTONESE_LETTERS), np.uint8)
    for char, value in unihan("Readings", "kCantonese"):
        if char in symbols:
            reading = re.sub(r"\d", "", value.split()[0])
            reading = re.sub("^j(?!u[tn])", "y", reading).replace("yyu", "yu")
            reading = re.sub("^z", "ch", re.sub("^c", "ch", reading))[:CANTONESE_LETTERS]
            found[symbols[char], : len(reading)] = [ord(letter) - 96 for letter in reading]
    return found


def _lines() -> list[str]:
    """The classes as written; their position from 1 is their number."""
    return [line for line in CLASSES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def _classes(symbols: dict[str, int]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Closed class and place within it, uint8[N] each; the first class that names a character has it."""
    classes, places = np.zeros(len(symbols) + 1, np.uint8), np.zeros(len(symbols) + 1, np.uint8)
    for number, line in enumerate(_lines(), 1):
        for place, members in enumerate(line.split(None, 1)[1].split("|"), 1):
            for char in map(simplified, members.strip()):
                at = symbols.get(char, 0)
                if at and not classes[at]:
                    classes[at], places[at] = number, place
    return classes, places


def build(out: Path) -> None:
    """Write `crossing_*.npy`; see `shuangda.kernel.lookalike.crossing.model.CrossingTables`."""
    codes = load().codes if not (out / "codes.npy").exists() else np.load(out / "codes.npy")
    symbols = {chr(code): at for at, code in enumerate(codes) if at}
    np.save(out / "crossing_cantonese.npy", _cantonese(symbols))
    classes, places = _classes(symbols)
    np.save(out / "crossing_meaning_class.npy", classes)
    np.save(out / "crossing_meaning_place.npy", places)
    words, concepts, filler = meanings(symbols)
    slots, of_words = slots_of(words, symbols)
    np.save(out / "crossing_word_slots.npy", slots)
    np.save(out / "crossing_word_concepts.npy", of_words)
    np.save(out / "crossing_concepts.npy", concepts)
    sizes = np.zeros(filler + 1, np.uint8)
    free = [number for number, line in enumerate(_lines(), 1) if line.split()[0] in ADDED_FREELY]
    sizes[concepts[np.isin(classes, free), 0]] = 1
    sizes[0], sizes[filler] = 0, 1
    np.save(out / "crossing_concept_size.npy", sizes)
    gains = sound_gain()
    np.save(out / "crossing_sound_gain.npy", gains)
    unit_class, unit_chance = unit_classes(gains)
    np.save(out / "crossing_unit_class.npy", unit_class)
    np.save(out / "crossing_unit_chance.npy", unit_chance)

"""Readings of characters, weighted by the words they stand in, so that a rare reading counts for nothing."""

from __future__ import annotations

import json
import math
import unicodedata
from collections import defaultdict
from pathlib import Path

import numpy as np
from pypinyin import Style, pinyin

from .alphabet import LETTERS, is_han, unihan, words
from .syllables import ONSETS, RHYMES, similarity, split

READINGS = 3
RARE = 0.05
"""A reading with less than this share of a character's uses is dropped."""
OFTEN = 5
"""Words counted at least so often are read in context; the rest would only take time."""

Reading = tuple[str, int]


def _split_tone(marked: str) -> Reading:
    return marked[:-1].replace("ü", "v"), int(marked[-1])


def _read(text: str, heteronym: bool = False) -> list[list[Reading]]:
    found = pinyin(text, style=Style.TONE3, heteronym=heteronym, neutral_tone_with_five=True, errors="ignore")
    return [[_split_tone(one) for one in place if one[-1:].isdigit()] for place in found]


def _valid(reading: Reading) -> bool:
    onset, rhyme = split(reading[0])
    return onset in ONSETS and rhyme in RHYMES and reading[0] not in ("n", "ng", "m", "hm", "hng")


def in_words() -> dict[str, dict[Reading, float]]:
    """How often each reading of a character is met in the words of the dictionary.

    Words count by the root of their frequency: a name is made of characters, not of running text, in which one word
    such as 曾经 would drown a surname.
    """
    met: dict[str, dict[Reading, float]] = defaultdict(lambda: defaultdict(float))
    for word, count, _ in words():
        if count >= OFTEN and all(map(is_han, word)):
            places = _read(word)
            if len(places) == len(word):
                for char, place in zip(word, places, strict=True):
                    met[char][place[0]] += math.sqrt(count)
    return met


def readings(char: str, met: dict[Reading, float], listed: set[str]) -> list[Reading]:
    """Up to three readings, most frequent first; of one syllable only the most frequent tone.

    `listed` are the syllables that the General Standard gives the character (empty where it does not say).
    """
    possible = [reading for reading in (_read(char, heteronym=True) or [[]])[0] if _valid(reading)]
    standard = [reading for reading in possible if not listed or reading[0] in listed] or possible
    order = sorted(standard, key=lambda reading: (-met.get(reading, 0), standard.index(reading)))
    total = sum(met.get(reading, 0) for reading in order)
    kept: list[Reading] = []
    for at, reading in enumerate(order):
        rare = at > 0 and (met.get(reading, 0) < RARE * total if total else True)
        if not rare and reading[0] not in [one for one, _ in kept]:
            kept.append(reading)
    return kept[:READINGS]


def _listed() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for char, value in unihan("Readings", "kTGHZ2013"):
        for entry in value.split():
            for marked in entry.split(":")[1].split(","):
                bare = unicodedata.normalize("NFD", marked).replace("u\u0308", "v")
                found[char].add("".join(mark for mark in bare if mark.isascii()))
    return found


def build(out: Path) -> None:
    """Write `syllable`, `initial`, `final`, `syllable_similarity` (.npy) and `names.json`."""
    chars = [chr(code) for code in np.load(out / "codes.npy")]
    met, listed = in_words(), _listed()
    found = [readings(char, met[char], listed[char]) if is_han(char) and char not in LETTERS else [] for char in chars]
    syllables = ["", *sorted({syllable for readings_ in found for syllable, _ in readings_})]
    number = {syllable: at for at, syllable in enumerate(syllables)}
    syllable = np.zeros((len(chars), READINGS), dtype="<u2")
    for at, kept in enumerate(found):
        syllable[at, : len(kept)] = [number[name] for name, _ in kept]
    initials, finals = list(ONSETS), list(RHYMES)
    parts = [split(name) for name in syllables]
    np.save(out / "syllable.npy", syllable)
    np.save(out / "initial.npy", np.array([initials.index(onset) for onset, _ in parts], dtype=np.uint8))
    np.save(out / "final.npy", np.array([finals.index(rhyme) for _, rhyme in parts], dtype=np.uint8))
    np.save(out / "syllable_similarity.npy", similarity(syllables))
    names = {"syllables": syllables, "initials": initials, "finals": finals}
    (out / "names.json").write_text(json.dumps(names, ensure_ascii=False) + "\n", encoding="utf-8")

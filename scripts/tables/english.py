"""English words, names of places and of persons, by hash: a Latin name that is one of them has a meaning of its own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from shuangda.kernel.lookalike.tables import LETTERS, word_hash

SOURCE: Final = Path("/usr/share/dict/american-english-huge")
"""Debian's wamerican-huge, made from SCOWL (permissive licence): ordinary words and proper names."""
SURNAMES: Final = 5000
"""The most frequent surnames of the US census of 1990 (public domain), as the package `names` has them."""
SHORTEST, LONGEST = 3, 12


def surnames() -> list[str]:
    """The first `SURNAMES`, most frequent first."""
    lines = files("names").joinpath("dist.all.last").read_text(encoding="ascii").splitlines()
    return [line.split()[0] for line in lines[:SURNAMES]]


def build(out: Path) -> None:
    """Write `english_words.npy`: uint64, sorted, the `word_hash` of the symbols of each word in lower case."""
    found = SOURCE.read_text(encoding="utf-8").split() + surnames()
    words = {word.lower() for word in found if word.isascii() and word.isalpha() and SHORTEST <= len(word) <= LONGEST}
    hashes = {word_hash(LETTERS.index(letter) + 1 for letter in word) for word in words}
    np.save(out / "english_words.npy", np.array(sorted(hashes), "<u8"))

"""Ordinary English words, by hash: a Latin name that is one of them has a meaning of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from shuangda.kernel.lookalike.tables import LETTERS, word_hash

SOURCE: Final = Path("/usr/share/dict/american-english")
"""Debian's wamerican, made from SCOWL (permissive licence)."""
SHORTEST, LONGEST = 3, 12


def build(out: Path) -> None:
    """Write `english_words.npy`: uint64, sorted, the `word_hash` of the symbols of each word in lower case."""
    words = {word for word in SOURCE.read_text(encoding="utf-8").split() if word.isascii() and word.isalpha()}
    ordinary = {word for word in words if word.islower() and SHORTEST <= len(word) <= LONGEST}
    hashes = {word_hash(LETTERS.index(letter) + 1 for letter in word) for word in ordinary}
    np.save(out / "english_words.npy", np.array(sorted(hashes), "<u8"))

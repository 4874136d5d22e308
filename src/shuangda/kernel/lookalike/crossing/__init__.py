"""What relates Han and Latin names: romanisation, transliteration by sound, translation; and Han to Han by meaning.

Functions of one pair run plainly. `compiled("shuangda.kernel.lookalike.crossing.comparing")` gives the same over
symbol arrays for batches.
"""

from __future__ import annotations

import numpy as np

from ..tables import load as load_tables
from .keying import MOST_KEYS, cross_keys
from .loading import load
from .meaning import class_similarity, meaning_similarity
from .model import CrossingTables
from .sounding import sound_similarity
from .spelling import spelling_similarity

__all__ = [
    "MOST_KEYS",
    "CrossingTables",
    "keys",
    "load",
    "meaning_across",
    "meaning_of_symbols",
    "mixed_across",
    "pinyin_across",
    "sound_across",
]


def pinyin_across(latin: str, han: str) -> float:
    """Similarity 0 … 1 of folded Latin text and the romanisation of Han text."""
    symbols = load_tables().symbols
    return spelling_similarity(symbols(latin), symbols(han), load())


def mixed_across(mixed: str, han: str) -> float:
    """Similarity 0 … 1 of Han text with pinyin in it and Han text, by romanisation (青he坊 and 青禾坊)."""
    return pinyin_across(mixed, han)


def sound_across(latin: str, han: str) -> float:
    """Similarity 0 … 1 of how folded Latin text and Han text sound."""
    symbols = load_tables().symbols
    return sound_similarity(symbols(latin), symbols(han), load())


def meaning_across(latin: str, han: str) -> float:
    """Similarity 0 … 1 of what folded Latin text (words run together) and Han text mean, in any order of words."""
    symbols = load_tables().symbols
    return meaning_similarity(symbols(latin), symbols(han), load())


def meaning_of_symbols(one: str, other: str) -> float:
    """Similarity 0 … 1 of the meaning of two Han characters within closed classes (大 and 小, 七 and 八)."""
    first, second = load_tables().symbols(one + other)
    return class_similarity(int(first), int(second), load())


def keys(text: str, asked: bool = False) -> tuple[int, ...]:
    """At most `MOST_KEYS` keys under which names in the other script meet folded text.

    `asked` False gives the keys that a mark is filed under, True those that a name looks up.
    """
    found = np.zeros(MOST_KEYS, np.int64)
    count, _ = cross_keys(load_tables().symbols(text), asked, 1, load(), found)
    return tuple(int(key) for key in found[:count])

"""How much a Latin and a Han name mean the same, word by word, and whether two Han are of one closed class. Kernels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from .hashing import START, mix
from .model import CrossingTables
from .reading import FIRST_LETTER, LAST_LETTER, LONGEST, is_letter

LONGEST_WORD: Final = 14
LONGEST_HAN_WORD: Final = 4
PLURAL: Final = FIRST_LETTER + 18
WORDS: Final = 8
"""Words of a name that are compared; few names have more."""
SIZES: Final = 0.4
"""Weight of a word of size or age (大, 小, 老, 新) or of one like `the`, which names add and drop freely."""


@kernel
def slot_of(key: int, slots: Any) -> int:
    """Slot of a word by its hash; -1 if the lexicon does not hold it. Of slots there are a power of two."""
    last = len(slots) - 1
    at = key & last
    while slots[at] != 0:
        if slots[at] == key:
            return int(at)
        at = (at + 1) & last
    return -1


@kernel
def words_at(name: Any, n: int, at: int, latin: bool, slots: Any, cost: Any, step: Any, found: Any) -> None:
    """Take the words of the lexicon that begin at a place, where they are cheaper than what `cost` holds there."""
    key = START
    for length in range(1, min(LONGEST_WORD if latin else LONGEST_HAN_WORD, n - at) + 1):
        symbol = int(name[at + length - 1])
        if is_letter(symbol) != latin:
            break
        key = mix(key, symbol)
        slot = slot_of(key, slots) if length > 1 else -1
        if slot < 0:
            continue
        # A plural s belongs to its word.
        plural = latin and at + length < n and int(name[at + length]) == PLURAL
        for size in range(length, length + (2 if plural else 1)):
            if cost[at + size] + 0.9 < cost[at]:
                cost[at], step[at], found[at] = cost[at + size] + 0.9, size, slot


@kernel
def split_words(name: Any, latin: bool, slots: Any, of_slots: Any, of_symbols: Any, sizes: Any, words: Any) -> int:
    """Split a name into words of the lexicon, the fewest that leave the least over; how many there are.

    `words` int32[WORDS, 4]: first and second concept, length, 1 for a word of size. Symbols of the other script and
    those that no word holds come as words without a concept. `slots`, `of_slots`, `of_symbols`, `sizes` are
    `word_slots`, `word_concepts`, `concepts`, `concept_size` of the tables.
    """
    n = min(len(name), LONGEST)
    cost, step, found = np.empty(n + 1, np.float32), np.empty(n, np.int64), np.empty(n, np.int64)
    cost[n] = 0.0
    for at in range(n - 1, -1, -1):
        symbol = int(name[at])
        step[at], found[at] = 1, -1
        known = not latin and LAST_LETTER < symbol < len(of_symbols) and of_symbols[symbol, 0] > 0
        cost[at] = cost[at + 1] + (1.0 if known else 1.5)
        words_at(name, n, at, latin, slots, cost, step, found)
    count, at = 0, 0
    while at < n and count < WORDS:
        symbol = int(name[at])
        first, second = 0, 0
        if found[at] >= 0:
            first, second = int(of_slots[found[at], 0]), int(of_slots[found[at], 1])
        elif not latin and LAST_LETTER < symbol < len(of_symbols):
            first, second = int(of_symbols[symbol, 0]), int(of_symbols[symbol, 1])
        words[count, 0], words[count, 1], words[count, 2], words[count, 3] = first, second, step[at], sizes[first]
        count += 1
        at += int(step[at])
    return count


@kernel
def one_concept(words: Any, at: int, others: Any, other: int) -> bool:
    """Whether two words share a concept."""
    first, second = int(words[at, 0]), int(words[at, 1])
    return bool(first > 0 and (first == others[other, 0] or first == others[other, 1])) or (
        second > 0 and (second == others[other, 0] or second == others[other, 1])
    )


@kernel
def meaning_similarity(latin: Any, han: Any, tables: CrossingTables) -> float:
    """Similarity 0 … 1 of the meaning of a Latin and a Han name: the shares of each that the other says too."""
    ours, theirs = np.zeros((WORDS, 4), np.int32), np.zeros((WORDS, 4), np.int32)
    slots, of_slots = tables.word_slots, tables.word_concepts
    n = split_words(latin, True, slots, of_slots, tables.concepts, tables.concept_size, ours)
    if not ours[:n, 0].any():
        return 0.0
    m = split_words(han, False, slots, of_slots, tables.concepts, tables.concept_size, theirs)
    taken = np.zeros(WORDS, np.bool_)
    said, all_said, meant, all_meant = 0.0, 0.0, 0.0, 0.0
    for j in range(m):
        all_meant += SIZES if theirs[j, 3] else float(theirs[j, 2])
    for i in range(n):
        letters = float(ours[i, 2]) * (SIZES if ours[i, 3] else 1.0)
        all_said += letters
        for j in range(m):
            if not taken[j] and one_concept(ours, i, theirs, j):
                taken[j] = True
                said += letters
                meant += SIZES if theirs[j, 3] else float(theirs[j, 2])
                break
    if said == 0.0:
        return 0.0
    return float((min(said / all_said, 1.0) * min(meant / all_meant, 1.0)) ** 0.5)


@kernel
def class_similarity(one: int, other: int, tables: CrossingTables) -> float:
    """Similarity 0 … 1 of the meaning of two Han: high within a closed class, higher the nearer their places."""
    if one >= len(tables.meaning_class) or other >= len(tables.meaning_class):
        return 1.0 if one == other else 0.0
    if one == other:
        return 1.0
    first, second = tables.concepts[one, 0], tables.concepts[other, 0]
    if first > 0 and first == second:
        return 0.95
    if tables.meaning_class[one] == 0 or tables.meaning_class[one] != tables.meaning_class[other]:
        return 0.0
    apart = abs(int(tables.meaning_place[one]) - int(tables.meaning_place[other]))
    return 0.9 if apart == 0 else 0.8 if apart == 1 else 0.65

"""The arrays that relate Han and Latin names."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Shorts = npt.NDArray[np.uint16]
Floats = npt.NDArray[np.float32]


VOWEL: Final = 64
"""Added to the classes of vowels in keys."""
CODA: Final = 32
"""Added to the class of the codas n and ng, which does not count as a consonant there."""


class CrossingTables(NamedTuple):
    """N symbols, S syllables, R spelling rules, U Latin units, P Han phones; compiled code takes it as it is.

    `syllable` uint16[N, 3]: readings of a symbol, 0 for none. `phones` uint8[S, 4]: phones of a syllable.
    `spelled` uint8[S, 6]: its letters (1 for a … 26). `cantonese` uint8[N, 6]: letters of the Cantonese reading.
    `pinyin` uint16[T, 27]: a tree of all syllables. The row that follows a letter, 0 for none, from row 0 on; in
    column 0 whether a syllable ends there.
    `rules` int16[R, 10] and `rules_of` int16[27]: spelling rules, those of a letter from `rules_of[letter]` on.
    `sound_gain` float32[U, P]: log odds of reading a unit as a phone; column 0 leaves it unread, row 0 adds a phone.
    `most_of_unit` float32[U], `most_of_phone` float32[P]: the best that each can gain.
    `phone_class` uint8[2, P]: fine and coarse class of a phone in keys, 0 for none; `VOWEL` or `CODA` added.
    `unit_class` uint8[2, U, 3], `unit_chance` float32[2, U, 3]: the classes that a unit is most often read as.
    `letter_cost` float32[27, 27]: of one letter for another in romanised names, 0 is nothing.
    `word_slots` int64[W]: open addressing by hash, 0 for free; `word_concepts` uint16[W, 2]: concepts of the English
    or Han word in that slot. `concepts` uint16[N, 2]: concepts of one symbol.
    `concept_size` uint8[C]: 1 for a concept of size or age, which names add and drop freely.
    `meaning_class`, `meaning_place` uint8[N]: closed class of a symbol (0 none), place within it.
    """

    syllable: Shorts
    phones: Bytes
    spelled: Bytes
    cantonese: Bytes
    pinyin: Shorts
    rules: npt.NDArray[np.int16]
    rules_of: npt.NDArray[np.int16]
    sound_gain: Floats
    most_of_unit: Floats
    most_of_phone: Floats
    phone_class: Bytes
    unit_class: Bytes
    unit_chance: Floats
    letter_cost: Floats
    word_slots: npt.NDArray[np.int64]
    word_concepts: Shorts
    concepts: Shorts
    concept_size: Bytes
    meaning_class: Bytes
    meaning_place: Bytes

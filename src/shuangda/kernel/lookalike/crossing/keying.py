"""Keys under which related names of two scripts meet without a scan. Kernels.

A mark is filed under its keys; a name in the other script looks the same keys up. Keys carry the script of the mark,
so that a Latin name never meets Latin marks here.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from .comparing import HAN, LATIN, scripts
from .hashing import LANE, START, mix, scatter
from .meaning import WORDS, split_words
from .model import CODA, VOWEL, CrossingTables
from .reading import LONGEST, han_phones, has_second_reading, is_letter, latin_units
from .spelling import CANTONESE, LETTERS, letters_of

MOST_KEYS: Final = 20
"""At most so many keys of a name,"""
FEWER_KEYS: Final = 14
"""and so many without those of nothing but the consonants, or with another vowel."""
EXACT, FOLDED, MEANING, SOUND = 0, 1, 2, 3
"""Kinds of keys; `SOUND` has three levels."""
LEAN, DEEP = 0, 2
"""The least depth, with keys of exact spelling, sound and meaning only, and the greatest, see `cross_keys`."""
LEVELS: Final = 3
SHORT: Final = 2
"""Syllables up to which folding keeps consonants apart: short names have too many neighbours otherwise."""
WHOLE: Final = (1 << 62) - 1
"""Bits of a hash; the hashes of words are summed within it, so that their order does not matter."""
BEAM: Final = 8
"""Readings of a Latin name that are followed at a time."""
ASKED, FILED = 9, 6
"""Sound keys of a Latin name that is looked up, and of a Latin mark, for which fewer readings are followed."""

FOLD: Final = np.array([ord(letter) - 96 for letter in "`abcdafghijklmnopqrstuuuxiz"], np.uint8)
"""Letters of near vowels folded together."""
FOLD_ALL: Final = np.array([ord(letter) - 96 for letter in "`abzdafghizglmnabzlzduuuziz"], np.uint8)
"""And those of near consonants too: b and p, d and t, g and k, r and l, all sibilants."""

TURNED: Final = np.array([ord(letter) - 96 for letter in "`ibcdefghujklmnopqrstavwxyz"], np.uint8)
"""Coarsely folded letters, each vowel turned to the next: a to i, i to u, u to a."""
TURNED_MOST: Final = 4
"""So many vowels of a name are turned."""

CLASSES: Final = 12
SKETCHED: Final = np.array([int(number, 16) for number in "005851a5a276bbb368b96444927"], np.uint8)
"""Class of each letter in a sketch: a, e, i and y, o, u v w, b d g, p t k, z j, c q, s x, h f, l m n r."""


@kernel
def key_of(kind: int, script: int, value: int) -> int:
    """The key of a hash `value` of a kind, for marks of a script."""
    key = mix(START, kind * 4 + script)
    return mix(mix(key, value >> 31), value & LANE)


@kernel
def put(key: int, keys: Any, count: int) -> int:
    """Add a key unless it is there or there is no room; the new count."""
    for at in range(count):
        if keys[at] == key:
            return count
    if count < len(keys):
        keys[count] = key
        return count + 1
    return count


@kernel
def is_vowel_letter(letter: int) -> bool:
    """Whether a letter (1 for a … 26) is a, e, i, o, u or the v that stands for ü."""
    return letter == 1 or letter == 5 or letter == 9 or letter == 15 or letter == 21 or letter == 22


@kernel
def is_vowel_at(letters: Any, n: int, at: int) -> bool:
    """Whether there is a vowel: also y and w that stand before none."""
    letter = int(letters[at])
    if letter == 23 or letter == 25:
        return at + 1 == n or not is_vowel_letter(int(letters[at + 1]))
    return is_vowel_letter(letter)


@kernel
def folded_hash(letters: Any, n: int, coarse: bool, turned: int, turns: int) -> tuple[int, int]:
    """Hash of folded letters and the number of vowels in it, so of syllables.

    h next to a consonant, g after n and repetition are passed over; if `coarse`, all of a run of vowels but the first.
    The vowel `turned` (from 0; of coarsely folded letters) is `turns` times turned to the next.
    """
    key, vowels, last = START, 0, 0
    for at in range(n):
        letter = int(letters[at])
        before = int(letters[at - 1]) if at > 0 else 1
        after = int(letters[at + 1]) if at + 1 < n else 1
        vowel = is_vowel_at(letters, n, at)
        run = vowel and at > 0 and is_vowel_at(letters, n, at - 1)
        if letter == 8 and (not is_vowel_letter(before) or not is_vowel_letter(after)):
            continue
        if (letter == 7 and before == 14) or (coarse and run):
            continue
        folded = int(FOLD_ALL[letter] if coarse else FOLD[letter])
        for _ in range(turns if vowel and vowels == turned else 0):
            folded = int(TURNED[folded])
        if folded != last:
            key = mix(key, folded)
            last = folded
        if vowel and not run:
            vowels += 1
    return key, vowels


@kernel
def exact_key(name: Any, which: int, script: int, tables: CrossingTables, keys: Any, count: int) -> int:
    """Add the key of a name's letters, Han spelled as `which` says (see `letters_of`)."""
    letters = np.empty(LETTERS, np.uint8)
    n = letters_of(name, which, tables.syllable, tables.spelled, tables.cantonese, letters)
    exact = START
    for at in range(n):
        exact = mix(exact, int(letters[at]))
    return put(key_of(EXACT, script, exact), keys, count) if n > 2 else count


@kernel
def folded_key(name: Any, which: int, script: int, short: bool, tables: CrossingTables, keys: Any, count: int) -> int:
    """Add the key of a name's folded letters, Han spelled as `which` says (see `letters_of`).

    That of a short name is of finely folded letters; if it is asked for `short` names, of coarsely folded ones.
    """
    letters = np.empty(LETTERS, np.uint8)
    n = letters_of(name, which, tables.syllable, tables.spelled, tables.cantonese, letters)
    if n < 3:
        return count
    folded, syllables = folded_hash(letters, n, True, 0, 0)
    if short and syllables > SHORT:
        return count
    if not short and syllables <= SHORT:
        folded, syllables = folded_hash(letters, n, False, 0, 0)
    return put(key_of(FOLDED, script, folded), keys, count) if syllables > 1 else count


@kernel
def turned_keys(name: Any, script: int, tables: CrossingTables, keys: Any, count: int) -> int:
    """Add the keys of a name's coarsely folded letters with one vowel taken for another, unless it is short."""
    letters = np.empty(LETTERS, np.uint8)
    n = letters_of(name, 0, tables.syllable, tables.spelled, tables.cantonese, letters)
    _, syllables = folded_hash(letters, n, True, 0, 0)
    for turned in range(min(syllables, TURNED_MOST) if syllables > SHORT else 0):
        for turns in range(1, 3):
            folded, _ = folded_hash(letters, n, True, turned, turns)
            count = put(key_of(FOLDED, script, folded), keys, count)
    return count


@kernel
def grain_of(level: int) -> int:
    """Fine classes for the first level, coarse ones for the others."""
    return 0 if level == 0 else 1


@kernel
def level_of(consonants: int) -> int:
    """Level at which a sound is filed: the more consonants it has, the less of the rest is needed.

    0 fine classes of all phones, 1 coarse consonants and the first vowel, 2 coarse consonants only.
    """
    return max(0, min(consonants - 2, LEVELS - 1))


@kernel
def takes(level: int, number: int, last: int, vowels: int) -> bool:
    """Whether a class goes into the key at a level, after the class `last` and a number of vowels."""
    if number >= VOWEL:
        return level == 0 or (level == 1 and vowels == 0)
    return number != 0 and number != last


@kernel
def han_sound_key(phones: Any, m: int, classes: Any, script: int, lowest: int) -> int:
    """The key that Han phones are filed under from a level on, by `phone_class`; -1 if they hold too little."""
    for level in range(lowest, LEVELS):
        key, consonants, vowels, last = START, 0, 0, 0
        for at in range(m):
            phone = int(phones[at])
            number = int(classes[grain_of(level), phone])
            if phone == GLIDE_W and at > 0 and is_consonant(int(phones[at - 1])):
                continue
            if takes(level, number, last, vowels):
                key = mix(key, number)
                last = 0 if number >= VOWEL else number
                consonants += 1 if number < CODA else 0
            if number >= VOWEL:
                vowels += 1
        if level_of(consonants) <= level:
            return key_of(SOUND + level, script, key) if m > 2 else -1
    return -1


H: Final = 11
GLIDE_W: Final = 23
LAST_CONSONANT: Final = 21


@kernel
def without_h(phones: Any, m: int, rest: Any) -> int:
    """Copy `m` Han phones to `rest`, but for each h behind the first: no consonant is left unwritten as easily."""
    count = 0
    for at in range(m):
        if at == 0 or phones[at] != H:
            rest[count] = phones[at]
            count += 1
    return count


@kernel
def is_consonant(phone: int) -> bool:
    """Whether a phone is an initial, after which w is a glide rather than an initial of its own."""
    return 0 < phone <= LAST_CONSONANT


@kernel
def place_of(beam: Any, chance: Any, side: int, count: int, width: int, key: int, vowels: int, last: int) -> int:
    """Where a reading goes: where the same one stands, else behind the rest, else in place of the least likely."""
    least = 0
    for at in range(count):
        if beam[side, at, 0] == key and beam[side, at, 3] == last and beam[side, at, 2] == vowels:
            return at
        if chance[side, at] < chance[side, least]:
            least = at
    return count if count < width else least


@kernel
def spread(level: int, unit: int, classes: Any, chances: Any, beam: Any, chance: Any, side: int, size: int) -> int:
    """Read one more unit in every way; how many readings there are then.

    `beam` int64[2, width, 4] (hash, consonants, vowels, last) and `chance` float64[2, width] go from one side to the
    other; `classes`, `chances` are `unit_class` and `unit_chance`.
    """
    grain, other = grain_of(level), 1 - side
    width = chance.shape[1]
    count = 0
    for at in range(size):
        for option in range(3):
            odds = chance[side, at] * chances[grain, unit, option]
            if odds <= 0.0:
                continue
            key, consonants, vowels, last = beam[side, at, 0], beam[side, at, 1], beam[side, at, 2], beam[side, at, 3]
            number = int(classes[grain, unit, option])
            if takes(level, number, last, vowels):
                key = mix(key, number)
                last = 0 if number >= VOWEL else number
                consonants += 1 if number < CODA else 0
            if number >= VOWEL:
                vowels = 1
            place = place_of(beam, chance, other, count, width, key, vowels, last)
            if place < count and (beam[other, place, 0] != key or beam[other, place, 3] != last):
                if chance[other, place] >= odds:
                    continue
                chance[other, place] = 0.0
            elif place == count:
                chance[other, count] = 0.0
                count += 1
            beam[other, place, 0], beam[other, place, 1] = key, consonants
            beam[other, place, 2], beam[other, place, 3] = vowels, last
            chance[other, place] += odds
    return count


@kernel
def latin_sound_keys(
    name: Any, most: int, lowest: int, script: int, tables: CrossingTables, keys: Any, count: int
) -> int:
    """Add the `most` likely sound keys of a Latin name, read in several ways at every level that it may belong to.

    From the level `lowest` on, it belongs to it whatever it holds.
    """
    units = np.empty(2 * LONGEST, np.uint8)
    n = latin_units(name, tables.rules, tables.rules_of, units)
    width, more = (BEAM, 1) if most == ASKED else (most, 0)
    beam, chance = np.empty((2, width, 4), np.int64), np.empty((2, width), np.float64)
    found, likely = np.zeros(LEVELS * BEAM, np.int64), np.zeros(LEVELS * BEAM, np.float64)
    total, consonants = 0, 0
    for at in range(n):
        number = int(tables.unit_class[1, units[at], 0])
        consonants += 1 if 0 < number < CODA else 0
    if consonants == 0:
        return count
    first, last = max(lowest, level_of(consonants - 1)), max(lowest, level_of(consonants + more))
    for level in range(first, last + 1):
        beam[0, 0, 0], beam[0, 0, 1], beam[0, 0, 2], beam[0, 0, 3] = START, 0, 0, 0
        chance[0, 0] = 1.0
        size = 1
        for at in range(n):
            size = spread(level, int(units[at]), tables.unit_class, tables.unit_chance, beam, chance, at % 2, size)
        for at in range(size):
            if level_of(int(beam[n % 2, at, 1])) <= level <= level_of(consonants) or lowest == level:
                found[total] = key_of(SOUND + level, script, beam[n % 2, at, 0])
                likely[total] = chance[n % 2, at]
                total += 1
    for _ in range(min(most, total)):
        best = 0
        for at in range(total):
            best = at if likely[at] > likely[best] else best
        count = put(found[best], keys, count)
        likely[best] = 0.0
    return count


@kernel
def meaning_keys(name: Any, latin: bool, script: int, tables: CrossingTables, keys: Any, count: int) -> int:
    """Add keys of what a name means if all its words are known: any order, words of size optional, near meanings."""
    words = np.zeros((WORDS, 4), np.int32)
    n = split_words(name, latin, tables.word_slots, tables.word_concepts, tables.concepts, tables.concept_size, words)
    if n == 0 or n > 4:
        return count
    whole, sizeless, sizes, length = 0, 0, 0, 0
    for at in range(n):
        if words[at, 0] == 0:
            return count
        length += words[at, 2]
        value = scatter(int(words[at, 0]))
        whole = (whole + value) & WHOLE
        if words[at, 3]:
            sizes += 1
        else:
            sizeless = (sizeless + value) & WHOLE
    if length < len(name):
        return count
    if 0 < sizes < n:
        count = put(key_of(MEANING, script, sizeless), keys, count)
    count = put(key_of(MEANING, script, whole), keys, count)
    for at in range(n):
        if words[at, 1] and n < 3:
            other = (whole - scatter(int(words[at, 0])) + scatter(int(words[at, 1]))) & WHOLE
            count = put(key_of(MEANING, script, other), keys, count)
    return count


@kernel
def cross_keys(name: Any, asked: bool, depth: int, tables: CrossingTables, keys: Any) -> tuple[int, int]:
    """Write the keys of a name (uint16 symbols) into `keys` int64[MOST_KEYS].

    How many there are, and how many of them, the first, are of its meaning, or of the letters that spell Han: few Latin
    marks have the same. `asked` False files a mark; True looks up marks of the other script (of both, if the name mixes
    scripts). `DEEP` adds keys of nothing but the consonants and, for short names, of coarsely folded letters, under
    which many meet; these Latin marks have from 1 on, for they are fewer than Han ones. `LEAN` leaves out folded
    letters, other vowels and sounds without h.
    """
    deep, lean = depth >= DEEP, depth == LEAN
    held = scripts(name)
    if held == 0:
        return 0, 0
    script = held if not asked else HAN if held == LATIN else LATIN
    if held == HAN + LATIN:
        return mixed_keys(name, asked, depth, tables, keys)
    readings = 2 if held == HAN and has_second_reading(name, tables.syllable) else 1
    meant = meaning_keys(name, held == LATIN, script, tables, keys, 0)
    count = meant
    for which in range(readings):
        count = exact_key(name, which, script, tables, keys, count)
    if held == HAN:
        meant = count
    for which in range(0 if lean else readings):
        count = folded_key(name, which, script, False, tables, keys, count)
    if held == LATIN:
        most = ASKED if asked else FILED
        count = latin_sound_keys(name, most, 0, script, tables, keys[:FEWER_KEYS], count)
        if deep:
            count = latin_sound_keys(name, most, LEVELS - 1, script, tables, keys, count)
        elif asked and not lean:
            count = turned_keys(name, script, tables, keys, count)
        if deep or not (asked or lean):
            count = folded_key(name, 0, script, True, tables, keys, count)
        return count, meant
    if not lean:
        count = folded_key(name, CANTONESE, script, False, tables, keys, count)
    phones, rest = np.empty(4 * LONGEST, np.uint8), np.empty(4 * LONGEST, np.uint8)
    for which in range(readings):
        m = han_phones(name, which, tables.syllable, tables.phones, phones)
        for lowest in range(0, LEVELS if deep else 1, LEVELS - 1):
            key = han_sound_key(phones, m, tables.phone_class, script, lowest)
            if key >= 0:
                count = put(key, keys, count)
    for which in range(0 if lean else readings):
        m = han_phones(name, which, tables.syllable, tables.phones, phones)
        left = without_h(phones, m, rest)
        key = han_sound_key(rest, left, tables.phone_class, script, 0) if left < m else -1
        if key >= 0:
            count = put(key, keys, count)
    if asked and not (deep or lean):
        count = turned_keys(name, script, tables, keys, count)
    for which in range(readings if deep or (asked and not lean) else 0):
        count = folded_key(name, which, script, True, tables, keys, count)
    return count, meant


@kernel
def mixed_keys(name: Any, asked: bool, depth: int, tables: CrossingTables, keys: Any) -> tuple[int, int]:
    """`cross_keys` of a name with Han and letters: of its spelling only.

    If it is asked, marks that are spelled like its letters alone come first, as those that mean the same do elsewhere.
    """
    first, last = (HAN, LATIN) if asked else (HAN, HAN)
    count = begin = 0
    for at in range(len(name) + 1 if asked else 0):
        if at == len(name) or not is_letter(int(name[at])):
            count = exact_key(name[begin:at], 0, HAN, tables, keys, count)
            begin = at + 1
    by_letters = count
    for script in range(first, last + 1):
        count = exact_key(name, 0, script, tables, keys, count)
    for script in range(first, last + 1 if depth > LEAN else first):
        count = folded_key(name, 0, script, False, tables, keys, count)
    for script in range(first, last + 1 if depth >= DEEP else first):
        count = folded_key(name, 0, script, True, tables, keys, count)
    return count, by_letters


@kernel
def sketch(name: Any, tables: CrossingTables) -> int:
    """What of a name's spelling its keys leave open, in 16 bits: classes of letters as a set, and how many there are.

    Han are spelled in their usual reading.
    """
    letters = np.empty(LETTERS, np.uint8)
    n = letters_of(name, 0, tables.syllable, tables.spelled, tables.cantonese, letters)
    found = 0
    for at in range(n):
        found |= 1 << int(SKETCHED[letters[at]])
    return found | min(n, 15) << CLASSES


@kernel
def bits_of(members: Any) -> int:
    """How many bits are set. Compared with 0 and not by size, so that the compiler knows what is counted."""
    count = 0
    while members != 0:
        members &= members - 1
        count += 1
    return count


@kernel
def apart(one: Any, other: Any) -> Any:
    """How far two sketches are apart: twice the classes of letters that only one has, and the letters it has more."""
    return 2 * bits_of((one ^ other) & ((1 << CLASSES) - 1)) + abs((one >> CLASSES) - (other >> CLASSES))

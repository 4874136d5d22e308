"""The keys under which a mark is filed, and the hashes that they are made of.

A mark of n symbols is filed under
- its whole text (`WHOLE`, by which it is found within a longer name),
- names with Han: the classes of their syllables (`SOUND`; pinyin counts as what it spells, so 青he坊 meets 青禾坊),
- names with Han of three and more: the text without each one symbol, by position (`LESS_ONE`), the sound classes
  without any one but what pinyin spells (`SOUND_LESS_ONE`), and the set of the symbols (`SET`: other order,
  reduplication),
- Latin names: the set of their letters, the text without any one or two (`LETTERS`); where there are no keys without
  two, coarse classes of its letters, with vowels alike and doubles merged, without any one (`COARSE`),
- Latin names of eight and more: their first half and their last (`HEAD`, `TAIL`),
- the keys of `crossing`, under which names of two scripts meet by spelling, sound or meaning.

Each posting carries 16 bits beside the row: the symbols left out (of Latin names also where), or the characters of a
two-syllable name within their sound classes, or under the keys of `crossing` a sketch of the spelling, so that most
candidates are ranked without touching their text.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import DEEP, MOST_KEYS, cross_keys, sketch
from ..crossing.model import CrossingTables

LONGEST: Final = 32
"""Symbols of a name that are looked at; the rest is cut."""
MARK_KEYS: Final = 192
"""At most so many keys of one mark."""
LETTER_END: Final = 36
"""Symbols 1 … 36 are digits and letters, from 11 on letters."""
FIRST_LETTER: Final = 11
FAR: Final = 7
"""Letters before or behind what is left out are counted up to here."""
MEMBERS: Final = 255
"""Characters of a sound class that have a number of their own; the last number stands for all rarer ones."""

WHOLE: Final = 1
SOUND: Final = 2
LESS_ONE: Final = 3
SOUND_LESS_ONE: Final = 16
SET: Final = 40
LETTERS: Final = 41
COARSE: Final = 42
CROSSED: Final = 43
HEAD: Final = 44
TAIL: Final = 45

LESS_ONE_LONGEST: Final = 12
LESS_TWO_SHORTEST: Final = 6
LESS_TWO_LONGEST: Final = 14
THOROUGH: Final = DEEP
"""The depth from which on searches look longer; from 1 on there are keys of Latin names less two."""
HALVED_SHORTEST: Final = 8
"""Letters from which on a mark is filed under its halves."""
LOW_HALF: Final = 0xFFFFFFFF
MULTIPLIER: Final = 1791398085
"""Of a multiply-with-carry generator of long period; below 2 ** 31."""
START: Final = 0x3A8F05C5B1D96E37

Text = Any
"""Symbols of one name: an int64 array in compiled code, an array or a list in plain Python."""


class KeyTables(NamedTuple):
    """What keys are made with; a NamedTuple, so that compiled code takes it. 65,536 symbols, C classes of syllables."""

    sound: NDArray[np.int32]
    """[65536] class of the first reading, 1 … C - 1; for what has no reading C + symbol."""
    member: NDArray[np.uint8]
    """[65536] number of a character within its class."""
    members: NDArray[np.uint16]
    """[C, 256] the character that bears a number; 0 for several."""
    coarse: NDArray[np.uint8]
    """[64] class of a letter or digit."""
    spelling: NDArray[np.int64]
    """Sorted `27 ** k` codes of pinyin syllables."""
    spelt: NDArray[np.int32]
    """The class that each spelling sounds like."""
    crossing: CrossingTables


@kernel
def stir(state: int, symbol: int) -> int:
    """Take one more symbol into a hash of 63 bits, by multiply with carry: no product reaches 2 ** 63.

    Compiled code takes signed overflow for impossible, so that hashes of plain Python and compiled code would differ.
    """
    return ((state ^ int(symbol)) & LOW_HALF) * MULTIPLIER + (state >> 32)


@kernel
def finish(state: int) -> int:
    """Let the last symbols reach all bits."""
    return stir(stir(stir(state, 0xABCD), 0x1234567), 0x789ABCDE)


@kernel
def hash_crossed(key: int) -> int:
    """Hash of a key of `crossing`, for filing and looking up alike."""
    return finish(stir(stir(CROSSED, key), key >> 32))


@kernel
def hash_without(kind: int, text: Text, n: int, one: int, other: int) -> int:
    """Hash of the text without the places `one` and `other` (-1 for none)."""
    state = stir(START, kind)
    for place in range(n):
        if place != one and place != other:
            state = stir(state, text[place])
    return finish(state)


@kernel
def hash_window(kind: int, text: Text, begin: int, end: int) -> int:
    """Hash of a part of the text; the same as that of a text of its own."""
    state = stir(START, kind)
    for place in range(begin, end):
        state = stir(state, text[place])
    return finish(state)


@kernel
def count_letters(text: Text, n: int) -> int:
    """How many of the symbols are letters or digits."""
    found = 0
    for place in range(n):
        if text[place] <= LETTER_END:
            found += 1
    return found


@kernel
def class_of_spelling(text: Text, begin: int, end: int, t: KeyTables) -> int:
    """The class of the syllable that letters spell, 0 for none."""
    code = 0
    for place in range(begin, end):
        if text[place] < FIRST_LETTER:
            return 0
        code = code * 27 + (text[place] - FIRST_LETTER + 1)
    low, high = 0, len(t.spelling)
    while low < high:
        middle = (low + high) >> 1
        if t.spelling[middle] < code:
            low = middle + 1
        else:
            high = middle
    if low < len(t.spelling) and t.spelling[low] == code:
        return np.int64(t.spelt[low])  # type: ignore[return-value]
    return 0


@kernel
def spell_out(text: Text, begin: int, end: int, more: int, t: KeyTables, fewest: Text, sounds: Text) -> int:
    """Write the classes of the syllables that a run of letters spells to sounds[begin:]; their number, 0 if none.

    The split into the fewest syllables counts, or one into so many `more`; `fewest` is room for 33 numbers.
    """
    fewest[end] = 0
    for place in range(end - 1, begin - 1, -1):
        fewest[place] = 99
        for stop in range(place + 1, min(place + 6, end) + 1):
            if fewest[stop] + 1 < fewest[place] and class_of_spelling(text, place, stop, t) > 0:
                fewest[place] = fewest[stop] + 1
    if fewest[begin] >= 99:
        return 0
    found = 0
    place = begin
    while place < end:
        last = place
        for spare in range(more, -1, -1):
            for stop in range(min(place + 6, end), place, -1):
                heard = class_of_spelling(text, place, stop, t) if fewest[stop] == fewest[place] - 1 + spare else 0
                if heard > 0:
                    sounds[begin + found] = heard
                    found += 1
                    last = stop
                    break
            if last > place:
                more -= spare
                break
        place = last
    return 0 if more > 0 else found


@kernel
def sound_classes(text: Text, n: int, more: int, t: KeyTables, room: Text, sounds: Text) -> int:
    """Write the sound classes of a name to `sounds`; their number, never more than of symbols.

    A run of letters is split into the fewest syllables, or counts letter by letter if it spells none; or into so many
    `more`, and 0 if it cannot be. `room` and `sounds` hold at least 33 numbers each.
    """
    found = 0
    place = 0
    while place < n:
        if text[place] > LETTER_END:
            sounds[found] = np.int64(t.sound[text[place]])
            found += 1
            place += 1
            continue
        stop = place
        while stop < n and text[stop] <= LETTER_END:
            stop += 1
        syllables = spell_out(text, place, stop, more, t, room, sounds)
        if syllables == 0 and more > 0:
            return 0
        for k in range(syllables if syllables > 0 else stop - place):
            sounds[found] = sounds[place + k] if syllables > 0 else np.int64(t.sound[text[place + k]])
            found += 1
        place = stop
    return found


@kernel
def place_heard(text: Text, n: int, heard: int, which: int) -> int:
    """The place of the symbol that is heard as the sound `which` of `heard`, or of a letter where letters spell it.

    -1 if letters that spell something stand in several places of the name.
    """
    if heard == n:
        return which
    begin = 0
    while begin < n and text[begin] > LETTER_END:
        begin += 1
    end = begin
    while end < n and text[end] <= LETTER_END:
        end += 1
    if count_letters(text[end:], n - end) > 0:
        return -1
    spelled = heard - (n - (end - begin))
    if which < begin:
        return which
    return begin if which < begin + spelled else which - spelled + end - begin


@kernel
def coarse_classes(text: Text, n: int, t: KeyTables, classes: Text) -> int:
    """Write the coarse classes of a Latin name, doubles merged; their number."""
    found = 0
    for place in range(n):
        coarse = np.int64(t.coarse[text[place]])
        if coarse > 0 and (found == 0 or classes[found - 1] != coarse):
            classes[found] = coarse
            found += 1
    return found


@kernel
def hash_set(text: Text, n: int, room: Text) -> int:
    """Hash of the set of the symbols, whatever their order and number."""
    found = 0
    for place in range(n):
        symbol = text[place]
        k = found
        while k > 0 and room[k - 1] > symbol:
            k -= 1
        if k > 0 and room[k - 1] == symbol:
            continue
        for later in range(found, k, -1):
            room[later] = room[later - 1]
        room[k] = symbol
        found += 1
    return hash_window(SET, room, 0, found)


@kernel
def left_out(one: int, other: int, before: int, behind: int) -> int:
    """What a posting says of one or two letters (0 for none) that its key leaves out of a name.

    Five bits each: a letter from 1 on, a digit from 27 on, of which two share a number. Then, in three bits each, how
    many letters stand before the first and behind the last, seven and more as seven.
    """
    return letter_number(one) | letter_number(other) << 5 | min(before, FAR) << 10 | min(behind, FAR) << 13


@kernel
def letter_number(symbol: int) -> int:
    """A letter as 1 … 26, a digit as 27 … 31, nothing as 0."""
    if symbol >= FIRST_LETTER:
        return symbol - FIRST_LETTER + 1
    return 27 + symbol % 5 if symbol > 0 else 0


@kernel
def letter_of(number: int) -> int:
    """The letter of a `letter_number`, or the first digit that has it."""
    if number <= 26:
        return number + FIRST_LETTER - 1 if number > 0 else 0
    return 5 if number == 27 else number - 27


@kernel
def letter_keys(text: Text, n: int, depth: int, t: KeyTables, room: Text, keys: Text, notes: Text, k: int) -> int:
    """File a Latin name of n symbols; the number of keys so far."""
    keys[k] = hash_without(LETTERS, text, n, -1, -1)
    notes[k] = 0
    k += 1
    if 3 <= n <= LESS_TWO_LONGEST:
        for one in range(n):
            keys[k] = hash_without(LETTERS, text, n, one, -1)
            notes[k] = left_out(text[one], 0, one, n - 1 - one)
            k += 1
    if depth > 0 and LESS_TWO_SHORTEST <= n <= LESS_TWO_LONGEST:
        for one in range(n):
            for other in range(one + 1, n):
                keys[k] = hash_without(LETTERS, text, n, one, other)
                notes[k] = left_out(text[one], text[other], one, n - 1 - other)
                k += 1
    if n >= 4:
        keys[k] = hash_set(text, n, room)
        notes[k] = 0
        k += 1
    if n >= HALVED_SHORTEST:
        half = (n + 1) // 2
        keys[k], keys[k + 1] = hash_window(HEAD, text, 0, half), hash_window(TAIL, text, n - half, n)
        notes[k] = notes[k + 1] = letters_in(text, n, 15)
        k += 2
    if n <= LESS_TWO_LONGEST and depth > 0:
        return k
    classes = coarse_classes(text, n, t, room)
    if n >= 5 and classes >= 3:
        keys[k] = hash_without(COARSE, room, classes, -1, -1)
        notes[k] = 0
        k += 1
        for one in range(min(classes, LESS_TWO_LONGEST) if classes >= 5 else 0):
            keys[k] = hash_without(COARSE, room, classes, one, -1)
            notes[k] = room[one]
            k += 1
    return k


@kernel
def letters_in(text: Text, n: int, mask: int) -> int:
    """The letters of a name as a set of bits, of which `mask` is the highest."""
    found = 0
    for place in range(n):
        found |= 1 << (int(text[place]) & mask)
    return found


@kernel
def mark_keys(
    mark: NDArray[np.uint16], text: Text, depth: int, t: KeyTables, room: Text, sounds: Text, keys: Text, notes: Text
) -> int:
    """All keys of a mark of 1 … 32 symbols with 16 bits of notes each; their number, at most `MARK_KEYS`.

    `text` holds the same symbols as `mark`. The greater the `depth`, the more of the
    keys that cost most.
    """
    n, k = len(mark), 1
    latin = count_letters(text, n) == n
    keys[0], notes[0] = hash_without(WHOLE, text, n, -1, -1), 0
    if latin:
        k = letter_keys(text, n, depth, t, room, keys, notes, k)
    elif n >= 3:
        for one in range(min(n, LESS_ONE_LONGEST)):
            keys[k] = hash_without(LESS_ONE + one, text, n, one, -1)
            notes[k] = text[one]
            k += 1
        keys[k] = hash_set(text, n, room)
        notes[k] = n
        k += 1
    heard = 0 if latin else sound_classes(text, n, 0, t, room, sounds)
    if heard >= 2:
        keys[k] = hash_window(SOUND, sounds, 0, heard)
        notes[k] = 0
        if n == 2:
            notes[k] = np.int64(t.member[text[0]]) | np.int64(t.member[text[1]]) << 8
        k += 1
    for one in range(min(heard, LESS_ONE_LONGEST) if heard >= 3 else 0):
        place = place_heard(text, n, heard, one)
        if heard == n or (place >= 0 and text[place] > LETTER_END):
            keys[k] = hash_without(SOUND_LESS_ONE + one, sounds, heard, one, -1)
            notes[k] = text[place]
            k += 1
    crossed, _ = cross_keys(mark, False, depth, t.crossing, keys[k : k + MOST_KEYS])
    heard = sketch(mark, t.crossing)
    for other in range(k, k + crossed):
        keys[other] = hash_crossed(keys[other])
        notes[other] = heard
    return k + crossed

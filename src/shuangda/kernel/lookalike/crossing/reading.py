"""Spelling into sounds: what Latin letters and Han symbols may be read as. Kernels: plain or compiled, see `compiled`.

Kernels of names take `CrossingTables`; those below them only the arrays that they read, which compiles sooner.

Symbols are those of `lookalike.tables`: digits 1 … 10, letters 11 … 36, Han above.
"""

from __future__ import annotations

from typing import Any, Final

from ..compiling import kernel

FIRST_LETTER: Final = 11
LAST_LETTER: Final = 36
LONGEST: Final = 40
"""Symbols of a name that are read; what follows is left out, so that no name costs more."""
PATTERN: Final = 4
"""Letters of a spelling rule; the columns after them: length, start, condition, three units."""


@kernel
def is_letter(symbol: int) -> bool:
    """Whether a symbol is one of a … z."""
    return FIRST_LETTER <= symbol <= LAST_LETTER


@kernel
def is_vowel(symbol: int) -> bool:
    """Whether a symbol is one of a, e, i, o, u."""
    at = symbol - FIRST_LETTER
    return at == 0 or at == 4 or at == 8 or at == 14 or at == 20


@kernel
def follows(condition: int, symbol: int, ends: bool) -> bool:
    """Whether what follows a spelling (`symbol`, or nothing at the end) meets the condition of its rule."""
    if condition == 0:
        return True
    if condition == 1:
        return ends
    letter = not ends and is_letter(symbol)
    if condition == 2:
        at = symbol - FIRST_LETTER
        return letter and (at == 4 or at == 8 or at == 24)
    if condition == 3:
        return letter and not is_vowel(symbol)
    if condition == 4:
        return letter and is_vowel(symbol)
    return not (letter and is_vowel(symbol))


@kernel
def rule_applies(rules: Any, row: int, name: Any, at: int, end: int) -> bool:
    """Whether a spelling rule (a row of `CrossingTables.rules`) applies at a letter of a name that ends at `end`."""
    length = int(rules[row, PATTERN])
    if at + length > end or (rules[row, PATTERN + 1] and at > 0):
        return False
    for step in range(1, length):
        if int(name[at + step]) != int(rules[row, step]):
            return False
    ends = at + length == end
    return follows(int(rules[row, PATTERN + 2]), 0 if ends else int(name[at + length]), ends)


@kernel
def latin_units(name: Any, rules: Any, rules_of: Any, units: Any) -> int:
    """Write the units that the letters of a name may be read as into `units`; how many there are."""
    count, at = 0, 0
    end = min(len(name), LONGEST)
    while at < end and count + 3 < len(units):
        length = 1
        if is_letter(int(name[at])):
            letter = int(name[at]) - FIRST_LETTER
            for row in range(int(rules_of[letter]), int(rules_of[letter + 1])):
                if rule_applies(rules, row, name, at, end):
                    for column in range(PATTERN + 3, PATTERN + 6):
                        if rules[row, column]:
                            units[count] = rules[row, column]
                            count += 1
                    length = int(rules[row, PATTERN])
                    break
        at += length
    return count


@kernel
def han_phones(name: Any, which: int, syllables: Any, phones_of: Any, phones: Any) -> int:
    """Write the phones of the Han symbols of a name into `phones`; how many there are.

    `syllables`, `phones_of` are `CrossingTables.syllable` and `.phones`; `which` is 0 for the most frequent readings,
    1 for the second ones where there are any.
    """
    count = 0
    for at in range(min(len(name), LONGEST)):
        symbol = int(name[at])
        if symbol <= LAST_LETTER or symbol >= len(syllables) or count + 4 > len(phones):
            continue
        syllable = int(syllables[symbol, which])
        if syllable == 0:
            syllable = int(syllables[symbol, 0])
        for step in range(4):
            phone = phones_of[syllable, step]
            if phone:
                phones[count] = phone
                count += 1
    return count


@kernel
def has_second_reading(name: Any, syllables: Any) -> bool:
    """Whether any symbol of a name has more than one reading; `syllables` is `CrossingTables.syllable`."""
    for at in range(min(len(name), LONGEST)):
        symbol = int(name[at])
        if LAST_LETTER < symbol < len(syllables) and syllables[symbol, 1] > 0:
            return True
    return False

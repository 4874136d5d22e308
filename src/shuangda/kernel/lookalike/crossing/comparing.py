"""All ways in which two names are related across scripts, in one call over symbol arrays. Kernels."""

from __future__ import annotations

from typing import Any

from ..compiling import kernel
from .meaning import meaning_similarity
from .model import CrossingTables
from .reading import LAST_LETTER, is_letter
from .sounding import sound_similarity
from .spelling import spelling_similarity

HAN, LATIN = 1, 2


@kernel
def scripts(name: Any) -> int:
    """`HAN`, `LATIN`, their sum, or 0: the scripts that a name (uint16 symbols) holds."""
    found = 0
    for at in range(len(name)):
        symbol = int(name[at])
        if symbol > LAST_LETTER:
            found |= HAN
        elif is_letter(symbol):
            found |= LATIN
    return found


@kernel
def han_in(name: Any) -> int:
    """How many Han a name (uint16 symbols) holds: digits and letters beside them make no name longer."""
    count = 0
    for at in range(len(name)):
        count += name[at] > LAST_LETTER
    return count


@kernel
def compare(one: Any, other: Any, tables: CrossingTables) -> tuple[float, float, float]:
    """Similarities 0 … 1 by romanisation, by sound and by meaning of two names, one Han and one Latin, in any order.

    A name that mixes Han with letters is compared with a Han name by romanisation only. All 0 for the rest.
    """
    first, second = scripts(one), scripts(other)
    if first == LATIN and second & HAN:
        return (
            spelling_similarity(one, other, tables),
            sound_similarity(one, other, tables),
            meaning_similarity(one, other, tables),
        )
    if second == LATIN and first & HAN:
        return (
            spelling_similarity(other, one, tables),
            sound_similarity(other, one, tables),
            meaning_similarity(other, one, tables),
        )
    pinyin = 0.0
    if first == HAN + LATIN and second & HAN:
        pinyin = spelling_similarity(one, other, tables)
    if second == HAN + LATIN and first & HAN:
        pinyin = max(pinyin, spelling_similarity(other, one, tables))
    return pinyin, 0.0, 0.0

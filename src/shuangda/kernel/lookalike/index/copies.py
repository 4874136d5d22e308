"""Marks of one and the same text, of which a register holds many: a name is filed for class after class of goods.

Of each text only as many marks are held as are asked for, and one is judged for all. Kernels: see `compiling`.
"""

from __future__ import annotations

from typing import Any, Final

from ..compiling import kernel
from .keys import FAR, hash_window
from .room import TEXTS

MIXED: Final = 0xFFFFFFFF
"""Bits of a text's number that tell where it stands."""
COUNT_BITS: Final = 16
"""Of an entry of the table while marks are held: how many of a text there are."""
ANY_TEXT: Final = 49
"""Kind of the hash of a text as it was read."""
LAST_LETTER_NUMBER: Final = 26
"""Higher numbers of `keys.letter_number` stand for two digits each."""


@kernel
def text_of(lookup: int, notes: Any) -> Any:
    """A number above 0 for what a lookup and these notes tell of a mark; hardly ever of two marks of other texts."""
    return 1 + (lookup << 16 | notes)


@kernel
def tells_text(notes: Any) -> bool:
    """Whether the notes of a Latin mark (see `keys.left_out`) fit one text only."""
    second = notes >> 5 & 31
    if max(notes & 31, second) > LAST_LETTER_NUMBER:
        return False
    near_start, near_end = (notes >> 10 & 7) < FAR, notes >> 13 < FAR
    return bool(near_start and near_end if second > 0 else near_start or near_end)


@kernel
def slot_of(text: Any) -> Any:
    """Where a text stands in a table."""
    return ((text ^ text >> 21) & MIXED) * 40503 >> 4 & (TEXTS - 1)


@kernel
def is_spare(text: Any, most: int, texts: Any) -> bool:
    """Whether `most` marks of a text are held already; counts one more if not. `texts` is the table, int64."""
    slot = slot_of(text)
    if texts[slot] >> COUNT_BITS != text:
        texts[slot] = text << COUNT_BITS
    if texts[slot] & ((1 << COUNT_BITS) - 1) >= most:
        return True
    texts[slot] += 1
    return False


@kernel
def text_hash(symbols: Any, begin: int, end: int) -> Any:
    """A number for the text of a mark."""
    return hash_window(ANY_TEXT, symbols, begin, end)

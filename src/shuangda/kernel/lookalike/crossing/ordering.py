"""In which order marks of the other script are worth comparing: by the edits between the letters of both. Kernels.

Names are spelled in their usual reading, and their letters stand as bits of one word, so that a mark costs a few steps
a letter (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
"""

from __future__ import annotations

from typing import Any, Final

from ..compiling import kernel
from .keying import FOLD_ALL
from .model import CrossingTables
from .spelling import letters_of

MOST_LETTERS: Final = 60
"""Letters of a name that are looked at."""
SHARES: Final = 128
"""Steps of `letters_apart` in an edit for every letter."""
FARTHEST: Final = 2 * SHARES
"""What `letters_apart` gives at most."""


@kernel
def write_masks(name: Any, tables: CrossingTables, letters: Any, masks: Any) -> int:
    """Write where each letter (1 for a … 26) stands in a name (uint16 symbols); how many letters that is.

    `masks` int64[2, 27]: bits of the places of each letter, and of each folded one; `letters` uint8[LETTERS] is room.
    """
    n = min(MOST_LETTERS, letters_of(name, 0, tables.syllable, tables.spelled, tables.cantonese, letters))
    masks[:] = 0
    for at in range(n):
        masks[0, letters[at]] |= 1 << at
        masks[1, FOLD_ALL[letters[at]]] |= 1 << at
    return n


@kernel
def step(same: int, more: int, less: int, top: int) -> tuple[int, int, int, int]:
    """Go on by one letter that stands at the places `same` of a name.

    `more` and `less` say where the edits to the next part of the name grow and shrink by one; the third that is given
    back is by how much those to the whole name (up to the place `top`) do, and the fourth up to which places they are
    no more than they were without the letter and the place.
    """
    across = (((same & more) + more) ^ more) | same | less
    up, down = less | ~(across | more), across & more
    change = (up >> top & 1) - (down >> top & 1)
    up = up << 1 | 1
    whole = (2 << top) - 1
    return (down << 1 | ~(across | up)) & whole, across & up & whole, change, across


@kernel
def letters_apart(masks: Any, n: int, mark: Any, tables: CrossingTables, letters: Any) -> int:
    """Edits between the letters of a name and a mark (uint16 symbols) and between their folded ones, by length.

    0 … `FARTHEST`: 0 if both are spelled alike. `masks` and `n` as `write_masks` gives them.
    """
    k = min(MOST_LETTERS, letters_of(mark, 0, tables.syllable, tables.spelled, tables.cantonese, letters))
    if n == 0 or k == 0:
        return FARTHEST
    top, edits = n - 1, 2 * n
    more, less, more_folded, less_folded = (1 << n) - 1, 0, (1 << n) - 1, 0
    for at in range(k):
        letter = letters[at]
        more, less, change, _ = step(masks[0, letter], more, less, top)
        more_folded, less_folded, folded, _ = step(masks[1, FOLD_ALL[letter]], more_folded, less_folded, top)
        edits += change + folded
    return edits * SHARES // max(n, k)

"""Room that a search works in, made once for each thread. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from ..compiling import kernel
from ..crossing.spelling import LETTERS
from .han import BASES
from .keys import LONGEST
from .planning import ACROSS, LOOKUPS, MOST

CANDIDATES: Final = 4096
"""At most so many candidates are held before the worse half is dropped."""
SEEN: Final = 4096
"""Size of the hash set of chosen rows; a power of two, and more than are ever chosen."""
PRICE_BITS: Final = 12
"""Of a price in `Room.prices`: its rank, at most `MOST`."""


class Room(NamedTuple):
    """Arrays of int64 unless said otherwise. A NamedTuple, so that compiled code takes it."""

    spare: Any
    """[LONGEST + 8], and"""
    sounds: Any
    """as many: the sound classes of the name."""
    tells: Any
    """[LONGEST] what each symbol tells."""
    read: Any
    """[LONGEST] what a mark makes of a name that mixes letters with Han, and"""
    read_tells: Any
    """what its symbols tell."""
    plan: Any
    """[LOOKUPS, 6], see `planning.Plan`."""
    spans: Any
    """[LOOKUPS + 1, 2] where the postings of each lookup begin and end."""
    rows: Any
    """[CANDIDATES] rows of marks, with `gathering.SURE`, and"""
    costs: Any
    """their ranks."""
    order: Any
    """[CANDIDATES] positions, the best first."""
    tally: Any
    """[MOST + 2] for counting."""
    seen: Any
    """int32 [SEEN] a hash set of rows."""
    best: Any
    """[CANDIDATES] the rows that were chosen, and"""
    guess: Any
    """their ranks."""
    letters: Any
    """uint8 [LETTERS], and"""
    masks: Any
    """[2, 27], see `crossing.ordering`."""
    places: Any
    """[37], see `latin.write_places`."""
    distances: Any
    """[34, 34] of `ranking.compare`."""
    parts: Any
    """float64 [3, 4], see `latin.prepare`."""
    bases: Any
    """[BASES, 2], see `han.base_rank_again`."""
    prices: Any
    """[1 + 2**16] the number of the lookup, counted over all queries, and for each note that number and a rank."""
    met: Any
    """[ACROSS + 2], see `gathering.rank_across`."""


@kernel
def make_room() -> Any:
    """Room for one thread."""
    return Room(
        np.zeros(LONGEST + 8, np.int64),
        np.zeros(LONGEST + 8, np.int64),
        np.zeros(LONGEST, np.int64),
        np.zeros(LONGEST, np.int64),
        np.zeros(LONGEST, np.int64),
        np.zeros((LOOKUPS, 6), np.int64),
        np.zeros((LOOKUPS + 1, 2), np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(MOST + 2, np.int64),
        np.zeros(SEEN, np.int32),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(LETTERS, np.uint8),
        np.zeros((2, 27), np.int64),
        np.zeros(37, np.int64),
        np.zeros((LONGEST + 2, LONGEST + 2), np.int64),
        np.zeros((3, 4)),
        np.zeros((BASES, 2), np.int64),
        np.zeros(1 + (1 << 16), np.int64),
        np.zeros(ACROSS + 2, np.int64),
    )

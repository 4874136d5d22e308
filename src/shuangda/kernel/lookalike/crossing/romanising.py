"""What it costs to spell a romanised Han name with other letters: written from the systems in use."""

from __future__ import annotations

from typing import Final

import numpy as np

from .model import Floats

NEAR_LETTERS: Final = (
    "bp20 dt20 gk20 zs40 zc30 cs40 jz30 jc40 qc20 xs20 jq40 xh40 sh60 wv10 iy10 uw15 uv20 ao45 ae35 ou25 eo35 "
    "ei40 eu40 iu55 au50 rl50 ln60 fh60 kh50 jg50 kc15 mn60 kq30 yj40 fp50 rj50 yu40"
)
"""Letters that romanisations interchange, in hundredths: Wade-Giles, postal, Cantonese and careless pinyin."""

LOOSE_LETTERS: Final[dict[str, int]] = {"h": 30, "g": 40, "e": 60, "i": 55, "u": 55, "w": 60, "y": 50, "a": 75, "o": 65}
"""Letters that romanisations drop or add, in hundredths; the rest cost 90."""


def letter_cost() -> Floats:
    """Costs float32[27, 27]; see `CrossingTables.letter_cost`."""
    costs = np.full((27, 27), 1.0, np.float32)
    for letter in range(1, 27):
        costs[letter, 0] = costs[0, letter] = LOOSE_LETTERS.get(chr(96 + letter), 90) / 100
    np.fill_diagonal(costs, 0.0)
    for near in NEAR_LETTERS.split():
        one, other = ord(near[0]) - 96, ord(near[1]) - 96
        costs[one, other] = costs[other, one] = int(near[2:]) / 100
    return costs

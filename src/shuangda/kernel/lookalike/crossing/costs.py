"""What it costs to read a Latin unit as a Han phone: written from how names are transliterated in general."""

from __future__ import annotations

from typing import Final

import numpy as np

from .model import Floats
from .phones import PHONES, UNITS

READINGS: Final[dict[str, str]] = {
    "b": "b0 p25 w60 m80 f80", "p": "p0 b15 f60", "m": "m0 N15 n50", "f": "f0 h50 w50 p50 b60",
    "v": "w5 f5 b30 h60", "d": "d0 t25 z60 zh60 j50", "t": "t0 d15 c60 q60 s70 zh70", "n": "n0 N0 G10 l60",
    "ng": "G0 N10 n40", "l": "l0 er5 r35 n50", "r": "l5 r10 er10 h50 w60", "rr": "er0 l20 r40", "g": "g0 k20 j40 h60",
    "gs": "j0 zh10 q40 g40 r40 x50 y50 sh60", "j": "j0 zh10 y20 r35 q40 h50 x60", "k": "k0 g15 q40 j40 h50 x60",
    "h": "h0 x30 g60 k60 w60 sh60", "cs": "s0 x10 c10 z25 sh20 q40 ch35", "ch": "q0 ch0 x10 sh10 k35 j30 zh30 h60 c40",
    "sh": "sh0 x0 s25 ch50 q50", "s": "s0 sh10 x10 z30 c30 zh50 ch50 q50", "z": "z0 c15 s15 zh15 j25 x35 sh40 q50",
    "th": "s10 t5 d25 x25 sh25 z30", "ts": "c0 z0 s30 zh30 ch40 q40 j40", "w": "w0 h40 f50 u10 ao30 ou30",
    "y": "y0 i5 ei50", "zh": "zh0 j10 r10 ch40",
    "a": "a0 ai20 e30 ei25 ao30 o35 ou50", "e": "e0 ei10 i20 ai25 a35 y40 ao60 o50 er30", "i": "i0 I20 ai20 y5 ei20 v25 e45",
    "o": "o0 ou5 ao10 u20 a30 w20 e30", "u": "u0 a20 ou10 v10 w5 o15 e30 y25 i45", "ai": "ai0 ei5 a20 e20 i40 y40",
    "au": "ao0 o5 ou5 a20 u30", "ee": "i0 ei20 v30 y10 I20 e40 ai40", "oo": "u0 o20 ou15 w10 v30 ao35", "ou": "ao5 u5 ou0 o15 a30 w20",
    "oi": "ei30 ai30 o20 w10 a30 y30", "ew": "ou10 u10 v10 y10 ao30 o35 w20", "ee_": "e0 i10 ei10 y20 a40 ai40",
}  # fmt: skip
"""Costs in hundredths of reading a unit as a phone, without which it costs as much as leaving out and adding."""

UNREAD: Final[dict[str, int]] = {
    "rr": 15, "ee_": 5, "h": 35, "t": 65, "d": 70, "r": 55, "l": 65, "n": 60, "m": 80, "ng": 70, "y": 30, "w": 45,
    "a": 50, "e": 30, "i": 50, "o": 45, "u": 40, "ai": 60, "au": 60, "ee": 55, "oo": 55, "ou": 55, "oi": 70, "ew": 55,
}  # fmt: skip
"""Costs of leaving a unit unread; 90 for those not named."""

ADDED: Final[dict[str, int]] = {
    "e": 15, "I": 10, "u": 25, "er": 35, "y": 15, "w": 15, "i": 35, "N": 35, "G": 40, "o": 40, "a": 50, "ou": 45,
    "ao": 50, "ai": 55, "ei": 45, "v": 45, "s": 70, "h": 75, "r": 75, "l": 80,
}  # fmt: skip
"""Costs of a phone that no unit is read as, cheap for the vowels that carry a bare consonant; 90 for the rest."""


def sound_cost() -> Floats:
    """Costs float32[U, P]; see `CrossingTables.sound_cost`."""
    costs = np.zeros((len(UNITS), len(PHONES)), np.float32)
    for at, unit in enumerate(UNITS[1:], 1):
        costs[at, 0] = UNREAD.get(unit, 90) / 100
    for at, phone in enumerate(PHONES[1:], 1):
        costs[0, at] = ADDED.get(phone, 90) / 100
    costs[1:, 1:] = costs[1:, :1] + costs[:1, 1:]
    for unit, readings in READINGS.items():
        for reading in readings.split():
            phone = reading.rstrip("0123456789")
            if phone in PHONES:
                costs[UNITS.index(unit), PHONES.index(phone)] = int(reading[len(phone) :]) / 100
    return costs


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

"""How likely a Latin spelling is read as a Han phone: learned from names of places and languages in Unicode CLDR.

Written expectations (`READINGS`) align the names first and stay as a prior; counts of the best alignments replace
them where there is evidence. What comes out are log odds: of the pair against both by chance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from shuangda.kernel.lookalike.crossing.loading import spelling_tables
from shuangda.kernel.lookalike.crossing.phones import PHONES, UNITS
from shuangda.kernel.lookalike.crossing.reading import LAST_LETTER, LONGEST, han_phones, latin_units
from shuangda.kernel.lookalike.tables import load

from .crossing_cldr import names

READINGS: Final[dict[str, str]] = {
    "b": "b0 p25 w60 m70 f70", "p": "p0 b15 f60", "m": "m0 N15 n50", "f": "f0 h50 w50 p50 b60",
    "v": "w5 f5 b30 h60", "d": "d0 t25 z60 zh60 j50", "t": "t0 d15 c60 q60 s70 zh70", "n": "n0 N0 G10 l60",
    "ng": "G0 N10 n40", "l": "l0 er5 r35 n50", "r": "l5 r10 er10 h50 w60", "rr": "er0 l20 r40", "g": "g0 k20 j40 h60",
    "gs": "j0 zh10 q40 g40 r40 x50 y50 sh60", "j": "j0 zh10 y20 r35 q40 h50 x60", "k": "k0 g15 q40 j40 h50 x60",
    "h": "h0 x30 g60 k60 w60 sh60", "cs": "s0 x10 c10 z25 sh20 q40 ch35", "ch": "q0 ch0 x10 sh10 k35 j30 zh30 h60 c40",
    "sh": "sh0 x0 s25 ch50 q50", "s": "s0 sh10 x10 z30 c30 zh50 ch50 q50", "z": "z0 c15 s15 zh15 j25 x35 sh40 q50",
    "th": "s10 t5 d25 x25 sh25 z30", "ts": "c0 z0 s30 zh30 ch40 q40 j40", "w": "w0 h40 f50 u10 ao30 ou30",
    "y": "y0 i5 ei50", "zh": "zh0 j10 r10 ch40",
    "a": "a0 ai20 e30 ei25 ao30 o35 ou50", "e": "e0 ei10 i20 ai25 a35 y40 ao60 o50 er30",
    "i": "i0 I20 ai20 y5 ei20 v25 e45",
    "o": "o0 ou5 ao10 u20 a30 w20 e30", "u": "u0 a20 ou10 v10 w5 o15 e30 y25 i45", "ai": "ai0 ei5 a20 e20 i40 y40",
    "au": "ao0 o5 ou5 a20 u30", "ee": "i0 ei20 v30 y10 I20 e40 ai40", "oo": "u0 o20 ou15 w10 v30 ao35",
    "ou": "ao5 u5 ou0 o15 a30 w20",
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

Doubles = npt.NDArray[np.float64]
Pair = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]

ALIKE: Final = 0.45
"""Names below this similarity by expectation are translated rather than transliterated."""
ROUNDS: Final = 5
PRIOR: Final = 20.0
"""How many observations of a unit the written expectations are worth."""
LEAST, MOST = -6.0, 5.0
FLATTENED: Final = 0.75
"""Power of chances in keys: names of goods are read more freely than names of places."""
LEAST_CHANCE: Final = 0.04
ENDINGS = re.compile("(语|文|群?岛|共和国|(标准|夏令)?时间|地区|字母|州|城|市|国)$")
ENGLISH_ENDINGS = {"time", "standard", "summer", "daylight"}


def expectations() -> Doubles:
    """Costs [U, P] in 0 … 2 of reading a unit as a phone; column 0 leaves it unread, row 0 adds a phone."""
    costs = np.zeros((len(UNITS), len(PHONES)))
    costs[1:, 0] = [UNREAD.get(unit, 90) / 100 for unit in UNITS[1:]]
    costs[0, 1:] = [ADDED.get(phone, 90) / 100 for phone in PHONES[1:]]
    costs[1:, 1:] = costs[1:, :1] + costs[:1, 1:]
    for unit, readings in READINGS.items():
        for reading in readings.split():
            phone = reading.rstrip("0123456789")
            costs[UNITS.index(unit), PHONES.index(phone)] = int(reading[len(phone) :]) / 100
    return costs


def aligned(units: npt.NDArray[np.uint8], phones: npt.NDArray[np.uint8], costs: Doubles) -> list[tuple[int, int]]:
    """The steps (unit, phone; 0 for none) of the cheapest alignment."""
    n, m = len(units), len(phones)
    total = np.zeros((n + 1, m + 1))
    total[0, 1:] = np.cumsum(costs[0, phones])
    total[1:, 0] = np.cumsum(costs[units, 0])
    for i in range(n):
        for j in range(m):
            steps = (
                total[i, j] + costs[units[i], phones[j]],
                total[i, j + 1] + costs[units[i], 0],
                total[i + 1, j] + costs[0, phones[j]],
            )
            total[i + 1, j + 1] = min(steps)
    steps_taken = []
    i, j = n, m
    while i or j:
        if i and j and np.isclose(total[i, j], total[i - 1, j - 1] + costs[units[i - 1], phones[j - 1]]):
            i, j = i - 1, j - 1
            steps_taken.append((int(units[i]), int(phones[j])))
        elif i and np.isclose(total[i, j], total[i - 1, j] + costs[units[i - 1], 0]):
            i -= 1
            steps_taken.append((int(units[i]), 0))
        else:
            j -= 1
            steps_taken.append((0, int(phones[j])))
    return steps_taken


def _names() -> Iterator[tuple[str, str]]:
    pairs = set()
    for english, chinese in names():
        plain = "".join(char for char in unicodedata.normalize("NFKD", english) if not unicodedata.combining(char))
        words = [word for word in plain.lower().split() if word not in ENGLISH_ENDINGS]
        latin = re.sub("[^a-z]", "", "".join(words))
        for _ in range(2):
            chinese = ENDINGS.sub("", chinese) if len(chinese) > 2 else chinese
        if 3 <= len(latin) <= 16 and re.fullmatch("[\u4e00-\u9fff]{2,}", chinese):
            pairs.add((latin, chinese))
    yield from sorted(pairs)


def _transliterated(costs: Doubles) -> list[Pair]:
    tables, spelling = load(), spelling_tables()
    found = []
    for latin, han in _names():
        units, phones = np.zeros(2 * LONGEST, np.uint8), np.zeros(4 * LONGEST, np.uint8)
        units = units[: latin_units(tables.symbols(latin), spelling.rules, spelling.rules_of, units)]
        phones = phones[: han_phones(tables.symbols(han), 0, spelling.syllable, spelling.phones, phones)]
        if len(units) and len(phones):
            cost = sum(costs[unit, phone] for unit, phone in aligned(units, phones, costs))
            if 1 - 2 * cost / (costs[units, 0].sum() + costs[0, phones].sum()) > ALIKE:
                found.append((units, phones))
    return found


def _by_chance() -> Doubles:
    """How common each phone is within the words that names are made of, [P]."""
    tables, phones = load(), spelling_tables().phones
    found = np.full(len(PHONES), 1e-4)
    for symbol in range(LAST_LETTER + 1, len(tables.codes)):
        for phone in phones[tables.syllable[symbol, 0]]:
            found[phone] += 2.0 ** (-float(tables.frequency[symbol]) / 8) if phone else 0.0
    found /= found[1:].sum()
    return found


def sound_gain() -> npt.NDArray[np.float32]:
    """Log odds float32[U, P]; see `CrossingTables.sound_gain`."""
    expected = expectations()
    pairs = _transliterated(expected)
    chance = _by_chance()
    prior = np.exp(-5 * expected)
    prior[expected >= 0.999 * (expected[:, :1] + expected[:1, :])] = 0.002
    prior[1:, 0] = 0.6 * np.exp(-4 * expected[1:, 0])
    prior[0] = 0.3 * len(pairs) * chance * np.exp(-4 * expected[0])
    prior[1:] *= PRIOR / prior[1:].sum(axis=1, keepdims=True)
    prior[0, 0] = 0.0
    gains = -expected
    for _ in range(ROUNDS):
        joint = prior.copy()
        for units, phones in pairs:
            for unit, phone in aligned(units, phones, -gains):
                joint[unit, phone] += 1
        joint /= joint.sum()
        gains = np.log(np.maximum(joint, 1e-12) / chance)
        gains[1:] -= np.log(joint[1:].sum(axis=1, keepdims=True))
        gains[1:, 0] = np.log(joint[1:, 0] / joint[1:].sum(axis=1))
        gains = np.clip(gains, LEAST, MOST)
        gains[0, 0] = 0.0
    return np.round(gains, 2).astype(np.float32)


def unit_classes(gains: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """The three classes that each unit is most often read as, uint8[2, U, 3], and their chances, float32[2, U, 3]."""
    classes = spelling_tables().phone_class
    chances = np.exp(gains.astype(np.float64)) * _by_chance()
    chances[:, 0] = np.exp(gains[:, 0])
    chances = (chances / chances.sum(axis=1, keepdims=True)) ** FLATTENED
    shape = (len(classes), len(UNITS), 3)
    found, share = np.zeros(shape, np.uint8), np.zeros(shape, np.float32)
    for grain in range(len(classes)):
        for unit in range(1, len(UNITS)):
            sums = np.bincount(classes[grain], weights=chances[unit], minlength=256)
            best = sorted(range(256), key=lambda number: (-sums[number], number))[:3]
            found[grain, unit] = best
            share[grain, unit] = sums[best] / sums.sum()
    share[share < LEAST_CHANCE] = 0.0
    return found, np.round(share, 3)

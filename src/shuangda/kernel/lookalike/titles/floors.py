"""How much a window of a title has to surprise before a mark is worth looking for."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .background import FAR, UNIT
from .evidence import (
    CUT,
    DISGUISE,
    DOUBLED,
    EVIDENCE,
    HIDDEN,
    INSERTED,
    LENGTHS,
    LETTERED,
    LONE,
    MISSING,
    PARTS,
    REPLACED,
    SEVERAL,
    SWAP,
    SWAPPED,
)

BESIDE: Final = 4
"""PARTS, PLAIN, LONE, CUT"""
PURE_HAN, MIXED, NO_HAN = range(3)


def least_surprise(weights: NDArray[np.float64], longest: int, rivals: float, score: float) -> NDArray[np.int32]:
    """Quarter bits of surprise below which no mark gives a window the score.

    [what stands before, behind (BESIDE), script, whether signs stand within, length, symbols that words hold]
    """
    wanted = math.log(max(score, 1e-6) / max(1 - score, 1e-6))
    least = np.full((BESIDE, BESIDE, 3, 2, longest + 1, longest + 1), np.inf)
    for size in range(2, longest + 1):
        for way, mark, edits in _possible(size):
            for length in (min(mark, 4) - 2, LETTERED):
                row = dict(zip(EVIDENCE, weights[way * len(LENGTHS) + length].tolist(), strict=True))
                found = _least(row, wanted, size, rivals + edits)
                scripts = (MIXED, NO_HAN) if length == LETTERED else (PURE_HAN,)
                for script in scripts:
                    for signs in (1,) if way == HIDDEN else (0, 1):
                        place = least[:, :, script, signs, size, : size + 1]
                        np.minimum(place, found[:, :, script, signs], out=place)
    floors: NDArray[np.int32] = np.floor(np.clip(UNIT * least, 0, FAR)).astype(np.int32)
    return floors


def _possible(size: int) -> list[tuple[int, int, float]]:
    """The ways in which a window of so many symbols may imitate, the symbols of the mark, and the least bits."""
    choice = math.log2(size)
    found = [
        (HIDDEN, size, DISGUISE),
        (REPLACED, size, 1 + choice),
        (SEVERAL, size, 2.0 + size),
        (SWAPPED, size, SWAP + choice),
    ]
    if size > 3:
        found.append((INSERTED, size - 1, min(1.0, DOUBLED) + choice))
    if size > 2:
        found.append((MISSING, size + 1, DOUBLED + math.log2(size + 1)))
    return found


def _least(row: dict[str, float], wanted: float, size: int, paid: float) -> NDArray[np.float64]:
    """[before, behind, script, signs, held]: bits from which these weights may give the odds `wanted`."""
    slope = row["gain"] + row["surprise"]
    if slope < 0 or row["gain"] < 0:
        return np.zeros((BESIDE, BESIDE, 3, 2, size + 1))
    before, behind = np.zeros(BESIDE), np.zeros(BESIDE)
    before[[PARTS, LONE, CUT]] = row["opens"], row["lone_before"], row["cut_before"]
    behind[[PARTS, LONE, CUT]] = row["closes"], row["lone_after"], row["cut_after"]
    mixed = max(row["latin"] / size, row["latin"] * (1 - 1 / size))
    speaks = (
        row["always"] + row["length"] * size - row["gain"] * paid
        + before[:, None, None, None, None] + behind[:, None, None, None]
        + np.array([0.0, mixed, row["latin"]])[:, None, None]
        + np.array([0.0, row["signs"] + max(0.0, row["pictured"])])[:, None]
        + row["lone"] * (1 - np.arange(size + 1) / size)
    )  # fmt: skip
    if slope == 0:
        return np.where(speaks >= wanted, 0.0, np.inf)
    least: NDArray[np.float64] = (wanted - speaks) / slope
    return least

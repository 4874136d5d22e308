"""Words that a sample of ordinary titles repeats, so that the search takes them for granted."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .background import HAN, LETTER, LONGEST_WORD, PRIME, SEED, UNIT
from .folded import Folded

LONGEST_HAN: Final = 4
LEAST_COUNT: Final = 3
LEAST_SHARE: Final = 3e-5
"""An n-gram is learned from so many occurrences, and from so many per title."""
MOST: Final = 200_000


def repeated(folded: Folded, script: NDArray[np.uint8]) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """Hashes and costs of what repeats: 2 to 4 symbols that stand together, and whole runs of letters up to 8."""
    symbols, gaps = folded.symbols, folded.gaps > 0
    gaps[folded.offsets[:-1][np.diff(folded.offsets) > 0]] = True
    kinds = script[symbols]
    cut = np.ones(len(symbols) + 1, np.bool_)
    cut[1:-1] = gaps[1:] | (kinds[1:] == HAN) | (kinds[1:] != kinds[:-1])
    broken = np.concatenate(([0], np.cumsum(gaps)))
    inner = np.concatenate(([0], np.cumsum(cut[:-1])))
    spelled = (symbols.astype(np.uint64) ^ SEED) * PRIME
    least = max(LEAST_COUNT, round(LEAST_SHARE * (len(folded.offsets) - 1)))
    total = np.log2(max(len(symbols) / 2, 2))
    hashes, costs = [], []
    with np.errstate(over="ignore"):
        for size in range(2, min(LONGEST_WORD, len(symbols)) + 1):
            spelled = (spelled[:-1] ^ symbols[size - 1 :].astype(np.uint64)) * PRIME
            count = len(spelled)
            whole = cut[:count] & cut[size:] & (broken[size:] - broken[1 : count + 1] == 0)
            run = (inner[size:] - inner[1 : count + 1] == 0) & (kinds[:count] == LETTER)
            whole &= run if size > LONGEST_HAN else run | (kinds[:count] == HAN)
            found, times = np.unique(spelled[whole], return_counts=True)
            often = times >= least
            hashes.append(found[often])
            costs.append(np.clip((total - np.log2(times[often])) * UNIT, 0, 255).astype(np.uint8))
    hashed, cost = np.concatenate(hashes), np.concatenate(costs)
    best = np.argsort(cost, kind="stable")[:MOST]
    return hashed[best], cost[best]

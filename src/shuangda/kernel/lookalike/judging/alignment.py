"""The cheapest way from a mark to a name. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel

BOTH, INSERTED, LEFT_OUT, SWAPPED = 0, 1, 2, 3
"""Moves: a symbol of each, one more in the name, one of the mark missing, two neighbours changed over."""
SWAP: Final = 0.35
GAP: Final = 0.85


@kernel
def align(q: NDArray[np.uint16], m: NDArray[np.uint16], substitution: Any, moves: NDArray[np.int8]) -> float:
    """Cost of the cheapest way from the mark `m` to the name `q`; 1 is an unrelated character for another.

    `moves` int8[len(q) + 1, len(m) + 1] takes the last move of the way to each place, to be walked from its end.
    """
    n, k = len(q), len(m)
    costs = np.empty((n + 1, k + 1))
    for i in range(n + 1):
        costs[i, 0] = i * GAP
        moves[i, 0] = INSERTED
    for j in range(k + 1):
        costs[0, j] = j * GAP
        moves[0, j] = LEFT_OUT
    apart = n - k
    cost = align_within(q, m, substitution, min(apart, 0), max(apart, 0), costs, moves)
    # Whatever leaves that band has two gaps more than the lengths ask for: mostly nothing outside need be looked at.
    if cost < (abs(apart) + 2) * GAP:
        return cost
    return align_within(q, m, substitution, -k, n, costs, moves)


@kernel
def align_within(
    q: NDArray[np.uint16], m: NDArray[np.uint16], substitution: Any, least: int, most: int,
    costs: NDArray[np.float64], moves: NDArray[np.int8],
) -> float:  # fmt: skip
    """`align` by ways on which the name is `least` … `most` symbols ahead; `costs` is filled at its edges."""
    n, k = len(q), len(m)
    known = substitution.shape[0]
    for i in range(1, n + 1):
        for j in range(max(1, i - most), min(k, i - least) + 1):
            a, b = q[i - 1], m[j - 1]
            cost = 1.0
            if a == b:
                cost = 0.0
            elif a < known and b < known:
                cost = substitution[a, b] / 255.0
            best, move = costs[i - 1, j - 1] + cost, BOTH
            if i - j > least and costs[i - 1, j] + GAP < best:
                best, move = costs[i - 1, j] + GAP, INSERTED
            if i - j < most and costs[i, j - 1] + GAP < best:
                best, move = costs[i, j - 1] + GAP, LEFT_OUT
            crossed = i > 1 and j > 1 and a != b and a == m[j - 2] and q[i - 2] == b
            if crossed and costs[i - 2, j - 2] + SWAP < best:
                best, move = costs[i - 2, j - 2] + SWAP, SWAPPED
            costs[i, j] = best
            moves[i, j] = move
    return float(costs[n, k])

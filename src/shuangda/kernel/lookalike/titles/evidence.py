"""What speaks for an imitation at one place of a title, weighed into a score. Kernels: see `compiling`."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .background import FAR, HAN, LONGEST_WORD, UNIT, Whole

SWAP: Final = 8.0
LEFT_OUT: Final = 14.0
FOREIGN: Final = 2.0
"""Bits of an edit beyond the choice of the symbol: a swap, a symbol left out, a symbol that is not near at all."""

EVIDENCE: Final = ("always", "gain", "surprise", "lone", "length", "latin", "left_out", "opens", "signs", "hidden")
"""`gain`: bits by which the imitation of a mark explains the window better than ordinary words do; `surprise`: bits
that ordinary words pay for it; `lone`: share of its symbols that no word holds; `latin`: share of letters and digits;
`left_out`: a symbol of the mark is missing; `opens`: the title, or one of its parts, begins with the window; `signs`:
other signs stand within it; `hidden`: nothing but such signs, or another way of writing, tells it from the mark."""
WEIGHTS: Final = np.array([-5.05, 0.526, -0.134, 2.12, 2.14, -5.06, 6.5, 2.34, 1.27, 3.87])
"""Fitted on planted imitations against ordinary titles (benchmarks), so that .5 flags one ordinary title in 500."""


@kernel
def replaced_bits(seen: Whole, meant: Whole, costs: NDArray[np.uint8], crowd: NDArray[np.float32]) -> Whole:
    """Bits for writing `seen` where `meant` stood: the choice among all symbols that are as near."""
    known = costs.shape[0]
    if seen >= known or meant >= known:
        return 13.0 + FOREIGN
    cost = np.int64(costs[seen, meant])
    return crowd[meant, cost >> 3] + (FOREIGN if cost > 150 else 0.0)


@kernel
def edit_bits(
    w: NDArray[np.uint16], i0: int, n: int, m: NDArray[np.uint16], j0: int, k: int,
    costs: NDArray[np.uint8], crowd: NDArray[np.float32], single: NDArray[np.uint8],
) -> float:  # fmt: skip
    """Bits for turning the k symbols of `m` from j0 on into the n of `w` from i0 on, in one of the ways that the keys
    find; FAR if in none."""
    head = 0
    while head < n and head < k and w[i0 + head] == m[j0 + head]:
        head += 1
    if n == k:
        if head == n:
            return 0.0
        if head + 1 < n and w[i0 + head] == m[j0 + head + 1] and w[i0 + head + 1] == m[j0 + head]:
            rest = head + 2
            while rest < n and w[i0 + rest] == m[j0 + rest]:
                rest += 1
            if rest == n:
                return SWAP + math.log2(n)
        total, changed = 0.0, 0
        for i in range(head, n):
            if w[i0 + i] != m[j0 + i]:
                total += replaced_bits(np.int64(w[i0 + i]), np.int64(m[j0 + i]), costs, crowd)
                changed += 1
        return total + math.log2(n) if changed == 1 else total + n
    if n == k + 1 and 0 < head < k:
        for i in range(head, k):
            if w[i0 + i + 1] != m[j0 + i]:
                return float(FAR)
        return np.int64(single[w[i0 + head]]) / 4.0 + math.log2(n)
    if n == k - 1 and k > 3:
        for i in range(head, n):
            if w[i0 + i] != m[j0 + i + 1]:
                return float(FAR)
        return LEFT_OUT + math.log2(k)
    return float(FAR)


@kernel
def word_heads(n: int, after: NDArray[np.int64], edges: NDArray[np.int64], heads: NDArray[np.int64]) -> None:
    """Set `heads[i]` to where the word of symbol i begins in the cheapest cut; lone symbols and runs are words."""
    at = 0
    while at < n:
        step = edges[at, LONGEST_WORD + 1]
        if edges[at, 0] + after[at + step] != after[at]:
            step = 2
            while edges[at, step] + after[at + step] != after[at]:
                step += 1
        for i in range(at, at + step):
            heads[i] = at
        at += step


@kernel
def weigh(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], start: int, end: int, size: int, heads: NDArray[np.int64],
    script: NDArray[np.uint8], surprise: float, needed: float, signs: int, hidden: bool, weights: NDArray[np.float64],
    out: NDArray[np.float64],
) -> float:  # fmt: skip
    """Fill `out` with the evidence in the order of EVIDENCE and return the score in 0 … 1.

    `size` is the length of the mark, `needed` the bits of its imitation.
    """
    n, total = end - start, len(heads)
    lone, latin = 0, 0
    for at in range(start, end):
        latin += script[s[at]] != HAN
        lone += heads[at] == at and (at + 1 == total or heads[at + 1] != at)
    out[0] = 1.0
    out[1] = surprise - needed
    out[2] = surprise
    out[3] = lone / n
    out[4] = n
    out[5] = latin / n
    out[6] = n < size
    out[7] = start == 0 or gap[start] > 0
    out[8] = signs > 0
    out[9] = hidden
    speaks = 0.0
    for i in range(len(out)):
        speaks += weights[i] * out[i]
    return 1.0 / (1.0 + math.exp(-speaks))


@lru_cache(maxsize=16)
def least_surprise(longest: int, needed: float, score: float) -> NDArray[np.int64]:
    """[8, longest + 1, longest + 1], quarter bits: windows that surprise less never reach the score.

    By row, length, and how many of the symbols words hold. Row 1 is for letters and digits only, 2 for signs within, 4
    for windows that a part of the title begins with, and their sums. `needed` are the bits of the cheapest imitation of
    any mark.
    """
    always, gain, surprise, lone, length, latin, left_out, opens, signs, hidden = WEIGHTS
    wanted = math.log(max(score, 1e-6) / max(1 - score, 1e-6)) - always
    found = np.zeros((8, longest + 1, longest + 1), np.int64)
    for size in range(1, longest + 1):
        missing = min(0.0, gain * LEFT_OUT - left_out) if size > 2 else 0.0
        for row in range(8):
            speaks = length * size + (latin if row & 1 else 0.0)
            speaks += (signs + hidden if row & 2 else 0.0) + (opens if row & 4 else 0.0)
            for held in range(size + 1):
                alone = 0.0 if row & 1 else lone * (size - held) / size
                least = wanted - speaks - alone + gain * needed + missing
                found[row, size, held] = max(0, math.floor(UNIT * least / (gain + surprise)))
    return found

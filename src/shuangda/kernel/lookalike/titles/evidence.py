"""What speaks for an imitation at one place of a title, weighed into a score. Kernels: see `compiling`."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .background import FAR, UNIT, Whole

SWAP: Final = 8.0
LEFT_OUT: Final = 14.0
FOREIGN: Final = 2.0
DISGUISE: Final = 3.0
DOUBLED: Final = 1.0
"""Bits of an edit beyond the choice of the symbol: a swap, a symbol left out, a symbol that is not near at all,
of a mark that only signs or another way to write it hide, and of a symbol that is doubled or no longer is."""

WAYS: Final = ("hidden", "replaced", "several", "swapped", "inserted", "left out")
"""What tells a window from a mark: nothing but signs or another way of writing; one symbol, or several, replaced; two
swapped; one too many; one missing."""
HIDDEN, REPLACED, SEVERAL, SWAPPED, INSERTED, MISSING = range(len(WAYS))
LENGTHS: Final = ("two", "three", "longer", "letters")
"""Of the mark; a window with letters or digits has its own weights whatever its length."""
LETTERED: Final = LENGTHS.index("letters")
EVIDENCE: Final = (
    "always", "gain", "surprise", "lone", "length", "latin", "opens", "closes", "signs", "lone_before", "lone_after",
    "cut_before", "cut_after", "pictured",
)  # fmt: skip
"""`gain`: bits by which the imitation of a mark explains the window better than ordinary words do; `surprise`: bits
that ordinary words pay for it; `lone`: share of its symbols that no word holds; `length`: its symbols; `latin`: share
of letters and digits; `opens`, `closes`: a part of the title begins, ends with the window; `signs`: other signs stand
within it; `lone_before`, `lone_after`: a character that no word holds touches it, so that it may be part of a longer
name; `cut_before`, `cut_after`: it begins, ends within a word; `pictured`: an emoji is read as a character of it."""
PARTS, PLAIN, LONE, CUT = range(4)
"""What stands beside a window: nothing, as a part of the title begins or ends there; text; a character that no word
holds; the rest of a word."""
WEIGHTS: Final = Path(__file__).parent / "weights.json"
"""Fitted by `benchmarks.fit_titles`: the evidence by way and length, and by the number of marks the odds (logarithm)
that fewer than one ordinary title in 500 reaches."""


def shipped_weights(marks: int) -> NDArray[np.float64]:
    """[WAYS * LENGTHS, EVIDENCE] for a register of so many marks."""
    kept = json.loads(WEIGHTS.read_text("utf-8"))
    rows = [kept["evidence"][f"{way}, {length}"] for way in WAYS for length in LENGTHS]
    weights = np.array([[row.get(name, 0.0) for name in EVIDENCE] for row in rows])
    counts = [math.log2(int(count)) for count in kept["thresholds"]]
    weights[:, 0] -= np.interp(math.log2(max(marks, 1)), counts, list(kept["thresholds"].values()))
    return weights


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
    w: NDArray[np.uint16], m: NDArray[np.uint16], costs: NDArray[np.uint8], crowd: NDArray[np.float32],
    single: NDArray[np.uint8],
) -> tuple[int, float]:  # fmt: skip
    """The way to turn the mark `m` into the window `w`, of those that the keys find, and its bits: 0 if nothing
    differs, FAR if there is none."""
    n, k, head = len(w), len(m), 0
    while head < n and head < k and w[head] == m[head]:
        head += 1
    if n == k:
        return same_length_bits(w, m, head, costs, crowd)
    for i in range(head, min(n, k)):
        if w[i + max(n - k, 0)] != m[i + max(k - n, 0)]:
            return HIDDEN, float(FAR)
    if n == k + 1 and head > 0:
        if w[head] == w[head - 1]:
            return INSERTED, DOUBLED + math.log2(n)
        if head < k:
            return INSERTED, np.int64(single[w[head]]) / UNIT + math.log2(n)
    if n == k - 1 and k > 3:
        undoubled = head > 0 and m[head] == m[head - 1]
        return MISSING, (DOUBLED if undoubled else LEFT_OUT) + math.log2(k)
    return HIDDEN, float(FAR)


@kernel
def same_length_bits(
    w: NDArray[np.uint16], m: NDArray[np.uint16], head: int, costs: NDArray[np.uint8], crowd: NDArray[np.float32]
) -> tuple[int, float]:
    """Way and bits of a window as long as the mark; the first `head` symbols are the same."""
    n = len(w)
    total, changed, last = 0.0, 0, head
    for i in range(head, n):
        if w[i] != m[i]:
            total += replaced_bits(np.int64(w[i]), np.int64(m[i]), costs, crowd)
            changed += 1
            last = i
    if changed == 0:
        return HIDDEN, 0.0
    if changed == 1:
        return REPLACED, total + math.log2(n)
    if changed == 2 and last == head + 1 and w[head] == m[last] and w[last] == m[head]:
        return SWAPPED, SWAP + math.log2(n)
    return SEVERAL, total + n


@kernel
def describe(
    size: int, opening: int, closing: int, lone: int, latin: int, signs: int, pictured: bool, out: NDArray[np.float64]
) -> None:
    """Fill `out`, in the order of EVIDENCE, with what a window of so many symbols shows whatever mark it imitates."""
    out[0] = 1.0
    out[3] = lone / size
    out[4] = size
    out[5] = latin / size
    out[6] = opening == PARTS
    out[7] = closing == PARTS
    out[8] = signs > 0
    out[9] = opening == LONE
    out[10] = closing == LONE
    out[11] = opening == CUT
    out[12] = closing == CUT
    out[13] = pictured


@kernel
def weigh(
    way: int, size: int, surprise: float, paid: float, weights: NDArray[np.float64], out: NDArray[np.float64]
) -> tuple[float, int]:
    """Complete the evidence `out` for a mark of `size` symbols; returns the score in 0 … 1 and the row of its weights.

    `paid` are the bits of the choice of the mark and of its imitation.
    """
    out[1] = surprise - paid
    out[2] = surprise
    row = way * len(LENGTHS) + (LETTERED if out[5] > 0 else min(size, 4) - 2)
    speaks = 0.0
    for i in range(len(out)):
        speaks += weights[row, i] * out[i]
    return 1.0 / (1.0 + math.exp(-speaks)), row

"""What speaks for an imitation at one place of a title, weighed into a score. Kernels: see `compiling`."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .background import FAR, HAN, LONGEST_WORD, UNIT, Whole

SWAP: Final = 8.0
LEFT_OUT: Final = 14.0
FOREIGN: Final = 2.0
DISGUISE: Final = 3.0
"""Bits of an edit beyond the choice of the symbol: a swap, a symbol left out, a symbol that is not near at all,
and of a mark that only signs or another way to write it hide."""

WAYS: Final = ("hidden", "replaced", "several", "swapped", "inserted", "left out")
"""What tells a window from a mark: nothing but signs or another way of writing; one symbol, or several, replaced; two
swapped; one too many; one missing."""
HIDDEN, REPLACED, SEVERAL, SWAPPED, INSERTED, MISSING = range(len(WAYS))
LENGTHS: Final = ("two", "three", "longer", "letters")
"""Of the mark; a window with letters or digits has its own weights whatever its length."""
EVIDENCE: Final = (
    "always", "gain", "surprise", "lone", "length", "latin", "opens", "closes", "signs", "lone_before", "lone_after",
    "cut_before", "cut_after",
)  # fmt: skip
"""`gain`: bits by which the imitation of a mark explains the window better than ordinary words do; `surprise`: bits
that ordinary words pay for it; `lone`: share of its symbols that no word holds; `length`: its symbols; `latin`: share
of letters and digits; `opens`, `closes`: a part of the title begins, ends with the window; `signs`: other signs stand
within it; `lone_before`, `lone_after`: a character that no word holds touches it, so that it may be part of a longer
name; `cut_before`, `cut_after`: it begins, ends within a word."""
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
    w: NDArray[np.uint16], i0: int, n: int, m: NDArray[np.uint16], j0: int, k: int,
    costs: NDArray[np.uint8], crowd: NDArray[np.float32], single: NDArray[np.uint8],
) -> tuple[int, float]:  # fmt: skip
    """The way to turn the k symbols of `m` from j0 on into the n of `w` from i0 on, of those that the keys find, and
    its bits: 0 if nothing differs, FAR if there is none."""
    head = 0
    while head < n and head < k and w[i0 + head] == m[j0 + head]:
        head += 1
    if n == k:
        if head == n:
            return HIDDEN, 0.0
        if head + 1 < n and w[i0 + head] == m[j0 + head + 1] and w[i0 + head + 1] == m[j0 + head]:
            rest = head + 2
            while rest < n and w[i0 + rest] == m[j0 + rest]:
                rest += 1
            if rest == n:
                return SWAPPED, SWAP + math.log2(n)
        total, changed = 0.0, 0
        for i in range(head, n):
            if w[i0 + i] != m[j0 + i]:
                total += replaced_bits(np.int64(w[i0 + i]), np.int64(m[j0 + i]), costs, crowd)
                changed += 1
        return (REPLACED, total + math.log2(n)) if changed == 1 else (SEVERAL, total + n)
    if n == k + 1 and 0 < head < k:
        for i in range(head, k):
            if w[i0 + i + 1] != m[j0 + i]:
                return INSERTED, float(FAR)
        return INSERTED, np.int64(single[w[i0 + head]]) / 4.0 + math.log2(n)
    if n == k - 1 and k > 3:
        for i in range(head, n):
            if w[i0 + i] != m[j0 + i + 1]:
                return MISSING, float(FAR)
        return MISSING, LEFT_OUT + math.log2(k)
    return MISSING, float(FAR)


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
    script: NDArray[np.uint8], surprise: float, rivals: float, edits: float, signs: int, way: int,
    weights: NDArray[np.float64], out: NDArray[np.float64],
) -> tuple[float, int]:  # fmt: skip
    """Fill `out` with the evidence in the order of EVIDENCE; returns the score in 0 … 1 and the row of its weights.

    `size` is the length of the mark, `edits` the bits of its imitation.
    """
    n, total = end - start, len(heads)
    lone, latin = 0, 0
    for at in range(start, end):
        latin += script[s[at]] != HAN
        lone += stands_alone(heads, at)
    before, after = start > 0 and gap[start] == 0, end < total and gap[end] == 0
    out[0] = 1.0
    out[1] = surprise - rivals - edits
    out[2] = surprise
    out[3] = lone / n
    out[4] = n
    out[5] = latin / n
    out[6] = start == 0 or gap[start] > 0
    out[7] = end == total or gap[end] > 0
    out[8] = signs > 0
    out[9] = before and script[s[start - 1]] == HAN and stands_alone(heads, start - 1)
    out[10] = after and script[s[end]] == HAN and stands_alone(heads, end)
    out[11] = before and heads[start] != start
    out[12] = after and heads[end] != end
    row = way * 4 + (3 if latin else min(size, 4) - 2)
    speaks = 0.0
    for i in range(len(out)):
        speaks += weights[row, i] * out[i]
    return 1.0 / (1.0 + math.exp(-speaks)), row


@kernel
def stands_alone(heads: NDArray[np.int64], at: int) -> Whole:
    """Whether no word holds the symbol together with others."""
    return heads[at] == at and (at + 1 == len(heads) or heads[at + 1] != at)


def least_surprise(weights: NDArray[np.float64], longest: int, rivals: float, score: float) -> NDArray[np.int64]:
    """[8, longest + 1, longest + 1], quarter bits: windows that surprise less never reach the score.

    By row, length, and how many of the symbols words hold. Row 1 is for letters and digits only, 2 for signs within, 4
    for windows that a part of the title begins with, and their sums. A mark is hidden by signs within, or not at all.
    """
    named = [dict(zip(EVIDENCE, row.tolist(), strict=True)) for row in weights]
    wanted = math.log(max(score, 1e-6) / max(1 - score, 1e-6))
    found = np.zeros((8, longest + 1, longest + 1), np.int64)
    for size in range(2, longest + 1):
        ways = _possible(size)
        for row in range(8):
            for held in range(size + 1):
                least = min(
                    _least(named[way * 4 + length], wanted, row, size, held, rivals, edits, length == 3)
                    for way, lengths, edits in ways
                    if way != HIDDEN or row & 2
                    for length in ((3,) if row & 1 else lengths)
                )
                found[row, size, held] = max(0, math.floor(UNIT * least))
    return found


def _possible(size: int) -> list[tuple[int, tuple[int, ...], float]]:
    """The ways in which a window of so many symbols may imitate, the LENGTHS of the marks, and the least bits."""

    def lengths(mark: int) -> tuple[int, ...]:
        return (min(mark, 4) - 2, 3)

    choice = math.log2(size)
    found = [
        (HIDDEN, lengths(size), DISGUISE),
        (REPLACED, lengths(size), 1 + choice),
        (SEVERAL, lengths(size), 2.0 + size),
        (SWAPPED, lengths(size), SWAP + choice),
    ]
    if size > 3:
        found.append((INSERTED, lengths(size - 1), 1 + choice))
    if size > 2:
        found.append((MISSING, lengths(size + 1), LEFT_OUT + math.log2(size + 1)))
    return found


def _least(
    weights: dict[str, float], wanted: float, row: int, size: int, held: int, rivals: float, edits: float, letters: bool
) -> float:
    """Bits of surprise from which these weights may give a score whose odds are `wanted`, whatever else is seen."""
    slope = weights["gain"] + weights["surprise"]
    if slope <= 0 or weights["gain"] < 0:
        return 0.0
    speaks = weights["always"] + weights["lone"] * (size - held) / size + weights["length"] * size
    speaks -= weights["gain"] * (rivals + edits)
    speaks += (weights["signs"] if row & 2 else 0.0) + (weights["opens"] if row & 4 else 0.0)
    if letters:
        shares = (1.0,) if row & 1 else (1 / size, 1 - 1 / size)
        speaks += max(weights["latin"] * share for share in shares)
    perhaps = ("closes", "lone_before", "lone_after", "cut_before", "cut_after")
    speaks += sum(max(0.0, weights[name]) for name in perhaps)
    return (wanted - speaks) / slope

"""How well the glyph vectors tell characters that are taken for each other: `python -m benchmarks.lookalike_shapes`.

Pairs come from `confusable_characters.txt`, written from what schools teach. Negatives for a pair (a, b) are characters
with as many strokes as b, give or take one. The rank of b is its place among all characters by likeness to a.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scripts.tables.parts import strokes
from shuangda.kernel.lookalike.tables import LETTERS, load
from shuangda.kernel.lookalike.tables.likeness import looks, overlaps

PAIRS = Path(__file__).with_name("confusable_characters.txt")
NEGATIVES = 40


def pairs() -> list[tuple[str, str]]:
    """Every two characters of each group, both ways round."""
    groups = [line for line in PAIRS.read_text(encoding="utf-8").split() if line[0] >= "\u4e00" and line.isalpha()]
    found = {pair for group in groups for pair in combinations(group, 2) if pair[0] != pair[1]}
    return sorted(found | {(b, a) for a, b in found})


Rows = Callable[[Sequence[int]], npt.NDArray[np.float32]]
"""Likeness of the given characters to all, [rows, len(chars)]."""


def judge(rows: Rows, chars: Sequence[str]) -> dict[str, float]:
    """AUC and ranks of one way to say how alike characters look."""
    place = {char: at for at, char in enumerate(chars)}
    count = np.array([strokes().get(char, 0) for char in chars])
    known = [(place[a], place[b]) for a, b in pairs() if a in place and b in place]
    random = np.random.default_rng(7)
    positive, negative, ranks = [], [], []
    for (a, b), likeness in zip(known, rows([a for a, _ in known]), strict=True):
        positive.append(likeness[b])
        near = np.flatnonzero(np.abs(count - count[b]) <= 1)
        negative.append(random.choice(likeness[near[(near != a) & (near != b)]], NEGATIVES))
        ranks.append(int((likeness > likeness[b]).sum()))
    other = np.sort(np.concatenate(negative))
    auc = (np.searchsorted(other, positive) + np.searchsorted(other, positive, "right")).mean() / 2 / len(other)
    rank = np.array(ranks)
    found = {"pairs": len(known) / 2, "auc": float(auc), "median rank": float(np.median(rank))}
    return found | {f"within {top}": float((rank <= top).mean()) for top in (1, 10, 50, 200)}


def main() -> None:
    """Print the figures of the shipped tables."""
    tables = load()
    han = np.arange(len(LETTERS) + 1, len(tables.codes))
    vectors = tables.shape[han].astype(np.float32) / 127
    ways: dict[str, Rows] = {
        "glyph": lambda rows: vectors[rows] @ vectors.T,
        "parts": lambda rows: overlaps(tables, han[rows])[:, han],
        "glyph and parts": lambda rows: looks(tables, han[rows])[:, han],
    }
    for name, rows in ways.items():
        found = judge(rows, [chr(tables.codes[at]) for at in han])
        print(f"{name:16}", "  ".join(f"{what} {value:.3f}" for what, value in found.items()))


if __name__ == "__main__":
    main()

"""Fit the weights of evidence by which imitations within titles are told from chance.

    python -m benchmarks.fit_titles FOLDER [--check]

Marks, titles and planted imitations come from the generators of `lookalike_titles` with other seeds; marks that are
tested there are left out. Each way of imitation has its own logistic regression for each length of marks. The
threshold is what a share `FLAGGED` of ordinary titles of a third seed reaches, by the number of marks from 100 to
100,000, so that a short list has its own. Writes `titles/weights.json`; takes some minutes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.invented_marks import marks, name
from benchmarks.invented_titles import titles
from benchmarks.lookalike_titles import MARKS, planted, registered
from shuangda.kernel.lookalike.titles import TitleHits, TitleScreen
from shuangda.kernel.lookalike.titles.evidence import EVIDENCE, LENGTHS, WAYS, WEIGHTS

REGISTERS: Final = (100_000, 10_000, 1_000, 100)
TITLES: Final = 80_000
EACH: Final = 600
"""Planted imitations of each kind."""
UNLIKE: Final = "another character"
"""Is planted to be measured, but teaches nothing: what neither looks nor sounds alike is mostly another name."""
ROUNDS: Final = 2
FLAGGED: Final = 0.0015
"""Share of ordinary titles that may reach a score of .5; the aim is .002."""
LOWEST: Final = 0.1
"""No register takes a lower score for .5, however few ordinary titles reach it."""
STRENGTH: Final = 0.3
"""Inverse of the regularisation."""
LEAST: Final = 60
"""Examples by chance and planted ones that a way and length needs; with fewer, all lengths of the way are taken."""


def unseen(folder: Path) -> list[str]:
    """Marks that are not tested."""
    points, offsets = marks(2 * MARKS, folder, 2)
    tested = set(registered(folder))
    names = (name(points, offsets, row) for row in range(2 * MARKS))
    return [found for found in names if found not in tested][:MARKS]


def start() -> NDArray[np.float64]:
    """Weights before any are fitted: bits saved, and nothing else."""
    weights = np.zeros((len(WAYS) * len(LENGTHS), len(EVIDENCE)))
    weights[:, EVIDENCE.index("gain")] = 0.5
    return weights


class Examples:
    """Ordinary titles and planted imitations, and the evidence at what was found in them."""

    def __init__(self, names: list[str], seed: int) -> None:
        self.names = names
        self.texts = [title.text for title in titles(TITLES, seed, names)]
        self.plants = [plant for plant in planted(names, EACH, seed + 1) if plant[0] != UNLIKE]

    def evidence(self, weights: NDArray[np.float64]) -> tuple[list[NDArray[np.float64]], list[NDArray[np.int64]]]:
        """Evidence and row of the weights, of what was found by chance and of what was planted."""
        screen = TitleScreen.build(self.names, weights=weights)
        chance = screen.screen(self.texts, 1e-5, threads=2)
        hits = screen.screen([text for _, text, _, _ in self.plants], 1e-5, threads=2)
        meant = [
            self.names[mark] == self.names[self.plants[title][2]]
            for title, mark in zip(hits.title_row, hits.mark_row, strict=True)
        ]
        found = [chance, TitleHits._make(column[np.array(meant)] for column in hits)]
        return [hit.evidence.astype(np.float64) for hit in found], [hit.weighed.astype(np.int64) for hit in found]


def fit_row(chance: NDArray[np.float64], planted_: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of one way and length. More bits never speak against an imitation, so that the search may skip less."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    examples = np.concatenate([chance, planted_])[:, 1:]
    truth = np.repeat((0, 1), (len(chance), len(planted_)))
    centre, spread = examples.mean(0), examples.std(0)
    used = spread > 1e-9
    while True:
        scaled = (examples[:, used] - centre[used]) / spread[used]
        model = LogisticRegression(C=STRENGTH, solver="newton-cholesky").fit(scaled, truth)
        found = np.zeros(len(EVIDENCE))
        found[1:][used] = model.coef_[0] / spread[used]
        found[0] = model.intercept_[0] - found[1:] @ centre
        gain, surprise = found[1], found[2]
        if gain < 0:
            used[0] = False
        elif gain + surprise < 0.02 and used[1]:
            used[1] = False
        else:
            return found


def fit(examples: Examples, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """One round: weights fitted to what a search with the last ones found."""
    (chance, plants), (by_chance, by_plan) = examples.evidence(weights)
    rows = []
    for row in range(len(weights)):
        mine = by_chance == row, by_plan == row
        if min(mine[0].sum(), mine[1].sum()) < LEAST:
            way = row // len(LENGTHS)
            mine = by_chance // len(LENGTHS) == way, by_plan // len(LENGTHS) == way
        rows.append(fit_row(chance[mine[0]], plants[mine[1]]))
    return np.array(rows)


def thresholds(weights: NDArray[np.float64], names: list[str]) -> dict[str, float]:
    """By the number of marks the odds (logarithm) that a share FLAGGED of ordinary titles reaches."""
    texts = [title.text for title in titles(TITLES, 3003, names)]
    found = {}
    for count in sorted(REGISTERS):
        screen = TitleScreen.build(names[:count], weights=weights)
        hits = screen.screen(texts, LOWEST, threads=2)
        best = np.full(len(texts), LOWEST)
        np.maximum.at(best, hits.title_row, hits.score.astype(np.float64))
        score = np.sort(best)[-1 - round(FLAGGED * len(texts))]
        found[str(count)] = round(float(np.log(score / (1 - score))), 4)
    return found


def main() -> None:
    """Fit and write the weights, or only compare them with what is shipped."""
    names = unseen(Path(sys.argv[1]))
    examples = Examples(names, 1001)
    weights = start()
    for _ in range(ROUNDS):
        weights = fit(examples, weights)
    labels = [f"{way}, {length}" for way in WAYS for length in LENGTHS]
    evidence = {
        label: {one: round(float(value), 4) for one, value in zip(EVIDENCE, row, strict=True) if value}
        for label, row in zip(labels, weights, strict=True)
    }
    kept = {"thresholds": thresholds(weights, names), "evidence": evidence}
    if "--check" in sys.argv:
        print("same" if kept == json.loads(WEIGHTS.read_text("utf-8")) else "other weights than those shipped")
    else:
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

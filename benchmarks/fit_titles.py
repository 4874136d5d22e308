"""Fit the weights of evidence by which imitations within titles are told from chance.

    python -m benchmarks.fit_titles FOLDER [--check]

Marks, titles and planted imitations come from the generators of `lookalike_titles` with other seeds; marks that are
tested there are left out. There are several registers of marks, because alarms come in clusters: one everyday compound
that happens to lie near a mark is flagged wherever it stands. Each way of imitation has its own logistic regression
for each length of marks. The threshold is what a share `FLAGGED` of ordinary titles reaches with registers that taught
nothing, by the number of marks from 100 to 100,000, so that a short list has its own. Writes `titles/weights.json`;
takes three minutes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.invented_marks import marks, name
from benchmarks.invented_titles import titles
from benchmarks.lookalike_titles import MAIN, MARKS, planted, registered
from shuangda.kernel.lookalike.titles import TitleHits, TitleScreen
from shuangda.kernel.lookalike.titles.evidence import EVIDENCE, LENGTHS, WAYS, WEIGHTS

REGISTERS: Final = 8
"""Registers of MARKS marks each to learn from, and as many for the thresholds."""
SIZES: Final = (100, 1_000, 10_000, 100_000)
"""Marks of a register that thresholds are made for."""
TITLES: Final = 40_000
"""For each register."""
EACH: Final = 150
"""Planted imitations of each kind for each register."""
OTHERS: Final = 1 / 3
"""What a planted imitation of the harder kinds counts."""
UNLIKE: Final = "another character"
"""Is planted to be measured, but teaches nothing: what neither looks nor sounds alike is mostly another name."""
ROUNDS: Final = 2
FLAGGED: Final = 0.0013
"""Share of ordinary titles that may reach a score of .5; the aim is .002, and registers differ by half."""
LOWEST: Final = 0.03
"""No register takes a lower score for .5, however few ordinary titles reach it."""
STRENGTH: Final = 0.3
"""Inverse of the regularisation."""
LEAST: Final = 60
"""Examples by chance and planted ones that a way and length needs; with fewer, all lengths of the way are taken."""


def unseen(folder: Path) -> list[list[str]]:
    """Registers of marks that are not tested."""
    count = (2 * REGISTERS + 1) * MARKS
    points, offsets = marks(count, folder, 2)
    tested = set(registered(folder))
    names = [found for row in range(count) if (found := name(points, offsets, row)) not in tested]
    return [names[first : first + MARKS] for first in range(0, 2 * REGISTERS * MARKS, MARKS)]


class Seen(NamedTuple):
    """What a search found: its evidence, the row of its weights, whether it was planted, and what it counts."""

    evidence: NDArray[np.float64]
    weighed: NDArray[np.int64]
    planted: NDArray[np.bool_]
    counts: NDArray[np.float64]


class Examples:
    """Ordinary titles, and planted imitations, for one register."""

    def __init__(self, names: list[str], seed: int) -> None:
        self.names = names
        self.texts = [title.text for title in titles(TITLES, seed, names)]
        self.plants = [plant for plant in planted(names, EACH, seed + 1) if plant[0] != UNLIKE]

    def seen(self, weights: NDArray[np.float64]) -> Seen:
        """What a search with these weights finds by chance, and of what was planted."""
        screen = TitleScreen.build(self.names, weights=weights)
        chance = screen.screen(self.texts, 1e-5, threads=2)
        hits = screen.screen([text for _, text, _, _ in self.plants], 1e-5, threads=2)
        plants = [self.plants[title] for title in hits.title_row]
        meant = [self.names[row] == self.names[plant[2]] for row, plant in zip(hits.mark_row, plants, strict=True)]
        hits = TitleHits._make(column[np.array(meant)] for column in hits)
        counts = [1.0 if self.plants[title][0] in MAIN else OTHERS for title in hits.title_row]
        return Seen(
            np.concatenate([chance.evidence, hits.evidence]).astype(np.float64),
            np.concatenate([chance.weighed, hits.weighed]).astype(np.int64),
            np.repeat((False, True), (len(chance.score), len(counts))),
            np.concatenate([np.ones(len(chance.score)), counts]),
        )


def fit_row(seen: Seen) -> NDArray[np.float64]:
    """Weights of one way and length. More bits never speak against an imitation, so that the search may skip less."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    examples = seen.evidence[:, 1:]
    centre, spread = examples.mean(0), examples.std(0)
    used = spread > 1e-9
    while True:
        scaled = (examples[:, used] - centre[used]) / spread[used]
        model = LogisticRegression(C=STRENGTH, solver="newton-cholesky").fit(scaled, seen.planted, seen.counts)
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


def fit(registers: list[Examples], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """One round: weights fitted to what searches with the last ones found."""
    parts = [examples.seen(weights) for examples in registers]
    seen = Seen._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
    rows = []
    for row in range(len(weights)):
        mine = seen.weighed == row
        planted_ = int(seen.planted[mine].sum())
        if min(planted_, mine.sum() - planted_) < LEAST:
            mine = seen.weighed // len(LENGTHS) == row // len(LENGTHS)
        rows.append(fit_row(Seen._make(column[mine] for column in seen)))
    return np.array(rows)


def thresholds(weights: NDArray[np.float64], registers: list[list[str]]) -> dict[str, float]:
    """By the number of marks the odds (logarithm) that a share FLAGGED of ordinary titles reaches."""
    best = {size: np.full((len(registers), TITLES), LOWEST) for size in SIZES}
    for at, names in enumerate(registers):
        texts = [title.text for title in titles(TITLES, 3003 + at, names)]
        for size in SIZES:
            hits = TitleScreen.build(names[:size], weights=weights).screen(texts, LOWEST, threads=2)
            np.maximum.at(best[size][at], hits.title_row, hits.score.astype(np.float64))
    scores = {size: float(np.sort(found, None)[-1 - round(FLAGGED * found.size)]) for size, found in best.items()}
    return {str(size): round(float(np.log(score / (1 - score))), 4) for size, score in scores.items()}


def main() -> None:
    """Fit and write the weights, or only compare them with what is shipped."""
    registers = unseen(Path(sys.argv[1]))
    examples = [Examples(names, 1001 + 10 * at) for at, names in enumerate(registers[:REGISTERS])]
    weights = np.zeros((len(WAYS) * len(LENGTHS), len(EVIDENCE)))
    weights[:, EVIDENCE.index("gain")] = 0.5
    for _ in range(ROUNDS):
        weights = fit(examples, weights)
    labels = [f"{way}, {length}" for way in WAYS for length in LENGTHS]
    evidence = {
        label: {one: round(float(value), 4) for one, value in zip(EVIDENCE, row, strict=True) if value}
        for label, row in zip(labels, weights, strict=True)
    }
    kept = {"thresholds": thresholds(weights, registers[REGISTERS:]), "evidence": evidence}
    if "--check" in sys.argv:
        print("same" if kept == json.loads(WEIGHTS.read_text("utf-8")) else "other weights than those shipped")
    else:
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

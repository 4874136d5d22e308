"""Fit the weights of the look-alike judge to measured examples, and put its four relations on one scale."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.judging import features, judge, reach, weights

SLOPE: Final = 1.0
STRENGTH: Final = {"han": 0.02, "latin": 0.05, "to_latin": 0.05, "to_han": 0.05}
"""Inverse of the regularisation."""
WEIGHT: Final = {
    "pair": {"han": 20.0, "latin": 20.0, "to_latin": 20.0, "to_han": 20.0},
    "invented": {"han": 10.0, "latin": 20.0, "to_latin": 20.0, "to_han": 20.0},
    "judged": {"han": 2.0, "latin": 2.0, "to_latin": 2.0, "to_han": 2.0},
    "near": {"han": 20.0, "latin": 20.0, "to_latin": 20.0, "to_han": 20.0},
}
"""How many background names an example counts as: a labelled imitation, one invented for training only, a name of the
background that was judged an imitation, a legitimate near name."""
RATES: Final = np.geomspace(2, 100, 12)
OFFSETS: Final = {"to_han": np.arange(-2.0, 0.7, 0.2), "latin": np.arange(-0.8, 0.5, 0.2),
                  "to_latin": np.arange(-0.6, 0.5, 0.2)}  # fmt: skip
"""Decades of alarm rate that a relation may be given (plus) or denied (minus) beside Han names against Han marks.

Latin names raise no alarms in the background of the labelled pairs, so that nothing there says how many are too many:
two or three times as many as Han names at most.
"""
RESENTED: Final = 0.5
"""What flagging all legitimate near names would cost beside finding all imitations."""


@dataclass
class Part:
    """The examples of one relation: measures, and for each who it is."""

    measures: list[np.ndarray] = field(default_factory=list)
    who: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    """Role (background, pair, invented, mirror, judged, near), mark, name, the mark whose fold it shares, whether the
    reading is the mark itself."""
    latin: bool = False
    """Whether both names are Latin."""
    names: int = 0
    """Size of the background of this relation."""
    unused: list[int] = field(default_factory=list)
    """Measures that say nothing in this relation, or that one or two marks would teach."""

    def close(self) -> Part:
        """Columns instead of rows; of each labelled name the reading with most evidence stands for it."""
        self.x = np.concatenate(self.measures).astype(np.float64)
        if same_script := self.x.shape[1] == len(features.FEATURES + features.STEPS):
            within = compiled(reach.__name__).is_within_reach
            self.beyond = np.array([not within(row, self.latin) for row in self.x])
            self.x = self.x[:, : len(features.FEATURES)]
        else:
            within = compiled(reach.__name__).is_within_reach_across
            self.beyond = np.array([not within(*row[:3], bool(row[-1])) for row in self.x])
            self.x = self.x[:, : len(features.CROSSING)]
        columns = zip(*self.who, strict=True)
        self.role, self.mark, self.name, self.owner, self.same = (np.array(column) for column in columns)
        key = self.x[:, features.EVIDENCE] if same_script else self.x[:, :3].max(1)
        best: dict[tuple[str, str, str], int] = {}
        for at in np.flatnonzero((self.role != "background") & (self.role != "judged") & ~self.same):
            who = (self.role[at], self.mark[at], self.name[at])
            if who not in best or key[at] > key[best[who]]:
                best[who] = at
        chosen = np.isin(self.role, ["background", "judged"]) & ~self.same
        chosen[list(best.values())] = True
        self.background = chosen & (self.role == "background")
        self.near = chosen & (self.role == "near")
        self.positive = chosen & ~self.background & ~self.near
        self.x[:, self.unused] = 0.0
        self.mean, self.spread = self.x.mean(0), self.x.std(0) + 1e-9
        return self

    def fit(self, chosen: np.ndarray, relation: str) -> tuple[np.ndarray, float]:
        """Weights and intercept on the raw measures."""
        used = chosen & (self.background | self.positive | self.near)
        heavy = np.ones(len(self.x))
        for role, weight in WEIGHT.items():
            heavy[self.role == role] = weight[relation]
        heavy[self.role == "mirror"] = WEIGHT["pair"][relation]
        x, y = (self.x[used] - self.mean) / self.spread, self.positive[used]
        if self.x.shape[1] == len(features.CROSSING):
            found, start = rising(x, y, heavy[used], STRENGTH[relation])
        else:
            model = LogisticRegression(C=STRENGTH[relation], max_iter=400).fit(x, y, sample_weight=heavy[used])
            found, start = model.coef_[0], float(model.intercept_[0])
        raw = found / self.spread
        return raw, start - float((raw * self.mean).sum())

    def decades(self, scores: np.ndarray, chosen: np.ndarray) -> tuple[float, float]:
        """Slope and offset from raw scores to -log10 of alarms per mark per million names."""
        used = chosen & self.background
        alarms = np.sort(scores[used])[::-1]
        marks = len(set(self.mark[used]))
        at = [alarms[min(len(alarms) - 1, int(rate * marks * self.names / 1e6))] for rate in RATES]
        slope, offset = np.polyfit(at, -np.log10(RATES), 1)
        return float(slope), float(offset)


def rising(x: np.ndarray, y: np.ndarray, heavy: np.ndarray, strength: float) -> tuple[np.ndarray, float]:
    """Logistic weights and intercept of which none but the last (of the length) is negative.

    More similarity never speaks against an imitation; the few examples across scripts would have it do so.
    """
    sign = np.where(y, 1.0, -1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w[:-1] + w[-1])
        pull = -strength * heavy * sign / (1.0 + np.exp(margin))
        penalty = strength * (heavy * np.logaddexp(0.0, -margin)).sum() + 0.5 * (w[:-1] ** 2).sum()
        return float(penalty), np.append(pull @ x + w[:-1], pull.sum())

    bounds = [(0.0, None)] * (x.shape[1] - 1) + [(None, 0.0), (None, None)]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    return found[:-1], float(found[-1])


def reached(decades: np.ndarray, beyond: np.ndarray) -> np.ndarray:
    """Decades as the judge scores them: of what is beyond reach, those of a share of the score."""
    score = judge.BEYOND / (1.0 + 10.0**-decades)
    return np.where(beyond, np.log10(score / (1.0 - score)), decades)


def learn(parts: dict[str, Part], names: int, left_out: frozenset[str] = frozenset()) -> weights.Weights:
    """One model for each relation, without the marks left out, all on one scale. `names`: of the whole background."""
    fitted: list[tuple[np.ndarray, float]] = []
    decades: dict[str, np.ndarray] = {}
    chosen = {relation: ~np.isin(part.owner, sorted(left_out)) for relation, part in parts.items()}
    for relation, part in parts.items():
        raw, intercept = part.fit(chosen[relation], relation)
        slope, offset = part.decades(part.x @ raw + intercept, chosen[relation])
        fitted.append((raw * slope, intercept * slope + offset + 1))
        decades[relation] = part.x @ fitted[-1][0] + fitted[-1][1]
    given = offsets(parts, decades, chosen, names)
    scale = SLOPE * np.log(10)
    rows = [np.float32(raw * scale) for raw, _ in fitted]
    intercepts = [(intercept + given[relation]) * scale for relation, (_, intercept) in zip(parts, fitted, strict=True)]
    return weights.Weights(np.array(rows[:2]), np.array(rows[2:]), np.array(intercepts, np.float32))


def offsets(
    parts: dict[str, Part], decades: dict[str, np.ndarray], chosen: dict[str, np.ndarray], names: int
) -> dict[str, float]:
    """What each relation is given, so that one threshold finds most imitations and flags few legitimate near names.

    Counted as the scorer counts: alarms are Han names, against marks of both scripts.
    """
    used = {one: chosen[one] & parts[one].background for one in ("han", "to_han")}
    han = np.sort(reached(decades["han"], parts["han"].beyond)[used["han"]])[::-1][:20_000]
    to_han, far_to_han = decades["to_han"][used["to_han"]], parts["to_han"].beyond[used["to_han"]]
    share = np.concatenate([np.ones(len(han)), np.full(len(to_han), names / parts["to_han"].names)])
    marks = sum(len(set(parts[one].mark[rows])) for one, rows in used.items())
    best = {role: _best(parts, decades, chosen, role) for role in ("pair", "near")}
    given = dict.fromkeys(parts, 0.0)

    def worth(given: dict[str, float]) -> float:
        pooled = np.concatenate([han, reached(to_han + given["to_han"], far_to_han)])
        order = np.argsort(-pooled)
        passed = np.cumsum(share[order])
        add = np.array([given[relation] for relation in parts for _ in range(2)])
        far = np.array([False, True] * len(parts))
        found = {role: reached(values + add, far).max(1) for role, values in best.items()}
        least = [pooled[order][np.searchsorted(passed, rate * marks * names / 1e6)] for rate in (10, 100)]
        recall = sum(float((found["pair"] > threshold).mean()) for threshold in least)
        return recall - RESENTED * float((found["near"] > least[0]).mean())

    for _ in range(2):
        for relation, grid in OFFSETS.items():
            # Of equally good ones the middle: it is farthest from where the next imitation is lost.
            values = np.array([worth({**given, relation: float(one)}) for one in grid])
            given[relation] = float(np.median(grid[values == values.max()]))
    return given


def _best(parts: dict[str, Part], decades: dict[str, Any], chosen: dict[str, np.ndarray], role: str) -> np.ndarray:
    """[names, 2 * relations]: the best reading of each labelled name in each relation, within reach and beyond.

    Far below all where there is none.
    """
    rows: dict[tuple[str, str], np.ndarray] = {}
    for at, (relation, part) in enumerate(parts.items()):
        for row in np.flatnonzero(chosen[relation] & (part.role == role) & ~part.same):
            own = rows.setdefault((part.mark[row], part.name[row]), np.full(2 * len(parts), -99.0))
            place = 2 * at + int(part.beyond[row])
            own[place] = max(own[place], decades[relation][row])
    return np.array(list(rows.values()))

"""Learn the weights of the look-alike judge from labelled pairs, and what is rare in names.

usage: python -m benchmarks.train_lookalike ../shared [--folds FOLDER]

Positives are the pairs of `../shared/lookalike` and of `benchmarks/lookalike`; negatives are the real names of the
background nearest to each mark, and legitimate near names. Latin marks are held against English words, romanised
names and compounds, because the background holds no Latin names. One logistic model for each relation of scripts is
then put on one scale: score 0.5 is about 10 alarms per mark per million names, each factor of ten 1 / `SLOPE`.
`--folds` also writes five weight files, each learned without a fifth of the marks, and which mark is in which fold.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numba import njit
from pypinyin import lazy_pinyin
from sklearn.linear_model import LogisticRegression

from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.crossing import comparing
from shuangda.kernel.lookalike.folding import fold, variants
from shuangda.kernel.lookalike.judging import features, weights
from shuangda.kernel.lookalike.judging.costs import PLACE_BITS, judge_tables
from shuangda.kernel.lookalike.tables import LETTERS, load

OWN: Final = Path(__file__).parent / "lookalike"
WORDS: Final = Path("/usr/share/dict/american-english")
FOLDS: Final = 5
SLOPE: Final = 1.0
SHIFT: Final = {"han": 0.0, "latin": 0.9, "to_latin": 0.8, "to_han": -1.3}
"""Decades of alarm rate that a relation is given (plus) or denied (minus). Dictionary words and romanised names lie
closer to Latin marks than filed names do; a transliteration is close to many a harmless Han name."""
LEARNING: Final = {"han": (0.02, 20.0, 10.0), "latin": (0.05, 20.0, 20.0), "to_latin": (0.05, 20.0, 5.0),
                   "to_han": (0.05, 20.0, 5.0)}  # fmt: skip
"""Regularisation, weight of an imitation, weight of a legitimate near name."""
NEAREST: Final = {"han": 3000, "latin": 3000, "to_latin": 1000, "to_han": 1000}
RATES: Final = np.geomspace(2, 100, 12)


def rows(path: Path) -> list[dict[str, str]]:
    """A tab-separated table with a header."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def is_han(text: str) -> bool:
    """Whether a folded text holds Han."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


def place_bits(names: list[str]) -> np.ndarray:
    """uint8[3, N] of `JudgeTables.place_bits`; rare characters share a floor, so that no single name shows."""
    tables = load()
    counts = np.zeros((3, len(tables.codes)))
    for name in names:
        symbols = tables.symbols(name)
        for at, symbol in enumerate(symbols):
            if symbol < counts.shape[1]:
                counts[0 if at == 0 else 2 if at == len(symbols) - 1 else 1, symbol] += 1
    everywhere = counts.sum(0)
    smooth = counts + 0.25 * everywhere * counts.sum(1, keepdims=True) / counts.sum() + 10.0
    bits = np.minimum(255, np.rint(-8 * np.log2(smooth / smooth.sum(1, keepdims=True)))).astype(np.uint8)
    bits[:, 1 : len(LETTERS) + 1] = tables.frequency[1 : len(LETTERS) + 1]
    return bits


def latin_names(han_names: list[str]) -> list[str]:
    """English words, romanised names and compounds: what Latin marks are held against."""
    draw = random.Random(3)  # noqa: S311
    words = [w for w in WORDS.read_text(encoding="utf-8").split() if w.isascii() and w.isalpha() and w.islower()]
    words = [word for word in words if 2 <= len(word) <= 14]
    romanised = ["".join(lazy_pinyin(name)) for name in draw.sample(han_names, 60_000)]
    compounds = [draw.choice(words)[:7] + draw.choice(words)[:7] for _ in range(20_000)]
    return words + [name for name in romanised if name.isascii()] + compounds


class Flat:
    """Names as symbols, one after the other."""

    def __init__(self, names: list[str]) -> None:
        symbols = [load().symbols(name) for name in names]
        self.names = names
        self.symbols = np.concatenate(symbols)
        self.offsets = np.concatenate([[0], np.cumsum([len(s) for s in symbols])])


@njit(nogil=True)
def _costs(symbols, offsets, mark, substitution, align, out):  # type: ignore[no-untyped-def]
    moves = np.empty((64, len(mark) + 1), np.int8)
    for row in range(len(offsets) - 1):
        name = symbols[offsets[row] : offsets[row + 1]][:60]
        cost = align(name, mark, substitution, moves) / max(len(name), len(mark))
        shared = 0
        for j in range(len(mark)):
            for i in range(len(name)):
                if name[i] == mark[j]:
                    shared += 1
                    break
        out[row] = cost + (0.3 if shared == 0 else -0.3 if shared == len(mark) else 0.0)


@njit(nogil=True)
def _measured(symbols, offsets, chosen, mark, tables, measure, out):  # type: ignore[no-untyped-def]
    for at in range(len(chosen)):
        measure(symbols[offsets[chosen[at]] : offsets[chosen[at] + 1]], mark, tables, out[at])


@njit(nogil=True)
def _crossed(symbols, offsets, mark, han_mark, tables, compare, measure, out):  # type: ignore[no-untyped-def]
    for row in range(len(offsets) - 1):
        name = symbols[offsets[row] : offsets[row + 1]]
        a, b, c = compare(name, mark, tables)
        measure(a, b, c, len(mark) if han_mark else len(name), len(name) if han_mark else len(mark), out[row])


@dataclass
class Part:
    """The examples of one relation: measures, and for each who it is."""

    measures: list[np.ndarray] = field(default_factory=list)
    who: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    """Role (background, pair, near), mark, name, source, whether the reading is the mark itself."""
    names: int = 0
    """Size of the background of this relation."""
    unused: list[int] = field(default_factory=list)
    """Measures that say nothing in this relation: what few names with letters teach would hold for all of them."""

    def close(self) -> Part:
        """Columns instead of rows; of each pair the reading with most evidence stands for it."""
        self.x = np.concatenate(self.measures).astype(np.float64)
        self.role, self.mark, self.name, self.source, self.same = (
            np.array(column) for column in zip(*self.who, strict=True)
        )
        key = features.EVIDENCE if self.x.shape[1] == len(features.FEATURES) else features.CROSSING.index("best")
        best: dict[tuple[str, str], int] = {}
        for at in np.flatnonzero((self.role == "pair") & ~self.same):
            pair = (self.mark[at], self.name[at])
            if pair not in best or self.x[at, key] > self.x[best[pair], key]:
                best[pair] = at
        self.positive = np.zeros(len(self.x), bool)
        self.positive[list(best.values())] = True
        self.background = (self.role == "background") & ~self.same
        self.near = (self.role == "near") & ~self.same
        self.x[:, self.unused] = 0.0
        self.mean, self.spread = self.x.mean(0), self.x.std(0) + 1e-9
        return self

    def fit(self, chosen: np.ndarray, how: tuple[float, float, float]) -> tuple[np.ndarray, float]:
        """Weights and intercept on the raw measures."""
        strength, of_pair, of_near = how
        used = chosen & (self.background | self.positive | self.near)
        heavy = np.where(self.positive[used], of_pair, np.where(self.near[used], of_near, 1.0))
        model = LogisticRegression(C=strength, max_iter=400)
        model.fit((self.x[used] - self.mean) / self.spread, self.positive[used], sample_weight=heavy)
        raw = model.coef_[0] / self.spread
        return raw, float(model.intercept_[0] - (raw * self.mean).sum())

    def decades(self, scores: np.ndarray, chosen: np.ndarray) -> tuple[float, float]:
        """Slope and offset from raw scores to -log10 of alarms per mark per million names."""
        used = chosen & self.background
        alarms = np.sort(scores[used])[::-1]
        marks = len(set(self.mark[used]))
        at = [alarms[min(len(alarms) - 1, int(rate * marks * self.names / 1e6))] for rate in RATES]
        slope, offset = np.polyfit(at, -np.log10(RATES), 1)
        return float(slope), float(offset)


def gather(shared: Path) -> dict[str, Part]:
    """Measure every pair, every legitimate near name, and for each mark the nearest of the background."""
    han = Flat([name for name in (shared / "background.txt").read_text("utf-8").splitlines() if name.strip()])
    latin = Flat(latin_names(han.names))
    draw = random.Random(4)  # noqa: S311
    few_han, few_latin = Flat(draw.sample(han.names, 80_000)), Flat(draw.sample(latin.names, 40_000))
    pairs = [row | {"role": "pair", "source": "shared"} for row in rows(shared / "pairs.tsv")]
    pairs += [row | {"role": "pair", "source": "own"} for row in rows(OWN / "pairs.tsv")]
    near = [row | {"imitation": row["other"], "role": "near", "source": "own"} for row in rows(OWN / "negatives.tsv")]
    imitations = defaultdict(set)
    for row in pairs:
        imitations[row["mark"]].add(row["imitation"].lower())
    parts = {relation: Part() for relation in weights.RELATIONS}
    parts["han"].unused = [features.CONSONANTS_CHANGED, features.CONSONANTS_SHARED]
    parts["latin"].unused = [features.CLASS_CHANGES]
    # Few pairs imitate by meaning: without the marks of a fold none may be left to learn from. `best` stands for both.
    across = features.CROSSING.index
    parts["to_latin"].unused = [across("sound"), across("meaning"), across("meant")]
    parts["to_han"].unused = [across("spelling"), *parts["to_latin"].unused]
    for name, size in (("han", han), ("latin", latin), ("to_latin", few_latin), ("to_han", few_han)):
        parts[name].names = len(size.names)
    for mark in sorted(imitations):
        folded = fold(mark).text
        own = is_han(folded)
        nearest(parts["han" if own else "latin"], mark, folded, han if own else latin, imitations[mark])
        crossed(parts["to_latin" if own else "to_han"], mark, folded, few_latin if own else few_han, imitations[mark])
    for row in pairs + near:
        labelled(parts, row)
    return {relation: part.close() for relation, part in parts.items()}


def _append(part: Part, mark: str, folded: str, names: list[str], known: set[str], measures: np.ndarray) -> None:
    """Take background names; those that are labelled imitations of the mark are left out."""
    kept = [at for at, name in enumerate(names) if name.lower() not in known]
    part.measures.append(measures[kept])
    part.who += [("background", mark, names[at], "", names[at] == folded) for at in kept]


def nearest(part: Part, mark: str, folded: str, names: Flat, known: set[str]) -> None:
    """The background names of the mark's own script that cost least."""
    tables, symbols = judge_tables(), load().symbols(folded)
    costs = np.empty(len(names.names), np.float32)
    align = compiled("shuangda.kernel.lookalike.judging.alignment").align
    _costs(names.symbols, names.offsets, symbols, tables.substitution, align, costs)
    chosen = np.argsort(costs, kind="stable")[: NEAREST["han"]]
    chosen = chosen[costs[chosen] < 0.8]
    out = np.zeros((len(chosen), len(features.FEATURES)), np.float32)
    _measured(names.symbols, names.offsets, chosen, symbols, tables, compiled(features.__name__).measure, out)
    _append(part, mark, folded, [names.names[at] for at in chosen], known, out)


def crossed(part: Part, mark: str, folded: str, names: Flat, known: set[str]) -> None:
    """The background names of the other script that come nearest."""
    out = np.zeros((len(names.names), len(features.CROSSING)), np.float32)
    _crossed(
        names.symbols, names.offsets, load().symbols(folded), is_han(folded), judge_tables().crossing,
        compiled(comparing.__name__).compare, compiled(features.__name__).measure_across, out,
    )  # fmt: skip
    chosen = np.argsort(-(out[:, features.CROSSING.index("best")] + out[:, :3].max(1)), kind="stable")
    chosen = chosen[: NEAREST["to_han"]]
    _append(part, mark, folded, [names.names[at] for at in chosen], known, out[chosen])


def labelled(parts: dict[str, Part], row: dict[str, Any]) -> None:
    """Every reading of a labelled name."""
    symbols, tables = load().symbols, judge_tables()
    mark = fold(row["mark"]).text
    for reading in variants(row["imitation"]):
        if not reading.text or not mark:
            continue
        q, m = symbols(reading.text), symbols(mark)
        if is_han(mark) == is_han(reading.text):
            part, out = parts["han" if is_han(mark) else "latin"], np.zeros(len(features.FEATURES), np.float32)
            compiled(features.__name__).measure(q, m, tables, out)
        else:
            part, out = parts["to_latin" if is_han(mark) else "to_han"], np.zeros(len(features.CROSSING), np.float32)
            long, short = (len(m), len(q)) if is_han(mark) else (len(q), len(m))
            compiled(features.__name__).measure_across(*comparing.compare(q, m, tables.crossing), long, short, out)
        part.measures.append(out[None])
        part.who.append((row["role"], row["mark"], row["imitation"], row["source"], reading.text == mark))


def learn(parts: dict[str, Part], left_out: frozenset[str] = frozenset()) -> weights.Weights:
    """One model for each relation, without the marks left out, all on one scale."""
    fitted: list[np.ndarray] = []
    intercepts: list[float] = []
    for relation, part in parts.items():
        chosen = ~np.isin(part.mark, sorted(left_out))
        raw, intercept = part.fit(chosen, LEARNING[relation])
        slope, offset = part.decades(part.x @ raw + intercept, chosen)
        scale = SLOPE * np.log(10)
        fitted.append(raw * slope * scale)
        intercepts.append((intercept * slope + offset + 1 + SHIFT[relation]) * scale)
    return weights.Weights(
        np.array(fitted[:2], np.float32), np.array(fitted[2:], np.float32), np.array(intercepts, np.float32)
    )


def main() -> None:
    """Write the shipped files, and those of the folds if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=Path)
    given = parser.parse_args()
    data = given.shared / "lookalike"
    names = [name for name in (data / "background.txt").read_text("utf-8").splitlines() if name.strip()]
    np.save(PLACE_BITS, place_bits(names))
    if not weights.SHIPPED.exists():
        nothing = (len(features.FEATURES), len(features.CROSSING))
        empty = [np.zeros((2, size), np.float32) for size in nothing]
        weights.save_weights(weights.SHIPPED, weights.Weights(*empty, np.zeros(4, np.float32)))
    parts = gather(data)
    if given.folds:
        given.folds.mkdir(parents=True, exist_ok=True)
        marks = sorted({mark for part in parts.values() for mark in part.mark})
        order = np.random.default_rng(0).permutation(len(marks))
        fold_of = {marks[at]: int(place % FOLDS) for place, at in enumerate(order)}
        (given.folds / "folds.json").write_text(json.dumps(fold_of, ensure_ascii=False), encoding="utf-8")
        for number in range(FOLDS):
            left_out = frozenset(mark for mark, own in fold_of.items() if own == number)
            weights.save_weights(given.folds / f"{number}.json", learn(parts, left_out))
    weights.save_weights(weights.SHIPPED, learn(parts))
    for relation, part in parts.items():
        print(f"{relation}: {part.positive.sum()} imitations, {part.background.sum()} background names")


if __name__ == "__main__":
    main()

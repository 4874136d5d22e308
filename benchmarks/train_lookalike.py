"""Learn the weights of the look-alike judge from labelled pairs, and what is rare in names.

usage: python -m benchmarks.train_lookalike ../shared [--folds FOLDER]

Positives are the pairs of `../shared/lookalike` and of `benchmarks/lookalike`, and what was judged an imitation among
the nearest real names; negatives are the other nearest names of the background, and legitimate near names. Latin marks
are held against English words, romanised names, compounds and short inventions, because the background holds no Latin
names; Han marks also against names with letters in them. One logistic model for each relation of scripts is then put
on one scale: score 0.5 is about 10 alarms per mark per million names, each factor of ten 1 / `SLOPE`.
`--folds` also writes five weight files, each learned without a fifth of the marks (pairs, verdicts and near names), and
which mark is in which fold: a mark and its imitations that are marks themselves (a brand in two scripts) stand in one.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numba import njit
from pypinyin import lazy_pinyin

from benchmarks.lookalike_fitting import Part, learn
from shuangda.kernel.lookalike.compiling import compiled
from shuangda.kernel.lookalike.crossing import comparing, spelling
from shuangda.kernel.lookalike.folding import fold, variants
from shuangda.kernel.lookalike.judging import features, romanised, weights
from shuangda.kernel.lookalike.judging.costs import COMMON_ENDS, PLACE_BITS, judge_tables
from shuangda.kernel.lookalike.judging.judge import COUNTED
from shuangda.kernel.lookalike.tables import LETTERS, load

OWN: Final = Path(__file__).parent / "lookalike"
WORDS: Final = Path("/usr/share/dict/american-english")
FOLDS: Final = 5
NEAREST: Final = 3000
ACROSS: Final = 1000
"""Background names that are measured of each mark: of its own script, of the other one."""
SPELLED: Final = 0.999
"""A background name of the other script that is spelled so nearly as the mark is no example of either."""
JUDGED: Final = Path(__file__).parents[1] / "tests" / "kernel" / "lookalike" / "judged.tsv"
SHARED: Final = 30
"""Names that begin or end alike before that is common."""
ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


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


def common_ends(names: list[str], labelled: set[str]) -> np.ndarray:
    """int64[E] of `JudgeTables.common_ends`: of beginnings and ends of at least `SHARED` names, none labelled."""
    tables, found = load(), []
    counts = {False: Counter(name[:2] for name in names), True: Counter(name[-2:] for name in names)}
    for last, count in counts.items():
        for end, held in count.items():
            if held >= SHARED and len(end) == 2 and end.lower() not in labelled:
                first, second = map(int, tables.symbols(end))
                bits = min(255, round(8 * (np.log2(held / SHARED) + 1)))
                found.append(int(last) << 40 | first << 24 | second << 8 | bits)
    return np.array(sorted(found), np.int64)


def latin_names(han_names: list[str]) -> list[str]:
    """English words, romanised names and compounds: what Latin marks are held against."""
    draw = random.Random(3)  # noqa: S311
    words = [w for w in WORDS.read_text(encoding="utf-8").split() if w.isascii() and w.isalpha() and w.islower()]
    words = [word for word in words if 2 <= len(word) <= 14]
    romanised = ["".join(lazy_pinyin(name)) for name in draw.sample(han_names, 60_000)]
    compounds = [draw.choice(words)[:7] + draw.choice(words)[:7] for _ in range(20_000)]
    # Filed names are short and made up more often than words are.
    cut = [draw.choice(words)[: draw.randint(1, 3)] + draw.choice(words)[-draw.randint(1, 3) :] for _ in range(30_000)]
    cut += ["".join(draw.choices(ALPHABET, k=draw.choice((2, 3, 3, 4)))) for _ in range(15_000)]
    return words + [name for name in romanised if name.isascii()] + compounds + sorted(set(cut))


def mixed_names(han_names: list[str]) -> list[str]:
    """Real names with letters in them: a character in pinyin, or a few letters before, after or in place of one."""
    draw = random.Random(5)  # noqa: S311
    names = []
    for name in draw.sample(han_names, 20_000):
        at = draw.randrange(len(name))
        letters = "".join(draw.choices(ALPHABET, k=draw.randint(1, 4)))
        pinyin = lazy_pinyin(name[at])[0]
        names.append(draw.choice((letters + name, name + letters, *(2 * [name[:at] + pinyin + name[at + 1 :]]))))
    return names


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
def _measured(symbols, offsets, chosen, mark, tables, read, measure, out):  # type: ignore[no-untyped-def]
    for at in range(len(chosen)):
        name = symbols[offsets[chosen[at]] : offsets[chosen[at] + 1]]
        measure(read(name, mark, tables.crossing), mark, tables, out[at])


@njit(nogil=True)
def _crossed(symbols, offsets, mark, han_mark, tables, compare, han_in, measure, is_pinyin, out):  # type: ignore[no-untyped-def]
    for row in range(len(offsets) - 1):
        name = symbols[offsets[row] : offsets[row + 1]]
        a, b, c = compare(name, mark, tables)
        han, latin = (han_in(mark), len(name)) if han_mark else (han_in(name), len(mark))
        measure(a, b, c, han, latin, out[row])
        out[row, -1] = is_pinyin(name if han_mark else mark, tables.pinyin)


def near_names(path: Path) -> list[dict[str, str]]:
    """Legitimate near names in the form of `labels`."""
    return [row | {"imitation": row["other"], "role": "near", "owner": row["mark"]} for row in rows(path)]


def labels(shared: Path) -> list[dict[str, str]]:
    """Labelled names with their role. What crosses scripts is an example the other way round as well."""
    pairs = [row | {"role": "pair"} for row in rows(shared / "pairs.tsv") + rows(OWN / "pairs.tsv")]
    pairs += [row | {"role": "invented"} for row in rows(OWN / "more_invented.tsv")]
    found = [row | {"owner": row["mark"]} for row in pairs]
    found += near_names(shared / "negatives.tsv") + near_names(OWN / "negatives.tsv")
    for row in pairs:
        if is_han(fold(row["mark"]).text) != is_han(fold(row["imitation"]).text):
            turned = {"mark": row["imitation"], "imitation": row["mark"]}
            found.append(turned | {"role": "mirror", "owner": row["mark"]})
    return found


def gather(shared: Path, names: list[str]) -> dict[str, Part]:
    """Measure every labelled name, and for each mark the nearest of the background."""
    han, latin = Flat(names + mixed_names(names)), Flat(latin_names(names))
    draw = random.Random(4)  # noqa: S311
    few_han, few_latin = Flat(draw.sample(names, 80_000)), Flat(draw.sample(latin.names, 40_000))
    # Those of `more_near.tsv` are of other marks and other names than the labelled data: every fold learns from them.
    labelled_names = labels(shared) + near_names(OWN / "more_near.tsv")
    imitations = defaultdict(set)
    for row in labelled_names:
        if row["role"] in ("pair", "invented"):
            imitations[row["mark"]].add(row["imitation"].lower())
    parts = {relation: Part(latin=relation == "latin") for relation in weights.RELATIONS}
    parts["latin"].unused = [
        features.CLASS_CHANGES, features.SHORT_CONTAINED, features.SHORT_SPLIT, features.SHORT_SWAPPED,
        features.REPETITION_KEPT, features.COMMON_END, features.TWO_WAYS,
    ]  # fmt: skip
    for relation, size in (("han", names), ("latin", latin.names), ("to_latin", few_latin.names)):
        parts[relation].names = len(size)
    parts["to_han"].names = len(few_han.names)
    for mark in sorted({row["mark"] for row in rows(shared / "pairs.tsv") + rows(OWN / "pairs.tsv")}):
        folded = fold(mark).text
        own = is_han(folded)
        nearest(parts["han" if own else "latin"], mark, folded, han if own else latin, imitations[mark])
        crossed(parts["to_latin" if own else "to_han"], mark, folded, few_latin if own else few_han, imitations[mark])
    for row in labelled_names:
        labelled(parts, row)
    return {relation: part.close() for relation, part in parts.items()}


def _append(part: Part, mark: str, folded: str, names: list[str], known: set[str], measures: np.ndarray) -> None:
    """Take background names, judged ones as such; those that are labelled imitations of the mark are left out."""
    judged = verdicts()
    kept = [at for at, name in enumerate(names) if name.lower() not in known]
    part.measures.append(measures[kept])
    for at in kept:
        role = "judged" if (mark, names[at]) in judged else "background"
        part.who.append((role, mark, names[at], mark, names[at] == folded))


@cache
def verdicts() -> frozenset[tuple[str, str]]:
    """Marks and names of the background that were judged their imitations."""
    return frozenset((row["mark"], row["name"]) for row in rows(JUDGED) if row["verdict"] == "imitation")


def nearest(part: Part, mark: str, folded: str, names: Flat, known: set[str]) -> None:
    """The background names of the mark's own script that cost least."""
    tables, symbols = judge_tables(), load().symbols(folded)
    costs = np.empty(len(names.names), np.float32)
    align = compiled("shuangda.kernel.lookalike.judging.alignment").align
    _costs(names.symbols, names.offsets, symbols, tables.substitution, align, costs)
    chosen = np.argsort(costs, kind="stable")[:NEAREST]
    chosen = chosen[costs[chosen] < 0.8]
    out = np.zeros((len(chosen), COUNTED), np.float32)
    read, measure = compiled(romanised.__name__).read_pinyin, compiled(features.__name__).measure
    _measured(names.symbols, names.offsets, chosen, symbols, tables, read, measure, out)
    _append(part, mark, folded, [names.names[at] for at in chosen], known, out)


def crossed(part: Part, mark: str, folded: str, names: Flat, known: set[str]) -> None:
    """The background names of the other script that come nearest."""
    out = np.zeros((len(names.names), len(features.CROSSING) + 1), np.float32)
    _crossed(
        names.symbols, names.offsets, load().symbols(folded), is_han(folded), judge_tables().crossing,
        compiled(comparing.__name__).compare, compiled(comparing.__name__).han_in,
        compiled(features.__name__).measure_across, compiled(spelling.__name__).is_pinyin, out,
    )  # fmt: skip
    chosen = np.argsort(-(out[:, features.CROSSING.index("best")] + out[:, :3].max(1)), kind="stable")
    chosen = chosen[out[chosen, features.CROSSING.index("spelling")] < SPELLED][:ACROSS]
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
            part, out = parts["han" if is_han(mark) else "latin"], np.zeros(COUNTED, np.float32)
            q = compiled(romanised.__name__).read_pinyin(q, m, tables.crossing) if is_han(mark) else q
            compiled(features.__name__).measure(q, m, tables, out)
        else:
            out = np.zeros(len(features.CROSSING) + 1, np.float32)
            part = parts["to_latin" if is_han(mark) else "to_han"]
            long, short = (comparing.han_in(m), len(q)) if is_han(mark) else (comparing.han_in(q), len(m))
            compiled(features.__name__).measure_across(*comparing.compare(q, m, tables.crossing), long, short, out)
            out[-1] = spelling.is_pinyin(q if is_han(mark) else m, tables.crossing.pinyin)
        part.measures.append(out[None])
        part.who.append((row["role"], row["mark"], row["imitation"], row["owner"], np.array_equal(q, m)))


def folds(shared: Path) -> dict[str, int]:
    """The fold of every mark; a brand's marks that imitate one another, such as its two scripts, share one."""
    linked = [(row["owner"], row["imitation"]) for row in labels(shared) if row["role"] in ("pair", "invented")]
    marks = sorted({row["owner"] for row in labels(shared)})
    group = {mark.lower(): mark.lower() for mark in marks}
    for mark, imitation in linked:
        if imitation.lower() in group:
            old, new = group[imitation.lower()], group[mark.lower()]
            group = {name: new if own == old else own for name, own in group.items()}
    groups = sorted(set(group.values()))
    order = np.random.default_rng(0).permutation(len(groups))
    number = {groups[at]: int(place % FOLDS) for place, at in enumerate(order)}
    return {mark: number[group[mark.lower()]] for mark in marks}


def main() -> None:
    """Write the shipped files, and those of the folds if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=Path)
    given = parser.parse_args()
    data = given.shared / "lookalike"
    names = [name for name in (data / "background.txt").read_text("utf-8").splitlines() if name.strip()]
    np.save(PLACE_BITS, place_bits(names))
    labelled_names = {fold(row[one]).text for row in labels(data) for one in ("mark", "imitation")}
    np.save(COMMON_ENDS, common_ends(names, labelled_names))
    if not weights.SHIPPED.exists():
        nothing = (len(features.FEATURES), len(features.CROSSING))
        empty = [np.zeros((2, size), np.float32) for size in nothing]
        weights.save_weights(weights.SHIPPED, weights.Weights(*empty, np.zeros(4, np.float32)))
    parts = gather(data, names)
    if given.folds:
        given.folds.mkdir(parents=True, exist_ok=True)
        fold_of = folds(data)
        (given.folds / "folds.json").write_text(json.dumps(fold_of, ensure_ascii=False), encoding="utf-8")
        for number in range(FOLDS):
            left_out = frozenset(mark for mark, own in fold_of.items() if own == number)
            weights.save_weights(given.folds / f"{number}.json", learn(parts, len(names), left_out))
    weights.save_weights(weights.SHIPPED, learn(parts, len(names)))
    for relation, part in parts.items():
        print(f"{relation}: {part.positive.sum()} imitations, {part.background.sum()} background names")


if __name__ == "__main__":
    main()

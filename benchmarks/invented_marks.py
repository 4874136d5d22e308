"""Invented marks by the million, and queries for them: the input of the look-alike benchmarks.

    python -m benchmarks.invented_marks COUNT FOLDER

About 71 % of the names are two to six Han characters, 25 % Latin brands of three to fourteen letters (pinyin-like,
English-like, initials) and 4 % mixed. Han parts are drawn from the words and characters of jieba's dictionary by
their frequency there, so common characters and word-like pairs crowd together as they do in a register; Latin parts
from pinyin syllables and from English onsets, nuclei and codas. Duplicates occur, as in a register. Everything
follows from the seed; nothing is taken from a real list of marks.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

CHUNK: Final = 1_000_000
WIDEST: Final = 24

ONSETS: Final = "b c d f g h j k l m n p r s t v w z bl br ch cl cr dr fl fr gl gr pl pr qu sh sl sp st th tr"
NUCLEI: Final = "a e i o u a e i o ai ea ee ia io oo ou"
CODAS: Final = "n r l s t x m d k ck ll nd ng nt rd ss st"
ENDINGS: Final = "a o y er on ex ia ix us ora ino ette ly max tech life home"

PATTERNS: Final[tuple[tuple[float, tuple[str, ...]], ...]] = (
    (0.090, ("word2",)),
    (0.150, ("char", "char")),
    (0.080, ("char", "word2")),
    (0.070, ("word2", "char")),
    (0.070, ("char", "char", "char")),
    (0.090, ("word2", "word2")),
    (0.050, ("char", "char", "word2")),
    (0.030, ("word2", "char", "char")),
    (0.015, ("word4",)),
    (0.015, ("word3", "word2")),
    (0.020, ("char", "word2", "word2")),
    (0.020, ("word2", "word2", "word2")),
    (0.010, ("char", "char", "word2", "word2")),
    (0.020, ("syllable",)),
    (0.060, ("syllable", "syllable")),
    (0.030, ("syllable", "syllable", "syllable")),
    (0.030, ("onset", "nucleus", "coda")),
    (0.040, ("onset", "nucleus", "onset", "nucleus")),
    (0.040, ("onset", "nucleus", "coda", "ending")),
    (0.015, ("nucleus", "onset", "nucleus", "coda")),
    (0.015, ("onset", "nucleus", "coda", "onset", "nucleus", "coda")),
    (0.010, ("letter", "letter", "letter")),
    (0.010, ("letter", "letter", "letter", "letter")),
    (0.005, ("letter", "char", "char")),
    (0.005, ("syllable", "char", "char")),
    (0.005, ("word2", "syllable")),
    (0.005, ("word2", "digit", "digit")),
)
"""How names are put together, and how often."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Parts to draw from: padded code points [parts, WIDEST], their lengths, and the sums of their weights."""

    points: NDArray[np.uint16]
    lengths: NDArray[np.int64]
    sums: NDArray[np.float64]


def _pool(weights: dict[str, float]) -> Pool:
    points = np.zeros((len(weights), max(map(len, weights))), np.uint16)
    for row, part in enumerate(weights):
        points[row, : len(part)] = [ord(letter) for letter in part]
    sums = np.cumsum(np.fromiter(weights.values(), np.float64))
    return Pool(points, (points > 0).sum(1), sums / sums[-1])


@cache
def _pools() -> dict[str, Pool]:
    """Pools by name. Frequencies of words are flattened: brands look for words that are less worn."""
    from pypinyin import lazy_pinyin

    words: dict[int, dict[str, float]] = {2: {}, 3: {}, 4: {}}
    characters: dict[str, float] = {}
    for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        if not all("一" <= letter <= "鿿" for letter in word):
            continue
        if len(word) in words:
            words[len(word)][word] = float(frequency) ** 0.6
        for letter in word:
            characters[letter] = characters.get(letter, 0.0) + float(frequency) ** 0.6
    common = dict(sorted(characters.items(), key=lambda pair: -pair[1])[:4500])
    syllables: dict[str, float] = {}
    for letter, weight in common.items():
        syllable = lazy_pinyin(letter)[0]
        if syllable.isascii():
            syllables[syllable] = syllables.get(syllable, 0.0) + weight
    return {
        "char": _pool(common),
        "word2": _pool(words[2]),
        "word3": _pool(words[3]),
        "word4": _pool(words[4]),
        "syllable": _pool(syllables),
        "onset": _pool(_listed(ONSETS.split())),
        "nucleus": _pool(_listed(NUCLEI.split())),
        "coda": _pool(_listed(CODAS.split())),
        "ending": _pool(_listed(ENDINGS.split())),
        "letter": _pool(_listed(list("abcdefghijklmnopqrstuvwxyz"))),
        "digit": _pool(_listed(list("0123456789"))),
    }


def _listed(parts: list[str]) -> dict[str, float]:
    """Weights that fall from the first to the last; a part listed twice counts twice."""
    weights: dict[str, float] = {}
    for place, part in enumerate(parts):
        weights[part] = weights.get(part, 0.0) + 1 / (place + 8)
    return weights


def _chunk(count: int, rng: np.random.Generator) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """Code points and lengths of `count` names in random order."""
    names = np.zeros((count, WIDEST), np.uint16)
    lengths = np.zeros(count, np.int64)
    order = rng.permutation(count)
    weights = np.array([weight for weight, _ in PATTERNS])
    bounds = np.rint(np.cumsum(weights / weights.sum()) * count).astype(np.int64)
    begin = 0
    for (_, parts), end in zip(PATTERNS, bounds, strict=True):
        rows = order[begin:end]
        begin = int(end)
        for part in parts:
            pool = _pools()[part]
            drawn = np.searchsorted(pool.sums, rng.random(len(rows)))
            for column in range(pool.points.shape[1]):
                held = pool.lengths[drawn] > column
                names[rows[held], lengths[rows[held]] + column] = pool.points[drawn[held], column]
            lengths[rows] += pool.lengths[drawn]
    return names, lengths


def write_marks(count: int, folder: Path, seed: int = 1) -> None:
    """Write `count` marks as points.npy (code points one after the other) and offsets.npy (count + 1 of them)."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    every_length = np.zeros(count + 1, np.int64)
    with (folder / "points.bin").open("wb") as stream:
        for begin in range(0, count, CHUNK):
            names, lengths = _chunk(min(CHUNK, count - begin), rng)
            stream.write(names[np.arange(WIDEST) < lengths[:, None]].tobytes())
            every_length[begin + 1 : begin + 1 + len(lengths)] = lengths
    np.save(folder / "points.npy", np.fromfile(folder / "points.bin", np.uint16))
    (folder / "points.bin").unlink()
    np.save(folder / "offsets.npy", np.cumsum(every_length))


def marks(count: int, folder: Path, seed: int = 1) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """Code points and offsets of the invented marks, memory-mapped; written to `folder` the first time."""
    place = folder / f"marks-{count}-{seed}"
    if not (place / "offsets.npy").exists():
        write_marks(count, place, seed)
    return np.load(place / "points.npy", mmap_mode="r"), np.load(place / "offsets.npy", mmap_mode="r")


def strings(points: NDArray[np.uint16], offsets: NDArray[np.int64]) -> pa.Array:
    """The names as an Array of Arrow strings (UTF-8 of one to three bytes each; no surrogates occur here)."""
    wide = np.where(points < 0x80, 1, np.where(points < 0x800, 2, 3))
    ends = np.concatenate(([0], np.cumsum(wide)))
    octets = np.zeros(ends[-1], np.uint8)
    starts = ends[:-1]
    one, three = wide == 1, wide == 3
    octets[starts[one]] = points[one]
    octets[starts[three]] = 0xE0 | points[three] >> 12
    octets[starts[three] + 1] = 0x80 | points[three] >> 6 & 0x3F
    octets[starts[three] + 2] = 0x80 | points[three] & 0x3F
    base = offsets[0]
    places = ends[np.asarray(offsets) - base].astype(np.int64)
    return pa.LargeStringArray.from_buffers(len(offsets) - 1, pa.py_buffer(places), pa.py_buffer(octets))


def name(points: NDArray[np.uint16], offsets: NDArray[np.int64], row: int) -> str:
    """The name in one row."""
    return "".join(map(chr, points[offsets[row] : offsets[row + 1]]))


@dataclass(frozen=True, slots=True)
class Queries:
    """Names to look up, as symbols; `edits[i]` says how query i came about, `origins[i]` from which mark (-1: none)."""

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    edits: list[str]
    origins: NDArray[np.int64]


@cache
def _similar(symbol: int) -> list[int]:
    """The symbols that come nearest to one by shape or sound, more than a bit above chance: 6 letters or 12 others."""
    from shuangda.kernel.lookalike.judging.costs import judge_tables
    from shuangda.kernel.lookalike.tables import load

    judging = judge_tables()
    if symbol >= len(judging.substitution):
        return []
    told = int(judging.shape_evidence[symbol, symbol] if symbol <= 36 else load().frequency[symbol])
    if symbol <= 36:
        nearness = np.maximum(judging.shape_evidence[symbol], judging.sound_evidence[symbol])
        losses = told - nearness.astype(np.int64)
    else:
        losses = told * judging.substitution[symbol].astype(np.int64) // 255
    order = np.argsort(losses[1:], kind="stable") + 1
    order = order[(order != symbol) & (losses[order] < told - 8)]
    found: list[int] = order[: 6 if symbol <= 36 else 12].tolist()
    return found


def _edit(mark: list[int], rng: np.random.Generator) -> tuple[str, list[int]]:
    """One way to come close to a mark, and the name; symbols up to 36 are letters and digits."""
    at = int(rng.integers(len(mark)))
    latin = mark[at] <= 36
    other = int(rng.integers(11, 37)) if latin else int(rng.integers(37, 5000))
    similar = _similar(mark[at])
    way = int(rng.integers(8))
    if way <= 3 and similar:
        return "similar", [*mark[:at], int(rng.choice(similar)), *mark[at + 1 :]]
    if way == 4 and len(mark) > 2:
        return "replaced", [*mark[:at], other, *mark[at + 1 :]]
    if way == 5 and len(mark) > 2:
        return "left out", [*mark[:at], *mark[at + 1 :]]
    if way == 6 and len(mark) > 1:
        at = min(at, len(mark) - 2)
        return "swapped", [*mark[:at], mark[at + 1], mark[at], *mark[at + 2 :]]
    return "inserted", [*mark[:at], other, *mark[at:]]


def queries(count: int, marks: tuple[NDArray[np.uint16], NDArray[np.int64]], folder: Path, seed: int = 7) -> Queries:
    """Half near misses of marks (a twelfth of them pinyin of Han, an eighth edited twice), half fresh names."""
    from shuangda.kernel.lookalike.tables import load

    tables = load()
    rng = np.random.default_rng(seed)
    write_marks(count, folder / "fresh", seed + 1000)
    fresh = np.load(folder / "fresh" / "points.npy"), np.load(folder / "fresh" / "offsets.npy")
    texts, edits, origins = [], [], []
    for number in range(count):
        points, offsets = marks if number % 2 else fresh
        row = int(rng.integers(len(offsets) - 1)) if number % 2 else number
        text = tables.symbol_of[points[offsets[row] : offsets[row + 1]]].tolist()
        edit = "fresh"
        if number % 2:
            syllables = [tables.syllables[tables.syllable[s, 0]] for s in text if s < len(tables.syllable)]
            if all(syllables) and len(syllables) == len(text) and rng.random() < 1 / 12:
                edit, text = "pinyin", tables.symbols("".join(syllables)).tolist()
            else:
                edit, text = _edit(text, rng)
                if len(text) > 3 and rng.random() < 1 / 8:
                    edit, text = "twice", _edit(text, rng)[1]
        texts.append(text)
        edits.append(edit)
        origins.append(row if number % 2 else -1)
    ends = np.cumsum([0, *map(len, texts)])
    return Queries(np.concatenate([np.array(t, np.uint16) for t in texts]), ends, edits, np.array(origins))


if __name__ == "__main__":
    started = time.perf_counter()
    wanted, where = int(sys.argv[1]), Path(sys.argv[2])
    text, bounds = marks(wanted, where)
    sample = np.random.default_rng(0).integers(0, wanted, 40)
    print(" ".join(name(text, bounds, int(row)) for row in sample))
    print(f"{wanted} marks, {len(text)} code points, {time.perf_counter() - started:.1f} s")

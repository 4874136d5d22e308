"""Similarities of the peers as rankings: all names by their similarity to a mark, written as the scorer reads them."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Scores = Iterator[NDArray[np.floating[Any]]]
"""For each mark the similarity of all names, 0 … 1."""


def _ratio(marks: list[str], names: list[str]) -> Scores:
    """rapidfuzz `fuzz.ratio`: normalised insertions and deletions."""
    from rapidfuzz import fuzz, process

    for mark in marks:
        yield process.cdist([mark], names, scorer=fuzz.ratio, dtype=np.float32)[0] / 100


def _jaro_winkler(marks: list[str], names: list[str]) -> Scores:
    """rapidfuzz Jaro-Winkler."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    for mark in marks:
        yield process.cdist([mark], names, scorer=JaroWinkler.similarity, dtype=np.float32)[0]


def _symspell(marks: list[str], names: list[str]) -> Scores:
    """symspellpy with Damerau-Levenshtein distances up to two, as a share of the longer name. Marks are filed here."""
    from symspellpy import SymSpell, Verbosity

    speller = SymSpell(max_dictionary_edit_distance=2)
    for mark in set(marks):
        speller.create_dictionary_entry(mark, 1)
    scores = {mark: np.zeros(len(names), np.float32) for mark in marks}
    for at, name in enumerate(names):
        for near in speller.lookup(name, Verbosity.ALL, max_edit_distance=2):
            scores[near.term][at] = max(0.0, 1 - near.distance / max(len(near.term), len(name)))
    for mark in marks:
        yield scores[mark]


def _bigrams(text: str) -> list[str]:
    """Pairs of neighbours with marked ends, as simstring takes them; a pair that comes again is another feature."""
    pairs = list(map("".join, zip("\1" + text, text + "\1", strict=True)))
    return [pair + str(pairs[:at].count(pair)) for at, pair in enumerate(pairs)]


def _trigrams(text: str) -> list[str]:
    """Trigrams of each word with two blanks before and one after it, as PostgreSQL's pg_trgm takes them."""
    return list({f"  {word} "[at : at + 3] for word in text.split() for at in range(len(word) + 1)})


def _features(split: Callable[[str], list[str]], jaccard: bool) -> Callable[[list[str], list[str]], Scores]:
    """Cosine or Jaccard coefficient of sets of features."""

    def ranking(marks: list[str], names: list[str]) -> Scores:
        wanted = {feature for mark in marks for feature in split(mark)}
        rows: dict[str, list[int]] = {feature: [] for feature in wanted}
        sizes = np.zeros(len(names), np.float32)
        for at, name in enumerate(names):
            features = split(name)
            sizes[at] = len(features)
            for feature in wanted.intersection(features):
                rows[feature].append(at)
        for mark in marks:
            features = split(mark)
            common = np.zeros(len(names), np.float32)
            for feature in features:
                common[rows[feature]] += 1
            whole = len(features) + sizes - common if jaccard else np.sqrt(len(features) * sizes)
            yield common / np.maximum(whole, 1)

    return ranking


RANKINGS: Final[dict[str, Callable[[list[str], list[str]], Scores]]] = {
    "rapidfuzz-ratio": _ratio,
    "jaro-winkler": _jaro_winkler,
    "symspell": _symspell,
    "simstring-cosine": _features(_bigrams, jaccard=False),
    "simstring-jaccard": _features(_bigrams, jaccard=True),
    "trigram": _features(_trigrams, jaccard=True),
}
"""Similarities by name."""


def _read(path: Path, key: str, text: str) -> tuple[list[str], list[str]]:
    """Identifiers and texts, the texts in one width and case."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows: list[dict[str, Any]] = list(csv.DictReader(stream))
    return [row[key] for row in rows], [unicodedata.normalize("NFKC", row[text]).casefold() for row in rows]


def rank(peer: str, marks: Path, names: Path, per_mark: int, out: Path) -> None:
    """Write name_id, mark_id and score of the `per_mark` best names of every mark."""
    mark_ids, mark_texts = _read(marks, "mark_id", "name")
    name_ids, name_texts = _read(names, "name_id", "text")
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["name_id", "mark_id", "score"])
        for mark, scores in zip(mark_ids, RANKINGS[peer](mark_texts, name_texts), strict=True):
            for at in np.argsort(-scores, kind="stable")[:per_mark]:
                if scores[at] > 0:
                    writer.writerow([name_ids[at], mark, f"{scores[at]:.6f}"])

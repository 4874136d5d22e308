"""Texts against a catalogue: every reading searched, penalties taken off, authorised names left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .catalogue import Catalogue, fold_symbols
from .folding import LONGEST, exact_key, fold, variants
from .folding.batch import FOLDED, READABLE
from .model import KINDS
from .tables import load

EXACT: Final = KINDS.index("exact")
VARIANT: Final = KINDS.index("variant")

MARKS_A_NAME: Final = 32
"""So many marks of one name are looked at when only the names of a mark are limited."""
SPARE: Final = 8
"""Marks looked at beyond the limit, because penalties and authorised names change the order a little."""
DIGITS: Final = 6
"""Of a score."""
LEAST_PENALTY: Final = 0.001
"""Of a name that is not the mark itself, so that no imitation has the score 1."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to screen. Without a limit per mark or name, 10 marks a name are given.

    `mode` `name`: the text is a name. `title`: the imitation is looked for within the text. `plain` works without
    numba, for tests and small inputs.
    """

    mode: Literal["name", "title"] = "name"
    per_mark: int | None = None
    per_name: int | None = None
    min_score: float = 0.0
    threads: int = 1
    plain: bool = False

    @property
    def marks_a_name(self) -> int | None:
        """The limit per name; None for none."""
        return 10 if self.per_mark is None and self.per_name is None else self.per_name


class Hits(NamedTuple):
    """One entry a match, best first within each text; equal scores in the order of the marks.

    `text` and `mark` are rows, `kind` is a position in KINDS, `start` and `end` count code points of the text.
    """

    text: npt.NDArray[np.int64]
    mark: npt.NDArray[np.int64]
    score: npt.NDArray[np.float64]
    kind: npt.NDArray[np.uint8]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]

    def at(self, places: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Hits:
        return Hits._make(column[places] for column in self)


def search(catalogue: Catalogue, texts: list[str], options: Options) -> Hits:
    """The marks that texts imitate, at most `marks_a_name` each, with `min_score` and more.

    The first `folding.LONGEST` code points of a text are read, so that no text takes long.
    """
    texts = [text[:LONGEST] for text in texts]
    hits = (search_titles if options.mode == "title" else search_names)(catalogue, texts, options)
    hits = hits._replace(score=np.round(hits.score, DIGITS))
    hits = hits.at((hits.score >= options.min_score) & (hits.score > 0))
    hits = hits.at(_unauthorised(catalogue, texts, hits))
    hits = hits.at(np.lexsort((hits.mark, -hits.score, hits.text)))
    limit = options.marks_a_name
    return hits if limit is None else hits.at(place_within(hits.text) < limit)


def search_titles(catalogue: Catalogue, texts: list[str], options: Options) -> Hits:
    """Imitations within titles. The marks themselves are not reported: in titles they are the rule."""
    found = catalogue.titles(options.plain).screen(texts, options.min_score, options.threads)
    return Hits(
        found.title_row.astype(np.int64), found.mark_row.astype(np.int64), found.score.astype(np.float64),
        found.kind, found.start, found.end,
    )  # fmt: skip


def search_names(catalogue: Catalogue, texts: list[str], options: Options) -> Hits:
    """Search the base fold of every text, and what else the readable ones may say; the best reading counts."""
    symbols, offsets, flags = fold_symbols(texts, options.plain)
    owners, penalties, readings = _readings(texts, flags)
    read = [load().symbols(reading) for reading in readings]
    ends = offsets[-1] + np.cumsum([len(reading) for reading in read], dtype=np.int64)
    top = (options.marks_a_name or MARKS_A_NAME) + SPARE
    found = catalogue.index.search(
        np.concatenate([symbols, *read]), np.concatenate([offsets, ends]), max(1, min(top, len(catalogue))),
        options.min_score, options.threads, options.plain,
    )  # fmt: skip
    text = np.concatenate([np.arange(len(texts)), owners])[found.query]
    penalty = np.concatenate([np.zeros(len(texts)), penalties])[found.query]
    folded = np.flatnonzero((found.query < len(texts)) & ((flags[text] & FOLDED) > 0))
    rows, places = np.unique(text[folded], return_inverse=True)
    penalty[folded] = np.array([fold(texts[row]).penalty for row in rows.tolist()])[places]
    score, kind = found.score.astype(np.float64) * (1 - penalty), found.kind.copy()
    for at in np.flatnonzero(kind == EXACT).tolist():
        score[at], kind[at] = _same_fold(texts[text[at]], catalogue.names[found.mark[at]], float(penalty[at]))
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    hits = Hits(text, found.mark, score, kind, np.zeros(len(text), np.int32), lengths[text])
    return hits.at(_best_readings(hits))


def place_within(groups: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Of each entry its place from 0 within its run of equal values: [5, 5, 2] gives [0, 1, 0]."""
    places = np.arange(len(groups))
    begins = np.ones(len(groups), np.bool_)
    begins[1:] = groups[1:] != groups[:-1]
    return places - np.maximum.accumulate(np.where(begins, places, 0)) if len(groups) else places


def _readings(texts: list[str], flags: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.int64], list[float], list[str]]:
    """What else texts say beside their base fold: the row, the penalty and the folded text of each reading."""
    owners, penalties, readings = [], [], []
    for row in np.flatnonzero(flags & READABLE).tolist():
        for variant in variants(texts[row])[1:]:
            owners.append(row)
            penalties.append(variant.penalty)
            readings.append(variant.text)
    return np.array(owners, np.int64), penalties, readings


def _same_fold(text: str, mark: str, penalty: float) -> tuple[float, int]:
    """Score and kind of a reading that is the mark's own base fold."""
    if exact_key(text) == exact_key(mark):
        return 1.0, EXACT
    return 1 - max(penalty, fold(mark).penalty, LEAST_PENALTY), VARIANT


def _best_readings(hits: Hits) -> npt.NDArray[np.intp]:
    """The best entry of each text and mark."""
    order = np.lexsort((-hits.score, hits.mark, hits.text))
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (np.diff(hits.text[order]) != 0) | (np.diff(hits.mark[order]) != 0)
    return order[fresh]


def _unauthorised(catalogue: Catalogue, texts: list[str], hits: Hits) -> npt.NDArray[np.bool_]:
    kept = np.ones(len(hits.mark), np.bool_)
    for at in np.flatnonzero(np.isin(hits.mark, catalogue.authorised_rows)).tolist():
        kept[at] = not catalogue.is_authorised(int(hits.mark[at]), texts[hits.text[at]])
    return kept

"""Titles against marks: what is built once, and the search of batches on several threads."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from ..folding import exact_key
from ..folding.batch import encode
from ..judging.costs import judge_tables
from ..tables import load
from .background import UNIT, Background, new_background
from .classes import Classes, classes_of
from .evidence import LENGTHS, shipped_weights
from .floors import least_surprise
from .folded import Folded, fold_codes, fold_titles
from .keys import BEGINNINGS, BUCKETS, LONGEST, ROW_BITS, SHIFT, Keys, powers
from .learning import MOST, repeated
from .rereading import readings
from .scan import PER_TITLE, WHOLLY, Found, Marks, new_found, new_places
from .windows import new_line

CHUNK: Final = 2048
"""Titles that a thread takes at a time."""
IMITATES: Final = 7.0
"""Bits: one in so many titles is believed to imitate some mark, before it is read."""
KNOWN: Final = 1 * UNIT
"""What a name that explains itself costs as a word."""
FITTED: Final = 100_000
"""Marks of the register that the weights were fitted with; a shorter one differs by its threshold only, so that bits
weigh the same and ordinary words stay ordinary."""
NAMED: Final = 2.0
"""Bits for a title to carry a registered name at all, as it is registered."""
FILTER_WORDS: Final = 1 << 18
"""64-bit words of the bit filter: two MiB, about a core's second cache."""


class TitleHits(NamedTuple):
    """What was found, ordered by title, best place first; all arrays have one length.

    `title_row`, `mark_row` int32; `score` float32 in 0 … 1; `kind` uint8, position in KINDS; `start`, `end` int32, code
    points of the title; `weighed` uint8, row of the weights; `evidence` float32[places, EVIDENCE].
    """

    title_row: NDArray[np.int32]
    mark_row: NDArray[np.int32]
    score: NDArray[np.float32]
    kind: NDArray[np.uint8]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    weighed: NDArray[np.uint8]
    evidence: NDArray[np.float32]


@dataclass
class TitleScreen:
    """Marks prepared for the search within titles. Build with `TitleScreen.build`."""

    names: Sequence[str]
    marks: Marks
    keys: Keys
    model: Background
    plain: bool = False
    """Whether the kernels run as plain Python: for tests."""
    _kernels: dict[str, Any] = field(default_factory=dict, repr=False)
    _floors: dict[float, NDArray[np.int32]] = field(default_factory=dict, repr=False)

    @classmethod
    def build(
        cls, names: Sequence[str], known: Sequence[str] = (), plain: bool = False,
        weights: NDArray[np.float64] | None = None,
    ) -> TitleScreen:  # fmt: skip
        """Prepare the marks. `known` are other names and words that explain themselves wherever they stand;
        `weights` other ones than those shipped."""
        tables, classes = load(), classes_of()
        folded = fold_titles(names)
        rivals = np.array([np.log2(max(len(names), FITTED)) + IMITATES])
        weights = shipped_weights(len(names)) if weights is None else weights
        marks = Marks(folded.symbols, folded.offsets, rivals, weights, classes.crowd)
        model = new_background(tables, len(names) + len(known) + MOST)
        screen = cls(names, marks, _keys(folded, classes, plain), model, plain)
        screen._learn(np.ascontiguousarray(tables.words_hash), np.ascontiguousarray(tables.words_cost))
        screen._learn_names(folded, _named_costs(folded))
        if known:
            screen._learn_names(fold_titles(known), np.full(len(known), KNOWN, np.uint8))
        return screen

    def _module(self, name: str) -> Any:
        if name not in self._kernels:
            self._kernels[name] = _module(name, self.plain)
        return self._kernels[name]

    def _learn(self, hashes: NDArray[np.uint64], costs: NDArray[np.uint8]) -> None:
        with np.errstate(over="ignore"):
            self._module("background").insert_words(hashes, costs, self.model)

    def _learn_names(self, folded: Folded, costs: NDArray[np.uint8]) -> None:
        background, hashes = self._module("background"), np.empty(len(costs), np.uint64)
        with np.errstate(over="ignore"):
            background.hash_rows(folded.symbols, folded.offsets, hashes)
            background.insert_prefixes(folded.symbols, folded.offsets, self.model.filter)
        self._learn(hashes, costs)

    def learn(self, texts: Sequence[str]) -> None:
        """Take what ordinary titles repeat for granted. The more titles the better; tens of thousands do."""
        self._learn(*repeated(fold_titles(texts, fast=not self.plain), self.model.script))

    def screen(self, texts: Sequence[str], min_score: float = 0.5, threads: int = 1) -> TitleHits:
        """Search titles for imitations. The marks themselves are not reported: in titles they are the rule.

        A title is read up to its 256th symbol. Places of one title never overlap, and at most four are told.
        """
        starts = range(0, len(texts), CHUNK)
        self._module("scan")
        if min_score not in self._floors:
            rivals = float(self.marks.rivals[0])
            self._floors[min_score] = least_surprise(self.marks.weights, LONGEST, rivals, min_score)

        def search(start: int) -> TitleHits:
            hits = self._chunk(texts[start : start + CHUNK], min_score)
            return hits._replace(title_row=hits.title_row + np.int32(start))

        if threads == 1 or len(starts) < 2:
            return _joined([_told(new_found(0), fold_titles([])), *map(search, starts)])
        with ThreadPoolExecutor(threads) as pool:
            return _joined(list(pool.map(search, starts)))

    def _chunk(self, texts: Sequence[str], min_score: float) -> TitleHits:
        codes, bounds = encode(texts)
        folded = fold_codes(codes, bounds, fast=not self.plain)
        hits = [_told(self._search(folded, min_score), folded)]
        rows, titles, changed, sure = readings(folded, codes, bounds, self.model.script)
        if len(titles):
            found = self._search(rows, min_score)
            place = changed[found.title]
            hides = (found.start <= place) & (place < found.end)
            # An emoji or letters before one character: decoration and measures far more often than half of a mark.
            hides &= sure[found.title] | (place > found.start) | (found.end > found.start + 2)
            kept = Found._make(column[hides] for column in found)
            hits.append(_told(kept, rows)._replace(title_row=titles[kept.title].astype(np.int32)))
        return self._hidden(_best(_joined(hits)), texts)

    def _hidden(self, hits: TitleHits, texts: Sequence[str]) -> TitleHits:
        """Without marks that only seem to be hidden: they are registered in the rare characters of the title."""
        kept = np.ones(len(hits.score), np.bool_)
        for at in np.flatnonzero(hits.weighed < len(LENGTHS)).tolist():
            written = texts[hits.title_row[at]][hits.start[at] : hits.end[at]]
            kept[at] = exact_key(written) != exact_key(self.names[hits.mark_row[at]])
        return TitleHits._make(column[kept] for column in hits)

    def _search(self, folded: Folded, min_score: float) -> Found:
        found = new_found((len(folded.offsets) - 1) * PER_TITLE)
        with np.errstate(over="ignore"):
            count = self._module("scan").search_titles(
                folded.symbols, folded.gaps, folded.offsets, self._floors[min_score], min_score, self.model,
                self.keys, self.marks, judge_tables(), new_line(), new_places(), found,
            )  # fmt: skip
        return Found._make(column[:count] for column in found)


def _told(found: Found, folded: Folded) -> TitleHits:
    """Places in code points of the titles."""
    origin = folded.offsets[found.title]
    return TitleHits(
        found.title.astype(np.int32),
        found.mark.astype(np.int32),
        found.score.astype(np.float32),
        found.kind,
        folded.starts[origin + found.start].astype(np.int32),
        folded.ends[origin + found.end - 1].astype(np.int32),
        found.weighed,
        found.evidence,
    )


def _joined(parts: Sequence[TitleHits]) -> TitleHits:
    return TitleHits._make(np.concatenate(column) for column in zip(*parts, strict=True))


def _best(hits: TitleHits) -> TitleHits:
    """The best of places that overlap in a title; titles in order, best place first."""
    kept: list[int] = []
    rank = hits.score + WHOLLY * (hits.weighed < len(LENGTHS))
    for at in np.lexsort((hits.mark_row, -rank, hits.title_row)).tolist():
        overlaps = False
        for other in reversed(kept):
            if hits.title_row[other] != hits.title_row[at]:
                break
            overlaps |= bool(hits.start[other] < hits.end[at] and hits.start[at] < hits.end[other])
        if not overlaps:
            kept.append(at)
    return TitleHits._make(column[kept] for column in hits)


def _module(name: str, plain: bool) -> Any:
    from importlib import import_module

    full = f"{__package__}.{name}"
    if not plain:
        from .. import lending_fast  # noqa: F401  # makes `lend` known to the compiler
    return import_module(full) if plain else compiled(full)


def _named_costs(folded: Folded) -> NDArray[np.uint8]:
    """What a registered name costs as a word: one name of all; the shorter, the less it says to be one."""
    sizes = np.diff(folded.offsets)
    bits = np.log2(max(len(sizes), 1 << 14)) + NAMED + np.where(sizes <= 2, 3.0, 0.0)
    costs: NDArray[np.uint8] = np.minimum(bits * UNIT, 255).astype(np.uint8)
    return costs


def _keys(folded: Folded, classes: Classes, plain: bool) -> Keys:
    kernels, power = _module("keys", plain), powers()
    edges, bits = np.zeros((4, BEGINNINGS), np.uint16), np.zeros(FILTER_WORDS, np.uint64)
    with np.errstate(over="ignore"):
        arguments = (folded.symbols, folded.offsets, classes.sound, classes.shape, classes.near, power)
        postings = np.empty(kernels.mark_keys(*arguments, np.empty(0, np.int64)), np.int64)
        kernels.mark_keys(*arguments, postings)
        postings = np.unique(postings)
        kernels.note_edges(folded.symbols, folded.offsets, classes.sound, classes.shape, edges)
        kernels.fill_filter(postings, bits)
    starts = np.searchsorted(postings, np.arange(BUCKETS + 1) << (SHIFT + ROW_BITS)).astype(np.int32)
    return Keys(bits, starts, postings, power, edges, classes.sound, classes.shape)

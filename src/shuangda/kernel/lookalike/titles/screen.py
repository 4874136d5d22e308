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
from ..folding.kinds import PENALTY
from ..judging.costs import judge_tables
from ..tables import Tables, load
from .background import UNIT, Background, new_background
from .classes import Classes, classes_of
from .evidence import EVIDENCE, LENGTHS, least_surprise, shipped_weights
from .folded import Folded, fold_codes, fold_titles
from .keys import BEGINNINGS, LONGEST, SHIFT, Keys, powers
from .learning import MOST, repeated
from .rereading import readings
from .scan import EXACT, PER_TITLE, VARIANT, WHOLLY, Found, Marks, new_scratch

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
    rivals: float
    """Bits of the choice among the marks."""
    marks: Marks
    keys: Keys
    model: Background
    plain: bool = False
    """Whether the kernels run as plain Python: for tests."""
    _kernels: dict[str, Any] = field(default_factory=dict, repr=False)
    _floors: dict[float, NDArray[np.int64]] = field(default_factory=dict, repr=False)

    @classmethod
    def build(
        cls, names: Sequence[str], known: Sequence[str] = (), plain: bool = False,
        weights: NDArray[np.float64] | None = None,
    ) -> TitleScreen:  # fmt: skip
        """Prepare the marks. `known` are other names and words that explain themselves wherever they stand;
        `weights` other ones than those shipped."""
        tables, classes = load(), classes_of()
        folded = fold_titles(names)
        rivals = float(np.log2(max(len(names), FITTED)) + IMITATES)
        bits = np.full(len(names), rivals, np.float32)
        weights = shipped_weights(len(names)) if weights is None else weights
        marks = Marks(folded.symbols, folded.offsets, bits, weights, classes.crowd)
        background = new_background(tables, len(names) + len(known) + MOST)
        screen = cls(names, rivals, marks, _keys(marks, classes, plain), background, plain)
        screen._learn_dictionary(tables)
        screen._learn_rows(folded.symbols, folded.offsets, _named_costs(folded))
        if known:
            others = fold_titles(known)
            screen._learn_rows(others.symbols, others.offsets, np.full(len(known), KNOWN, np.uint8))
        return screen

    def _module(self, name: str) -> Any:
        if name not in self._kernels:
            self._kernels[name] = _module(name, self.plain)
        return self._kernels[name]

    def _learn_dictionary(self, tables: Tables) -> None:
        with np.errstate(over="ignore"):
            self._module("background").insert_words(
                np.ascontiguousarray(tables.words_hash), np.ascontiguousarray(tables.words_cost), self.model
            )

    def _learn_rows(self, symbols: NDArray[np.uint16], offsets: NDArray[np.int64], costs: NDArray[np.uint8]) -> None:
        background = self._module("background")
        hashes = np.empty(len(offsets) - 1, np.uint64)
        with np.errstate(over="ignore"):
            background.hash_rows(symbols, offsets, hashes)
            background.insert_words(hashes, costs, self.model)
            background.insert_prefixes(symbols, offsets, self.model.filter)

    def learn(self, texts: Sequence[str]) -> None:
        """Take what ordinary titles repeat for granted. The more titles the better; tens of thousands do."""
        folded = fold_titles(texts, fast=not self.plain)
        hashes, costs = repeated(folded, self.model.script)
        with np.errstate(over="ignore"):
            self._module("background").insert_words(hashes, costs, self.model)

    def screen(self, texts: Sequence[str], min_score: float = 0.5, threads: int = 1, exact: bool = False) -> TitleHits:
        """Search titles for imitations; with `exact` also for the marks themselves, which have score 1.

        A title is read up to its 256th symbol. Places of one title never overlap, and at most four are told.
        """
        bounds = [(first, min(first + CHUNK, len(texts))) for first in range(0, len(texts), CHUNK)]
        self._module("scan")
        if min_score not in self._floors:
            self._floors[min_score] = least_surprise(self.marks.weights, LONGEST, self.rivals, min_score)

        def search(bound: tuple[int, int]) -> TitleHits:
            return self._chunk(texts[bound[0] : bound[1]], bound[0], min_score, exact)

        if threads == 1 or len(bounds) < 2:
            parts = list(map(search, bounds))
        else:
            with ThreadPoolExecutor(threads) as pool:
                parts = list(pool.map(search, bounds))
        return _joined([*parts, _none()])

    def _chunk(self, texts: Sequence[str], first: int, min_score: float, exact: bool) -> TitleHits:
        codes, bounds = encode(texts)
        folded = fold_codes(codes, bounds, fast=not self.plain)
        hits = _told(self._search(folded, min_score, exact), folded)
        rows, titles, changed, sure = readings(folded, codes, bounds, self.model.script)
        if len(titles):
            found = self._search(rows, min_score, False)
            place = changed[found.title]
            hides = (found.start <= place) & (place < found.end)
            # An emoji or letters before one character: decoration and measures far more often than half of a mark.
            hides &= sure[found.title] | (place > found.start) | (found.end > found.start + 2)
            kept = _rows(found, hides)
            hidden = _told(kept, rows)._replace(title_row=titles[kept.title].astype(np.int32))
            hits = _best(_joined([hits, hidden]))
        if exact:
            hits = self._as_written(hits, texts)
        return hits._replace(title_row=hits.title_row + np.int32(first))

    def _as_written(self, hits: TitleHits, texts: Sequence[str]) -> TitleHits:
        """A mark that is written with other characters (traditional ones, say) than it is registered is a variant."""
        kind, score = hits.kind.copy(), hits.score.copy()
        for at in np.flatnonzero(hits.kind == EXACT).tolist():
            written = texts[hits.title_row[at]][hits.start[at] : hits.end[at]]
            if exact_key(written) != exact_key(self.names[hits.mark_row[at]]):
                kind[at], score[at] = VARIANT, 1 - PENALTY["traditional"]
        return hits._replace(kind=kind, score=score)

    def _search(self, folded: Folded, min_score: float, exact: bool) -> Found:
        rows = len(folded.offsets) - 1
        room = rows * PER_TITLE
        found = Found(
            np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.float32), np.empty(room, np.uint8),
            np.empty(room, np.uint16), np.empty(room, np.uint16), np.empty(room, np.uint8),
            np.empty((room, len(EVIDENCE)), np.float32),
        )  # fmt: skip
        with np.errstate(over="ignore"):
            count = self._module("scan").search_titles(
                folded.symbols, folded.gaps, folded.offsets, 0, rows, self._floors[min_score], min_score, self.model,
                self.keys, self.marks, judge_tables(), new_scratch(), exact, found,
            )  # fmt: skip
        return _rows(found, np.arange(count))


def _rows(found: Found, kept: NDArray[Any]) -> Found:
    columns: list[Any] = [column[kept] for column in found]
    return Found(*columns)


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


def _none() -> TitleHits:
    empty = np.empty(0, np.int32)
    return TitleHits(
        empty,
        empty,
        np.empty(0, np.float32),
        np.empty(0, np.uint8),
        empty,
        empty,
        np.empty(0, np.uint8),
        np.empty((0, len(EVIDENCE)), np.float32),
    )


def _joined(parts: Sequence[TitleHits]) -> TitleHits:
    columns: list[Any] = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return TitleHits(*columns)


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
    columns: list[Any] = [column[kept] for column in hits]
    return TitleHits(*columns)


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


def _keys(marks: Marks, classes: Classes, plain: bool) -> Keys:
    kernels = _module("keys", plain)
    power = powers()
    with np.errstate(over="ignore"):
        arguments = (marks.symbols, marks.offsets, classes.sound, classes.shape, classes.near, power)
        count = kernels.mark_keys(*arguments, np.empty(0, np.uint32), np.empty(0, np.int32))
        keys, rows = np.empty(count, np.uint32), np.empty(count, np.int32)
        kernels.mark_keys(*arguments, keys, rows)
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        fresh = np.ones(count, np.bool_)
        fresh[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
        keys, rows = keys[fresh], rows[fresh]
        edges = np.zeros((4, BEGINNINGS), np.uint16)
        kernels.note_edges(marks.symbols, marks.offsets, classes.sound, classes.shape, edges)
        bits = np.zeros(FILTER_WORDS, np.uint64)
        kernels.fill_filter(keys, bits)
    starts = np.searchsorted(keys, np.arange((1 << (32 - SHIFT)) + 1, dtype=np.uint64) << SHIFT).astype(np.int32)
    return Keys(bits, starts, keys, rows, power, edges, classes.sound, classes.shape)

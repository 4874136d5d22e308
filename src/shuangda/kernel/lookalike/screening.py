"""A whole table of names, batch by batch, with bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyarrow as pa

from .batches import FOUND, best, explain, find
from .catalogue import Catalogue
from .searching import Options

POOL_ROWS: Final = 1 << 20
"""Matches held before those beyond the limit per mark are dropped; twice what is kept if that is more."""
EXPLAINED_ROWS: Final = 1 << 13
"""Matches given at a time."""


def screen(
    catalogue: Catalogue, names: Iterable[pa.RecordBatch], options: Options, done: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    """The matches of all batches of names as `batches.MATCHES`, ordered as `batches.screen_batch` orders them.

    With a limit per mark nothing comes before the last name was read; at most `per_mark` matches a mark are held, or
    about a million if that is more. `done` is told the number of names after each batch.
    """
    found = (_told(find(catalogue, batch, options), batch.num_rows, done) for batch in names)
    for batch in found if options.per_mark is None else [best_of_all(found, options.per_mark)]:
        yield from in_parts(catalogue, batch)


def in_parts(catalogue: Catalogue, found: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """What was found, explained some thousands at a time."""
    for start in range(0, found.num_rows, EXPLAINED_ROWS):
        yield explain(catalogue, found.slice(start, EXPLAINED_ROWS))


def best_of_all(found: Iterable[pa.RecordBatch], per_mark: int) -> pa.RecordBatch:
    """The best names of each mark among many batches of FOUND."""
    pool: list[pa.RecordBatch] = []
    rows, limit = 0, POOL_ROWS
    for batch in found:
        pool.append(batch)
        rows += batch.num_rows
        if rows > limit:
            pool = [best(_joined(pool), per_mark)]
            rows = pool[0].num_rows
            limit = max(POOL_ROWS, 2 * rows)
    return best(_joined(pool), per_mark)


def _joined(pool: list[pa.RecordBatch]) -> pa.RecordBatch:
    return pa.concat_batches([pa.record_batch([[]] * len(FOUND), schema=FOUND), *pool])


def _told(found: pa.RecordBatch, names: int, done: Callable[[int], None]) -> pa.RecordBatch:
    done(names)
    return found

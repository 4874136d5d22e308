"""Screening beyond one machine: `batches.screen_batch` mapped over a Ray dataset (the extra `ray`).

Every worker opens the folder of the marks once, by its path, mapped into memory: workers of one machine share its
pages. A worker that dies is replaced and its batch screened again, because a batch depends on nothing but itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from .batches import FOUND, MATCHES, best, explain, find
from .catalogue import Catalogue
from .exchange.delimited import BATCH_ROWS
from .screening import best_of_all, in_parts
from .searching import Options

if TYPE_CHECKING:
    from ray.data import Dataset


def screen_dataset(dataset: Dataset, index: Path, options: Options, workers: int) -> Iterator[pa.RecordBatch]:
    """The matches of a dataset of names as `batches.MATCHES`: the same as `screening.screen` gives.

    `index` is a folder of `shuangda marks build` that every machine has at this path; each of the `workers` takes
    `options.threads` processors. Without a limit per mark, names stand in the order of the dataset only if Ray was
    told to keep it (`DataContext.execution_options.preserve_order`).
    """
    found: Any = dataset.map_batches(
        _Worker,
        fn_constructor_args=(index, options),
        batch_size=BATCH_ROWS,
        batch_format="pyarrow",
        concurrency=workers,
        num_cpus=options.threads,
    ).iter_batches(batch_size=None, batch_format="pyarrow")
    if options.per_mark is None:
        for table in found:
            yield from table.to_batches()
        return
    parts = (batch for table in found for batch in table.to_batches())
    yield from in_parts(Catalogue.open(index), best_of_all(parts, options.per_mark))


class _Worker:
    """Opens the marks once, then finds the matches of one block of names after another.

    With a limit per mark they are explained later, when the best of all are known.
    """

    def __init__(self, index: Path, options: Options) -> None:
        self._catalogue, self._options = Catalogue.open(index), options

    def __call__(self, names: pa.Table) -> pa.Table:
        limit = self._options.per_mark
        schema = MATCHES if limit is None else FOUND
        found = []
        for batch in names.to_batches(max_chunksize=BATCH_ROWS):
            part = find(self._catalogue, batch, self._options)
            found.append(explain(self._catalogue, part) if limit is None else best(part, limit))
        return pa.Table.from_batches(found, schema)

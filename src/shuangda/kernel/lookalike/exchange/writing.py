"""Matches out, by the ending of the file: to a temporary file that is renamed once everything stands in it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ...whole_files import replaced
from .columnar import PARQUET
from .reading import COLUMNAR_ENDINGS, STANDARD

Write = Callable[[pa.RecordBatch], None]

_FLOATS: Final = "{:.6f}".format


@contextmanager
def open_output(path: Path, schema: pa.Schema) -> Iterator[Write]:
    """A function that takes batches of `schema`; `-` is standard output, as CSV.

    Nothing stands at `path` until the block ends without an error; what stood there is replaced then. Raises OSError
    if the place cannot be written.
    """
    with ExitStack() as opened:
        if path == STANDARD:
            stream: IO[bytes] = sys.stdout.buffer
        else:
            stream = opened.enter_context(replaced(path))
        yield opened.enter_context(_writer(stream, path.suffix.lower(), schema))


@contextmanager
def _writer(stream: IO[bytes], ending: str, schema: pa.Schema) -> Iterator[Write]:
    if ending not in COLUMNAR_ENDINGS:
        with _csv_writer(stream, schema) as write:
            yield write
    elif ending in PARQUET:
        with pq.ParquetWriter(stream, schema) as parquet:
            yield parquet.write_batch
    else:
        with pa.ipc.new_file(stream, schema) as arrow:
            yield arrow.write_batch


@contextmanager
def _csv_writer(stream: IO[bytes], schema: pa.Schema) -> Iterator[Write]:
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=False)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(schema.names)

    def write(batch: pa.RecordBatch) -> None:
        rows.writerows(zip(*(_cells(column) for column in batch.columns), strict=True))

    try:
        yield write
        text.flush()
    finally:
        text.detach()


def _cells(column: pa.Array) -> list[Any]:
    cells: list[Any] = column.to_pylist()
    return list(map(_FLOATS, cells)) if pa.types.is_floating(column.type) else cells

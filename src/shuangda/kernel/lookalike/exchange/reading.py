"""A table of marks or names, whichever format it has: checked as a whole first, then read in batches.

Nothing is searched before the whole table is known to be good: an officer learns of a broken line at once and not
after the nine million before it. That costs one more pass, which is little beside the search.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import numpy as np

from ..errors import BadTable
from .columns import Layout
from .delimited import CsvTable

if TYPE_CHECKING:
    import pyarrow as pa

    from .columnar import ColumnarTable

STANDARD: Final = Path("-")
"""Standard input or output, always CSV."""

COLUMNAR_ENDINGS: Final = (".parquet", ".pq", ".arrow", ".feather", ".ipc")


class Table:
    """A checked table. `rows` counts it without its header."""

    def __init__(self, source: CsvTable | ColumnarTable, shown: str) -> None:
        self._source, self._shown = source, shown
        self.rows = _checked_rows(source)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """String columns of the layout, those that the file lacks left out; at most 65,536 rows at a time.

        Raises BadTable if the file was changed since it was checked.
        """
        import pyarrow as pa

        with _naming(self._shown):
            for columns in self._source.batches():
                if isinstance(columns, dict):  # typed, because no text tells no type
                    columns = pa.record_batch({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
                yield columns


@contextmanager
def open_table(path: Path, layout: Layout) -> Iterator[Table]:
    """Open and check a table; `-` is standard input.

    Raises BadTable: one sentence that names the file, the line, and what to do.
    """
    shown = "标准输入" if path == STANDARD else path.name
    with ExitStack() as opened:
        with _naming(shown):
            stream = opened.enter_context(_opened(path))
            table = Table(_source(path, stream, layout), shown)
        yield table


@contextmanager
def _naming(shown: str) -> Iterator[None]:
    """Put the name of the file before the sentence of a BadTable."""
    try:
        yield
    except BadTable as error:
        raise BadTable(f"{shown}：{error}") from error
    except OSError as error:
        raise BadTable(f"{shown}：读不下去（{error.strerror or error}），请检查磁盘后再试。") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A seekable stream; standard input or a pipe is kept in a temporary file, because it is read twice."""
    with ExitStack() as opened:
        stream = sys.stdin.buffer if path == STANDARD else opened.enter_context(_file(path))
        if not stream.seekable() or path == STANDARD:
            spooled = opened.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(stream, spooled)
            stream = cast(BinaryIO, spooled)
        yield stream


def _file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise BadTable("找不到文件，请检查路径。") from error
    except IsADirectoryError as error:
        raise BadTable("是文件夹，请给出其中的文件。") from error
    except (OSError, ValueError) as error:
        raise BadTable(f"打不开（{getattr(error, 'strerror', None) or error}），请检查路径和权限。") from error


def _source(path: Path, stream: BinaryIO, layout: Layout) -> CsvTable | ColumnarTable:
    if path.suffix.lower() not in COLUMNAR_ENDINGS:
        return CsvTable(stream, layout)
    from .columnar import ColumnarTable

    return ColumnarTable(path, layout)


def _checked_rows(source: CsvTable | ColumnarTable) -> int:
    """Walk the whole table and count its rows. Raises BadTable, also for an id that stands in it twice."""
    hashes = [np.fromiter(map(hash, ids), np.int64, len(ids)) for ids in _ids(source)]
    if not hashes:
        return 0
    every = np.concatenate(hashes)
    every.sort()
    doubled = every[1:][every[1:] == every[:-1]]
    if len(doubled):
        _fail_on_doubled(source, set(doubled.tolist()))
    return len(every)


def _ids(source: CsvTable | ColumnarTable) -> Iterator[Sequence[str]]:
    column = source.layout.id_column
    for columns in source.batches():
        yield columns[column] if isinstance(columns, dict) else columns.column(column).to_pylist()


def _fail_on_doubled(source: CsvTable | ColumnarTable, hashes: set[int]) -> None:
    """Raise for the first id that stands twice; equal hashes of different ids are no fault."""
    first: dict[str, int] = {}
    row = 0
    for ids in _ids(source):
        for row, found in enumerate(ids, row):  # noqa: B020
            if hash(found) in hashes and first.setdefault(found, row) != row:
                column = source.layout.id_column
                before, after = source.place(first[found]), source.place(row)
                raise BadTable(f"{before}和{after}的 {column} 相同（{found[:40]}），请改正或删去其中一行。")
        row += 1

"""Parquet and Arrow files (IPC file or stream, Feather 2), read in batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..errors import BadTable
from .columns import Layout, cell_fault, header_fault
from .delimited import BATCH_ROWS

PARQUET: Final = (".parquet", ".pq")
ARROW: Final = (".arrow", ".feather", ".ipc")

_FILE_MAGIC: Final = b"ARROW1"
_CHECKED_FOR_CELLS: Final = ("classes",)


class ColumnarTable:
    """A Parquet or Arrow file whose columns and their types have been checked."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path, self.layout = path, layout
        self._parquet = path.suffix.lower() in PARQUET
        schema = self._schema()
        if fault := header_fault(schema.names, layout):
            raise BadTable(fault)
        self._columns = [column for column in layout.columns if column in schema.names]
        for column in self._columns:
            self._check_type(column, schema.field(column).type)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The columns of the layout that the file has, as strings, nulls as empty ones. Raises BadTable."""
        done = 0
        for batch in self._batches():
            columns = {column: _as_text(batch.column(column)) for column in self._columns}
            self._check(columns, done)
            done += batch.num_rows
            yield pa.record_batch(columns)

    def place(self, row: int) -> str:
        """Where a row (from 0) stands, in words."""
        return f"第 {row + 1} 条记录"

    def _check_type(self, column: str, kind: pa.DataType) -> None:
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
        # An id or a class that a program wrote may be a number; a name may not.
        number = pa.types.is_integer(kind) and column in (self.layout.id_column, "classes")
        if not (text or number or pa.types.is_null(kind)):
            raise BadTable(f"{column} 列的类型是 {kind}，应为文字（string），请转换后再试。")

    def _schema(self) -> pa.Schema:
        try:
            if self._parquet:
                return pq.read_schema(self._path)
            with self._open_arrow() as reader:
                return reader.schema
        except pa.ArrowException as error:
            raise self._damaged() from error

    def _batches(self) -> Iterator[pa.RecordBatch]:
        """Slices of at most `BATCH_ROWS` rows. What Arrow cannot read becomes BadTable."""
        batches = self._parquet_batches() if self._parquet else self._arrow_batches()
        while True:
            try:
                batch = next(batches, None)
                if batch is not None:
                    batch.validate(full=True)
            except (pa.ArrowException, OSError) as error:
                raise self._damaged() from error
            if batch is None:
                return
            for start in range(0, batch.num_rows, BATCH_ROWS):
                yield batch.slice(start, BATCH_ROWS)

    def _parquet_batches(self) -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(self._path, pre_buffer=False) as file:
            yield from file.iter_batches(BATCH_ROWS, columns=self._columns)

    def _arrow_batches(self) -> Iterator[pa.RecordBatch]:
        with self._open_arrow() as reader:
            if isinstance(reader, pa.RecordBatchFileReader):
                batches = (reader.get_batch(number) for number in range(reader.num_record_batches))
            else:
                batches = iter(reader)
            for batch in batches:
                yield batch.select(self._columns)

    def _open_arrow(self) -> pa.RecordBatchFileReader | pa.RecordBatchStreamReader:
        source = pa.memory_map(str(self._path))
        magic = source.read(len(_FILE_MAGIC))
        source.seek(0)
        return pa.ipc.open_file(source) if magic == _FILE_MAGIC else pa.ipc.open_stream(source)

    def _damaged(self) -> BadTable:
        kind = "Parquet" if self._parquet else "Arrow"
        return BadTable(f"不是完好的 {kind} 文件，请重新导出，或改用 UTF-8 编码的 CSV。")

    def _check(self, columns: dict[str, pa.Array], done: int) -> None:
        for name, cells in columns.items():
            if pc.any(pc.match_substring(cells, "\0")).as_py():
                row = pc.index(pc.match_substring(cells, "\0"), True).as_py()
                raise BadTable(f"{self.place(done + row)}的 {name} 含有空字符（NUL），请删去后再试。")
        wanted = {*self.layout.filled, *_CHECKED_FOR_CELLS} & columns.keys()
        if fault := cell_fault({name: columns[name].to_pylist() for name in wanted}, self.layout):
            raise BadTable(f"{self.place(done + fault[0])}{fault[1]}")


def _as_text(cells: pa.Array) -> pa.Array:
    return pc.fill_null(pc.cast(cells, pa.string()), "")

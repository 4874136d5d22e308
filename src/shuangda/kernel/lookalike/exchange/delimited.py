"""CSV in UTF-8: decoded by blocks, split by the standard parser, every fault with its line.

The quick way counts no lines; when it meets a fault, the file is read once more to learn where that stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, Final

from ..errors import BadTable
from .columns import Layout, cell_fault, header_fault

BATCH_ROWS: Final = 1 << 14
LINE_BYTES: Final = 1 << 20
"""A longer line is no table of names: most likely a binary file, or one whose line ends are missing."""

_BLOCK_BYTES: Final = 1 << 18
_MARK_OF_UTF8: Final = b"\xef\xbb\xbf"
_SAVE_AS_UTF8: Final = "请另存为 UTF-8 编码的 CSV 后再试。"

Columns = dict[str, list[str]]


class CsvTable:
    """A CSV file whose header has been checked. `stream` must be seekable; every walk begins at its start."""

    def __init__(self, stream: BinaryIO, layout: Layout) -> None:
        self._stream = stream
        self.layout = layout
        header = [cell.strip() for cell in chain.from_iterable(self._take(self._records(), 1))]
        if not header:
            raise BadTable(f"是空的，{layout.title}的第 1 行应是表头 {','.join(layout.required)}。")
        if fault := header_fault(header, layout):
            raise BadTable(f"第 1 行{fault}")
        self._width = len(header)
        self._places = {column: header.index(column) for column in layout.columns if column in header}

    def batches(self) -> Iterator[Columns]:
        """The columns of the layout that the file has, up to `BATCH_ROWS` rows at a time. Raises BadTable."""
        records = islice(self._records(), 1, None)
        done = 0
        while rows := self._take(records, BATCH_ROWS):
            if set(map(len, rows)) != {self._width}:
                self._fail_on_width(rows, done)
            across = list(zip(*rows, strict=True))
            columns = {column: list(across[place]) for column, place in self._places.items()}
            if fault := cell_fault(columns, self.layout):
                raise BadTable(f"{self.place(done + fault[0])}{fault[1]}")
            done += len(rows)
            yield columns

    def place(self, row: int) -> str:
        """Where a row (from 0, without the header) stands, in words."""
        return f"第 {self._line_of(row + 1)} 行"

    def _take(self, records: Iterator[list[str]], most: int) -> list[list[str]]:
        try:
            return list(islice(records, most))
        except csv.Error as error:
            line = self._line_of(None)
            wrong = "太长" if "field limit" in str(error) else "的引号或换行不成对"
            raise BadTable(f"第 {line} 行{wrong}，请检查这一行的引号（字段中的引号要写成两个）。") from error

    def _fail_on_width(self, rows: list[list[str]], done: int) -> None:
        at, width = next((at, len(row)) for at, row in enumerate(rows) if len(row) != self._width)
        raise BadTable(
            f"{self.place(done + at)}有 {width} 列，表头有 {self._width} 列，请检查逗号（含逗号的字段要加引号）。"
        )

    def _records(self) -> Iterator[list[str]]:
        """All records, blank lines left out."""
        return filter(None, csv.reader(self._lines(), strict=True))

    def _line_of(self, record: int | None) -> int:
        """The line on which a record begins; of the first broken one for None."""
        reader = csv.reader(self._lines(), strict=True)
        seen = -1
        while True:
            line = reader.line_num + 1
            try:
                seen += bool(next(reader))
            except (csv.Error, StopIteration):
                return line
            if seen == record:
                return line

    def _lines(self) -> Iterator[str]:
        self._stream.seek(0)
        return chain.from_iterable(io.StringIO(text, newline="\n") for text in self._texts())

    def _texts(self) -> Iterator[str]:
        """The file in pieces that end with a line."""
        rest, line, first = b"", 1, True
        while block := self._stream.read(_BLOCK_BYTES):
            if first:
                block, first = block.removeprefix(_MARK_OF_UTF8), False
            cut = block.rfind(b"\n") + 1
            if not cut:
                rest += block
                if len(rest) > LINE_BYTES:
                    raise BadTable(f"第 {line} 行超过 {LINE_BYTES >> 20} MiB，不像一张表，{_SAVE_AS_UTF8}")
                continue
            piece, rest = rest + block[:cut], block[cut:]
            yield _decoded(piece, line)
            line += piece.count(b"\n")
        yield _decoded(rest, line)


def _decoded(data: bytes, line: int) -> str:
    """UTF-8 without NUL; `line` is that on which `data` begins. Raises BadTable that names line and byte."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadTable(f"{_byte_place(data, error.start, line)}不是 UTF-8 编码，{_SAVE_AS_UTF8}") from error
    if "\0" in text:
        raise BadTable(f"{_byte_place(data, data.index(0), line)}是空字符（NUL），{_SAVE_AS_UTF8}")
    return text


def _byte_place(data: bytes, at: int, line: int) -> str:
    before = data[:at]
    return f"第 {line + before.count(10)} 行第 {at - (before.rfind(10) + 1) + 1} 个字节"

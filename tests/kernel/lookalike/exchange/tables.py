"""Tables for the tests of reading, writing and screening."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from shuangda.kernel.lookalike.exchange import NAMES, Layout, open_table

NAME_ROWS = (("1", "康帅傅"), ("2", "雷碧"), ("3", "康师傅"), ("4", "ＯＰＰＯ手机"), ("5", ""), ("6", "0PP0"))


def write_csv(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = ("name_id", "text")) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def columns_of(path: Path, layout: Layout = NAMES) -> dict[str, list[Any]]:
    """The whole of a table, column by column."""
    with open_table(path, layout) as table:
        read = pa.Table.from_batches(table.batches())
        assert read.num_rows == table.rows
        return dict(read.to_pydict())


def names_batch(rows: Sequence[tuple[str, str]]) -> pa.RecordBatch:
    ids, texts = zip(*rows, strict=True) if rows else ((), ())
    return pa.record_batch({"name_id": pa.array(ids, pa.string()), "text": pa.array(texts, pa.string())})

"""Tables of marks and names in, matches out: CSV, Parquet and Arrow. Importing it does not load pyarrow."""

from __future__ import annotations

from .columns import MARKS, NAMES, Layout
from .delimited import CsvTable
from .reading import Table, open_table

__all__ = ["MARKS", "NAMES", "CsvTable", "Layout", "Table", "open_table"]

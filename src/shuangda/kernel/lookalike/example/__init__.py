"""Some sixty marks to try the engine with: widely known ones, and invented ones. Owners are left out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..catalogue import Catalogue
from ..exchange import MARKS, CsvTable
from ..model import Mark
from ..scan import small_catalogue

FILE: Final = Path(__file__).with_name("marks.csv")


def example_catalogue() -> Catalogue:
    """The example marks, ready to be searched: nothing is built, so they always fit the tables."""
    with FILE.open("rb") as stream:
        columns = list(CsvTable(stream, MARKS).batches())
    return small_catalogue([
        Mark(mark_id, name) for batch in columns for mark_id, name in zip(batch["mark_id"], batch["name"], strict=True)
    ])  # fmt: skip

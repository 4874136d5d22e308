"""Matches written whole or not at all."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from shuangda.kernel.lookalike.exchange.writing import open_output

SCHEMA = pa.schema([("name_id", pa.string()), ("score", pa.float64()), ("start", pa.int32())])
BATCH = pa.record_batch([["a,1", 'b"\n'], [1.0, 0.25], [0, 3]], schema=SCHEMA)


def write(path: Path, batches: int = 2) -> None:
    with open_output(path, SCHEMA) as batch:
        for _ in range(batches):
            batch(BATCH)


def test_csv(tmp_path: Path) -> None:
    write(tmp_path / "out.csv")
    rows = [["a,1", "1.000000", "0"], ['b"\n', "0.250000", "3"]]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream, strict=True)) == [["name_id", "score", "start"], *rows, *rows]


def test_no_match_is_a_header(tmp_path: Path) -> None:
    write(tmp_path / "out.csv", 0)
    assert (tmp_path / "out.csv").read_bytes() == b"name_id,score,start\n"


def test_columnar_files_by_their_ending(tmp_path: Path) -> None:
    write(tmp_path / "out.parquet")
    write(tmp_path / "out.arrow")
    expected = pa.Table.from_batches([BATCH, BATCH])
    assert pq.read_table(tmp_path / "out.parquet").equals(expected)
    assert feather.read_table(tmp_path / "out.arrow").equals(expected)


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.arrow"])
def test_a_failure_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("before")
    path.chmod(0o640)

    def fail() -> None:
        with open_output(path, SCHEMA) as batch:
            batch(BATCH)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(name, "before")]
    write(path)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "real.csv")
    write(link)
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"name_id")
    write(Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        write(tmp_path / "none" / "out.csv")

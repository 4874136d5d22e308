"""Tables of marks and names as people and programs write them, whole and broken."""

from __future__ import annotations

import csv
import io
import os
import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangda.kernel.lookalike import BadTable
from shuangda.kernel.lookalike.exchange import MARKS, NAMES, Layout, delimited, open_table

from .tables import NAME_ROWS, columns_of, write_csv

IDS, TEXTS = (list(column) for column in zip(*NAME_ROWS, strict=True))


def fault(path: Path, layout: Layout = NAMES) -> str:
    with pytest.raises(BadTable) as raised, open_table(path, layout):
        pass
    sentence = str(raised.value)
    assert sentence.startswith(f"{path.name}：")
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path.name}：")


def test_csv_as_excel_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes('\ufeffname_id, text \r\n1,康帅傅\r\n\r\n2,"a,""b""\nc"\r\n'.encode())
    assert columns_of(path) == {"name_id": ["1", "2"], "text": ["康帅傅", 'a,"b"\nc']}


def test_columns_in_any_order_and_others_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text("owner,备注,name,mark_id\n某公司,x,雪碧,m1\n", "utf-8")
    assert columns_of(path, MARKS) == {"mark_id": ["m1"], "name": ["雪碧"], "owner": ["某公司"]}


def test_a_table_without_rows_is_a_day_without_filings(tmp_path: Path) -> None:
    with open_table(write_csv(tmp_path / "names.csv", []), NAMES) as table:
        assert (table.rows, list(table.batches())) == (0, [])


@pytest.mark.parametrize("ending", ["parquet", "pq", "arrow", "feather", "ipc"])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_columnar_files_are_taken_by_their_ending(tmp_path: Path, ending: str, kind: pa.DataType) -> None:
    path = tmp_path / f"names.{ending}"
    table = pa.table({"n": range(6), "text": pa.array(TEXTS).cast(kind), "name_id": pa.array(range(1, 7), pa.int64())})
    if ending in ("parquet", "pq"):
        pq.write_table(table, path, row_group_size=4)
    else:
        feather.write_feather(table, str(path), compression="lz4", chunksize=4)
    assert columns_of(path) == {"name_id": IDS, "text": TEXTS}


def test_an_arrow_stream_and_nulls(tmp_path: Path) -> None:
    path = tmp_path / "names.arrow"
    table = pa.table({"name_id": ["a", "b"], "text": pa.array(["雪碧", None])})
    with pa.ipc.new_stream(path, table.schema) as writer:
        writer.write_table(table)
    assert columns_of(path) == {"name_id": ["a", "b"], "text": ["雪碧", ""]}


def test_large_batches_are_cut(tmp_path: Path) -> None:
    rows = delimited.BATCH_ROWS + 10
    pq.write_table(pa.table({"name_id": range(rows), "text": ["雪碧"] * rows}), tmp_path / "n.parquet")
    write_csv(tmp_path / "n.csv", [(str(row), "雪碧") for row in range(rows)])
    for name in ("n.parquet", "n.csv"):
        with open_table(tmp_path / name, NAMES) as table:
            assert [batch.num_rows for batch in table.batches()] == [delimited.BATCH_ROWS, 10]


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("name_id,text\n1,雪碧\n", "utf-8"))
    writer.start()
    assert columns_of(path) == {"name_id": ["1"], "text": ["雪碧"]}
    writer.join()


HEAD = b"name_id,text\n1,a\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "是空的"),
        (b"\n\n", "是空的"),
        (b"name_id,name\n1,a\n", "第 1 行缺少 text 列"),
        (b"name_id,text,text\n", "第 1 行有两个 text 列"),
        (b"\xff\xfen\0a\0", "第 1 行第 1 个字节不是 UTF-8"),
        (HEAD + "2,康师傅\n".encode("gbk"), "第 3 行第 3 个字节不是 UTF-8"),
        (HEAD + b"2,b\0c\n", "第 3 行第 4 个字节是空字符"),
        (HEAD + b"2\n", "第 3 行有 1 列，表头有 2 列"),
        (HEAD + b'"2","x\ny"\n\n3,b,c\n', "第 6 行有 3 列，表头有 2 列"),
        (HEAD + b'2,"b\n3,c\n', "第 3 行的引号或换行不成对"),
        (HEAD + b'2,"b"c\n', "第 3 行的引号或换行不成对"),
        (b'"name_id,text\n', "第 1 行的引号或换行不成对"),
        (HEAD.replace(b"\n", b"\r"), "第 1 行的引号或换行不成对"),
        (HEAD + b" ,b\n", "第 3 行的 name_id 是空的"),
        (HEAD + b"\n2,b\n1,c\n", "第 2 行和第 5 行的 name_id 相同（1）"),
        (HEAD + b"2," + b"x" * 200_000, "第 3 行太长"),
        (HEAD + b"2," + b"x" * 3_000_000, "第 3 行超过 1 MiB"),
        (b"PK\x03\x04\x14\0\x06\0", "第 1 行第 6 个字节是空字符"),
    ],
)
def test_what_is_wrong_with_a_csv_and_where(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(data)
    assert fault(path).startswith(words)


@pytest.mark.parametrize("cell", ["0", "46", "x", "3；5", "30;;32", "１", "-1", "3.5"])
def test_classes_are_those_of_nice(tmp_path: Path, cell: str) -> None:
    rows = [("1", "雪碧", "30; 32"), ("2", "雷碧", ""), ("3", "飘柔", cell)]
    path = write_csv(tmp_path / "marks.csv", rows, ("mark_id", "name", "classes"))
    assert fault(path, MARKS).startswith(f"第 4 行的类别“{cell}”")


def test_a_mark_needs_a_name(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "marks.csv", [("1", "雪碧"), ("2", " ")], ("mark_id", "name"))
    assert fault(path, MARKS).startswith("第 3 行的 name 是空的")


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert "找不到" in fault(tmp_path / "none.csv")
    assert "找不到" in fault(tmp_path / "none.parquet")
    for name in ("folder.csv", "folder.parquet"):
        (tmp_path / name).mkdir()
        assert "文件夹" in fault(tmp_path / name)
    assert "打不开" in fault(tmp_path / ("x" * 300))


@pytest.mark.parametrize("ending", ["parquet", "arrow"])
def test_what_is_wrong_with_a_columnar_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"n.{ending}"

    def written(**columns: object) -> Path:
        table = pa.table(columns)
        pq.write_table(table, path) if ending == "parquet" else feather.write_feather(table, str(path), "uncompressed")
        return path

    assert fault(written(name_id=["1"])).startswith("缺少 text 列")
    assert fault(written(name_id=["1"], text=[1.5])).startswith("text 列的类型是 double")
    assert fault(written(name_id=["1"], text=[1])).startswith("text 列的类型是 int64")
    assert fault(written(name_id=["1"], text=[["a"]])).startswith("text 列的类型是 list")
    assert fault(written(name_id=["1", "2", "1"], text=list("abc"))).startswith(
        "第 1 条记录和第 3 条记录的 name_id 相同"
    )
    assert fault(written(name_id=["1", None], text=list("ab"))).startswith("第 2 条记录的 name_id 是空的")
    assert fault(written(name_id=["1", "2"], text=["a", "b\0"])).startswith("第 2 条记录的 text 含有空字符")
    kind = "Parquet" if ending == "parquet" else "Arrow"
    bad_text = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())
    assert fault(written(name_id=["1"], text=bad_text)).startswith(f"不是完好的 {kind} 文件")
    whole = written(name_id=["1"], text=["a"]).read_bytes()
    for data in (b"", b"name_id,text\n", whole[: len(whole) // 2], whole[:-4]):
        path.write_bytes(data)
        assert fault(path).startswith(f"不是完好的 {kind} 文件")


def test_equal_hashes_of_different_ids_are_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shuangda.kernel.lookalike.exchange.reading.hash", len, raising=False)
    assert columns_of(write_csv(tmp_path / "n.csv", NAME_ROWS))["name_id"] == IDS


CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(CELLS.filter(str.strip), CELLS), unique_by=lambda row: row[0], min_size=1))
def test_whatever_the_csv_module_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = write_csv(tmp_path_factory.mktemp("csv") / "n.csv", rows)
    assert columns_of(path) == {"name_id": [row[0] for row in rows], "text": [row[1] for row in rows]}


@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["x", "1,2,3", '7,"a"b', ",b", '8,"']))
def test_the_broken_line_is_named(
    tmp_path_factory: pytest.TempPathFactory, before: int, after: int, broken: str
) -> None:
    """Whatever stands before it: quoted fields of two lines, and blank lines."""
    lines = ["name_id,text"]
    for row in range(before):
        lines += [f'a{row},"x', 'y"', ""]
    line = len(lines) + 1
    lines += [broken, *(f"b{row},x" for row in range(after))]
    path = tmp_path_factory.mktemp("csv") / "n.csv"
    path.write_text("\n".join(lines), "utf-8")
    assert fault(path).startswith(f"第 {line} 行")


@given(st.binary(max_size=200), st.sampled_from(["csv", "parquet", "arrow"]), st.booleans())
def test_any_bytes_are_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str, headed: bool
) -> None:
    path = tmp_path_factory.mktemp("any") / f"n.{ending}"
    start = {"csv": HEAD, "parquet": b"PAR1", "arrow": b"ARROW1\0\0"}[ending]
    path.write_bytes(start * headed + data)
    sentences = []
    try:
        rows = columns_of(path)["name_id"]
        assert len(rows) == len(set(rows))
    except BadTable as error:
        sentences.append(str(error))
    assert all(sentence.count("。") == 1 and "\n" not in sentence for sentence in sentences)


def test_standard_input_is_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO("name_id,text\n1,雪碧\n1,雷碧\n".encode())

    monkeypatch.setattr("sys.stdin", Piped)
    with pytest.raises(BadTable, match=r"^标准输入：第 2 行和第 3 行的 name_id 相同"), open_table(Path("-"), NAMES):
        pass


def test_the_longest_field_is_that_of_the_csv_module() -> None:
    assert csv.field_size_limit() < delimited.LINE_BYTES

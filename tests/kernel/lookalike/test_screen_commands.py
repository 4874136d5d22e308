"""`shuangda screen`, `marks build` and `similar` as a person or a script meets them."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from shuangda.cli import main
from shuangda.cli.wording import LOOKALIKE_KINDS
from shuangda.kernel.lookalike import KINDS

HEADER = ["name_id", "mark_id", "score", "kind", "start", "end", "why"]


def shuangda(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    path = tmp_path / "marks.csv"
    path.write_text("mark_id,name,authorised\nm1,康师傅,康师傅官方\nm2,雪碧,\nm3,大白兔,\n", "utf-8")
    return path


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text("name_id,text\n1,康帅傅\n2,雷碧\n3,康师傅\n4,康师傅官方\n5,蓝天家具\n", "utf-8")
    return path


@pytest.fixture
def index(marks: Path, tmp_path: Path) -> Path:
    path = tmp_path / "索引"
    result = shuangda("marks", "build", marks, "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 个商标" in result.stderr
    return path


def test_a_thorough_index_replaces_the_plain_one_and_answers(marks: Path, names: Path, index: Path) -> None:
    assert shuangda("marks", "build", marks, "--thorough", "-o", index).exit_code == 0
    result = shuangda("screen", "--index", index, "--names", names, "-o", "-")
    assert [(row["name_id"], row["mark_id"]) for row in rows_of(result.stdout)][:2] == [("1", "m1"), ("2", "m2")]


def test_marks_and_names_to_a_table(marks: Path, names: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = shuangda("screen", "--marks", marks, "--names", names, "--per-mark", 5, "--min-score", 0.5, "-o", out)
    assert (result.exit_code, result.output) == (0, "")
    with out.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream, strict=True))
    assert lines[0] == HEADER
    found = [dict(zip(HEADER, line, strict=True)) for line in lines[1:]]
    assert found[0] == {"name_id": "3", "mark_id": "m1", "score": "1.000000", "kind": "exact",
                        "start": "0", "end": "3", "why": found[0]["why"]}  # fmt: skip
    assert {("1", "m1"), ("2", "m2")} <= {(one["name_id"], one["mark_id"]) for one in found}
    assert not {"4", "5"} & {one["name_id"] for one in found}


def test_a_person_is_told_that_the_first_run_takes_longer(names: Path, index: Path, tmp_path: Path) -> None:
    ours, terminal = pty.openpty()
    command = [sys.executable, "-m", "shuangda", "screen", "--index", index, "--names", names, "-o", tmp_path / "out"]
    with os.fdopen(ours, "rb", buffering=0) as shown:
        run = subprocess.Popen(command, stderr=terminal, env={**os.environ, "COLUMNS": "120", "TERM": "xterm"})
        os.close(terminal)
        seen = b""
        while True:
            try:
                more = shown.read(4096)
            except OSError:  # Linux says so that the other end is closed
                break
            if not more:
                break
            seen += more
        assert run.wait() == 0
    text = seen.decode("utf-8", "replace")
    assert text.index("第一次比对要先编译") < text.rindex("比对 ")
    assert "5/5" in text


def test_an_index_gives_what_the_table_of_marks_gives(marks: Path, names: Path, index: Path, tmp_path: Path) -> None:
    direct = shuangda("screen", "--marks", marks, "--names", names, "-o", "-")
    assert direct.exit_code == 0
    piped = shuangda("screen", "--index", index, "--names", "-", "-o", "-", stdin=names.read_text("utf-8"))
    assert piped.stdout == direct.stdout
    result = shuangda("screen", "--index", index, "--names", names, "--threads", 1, "-o", tmp_path / "out.parquet")
    assert result.exit_code == 0
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == HEADER
    assert table.column("name_id").to_pylist() == [one["name_id"] for one in rows_of(direct.stdout)]


def test_titles(index: Path) -> None:
    titles = "name_id,text\n1,正品康帅傅红烧牛肉面整箱装\n2,儿童书包女小学生大容量轻便\n"
    result = shuangda("screen", "--index", index, "--names", "-", "--mode", "title", "-o", "-", stdin=titles)
    assert result.exit_code == 0
    (one,) = rows_of(result.stdout)
    assert (one["name_id"], one["mark_id"], one["start"], one["end"]) == ("1", "m1", "2", "5")


def test_bad_input_is_one_sentence_exit_code_2_and_no_output(marks: Path, names: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    (tmp_path / "bad.csv").write_text("name_id,text\n1,a\n1,b\n", "utf-8")
    (tmp_path / "folder").mkdir()
    for arguments, words in (
        (("--marks", marks, "--names", tmp_path / "bad.csv"), "bad.csv：第 2 行和第 3 行的 name_id 相同"),
        (("--marks", tmp_path / "bad.csv", "--names", names), "bad.csv：第 1 行缺少 mark_id、name 列"),
        (("--index", tmp_path / "folder", "--names", names), "不是商标索引"),
        (("--index", tmp_path / "none", "--names", names), "不是商标索引"),
        (("--marks", tmp_path / "none.csv", "--names", names), "none.csv：找不到文件"),
    ):
        result = shuangda("screen", *arguments, "-o", out)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr
        assert result.stderr.count("\n") == 1
        assert out.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"marks.csv", "names.csv", "out.csv", "bad.csv", "folder"}


def test_a_place_that_cannot_be_written(marks: Path, names: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "none" / "out.csv", tmp_path):
        result = shuangda("screen", "--marks", marks, "--names", names, "-o", place)
        assert result.exit_code == 2
        assert result.stderr.startswith("不能写入")
        assert result.stderr.count("\n") == 1
    result = shuangda("marks", "build", marks, "-o", tmp_path)
    assert result.exit_code == 2
    assert "请换一个文件夹" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--names", "a.csv", "-o", "-"),
        ("--marks", "a", "--index", "b", "--names", "c", "-o", "-"),
        ("--marks", "-", "--names", "-", "-o", "-"),
        ("--marks", "a", "--names", "b"),
        ("--marks", "a", "--names", "b", "-o", "-", "--min-score", "2"),
        ("--marks", "a", "--names", "b", "-o", "-", "--per-mark", "0"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert shuangda("screen", *arguments).exit_code == 2


def test_similar_for_people_and_for_programs(index: Path) -> None:
    result = shuangda("similar", "康帅傅", "--index", index, "--top", 1)
    assert result.exit_code == 0
    assert "康师傅" in result.stdout
    assert "大白兔" not in result.stdout
    (one,) = json.loads(shuangda("similar", "康帅傅", "--index", index, "--top", 1, "--json").stdout)
    assert (one["mark_id"], one["mark"], one["start"], one["end"]) == ("m1", "康师傅", 0, 3)
    assert one["kind"] in KINDS
    assert one["why"]
    assert shuangda("similar", "康帅傅", "--index", index / "none").exit_code == 2


@pytest.mark.parametrize("name", ["", " ", "？", "\u200b", "蓝" * 100_000, "\udcff", "🐂" * 99, "a\nb\x1b[31m"])
def test_similar_takes_any_name(name: str) -> None:
    result = shuangda("similar", name, "--json")
    assert result.exit_code == 0
    assert isinstance(json.loads(result.stdout), list)
    assert shuangda("similar", name).exit_code == 0


def test_similar_loads_neither_compiler_nor_arrow_nor_the_web_side() -> None:
    program = (
        "import sys\nfrom shuangda.cli import main\n"
        "main(['similar', '康帅傅'], standalone_mode=False)\n"
        "heavy = {'django', 'numba', 'pyarrow', 'pandas', 'ray', 'openpyxl', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "康师傅" in done.stdout


def test_every_kind_has_a_word() -> None:
    assert tuple(LOOKALIKE_KINDS) == KINDS

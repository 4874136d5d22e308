"""`shuangda gongwen --check`: exit codes, table, JSON, mending."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shuangda.cli.gongwen import gongwen
from shuangda.kernel.gongwen.checking import check

from .papers import clean, damaged, replace, size


def shuangda(*arguments: str | Path) -> Result:
    return CliRunner().invoke(gongwen, [str(argument) for argument in arguments])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "通知.docx"
    path.write_bytes(damaged(clean("notice"), size("坚持问题", 14), replace("〔2026〕", "[2026]")))
    return path


def test_nothing_to_remark(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(clean("notice"))

    result = shuangda("--check", path)

    assert result.exit_code == 0
    assert "没有发现" in result.output


def test_a_table_of_deviations(faulty: Path) -> None:
    result = shuangda("--check", faulty)

    assert result.exit_code == 1
    assert "2处不合格式，其中1处可用 --fix 修正" in result.output
    for words in ("4号（14磅）", "3号（16磅）", "7.2.5", "〔2026〕3号"):
        assert words in result.output


def test_json(faulty: Path) -> None:
    result = shuangda("--check", faulty, "--json")

    assert result.exit_code == 1
    found = json.loads(result.output)
    assert found["file"] == "通知.docx"
    first = found["deviations"][0]
    assert first == {
        "place": {"part": "发文字号", "paragraph": 2, "at": "", "words": "云打假办[2026]3号"},
        "found": "云打假办[2026]3号",
        "asked": "六角括号：云打假办〔2026〕3号",
        "clause": "GB/T 9704-2012 7.2.5",
        "kind": "number_brackets",
        "fixable": False,
        "severity": "error",
    }


def test_mending(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"

    result = shuangda("--check", faulty, "--fix", out)

    assert result.exit_code == 1
    assert "已修正1处，还有1处" in result.output
    assert [deviation.kind for deviation in check(out.read_bytes())] == ["number_brackets"]


def test_the_original_is_never_overwritten(faulty: Path) -> None:
    before = faulty.read_bytes()

    result = shuangda("--check", faulty, "--fix", faulty)

    assert result.exit_code == 2
    assert "请用 --fix 写明另一个文件" in result.output
    assert faulty.read_bytes() == before


def test_a_mended_file_that_cannot_be_written(faulty: Path, tmp_path: Path) -> None:
    result = shuangda("--check", faulty, "--fix", tmp_path)

    assert (result.exit_code, "这是文件夹" in result.output) == (2, True)


@pytest.mark.parametrize("content", [b"", b"no document"])
def test_what_cannot_be_read_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.docx"
    path.write_bytes(content)

    result = shuangda("--check", path)

    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1


def test_a_missing_file_and_options_that_do_not_fit(tmp_path: Path) -> None:
    assert shuangda("--check", tmp_path / "none.docx").exit_code == 2
    assert shuangda("x.md", "-o", "y.docx", "--json").exit_code == 2
    assert shuangda().exit_code == 2

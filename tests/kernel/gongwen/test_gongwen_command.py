"""`shuangda gongwen` as a clerk types it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from shuangda.cli.gongwen import gongwen

from .builders import FIXTURES


def run(*arguments: object) -> Result:
    return CliRunner().invoke(gongwen, [str(argument) for argument in arguments])


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>")])
def test_a_source_becomes_a_file(tmp_path: Path, ending: str, start: bytes) -> None:
    out = tmp_path / f"a.{ending}"
    result = run(FIXTURES / "bulletin.md", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes().startswith(start)
    assert ("改用" in result.stderr) == (ending == "pdf" and bool(result.stderr))


def test_comments_can_be_switched_off(tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    assert run(FIXTURES / "report.md", "-o", out).exit_code == 0
    assert len(list(Document(io.BytesIO(out.read_bytes())).comments)) == 4
    assert run(FIXTURES / "report.md", "-o", out, "--no-records").exit_code == 0
    assert not list(Document(io.BytesIO(out.read_bytes())).comments)


def test_what_is_wrong_is_one_sentence_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("---\n文种: 通报\n标题: 某\n---\n", "utf-8")
    result = run(source, "-o", tmp_path / "a.docx")
    assert result.exit_code == 2
    assert result.stderr.startswith("a.md：第2行：不认识的文种“通报”。")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"\xff\xfe\x00", "不是 UTF-8"), (None, "不能读写")], ids=["bytes", "missing"]
)
def test_a_source_that_cannot_be_read(tmp_path: Path, data: bytes | None, sentence: str) -> None:
    source = tmp_path / "a.md"
    if data is not None:
        source.write_bytes(data)
    result = run(source, "-o", tmp_path / "a.docx")
    assert (result.exit_code, sentence in result.stderr) == (2, True)


def test_pictures_come_from_the_folder_of_the_source_only(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes((FIXTURES / "fair.png").read_bytes())
    folder = tmp_path / "papers"
    folder.mkdir()
    source = folder / "a.md"
    source.write_text("---\n文种: 表\n标题: 某表\n---\n\n![图](../secret.png)\n", "utf-8")
    result = run(source, "-o", folder / "a.docx")
    assert result.exit_code == 2
    assert "第6行：找不到图片" in result.stderr


def test_an_output_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert run(FIXTURES / "letter.md", "-o", tmp_path / "a.odt").exit_code == 2
    assert run(FIXTURES / "letter.md").exit_code == 2

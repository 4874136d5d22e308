"""`shuangda gongwen` as a clerk types it."""

from __future__ import annotations

import io
import resource
import signal
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
    ("data", "sentence"),
    [(b"\xff\xfe\x00", "另存为 UTF-8"), (b"PK\x03\x04", "不是 Word 或 PDF 文件"), (None, "没有这个文件或文件夹")],
    ids=["bytes", "docx", "missing"],
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


def test_an_older_encoding_is_read(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_bytes((FIXTURES / "reply.md").read_bytes().decode().encode("gb18030"))
    assert run(source, "-o", tmp_path / "a.docx").exit_code == 0
    assert "批复" in "".join(p.text for p in Document(str(tmp_path / "a.docx")).paragraphs)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [("none/a.docx", "没有这个文件或文件夹"), ("folder.docx", "这是文件夹")],
)
def test_an_output_that_cannot_be_written(tmp_path: Path, place: str, sentence: str) -> None:
    (tmp_path / "folder.docx").mkdir()
    result = run(FIXTURES / "letter.md", "-o", tmp_path / place)
    assert (result.exit_code, sentence in result.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.docx"]


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the system answers with an error instead
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        result = run(FIXTURES / "letter.md", "-o", out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert result.exit_code == 2
    assert str(out) in result.stderr
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_stays_a_link_and_its_file_keeps_its_rights(tmp_path: Path) -> None:
    real, link = tmp_path / "real.docx", tmp_path / "link.docx"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run(FIXTURES / "letter.md", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"PK")
    assert real.stat().st_mode & 0o777 == 0o640


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "a.html"
    source.write_bytes((FIXTURES / "reply.md").read_bytes())
    link = tmp_path / "b.html"
    link.symlink_to(source)
    result = run(source, "-o", link)
    assert (result.exit_code, "就是文稿本身" in result.stderr) == (2, True)
    assert source.read_bytes().startswith(b"---")


def test_a_template_is_for_docx_and_says_when_its_pages_differ(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    Document().save(str(own))
    assert "版记已另起一面" in run(FIXTURES / "reply.md", "-o", tmp_path / "a.docx", "--template", own).stderr
    assert run(FIXTURES / "reply.md", "-o", tmp_path / "a.pdf", "--template", own).exit_code == 2


def test_a_check_is_not_mixed_with_laying_out(tmp_path: Path) -> None:
    assert "--fix" in run("--check", tmp_path / "a.docx", "-o", tmp_path / "b.docx").stderr

"""`shuangda read FILE|FOLDER`: what a policy document orders, as tables, as JSON or as the 任务分解表."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from shuangda.kernel.policytext import ReadError, extract, limits, read_source, to_json
from shuangda.kernel.policytext.sandbox import guarded

from .refusing import UNUSABLE, fail


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="按约定格式输出 JSON")
@click.option("--text", "as_text", is_flag=True, help="输出提取的文字（所有位置按它计数）")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="写出任务分解表")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="读文件夹时，每个文件的 JSON 写到这里")
def read(path: Path, as_json: bool, as_text: bool, xlsx: Path | None, out: Path | None) -> None:
    """读一个文件或一个文件夹：DOCX、DOC、PDF、OFD、HTML、TXT、MD。

    读不了的，一句话说明原因，退出码为 2。
    """
    if path.is_dir():
        _read_folder(path, out, others=as_text or xlsx is not None)
        return
    if out is not None:
        raise click.UsageError("--out 只用于文件夹。")
    try:
        answer = guarded(lambda: read_file(path, only_text=as_text))
        if xlsx is not None:
            from .workbook import write_workbook

            write_workbook(answer["reading"], xlsx)
    except ReadError as error:
        fail(f"{path.name}：{error.message}")
    except OSError as error:
        fail(f"不能写入 {xlsx}：{error.strerror}。")
    if as_text:
        _write(answer["text"])
    elif as_json:
        _write(dump(answer["reading"]) + "\n")
    elif xlsx is None:
        from .tables import show

        show(answer["reading"])


def read_file(path: Path, *, only_text: bool = False) -> dict[str, Any]:
    """The file's `text` and, unless only that is wanted, its `reading` as the contract's JSON. Raises ReadError."""
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.INPUT_BYTES + 1)
    except OSError as error:
        raise ReadError("not_found") from error
    source = extract(path.name, data)
    return {"text": source.text, "reading": None if only_text else to_json(read_source(path.name, data, source))}


def dump(reading: Any) -> str:
    return json.dumps(reading, ensure_ascii=False, indent=2)


def _write(text: str) -> None:
    """UTF-8 whatever the terminal's locale is, and line ends as they are: spans count them."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()


def _read_folder(folder: Path, out: Path | None, *, others: bool) -> None:
    if others:
        raise click.UsageError("--text 和 --xlsx 一次只用于一个文件。")
    if out is None:
        raise click.UsageError("读文件夹时，请用 --out 指定存放 JSON 的文件夹。")
    from .folder import read_folder

    try:
        unreadable = read_folder(folder, out)
    except OSError as error:
        fail(f"不能写入 {out}：{error.strerror}。")
    for name, message in unreadable:
        click.echo(f"{name}：{message}", err=True)
    if unreadable:
        sys.exit(UNUSABLE)

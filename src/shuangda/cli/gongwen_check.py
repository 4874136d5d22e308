"""`shuangda gongwen --check FILE.docx`: what the layout of a DOCX has against GB/T 9704-2012, and mending it."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .gongwen_files import reason, same_file, why, write_whole
from .refusing import UNUSABLE, fail

if TYPE_CHECKING:
    from shuangda.kernel.gongwen.checking import Deviation

FOUND = 1
"""Exit code where there is something to mend; `UNUSABLE` where the file cannot be checked."""
_PLACES = 6
"""Places of one kind that are written out"""


def check_file(path: Path, *, out: Path | None, as_json: bool) -> int:
    """Check one DOCX, mend it into `out` where that is given, print what was found; gives the exit code.

    The file is a stranger's, so that a guarded process reads it. Errors are one sentence on standard error.
    """
    from shuangda.kernel.policytext.errors import ReadError
    from shuangda.kernel.policytext.sandbox import guarded

    if out is not None and same_file(path, out):
        fail(f"{out} 就是被检查的文件，请用 --fix 写明另一个文件，原件留着对照。")
    try:
        answer = guarded(lambda: _answer(path, mend=out is not None))
        if "error" not in answer and out is not None:
            write_whole(out, base64.b64decode(answer.pop("data")))
    except ReadError as error:
        answer = {"error": error.message}
    except OSError as error:
        fail(why(error))
    if "error" in answer:
        click.echo(f"{path.name or path}：{answer['error']}", err=True)
        return UNUSABLE
    if as_json:
        click.echo(json.dumps({"file": path.name, **answer}, ensure_ascii=False, indent=2))
    else:
        _show(path.name, answer)
    return FOUND if answer["deviations"] else 0


def _answer(path: Path, *, mend: bool) -> dict[str, Any]:
    """The contract of `--json`: `deviations` (of the mended file where it is mended) and what was `fixed`."""
    from shuangda.kernel.gongwen.checking import Unreadable, check, fix
    from shuangda.kernel.policytext import limits

    try:
        with path.open("rb") as stream:
            data = stream.read(limits.INPUT_BYTES + 1)
        if not mend:
            return {"deviations": as_data(check(data))}
        mended, fixed, left = fix(data)
    except Unreadable as error:
        return {"error": error.message}
    except OSError as error:
        return {"error": reason(error)}
    return {"deviations": as_data(left), "fixed": as_data(fixed), "data": base64.b64encode(mended).decode()}


def as_data(deviations: Iterable[Deviation]) -> list[dict[str, Any]]:
    """Deviations as plain data, in their order."""
    return [{**asdict(found), "severity": found.severity.name.lower()} for found in deviations]


def _show(name: str, answer: dict[str, Any]) -> None:
    deviations, fixed = answer["deviations"], answer.get("fixed")
    if fixed is not None:
        click.echo(f"{name}：已修正{len(fixed)}处，还有{len(deviations)}处需要人工处理。")
    elif not deviations:
        click.echo(f"{name}：没有发现不合格式之处。")
    else:
        count = sum(found["fixable"] for found in deviations)
        click.echo(f"{name}：{len(deviations)}处不合格式，其中{count}处可用 --fix 修正。")
    if deviations:
        _table(deviations)


def _table(deviations: list[dict[str, Any]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("位置", "现状", "应为", "依据", "可修正", box=SIMPLE_HEAD)
    for group in _groups(deviations):
        first = group[0]
        clause = first["clause"] or "（习惯）"
        cells = (_where(group), first["found"], first["asked"], clause, "是" if first["fixable"] else "")
        table.add_row(*map(Text, cells))
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table)


def _groups(deviations: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The same fault in many places is one row, at its first place."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for found in deviations:
        key = (found["kind"], found["found"], found["asked"], found["fixable"], found["place"]["part"])
        groups.setdefault(key, []).append(found)
    return list(groups.values())


def _where(group: list[dict[str, Any]]) -> str:
    place = group[0]["place"]
    words = f"“{place['words']}”" if place["words"] else ""
    numbers = [str(found["place"]["paragraph"] or found["place"]["at"]) for found in group]
    if len(group) == 1:
        where = f"第{place['paragraph']}段" if place["paragraph"] is not None else place["at"]
        return " ".join(piece for piece in (place["part"], where, words) if piece)
    shown = "、".join(numbers[:_PLACES]) + ("等" if len(numbers) > _PLACES else "")
    return f"{place['part']} {len(group)}处：第{shown}段" if numbers[0].isdecimal() else f"{place['part']} {shown}"


def run(path: Path, *, out: Path | None, as_json: bool) -> None:
    """As `check_file`, and leave with its exit code."""
    sys.exit(check_file(path, out=out, as_json=as_json))

"""A folder of files read in parallel: one JSON file for each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from shuangda.kernel.policytext import ReadError, read_text
from shuangda.kernel.policytext.sandbox import guarded

from .read import dump, read_file

_CHUNK = 8
"""Files handed to a worker at once: few enough that the bar moves, many enough that handing over costs nothing."""


def read_folder(folder: Path, out: Path) -> list[tuple[str, str]]:
    """Read every file below `folder` into `out`, which keeps the folder's tree; hidden files are passed over.

    Returns what could not be read: (path within the folder, sentence). Raises OSError if `out` cannot be
    written.
    """
    folder, out = folder.resolve(), out.resolve()
    files = [path.relative_to(folder) for path in _files(folder) if out not in path.parents]
    out.mkdir(parents=True, exist_ok=True)
    # "spawn": the bar's thread runs here, and a fork of a process with threads may hang.
    with (
        ProcessPoolExecutor(_processors(), mp_context=get_context("spawn"), initializer=_warm_up) as pool,
        Progress(
            TextColumn("读取"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)
        ) as progress,
    ):
        results = pool.map(partial(_read_into, folder, out), files, chunksize=_CHUNK)
        return [failure for failure in progress.track(results, total=len(files)) if failure is not None]


def _files(folder: Path) -> Iterable[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _warm_up() -> None:
    """Load in the worker what its forks would have to load each for itself: grammar and parsers."""
    for name in ("docx", "html", "pdf"):
        import_module(f"shuangda.kernel.policytext.sources.{name}")
    read_text("一、加强领导。（责任单位：区政府办公室）")


def _read_into(folder: Path, out: Path, name: Path) -> tuple[str, str] | None:
    """Read one file in a guarded fork of this worker; (name, sentence) if that cannot be."""
    try:
        answer = guarded(lambda: dump(read_file(folder / name)["reading"]))
    except ReadError as error:
        return str(name), error.message
    target = out / name.parent / f"{name.name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(answer + "\n", encoding="utf-8")
    return None

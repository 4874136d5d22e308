"""`shuangda screen`: which names imitate which marks, from tables to a table."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from shuangda.kernel.lookalike.errors import LookalikeError

from .refusing import fail

THREADS = click.option(
    "--threads", type=click.IntRange(1, 256), default=lambda: len(os.sched_getaffinity(0)), help="线程数，默认等于核数"
)


@click.command()
@click.option("--marks", type=click.Path(path_type=Path), help="商标表：mark_id,name[,classes][,owner][,authorised]")
@click.option("--index", type=click.Path(path_type=Path), help="shuangda marks build 建好的索引，代替 --marks")
@click.option("--names", type=click.Path(path_type=Path), required=True, help="名称表：name_id,text；- 为标准输入")
@click.option(
    "--mode", type=click.Choice(["name", "title"]), default="name", help="name：整个名称；title：标题、店名之中"
)
@click.option("--per-mark", type=click.IntRange(1), help="每个商标最多给出几个名称")
@click.option("--per-name", type=click.IntRange(1), help="每个名称最多给出几个商标；两者都不给时为 10")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="低于此分的不给出")
@THREADS
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="结果；- 为标准输出")
def screen(marks: Path | None, index: Path | None, names: Path, out: Path, threads: int, **limits: Any) -> None:
    """在名称或标题中找出仿冒商标的，按近似程度排列。

    表格按文件名结尾分为 CSV（UTF-8）、Parquet、Arrow。读不了的，一句话说明原因，退出码为 2。
    """
    if (marks is None) == (index is None):
        raise click.UsageError("请给出 --marks 或 --index，两者之一。")
    if marks == names:
        raise click.UsageError("--marks 和 --names 不能是同一个文件。")
    with one_sentence():
        _screen(marks, index, names, out, threads, limits)


def _screen(
    marks: Path | None, index: Path | None, names: Path, out: Path, threads: int, limits: dict[str, Any]
) -> None:
    from shuangda.kernel.lookalike.batches import MATCHES
    from shuangda.kernel.lookalike.catalogue import Catalogue
    from shuangda.kernel.lookalike.exchange import NAMES, open_table
    from shuangda.kernel.lookalike.exchange.writing import open_output
    from shuangda.kernel.lookalike.screening import screen
    from shuangda.kernel.lookalike.searching import Options

    with ExitStack() as opened:
        table = opened.enter_context(open_table(names, NAMES))
        if marks is not None:
            index = _built(marks, threads, opened)
        assert index is not None
        catalogue = Catalogue.open(index, table.rows)
        write = opened.enter_context(open_output(out, MATCHES))
        done = opened.enter_context(progress("比对", table.rows, "准备（升级后第一次比对要先编译，约两分钟）"))
        for batch in screen(catalogue, table.batches(), Options(threads=threads, **limits), done):
            write(batch)


def _built(marks: Path, threads: int, opened: ExitStack) -> Path:
    """A catalogue for this run only."""
    from shuangda.kernel.lookalike.catalogue import build_catalogue
    from shuangda.kernel.lookalike.exchange import MARKS, open_table

    folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="shuangda-"))) / "index"
    with open_table(marks, MARKS) as table:
        build_catalogue(table.batches(), folder, threads=threads)
    return folder


@contextmanager
def one_sentence() -> Iterator[None]:
    """End with one sentence and exit code 2 where input cannot be taken or a result cannot be written."""
    try:
        yield
    except LookalikeError as error:
        fail(str(error))
    except BrokenPipeError:
        # Who read our output has seen enough, as `head` does; Python would complain again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        fail(f"不能写入 {error.filename or ''}：{error.strerror or error}，请检查路径、权限和磁盘空间。")


@contextmanager
def progress(label: str, total: int, before: str = "") -> Iterator[Callable[[int], None]]:
    """A function that is told how many rows more are done, and a bar if a person is watching.

    Until the first are done, it stands under the label `before`.
    """
    if not sys.stderr.isatty():
        yield lambda rows: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(before or label, total=total)
        yield lambda rows: bar.update(task, advance=rows, description=label)

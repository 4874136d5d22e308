"""`shuangda marks build`: an index of protected marks, built once and mapped into memory by every search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .screen import THREADS, one_sentence, progress

if TYPE_CHECKING:
    import pyarrow as pa

    from shuangda.kernel.lookalike.exchange import Table


@click.group()
def marks() -> None:
    """商标索引。"""


@marks.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="索引文件夹；已有的索引会被替换")
@click.option("--thorough", is_flag=True, help="查得更全，要三倍多的时间；250 万个商标以内总是如此")
@THREADS
def build(table: Path, out: Path, threads: int, thorough: bool) -> None:
    """由商标表（mark_id,name[,classes][,owner][,authorised]）建立索引，供 screen 和 similar 使用。"""
    from shuangda.kernel.lookalike.catalogue import build_catalogue
    from shuangda.kernel.lookalike.exchange import MARKS, open_table

    with one_sentence(), open_table(table, MARKS) as opened:
        count = build_catalogue(_watched(opened), out, threads=threads, thorough=thorough)
    click.echo(f"{out}：{count} 个商标", err=True)


def _watched(table: Table) -> Iterator[pa.RecordBatch]:
    with progress("读取", table.rows) as done:
        for batch in table.batches():
            yield batch
            done(batch.num_rows)

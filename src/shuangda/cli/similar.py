"""`shuangda similar NAME`: the nearest marks of one name, for people."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from .screen import one_sentence
from .wording import LOOKALIKE_KINDS

# The matrices of one question are small: threads that wait for one another take longer than the work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@click.command()
@click.argument("name")
@click.option(
    "--index", type=click.Path(path_type=Path), help="shuangda marks build 建好的索引；不给时用附带的示例商标"
)
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="最多给出几个商标")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def similar(name: str, index: Path | None, top: int, as_json: bool) -> None:
    """列出与一个名称最近似的商标，并说明理由。"""
    from shuangda.kernel.lookalike.catalogue import Catalogue
    from shuangda.kernel.lookalike.nearest import nearest

    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # the shell may pass any bytes
    with one_sentence():
        if index is None:
            from shuangda.kernel.lookalike.example import example_catalogue

            catalogue = example_catalogue()
        else:
            catalogue = Catalogue.open(index)
        matches = nearest(catalogue, name, top)
    if as_json:
        click.echo(json.dumps([{**asdict(match), "why": why} for match, why in matches], ensure_ascii=False, indent=2))
        return
    if not matches:
        click.echo("没有找到近似的商标。")
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("商标", "近似度", "方式", "理由", "编号", box=SIMPLE_HEAD)
    for match, why in matches:
        cells = match.mark, f"{match.score:.3f}", LOOKALIKE_KINDS[match.kind], why, match.mark_id
        table.add_row(*map(Text, cells))
    Console().print(table)

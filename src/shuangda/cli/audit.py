"""`shuangda audit`: whether the audit trail is whole, and the trail as lines of JSON."""

from __future__ import annotations

import json
import sys

import click

from .office import office


@click.group()
def audit() -> None:
    """审计链：核验，导出。"""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
def verify(as_json: bool) -> None:
    """核验审计链；断链时指出第一处，退出码为 1。"""
    with office():
        from shuangda.platform.audit.selectors import verify as walk
        from shuangda.platform.audit.wording import BREAKS

        verdict = walk()
        broken = verdict.broken
        why = str(BREAKS[broken.kind]) if broken else ""
    if as_json:
        found = {"seq": broken.seq, "kind": broken.kind} if broken else None
        click.echo(json.dumps({"events": verdict.events, "head": verdict.head, "broken": found}))
    elif broken:
        click.echo(f"审计链断裂：第 {broken.seq} 条，{why}（此前 {verdict.events} 条完好）", err=True)
    else:
        click.echo(f"审计链完好：{verdict.events} 条，末条摘要 {verdict.head}")
    sys.exit(1 if broken else 0)


@audit.command()
def export() -> None:
    """把全部事件按序输出为 JSON 行，供离线保存与核验。"""
    with office():
        from shuangda.platform.audit.selectors import lines

        for line in lines():
            click.echo(json.dumps(line, ensure_ascii=False, sort_keys=True))

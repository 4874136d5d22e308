"""`shuangda clock ID --start WHEN`: one statutory clock, when it ends and why."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .refusing import fail

if TYPE_CHECKING:
    from shuangda.kernel.clocks import Reading, Reason, Rule, Run, WorkCalendar
    from shuangda.kernel.clocks.model import Unit

STATES = {"running": "进行中", "paused": "中止计算", "due": "今日到期", "overdue": "已逾期", "stopped": "已办结"}
EFFECTS = {
    "skipped": "不计",
    "worked": "计入",
    "paused": "中止",
    "extended": "延长",
    "rolled": "顺延",
    "month_end": "月末",
}
IN_FULL = "全部"
"""What `--extend` without a number stands for."""
_WHEN = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")


@click.command()
@click.argument("clock_id", metavar="ID", required=False)
@click.option("--start", "begins", metavar="WHEN", multiple=True, help="起算：2026-04-30 或 2026-04-30T16:00")
@click.option(
    "--pause", "pauses", metavar="FROM..TO", multiple=True, help="不计入的时间，不含 TO；未恢复的写 FROM..；可写多次"
)
@click.option(
    "--extend",
    "extensions",
    metavar="[N]",
    multiple=True,
    is_flag=False,
    flag_value=IN_FULL,
    help="延长；N 为批准的数量；可写多次",
)
@click.option("--stop", "stops", metavar="WHEN", multiple=True, help="办结的时间")
@click.option("--at", "ats", metavar="WHEN", multiple=True, help="看哪一刻的状态；不给时为现在")
@click.option("--roll-weekends", is_flag=True, help="自然日期限遇普通周末也顺延（由本单位法制机构决定）")
@click.option(
    "--calendar", type=click.Path(path_type=Path), help="补充或更正某年放假安排的 TOML 文件，见 docs/clocks.md"
)
@click.option("--list", "listed", is_flag=True, help="列出全部时限；ID 处可写要找的字")
@click.option("--json", "as_json", is_flag=True, help="按约定格式输出 JSON")
def clock(
    clock_id: str | None,
    begins: tuple[str, ...],
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    stops: tuple[str, ...],
    ats: tuple[str, ...],
    roll_weekends: bool,
    calendar: Path | None,
    listed: bool,
    as_json: bool,
) -> None:
    """算一个法定时限：哪天到期，为什么。

    不能算的，一句话说明原因，退出码为 2。
    """
    from shuangda.kernel.clocks import ClockError, Policy, read, rulebook
    from shuangda.kernel.clocks.notice_files import calendar_with

    if listed:
        _show_rules(clock_id or "", as_json=as_json)
        return
    begin, stop, at = _once("--start", begins), _once("--stop", stops), _once("--at", ats)
    if clock_id is None or begin is None:
        fail("请写明时限的编号和起算时间，如 shuangda clock complaint_accept --start 2026-04-30。")
    try:
        start = _moment(begin)
        rule = rulebook().in_force(clock_id, start.date())
        known = calendar_with(calendar)
        run = _run(rule, start, pauses, extensions, stop, known)
        reading = read(run, known, _moment(at) if at is not None else _now(), Policy(roll_weekends))
    except ClockError as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(as_data(reading, begin), ensure_ascii=False, indent=2))
    else:
        _show(reading, begin)


def as_data(reading: Reading, begin: str) -> dict[str, Any]:
    """The reading in the contract's form; `begin` is the start as it was given."""
    from shuangda.kernel.clocks import in_time

    rule, due = reading.run.rule, reading.due
    data: dict[str, Any] = {
        "id": rule.id,
        "rule": {
            "regulation": rule.regulation,
            "article": rule.article,
            "effective_from": rule.effective_from and rule.effective_from.isoformat(),
            "effective_to": rule.effective_to and rule.effective_to.isoformat(),
            "source": rule.source,
            "confidence": rule.confidence,
        },
        "start": begin,
        "due": _due(rule, due.moment),
        "state": reading.state,
        "remaining": reading.remaining and {"n": reading.remaining.n, "unit": reading.remaining.unit},
        "why": [_reason(rule, reason) for reason in due.why],
        "warnings": list(reading.warnings),
    }
    if reading.run.stopped is not None:
        data |= {"stopped": _due(rule, reading.run.stopped), "in_time": in_time(reading.run, due)}
    return data


def _run(
    rule: Rule,
    start: datetime,
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    stop: str | None,
    calendar: WorkCalendar,
) -> Run:
    from shuangda.kernel.clocks import Event, extend, pause, step
    from shuangda.kernel.clocks import start as started

    run = started(rule, start)
    for stretch in pauses:
        run = pause(run, *_stretch(stretch))
    for units in extensions:
        run = extend(run, _units(units))
    return step(rule, run, Event("stop", _moment(stop)), calendar) if stop is not None else run


def _now() -> datetime:
    """This moment by the clock of the office, wherever the machine stands."""
    from zoneinfo import ZoneInfo

    from shuangda.conf.env import TIME_ZONE

    return datetime.now(ZoneInfo(TIME_ZONE.read())).replace(tzinfo=None)


def _once(option: str, values: tuple[str, ...]) -> str | None:
    if len(values) > 1:
        fail(f"{option} 只能写一次，这里写了 {len(values)} 次。")
    return values[0] if values else None


def _moment(text: str) -> datetime:
    if not _WHEN.fullmatch(text):
        fail(f"“{text}”不是日期，请写成 2026-04-30 或 2026-04-30T16:00（不写秒和时区）。")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        fail(f"“{text}”不是日期：没有这一天或这一刻，请核对。")


def _stretch(text: str) -> tuple[datetime, datetime | None]:
    begin, dots, end = text.partition("..")
    if not dots:
        fail(f"“{text}”应写成 起..止，如 2026-05-06..2026-05-20；尚未恢复的写 2026-05-06..。")
    return _moment(begin), _moment(end) if end else None


def _units(text: str) -> int | None:
    if text == IN_FULL:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        fail(f"--extend 后面的数量应是整数，不能是“{text}”。")
    return int(text)


def _due(rule: Rule, moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if rule.limit.unit == "hour" else moment.date().isoformat()


def _reason(rule: Rule, reason: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {"date": reason.date.isoformat(), "days": reason.days}
    if rule.limit.unit == "hour":
        data |= {"days": round(reason.days / 24, 2), "hours": reason.days}
    return data | {"effect": reason.effect, "reason": reason.reason}


def _show(reading: Reading, begin: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table

    from shuangda.kernel.clocks.explaining import UNIT_WORDS

    rule = reading.run.rule
    click.echo(f"{rule.name_zh}（{rule.citation}）")
    end = _due(rule, reading.due.moment) or "未定（尚未恢复计算）"
    limit = f"{rule.limit.n}{UNIT_WORDS[rule.limit.unit]}"
    click.echo(f"{rule.start_event}：{begin}；期限 {limit}；到期：{end}；{STATES[reading.state]}")
    if reading.remaining is not None:
        word = "逾期" if reading.state == "overdue" else "剩余"
        click.echo(f"{word} {_amount(abs(reading.remaining.n), reading.remaining.unit)}")
    if reading.due.why:
        table = Table("日期", "数量", "作用", Column("理由", overflow="fold"), box=SIMPLE_HEAD)
        for reason in reading.due.why:
            table.add_row(reason.date.isoformat(), str(reason.days), EFFECTS[reason.effect], reason.reason)
        Console().print(table)
    if rule.on_expiry:
        click.echo(f"届满：{rule.on_expiry}")
    for warning in reading.warnings:
        click.echo(f"注意：{warning}")


def _amount(n: float, unit: Unit) -> str:
    from shuangda.kernel.clocks.explaining import UNIT_WORDS

    if unit != "hour":
        return f"{n}{UNIT_WORDS[unit]}"
    hours, minutes = divmod(round(n * 60), 60)
    return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"


def _show_rules(words: str, *, as_json: bool) -> None:
    from shuangda.kernel.clocks import rulebook
    from shuangda.kernel.clocks.explaining import UNIT_WORDS

    rows = [
        (rule.id, rule.name_zh, f"{rule.limit.n}{UNIT_WORDS[rule.limit.unit]}", rule.citation)
        for rule in rulebook().values()
        if words in f"{rule.id} {rule.name_zh} {rule.name_en} {rule.regulation}{rule.article}"
    ]
    if not rows:
        fail(f"没有编号、名称或依据含“{words}”的时限。")
    if as_json:
        keys = "id", "name", "limit", "citation"
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    elif not sys.stdout.isatty():
        click.echo("\n".join("\t".join(row) for row in rows))  # one line each, for grep and cut
    else:
        _show_table(rows)


def _show_table(rows: Sequence[tuple[str, ...]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    table = Table(*(Column(head, overflow="fold") for head in ("编号", "时限", "期限", "依据")), box=SIMPLE_HEAD)
    table.columns[0].no_wrap = True  # an id that is broken or cut off is of no use
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)

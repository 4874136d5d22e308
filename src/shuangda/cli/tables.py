"""A reading as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from shuangda.kernel.policytext import kind_of

from .wording import GENRES, ROLES, due_text, due_texts, number_text, units_text

_EXCERPT = 60
_RATIOS = {
    "章节": 1,
    "任务": 5,
    "单位": 3,
    "报什么": 3,
    "指标": 4,
    "活动": 4,
    "内容": 4,
    "问题": 6,
    "位置": 1,
    "最少": 1,
}
"""Share of the screen's width; all others get 2."""


def show(reading: dict[str, Any]) -> None:
    """Print the documents of a reading, and of each what it orders, reports and leaves in doubt."""
    console = Console()
    source, documents = reading["source"], reading["documents"]
    console.print(Text(f"{source['name']}　{source['characters']} 字　{len(documents)} 份文件", style="bold"))
    for index, document in enumerate(documents, 1):
        console.print()
        console.print(Text(f"{index}. {document['title'] or '（无标题）'}", style="bold"))
        for line in _head(document):
            console.print(Text(f"   {line}"))
        for table in _tables(document):
            if table.row_count:
                console.print(table)


def _head(document: dict[str, Any]) -> Iterable[str]:
    period = document["period"]
    facts = {
        "文种": GENRES[kind_of(document)],
        "文号": document["number"],
        "发文机关": document["issuer"],
        "主送": "、".join(document["recipients"]),
        "成文日期": document["issued_on"],
        "时间范围": f"{period['start']} 至 {period['end']}" if period else None,
        "主题": document["theme"],
    }
    yield from (f"{name}：{value}" for name, value in facts.items() if value)
    if document["duplicate_of"] is not None:
        yield f"与第 {document['duplicate_of'] + 1} 份几乎相同"
    consultation = document["consultation"]
    if consultation:
        silence = "，逾期未反馈视为无意见" if consultation["silence_is_consent"] else ""
        yield f"征求意见：{due_text(consultation['due'])}反馈{silence}"


def _tables(document: dict[str, Any]) -> Iterable[Table]:
    yield _table("任务", ("章节", "任务", "单位", "时限", "专项行动"), map(_measure, document["measures"]))
    yield _table("报送", ("谁", "报什么", "报给", "方式", "时限", "最少"), map(_duty, document["duties"]))
    yield _table("指标", ("谁", "指标", "要求", "其中"), map(_target, document["targets"]))
    yield _table("活动", ("活动", "开始", "结束", "地点", "主办", "参加"), map(_event, document["events"]))
    yield _table(
        "数据",
        ("内容", "数量"),
        ((item["what"], f"{number_text(item['value'])} {item['unit']}") for item in document["facts"]),
    )
    yield _table("存疑", ("问题", "位置"), ((item["message"], item["span"][0]) for item in document["findings"]))


def _measure(item: dict[str, Any]) -> Sequence[Any]:
    units = "\n".join(f"{word} {names}" for role, word in ROLES.items() if (names := units_text(item, role)))
    section, campaigns = "".join(item["section"]), "、".join(item["campaigns"])
    return section, _excerpt(item["text"]), units, due_texts(item["due"]), campaigns


def _duty(item: dict[str, Any]) -> Sequence[Any]:
    who, dues = "、".join(item["who"]), due_texts(item["due"])
    return who, item["what"], item["to"], item["channel"], dues, item["min_count"]


def _target(item: dict[str, Any]) -> Sequence[Any]:
    part = "" if item["part_of"] is None else f"第 {item['part_of'] + 1} 项的其中项"
    wanted = f"{item['op']} {number_text(item['value'])} {item['unit']}"
    return "、".join(item["who"]), item["metric"], wanted, part


def _event(item: dict[str, Any]) -> Sequence[Any]:
    hosts, participants = "、".join(item["hosts"]), "、".join(item["participants"])
    return item["name"], item["start"], item["end"], item["place"], hosts, participants


def _table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A numbered table without the columns that are empty in every row; the first two take most of the room."""
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    shown = [index for index in range(len(headings)) if any(row[index] for row in texts)]
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    table.add_column("", justify="right", no_wrap=True)
    for index in shown:
        table.add_column(headings[index], overflow="fold", min_width=4, ratio=_RATIOS.get(headings[index], 2))
    for number, row in enumerate(texts, 1):
        table.add_row(str(number), *(Text(row[index]) for index in shown))
    return table


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"

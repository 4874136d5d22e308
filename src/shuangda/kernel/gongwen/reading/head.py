"""The YAML head: what the paper is, from whom, to whom, when. Words of the head in Chinese or as in the model."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

import yaml

from ..errors import PaperError
from ..model import Attendance, Imprint, Kind, Number

WORDS: Final[dict[str, str]] = {
    "文种": "kind",
    "标题": "title",
    "发文机关": "issuers",
    "发文机关标志": "mark",
    "发文字号": "number",
    "主送": "addressees",
    "署名": "signatures",
    "成文日期": "date",
    "用印": "sealed",
    "附注": "remark",
    "抄送": "copies",
    "报": "reported",
    "送": "sent",
    "发": "issued",
    "印发机关": "office",
    "印发日期": "printed_on",
    "印数": "printed",
    "密级": "secrecy",
    "紧急程度": "urgency",
    "份号": "copy_number",
    "签发人": "signatories",
    "期号": "issue",
    "总期号": "whole_issue",
    "编者按": "editorial",
    "出席": "present",
    "请假": "absent",
    "列席": "visiting",
}
"""The words of the head, with the names that code uses for them; both may be written."""

_IMPRINT: Final = ("copies", "reported", "sent", "issued", "office", "printed")
_ATTENDANCE: Final = {"present": "出席", "absent": "请假", "visiting": "列席"}


def split_head(source: str) -> tuple[str, str, int]:
    """Head, body, and the line on which the body begins, from 1. Raises PaperError without a head."""
    lines = source.split("\n")
    if lines[0].strip() != "---":
        raise PaperError("文稿应当以“---”开头的要素说明开始。", 1)
    for place, line in enumerate(lines[1:], 1):
        if line.strip() in ("---", "..."):
            return "\n".join(lines[1:place]), "\n".join(lines[place + 1 :]), place + 2
    raise PaperError("要素说明没有以“---”结束。", 1)


def read_head(head: str) -> dict[str, Any]:
    """The fields of the head as arguments of `Paper`. Raises PaperError with the line of what is wrong."""
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for word, value, line in _pairs(head):
        name = WORDS.get(word, word)
        if name not in _READERS:
            near = get_close_matches(word, WORDS, 1, 0.5)
            hint = f"是不是“{near[0]}”？" if near else ""
            raise PaperError(f"不认识的要素“{word}”。{hint}可用的有：{'、'.join(WORDS)}。", line)
        if name in fields:
            raise PaperError(f"要素“{word}”写了两次。", line)
        if value is None:
            continue
        try:
            fields[name] = _READERS[name](value)
        except PaperError as error:
            raise PaperError(error.message, line) from error
        lines[name] = line
    for needed, word in (("kind", "文种"), ("title", "标题")):
        if needed not in fields:
            raise PaperError(f"要素说明缺少“{word}”。", 1)
    return _gathered(fields)


_WIDE_COLON: Final = re.compile(rf"^({'|'.join(WORDS)})[ \t]*：[ \t\u3000]*", re.MULTILINE)


def _pairs(head: str) -> list[tuple[str, Any, int]]:
    head = _WIDE_COLON.sub(r"\1: ", head)  # as a Chinese keyboard types it
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, yaml.SafeLoader)):
            raise PaperError("要素说明不用引用（*）。", 1)
        node = yaml.compose(head, yaml.SafeLoader)
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            raise PaperError("要素说明应当一行一个“要素: 内容”，冒号后空一格。", 2)
        return [(str(key.value), _value(value), key.start_mark.line + 2) for key, value in node.value]
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        line = mark.line + 2 if mark else None
        raise PaperError("要素说明的写法有误，请检查冒号后的空格、引号和缩进。", line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise PaperError("要素说明的写法有误。", 1) from error


def _value(node: yaml.Node) -> Any:
    """Words stay as they are written: YAML would read 000012 as octal and a day that does not exist as an error."""
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag.endswith(":null") else str(node.value)
    raise PaperError("这里不再分层。", node.start_mark.line + 2)


def _gathered(fields: dict[str, Any]) -> dict[str, Any]:
    imprint: dict[str, Any] = {name: fields.pop(name) for name in _IMPRINT if name in fields}
    if "printed_on" in fields:
        imprint["date"] = fields.pop("printed_on")
    attendance = tuple(
        Attendance(role, fields.pop(name))  # type: ignore[arg-type]
        for name, role in _ATTENDANCE.items()
        if name in fields
    )
    return fields | {"imprint": Imprint(**imprint), "attendance": attendance}


def _words(value: Any) -> str:
    if isinstance(value, list):
        raise PaperError("这里应当是一段文字。")
    return str(value).strip()


def _names(value: Any) -> tuple[str, ...]:
    """A list, or words with 、 ， or ； between them; brackets hold together."""
    if isinstance(value, list):
        return tuple(_words(item) for item in value)
    parts = re.split(r"[,，；;](?![^（(]*[）)])", _words(value).rstrip("。：:"))
    return tuple(part.strip() for part in parts if part.strip())


def _people(value: Any) -> tuple[str, ...]:
    return _names(value) if isinstance(value, list) else tuple(re.split(r"[、,，\s]+", _words(value)))


def _kind(value: Any) -> Kind:
    try:
        return Kind(_words(value))
    except ValueError as error:
        raise PaperError(f"不认识的文种“{value}”。可用的有：{'、'.join(Kind)}。") from error


def _date(value: Any) -> datetime.date:
    found = re.fullmatch(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?", _words(value))
    if found is None:
        raise PaperError(f"日期“{value}”应当写成“2026年3月5日”或“2026-03-05”。")
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError as error:
        raise PaperError(f"没有“{value}”这一天，请改正日期。") from error


def _whole(value: Any) -> int:
    words = _words(value)
    if not re.fullmatch(r"\d{1,9}", words):
        raise PaperError(f"“{value}”应当是一个整数。")
    return int(words)


def _yes(value: Any) -> bool:
    words = _words(value).lower()
    if words not in ("是", "否", "true", "false", "yes", "no"):
        raise PaperError("“用印”应当写“是”或“否”。")
    return words in ("是", "true", "yes")


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "kind": _kind,
    "title": _words,
    "issuers": _names,
    "mark": _words,
    "number": lambda value: Number.parse(_words(value)),
    "addressees": _names,
    "signatures": _names,
    "date": _date,
    "sealed": _yes,
    "remark": _words,
    "copies": _names,
    "reported": _names,
    "sent": _names,
    "issued": _names,
    "office": _words,
    "printed_on": _date,
    "printed": _whole,
    "secrecy": _words,
    "urgency": _words,
    "copy_number": _whole,
    "signatories": _people,
    "issue": _whole,
    "whole_issue": _whole,
    "editorial": _words,
    "present": _words,
    "absent": _words,
    "visiting": _words,
}

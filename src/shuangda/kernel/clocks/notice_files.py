"""A holiday notice as a TOML file, for a year that the software does not carry yet or carries wrongly.

    year = 2026
    source = "国务院办公厅关于2026年部分节假日安排的通知"
    version = "1"
    worked = [2026-01-04, 2026-02-14]  # and all others
    [[holiday]]
    name_zh = "元旦"
    name = "New Year's Day"
    first = 2026-01-01
    last = 2026-01-03

`docs/clocks.md` has a whole one.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from .errors import BadNotice
from .holidays import Holiday, Notice, left_out
from .workdays import WorkCalendar, announced_calendar

_T = TypeVar("_T")


def calendar_with(path: Path | None) -> WorkCalendar:
    """The announced calendar, with the notice of a file in the place of that year's. Raises BadNotice."""
    return announced_calendar().replacing(read_notice(path)) if path else announced_calendar()


def read_notice(path: Path) -> Notice:
    """The notice of a TOML file. Raises BadNotice with the file's name and what is wrong in it."""
    try:
        entry = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        chinese = "没有这个文件" if isinstance(error, FileNotFoundError) else "不是文件，或没有读的权限"
        raise BadNotice(f"读不了 {path.name}：{chinese}。", f"{path.name} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise BadNotice(f"{path.name} 不是 TOML 文件：{error}。", f"{path.name} is no TOML file: {error}.") from error
    try:
        notice = Notice(
            _typed(entry, "year", int),
            tuple(_holiday(found) for found in _typed(entry, "holiday", list)),
            tuple(_day(day) for day in _typed(entry, "worked", list)),
            _typed(entry, "source", str),
            str(entry.get("version", "1")),
        )
        if missing := left_out(notice):
            raise BadNotice(
                f"没有写{'、'.join(missing)}：请写全{notice.year}年的放假安排，否则这些天会算成工作日。",
                f"{', '.join(missing)} missing: write all of {notice.year}, or those days count as worked.",
            )
    except BadNotice as error:
        raise BadNotice(f"{path.name}：{error}", f"{path.name}: {error.english}") from error
    return notice


def _holiday(entry: Any) -> Holiday:
    name = _typed(entry, "name_zh", str)
    return Holiday(str(entry.get("name", name)), name, _day(entry.get("first")), _day(entry.get("last")))


def _typed(entry: Any, key: str, kind: type[_T]) -> _T:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, kind):
        raise BadNotice(f"缺少 {key}，或其写法不对。", f"{key} is missing or written wrongly.")
    return value


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadNotice(
            f"“{value}”不是日期，请写成 2027-02-05（不加引号）。",
            f"“{value}” is no date: write 2027-02-05 without quotes.",
        )
    return value

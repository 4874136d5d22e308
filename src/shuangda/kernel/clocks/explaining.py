"""The reasons of a date, as data and in Chinese words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from .holidays import DAY, Holiday
from .model import Extension, Pause, Reason, Unit
from .workdays import WorkCalendar

UNIT_WORDS: Final[dict[Unit, str]] = {
    "workday": "个工作日",
    "day": "日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
}


def counted_over(calendar: WorkCalendar, start: date, end: date) -> list[Reason]:
    """Holidays that a count of working days after `start` up to `end` passed over, and weekend days that it used.

    Ordinary weekends are not listed: everybody knows them.
    """
    skipped = [
        Reason(h.first, h.days, "skipped", f"{h.name_zh}放假", {"zh": h.name_zh, "en": h.name, "last": h.last})
        for h in calendar.holidays_between(start, end)
    ]
    worked = [Reason(day, 1, "worked", "调休上班") for day in calendar.makeup_days_between(start, end)]
    return sorted([*skipped, *worked], key=lambda reason: reason.date)


def month_end(start: date, end: date) -> Reason:
    """A limit in months or years whose last month lacks the day on which it began (民法典 第202条)."""
    words = f"{end.month}月没有{start.day}日，以该月最后一日届满（民法典第二百零二条）"
    return Reason(end, 0, "month_end", words, {"day": start.day})


def paused(pause: Pause, units: float, *, minutes: bool = False) -> Reason:
    """A pause that took `units` of the rule's unit (hours, working or calendar days) out of the count."""
    assert pause.end is not None
    words = f"{pause.ground or '中止计算'}，自{_said(pause.start, minutes)}至{_said(pause.end, minutes)}前不计入"
    return Reason(pause.start.date(), units, "paused", words, {"ground": pause.ground, "until": pause.end.date()})


def open_pause(pause: Pause, *, minutes: bool = False) -> Reason:
    """A pause that has not ended."""
    words = f"{pause.ground or '中止计算'}，自{_said(pause.start, minutes)}起，尚未恢复"
    return Reason(pause.start.date(), 0, "paused", words, {"ground": pause.ground, "until": None})


def extended(extension: Extension, end: date) -> Reason:
    """An extension of a limit that would have ended on `end`."""
    units = extension.n or 0
    ground = "，".join(part for part in (extension.condition, _approved(extension.approver)) if part)
    words = f"{ground}，延长{units}{UNIT_WORDS[extension.unit]}".lstrip("，")
    return Reason(end, units, "extended", words, {"unit": extension.unit, "approver": extension.approver})


def rolled(end: date, around: Sequence[Holiday], after: date) -> Reason:
    """A last day that fell into a festival's break."""
    names = "、".join(dict.fromkeys(holiday.name_zh for holiday in around))
    english = ", ".join(dict.fromkeys(holiday.name for holiday in around))
    words = f"{names}放假，顺延至假期后第一日"
    return Reason(end, (after - end).days, "rolled", words, {"zh": names, "en": english, "last": after - DAY})


def rolled_over_weekend(end: date, after: date) -> Reason:
    """A last day that fell on an ordinary weekend, in an office that lets it roll."""
    return Reason(
        end, (after - end).days, "rolled", "期满日为休息日，按本单位规则顺延", {"zh": "休息日", "en": "weekend"}
    )


def _said(moment: datetime, minutes: bool) -> str:
    return moment.isoformat(" ", "minutes") if minutes else moment.date().isoformat()


def _approved(approver: str) -> str:
    if not approver or approver == "无":
        return ""
    return approver if approver.endswith("批准") else f"经{approver}批准"

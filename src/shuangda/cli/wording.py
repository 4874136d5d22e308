"""The contract's codes in the words of the office: for the tables and the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

GENRES: Final = {
    "work_points": "工作要点",
    "action_plan": "行动方案",
    "publicity_plan": "宣传方案",
    "notice": "通知",
    "assessment_rules": "考核办法",
    "summary": "总结",
    "bulletin": "简报",
    "minutes": "纪要",
    "other": "其他",
}
ROLES: Final = {"lead": "牵头", "support": "配合", "responsible": "责任"}
LOOKALIKE_KINDS: Final = {
    "exact": "相同",
    "variant": "变形书写",
    "glyph": "形近",
    "sound": "音近",
    "latin": "字母近似",
    "cross_script": "中外文对应",
    "order": "换序",
    "insertion": "加字",
    "deletion": "减字",
    "substitution": "换字",
    "meaning": "义近",
}
_UNITS: Final = {"hour": "小时", "workday": "个工作日", "day": "日", "month": "个月", "year": "年"}
_RHYTHMS: Final = {
    "FREQ=DAILY": "每日",
    "FREQ=WEEKLY": "每周",
    "FREQ=MONTHLY": "每月",
    "FREQ=MONTHLY;INTERVAL=2": "每两个月",
    "FREQ=MONTHLY;INTERVAL=3": "每季度",
    "FREQ=MONTHLY;INTERVAL=6": "每半年",
    "FREQ=YEARLY": "每年",
}


def due_text(due: dict[str, Any]) -> str:
    """A deadline in words: `2021-12-31前`, `每月25日前`, `活动结束后5个工作日内`."""
    if "by" in due:
        return f"{due['by'].replace('T', ' ')}前"
    if "on" in due:
        return str(due["on"]).replace("T", " ")
    if "rrule" in due:
        return _rhythm(due["rrule"])
    after = due["after"]
    side = "后" if after["n"] >= 0 else "前"
    return f"{after['event']}{side}{abs(after['n'])}{_UNITS[after['unit']]}内"


def due_texts(dues: Iterable[dict[str, Any]]) -> str:
    return "；".join(due_text(due) for due in dues)


def _rhythm(rrule: str) -> str:
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    month, day = parts.pop("BYMONTH", ""), parts.pop("BYMONTHDAY", "")
    rest = ";".join(f"{key}={value}" for key, value in parts.items())
    if rest not in _RHYTHMS or not re.fullmatch(r"[\d,]*", month) or not re.fullmatch(r"-1|[\d,]*", day):
        return rrule
    months = f"{month.replace(',', '、')}月" if month else ""
    days = "末" if day == "-1" else f"{day.replace(',', '、')}日" if day else ""
    return _RHYTHMS[rest] + months + days + ("前" if months or days else "")


def units_text(measure: dict[str, Any], role: str) -> str:
    return "、".join(unit["name"] for unit in measure["units"] if unit["role"] == role)


def number_text(value: float) -> str:
    """Whole numbers without a decimal point."""
    return f"{value:g}" if value != int(value) else str(int(value))

"""A number with its measure word: `4万余份`, `80%以上`, `百分之九十`, `2场次`, `35.6万元`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from ..model import Qualifier, Span
from .numerals import Number, find_numbers

_COUNTED = (
    "人次 户次 家次 场次 台次 辆次 车次 架次 件次 班次 批次 艘次 条次 店次 点次 篇次 组次 个次 个百分点 百分点 "
    "学时 课时 人 名 位 户 家 个 件 份 条 块 次 场 期 篇 起 批 宗 例 项 处 所 辆 台 部 张 幅 面 套 本 册 卷 只 头 羽 "
    "株 棵 支 枝 瓶 盒 箱 袋 包 桶 罐 双 对 副 组 队 种 类 款 则 首 座 栋 幢 间 门 班 堂 节 轮 艘 列 架 口 眼 根 床 片 "
    "枚 粒 颗 匹 具 道 栏 版 集 档 幕 出 顶 盘 村 乡 镇 县 区 市 省 校 院 厂 店 站 点 字"
)
_MEASURED = (
    "微克/立方米 毫克/立方米 毫克/升 "
    "平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 米 公顷 亩 吨标准煤 吨 公斤 千克 毫克 克 斤 毫升 升 "
    "千瓦时 千瓦 兆瓦 度 美元 欧元 港元 元 ‰ 倍 分"
)
_TIMES = "个工作日 工作日 个小时 小时 分钟 秒 个自然日 自然日 个月 个季度 季度 周 天 日 年 岁 周岁"
TIME_UNITS = frozenset(_TIMES.split())
ITEM_UNITS = frozenset("篇条期份件个则幅起例项批部次张")
"""Measure words of what is handed in: pieces of news, papers, cases, pictures."""
CARRIED_UNITS = frozenset("篇条期份则")
"""Those that count nothing but what is handed in, even in a clause without its verb."""
MONEY_UNITS = frozenset({"元", "美元", "欧元", "港元"})

_LONGEST_FIRST = sorted(f"{_COUNTED} {_MEASURED} {_TIMES}".split(), key=len, reverse=True)
_UNIT = re.compile(
    r"[ \t\u3000]?(?:(?P<tick>[人户家场件台辆批篇条])(?:[（(]次[）)]|/次)|(?P<unit>[％%]|"
    + "|".join(_LONGEST_FIRST)
    + r")(?P<per>/[十百千万亿]{0,2}"
    r"(?:人(?!次)|户|家|件|年|季度?|月|周|日|天|平方公里|平方米|公里|立方米|亩|公顷|万元|亿元))?)"
    r"(?!(?<=部)[门委办]|(?<=组)织|(?<=场)所)"  # 6部门 counts no 部
)
_AFTER = re.compile(
    r"(?P<over>多(?=[^0-9]|$))|[（(]?(?:(?P<at_least>及?以上)|(?P<at_most>及?以下|以内|之内|内)|(?P<about>左右|上下))[）)]?"
)
_PERCENT = re.compile(r"百分之$")
_RANGE_BEFORE = re.compile(
    r"[0-9０-９%％十百千万亿一二三四五六七八九](?:个|名|家|次)?\s?(?:[-－—–─~～]{1,2}|至|到)\s?$"
)
_RANGE_AFTER = re.compile(r"\s?(?:[-－—–─~～]{1,2}|至|到)\s?[0-9０-９一二三四五六七八九十百]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `span` runs from the digits to the end of 以上 or 以内 after the unit."""

    value: float
    unit: str
    qualifier: Qualifier
    span: Span
    number: Number
    suffix: str
    """The word after it that bounds it: `以上`, `以内`, or nothing."""
    in_range: bool
    """Whether it is one end of a range (`1—2个`)."""


def find_quantities(text: str, span: Span) -> Iterator[Quantity]:
    """Every number with a measure word inside `span`, in order."""
    taken = span[0]
    for number in find_numbers(text, span):
        start, stop = number.span
        if start < taken:
            continue  # `5批次/千人` has one number
        percent = _PERCENT.search(text, max(span[0], start - 3), start)
        unit = None if percent else _UNIT.match(text, stop, span[1])
        if not unit and not percent:
            continue
        name = "%" if percent else _name(unit)
        taken = stop = unit.end() if unit else stop
        after = _AFTER.match(text, stop, span[1])
        kind = after.lastgroup if after else None
        qualifier = cast(Qualifier, kind) if kind else number.qualifier
        begin = start - 3 if percent else start
        in_range = bool(
            _RANGE_BEFORE.search(text, max(span[0], begin - 4), begin)
            or _RANGE_AFTER.match(text, number.span[1], span[1])
            or _RANGE_AFTER.match(text, stop, span[1])
        )
        suffix = after[0] if after and kind in ("at_least", "at_most", "about") else ""
        yield Quantity(number.value, name, qualifier, (begin, after.end() if after else stop), number, suffix, in_range)


def _name(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    if match["tick"]:
        return match["tick"] + "次"
    return "%" if match["unit"] in "％%" else match["unit"] + (match["per"] or "")

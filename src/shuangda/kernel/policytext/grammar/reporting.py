"""Report of what was done against orders for what is to come: the difference between a fact and a target."""

from __future__ import annotations

import bisect
import re
from functools import lru_cache

from ..model import Span
from ..piece import Piece

_DONE = re.compile(
    r"据(?:不完全)?统计|预计[，,到]|据测算|截[至止](?:目前|今|20\d\d年|\d{1,2}月)|[去上]年度?[，,以全共我各省市区县]|目前[，,已共]|现有|已(?:经|达|建|完成|实现|累计|查|有|连续|全部)"
    r"|以来[，,][^。]{0,80}(?:共|累计|先后|已)"
    r"|(?:达到|实现|完成|提高|增长|下降|建成|取得|查处|开展|举办|发放|增加|减少|召开)了"
)
_TO_COME = re.compile(
    r"请|前[^，。；]{0,12}[报提]|力争|确保|务必|应当|须|不得|不低于|不少于|至少|(?:^|[，。；、])要|将(?:于|在|达|实)|到20\d\d年|到[“\"]?十[四五六]五|目标|下一步"
    r"|年内|年底前|月底前|[将把][^，。；]{2,40}(?:报|公开|公示|录入|上传)"
)
_AHEAD_HEADING = re.compile(
    r"下一?步|下一?阶段|打算|今后|计划|明年|来年|努力方向|工作思路|工作安排|工作目标|工作重点|重点工作安排|建议|展望|[下明]一?年度"
)
_PARAGRAPH = 1500
"""How far back 下一步 is looked for in a paragraph."""
_AHEAD = re.compile(r"下一?步|下一?阶段|接下来|今后|明年|来年|下半年[，,]|下一年")


def is_report(piece: Piece) -> bool:
    """Whether a document as a whole tells what was done: a summary, a newsletter or a piece of news."""
    return piece.genre in ("summary", "bulletin")


def reports_the_past(text: str, span: Span) -> bool:
    """Whether a sentence of an order tells what was done (`截至目前已建成…`) rather than what to do."""
    return bool(_DONE.search(text, *span)) and not _TO_COME.search(text, *span)


def looks_ahead(piece: Piece, span: Span) -> bool:
    """Whether a sentence of a summary or bulletin speaks of work to come (`下一步，…`, `明年工作打算`)."""
    starts, ahead = _outlook(piece)
    index = bisect.bisect_right(starts, span[0]) - 1
    if index >= 0 and ahead[index]:
        return True
    low = max(piece.span[0], span[0] - _PARAGRAPH, starts[index] if index >= 0 else 0)
    block = max(low, piece.text.rfind("\n", low, span[0]) + 1)
    return bool(_AHEAD.search(piece.text, block, min(span[0] + 20, span[1])))


@lru_cache(maxsize=2)
def _outlook(piece: Piece) -> tuple[list[int], list[bool]]:
    """Where each point begins, and whether it or a point above it is headed by work to come."""
    path: dict[int, bool] = {}
    starts, ahead = [], []
    for section in piece.sections:
        path = {level: flag for level, flag in path.items() if level < section.level}
        path[section.level] = _AHEAD_HEADING.search(section.heading[:40]) is not None
        starts.append(section.span[0])
        ahead.append(any(path.values()))
    return starts, ahead

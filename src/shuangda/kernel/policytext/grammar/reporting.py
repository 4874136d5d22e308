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
_NEWSLETTER = re.compile(
    r"(?:简报|动态|快报|专报)[^。]{0,20}?第[ 　]?[\d一二三四五六七八九十]{1,4}[ 　]?期|^[^。\n]{0,30}简报\s"
    r"|(?:工作总结|情况(?:的)?(?:汇报|报告|总结)|工作综述)(?![^。]{0,12}(?:报送|上报|前))"
    r"|工作情况(?=[ 　]?(?:上半年|下半年|今年|一年来|20\d\d年|\d月))",
    re.DOTALL,
)
# What only a reporter writes.
_REPORTER = re.compile(
    r"本报讯|[网报台社]\s?讯\s?[（(\d]|讯[（(](?:通讯员|记者)|记者[^。；\n]{0,16}(?:获悉|了解到|看到|采访)|通讯员[:：\s]|[（(]记者\s"
)
# Signs of a story told, of which two together make one.
_STORY = (
    re.compile(
        r"(?:^|\n)[^\n，。；：]{0,40}(?:局|委|办|厅|院|处|室|队|中心|政府|单位|分局|所|市|县|区|镇|乡|街道|公司|协会|学校|银行|海关)[^\n，。；：]{0,12}?"
        r"(?:开展|举办|召开|举行|启动|积极|扎实|多措并举|组织|深入|走进|联合|圆满|成功|全力|大力|持续|强化|严厉|顺利|做好|参加|部署|抓好|多举措)[^\n。；：]{2,60}\n",
    ),
    re.compile(
        r"(?:^|[\n\u3000。])\s*(?:近日|日前|近期|连日来|为(?:了)?[^。\n]{4,80}，|(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午)?(?:[至到、—-]\d{1,2}日)?)[，,]?"
        r"[^。；\n]{0,60}?(?:(?:开展|举办|举行|组织|召开|启动|走进|联合|深入|进行|来到|参加)(?!的(?:通知|意见|决定))|举行。|召开。)"
    ),
    re.compile(
        r"(?:共|累计|先后|总共|分别)(?:计|有)?(?:出动|发放|检查|查处|立案|受理|悬挂|接受|接待|解答|培训|召开|开展|举办|张贴|走访|抽检|设置|印发|制作|办理|查获|收缴|销毁|排查|动用)"
        r"|(?:出动|发放|检查|查处|悬挂|接受|解答|张贴|走访|设置|组织|开展|召开|举办)了"
    ),
    re.compile(
        r"活动(?:期间|现场|当天|中)[，,]|截[至止](?:目前|\d|[去今]年)|一年来|今年以来|据(?:不完全)?统计|此次(?:活动|行动|检查|宣传)|(?:^|\n)\s*下一步|责任编辑"
    ),
)
_ORDERING_TITLE = re.compile(
    r"(?:意见|措施|制度|办法|规定|规则|细则|方案|计划|要点|预案|函|名单|清单|目录|表|通知|通告|公告|决定|条例|批复|请示|规划|标准|指南|申请书|承诺书|倡议书|章程|职责|纲要|清单)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
_BINDING = re.compile(
    r"(?:责任|牵头|配合)单位|本(?:办法|细则|制度|规定|意见)|(?<![求调出][，,])各[^，。；\n]{1,20}(?:要|应当|须|必须)|有下列情形|按照?职责分工"
)
_STORY_LENGTH = 4000
"""A text that is longer than this is no piece of news unless its head says so."""
_PARAGRAPH = 1500
"""How far back 下一步 is looked for in a paragraph."""
_HEAD = 200
_AHEAD = re.compile(r"下一?步|下一?阶段|接下来|今后|明年|来年|下半年[，,]|下一年")


def is_report(piece: Piece) -> bool:
    """Whether a document as a whole tells what was done: a summary, a bulletin, or the issue of a newsletter."""
    if piece.genre in ("summary", "bulletin"):
        return True
    return piece.genre == "other" and _tells_a_story(piece)


@lru_cache(maxsize=2)
def _tells_a_story(piece: Piece) -> bool:
    """Whether a text without a known shape is an issue of a newsletter or a piece of news."""
    start, end = piece.span
    if _NEWSLETTER.search(piece.text, start, min(end, start + _HEAD)):
        return True
    if any(measure.units for measure in piece.measures) or _ORDERING_TITLE.search(piece.title or ""):
        return False
    story = piece.text[start : min(end, start + _STORY_LENGTH)].strip()
    if _REPORTER.search(story):
        return True
    if piece.recipients:
        return False
    signs = sum(sign.search(story) is not None for sign in _STORY)
    return signs >= 2 and end - start <= _STORY_LENGTH and _BINDING.search(story) is None


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

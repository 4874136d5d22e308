"""Who is meant: the bodies named at the head of a clause (`各县（区）`, `区教育局、区团委`)."""

from __future__ import annotations

import re

from ..model import Span
from ..piece import Piece
from .lines import split_outside
from .statements import Statement

_BODY = (
    r"(?:局|委|办|办公室|部|厅|院|处|科|室|所|站|队|中心|政府|单位|部门|企业|机构|街道|园区|开发区|县|区|市|镇|街|乡|村|社区|学校|小组|组"
    r"|海关|公司|协会|商会|平台|党组|支部|银行|会议|系统|机关|组织|成员|人员|员|者|业主|市场|商户|医院|高校|院校|家庭|主体|地|级|考场|网点"
    r"|门店|馆|专班|社会|党委|总社|团体|集团|法院|检察院|工会|团委|妇联|科协|残联|总队|支队|大队|分局|会)(?:[（(][^（）()]{1,20}[）)])?"
)
_MODAL = (
    r"(?:应当?|要|须|需|将|负责|于|在|每|分别|至少|原则上|务必|必须|结合|按照?|根据|通过|联合|组织|牵头|会同|及时|定期|年度|全年|不得|不少于"
    r"|认真|切实|明确|确定|指定|报送|上报|自|从|\d|20|可|具体|对|把|以|向|开展|建立|完成|力争|确保|统一|也|均|都|认为|制定|围绕|积极)"
)
_NO_VERB = (
    r"(?!至少|最少|力争|创建|建设|建成|打造|培育|开展|对|按|加强|完善|推进|新增|发展|参与|为|在|从|以|实现|确保|通过"
    r"|每年|全年|组织|检查|服务|培训|办理|查处|查办|移送|走访|新建|支持|鼓励|引导|跨)"
)
_HEAD = re.compile(
    rf"(?:请|要求|由|督促|指导|推动|引导|组织|届时|同时)?(?P<who>{_NO_VERB}[^，。；：“”0-9]{{1,60}}?{_BODY})(?={_MODAL})"
)
_ANYWHERE = re.compile(rf"(?:由|请)(?P<who>[^，。；：“”0-9的]{{1,40}}?{_BODY})(?={_MODAL})")
_LEAD_IN = re.compile(
    r"^(?:其中|同时|此外|另外|原则上|以及|[一二三四五六七八九]是|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十百]{1,4}条)[ \u3000]*"
)
_EACH = re.compile(
    r"(?P<who>全(?:[省市区县州镇乡国校局]|街道|系统)|各(?:[省市县区镇乡州盟旗、和]|地区|街道|园区|部门|单位|学校|社区|村|[（(][市县区旗镇乡街道、]{1,8}[）)])+"
    r"|每个?(?![年月季周日次半旬天期])[\u4e00-\u9fff]{1,8}?(?=至少|不|要|应|须|需|每|配|培|建|打|创|达|完|组|开|办|举|报))"
)
_CALLED = re.compile(r"(?<![自理])由|请")
_REGION = re.compile(r"^(?:区|县|州|市|镇|街道|乡|盟|旗)[^（(]")


def bodies(text: str) -> tuple[str, ...]:
    """Split a list of bodies into its members: `各部门、各县（区）` are two, `各市、州、县人民政府` is one."""
    parts: list[str] = []
    for start, end in split_outside(text, 0, len(text), "、，,"):
        part = text[start:end].strip()
        if parts and _REGION.match(part) and parts[-1].startswith("各"):
            parts[-1] = f"{parts[-1]}、{part}"
        elif part:
            parts.append(part)
    return tuple(parts)


def actor_of(text: str, clause: Span) -> tuple[str, ...]:
    """The bodies that a clause names as its subject, nothing where it names none."""
    start = clause[0]
    while lead := _LEAD_IN.match(text[start : start + 12]):
        start += lead.end()
    match = _HEAD.match(text, start, clause[1]) or _ANYWHERE.search(text, start, clause[1])
    if not match:
        return ()
    who = _CALLED.split(match["who"])[-1].lstrip("（(")
    return bodies(who) if not who.startswith(("报告", "方案", "本")) else ()


def bound_by(piece: Piece, statement: Statement, clause: Span) -> tuple[str, ...]:
    """Who a clause speaks of: its own subject, else the nearest one before it, else the units of its measure."""
    own = _EACH.match(piece.text, clause[0], clause[1])
    if own:
        return bodies(own["who"])
    for candidate in reversed([c for c in statement.clauses if c[0] <= clause[0]]):
        found = actor_of(piece.text, candidate)
        if found:
            return found
    for measure in piece.measures:
        if measure.span[0] <= clause[0] < measure.span[1]:
            return tuple(unit.name for unit in measure.units)
    return ()

"""Figures that a summary or bulletin reports: `发放宣传资料4万余份` is 40000 份, more than that.

Other documents have facts only in a sentence that plainly tells what was done (`截至目前，共立案12起`).
Plans for the time to come, small counts of abstract things (`四个方面`), terms and ordinals are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Fact, Span
from ..piece import Piece
from .quantities import MONEY_UNITS, TIME_UNITS, Quantity, find_quantities
from .reporting import is_report, looks_ahead, reports_the_past
from .statements import statements

_ABSTRACT = re.compile(
    r"^(?:大|个|项|条|种|类|点|次)*(?:以上)?的?(?:方面|部分|阶段|环节|步骤|要求|特点|问题|转变|原则|意识|自信|维护|确保|关键|重点|层面|层级|维度|梯次|坚持|结合|到位"
    r"|强化|突出|角度|统一|机制|体系|面向|系列|文明|月|季度|小时|工作日|之一|中心|基本点|务必|重大|重要|主要|专题(?!会)|平台|抓手|链条|优势|方向|目标|任务)"
)
_CONCRETE_UNITS = set("家户名人件起宗批份位台辆册")
"""Measure words of bodies, persons, cases and papers: `2起重大案件`, `10家重点企业` are counted all the same."""
_DESCRIBING = MONEY_UNITS | {"人", "平方米", "吨", "亩", "岁", "周岁"}
_DOING = re.compile(
    r"(?:召开|举办|开展|组织|发放|印制|印发|制作|悬挂|张贴|播放|设立|设置|建立|成立|立案|查处|查办|查获|查扣|办理|办结|受理|接受|接待|解答"
    r"|出动|检查|抽检|抽查|巡查|排查|走访|约谈|责令|整改|移送|抓获|捣毁|销毁|收缴|没收|罚没|罚款|曝光|公布|发布|刊发|报送|编发|培训|参加|参与"
    r"|展出|展示|下发|签订|调解|挽回|完成|新增|发现|取缔|关停|下架|删除|监测|审查|审核|认定|获得|授权|申请|注册|登记|建成|培育|引进|共|达|计|有|了|为)"
    r"[^，。；]{0,12}$"
)
_LIMIT = re.compile(r"(?:不少于|不低于|不得|不足|不到|至少|不超过|最多|每|第|近期)[^，。；0-9]{0,2}$")
_ORDINAL = re.compile(r"[第前每]\s?$")
_SKIPPED_UNITS = TIME_UNITS | set("点版号届度县区市省乡镇校院厂店站队出道节门面对字班")
"""Measure words that a number before them more often names or orders than counts."""
_WHOLE_ONLY = set("人名位户家个件份条块次场期篇起批宗例辆台") | {"人次", "户次", "家次", "场次", "批次"}
_AVERAGE = re.compile(r"每|均|平均")
_SCORED = re.compile(r"满意度|得分|评分|平均分|测评|总分|考核")
_TO_COME = re.compile(r"(?:计划|拟|预计|争取|力争|将|要求|打算|准备)[^，。；了]{0,12}$")
_NOUN_AFTER = re.compile(
    r"(?:大关|的)?(?P<noun>[\u4e00-\u9fff“”‘’]{1,16}?)(?=的|在|共|参加|参与|进行|开展|并|被|[^\u4e00-\u9fff“”‘’]|$)"
)
_VERB_FIRST = re.compile(r"参加|参与|到场|在|前来|受|被|以|得|已|获|同比|比|，")
_PERSONS = {"人", "名", "位", "人次"}
_LEAD = re.compile(
    r"^[^，。；]*(?:期间|以来|以后|之后|其中|同时|此外|分别|先后|累计|总计|合计|共计|一共|总共|当天|目前|全年|今年|统计)"
    r"|^(?:[^，。；]{0,10}?(?:局|委|办|所|市|县|区|镇|街道|中|现场|各地))?(?<!公)共(?!同|享|建|治|识|产|青|和国)"
    r"|^(?:该|我)(?:局|委|办|所|厅|院|市|县|区|镇)(?:已)?"
)
_BEFORE_ANOTHER = re.compile(r"[、；]|\d[余多万亿]*[家名人件起份个次场条台辆户批元]?(?:以[上下]的?)?")
_JOINT = re.compile(r"^[、和及与并 ]+|(?:[、和及并 ]|(?<!参)与)+$")
_COUNT_WORDS = re.compile(
    r"(?:达到?了?|共计?|累计|总计|合计|为|有|约|近|超过?了?|突破|逾|等|各|的|(?<!所)得|出|总|仅|上|至|到|不下|多达|大约|将近|了)+$"
)
_DONE = re.compile(r"据(?:不完全)?统计|截[至止](?:目前|今|20\d\d)|以来[，,]|(?:共|累计)[\u4e00-\u9fff]{2,8}|[去上]年")


def find_facts(piece: Piece) -> tuple[Fact, ...]:
    """The figures reported in a document, in the order of their text."""
    report = is_report(piece)
    found: list[Fact] = []
    for statement in statements(piece):
        if report:
            if looks_ahead(piece, statement.span):
                continue
        elif not (reports_the_past(piece.text, statement.span) and _DONE.search(piece.text, *statement.span)):
            continue
        for clause in statement.clauses:
            found.extend(_of_clause(piece.text, clause, report))
    return tuple(found)


def _of_clause(text: str, clause: Span, report: bool) -> Iterator[Fact]:
    for quantity in find_quantities(text, clause):
        if not _is_fact(text, clause, quantity):
            continue
        what, start, end = _counted(text, clause, quantity)
        rule = "fact_of_report" if report else "fact_told_in_an_order"
        yield Fact(what, quantity.value, quantity.unit, (start, end), quantity.qualifier, rule)


def _is_fact(text: str, clause: Span, quantity: Quantity) -> bool:
    start, stop = quantity.span
    before, after = text[clause[0] : start], text[stop : clause[1]]
    if quantity.in_range or quantity.unit in _SKIPPED_UNITS or _ORDINAL.search(before):
        return False
    if _LIMIT.search(before[-5:]) or _TO_COME.search(before):
        return False
    if quantity.unit == "分" and not _SCORED.search(before):
        return False
    if quantity.value % 1 and quantity.unit in _WHOLE_ONLY and not _AVERAGE.search(before):
        return False  # cannot be meant; the findings name it
    if (
        quantity.suffix.endswith(("以上", "以下"))
        and quantity.unit in _DESCRIBING
        and re.match(r"的?[\u4e00-\u9fff]", after)
    ):
        return False  # `5万元以上案件` tells which cases
    if (quantity.unit not in _CONCRETE_UNITS and _ABSTRACT.match(after)) or _in_quotes(before):
        return False
    if quantity.number.is_han:
        if quantity.value == 1 and quantity.qualifier == "exact":
            return False
        if quantity.value <= 10 and quantity.qualifier == "exact":
            return bool(_DOING.search(before))
    return True


def _in_quotes(before: str) -> bool:
    depth = 0
    for char in before:
        if char in "“‘《「":
            depth += 1
        elif char in "”’》」" and depth:
            depth -= 1
    return depth > 0


def _counted(text: str, clause: Span, quantity: Quantity) -> tuple[str, int, int]:
    """What was counted, and the span that shows it: the noun after the figure, or the words before it."""
    start, stop = quantity.span
    before = text[clause[0] : start]
    after = _NOUN_AFTER.match(text, stop, clause[1])
    noun = after["noun"] if after and not _VERB_FIRST.match(after["noun"]) else ""
    words = _COUNT_WORDS.sub("", _LEAD.sub("", before[-30:]).strip("、 （("))
    # `批准逮捕4件6人` counts the arrests twice.
    named = [_JOINT.sub("", part) for part in _BEFORE_ANOTHER.split(words)]
    words = next((part for part in reversed(named) if len(part) > 1), "")
    if noun and after and quantity.unit not in _PERSONS:
        return noun, start, after.end("noun")
    if len(words) > 1:
        return words, start - min(len(before), 4), stop
    if noun and after:
        return noun, start, after.end("noun")
    deed = text[stop : clause[1]].strip()
    return (deed[:30] if len(deed) > 1 else _before(text, clause)) or quantity.unit, start, stop


def _before(text: str, clause: Span) -> str:
    """A figure that stands alone (`…，共计56人`) counts what the clause before it spoke of."""
    words = text[max(0, clause[0] - 30) : clause[0]].rstrip("，, ")
    return re.split(r"[，,。；;：:\n]", words)[-1]

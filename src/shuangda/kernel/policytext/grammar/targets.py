"""Numbers that have to be reached or kept to: `不得低于15件`, `达到90%以上`, `控制在2%以内`, `全覆盖`.

A target needs a figure and a comparator (or 达到, 100%, 全覆盖). Bare counts, ranges, 约, ceilings on what is
allowed, prizes, fees, thresholds of a definition, scoring bands and report of what was reached are none.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace

from ..model import Operator, Span, Target
from ..piece import Piece
from .handing_in import hands_in, headed_by_handing_in
from .quantities import CARRIED_UNITS, ITEM_UNITS, MONEY_UNITS, TIME_UNITS, Quantity, find_quantities
from .reporting import is_report, looks_ahead, reports_the_past
from .statements import Statement, statements
from .subjects import bound_by

_GAP = r"[ \t\u3000]?"
_OF = r"(?:[^，。；、0-9０-９]{0,12}的|每[百千万]?人口?|人均|年均|平均|每年|为)?"
_AT_LEAST = re.compile(
    r"(?:(?:不|未)(?:得|应|能|可|宜)?(?:低于|少于|小于|低过)|不得低于|不得少于|不下于?|应?(?:至少|最少|最低))"
    rf"(?:要|应|须|有|达到?)?{_OF}{_GAP}$"
)
_DESCRIBES = frozenset({"人", "平方米", "吨", "亩", "米", "公里", "张", "字"})
_MAY_COUNT = re.compile(
    r"[0-9０-９]|覆盖|[一二两三四五六七八九十百千万亿][个名次件场期家项篇条批人份户起分百余多]|百分之"
)
_COMPARES = re.compile(
    r"不(?:得|应|能|可|宜|少|低|高|超|大|多|小|下|突)|未低|至少|最[少低]|以上|以内|以下|之内|[内达到至在为]|控制|超|突破|[高大多低少小]于"
    r"|100|１００|百分之百|覆盖|实现"
)
"""A sentence without any of these sets no target: a cheap look before the careful one."""
_AT_LEAST_DOING = re.compile(r"(?:至少|最少|不少于|不低于)[^0-9０-９，。；：]{1,18}$")
_AT_MOST = re.compile(rf"不(?:得|应|能|可|宜)?(?:高于|超过|大于|多于|超出|突破){_OF}{_GAP}$")
_DOWN_TO = re.compile(rf"(?:控制|压降|压减|压缩|缩短|缩减|降低|下降|减少|精简|回落|降|减)(?:在|到|至|为){_OF}{_GAP}$")
_REACH = re.compile(
    r"(?:(?:提高|提升|增加|增长|增|上升|扩大|提|升|保持|稳定|维持|巩固)(?:在|到|至|为)|达到?|达成|实现|突破|力争)"
    rf"{_OF}{_GAP}$"
)
_REACH_BARE = re.compile(
    rf"(?:(?:提高|提升|增加|增长|增|上升|扩大|提|升|保持|稳定|维持|巩固)(?:在|到|至|为)|达到|达|突破){_OF}{_GAP}$"
)
_ABOVE = re.compile(rf"(?:超过|高于|大于|多于|超){_OF}{_GAP}$")
_BELOW = re.compile(rf"(?:低于|少于|小于){_OF}{_GAP}$")
_WHOLE = re.compile(r"全(?:面)?覆盖(?![、，]?(?:式|性|的?(?:检查|排查|监管|宣传)))")
_HARD = re.compile(r"力争|确保|务必|必须|保证|压缩|压减|缩短|控制|提速|实现|目标|到20\d\d年|年底前|应")
_KEPT = re.compile(r"确保|力争|保证|做到|实现")
_TIGHTEN = re.compile(r"压缩|压减|缩短|控制|缩减|精简|提速")
_MAKE = re.compile(
    r"打造|培育|培养|建成|建设|创建|开展|举办|组织|新增|完成|实现|发放|培训|查办|查处|办理|推广|发展|认定|申报|争取|力争|确保|每[^，]{0,6}"
    r"|报道|刊发|配备|配置|设立|设置|引进|形成|推出|评选|遴选|制作|张贴|悬挂|检查|抽查|抽检|走访|覆盖|参加|征集|选树|建立|扶持|帮扶|带动|吸纳|转化|实施|落实|新建|组建|招引|签约|争创|储备|孵化|引育|推介|服务|对接"
)

# What makes a figure something other than a target.
_CONDITION = re.compile(r"^[^，。；0-9]{0,14}?的(?:$|[，,；;：:、]|单位|企业|地区|项目|[给予按视由可得计扣加])")
_BANDS = re.compile(
    r"(?:得|扣|加|记|计|减|给|赋)(?:予)?\d+(?:\.\d+)?分|不得分|得满分|[评定]为.?(?:优秀|良好|合格|不合格|[一二三四]等)|必要条件"
)
_PRIZE = re.compile(
    r"奖励|奖金|补助|补贴|资助|罚款|罚金|经费|贷款|贴息|授信|处以|并处|违法所得|赔偿|资金支持|给予|注册资|投资额|预拨"
    r"|有期徒刑|学历|职称|工作经[历验]|从业"
)
_CONDITIONS_HEADING = re.compile(r"条件|资格|奖励|补助|补贴|扶持|评分|计分|分值|奖项")
_REWARDED = re.compile(
    r"[^。；]{0,12}(?:给予|予以)[^。；]{0,16}(?:奖励|补助|补贴|资助|支持)|[^。；]{0,12}可(?:优先)?(?:申报|推荐|享受)"
)
_BRINGS_ABOUT = re.compile(r"(?:实现|确保|推进|推动|做到|达到)[^，。；、]{2,24}$")
_PERMITTED = re.compile(
    r"限报|限额|可(?:以)?(?:推荐|申报|报名|选派|增|由|延长|适当)|允许|最多|最高|上限|有效期|任期|期限|会期|每人限|发言|字数|篇幅"
)
_RESPECTIVELY = re.compile(r"(?:均|应|要|须)?分别|各(?=不|至少|达)|[均都](?=应|要|须|不|达|保持|实现|提|稳定|控制|在)")
_MAKE_ONLY = re.compile(r"[\u4e00-\u9fff]{2,4}")
_RATE_NOUN = re.compile(r"[率比例度量数]$|案件$")
_TIME_LEAD = re.compile(
    r"^(?:其中[，：]?|(?:到|至)?(?:20\d\d年度?|“?十[四五六]五”?)[^，、]{0,3}?(?:底前?|末前?|期间|前)?|年内|年底前|全年|每[年季月周]度?|原则上|确保|力争|使|要|应|将|把|对|至少"
    r"|[一二三四五六七八九]是|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、])+"
)
_COMPARATOR_TAIL = re.compile(
    r"(?:要|应|须|均|都|力争|确保|分别|总体|原则上|再|也|需|必须|务必)*(?:(?:不|未)(?:得|应|能|可|宜)?(?:得)?(?:低于|少于|小于|高于|超过|大于|多于|超出|突破|下于?)"
    r"|至少|最少|最低|达到?|达成|实现|突破|力争|超过?|高于|大于|多于|低于|少于|小于|(?:控制|压降|压减|压缩|缩短|缩减|降低|下降|减少|精简|回落|提高|提升"
    r"|增加|增长|增|上升|扩大|提|升|保持|稳定|维持|巩固|降|减)(?:在|到|至|为))(?:年均|平均|每年|为|有)?[ \t]*$"
)
_STEADILY = re.compile(
    r"^(?:稳步|稳定|持续|全面|努力|加快|不断|逐步|切实)(?:实现|做到|推动|推进|保持|达到)(?=[\u4e00-\u9fff]{2})"
)
_DEALT_WITH = re.compile(r"^(?:办理|查办|查处|受理|侦办)的(?=[\u4e00-\u9fff]{2})")
_TOLD_VAGUELY = re.compile(r"[余多几]")
"""`达80多万元` tells what was found; a mark to be reached is a round figure."""
_RATE = re.compile(
    r"率$|迟报|漏报|错报|误报|瞒报|逾期|超期|退回|返工|违规|死亡|事故|投诉|发案|差错|损失|时间|时限|次数$"
)


def find_targets(piece: Piece) -> tuple[Target, ...]:
    """The targets of a document in the order of their text; `part_of` counts in this tuple."""
    found: list[Target] = []
    starts = [section.span[0] for section in piece.sections]
    for statement in statements(piece):
        if not _COMPARES.search(piece.text, *statement.span) or _reports(piece, statement):
            continue
        if _sets_conditions(piece, starts, statement):
            continue
        first = len(found)
        for clause in statement.clauses:
            if not _MAY_COUNT.search(piece.text, *clause):
                continue
            inside = "其中" in piece.text[clause[0] : clause[0] + 4]
            for target in _of_clause(piece, statement, clause):
                target = target if target.who else replace(target, who=_bound_before(piece.text, found, target))
                found.append(replace(target, part_of=_containing(found, first, target)) if inside else target)
    return tuple(found)


def _bound_before(text: str, found: list[Target], target: Target) -> tuple[str, ...]:
    """Behind a semicolon the sentence goes on speaking of the same bodies."""
    if found and not re.search("[。！？\n]", text[found[-1].span[1] : target.span[0]]):
        return found[-1].who
    return ()


def _reports(piece: Piece, statement: Statement) -> bool:
    if is_report(piece):
        return not looks_ahead(piece, statement.span)
    return reports_the_past(piece.text, statement.span)


def _sets_conditions(piece: Piece, starts: list[int], statement: Statement) -> bool:
    """Whether a sentence stands under a heading such as 申报条件 or 奖励标准: its figures admit or reward."""
    index = bisect.bisect_right(starts, statement.span[0]) - 1
    return index >= 0 and _CONDITIONS_HEADING.search(piece.sections[index].heading[:24]) is not None


def _containing(found: list[Target], first: int, target: Target) -> int | None:
    """The number that 其中 counts within: the last one of the same sentence that is itself no part."""
    for index in range(len(found) - 1, first - 1, -1):
        if found[index].part_of is None and found[index].unit == target.unit:
            return index
    return None


def _of_clause(piece: Piece, statement: Statement, clause: Span) -> Iterator[Target]:
    text = piece.text
    handed_in = hands_in(text, clause)
    start = clause[0]
    for run in _runs(text, clause):
        operator = _operator(text, statement, clause, run[0])
        counted_by_duty = (handed_in and run[0].unit in ITEM_UNITS) or (
            run[0].unit in CARRIED_UNITS
            and (hands_in(text, (statement.span[0], clause[0])) or headed_by_handing_in(piece, clause[0]))
        )
        if operator is not None and not counted_by_duty and not _excluded(text, statement, clause, run[0]):
            who = bound_by(piece, statement, clause)
            span = (start, _tail(text, clause, run[-1]))
            for metric, quantity in _measured(text, span, run, who):
                rule = _rule(operator, quantity)
                yield Target(who, metric, operator, quantity.value, quantity.unit, span, rule=rule)
        start = run[-1].span[1]
    yield from _coverage(piece, statement, clause)


def _runs(text: str, clause: Span) -> list[list[Quantity]]:
    """The quantities of a clause, those of one list (`80%、90%和95%`) together."""
    runs: list[list[Quantity]] = []
    for quantity in find_quantities(text, clause):
        if quantity.in_range or quantity.qualifier == "about" or _is_date(quantity):
            continue
        if runs and text[runs[-1][-1].span[1] : quantity.span[0]].strip() in ("、", "和", "及", "与"):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return runs


def _is_date(quantity: Quantity) -> bool:
    """`2025年` and `3月` name a time; they measure nothing."""
    return quantity.unit == "日" or (quantity.unit == "年" and quantity.value >= 1000)


def _measured(text: str, span: Span, run: list[Quantity], who: tuple[str, ...]) -> Iterator[tuple[str, Quantity]]:
    """Pair the things measured with their figures: 分别 gives every thing its own, or all of them the one."""
    before = text[span[0] : run[0].span[0]]
    respectively = _RESPECTIVELY.search(before)
    if respectively:
        listed = _clean(before[: respectively.start()])
        for body in who:
            listed = listed.removeprefix(body)
        names = _shared_noun([name.strip() for name in re.split("[、和及与]", listed)])
        # 均 binds each of several rates; before other nouns it only stresses.
        each = "分别" in respectively[0] or all(_RATE_NOUN.search(name) for name in names)
        if each and len(run) in (1, len(names)):
            yield from zip(names, run if len(run) > 1 else run * len(names), strict=True)
            return
    metric = _metric(text, span, run[0])
    for body in who:
        metric = _clean(metric.removeprefix(body)) if len(metric) > len(body) + 2 else metric
    yield from ((metric, quantity) for quantity in run)


def _shared_noun(names: list[str]) -> list[str]:
    """`著作权、商标案件` counts 著作权案件 and 商标案件: the last name's noun belongs to all."""
    noun = re.search(r"(?:案件|数量|总数|覆盖率|合格率|完成率|活动|场次|比例|率|数)$", names[-1])
    return [name if not noun or name.endswith(noun[0]) else name + noun[0] for name in names]


def _metric(text: str, span: Span, quantity: Quantity) -> str:
    before = _clean(text[span[0] : quantity.span[0]])
    after = text[quantity.span[1] : span[1]].lstrip("的").strip()
    if len(before) >= 4 and not _MAKE_ONLY.fullmatch(before):
        return before if not after or _RATE_NOUN.search(before) else before + after
    return before + after or after or before


def _clean(words: str) -> str:
    """Strip what surrounds the thing measured: times, modals and the comparator itself."""
    words = _COMPARATOR_TAIL.sub("", _TIME_LEAD.sub("", words.strip())).strip("，、 ")
    return _DEALT_WITH.sub("", _STEADILY.sub("", words))


def _tail(text: str, clause: Span, quantity: Quantity) -> int:
    """A noun counted stands after its figure (`不少于2辆考试用车`): the target ends with it."""
    stop = quantity.span[1]
    for i in range(stop, min(clause[1], stop + 40)):
        if text[i] in "、（(；;“" or text[i].isdigit():
            return i
    return min(clause[1], stop + 40)


def _operator(text: str, statement: Statement, clause: Span, quantity: Quantity) -> Operator | None:
    """How a figure binds, None where it only counts."""
    before = text[clause[0] : quantity.span[0]]
    firm = bool(_HARD.search(text, statement.span[0], quantity.span[1]))
    metric = _COMPARATOR_TAIL.sub("", before)
    if quantity.qualifier == "over" and _TOLD_VAGUELY.search(text, quantity.number.span[0], quantity.span[1]):
        return None
    if quantity.unit in TIME_UNITS:
        return _time_operator(text, clause, quantity, before)
    if _AT_LEAST.search(before) or _AT_LEAST_DOING.search(before):
        return ">="
    if _AT_MOST.search(before):
        return "<=" if _RATE.search(metric) or _TIGHTEN.search(before) else None
    if quantity.suffix.endswith(("以内", "以下", "之内", "内")):
        return "<=" if _DOWN_TO.search(before) or _RATE.search(metric) else None
    if _DOWN_TO.search(before):
        return "<="
    if _ABOVE.search(before):
        return ">" if firm and not _CONDITION.match(text[quantity.span[1] : clause[1]]) else None
    if _BELOW.search(before):
        return "<" if firm and _RATE.search(metric) else None
    if _REACH_BARE.search(before):
        return ">="
    if quantity.suffix.endswith("以上"):
        return ">=" if _raised(text, clause, quantity, before) else None
    if quantity.unit == "%" and quantity.value == 100:
        return ">="
    return None


def _time_operator(text: str, clause: Span, quantity: Quantity, before: str) -> Operator | None:
    """Terms are no targets; a time that has to be shortened, or a duty kept within minutes, is."""
    if quantity.unit in ("小时", "个小时", "分钟", "秒") and _AT_LEAST.search(before):
        return ">="
    within = quantity.suffix.endswith(("以内", "以下", "之内", "内"))
    if _DOWN_TO.search(before) or (within and _TIGHTEN.search(before)):
        return "<="
    if within and quantity.unit in ("小时", "个小时", "分钟", "秒") and _KEPT.search(before):
        return "<="
    return None


def _raised(text: str, clause: Span, quantity: Quantity, before: str) -> bool:
    """Whether N以上 sets a mark rather than describes a group (`2000万元以上的企业`)."""
    after = text[quantity.span[1] : clause[1]]
    if _CONDITION.match(after):
        return False
    if quantity.unit in ("%", "个百分点", "倍", "分"):
        return True
    if quantity.unit in MONEY_UNITS:
        return bool(_REACH.search(before) or re.search(r"(?:实现|完成|增长|突破|力争)[^，]{0,14}$", before))
    if quantity.unit in _DESCRIBES and re.match(r"[\u4e00-\u9fff]", after):
        return False  # `50人以上学校食堂`
    # Nothing counted after it: `新建服务机构10个以上`. With a noun after it an act has to come before.
    return not after.strip() or bool(_REACH.search(before) or _MAKE.search(before))


def _excluded(text: str, statement: Statement, clause: Span, quantity: Quantity) -> bool:
    before = text[max(clause[0], quantity.span[0] - 30) : quantity.span[0]]
    after = text[quantity.span[1] : clause[1]]
    if _CONDITION.match(after) and not _AT_LEAST.search(before):
        return True
    if text[quantity.span[0] - 1 : quantity.span[0]] in ("第", "前") and quantity.span[0] > clause[0]:
        return True
    return bool(
        _BANDS.search(text, quantity.span[1], min(statement.span[1], quantity.span[1] + 40))
        or _PRIZE.search(text, *clause)
        or _REWARDED.match(text, clause[1], min(statement.span[1], clause[1] + 40))
        or _PERMITTED.search(before)
    )


def _coverage(piece: Piece, statement: Statement, clause: Span) -> Iterator[Target]:
    for match in _WHOLE.finditer(piece.text, *clause):
        before = piece.text[clause[0] : match.start()]
        listed = before.endswith("、") or piece.text[match.end() : match.end() + 1] == "、"
        if before.endswith(("100%", "100％", "百分之百")):
            continue  # the figure before it is the target
        if len(before) < 2 or (listed and not _BRINGS_ABOUT.search(before)):
            continue
        metric = _TIME_LEAD.sub("", before).strip() + "覆盖"
        who = bound_by(piece, statement, clause)
        yield Target(who, metric, ">=", 100, "%", (clause[0], match.end()), rule="target_full_coverage")


def _rule(operator: Operator, quantity: Quantity) -> str:
    if quantity.unit == "%" and quantity.value == 100:
        return "target_hundred_percent"
    return {">=": "target_at_least", ">": "target_at_least"}.get(operator, "target_at_most")

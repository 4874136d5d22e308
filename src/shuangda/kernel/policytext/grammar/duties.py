"""What has to be handed in, reported, filled in on a platform or made public: who, what, to whom, how, when.

The time of a duty is that of its own clause, else of the clauses before it in the sentence that only name a
time or prepare the thing. A window for handing in (`申报时间：3月1日至3月20日`) is a duty due on its last day.
Answers to a consultation are no duties, nor is report of what was handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Due, Duty, Span
from ..piece import Piece
from .dates import FoundRange, find_ranges
from .dues import FoundDue, find_dues
from .handing_in import headed_by_handing_in, may_hand_in, orders
from .quantities import CARRIED_UNITS, ITEM_UNITS, Quantity, find_quantities
from .reporting import is_report, looks_ahead, reports_the_past
from .statements import Statement, statements
from .subjects import actor_of

_OPINION = re.compile(
    r"(?:修改|反馈|修订|完善)(?:的)?(?:意见|建议)|意见(?:建议)?(?:书面)?(?:反馈|以书面)|逾期(?:未|不)反馈|无意见|征求意见"
)
_PREPARES = re.compile(
    r"整理|汇总|形成|撰写|梳理|总结|填写|制定|编制|建立|收集|统计|报送|上报|确定|明确|指定|加盖|盖章|遴选|推荐|审核|完成|签字|研究提出|做好|选取|准备|核实|编发|编写|印发|起草|拟定|制订|审定|对照"
)
_OWN_TIME = re.compile(r"及时|随时|立即|第一时间|适时|逾期|未按|如有|发现|遇有?|重大|突发|对.{0,12}的")
_WINDOW_TEXT = 80
_TIME_ONLY = 14
"""A clause with at most this many characters beside its time (`各单位于4月底前，…`) sets the time of the next."""
_NOTHING_ELSE = 1
"""A clause that ends with its time (`各单位于12月15日前，…`) sets the time of the whole sentence."""
_COUNTS_UP = re.compile(r"(?:不(?:得)?(?:少于|低于)|至少|最少)[^，。；0-9]{0,14}$")

_CHANNEL = re.compile(
    r"(?:通过|经由?|登录|利用|依托|在|于|至|到|入)(?P<name>[^，。；：、前将内0-9]{2,40}?(?:平台|系统|网站|门户|[信政官]?网|邮箱|公众号|APP|小程序|专栏|信箱"
    r"|公示栏|公告栏|报刊|媒体))"
)
_INTO = re.compile(r"(?P<name>[“《]?[^，。；、]{2,24}?[”》]?(?:平台|系统|网|数据库|库|APP))")
_TOWARDS = re.compile(
    r"向(?P<to>[^，。；：]{2,40}?)(?=书面|如实|及时|专题|定期|报送|报告|上报|提交|反馈|汇报|公布|公开|公示|发布|通报|报备|申报|填报|抄送|作出)"
)
_RECEIVER = re.compile(
    r"(?P<to>[^，。；：（(]{1,40}?(?:局|办|处|委|中心|部|组|科|股|室|院|厅|府|公司|会议|邮箱|会|办公室|社会|海关)(?:[（(][^（）()]{2,16}[）)])?(?:[\u4e00-\u9fff]{2,8}(?:处|科|室|邮箱))?)"
    r"(?=$|[，。；、（(备审汇和及联]|邮箱)"
)
_TAKEN = re.compile(r"(?:将|把)(?P<what>[^，。；]{2,80})$")
_WAYS = re.compile(
    r"(?:统一|一并|及时|书面|汇总|加盖[^，。；]{0,6}章后?|分别|同时|同步|集中|按(?:要求|时|程序|半?年度?|季度?|月度?|周)|以[^，。；]{1,12}形式|通过[^，。；]{2,30}|在[^，。；]{2,30}(?:上|网)?|于[^，。；]{2,20}|经[^，。；]{2,20}后?|向[^，。；]{2,30}|由[^，。；]{2,20}|并|更新|公开|应当|应|均|要|须)+$"
)
_DAY_OF_ANY_YEAR = re.compile(
    r"(?:次年|翌年|当年|下一?年度?|年度终了后)?(?<!\d)(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]\d|[1-9])日|底)(?:以|之)?前"
)
_RESULT = re.compile(r"[^，。；]{0,8}?(?:结果|[评考检调分统]\w报告)")
"""What comes out of something done in a rhythm (`每年组织一次评估，评估结果报市政府`) comes in the same rhythm."""
_IN_BRACKETS = re.compile(r"[（(][^（）()]*$")
_SEVERAL = re.compile(r"[、和及与][^（(]*[（(][^（）()]*$|含[^（）()]*$")
_TIME_TAIL = re.compile(r"(?:应|须)?(?:于|在)$|(?:自|从)[^，。；]{1,24}起$")
_PREPARED = re.compile(
    r"(?:形成|撰写|细化|编发|填写|制订|制定|整理|汇总|将)(?P<what>[^，。；：\n]{2,30}?)(?=经|[，。；\n]|进行|后(?:[，、]|[经由报上提交送]))"
)
_NUMBERING = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．]|[⒈-⒛⑴-⒇①-⑳])\s?"
)
_REACHED_AT = re.compile(r"[（(][^（）()]*(?:电话|联系人|邮箱|传真|手机|QQ|\d{3})[^（）()]*[）)]$")
_THING_TO = re.compile(r"(?P<what>[^，。；：、至到给]{2,30})[至到给](?=[^，。；：]{2,40})")
_FIGURE = re.compile(r"(?:均|应|要)?(?:不(?:得)?(?:少于|低于)|至少|最少)?\d.*$")
_LED_BY = re.compile(
    r"(?:及时|定期|按时|依法|主动|适时|持续|动态|并|将|遴选|要|应|须|统一|集中|向社会|如实|每[年月季周])*"
)
_HANDED_IN_TIME = (
    r"(?:申报|报名|报送|推荐|征集|征稿|征文|投稿|填报|提交|受理|参赛|登记|上报|上交|交稿|投送|递交)[^，。；：:\n]{0,4}?"
    r"(?:起止|截[至止])?(?:时间|日期|期限|时限)(?:安排)?"
)
_WINDOW = re.compile(rf"{_HANDED_IN_TIME}[ \t\u3000]?[为是：:]")
_WINDOW_HEADING = re.compile(rf"[^，。；：:]{{0,8}}{_HANDED_IN_TIME}")


def find_duties(piece: Piece) -> tuple[Duty, ...]:
    """The duties of a document in the order of their text."""
    found: list[Duty] = list(_window_points(piece))
    taken = [duty.span for duty in found]
    for statement in statements(piece):
        if any(span[0] <= statement.span[0] < span[1] for span in taken):
            continue
        if not may_hand_in(piece.text, statement.span) and not headed_by_handing_in(piece, statement.span[0]):
            continue
        if is_report(piece):
            if not looks_ahead(piece, statement.span):
                continue
        elif reports_the_past(piece.text, statement.span):
            continue
        window = _window(piece, statement)
        found.extend([window] if window else _of_statement(piece, statement))
    return tuple(sorted(found, key=lambda duty: duty.span))


def _window_points(piece: Piece) -> Iterator[Duty]:
    """Points that are headed by a time for handing in (`四、征集时间`), with the days beneath."""
    for index, section in enumerate(piece.sections):
        if not _WINDOW_HEADING.fullmatch(section.heading.strip("：: 　")):
            continue
        end = piece.sections[index + 1].span[0] if index + 1 < len(piece.sections) else piece.span[1]
        end = min(end, section.span[1] + _WINDOW_TEXT)
        dues = tuple(found.due for found in find_dues(piece.text, section.span[1], end, piece.year, labelled=True))
        if dues:
            yield Duty((), _window_name(section.heading), None, dues, (section.span[0], end), rule="duty_window")


def _window_name(label: str) -> str:
    return re.sub(r"(?:起止|截[至止])?(?:时间|日期|期限|时限)(?:安排)?[ 　：:为是]*$", "", label)


def _of_statement(piece: Piece, statement: Statement) -> Iterator[Duty]:
    text = piece.text
    waiting: list[FoundDue] = []
    waiting_from: int | None = None
    governs_all = False
    resulting: list[FoundDue] = []
    before = _of_heading(piece, statement)
    for clause in statement.clauses:
        dues = _dues(piece, clause)
        verb = _ordering_verb(text, clause, dues)
        if verb is None and before is not None and (also := _also(piece, clause, before, dues)):
            before = also
            yield also
            continue
        if verb is None or _OPINION.search(text, *clause):
            resulting = [due for due in dues if due.due.rrule and (due.due.text or "").startswith(("每", "按", "逐"))]
            if dues:
                waiting, waiting_from = (dues, clause[0]) if _passes_on(text, clause, dues) else ([], None)
                governs_all = clause[1] - dues[-1].span[1] <= _NOTHING_ELSE
            elif (
                waiting
                and not governs_all
                and not _PREPARES.search(text, *clause)
                and clause[1] - clause[0] > _TIME_ONLY
            ):
                waiting, waiting_from = [], None
            continue
        start = clause[0]
        if not dues and resulting and _RESULT.match(text, *clause):
            dues = resulting
        if not dues and waiting_from is not None and not _OWN_TIME.search(text, *clause):
            dues, start = waiting, waiting_from
        times = [found.due for found in dues if found.due.on is None or verb.lastgroup != "publish"]
        for duty in _of_clause(piece, statement, (start, clause[1]), clause, verb, times):
            before = duty
            if duty.due or duty.min_count or _plainly_ordered(piece, clause, verb, duty):
                yield duty
        waiting, waiting_from = [], None


def _also(piece: Piece, clause: Span, before: Duty, dues: list[FoundDue]) -> Duty | None:
    """A clause that carries the duty before it on with its own number: `…，成员单位每月不少于1条`."""
    text = piece.text
    count = next((q for q in find_quantities(text, clause) if q.unit in CARRIED_UNITS), None)
    open_still = before.min_count is not None or not before.due
    if count is None or not open_still or not _COUNTS_UP.search(text[clause[0] : count.span[0]]):
        return None
    inside = text.startswith("其中", clause[0])
    named = _named(text, clause, count, dues) or before.what or "信息"
    what = _FIGURE.sub("", text[clause[0] + 2 : clause[1]]) if inside else named
    times = tuple(found.due for found in dues) or before.due
    who = before.who if inside else actor_of(text, clause) or before.who
    return Duty(who, what, before.to, times, clause, before.channel, int(count.value), before.rule)


def _named(text: str, clause: Span, count: Quantity, dues: list[FoundDue]) -> str:
    """What a clause counts under a heading that says it is handed in: `各镇动态类信息每月不少于6篇`."""
    start = clause[0] + (len(lead[0]) if (lead := _NUMBERING.match(text[clause[0] : clause[0] + 8])) else 0)
    words = text[start : min([count.span[0], *(found.span[0] for found in dues)])]
    for body in actor_of(text, clause):
        words = words.removeprefix(body)
    return _FIGURE.sub("", _COUNTS_UP.sub("", words)).strip("，、 ")


def _of_heading(piece: Piece, statement: Statement) -> Duty | None:
    """The duty that a heading such as 信息报送 begins for the counts beneath it."""
    if not headed_by_handing_in(piece, statement.span[0]):
        return None
    return Duty((), "", None, (), statement.span, rule="duty_report")


def _passes_on(text: str, clause: Span, dues: list[FoundDue]) -> bool:
    """Whether the time of a clause also holds for the next: it names only that, or prepares the thing."""
    return _beside(clause, dues) <= _TIME_ONLY or bool(_PREPARES.search(text, *clause))


def _beside(clause: Span, dues: list[FoundDue]) -> int:
    """How many characters of a clause are not its time."""
    return clause[1] - clause[0] - sum(span[1] - span[0] for span in {due.span for due in dues})


def _dues(piece: Piece, clause: Span) -> list[FoundDue]:
    dues = find_dues(piece.text, *clause, piece.year) or _every_year(piece, clause)
    if dues or next(orders(piece.text, clause), None) is None:
        return dues
    return [
        FoundDue(_last_day(piece.text, days), days.span)
        for days in find_ranges(piece.text, *clause, piece.year)
        if days.precision == "day"
    ]


def _every_year(piece: Piece, clause: Span) -> list[FoundDue]:
    """A rule that governs no one year means the year after each: `次年1月10日前`."""
    day = _DAY_OF_ANY_YEAR.search(piece.text, *clause) if piece.year is None else None
    if day is None or int(day["month"]) > 12:
        return []
    tail = f";BYMONTHDAY={day['day']}" if day["day"] else ";BYMONTHDAY=-1"
    return [FoundDue(Due(rrule=f"FREQ=YEARLY;BYMONTH={int(day['month'])}{tail}", text=day[0]), day.span())]


def _last_day(text: str, days: FoundRange) -> Due:
    return Due(by=days.end.isoformat(), inferred_year=days.inferred_year or None, text=text[slice(*days.span)])


def _ordering_verb(text: str, clause: Span, dues: list[FoundDue]) -> re.Match[str] | None:
    """The verb of handing in that the time of a clause belongs to: the first after it, else the first."""
    verbs = list(orders(text, clause))
    after = [verb for verb in verbs if dues and verb.start() >= dues[0].span[1]]
    term = any(due.due.after for due in dues)  # `申请公开后15个工作日内答复` orders the answer
    return next(iter(after or ([] if term else verbs)), None)


def _of_clause(
    piece: Piece, statement: Statement, span: Span, clause: Span, verb: re.Match[str], dues: list[Due]
) -> Iterator[Duty]:
    text = piece.text
    who = _who(piece, statement, clause)
    channel = _channel(text, clause, verb)
    to = _to(text, clause, verb)
    rule = f"duty_{verb.lastgroup}"
    counts = [q for q in find_quantities(text, clause) if _is_minimum(text, clause, q, dues)]
    for index, quantity in enumerate(counts):
        start = span[0] if index == 0 else quantity.span[0]
        stop = counts[index + 1].span[0] if index + 1 < len(counts) else clause[1]
        what = (
            text[quantity.span[1] : stop].strip("的和及与、，")
            or _FIGURE.sub("", _what(text, clause, verb))
            or _object_before(text, clause, min(verb.start(), quantity.span[0]))
            or verb[0]
        )
        yield Duty(who, what, to, tuple(dues), (start, stop), channel, int(quantity.value), rule)
    if not counts:
        yield Duty(who, _what(text, clause, verb), to, tuple(dues), span, channel, None, rule)


def _plainly_ordered(piece: Piece, clause: Span, verb: re.Match[str], duty: Duty) -> bool:
    """Without a time or a number a verb is a duty only where it says to whom or through what, or leads its clause."""
    if any(section.span[0] <= verb.start() < section.span[1] for section in piece.sections):
        return False
    if verb.lastgroup == "publish":
        led = _LED_BY.fullmatch(piece.text, clause[0], verb.start())
        return duty.to is not None or duty.channel is not None or (led is not None and clause[1] - verb.end() > 2)
    return duty.to is not None if verb.lastgroup == "report" else duty.channel is not None


def _is_minimum(text: str, clause: Span, quantity: Quantity, dues: list[Due]) -> bool:
    """Whether a figure says how many to hand in: at least so many, or so many each time."""
    if quantity.unit not in ITEM_UNITS or quantity.in_range or quantity.value % 1:
        return False
    before = text[clause[0] : quantity.span[0]]
    if _IN_BRACKETS.search(before) and _SEVERAL.search(before):
        return False  # counts one thing of several
    if quantity.suffix.endswith("以上") or _COUNTS_UP.search(before):
        return True
    rhythm = any(due.rrule for due in dues)
    return (
        rhythm
        and quantity.unit in ("篇", "条", "期", "份", "则")
        and quantity.qualifier == "exact"
        and "第" not in before[-2:]
    )


def _who(piece: Piece, statement: Statement, clause: Span) -> tuple[str, ...]:
    for candidate in reversed([c for c in statement.clauses if c[0] <= clause[0]]):
        found = actor_of(piece.text, candidate)
        if found:
            return found
    for measure in piece.measures:
        if measure.span[0] <= clause[0] < measure.span[1]:
            return tuple(unit.name for unit in measure.units)
    return ()


def _to(text: str, clause: Span, verb: re.Match[str]) -> str | None:
    towards = _TOWARDS.search(text, *clause)
    if towards:
        return towards["to"].strip("“”")
    if verb.lastgroup == "publish":
        return None
    start = verb.end() + (1 if text[verb.end() : verb.end() + 1] in ("至", "到", "给") else 0)
    thing = _THING_TO.match(text, start, clause[1]) if verb.lastgroup == "report" else None
    receiver = _RECEIVER.match(text, thing.end() if thing else start, clause[1])
    return _REACHED_AT.sub("", receiver["to"]) if receiver and not receiver["to"].endswith("邮箱") else None


def _channel(text: str, clause: Span, verb: re.Match[str]) -> str | None:
    found = _CHANNEL.search(text, *clause)
    if found:
        return found["name"]
    into = _INTO.match(text, verb.end(), clause[1]) if verb.lastgroup == "fill" else None
    return into["name"] if into else None


def _what(text: str, clause: Span, verb: re.Match[str]) -> str:
    before = text[clause[0] : verb.start()]
    for due in find_dues(text, clause[0], verb.start(), None):
        before = before.replace(text[slice(*due.span)], "")
    taken = _TAKEN.search(before)
    if taken:
        return _TIME_TAIL.sub("", _WAYS.sub("", taken["what"])) or taken["what"]
    after = text[verb.end() : clause[1]].lstrip("至到给了")
    after = re.sub(r"^(?:\d+[次篇]|一次)", "", after)
    if verb.lastgroup == "report" and (thing := _THING_TO.match(after)):
        return thing["what"]
    if verb.lastgroup == "report" and _RECEIVER.match(after):
        after = ""
    if verb.lastgroup == "fill" and _INTO.match(after):
        after = ""  # names the platform, not the thing
    named = after.strip("，、 ") or _object_before(text, clause, verb.start())
    if len(named) > 1:
        return named
    prepared = list(_PREPARED.finditer(text, max(0, clause[0] - 80), clause[0]))
    return prepared[-1]["what"] if prepared else text[slice(*verb.span())]


def _object_before(text: str, clause: Span, stop: int) -> str:
    """The words of a clause before `stop` without its number, its subject, its times and its ways."""
    words = text[clause[0] : stop]
    for due in find_dues(text, clause[0], stop, None):
        words = words.replace(text[slice(*due.span)], "")
    lead = _NUMBERING.match(words)
    words = words[lead.end() :] if lead else words
    for body in actor_of(text, clause):
        words = words.removeprefix(body)
    return _TIME_TAIL.sub("", _WAYS.sub("", words)).removeprefix("要").strip("，、 ")


_OF_TABLE = re.compile(r"(?:填报|填表|编报|制表)(?:单位|部门|机关|人)[^：:\n]{0,6}[：:]")
"""The line over or under a table says who filled it in and when."""


def _window(piece: Piece, statement: Statement) -> Duty | None:
    """A labelled time for handing in, due on its last day."""
    label = _WINDOW.search(piece.text, *statement.span)
    if not label or _OF_TABLE.search(piece.text, *statement.span):
        return None
    start, end = label.end(), statement.span[1]
    dues = [found.due for found in find_dues(piece.text, start, end, piece.year, labelled=True)]
    if not dues:
        return None
    what = _window_name(piece.text[label.start() : label.end()])
    return Duty((), what, None, tuple(dues), (label.start(), end), rule="duty_window")

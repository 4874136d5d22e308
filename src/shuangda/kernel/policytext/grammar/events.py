"""Activities on a day or in a span of days: meetings, ceremonies, checks, the stages of a campaign.

Three shapes are read: a sentence that begins with its day (`4月25日，…举办…`), a point of a plan that names an
activity and gives its time beneath (`时间：…`), and a stage with its days in brackets. The time of the whole
activity is the period of the document, a deadline is a duty or a due of a measure: neither is an event.
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import Event, Span
from ..piece import Piece
from .dates import find_dates, find_ranges
from .handing_in import hands_in
from .outline import Outline, outline_of
from .reporting import is_report
from .statements import Statement, reach, statements
from .subjects import actor_of, bodies

_DOING = re.compile(
    r"举办|举行|召开|开展|组织|进行|启动|参加|走进|赴|深入|检查|抽查|巡查|突击|销毁|培训|约谈|观摩|调研|会商|部署|录制|播出|直播|签约|揭牌"
    r"|查获|查处|捣毁|破获|宣传|发放|出动|开庭|宣判|发布会|座谈|走访|慰问|督导|督查|考核|验收|评审|比赛|竞赛|演练|展出|巡展|授课|开辟|开设|展播|播放|推出|发布|公布(?!的)"
)
_NO_ACTIVITY = re.compile(
    r"\s*[（(]此件|[^，。；]{0,2}[是为](?:第|世界|国际|全国|法定|我国)|[，,]?[^，。；]{0,24}?(?:正式实施|接到|收到|接群众|印发|下发|出台|修订|修正|公布的|发布的|通过的|施行|实施的|生效|获悉|讯|电|出生|任命|以来|起施行|起实施|的(?:通知|意见|决定|文件|批示|要求|报告))"
)
_ISO = re.compile(r"\d{4}-\d")
_PAGE_LABEL = re.compile(r"(?:发布|发表|成文|发文|生成|更新|公开|录入|上传|印发|编辑|入库)(?:时间|日期)?[:：\s]{0,4}$")
_BARE_LABEL = re.compile(r"(?:^|[\s|｜])(?:时间|日期)?[:：]?\s*$")
_PAGE_AFTER = re.compile(
    r"[\s\d:：]{0,12}(?:[|｜【\[]|(?:信息)?来源|作者|记者|编辑|责任编辑|浏览|阅读|点击|访问|字号|字体|打印|分享|公文时效|发布机构|发布单位|发文单位|文号|索引号)[^，。\n]{0,4}?[:：】\s]"
)
_CLOCK_OF_A_SERVER = re.compile(r"\s?(?:\d{1,2}[:：]\d\d)?[:：]\d\d(?!\d)")
_AND_NEXT_DAY = re.compile(r"[、和及](?P<day>[1-3]?\d)日(?!前|以前|之前)")
_YEAR_BESIDE = re.compile(r"\d{1,2}月\d{1,2}日[^。；\n\d]{0,60}(?P<year>20\d\d)年(?!\d|度?[，,以来底前])")
_AFTER_DAY = re.compile(r"[ 　]?(?:前|以前|之前|起|以来|以后|之后|后|止|截止|底|为止|的(?!上午|下午))")
_BEFORE_DAY = re.compile(
    r"(?:截[至止]|自|从|到|至|围绕|结合|借助|利用|依托|迎接|纪念|早在|距|《[^》]{0,60}"
    r"|同意|根据|按照|落实|贯彻|以)[ 　“]?$"
)
_WHOLE_ACTIVITY = re.compile(
    r"(?:活动|宣传|整治|行动|实施|工作|执法|检查|专项|宣传周|宣传月|整治|考核|起止|征集|执行)?(?:时间|日期|期限|时限|周期)"
    r"(?:安排|及地点|和地点|、地点|与地点|步骤|及范围)?$"
)
_TIME_OF_ALL = re.compile(r"(?:活动|宣传|整治|行动|举办)?(?:时间|日期)(?!安排|步骤|节点)")
_STAGE = re.compile(
    r"(?:阶段|部署|启动|发动|动员|自查|整治|实施|总结|巩固|验收|排查|推进|提升|宣传|治理|整改|检查|督查|督导|评估|摸底|攻坚"
    r"|回头看|申报|评选|展示|表彰|初赛|复赛|决赛"
    r")[^，。；（(\n]{0,12}?(?:[（(]|[:：][ 　]?)(?:(?:自|从)?[^，。；（(\n]{0,8}日起?[至到])?$"
)
_NAMED = re.compile(
    r"(?:活动|仪式|大会|会议|会|展|行动|检查|抽查|培训|培训班|讲座|竞赛|比赛|日|督查|巡查|走访|演练|论坛|沙龙|宣讲|展览|开放日|咨询|执法)$"
)
# On a page whose line breaks were lost the name of a point runs on into its text.
_RUN_ON = re.compile(
    r"(?P<name>[^，。；：]{3,28}?(?:活动|仪式|行动|抽查|检查|培训|大会|会议|讲座|竞赛))"
    r"(?=倡导|组织|由|于|在|拟|定于|开展|将|以|通过|各|全|为|\d)"
)
_LABEL_END = re.compile(r"(?:活动|抽查|检查|培训|会议|举办|具体|集中|起止)?(?:时间(?:安排)?|日期)[^，。]{0,2}$")
_OBSERVANCE = re.compile(
    r"[“\"‘]?(?P<month>1[0-2]|[1-9])[ ]?[·•.．‧〃・﹒∙][ ]?(?P<day>3[01]|[12]\d|[1-9])[”\"’]?"
    r"[^，。；\d]{0,16}?(?:当天|当日)"
)
_VERB_OF = re.compile(
    r"(?:组织(?:开展|举办|召开|参加)|举办|举行|召开|开展|组织(?!委)|进行|启动|参加)(?:了)?(?P<what>[^，。；]{2,60})"
)
_HELD_BY = re.compile(
    r"由(?P<hosts>[^。；]{2,80}?(?:主办|承办|协办|举办|组织|牵头))的(?P<what>[^，。；]{2,60}?)"
    r"(?=[，。；]|[在于](?!线)|将|隆重|成功|顺利|正式|如期|圆满|举行|召开|举办|启动(?!仪式)|开幕(?![式会])|拉开|走进)"
)
_ROLE_OF_HOST = re.compile(r"(?:联合|共同)?(?:主办|承办|协办|举办|组织|牵头)(?:[、，,和及并]|$)")
_HELD = re.compile(
    r"(?![在于])(?P<what>[^，。；]{2,60}?)(?:[在于][^，。；]{2,30})?(?:隆重|成功|顺利|正式|如期|圆满)?(?:召开|举行|举办|启动|开幕|开班|落幕)(?=[，。；]|$)"
)
_PLAN_TITLE = re.compile(
    r"(?:开展|举办|举行|召开|实施|启动|组织)(?P<what>[^，。；《》]{2,60}?)(?:活动)?(?:工作)?的?(?:实施|工作|活动)?(?:通知|方案|公告|函|计划)"
)
_AT = re.compile(
    r"[在于](?P<place>[^，。；、在于]{2,30}?)[，]?(?:隆重|联合|集中|共同|成功|统一|组织)*(?=举办|举行|召开|开展|进行|启动|设点|设立|组织)"
)
_PLACE = re.compile(r"(?:地点|地址|场所)[ 　]?[:：][ 　]?(?P<place>[^，。；\n]{2,40})")
_BY = re.compile(r"(?:由)?(?P<hosts>[^，。；：]{2,60}?)(?:联合|牵头|主办|共同|组织|承办|举办|举行|召开)")
_JOINED = re.compile(
    r"(?:参加(?:人员|单位|对象)?|参会人员|参与单位|参与开展活动的单位|参加范围)"
    r"[ 　]?[:：](?P<who>[^。；\n]{2,120})"
)
_HOSTED = re.compile(r"(?:主办|承办|牵头|组织)单位[ 　]?[:：](?P<who>[^。；\n]{2,80})")
_LABEL_BEFORE = re.compile(
    r"(?<!报名)(?<!报到)(?<!申报)(?<!截止)(?<!征集)(?<!提交)(?<!报送)(?<!公示)(?<!发布)"
    r"(?:时间(?:安排)?|日期)[ 　]?[:：为是]?[ 　]?$"
)
_ONLY_LABEL = re.compile(
    r"[（(]?[一二三四五六七八九十\d⒈-⒛⑴-⒇①-⑳]{1,3}[）)]?[、.．]?[ 　]?"
    r"(?:活动|具体|会议|培训|举办|抽查|检查|宣传|集中|开始|起止|报到)?(?:时间(?:安排)?|日期)[ 　]?[:：为是]?[ 　]?"
)
_ANNOUNCES = re.compile(r"决定|定于|在全[省市区县州]|范围内")
_MOST_DAYS = 2000
"""A text that names more days than this is a table or a register, no plan; what follows is left aside."""
_LONGEST_NAME = 48
_BRACKET_OPEN = re.compile(r"[^，。；：（(]{3,40}[（(]")
_GENERIC = re.compile(
    r"(?:时间|地点|日期|期限|事项|安排|步骤|要求|内容|目标|范围|方式|措施|对象|人员|原则|方法|任务|重点|主题|进度)(?:及[^，。]{0,6})?$"
)
_NUMBER = re.compile(
    r"^[#*\s　]*(?:第[一二三四五六七八九十\d]{1,3}[条章节]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+"
    r"|[⒈-⒛⑴-⒇①-⑳])[ 　]?"
)
_REPORTING = re.compile(r"报送|上报|提交|递交|填报|录入|截止|报名|申报|征求|反馈")
_LEADS = re.compile(
    r"(?:^|[于在：:”]|[讯电]\s{0,3}|[）)][ 　]*|(?:\d|[一二三四五六七八九十])[.．、][ 　]*|当[天日][（(])"
    r"(?:[于在]|其中|[一二三四五六七八九]是)?$"
)
_AFTER_THE_DAY = re.compile(r"[，、\s]*(?:[上下]午)?[，、\s]*")
_LONGEST_OCCASION = 5
"""A notice that calls people together for more days than this announces a campaign, not an occasion."""
_OCCASION = re.compile(r"会|培训|比赛|竞赛|讲座|论坛|仪式|对接|观摩|考试|评审|活动|演练|展")


@dataclass(frozen=True, slots=True)
class _Days:
    """A day or a span of days and where it is written."""

    start: str | None
    end: str
    span: Span
    is_range: bool


def find_events(piece: Piece) -> tuple[Event, ...]:
    """The events of a document in the order of their text."""
    days = [found for found in _all_days(piece)[:_MOST_DAYS] if _is_set(piece, found)]
    outline = outline_of(piece)
    found = [*_stages(piece, days, outline), *_points(piece, days, outline), *_occasion(piece, days, outline)]
    found += [event for event in _bracketed_points(piece, days, outline) if not _known(event, found)]
    found += [event for event in _narrated(piece, days, outline) if not _known(event, found)]
    found += [event for event in _named_points(piece, days, outline) if not _known(event, found)]
    return tuple(sorted(found, key=lambda event: event.span))


def _known(event: Event, others: list[Event]) -> bool:
    """Whether the same days stand in an event found around this one, or one found inside it."""
    return any(
        other.span[0] < event.span[1]
        and event.span[0] < other.span[1]
        and (other.start or "")[:10] == (event.start or "")[:10]
        and (other.end or "")[:10] == (event.end or "")[:10]
        for other in others
    )


def _all_days(piece: Piece) -> list[_Days]:
    """Every day and span of days written to the day, a span taking the place of its two ends."""
    text = piece.text
    found: list[_Days] = []
    year = piece.year or _year_beside(piece)
    for span in find_ranges(text, *reach(piece), year):
        words = text[slice(*span.span)]
        if span.precision == "year" or not re.search(r"[日号]|\d[./-]\d", words):
            continue
        clock = f"T{span.start_clock}" if span.start_clock else ""
        start = f"{span.start.isoformat()}{clock}" if span.start else piece.issued_on
        found.append(_Days(start, span.end.isoformat(), span.span, True))
    ranges = [days.span for days in found]
    for date in find_dates(text, *reach(piece), year):
        at = bisect.bisect_right(ranges, (date.span[0], len(text)))
        inside = at and ranges[at - 1][0] <= date.span[0] < ranges[at - 1][1]
        if date.precision == "day" and not inside:
            found.append(_with_next_day(text, _Days(date.iso, date.last.isoformat(), date.span, False)))
    return sorted(found, key=lambda days: days.span)


def _year_beside(piece: Piece) -> int | None:
    """In news that name no year, the one that the first day's own sentence gives its activity."""
    beside = _YEAR_BESIDE.search(piece.text, *reach(piece)) if is_report(piece) else None
    return int(beside["year"]) if beside else None


def _with_next_day(text: str, days: _Days) -> _Days:
    """`3月22日、23日` is one span of two days."""
    following = _AND_NEXT_DAY.match(text, days.span[1])
    if following is None:
        return days
    last = datetime.date.fromisoformat(days.end) + datetime.timedelta(days=1)
    if last.day != int(following["day"]):
        return days
    return _Days(days.start, last.isoformat(), (days.span[0], following.end()), True)


def _is_set(piece: Piece, days: _Days) -> bool:
    """Whether a day is the time of something rather than a deadline, a start alone or the day of a paper."""
    text = piece.text
    if _stamps_a_page(text, piece.span, days):
        return False
    if not days.is_range and _AFTER_DAY.match(text, days.span[1], piece.span[1]):
        return False
    if days.is_range and re.match(r"[ 　]?(?:前|之前|以前|以来)", text[days.span[1] : days.span[1] + 3]):
        return False
    return _BEFORE_DAY.search(text, max(piece.span[0], days.span[0] - 64), days.span[0]) is None or days.is_range


def _stamps_a_page(text: str, span: Span, days: _Days) -> bool:
    """Whether a day belongs to the page rather than the paper: `发布时间：2024-04-28 17:49 来源：…`."""
    bare = _BARE_LABEL.search(text, max(span[0], days.span[0] - 12), days.span[0])
    if bare and _ISO.match(text, days.span[0]) and "T" in (days.start or ""):
        return True
    return bool(
        _PAGE_LABEL.search(text, max(span[0], days.span[0] - 12), days.span[0])
        or _PAGE_AFTER.match(text, days.span[1], span[1])
        or _CLOCK_OF_A_SERVER.match(text, days.span[1], span[1])
    )


def _stages(piece: Piece, days: list[_Days], outline: Outline) -> Iterator[Event]:
    text = piece.text
    for found in days:
        index = outline.at(found.span[0])
        point = outline.starts[index] if index is not None else piece.span[0]
        low = max(point, text.rfind("\n", piece.span[0], found.span[0]) + 1, found.span[0] - 40)
        before = text[low : found.span[0]]
        if not found.is_range or not _STAGE.search(before):
            continue
        name = re.split(r"[。；;，,]", before)[-1]
        name = _NUMBER.sub("", name).strip("（( ：:　")
        path = outline.path(found.span[0])
        whole = bool(path) and _TIME_OF_ALL.match(_name(path[0].heading)) is not None and "阶段" not in name
        if name and not whole and not _WHOLE_ACTIVITY.search(name) and not _REPORTING.search(name):
            start = found.span[0] - len(re.split(r"[。；;，,]", before)[-1])
            yield Event(name, found.start, found.end, (start, found.span[1]), rule="event_stage")


def _points(piece: Piece, days: list[_Days], outline: Outline) -> Iterator[Event]:
    """Points that name an activity and give its time under a label."""
    text = piece.text
    for found in days:
        label = _LABEL_BEFORE.search(text, max(piece.span[0], found.span[0] - 14), found.span[0])
        index = outline.at(found.span[0])
        if not label or index is None:
            continue
        start = outline.starts[index]
        if _ONLY_LABEL.fullmatch(text[start : found.span[0]]):
            index = outline.parents[index]
        name = _LABEL_END.sub("", _name(outline.sections[index].heading)) if index is not None else ""
        if index is None or len(name) < 3 or _GENERIC.search(name) or _WHOLE_ACTIVITY.match(name):
            continue
        yield _event(piece, name, found, (outline.starts[index], outline.ends[index]), "event_point")


def _named_points(piece: Piece, days: list[_Days], outline: Outline) -> Iterator[Event]:
    """Points whose heading names an activity and whose text has just one day."""
    for index, section in enumerate(outline.sections):
        block = (section.span[0], outline.ends[index])
        own_end = outline.starts[index + 1] if index + 1 < len(outline.starts) else piece.span[1]
        heading = _name(section.heading)
        run_on = _RUN_ON.match(heading)
        name = run_on["name"] if run_on else heading
        if not _NAMED.search(name) or len(name) > 30 or own_end != block[1]:
            continue
        inside = [found for found in days if block[0] <= found.span[0] < block[1]]
        if len({(found.start, found.end) for found in inside}) == 1 and not _is_whole(piece, inside[0]):
            clause = _clause_at(piece, inside[0].span[0])
            if not hands_in(piece.text, clause) and not _BEFORE_DAY.search(piece.text, clause[0], inside[0].span[0]):
                yield _event(piece, name, inside[0], block, "event_point")


def _bracketed_points(piece: Piece, days: list[_Days], outline: Outline) -> Iterator[Event]:
    """Points that give their days in brackets after their name: `（四）知识竞赛（4月20日—30日）`."""
    for found in days:
        index = outline.at(found.span[0])
        if index is None or found.span[0] - outline.starts[index] > _LONGEST_NAME:
            continue
        name = _name(piece.text[outline.starts[index] : found.span[0]])
        if _BRACKET_OPEN.fullmatch(name) and not _REPORTING.search(name) and not _is_whole(piece, found):
            yield _event(piece, name.rstrip("（("), found, (outline.starts[index], outline.ends[index]), "event_point")


def _clause_at(piece: Piece, position: int) -> Span:
    text = piece.text
    start = max(text.rfind(mark, piece.span[0], position) for mark in "。；\n") + 1
    ends = [text.find(mark, position, piece.span[1]) for mark in "。；\n"]
    return max(start, piece.span[0]), min([end for end in ends if end >= 0], default=piece.span[1])


def _occasion(piece: Piece, days: list[_Days], outline: Outline) -> Iterator[Event]:
    """What a notice calls people to: its labelled time is the event, not a period."""
    if piece.genre in ("publicity_plan", "action_plan", "work_points", "assessment_rules", "summary", "bulletin"):
        return
    name = _called_to(piece)
    if not name:
        return
    for found in days:
        label = _LABEL_BEFORE.search(piece.text, max(piece.span[0], found.span[0] - 14), found.span[0])
        headings = [_name(section.heading) for section in outline.path(found.span[0])]
        generic = all(_GENERIC.search(heading) for heading in headings[1:]) if headings else True
        heading_only = bool(headings) and _WHOLE_ACTIVITY.search(headings[0]) is not None
        arrives = bool(headings) and re.match("报到|报名|签到", headings[0]) is not None
        if arrives or not (label or heading_only) or not generic or _lasts(found) > _LONGEST_OCCASION:
            continue
        start = label.start() if label else found.span[0]
        span = (start, _clause_at(piece, found.span[0])[1])
        yield _event(piece, name, found, span, "event_called")
        return


def _called_to(piece: Piece) -> str | None:
    """The occasion that a notice is about, from its title or its first sentences."""
    lead = (piece.title or "") + "。" + piece.text[piece.span[0] : min(piece.span[1], piece.span[0] + 600)]
    called = re.search(
        r"(?:举办|召开|举行|组织参加)(?P<what>[^，。；\n]{2,40}?)(?:的(?:通知|函|公告)|[，。；\n])", lead
    )
    return called["what"] if called and _OCCASION.search(called["what"]) else None


def _lasts(found: _Days) -> int:
    if found.start is None:
        return 10_000
    first, last = datetime.date.fromisoformat(found.start[:10]), datetime.date.fromisoformat(found.end[:10])
    return (last - first).days + 1


def _is_whole(piece: Piece, found: _Days) -> bool:
    """Whether days are those of the document as a whole."""
    period = piece.period
    return period is not None and (period.start[:10], period.end[:10]) == ((found.start or "")[:10], found.end[:10])


def _narrated(piece: Piece, days: list[_Days], outline: Outline) -> Iterator[Event]:
    """Sentences that set an activity on a day: `4月25日，由…在…举办…`, `定于5月8日召开…`."""
    text = piece.text
    starts = [found.span[0] for found in days]
    may_observe = re.search("当[天日]", piece.body) is not None
    for statement in statements(piece):
        inside = days[bisect.bisect_left(starts, statement.span[0]) : bisect.bisect_left(starts, statement.span[1])]
        for number, found in enumerate(inside):
            stop = inside[number + 1].span[0] if number + 1 < len(inside) else statement.span[1]
            if _tells(piece, statement, found, stop) and not _of_the_whole(piece, found, outline):
                span = (found.span[0], _activity_end(statement, text, found, stop))
                path = outline.path(found.span[0])
                named = _name(path[0].heading) if path else ""
                heading = named if _NAMED.search(named) and len(named) <= 30 else _subject(text, statement, found)
                name = _activity(text, found, stop, heading)
                event = _event(piece, name, found, span, "event_narrated")
                yield replace(event, hosts=_hosts(text, statement, found, event))
        if inside or not may_observe:
            continue
        marks = (_OBSERVANCE.match(text, *clause) for clause in statement.clauses)
        observed = next((mark for mark in marks if mark), None)
        if observed and piece.year and _DOING.search(text, observed.end(), statement.span[1]):
            yield from _observed(piece, statement, observed)


def _observed(piece: Piece, statement: Statement, match: re.Match[str]) -> Iterator[Event]:
    try:
        day = datetime.date(piece.year or 0, int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return
    found = _Days(day, day, match.span(), False)
    span = (match.start(), _activity_end(statement, piece.text, found, statement.span[1]))
    yield _event(piece, _activity(piece.text, found, statement.span[1], ""), found, span, "event_observance")


def _tells(piece: Piece, statement: Statement, found: _Days, stop: int) -> bool:
    text = piece.text
    clause = next((c for c in statement.clauses if c[0] <= found.span[0] < c[1]), statement.span)
    lead = text[clause[0] : found.span[0]]
    if not _LEADS.search(lead) or _ISO.match(text, found.span[0]) or _NO_ACTIVITY.match(text[found.span[1] : stop]):
        return False
    following = [c for c in statement.clauses if clause[0] <= c[0] < stop][:2]
    if any(_REPORTING.search(text, max(c[0], found.span[0]), c[1]) for c in following):
        return False
    return _DOING.search(text, found.span[1], min(stop, found.span[1] + 120)) is not None


def _of_the_whole(piece: Piece, found: _Days, outline: Outline) -> bool:
    if _is_whole(piece, found):
        return True
    path = outline.path(found.span[0])
    if path and _WHOLE_ACTIVITY.search(_name(path[0].heading)):
        return True
    # Before its first point a plan announces itself: `决定于4月20日至26日开展…`.
    clause = _clause_at(piece, found.span[0])
    if path or not found.is_range or is_report(piece) or _ANNOUNCES.search(piece.text, *clause) is None:
        return False
    return piece.genre != "notice" or piece.title is None or _PLAN_TITLE.search(piece.title) is not None


def _activity(text: str, found: _Days, stop: int, heading: str) -> str:
    """What is held: the object of the verb, else the heading above, else the words after the day."""
    start = _after_the_day(text, found)
    held = _HELD_BY.match(text, start, stop) or _HELD.match(text, start, stop)
    named = held or _VERB_OF.search(text, found.span[1], stop)
    if named:
        return _unquoted(named["what"])
    if heading:
        return heading
    return text[start:stop].split("，")[0].rstrip("。；")[:60]


def _after_the_day(text: str, found: _Days) -> int:
    """Where the words after a day begin, behind 上午 and a comma."""
    between = _AFTER_THE_DAY.match(text, found.span[1])
    return between.end() if between else found.span[1]


def _unquoted(words: str) -> str:
    """The words without a pair of quotation marks around them or a mark whose partner was cut off."""
    words = words.strip()
    inner = re.fullmatch(r"[“‘]([^“”‘’]+)[”’]", words)
    return inner[1] if inner else words


def _subject(text: str, statement: Statement, found: _Days) -> str:
    """The activity that stands before its day: `现场会将于5月20日在青禾区召开`."""
    clause = next((c for c in statement.clauses if c[0] <= found.span[0] < c[1]), statement.span)
    words = re.sub(r"(?:将|拟|定|计划)?[于在]?$", "", text[clause[0] : found.span[0]])
    return words if _NAMED.search(words) and len(words) <= 40 else ""


def _activity_end(statement: Statement, text: str, found: _Days, stop: int) -> int:
    for clause in statement.clauses:
        if clause[1] > found.span[1] and _DOING.search(text, max(clause[0], found.span[1]), clause[1]):
            return min(clause[1], stop)
    return found.span[1]


def _event(piece: Piece, name: str, found: _Days, span: Span, rule: str) -> Event:
    words = piece.text[span[0] : min(span[1], span[0] + 800)]
    labelled = _PLACE.search(words)
    place = labelled or _AT.search(words)
    hosted = _HOSTED.search(words)
    joined = _JOINED.search(words)
    named_place = place["place"].strip("。（( ") if place else None
    return Event(
        name or "活动",
        found.start,
        found.end,
        span,
        named_place if named_place and "待定" not in named_place and "xx" not in named_place.lower() else None,
        bodies(hosted["who"]) if hosted else (),
        bodies(joined["who"]) if joined else (),
        rule,
    )


def _hosts(text: str, statement: Statement, found: _Days, event: Event) -> tuple[str, ...]:
    """Who holds a narrated activity: named after its day, or as the subject that the day stands in."""
    if event.hosts:
        return event.hosts
    start = _after_the_day(text, found)
    held = _HELD_BY.match(text, start, event.span[1])
    if held:
        return tuple(host for part in _ROLE_OF_HOST.split(held["hosts"]) for host in bodies(part))
    if _HELD.match(text, start, event.span[1]):
        return ()
    named = _BY.match(text, start, event.span[1])
    if named and not re.search(r"[在于]", named["hosts"]):
        return bodies(named["hosts"].removesuffix("将"))
    clause = next((c for c in statement.clauses if c[0] <= found.span[0] < c[1]), statement.span)
    return actor_of(text, (clause[0], found.span[0] + 1)) if found.span[0] > clause[0] + 2 else ()


def _name(heading: str) -> str:
    return _NUMBER.sub("", heading).strip(" 　。：:")

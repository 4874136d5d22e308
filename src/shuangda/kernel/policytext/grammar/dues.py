"""Times to act: what a text orders to be done on a day, by a day, in a rhythm, or within a term of an event.

A day counts only where the words around it set it (`于…前`, `…底前`, `到…`, `…内`, `定于…`): the day of an
earlier document, of an observance or of the past is none. Rhythms are RFC 5545 rules, a quarter being every
third month. All spans count in the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import After, Due, RelativeUnit, Span
from .dates import FoundDate, FoundRange, find_dates, find_ranges
from .lines import GAP, SPACES, small_number


@dataclass(frozen=True, slots=True)
class FoundDue:
    """A time to act and where it stands."""

    due: Due
    span: Span


_BEFORE = re.compile(rf"{GAP}(?:[（(][^（）()\n]{{1,8}}[）)])?(?:{GAP}(?:以|之)?前(?![期后述来往景提沿瞻列日夕]))")
_LATEST = re.compile(rf"(?:不晚于|不得晚于|不迟于|不得迟于|最迟(?:于|在|到)?|至迟(?:于|在)?|最晚(?:于|在)?){GAP}$")
_CLOSING_DAY = re.compile(
    rf"(?:(?:报名|征集|征求意见|反馈|报送|申报|提交|登记|填报|接收|受理)[^，。；：\n]{{0,8}}截[至止]|截止(?:时间|日期|日)(?:为|是)?)"
    rf"(?:到|至|于)?{GAP}[:：]?{GAP}$"
)
_LABEL = re.compile(
    r"(?:(?:完成|办结|整改|办理|落实|报送|上报|反馈|推进|实施|责任|工作)?(?:时限|期限)|(?:完成|截止|办结|报送|上报|反馈|公开|实施)(?:时间|日期|节点)"
    rf"|时间(?:要求|节点|安排|进度|期限)|进度(?:要求|安排))(?:及要求|要求)?{GAP}[:：\t]{GAP}[^。；;\n\t]{{0,30}}$"
)
_GOAL = re.compile(rf"(?:到|至|力争|争取|确保|计划|预计|拟)(?:于|在|到)?{GAP}$")
_PAST_BEFORE = re.compile(rf"(?:截至|截止|自|从|待|早在|始于|距|较|比|对|以|《){GAP}$")
_PAST_AFTER = re.compile(
    rf"(?:[（(][^（）()\n]{{1,8}}[）)])?{GAP}(?:起|以来|以后|之后|后|至今|来|开始(?:实施|施行|执行)|"
    r"[^，。；、\n]{0,6}?(?:公布|印发|发布|出台|施行|颁布|通过|下发|修订|修正|召开|举行|举办)的|的|版|届)"
)
_ORDER_BEFORE = re.compile(rf"(?:^|[，。；;：:、\n\t）)]|[于在请为]|时间|定于|日期){GAP}$")
_ENUMERATION = re.compile(rf"{GAP}(?:[、，,]|和|及|与|或|以及){GAP}(?:分别(?:于|在)?)?{GAP}")


def find_dues(text: str, start: int, end: int, year: int | None, labelled: bool = False) -> list[FoundDue]:
    """Find the times to act in `text[start:end]`, in order.

    `year` is the governing year for days without one. With `labelled` the whole stretch stands under a label
    such as 完成时限, so that a bare month or a range counts too (by its last day).
    """
    rhythms = _rhythms(text, start, end)
    taken = [found.span for found in rhythms]
    terms = [found for found in _terms(text, start, end) if not _overlaps(found.span, taken)]
    taken += [found.span for found in terms]
    dated = [found for found in _dated(text, start, end, year, labelled) if not _overlaps(found.span, taken)]
    return sorted(rhythms + terms + dated, key=lambda found: found.span)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


def _dated(text: str, start: int, end: int, year: int | None, labelled: bool) -> list[FoundDue]:
    titles = _title_spans(text, start, end)
    written = [d for d in find_dates(text, start, end, year or _ANY_YEAR) if not _overlaps(d.span, titles)]
    dates = [d for d in written if year or not d.inferred_year or "年" not in text[slice(*d.span)]]
    found: list[FoundDue] = []
    in_range: list[Span] = []
    for span_of_days in find_ranges(text, start, end, year or _ANY_YEAR):
        if _overlaps(span_of_days.span, titles):
            continue
        in_range.append(span_of_days.span)
        if labelled or _LABEL.search(text, max(start, span_of_days.span[0] - 50), span_of_days.span[0]):
            found.append(_end_of(text, span_of_days))
    for date in reversed(dates):
        if _overlaps(date.span, in_range):
            continue
        follower = next((f for f in found if f.span[0] >= date.span[1]), None)
        listed = follower is not None and _ENUMERATION.fullmatch(text, date.span[1], follower.span[0])
        due = _due_of(text, start, end, date, labelled, bool(listed and follower and follower.due.by))
        if due is not None and year is None and date.inferred_year:
            due = _yearly(due, date)
        if due is not None:
            found.insert(0, due)
    return found


def _yearly(found: FoundDue, date: FoundDate) -> FoundDue:
    """In a document that governs no one year, a day without a year comes round every year."""
    day = -1 if date.part in ("底", "末", "终") else date.last.day  # 2月底 moves with the year
    rule = f"FREQ=YEARLY;BYMONTH={date.last.month};BYMONTHDAY={day}"
    return FoundDue(Due(rrule=rule, text=found.due.text), found.span)


def _end_of(text: str, found: FoundRange) -> FoundDue:
    due = Due(by=found.end.isoformat(), inferred_year=found.inferred_year or None, text=text[slice(*found.span)])
    return FoundDue(due, found.span)


def _due_of(text: str, start: int, end: int, date: FoundDate, labelled: bool, listed: bool) -> FoundDue | None:
    """Judge one mention by the words around it. `listed`: it stands in a list with a day to be done by."""
    before_from = max(start, date.span[0] - 50)
    suffix = _BEFORE.match(text, date.span[1], end)
    past = _PAST_BEFORE.search(text, before_from, date.span[0]) is not None
    closing = _CLOSING_DAY.search(text, before_from, date.span[0]) is not None
    if past and not closing and not suffix:
        return None
    span = (date.span[0], suffix.end() if suffix else date.span[1])
    inferred = date.inferred_year or None
    words = text[span[0] : span[1]]
    by = Due(by=date.iso_end, inferred_year=inferred, text=words)
    if suffix and not (past and not closing and _is_past(text, suffix.end(), end)):
        return FoundDue(by, span)
    if _PAST_AFTER.match(text, date.span[1], end):
        return None
    under_label = labelled or _LABEL.search(text, before_from, date.span[0]) is not None
    if listed or closing or under_label or _LATEST.search(text, before_from, date.span[0]):
        return FoundDue(by, span)
    if date.part in ("底", "末", "终") or (date.part == "内" and not _is_past(text, date.span[1], end)):
        return FoundDue(by, span)
    if date.precision == "day":
        if not _ORDER_BEFORE.search(text, before_from, date.span[0]):
            return None
        return FoundDue(Due(on=date.iso, inferred_year=inferred, text=words), span)
    if _GOAL.search(text, before_from, date.span[0]):
        return FoundDue(by, span)
    return None


_ATTRIBUTE = re.compile(r"[^，。；\n]{0,8}的")


def _is_past(text: str, at: int, end: int) -> bool:
    """`2021年12月1日前印发的文件`, `今年内结案的案件`: the time limits a thing, not an act."""
    return _ATTRIBUTE.match(text, at, end) is not None


_TITLE = re.compile(r"《[^《》\n]{1,120}(?:《[^《》\n]{1,120}》[^《》\n]{0,80})*》")


def _title_spans(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in _TITLE.finditer(text, start, end)]


_ANY_YEAR = 2000
"""Stands in where a document governs no year; a leap year, so that 29 February is read."""

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_RHYTHM = re.compile(
    rf"每{GAP}(?P<n>{_N})?{GAP}(?P<of>个)?{GAP}(?P<unit>年度?|季度?|双月|月度?|周|星期|工作日|日|天|旬)(?!龄|一度|均)"
    rf"|(?:按|逐)(?P<by>半年度?|季度?|月度?|周|年度|日)(?=(?:[^，。；\n]{{0,6}}?)(?:报|通报|调度|公布|公示|公开|汇总|统计|"
    r"开展|更新|发布|督|分析|填|召开|上传|录入|推进|评|考核|梳理|总结|反馈|提交|进行))"
)
_FREQUENCY = {
    "年": "YEARLY",
    "季": "QUARTERLY",
    "月": "MONTHLY",
    "周": "WEEKLY",
    "星": "WEEKLY",
    "日": "DAILY",
}
_DAY_IN_MONTH = re.compile(
    rf"{GAP}(?:的|结束后|终了后|后)?{GAP}(?:(?:末|首|次|第{GAP}[一二三123]{GAP}个?|最后一?个?)月份?(?:的)?)?{GAP}(?P<n>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){GAP}"
    rf"(?P<sign>[日号]|(?=[以之]?前)|个?工作日)(?P<tail>[以之]?前|之?内)?"
)
_MONTH_END = re.compile(rf"{GAP}月?(?:底|末|最后一[天日])(?:[以之]?前)?")
_DAY_IN_YEAR = re.compile(
    rf"{GAP}(?:的|于)?{GAP}(?P<month>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月份?(?:(?P<day>\d{{1,2}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?|(?P<end>底|末))?"
    r"(?:[以之]?前)?"
)
_YEAR_END = re.compile(rf"{GAP}年?(?:底|末|终)(?:[以之]?前)?")
_DAY_IN_WEEK = re.compile(
    rf"{GAP}(?:的)?(?:星期|周|礼拜)?([一二三四五六日天])(?![个次篇期份])(?:上午|下午|下班|[\d:：时点]+)*(?:[以之]?前)?"
)
_BYDAY = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
_MORE = re.compile(rf"{GAP}(?:[、，,]|和|及|与)")


def _rhythms(text: str, start: int, end: int) -> list[FoundDue]:
    found: list[FoundDue] = []
    at = start
    while match := _RHYTHM.search(text, at, end):
        rules, stop = _rules(text, match, end)
        at = max(stop, match.end())
        for rule in rules:
            due = Due(rrule=rule, text=text[match.start() : at])
            found.append(FoundDue(due, (match.start(), at)))
    return found


def _rules(text: str, match: re.Match[str], end: int) -> tuple[list[str], int]:
    """The RFC 5545 rules of one rhythm, and where its words end."""
    written = match["by"] or match["unit"]
    count = match["n"] or ""
    if written.startswith("半年") or (count == "半" and written.startswith("年")):
        return ["FREQ=MONTHLY;INTERVAL=6"], match.end()
    if count == "半" or (match["of"] and not count and written in ("工作日", "日", "天")):
        return (["FREQ=DAILY"], match.end()) if count != "半" else ([], match.end())
    if written == "双月":
        return ["FREQ=MONTHLY;INTERVAL=2"], match.end()
    if written in ("旬", "工作日"):
        return ["FREQ=DAILY;INTERVAL=10" if written == "旬" else "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"], match.end()
    frequency = {"天": "DAILY"}.get(written[0]) or _FREQUENCY[written[0]]
    interval = small_number(count) if count else 1
    if interval is None or interval == 0:
        return [], match.end()
    if frequency == "QUARTERLY":
        frequency, interval = "MONTHLY", 3 * interval
    base = f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
    if frequency == "YEARLY":
        return _in_year(text, match.end(), end, base)
    if frequency == "MONTHLY":
        return _in_month(text, match.end(), end, base)
    if frequency == "WEEKLY" and (day := _DAY_IN_WEEK.match(text, match.end(), end)):
        return [f"{base};BYDAY={_BYDAY[day[1]]}"], day.end()
    return [base], match.end()


def _in_month(text: str, at: int, end: int, base: str) -> tuple[list[str], int]:
    days: list[int] = []
    stop = at
    while found := _DAY_IN_MONTH.match(text, stop if not days else _after_comma(text, stop, end), end):
        day = small_number(found["n"])
        if day is None or not 1 <= day <= 31 or (found["sign"].endswith("工作日")):
            break
        days.append(day)
        stop = found.end()
        if found["tail"] or not _MORE.match(text, stop, end):
            break
    if days:
        return [f"{base};BYMONTHDAY={','.join(map(str, days))}"], stop
    if last := _MONTH_END.match(text, at, end):
        return [f"{base};BYMONTHDAY=-1"], last.end()
    return [base], at


def _after_comma(text: str, at: int, end: int) -> int:
    more = _MORE.match(text, at, end)
    return more.end() if more else at


def _in_year(text: str, at: int, end: int, base: str) -> tuple[list[str], int]:
    rules: list[str] = []
    stop = at
    while found := _DAY_IN_YEAR.match(text, stop if not rules else _after_comma(text, stop, end), end):
        month, day = small_number(found["month"]), small_number(found["day"]) if found["day"] else None
        if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            break
        tail = ";BYMONTHDAY=-1" if found["end"] else f";BYMONTHDAY={day}" if day else ""
        rules.append(f"{base};BYMONTH={month}{tail}")
        stop = found.end()
        if not _MORE.match(text, stop, end):
            break
    if rules:
        return rules, stop
    if last := _YEAR_END.match(text, at, end):
        return [f"{base};BYMONTH=12;BYMONTHDAY=31"], last.end()
    return [base], at


_TERM_UNIT: dict[str, tuple[RelativeUnit, int]] = {
    "工作日": ("workday", 1),
    "小时": ("hour", 1),
    "自然日": ("day", 1),
    "日": ("day", 1),
    "天": ("day", 1),
    "周": ("day", 7),
    "星期": ("day", 7),
    "月": ("month", 1),
    "年": ("year", 1),
}
_TERM = re.compile(
    rf"(?<![\d.第])(?P<n>{_N}){GAP}个?{GAP}(?P<unit>工作日|自然日|小时|日|天|周|星期|月|年)(?:时间)?(?:之内|以内|内)"
)
_NO_TERM_BEFORE = re.compile(
    r"(?:前|近|过去|每|连续|最近|压缩(?:至|到|在)|压减(?:至|到)|缩短(?:至|到|为)|控制在|不超过|提速(?:至|到)|月)$"
)
_EVENT_END = re.compile(r"(?:之日起|日起|之后|以后|结束后|后|之日|起)的?(?:[，,])?(?:应当|应|须|要)?(?:在|于)?$")
_NO_EVENT = re.compile(r"(?:应当|应|须|要|必须|请|并|并应)?(?:于|在)?")
_AHEAD = re.compile(
    rf"(?P<event>[^，。；、：\n]{{0,16}}?(?:会议?|开始|召开|举办|开展|实施|举行|到期|届满|活动|开幕|结束|出台|印发|发布|节)(?:之|以)?前|提前)"
    rf"(?P<n>\d{{1,3}}|[二两三四五六七八九十]{{1,3}}){GAP}个?(?P<unit>工作日|小时|日|天|周|月)(?!内|以内|之内|分)"
)


_IN_OR_BEFORE = re.compile("[内前]")


def _terms(text: str, start: int, end: int) -> list[FoundDue]:
    found: list[FoundDue] = []
    if _IN_OR_BEFORE.search(text, start, end) is None:
        return found
    for match in _TERM.finditer(text, start, end):
        if _NO_TERM_BEFORE.search(text, max(start, match.start() - 6), match.start()):
            continue
        event, named = _event(text, start, match.start())
        unit, factor = _TERM_UNIT[match["unit"]]
        if unit == "year" and not named and match["n"] != "半":
            continue
        if match["n"] == "半":
            if unit not in ("year", "month"):
                continue
            unit, n = ("month", 6) if unit == "year" else ("day", 15)
        else:
            n = (small_number(match["n"]) or 0) * factor
        if n > 0:
            due = Due(after=After(event, n, unit), text=text[slice(*match.span())])
            found.append(FoundDue(due, match.span()))
    for match in _AHEAD.finditer(text, start, end):
        unit, factor = _TERM_UNIT[match["unit"]]
        n = (small_number(match["n"]) or 0) * factor
        if n > 0:
            event = match["event"].strip(SPACES).removesuffix("前").removesuffix("提") or "活动"
            due = Due(after=After(event, -n, unit), text=text[slice(*match.span())])
            found.append(FoundDue(due, match.span()))
    return found


_BEFORE_EVENT = re.compile(r"^(?:请(?:[贵你][\u4e00-\u9fff]{1,2}|各单位)?)?(?:应当|应|须|要)?[自从在于]")


def _event(text: str, start: int, at: int) -> tuple[str, bool]:
    """The event a term runs from: the words before it in its clause, and whether they name it as one."""
    low = max(start, at - 40)
    sentence = re.split(r"[。；;\n\t]", text[low:at])[-1]
    parts = [part.strip(SPACES) for part in re.split(r"[，,：:（(）)]", sentence)]
    words = next((part for part in reversed(parts) if not _NO_EVENT.fullmatch(part)), "")
    ending = _EVENT_END.search(words)
    if ending:
        return _BEFORE_EVENT.sub("", words[: ending.start()], count=1) or words, True
    return re.sub(r"(?:应当|应|须|要|必须|信息)?(?:于|在)?$", "", words) or "本文件印发", False

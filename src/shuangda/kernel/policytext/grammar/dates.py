"""Days and spans of days in Chinese official prose.

`find_dates` reads every mention of a day, month, quarter, half-year or year; `find_ranges` reads spans of
days (`4月20日至26日`). Chinese numerals count (`二〇二一年四月二日`). A mention without a year takes the year
that the document governs and says so; a mention that no calendar has is left out, `find_impossible_days`
names it. All spans count in the whole text. Deadlines and rhythms: see `dues`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..model import Period, Span
from .lines import GAP, SPACES, small_number

Precision = Literal["day", "part", "month", "quarter", "half", "year"]

_N2 = r"(?:\d{1,2}|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = rf"{GAP}(?:至|到|[-－—–─~～]{{1,2}}){GAP}"
_DAY_SIGN = rf"(?:{GAP}[日号]|(?=[以之]?前(?!期|后|述))|(?={_TO}(?:{_N2}{GAP}月{GAP})?{_N2}{GAP}[日号]))"
_NUMERIC_YEAR = r"(?<!\d)(?:19|20|１９|２０)\d\d|[一二][九〇零○ＯOo0][一二三四五六七八九〇零○ＯOo0]{2}"
_MENTION = re.compile(
    r"(?P<iso>(?<![\d.])(?:19|20)\d\d(?P<sep>[-/.．])\d{1,2}(?P=sep)\d{1,2}(?!\d))"
    rf"|(?:(?P<year>{_NUMERIC_YEAR}|[今本当明次去上翌]){GAP}年度?{GAP})?"
    rf"(?:(?<!\d)(?P<month>{_N2}){GAP}月份?(?:{GAP}(?P<day>{_N2}){_DAY_SIGN})?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)"
    rf"|(?P<only_year>{_NUMERIC_YEAR}|[今本当明次去上翌]){GAP}年度?"
    r"|(?<![\d一二三四五六七八九十百两半每多几近往前后来青少中老壮全同周常成])(?P<bare>年)(?=[底末内])"
)
_PART = re.compile(rf"{GAP}(年?[底末终初]|[上中下]旬|[上下]半月|年?内|中(?=[旬上下]|$))")
_WEEKDAY = re.compile(rf"{GAP}(?:[（(]{GAP})?(?:星期|周|礼拜)([一二三四五六日天])(?:{GAP}[）)])?")
_CLOCK = re.compile(
    rf"[，,]?{GAP}(?:(上午|下午|中午|晚上|晚|凌晨|早上|早){GAP})?({_N2}){GAP}"
    rf"(?:[:：∶]{GAP}(\d\d)(?!\d)|[时点](?!间)(?:(半)|{GAP}({_N2}){GAP}分)?)(?:{GAP}整)?"
)
_HALF_DAY = re.compile(rf"{GAP}(?:上午|下午|中午|晚上|晚间|凌晨|早上|下班|上班|[当同]天|当日)")
_RELATIVE = {"今": 0, "本": 0, "当": 0, "明": 1, "次": 1, "翌": 1, "去": -1, "上": -1}
_RELATIVE_ONLY_PAST = {"去", "上"}
_YEAR_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○ＯOo", "0")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A mention of a time in the calendar, from its `first` to its `last` day."""

    first: datetime.date
    last: datetime.date
    span: Span
    precision: Precision
    inferred_year: bool = False
    clock: str | None = None
    """`HH:MM` of a day."""
    weekday: int | None = None
    """The day of the week written beside it, Monday = 0."""
    part: str = ""
    """The part of the month or year that was named: 底, 末, 初, 上旬 …"""

    @property
    def iso(self) -> str:
        """The first day, with the clock time where one is written."""
        return f"{self.first.isoformat()}T{self.clock}" if self.clock else self.first.isoformat()

    @property
    def iso_end(self) -> str:
        """The last day, with the clock time where one is written."""
        return f"{self.last.isoformat()}T{self.clock}" if self.clock else self.last.isoformat()


@dataclass(frozen=True, slots=True)
class FoundRange:
    """A span of days. `start` is None where the text starts it with its own issue (`即日起至12月31日`)."""

    start: datetime.date | None
    end: datetime.date
    span: Span
    precision: Precision
    inferred_year: bool = False
    start_clock: str | None = None


@dataclass(frozen=True, slots=True)
class _Raw:
    """A mention as written, before its year is settled."""

    span: Span
    year: int | None
    offset: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    clock: str | None = None
    weekday: int | None = None
    part: str = ""


def read_year(numeral: str) -> int | None:
    """Read a four-digit year, Chinese, Arabic or with the letter O for zero; None outside 1900–2099."""
    digits = "".join(_YEAR_DIGITS.get(c, c) for c in numeral)
    if len(digits) != 4 or not digits.isdecimal():
        return None
    year = int(digits)
    return year if 1900 <= year <= 2099 else None


def find_dates(text: str, start: int, end: int, year: int | None) -> list[FoundDate]:
    """Find every mention of a time in the calendar in `text[start:end]`, in order.

    `year` is the year a mention without one takes; with None such a mention is left out. A mention in an
    enumeration or range takes the year written before it (`2021年6月20日、12月20日`), which is not inferred.
    """
    found: list[FoundDate] = []
    last: FoundDate | None = None
    for raw in _scan(text, start, end):
        carried = last.last.year if last and not last.inferred_year and _joined(text, last, raw) else None
        date = _settle(raw, carried, year)
        if date is None and carried is not None:
            date = _settle(raw, None, year)
        if date is not None:
            found.append(date)
        last = date
    return found


def find_impossible_days(text: str, start: int, end: int) -> list[Span]:
    """Find mentions that no calendar has: `13月`, `4月31日`; 29 February only where the year is written."""
    wrong = []
    for raw in _scan(text, start, end):
        if raw.month is None:
            continue
        longest = 29 if raw.month == 2 and raw.year is None else _days(raw.year or 2000, raw.month)
        if not 1 <= raw.month <= 12 or (raw.day is not None and not 1 <= raw.day <= longest):
            wrong.append(raw.span)
    return wrong


_OPEN_START = re.compile(rf"(?:即日|之日|当日|之时|日|发布|印发|下发){GAP}起?{_TO}$")
_BARE_END = re.compile(rf"{GAP}(?:起|开始|始)?{_TO}(?P<n>{_N2}){GAP}(?P<unit>[日号]|月份?|季度)")
_BARE_START = re.compile(rf"(?P<n>\d{{4}}|{_N2})(?:日|月)?{_TO}$")
_RANGE_JOINT = re.compile(rf"{GAP}(?:[（(][^（）()]{{1,6}}[）)])?{GAP}(?:起|开始|始)?[，,]?{_TO}")


def find_ranges(text: str, start: int, end: int, year: int | None) -> list[FoundRange]:
    """Find spans of days in `text[start:end]`: `4月20日—26日`, `3—10月`, `2021—2023年`, `即日起至…`."""
    dates = find_dates(text, start, end, year)
    ranges: list[FoundRange] = []
    skip = False
    for index, date in enumerate(dates):
        if skip:
            skip = False
            continue
        following = dates[index + 1] if index + 1 < len(dates) else None
        found = None
        if following and _RANGE_JOINT.fullmatch(text, date.span[1], following.span[0]):
            found = _between(date, following)
            skip = found is not None
        found = found or _bare_end(text, end, date) or _bare_start(text, start, date)
        if found is None and _OPEN_START.search(text, max(start, date.span[0] - 8), date.span[0]):
            found = FoundRange(None, date.last, date.span, date.precision, date.inferred_year)
        if found is not None:
            ranges.append(found)
    return ranges


def period_of(found: FoundRange, issued_on: str | None) -> Period | None:
    """Turn a range into a period; an open start is the day of issue, without which there is no period."""
    start = found.start.isoformat() if found.start else issued_on
    return Period(start, found.end.isoformat()) if start and start <= found.end.isoformat() else None


def whole_year(year: int) -> Period:
    """The period of a yearly document."""
    return Period(f"{year}-01-01", f"{year}-12-31")


_TRIGGER = re.compile(r"[年月季]|\d{4}[-/.．]\d")
"""What every mention holds: asked first, because most sentences name no time."""


@lru_cache(maxsize=64)
def _scan(text: str, start: int, end: int) -> tuple[_Raw, ...]:
    """Every mention as written; kept for a while, because dates and ranges are asked of one stretch in turn."""
    return tuple(_mentions(text, start, end)) if _TRIGGER.search(text, start, end) else ()


def _mentions(text: str, start: int, end: int) -> Iterator[_Raw]:
    at = start
    while match := _MENTION.search(text, at, end):
        raw = _read(text, match, end)
        yield raw
        at = max(raw.span[1], match.start() + 1)


def _read(text: str, match: re.Match[str], end: int) -> _Raw:
    at = match.end()
    if match["iso"]:
        digits = [int(n) for n in re.split(r"[-/.．]", match["iso"])]
        clock, at = _clock(text, at, end)
        return _Raw((match.start(), at), digits[0], None, digits[1], digits[2], clock=clock)
    written = match["year"] or match["only_year"] or ("本" if match["bare"] else None)
    year = read_year(written) if written and len(written) == 4 else None
    offset = _RELATIVE.get(written) if written and year is None else None
    month = small_number(match["month"]) if match["month"] else None
    day = small_number(match["day"]) if match["day"] else None
    clock, weekday, part = None, None, ""
    if day is not None:
        if found := _WEEKDAY.match(text, at, end):
            weekday, at = _WEEKDAYS.index(found[1].replace("天", "日")), found.end()
        clock, at = _clock(text, at, end)
        if clock is None and (found := _HALF_DAY.match(text, at, end)):
            at = found.end()
    elif found := _PART.match(text, at, end):
        part, at = found[1].lstrip("年"), found.end()
    quarter = small_number(match["quarter"]) if match["quarter"] else None
    half = {"上": 1, "下": 2}[match["half"]] if match["half"] else None
    return _Raw((match.start(), at), year, offset, month, day, quarter, half, clock, weekday, part)


def _clock(text: str, at: int, end: int) -> tuple[str | None, int]:
    """Read a clock time at `at`: the `HH:MM` and where it ends; (None, at) where none stands."""
    match = _CLOCK.match(text, at, end)
    if match is None:
        return None, at
    hour = small_number(match[2])
    minute = small_number(match[3] or match[5] or "") if match[3] or match[5] else (30 if match[4] else 0)
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None, match.end() if hour == 24 else at
    if match[1] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}", match.end()


def _joined(text: str, before: FoundDate, raw: _Raw) -> bool:
    """Do two mentions stand in one enumeration or range?"""
    between = text[before.span[1] : raw.span[0]]
    return len(between) <= 5 and not between.strip(SPACES + "、，,和及与或至到起前以之止-－—–─~～（）()")


def _settle(raw: _Raw, carried: int | None, governing: int | None) -> FoundDate | None:
    """Give a mention its year and its days; None where no year is known or no calendar has it."""
    inferred = raw.year is None and carried is None
    if raw.offset is not None:
        year = governing + raw.offset if governing is not None else None
        inferred = True
    else:
        year = raw.year or carried or governing
    if year is None or not 1900 <= year <= 2099:
        return None
    days = _days_of(raw, year)
    if days is None:
        return None
    first, last, precision = days
    return FoundDate(first, last, raw.span, precision, inferred, raw.clock, raw.weekday, raw.part)


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0


def _days_of(raw: _Raw, year: int) -> tuple[datetime.date, datetime.date, Precision] | None:
    """The first and last day of a mention in `year`."""
    if raw.month is not None:
        longest = _days(year, raw.month)
        if longest == 0 or (raw.day is not None and not 1 <= raw.day <= longest):
            return None
        if raw.day is not None:
            day = datetime.date(year, raw.month, raw.day)
            return day, day, "day"
        low, high = _part_of_month(raw.part, longest)
        precision: Precision = "part" if raw.part and raw.part != "内" else "month"
        return datetime.date(year, raw.month, low), datetime.date(year, raw.month, high), precision
    if raw.quarter is not None:
        month = raw.quarter * 3
        return datetime.date(year, month - 2, 1), datetime.date(year, month, _days(year, month)), "quarter"
    if raw.half is not None:
        month = raw.half * 6
        return datetime.date(year, month - 5, 1), datetime.date(year, month, _days(year, month)), "half"
    if raw.part in ("底", "末", "终"):
        return datetime.date(year, 12, 1), datetime.date(year, 12, 31), "part"
    if raw.part == "初":
        return datetime.date(year, 1, 1), datetime.date(year, 1, 31), "part"
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year"


def _part_of_month(part: str, longest: int) -> tuple[int, int]:
    return {
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, longest),
        "上半月": (1, 15),
        "下半月": (16, longest),
        "初": (1, 10),
        "底": (21, longest),
        "末": (21, longest),
    }.get(part, (1, longest))


def _between(first: FoundDate, second: FoundDate) -> FoundRange | None:
    """The range from one mention to the next; a range that runs backwards is none, except over New Year."""
    start, end = first.first, second.last
    if end < start and second.inferred_year:
        end = end.replace(year=end.year + 1, day=min(end.day, 28) if end.month == 2 else end.day)
    elif end < start and first.inferred_year:
        start = start.replace(year=second.last.year)
        start = start.replace(year=start.year - 1) if start > end else start
    elif first.inferred_year and not second.inferred_year and start.year != end.year:
        start = start.replace(year=end.year, day=min(start.day, 28) if start.month == 2 else start.day)
    if end < start:
        return None
    return FoundRange(
        start,
        end,
        (first.span[0], second.span[1]),
        first.precision if first.precision == second.precision else "part",
        first.inferred_year and second.inferred_year,
        first.clock,
    )


def _bare_end(text: str, limit: int, date: FoundDate) -> FoundRange | None:
    """`4月20日至26日`, `3月至10月份` whose end repeats only the day or month."""
    match = _BARE_END.match(text, date.span[1], limit)
    number = small_number(match["n"]) if match else None
    if match is None or number is None:
        return None
    last = date.last
    if match["unit"] in "日号" and date.precision == "day" and date.first.day < number <= _days(last.year, last.month):
        end = last.replace(day=number)
    else:
        return None
    return FoundRange(date.first, end, (date.span[0], match.end()), "day", date.inferred_year, date.clock)


def _bare_start(text: str, limit: int, date: FoundDate) -> FoundRange | None:
    """`3—10月`, `2021—2023年`, whose start carries no sign of its own."""
    match = _BARE_START.search(text, max(limit, date.span[0] - 12), date.span[0])
    if match is None:
        return None
    written = match["n"]
    if date.precision == "year" and (year := read_year(written)) and year < date.first.year:
        return FoundRange(datetime.date(year, 1, 1), date.last, (match.start(), date.span[1]), "year")
    number = small_number(written)
    if date.precision in ("month", "part") and number and 1 <= number < date.last.month:
        first = datetime.date(date.last.year, number, 1)
        return FoundRange(first, date.last, (match.start(), date.span[1]), "month", date.inferred_year)
    return None

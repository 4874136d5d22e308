"""Mastheads (版头): the mark of a newsletter or of minutes, its issue number, and who put it out on what day.

    打击侵权假冒工作简报
    第7期（总第63期）
    云川市打击侵权假冒工作领导小组办公室编    2026年10月22日

They stand above the title and sign what follows. A mark is known by its noun together with an issue number or
with an office and a day beneath it; by its noun alone it is a title like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from ..model import Span
from .dates import find_dates
from .lines import MARKS, SPACES, lines, squeeze
from .signature import is_signing_name

_PLAIN = "简报|专报|快报|要报|周报|月报|季报|专刊|要情|摘报|简讯"
_LOOSE = "动态|信息|通讯|参阅|内参|参考|情况反映"
"""Nouns of newsletters that are common words besides: they take an issue number to be a mark."""
_CITED = "公告|通告|(?:政府|[部委局厅]|委员会)令"
_ORDER = f"通报|[督交][办查]通知|{_CITED}"
_MARK = re.compile(rf"[^，。；：:！？\t《》]{{0,40}}(?:{_PLAIN}|{_LOOSE}|纪要|{_ORDER})")
_SURE = re.compile(rf"(?:{_PLAIN}|纪要)$")
_STATED = re.compile("关于|印发|转发")
_NUMERAL = r"(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,5}|[×xX]{1,4})"
_ISSUE = re.compile(
    rf"[（(〔\[【]?(?:(?:(?:19|20)\d\d年?度?)?[第笫]{_NUMERAL}[期号次]|[〔\[［（(](?:19|20)\d\d[〕\]］）)](?:第)?{_NUMERAL}[期号])"
    rf"(?:[（(【]?总(?:第)?{_NUMERAL}[期号]?[）)】]?)?[）)〕\]】]?"
)
_NUMBERED = re.compile(rf"第[{SPACES}]{{0,2}}{_NUMERAL}[{SPACES}]{{0,2}}[期号次]|[〔\[［（(](?:19|20)\d\d[〕\]］）)]")
_LONGEST_LINE = 100
_HAN_DIGIT = "二〇零○ＯO一三四五六七八九"
_DAY = re.compile(rf"(?:(?:19|20)\d\d|[{_HAN_DIGIT}]{{4}})年[\d十{_HAN_DIGIT}]{{1,3}}月[\d十{_HAN_DIGIT}]{{1,3}}日$")
_LABEL = re.compile(
    r"(?:签发人?|编号|密级|紧急程度|编辑|责任编辑|主编|审核)[：:]|绝密|机密|秘密|内部(?:资料|文件|刊物)"
)
_ROLE = re.compile(r"(?:编印|编发|主办|编制|编辑|整理|承办|主管|供稿|印制|编|印发?)$")
_FIELD = re.compile(
    r"(?:(?:编印|编发|主办|编制|印发|承办|主管)(?:单位|部门)?|(?:编印|印发|出刊|发布)?(?:时间|日期))[：:]"
)
_DAYS_COVERED = re.compile(r"[\d年月日至到~～—\-（）()]{4,}")
_BARE_MARK = 6
"""A mark of so few characters (`工作简报`) belongs to the office in the line above it,"""
_BAREST_MARK = 2
"""one of only so many (`简报`) to any words above it."""
_MOST_LINES = 5
"""Below the mark: number, office (two may put it out together), day, signatory."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """A mark and the lines that belong to it: `mark` without layout spaces, `span` from it to the last of them."""

    mark: str
    mark_span: Span
    span: Span
    issue: str | None
    """The issue number as it stands (`第7期（总第63期）`)."""
    issuer: str | None
    issued_on: str | None

    @property
    def number(self) -> str | None:
        """By what a decree or an announcement is cited: its mark with its number (`某市人民政府令第3号`)."""
        return f"{self.mark}{self.issue}" if self.issue and re.search(rf"(?:{_CITED})$", self.mark) else None

    @property
    def is_newsletter(self) -> bool:
        return re.search(rf"(?:{_PLAIN}|{_LOOSE})$", self.mark) is not None


def find_mastheads(text: str, start: int, end: int) -> list[Masthead]:
    """Find the mastheads in `text[start:end]`, in order: one at its first lines, others by their issue numbers."""
    found: list[Masthead] = []
    opening = list(islice(lines(text, start, end), 8))
    candidates = opening + [mark for number in _NUMBERED.finditer(text, start, end) for mark in _above(text, number)]
    for line in sorted(set(candidates)):
        if found and line[0] < found[-1].span[1]:
            continue
        if masthead := _masthead_at(text, line, end):
            found.append(masthead)
    return found


def _above(text: str, number: re.Match[str]) -> list[Span]:
    """The two lines above one that opens with an issue number: the mark, or an office and the bare mark."""
    low = max(0, number.start() - 3 * _LONGEST_LINE)
    line = text.rfind("\n", low, number.start()) + 1
    if line == 0 or not _ISSUE.match(_bare(text, (line, number.end() + 8))):
        return []
    low = text.find("\n", low, line) + 1 if low else 0
    return list(lines(text, low, line))[-2:]


def _masthead_at(text: str, line: Span, end: int) -> Masthead | None:
    if line[1] - line[0] > _LONGEST_LINE:
        return None
    mark, span = _bare(text, line), line
    issue = _ISSUE.search(mark)
    if issue and issue.end() == len(mark):
        mark = mark[: issue.start()]
    following = list(islice(lines(text, line[1], min(end, line[1] + 300)), _MOST_LINES + 1))
    second = _bare(text, following[0]) if following else ""
    most = _BARE_MARK if is_signing_name(mark) else _BAREST_MARK
    if not _MARK.fullmatch(mark) and len(second) <= most and _MARK.fullmatch(second):
        mark, span = mark + second, (line[0], following.pop(0)[1])
    if not _MARK.fullmatch(mark) or _STATED.search(mark):
        return None
    number, names, day, stop = _below(text, following, span[1])
    if number or (names and day and _SURE.search(mark)):
        return Masthead(mark, span, (line[0], stop), number, " ".join(names) or None, day)
    return None


def _below(text: str, following: list[Span], stop: int) -> tuple[str | None, list[str], str | None, int]:
    """The lines below a mark: issue number, offices, day of issue, and where the last of them ends."""
    number: str | None = None
    names: list[str] = []
    day: str | None = None
    for below in following[:_MOST_LINES]:
        words = _FIELD.sub("", _bare(text, below))
        issue = _ISSUE.match(words)
        words = words[issue.end() :] if issue else words
        dated = _DAY.search(words)
        words = _ROLE.sub("", words[: dated.start()] if dated else words)
        if words and not _LABEL.match(words) and not _DAYS_COVERED.fullmatch(words):
            if (day and not dated) or not is_signing_name(words):
                break
            names.append(words)
        number = issue[0] if issue else number
        if dated and (dates := find_dates(dated[0], 0, len(dated[0]), None)):
            day = dates[0].first.isoformat()
        stop = below[1]
    return number, names, day, stop


def _bare(text: str, line: Span) -> str:
    """The words of a line without any layout space (`简　　报`)."""
    return re.sub(rf"[{SPACES}]", "", squeeze(text[slice(*line)].strip(MARKS + SPACES)))

"""Numbered headings: `第一章`, `第一条`, `一、`, `（一）`, `1.`, `（1）`, `①` and their kin.

A number at the start of a line (or after a wide space, or at the start of a table cell) is a heading. Pages are
often flattened to one line; there a number inside the line counts where it carries a run on from the number
before it. An enumeration inside a sentence (`：⑴…；⑵…`), `一是` and lists of annexes are no headings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Section, Span
from .lines import CLOSING, GAP, SPACES, lines, small_number, squeeze, trim

_CN = r"[一二三四五六七八九十百]{1,5}"
_STYLES: tuple[tuple[str, int, str], ...] = (
    ("chapter", 0, rf"(?P<chapter>第(?P<n_chapter>{_CN}|\d{{1,3}})(?:章|编|部分))"),
    ("part", 1, rf"(?P<part>第(?P<n_part>{_CN}|\d{{1,3}})节)"),
    ("article", 2, rf"(?P<article>第(?P<n_article>{_CN}|\d{{1,3}})条)"),
    ("han", 3, rf"(?P<han>(?P<n_han>{_CN}))[ \u3000]{{0,2}}(?:[、](?![、.．])|[.．](?![、.．\d]))"),
    ("han_round", 4, rf"(?P<han_round>[（(〔][ \u3000]?(?P<n_han_round>{_CN})[ \u3000]?[）)〕])[、.．]?"),
    ("arabic", 5, r"(?P<arabic>(?P<n_arabic>(?<![\d.．])\d{1,3}))[ \u3000]?(?:[.．](?![\d.．])|[、])"),
    ("dotted", 5, r"(?P<dotted>(?P<n_dotted>[\u2488-\u249b]))[、.．]?"),
    ("arabic_round", 6, r"(?P<arabic_round>[（(][ \u3000]?(?P<n_arabic_round>\d{1,3})[ \u3000]?[）)])[、.．]?"),
    ("ringed_round", 6, r"(?P<ringed_round>(?P<n_ringed_round>[\u2474-\u2487]))[、.．]?"),
    ("half_round", 7, r"(?P<half_round>(?P<n_half_round>(?<![\d.．（(])\d{1,2}))[）)][、.．]?"),
    ("ringed", 8, r"(?P<ringed>(?P<n_ringed>[\u2460-\u2473]))[、.．]?"),
)
_RANK = {name: rank for name, rank, _ in _STYLES}
_NUMBER = re.compile("|".join(pattern for _, _, pattern in _STYLES))
_STRONG = set("。！？!?；;：:" + CLOSING + SPACES + "\n\t")
_NO_HAN_BEFORE = set("第统唯单同逐专划归万之周期十百千零每某任其初")
_SEQUENCE_AFTER = re.compile(r"[一二三四五六七八九十]{1,2}(?:[、产级类线次期批月是]|$)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may open a heading."""

    style: str
    rank: int
    value: int
    number: str
    start: int
    end: int
    """Where the number and its separator end: the heading's own words start here."""
    at_line: bool
    """It stands at the start of a line, of a cell, or after a wide space."""
    before_digit: bool = False
    """A digit follows (`1、3月5日…`), as in an enumeration of numbers (`11、12月`)."""


def find_sections(text: str, span: Span) -> tuple[Section, ...]:
    """Find the numbered headings of the document `text[span]`, in order, with their depth."""
    marks = find_marks(text, span)
    flat = is_flat(text, span)
    sections = []
    stack: list[int] = []
    for index, mark in enumerate(marks):
        while stack and stack[-1] >= mark.rank:
            stack.pop()
        stack.append(mark.rank)
        limit = marks[index + 1].start if index + 1 < len(marks) else span[1]
        heading, end = heading_of(text, mark, limit, flat)
        sections.append(Section(len(stack), mark.number, heading, (mark.start, end)))
    return tuple(sections)


def find_marks(text: str, span: Span) -> list[Mark]:
    """Find the numbers that open headings in `text[span]`."""
    start, end = span
    lists = annex_lists(text, span)
    candidates = [
        mark
        for match in _NUMBER.finditer(text, start, end)
        if (mark := _mark(text, start, match)) and not any(a <= mark.start < b for a, b in lists)
    ]
    flat = is_flat(text, span)
    chosen: list[Mark] = []
    last: dict[int, int] = {}
    for index, mark in enumerate(candidates):
        if _accept(text, span, candidates, index, last, flat):
            chosen.append(mark)
            last[mark.rank] = mark.value
    return chosen


def is_flat(text: str, span: Span) -> bool:
    """Has the layout been lost, so that most of the document stands on one line?"""
    longest = max((b - a for a, b in lines(text, *span)), default=0)
    return longest > 100 and longest > (span[1] - span[0]) / 2


_LISTED = r"(?:(?!\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[^\n。])"
_ANNEX_LIST = re.compile(
    rf"附{GAP}件{GAP}[：:]?{GAP}(?:附件)?{GAP}1{GAP}[.．、：:](?![\d]){_LISTED}{{0,400}}"
    rf"(?:\n[{SPACES}\n]{{0,40}}(?:附件)?{GAP}\d{{1,2}}{GAP}[.．、：:]{_LISTED}{{0,200}})*"
)


def annex_lists(text: str, span: Span) -> list[Span]:
    """Find the lists of annexes (`附件：1.… 2.…`): what they number are titles, not headings.

    On a flattened page such a list ends where the text is long over; only a body after a signature is an annex.
    """
    return [match.span() for match in _ANNEX_LIST.finditer(text, *span)]


def _mark(text: str, start: int, match: re.Match[str]) -> Mark | None:
    style = match.lastgroup or ""
    style = style.removeprefix("n_")
    written = match[f"n_{style}"]
    if style in ("dotted", "ringed_round", "ringed"):
        base = {"dotted": 0x2487, "ringed_round": 0x2473, "ringed": 0x245F}[style]
        value: int | None = ord(written) - base
    else:
        value = small_number(written)
    if value is None or value < 1:
        return None
    low = max(start, match.start() - 12)
    before = text[low : match.start()]
    at_line = (low == start and not before.strip(SPACES + "#*\n")) or _line_start(before)
    number = re.sub(rf"[{SPACES}]", "", match[style])
    digit = text[match.end() : match.end() + 1].isdecimal() and style in ("han", "arabic")
    return Mark(style, _RANK[style], value, number, match.start(), match.end(), at_line, digit)


def _line_start(before: str) -> bool:
    bare = before.rstrip(SPACES + "#*>-")
    gap = before[len(bare) :]
    return not bare or bare[-1] in "\n" or "\t" in gap or "\u3000" in gap or sum(c in SPACES for c in gap) >= 2


def _accept(text: str, span: Span, candidates: list[Mark], index: int, last: dict[int, int], flat: bool) -> bool:
    """Judge one candidate by where it stands and by the numbers before and after it."""
    mark = candidates[index]
    before = text[mark.start - 1] if mark.start > span[0] else "\n"
    previous = last.get(mark.rank)
    if mark.before_digit and not _in_run(candidates, index, last):
        return False
    if mark.at_line:
        return mark.rank != 5 or mark.value == 1 or previous is None or mark.value <= previous + 9
    if before in "第至到—-~" or (mark.style == "han" and before in _NO_HAN_BEFORE):
        return False
    follows = previous is not None and mark.value == previous + 1
    near = previous is not None and previous <= mark.value <= previous + 2
    strong = before in _STRONG
    closed = before in "。！？!?）)】］]〕”" or before in SPACES
    if mark.rank <= 3:
        if mark.style == "han" and _SEQUENCE_AFTER.match(text, mark.end):
            return False
        if mark.value == 1:
            opens = previous is None and _continued(candidates, index) is not None
            return flat and (strong or opens or _known_heading(text, mark.end) is not None)
        return (flat and follows) or (closed and near)
    if mark.rank == 4:
        if mark.value == 1:
            return (flat or closed) and _continued(candidates, index) is not None
        return (flat and follows) or (closed and near)
    if mark.value == 1:
        continued = _continued(candidates, index)
        if continued is None:
            return False
        next_before = text[continued.start - 1]
        next_closed = continued.at_line or next_before in "。！？!?）)】］]〕”" or next_before in SPACES
        return next_closed or (flat and mark.rank == 5 and next_before not in "；;，,、：:")
    return follows and (closed or (flat and mark.rank == 5 and before not in "，,、"))


def _in_run(candidates: list[Mark], index: int, last: dict[int, int]) -> bool:
    """Does a number that stands before a digit open its line and carry a run on, or open one?"""
    mark = candidates[index]
    if not mark.at_line:
        return False
    if mark.value == 1:
        following = _continued(candidates, index)
        return following is not None and following.at_line
    return last.get(mark.rank) == mark.value - 1


def _continued(candidates: list[Mark], index: int) -> Mark | None:
    """The mark that carries the run on (value + 1 in the same style) before a higher one intervenes."""
    mark = candidates[index]
    for follower in candidates[index + 1 : index + 60]:
        if follower.style == mark.style and follower.value == mark.value + 1:
            return follower
        if follower.rank < mark.rank and follower.at_line:
            return None
    return None


_PHRASE = (
    "(?:基本|总体|工作|活动|宣传|整治|实施|主要|重点|目标|任务|检查|组织|保障|有关|相关|几点|具体|时间|考核|其他|其它|"
    "进度|方法|职责|责任|指导|推进|行动|年度|监管|创建|培训|竞赛|评选|参加|参与|报名|评分|奖励|奖项|存在|下一步|下步|今后|成员|"
    "监督|督导|督查|宣传教育|适用)*"
    "(?:指导思想|思想|思路|要求|目标|原则|任务|目的|意义|背景|依据|范围|对象|内容|重点|主题|时间|地点|安排|步骤|措施|保障|领导|"
    "事项|方式|方法|形式|分工|单位|职责|标准|程序|流程|做法|成效|成绩|问题|打算|体会|经验|计划|机构|人员|奖惩|条件|名单|口号|管理|纪律|机制)"
)
_KNOWN_HEADING = re.compile(f"{_PHRASE}(?:[和与及、]{_PHRASE})*")


def _known_heading(text: str, at: int) -> re.Match[str] | None:
    """Match the generic words that head a section of an official document (`指导思想`, `工作要求`)."""
    match = _KNOWN_HEADING.match(text, at, at + 24)
    return match if match and match.end() - match.start() >= 4 else None


_HEADING_END = re.compile(r"[。！？\n\t]|：(?=[^\n]{6})")


def heading_of(text: str, mark: Mark, limit: int, flat: bool) -> tuple[str, int]:
    """The heading's own words and where they end: at the first full stop, the line's end, or the next number.

    On a flattened page a generic heading (`一、指导思想以…`) ends with its own words.
    """
    at = mark.end
    while at < limit and text[at] in SPACES:
        at += 1
    stop = _HEADING_END.search(text, at, limit)
    end = stop.start() if stop else limit
    if flat and mark.rank <= 4 and (known := _known_heading(text, at)) and end - known.end() >= 6:
        end = known.end() if text[known.end()] not in "和与及、的" else end
    wide = re.compile(rf"[{SPACES}]{{2,}}|\u3000").search(text, at, end)
    if wide:
        end = wide.start()
    at, end = trim(text, at, end)
    return squeeze(text[at:end]).rstrip("。；;：:、，,*#"), max(end, mark.end)

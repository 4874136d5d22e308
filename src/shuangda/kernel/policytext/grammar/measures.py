"""Measures: what somebody has to do.

The text that a responsibility clause governs is a measure; so is a row of a task table, and a lowest numbered
point that orders work and has no clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Due, Measure, Section, Span, Unit
from ..piece import Piece
from .campaigns import find_campaigns
from .clauses import Clause, find_clauses
from .dues import find_dues
from .lines import GAP, SPACES, lines, trim
from .orders import excluded, orders_work
from .resolutions import charge_units, is_minutes
from .signature import find_signatures
from .tables import TableRow, find_rows


@dataclass(frozen=True, slots=True)
class _Point:
    """A numbered point without the points below it, or a document's text before and without any."""

    span: Span
    path: tuple[str, ...]
    headings: tuple[str, ...]
    leaf: bool


def find_measures(piece: Piece) -> tuple[Measure, ...]:
    """Find what the document orders, in order. Summaries and bulletins order only under their next steps."""
    limit = _body_end(piece)
    points = _points(piece, limit)
    if piece.genre in ("summary", "bulletin"):
        points = [point for point in points if any(_NEXT_STEPS.search(heading) for heading in point.headings)]
    rows = find_rows(piece, (piece.span[0], limit)) if points else []
    taken = [row.span for row in rows]
    measures = [_measure(piece, row.span, _path_at(points, row), row.units, row.rule, row.dues) for row in rows]
    for point in points:
        measures += [m for m in _in_point(piece, point) if not any(_overlap(m.span, span) for span in taken)]
    measures += _over_items(piece, points, [m.span for m in measures])
    if is_minutes(piece):
        measures = [measure if measure.units else charge_units(piece, measure) for measure in measures]
    return tuple(sorted(measures, key=lambda measure: measure.span))


def _over_items(piece: Piece, points: list[_Point], taken: list[Span]) -> list[Measure]:
    """An order whose numbered points are mere items (`应当提交下列材料：（一）…`) is one with its items."""
    found: list[Measure] = []
    for index, point in enumerate(points):
        if point.leaf or excluded(point.headings):
            continue
        depth = len(point.path)
        below = [other for other in points[index + 1 :] if len(other.path) > depth and other.path[:depth] == point.path]
        span = (point.span[0], below[-1].span[1] if below else point.span[1])
        words = piece.text[slice(*point.span)]
        opened = words.rstrip(SPACES + "\n").endswith(("：", ":"))
        if (
            opened
            and not any(_overlap(span, other) for other in taken)
            and orders_work(_own_words(words), point.headings)
        ):
            found.append(_measure(piece, span, point.path, (), "point_with_items"))
            taken.append(span)
    return found


_NUMBER_FIRST = re.compile(
    rf"^[（(〔]?(?:第)?[一二三四五六七八九十百\d\u2460-\u249b]{{1,5}}(?:[）)〕]|[章节条编]|[、.．])?[、.．]?[{SPACES}]*"
)


def _own_words(words: str) -> str:
    """A point's words without its number."""
    return _NUMBER_FIRST.sub("", words, count=1)


_NEXT_STEPS = re.compile(r"下一?步|下一?阶段|今后|打算|工作(?:安排|计划)|明年")


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _path_at(points: list[_Point], row: TableRow) -> tuple[str, ...]:
    return next((point.path for point in reversed(points) if point.span[0] < row.span[1]), ())


_STANDS_OUT = rf"(?:^|(?<=[\n。！？）)」”{SPACES}]))"
_APPENDIX = re.compile(rf"{_STANDS_OUT}(?=附{GAP}件{GAP}\d{{0,2}}{GAP}(?:[：:.．]|\n|$|下载|\d)|附{GAP}[：:])", re.M)
_FAREWELL = (
    "特此(?:通知|报告|函告|函复|函达|批复|通告|公告|请示)|此[复函令][。！]|专此[函报]|(?:妥否|可否|当否|是否妥当)[，,]请|"
    "(?:出席|列席|缺席|请假)(?:人员|单位)?[：:]|(?:参加|记录|分送|分发)[：:]"
)
"""How letters end, and the rosters at the end of minutes."""
_TAIL = re.compile(
    rf"{_STANDS_OUT}(?=抄{GAP}[送报]{GAP}[：:]|(?:信息)?来源[：:]|责任编辑|分享到|[（(]此[件文]|{_FAREWELL}|主题词[：:]|"
    rf"本(?:方案|措施|办法|意见|细则|通知|规定|要点|计划|制度|预案|实施方案|实施意见|实施细则)(?:由|自)[^。\n]{{0,40}}"
    rf"(?:施行|实施|执行|解释|生效))"
)


def _body_end(piece: Piece) -> int:
    """Where the last point ends and the tail of the page begins (annexes, signature, copies, source)."""
    text, end = piece.text, piece.span[1]
    body = max(piece.body_start, piece.span[0])
    first = piece.sections[0].span[1] if piece.sections else body
    if appendix := _APPENDIX.search(text, max(first, body), end):
        end = appendix.start()
    last = next((section.span[1] for section in reversed(piece.sections) if section.span[1] <= end), body)
    if signatures := find_signatures(text, last, end):
        end = min(end, signatures[0].span[0])
    if tail := _TAIL.search(text, last, end):
        end = tail.start()
    return trim(text, piece.span[0], max(end, piece.span[0]))[1]


def _points(piece: Piece, limit: int) -> list[_Point]:
    sections = piece.sections
    points = []
    above: list[Section] = []
    if not sections:
        return [_Point((max(piece.span[0], min(piece.body_start, limit)), limit), (), (), True)]
    for index, section in enumerate(sections):
        if section.span[0] >= limit:
            break
        above = [s for s in above if s.level < section.level] + [section]
        following = sections[index + 1] if index + 1 < len(sections) else None
        stop = min(following.span[0] if following else limit, limit)
        leaf = following is None or following.level <= section.level or following.span[0] >= limit
        path = tuple(s.number for s in above)
        headings = tuple(s.heading for s in above)
        points.append(_Point(_drop_marks(piece.text, section.span[0], stop), path, headings, leaf))
    return points


def _drop_marks(text: str, start: int, end: int) -> Span:
    """Trim a stretch by white space and by the Markdown marks of the next heading."""
    while end > start and text[end - 1] in SPACES + "\n#*":
        end -= 1
    return trim(text, start, end)


def _in_point(piece: Piece, point: _Point) -> list[Measure]:
    clauses = find_clauses(piece.text, *point.span)
    if excluded(point.headings[-1:]):
        clauses = [clause for clause in clauses if clause.rule != "clause_label_line"]
    if clauses and not _slogans(point):
        return _governed(piece, point, clauses)
    words = piece.text[slice(*point.span)]
    if (
        not point.leaf
        or not point.path
        or excluded(point.headings)
        or not orders_work(_own_words(words), point.headings)
    ):
        return []
    return [_measure(piece, point.span, point.path, (), "point_orders_work")]


def _slogans(point: _Point) -> bool:
    return any(len(heading) <= 14 and _SLOGANS.search(heading) for heading in point.headings)


_SLOGANS = re.compile("口号|标语|横幅")


def _governed(piece: Piece, point: _Point, clauses: list[Clause]) -> list[Measure]:
    measures = []
    at = point.span[0]
    text = piece.text
    for clause in clauses:
        low = at if point.path or at > point.span[0] else _paragraph(text, at, clause.span[0])
        start, end = trim(text, low, clause.span[1])
        while start < clause.span[0] and text[start] in "。；;，,、" + SPACES + "\n":
            start += 1
        if len(clauses) == 1 and _heads_point(text, point.span, clause):
            end = point.span[1]
        measures.append(_measure(piece, (start, end), point.path, clause.units, clause.rule))
        at = clause.span[1]
    return measures


def _heads_point(text: str, span: Span, clause: Clause) -> bool:
    """Does the clause stand in the heading, so that it governs the text below?"""
    before = text[span[0] : clause.span[0]]
    after = text[clause.span[1] : span[1]].strip(SPACES + "\n。")
    return len(before) <= 60 and "。" not in before.rstrip("。" + SPACES + "\n") and len(after) > 20


def _paragraph(text: str, low: int, at: int) -> int:
    """Where the paragraph that a clause closes starts, in a text without numbered points."""
    start = low
    for line in lines(text, low, at):
        start = line[0]
    return start


def _measure(
    piece: Piece,
    span: Span,
    path: tuple[str, ...],
    units: tuple[Unit, ...],
    rule: str,
    dues: tuple[Due, ...] | None = None,
) -> Measure:
    words = piece.text[slice(*span)]
    found = [item.due for item in find_dues(piece.text, *span, piece.year)] if dues is None else list(dues)
    unique: list[Due] = []
    for due in found:
        if all((due.by, due.on, due.rrule, due.after) != (d.by, d.on, d.rrule, d.after) for d in unique):
            unique.append(due)
    return Measure(path, words, span, units, tuple(unique), find_campaigns(piece.text, *span), rule)

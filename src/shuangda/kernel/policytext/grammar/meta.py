"""What a document says of itself: genre, issuer, day of issue, governing year, period and theme."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Genre, Period, Section, Span
from .dates import find_ranges, period_of, read_year, whole_year
from .heading import Head
from .lines import GAP, SPACES, lines, sentences, squeeze
from .signature import Signature, find_signatures, is_signing_name
from .titles import announced_titles, genre_of, names_form
from .units import looks_like_unit


@dataclass(frozen=True, slots=True)
class Meta:
    """The document's own particulars."""

    genre: Genre
    issuer: str | None
    issued_on: str | None
    year: int | None
    period: Period | None
    theme: str | None


def read_meta(
    text: str, span: Span, head: Head, sections: tuple[Section, ...], issued_before: str | None, own_body: bool
) -> Meta:
    """Read the particulars of `text[span]`.

    `issued_before` is the day of the letter that brought this document along; `own_body` says that the file
    prints no document of the announced title, so that a letter's body may itself be what it announces.
    """
    signature = _signature(text, span, head)
    genre = _genre(text, span, head, sections, own_body)
    masthead = head.masthead
    issuer = _issuer(head, signature) or (masthead.issuer if masthead else _over_form(text, span, head))
    issued_on = signature.issued_on if signature else masthead.issued_on if masthead else None
    year = _year(text, span, head, issued_on or issued_before)
    period = _period(text, span, head, sections, genre, year, issued_on)
    return Meta(genre, issuer, issued_on, year, period, _theme(text, span, head, sections))


_PREFIX = re.compile(r"^(?P<issuer>[^关《》“”\d]{4,60}?)(?=关于|印发|转发|(?:19|20)\d\d年)")


def _signature(text: str, span: Span, head: Head) -> Signature | None:
    """The last signature of the document, or the one under its title; one inside its prose is none."""
    found = find_signatures(text, *span)
    if not found:
        return None
    last = found[-1]
    tail = re.sub(r"\s", "", text[last.span[1] : span[1]])
    if len(tail) <= 160 or "附" in tail[:4] or last.span[0] - head.body_start < 80:
        return last
    return found[0] if found[0].span[0] - head.body_start < 80 else None


def _over_form(text: str, span: Span, head: Head) -> str | None:
    """The office whose name stands over the title of a form, or begins it."""
    if head.title is None or head.title_span is None or not names_form(head.title):
        return None
    above = [text[slice(*line)] for line in lines(text, span[0], head.title_span[0])]
    within = [text[slice(*line)] for line in lines(text, *head.title_span)][:-1]
    return next((squeeze(name) for name in reversed([*above, *within]) if is_signing_name(name)), None)


def _issuer(head: Head, signature: Signature | None) -> str | None:
    prefix = None if head.news else _PREFIX.match(head.title or "")
    heading = squeeze(prefix["issuer"]) if prefix and _names_body(prefix["issuer"]) else None
    if signature and signature.issuer:
        joint = " " in signature.issuer
        return heading if heading and not joint and signature.issuer.endswith(heading) else signature.issuer
    return heading


def _names_body(words: str) -> bool:
    """Do the words before a title's subject name a body, rather than only its place (`某市2022年…`)?"""
    return looks_like_unit(words) and not re.search(r"[省市县区州盟旗镇乡]$", words)


_INFERRED: tuple[tuple[re.Pattern[str], Genre], ...] = (
    (re.compile(r"通知如下"), "notice"),
    (re.compile(r"(?:总结|汇报|报告)如下|现将[^。：:\n]{0,40}(?:总结|汇报|情况报告)"), "summary"),
    (re.compile(r"现?印发给你们|现予?以?(?:印发|转发|公布)|特此通知"), "notice"),
)
_MADE = re.compile(
    r"制[定订](?:了)?(?:本|以下|如下|此)?(?:实施|工作|行动|活动|宣传|总体)?(?P<noun>方案|计划|要点|办法|细则|意见|措施)"
)


def _genre(text: str, span: Span, head: Head, sections: tuple[Section, ...], own_body: bool) -> Genre:
    if head.news or (head.masthead and head.masthead.is_newsletter):
        return "bulletin"
    if head.title:
        genre = genre_of(head.title)
        if genre == "notice" and own_body and len(sections) >= 4:
            announced = announced_titles(head.title, 0, len(head.title))
            inner = genre_of(announced[0]) if announced else "other"
            if inner in ("work_points", "assessment_rules", "action_plan", "publicity_plan"):
                return inner
        return genre
    opening_end = min(span[1], (sections[0].span[0] if sections else span[0] + 600))
    opening = text[span[0] : opening_end]
    for pattern, genre in _INFERRED:
        if pattern.search(opening) or pattern.search(text, max(opening_end, span[1] - 60), span[1]):
            return genre
    made = _MADE.search(opening)
    if made is None:
        return "other"
    purpose = opening[max(0, made.start() - 300) : made.start()]
    noun = ("宣传" if purpose.count("宣传") >= 2 else "") + made["noun"]
    return genre_of(noun)


_YEAR_WRITTEN = re.compile(
    r"(?<!\d)((?:19|20)\d\d|二[〇零○ＯOo]?[一二三四五六七八九〇零○ＯOo]{2,3})\s*(?:年|[—－\-~～至]\s*(?:19|20)\d\d)"
)


def _year(text: str, span: Span, head: Head, issued_on: str | None) -> int | None:
    """The governing year: of the title, else of issue, else the one the text names most."""
    written = _YEAR_WRITTEN.search(head.title or "")
    titled = read_year(written[1]) if written else None
    if titled is not None:
        return titled
    if issued_on:
        return int(issued_on[:4])
    if numbered := re.search(r"[〔\[［（(](\d{4})[〕\]］）)]", head.number or ""):
        return int(numbered[1])
    if head.news:
        return _year_of_news(text, span)
    years = [y for match in _YEAR_WRITTEN.finditer(text, *span) if (y := read_year(match[1]))]
    return max(sorted(set(years), reverse=True), key=years.count) if years else None


_STAMP = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?\d(?!\d)|年\d{1,2}月\d{1,2}日[ \u3000]*\d{1,2}:)"
)
_LOOKS_BACK = re.compile(r"(?:总结|回顾|通报|汇报|介绍|发布|公布|去年|对|自|从)(?:了)?[^，。；]{0,6}$")
_RETROSPECT = re.compile(r"年度?(?:[，,]|共|累计|先后|以来|起|至今|[^，。；]{0,8}(?:公布|印发|发布|出台|施行)的)")


def _year_of_news(text: str, span: Span) -> int | None:
    """The year of the page's own time stamp, else the first one written; a look back governs nothing."""
    if stamp := _STAMP.search(text, *span):
        return int(stamp[1])
    for written in _YEAR_WRITTEN.finditer(text, *span):
        before = _LOOKS_BACK.search(text, max(span[0], written.start() - 12), written.start())
        if before is None and _RETROSPECT.match(text, written.end(1), span[1]) is None:
            return read_year(written[1])
    return None


_TIME_HEADING = re.compile(
    r"(?!报名|报送|上报|截止|会议|反馈|公示|办理)[^，。：]{0,8}(?:时间|期限|日期)(?:安排|及范围|和范围|及步骤|和步骤)?$"
)
_ACTIVITY = re.compile(
    r"(?:活动|行动|整治|宣传周|宣传月|检查|集中)[^。；\n]{0,24}(?:时间|为期|自|从)|决定(?:于|在|自|从)|(?:活动|行动|整治|实施|开展|宣传)?时间(?:安排|为|定)?[：:在为]|时间安排"
    r"|(?:定|拟)于(?=[^。；\n]{4,40}(?:开展|集中组织))"
)


def _period(
    text: str,
    span: Span,
    head: Head,
    sections: tuple[Section, ...],
    genre: Genre,
    year: int | None,
    issued_on: str | None,
) -> Period | None:
    """The time of the whole activity, else the whole year of a yearly document."""
    if genre in ("summary", "bulletin"):
        return None
    for index, section in enumerate(sections):
        if _TIME_HEADING.fullmatch(section.heading):
            stop = sections[index + 1].span[0] if index + 1 < len(sections) else min(span[1], section.span[1] + 200)
            if found := find_ranges(text, section.span[1], stop, year):
                return period_of(found[0], issued_on)
    opening = sections[0].span[0] if sections else min(span[1], head.body_start + 800)
    for low, high in sentences(text, head.body_start, max(opening, head.body_start)):
        cue = _ACTIVITY.search(text, low, high)
        ranges = find_ranges(text, cue.start(), high, year) if cue else []
        if ranges:
            return period_of(ranges[0], issued_on)
    if genre == "notice" or head.title is None:
        return None
    for years in find_ranges(head.title, 0, len(head.title), year):
        if years.start is not None and years.precision == "year":
            return Period(years.start.isoformat(), years.end.isoformat())
    if match := re.match(r".{0,40}?((?:19|20)\d\d)\s*年", head.title):
        after = head.title[match.end() :]
        if not re.match(r"(?:\d|[一二三四五六七八九十]{1,2}月|第?[一二三四]季|[上下]半年|[春夏秋冬])", after):
            return whole_year(int(match[1]))
    return None


_THEME_HEADING = re.compile(r"(?:活动|宣传|年度|大会|竞赛|本次|培训)*(?:主题)(?:口号)?$")
_THEME_INLINE = re.compile(
    rf"(?:活动|宣传|年度|本次[^，。]{{0,12}}|今年[^，。]{{0,16}})?(?:的)?主题(?:是|为|[：:]){GAP}[“\"「]?(?P<named>[^”\"」。；\n]{{4,50}})"
    r"|[“\"「](?P<quoted>[^“”\"「」\n]{4,50})[”\"」](?:这一|的|为)?(?:活动|宣传|年度)?(?:主题|为主线)(?![教班党日公])"
)


_QUOTED_THEME = re.compile(
    r"主题[是为：:]?[“\"「]([^“”\"「」\n]{4,50})[”\"」]|[“\"「]([^“”\"「」\n]{4,50})[”\"」](?:这一|的|为)?(?:活动|宣传|年度)?主题"
)


def _theme(text: str, span: Span, head: Head, sections: tuple[Section, ...]) -> str | None:
    for index, section in enumerate(sections):
        if not _THEME_HEADING.fullmatch(section.heading):
            continue
        stop = sections[index + 1].span[0] if index + 1 < len(sections) else min(span[1], section.span[1] + 200)
        body = text[section.span[1] : stop]
        first = next((body[a:b] for a, b in lines(body, 0, len(body)) if body[a:b].strip("：:。 ")), "")
        words = re.sub(r"[（(](?:待定|暂定|拟定|未定)[）)]", "", first.strip(SPACES + "：:。."))
        quoted = re.fullmatch(r"[“\"「]([^”\"」]+)[”\"」]", words.strip("。 ")) or _QUOTED_THEME.search(words)
        return (quoted[quoted.lastindex or 1] if quoted else words).strip(SPACES + "。") or None
    match = _THEME_INLINE.search(text, head.body_start, span[1])
    return (match["named"] or match["quoted"]).strip(SPACES + "，,") if match else None

"""The head of a document: its title, number and addressees, with page furniture passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from ..model import Span
from .furniture import DATE_LINE, FURNITURE, HEADING_NUMBER, RED_HEAD, SHARE, is_furniture
from .headlines import headline, sole_headline
from .lines import GAP, MARKS, SPACES, lines, squeeze, trim
from .mastheads import Masthead, find_mastheads
from .news import is_news
from .signature import is_signing_name
from .titles import NOUN, looks_like_title, strip_call
from .units import looks_like_unit, split_units

_BRACKETED_NUMBER = (
    rf"{GAP}[〔\[［（(【{{｛]{GAP}(?:19|20)\d\d{GAP}[〕\]］）)】}}｝]"
    rf"{GAP}(?:第{GAP})?(?:\d{{1,5}}|[××xX*＊]{{1,4}}){GAP}号"
)
NUMBER = re.compile(rf"(?P<prefix>[\u4e00-\u9fff]{{2,14}}){_BRACKETED_NUMBER}")
"""A document's number, such as `某办发〔2020〕2号`; glued words before it belong to the prefix: see `own_prefix`."""
_NOT_PREFIX = re.compile(
    r".*(?:根据|按照|依据|贯彻|落实|执行|参照|遵照|依照|印发|转发|详见|参见|废止|省局|市局|总局|部署|下发|以及|及其|文件|通知|意见|发文字号|文件编号|字号|文号|编号|"
    r"方案|办法|决定|精神|[的和与及])(?=[\u4e00-\u9fff]{2,})"
)


def own_prefix(prefix: str) -> int:
    """How many characters before a number's own prefix only run into it (`根据某办发` → 2)."""
    match = _NOT_PREFIX.match(prefix)
    return match.end() if match else 0


_NOTED_NUMBER = re.compile(rf"[{SPACES}]*[（(〔\[]{GAP}{NUMBER.pattern.replace('?P<prefix>', '')}{GAP}[）)〕\]]$")
"""A document's own number in brackets that closes the line of its title, or stands below it."""


_NUMBER_LINE = re.compile(
    rf"{NUMBER.pattern}(?:[{SPACES}]*签发人[:：][^\n]{{2,40}}|[{SPACES}]+(?:[\u4e00-\u9fff]{{2,4}}(?:[{SPACES}]+[\u4e00-\u9fff]{{2,4}})?))?"
)
"""The line of an upward document's number ends with whoever signed it (GB/T 9704-2012, 7.2.6)."""

_NAME_FIELD = re.compile(rf"(?:标{GAP}题|名{GAP}称|信息名称|文件名称)[：:][{SPACES}]*(?=[^{SPACES}])")
_ANNEX_MARK = re.compile(rf"附{GAP}[件表]{GAP}(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}}(?!\d))?{GAP}[：:．.、]?{GAP}")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document says, and where its body starts."""

    title: str | None
    title_span: Span | None
    number: str | None
    recipients: tuple[str, ...]
    body_start: int
    news: bool = False
    """It is a piece of news; then its headline is its title."""
    masthead: Masthead | None = None


def read_head(text: str, span: Span, announced: tuple[str, ...] = ()) -> Head:
    """Read the head of the document `text[span]`. `announced` are the titles that an earlier notice named."""
    start, end = span
    if masthead := _own_masthead(text, span):
        return _under_masthead(text, span, masthead)
    first = next(lines(text, start, end), (start, start))
    if first[1] - first[0] <= 140 or "\n" in text[start : min(end, start + 140)]:
        title, title_span, at = _title_in_lines(text, span)
        if title is None and (_ANNEX_MARK.match(text, first[0], end) or first[1] - first[0] > 100):
            title, title_span, at = _title_in_flat(text, span, announced)
    else:
        title, title_span, at = _title_in_flat(text, span, announced)
    number = _own_number(text, start, at, end, title_span)
    recipients, body = _recipients(text, at, end)
    line = headline(text, span)
    if is_news(text, span, title, squeeze(text[slice(*line)]) if line else None, bool(recipients)):
        if title is None and line:
            title, title_span, body = squeeze(text[slice(*line)]), line, line[1]
        return Head(title, title_span, number, (), body, news=True)
    return Head(title, title_span, number, recipients, body)


def _own_masthead(text: str, span: Span) -> Masthead | None:
    """The masthead that a document opens with, behind the furniture of a page at most."""
    start, end = span
    masthead = next(iter(find_mastheads(text, start, min(end, start + 1200))), None)
    return masthead if masthead and "。" not in text[start : masthead.span[0]] else None


def _under_masthead(text: str, span: Span, masthead: Masthead) -> Head:
    """The head with its title between masthead and text: the mark where there is none, or several pieces follow."""
    start, end = span
    rest = (masthead.span[1], end)
    title, found, at = (None, None, 0) if masthead.is_newsletter else _title_in_lines(text, rest)
    if found is None and (found := sole_headline(text, rest)):
        title, at = squeeze(text[slice(*found)]), found[1]
    if found is None:
        title, found, at = masthead.mark, masthead.mark_span, rest[0]
    recipients, body = ((), at) if masthead.is_newsletter else _recipients(text, at, end)
    number = _own_number(text, start, at, end, found) or masthead.number
    return Head(title, found, number, recipients, body, masthead=masthead)


_IN_FULL = re.compile(r"(?:全文|原文|内容)(?:公布)?如下[：:。]?$")
"""A page that prints a document in full introduces it so: the document's own title follows."""
_DRAFT = re.compile(r"[（(〔\[](?:.{0,14}(?:稿|试行|暂行|修订|版)|(?:19|20)\d\d[^（）()]{0,8}年?)[）)〕\]]$")


def _title_in_lines(text: str, span: Span) -> tuple[str | None, Span | None, int]:
    """Find the title among the first lines; returns it, its span, and where the rest of the head starts."""
    groups: list[list[tuple[Span, str]]] = [[]]
    called: tuple[Span, str] | None = None
    annexed = tabled = False
    for line in islice(lines(text, *span), 40):
        raw = text[slice(*line)].strip(MARKS + SPACES)
        bare = strip_call(raw)
        if mark := _ANNEX_MARK.match(bare):
            bare = bare[mark.end() :].strip(SPACES)
        annexed = annexed or mark is not None
        if not bare:
            continue
        if bare != raw and _ANNEX_MARK.match(raw) is None:
            called = (line, bare)
            continue
        bare = _NOTED_NUMBER.sub("", _NAME_FIELD.sub("", bare, count=1))
        if not bare or is_furniture(bare) or RED_HEAD.match(bare) or _NUMBER_LINE.fullmatch(bare):
            groups.append([])
            continue
        if DATE_LINE.match(bare):
            groups.append([])
            continue
        if _IN_FULL.search(bare):
            groups.append([])
            continue
        if "。" in bare or len(bare) > 110 or bare[-1] in "：:；;" or "\t" in bare or HEADING_NUMBER.match(bare):
            tabled = "\t" in raw
            break
        groups[-1].append((line, bare))
    found = [title for group in groups for title in _titles_of(group)]
    if found:
        title = found[0]
        for later in found[1:]:
            if _same_title(title[0], later[0]) and not _captions(text, later, title[0]):
                title = later
        return squeeze(title[0]), title[1], title[1][1]
    if annexed and groups[0]:
        line, words = groups[0][0]
        return squeeze(words), line, line[1]
    if called:
        return squeeze(called[1]), called[0], called[0][1]
    head = [line for group in groups for line in group]
    bare_kind = next(((words, line) for line, words in head if _BARE_TITLE.fullmatch(squeeze(words))), None)
    if untitled := (_over_table(head) if tabled else bare_kind):
        return squeeze(untitled[0]), untitled[1], untitled[1][1]
    return None, None, span[0]


_BARE_TITLE = re.compile("通知|通告|公示|启事|(?:提醒|督办|催办|告知|邀请|感谢)[函书信]")
"""A letter may be called by nothing but its kind (`通　知`)."""


def _over_table(head: list[tuple[Span, str]]) -> tuple[str, Span] | None:
    """The title of a form is the line over its table that is no office's name, whatever kind it calls itself."""
    for index, (line, words) in enumerate(head):
        bare = squeeze(words)
        if is_signing_name(bare) or re.search("[，；：:]", bare) or not re.search(r"[\u4e00-\u9fff]{2}", bare):
            continue
        if len(bare) <= _BARE_KIND and index and is_signing_name(head[index - 1][1]):
            return head[index - 1][1] + words, (head[index - 1][0][0], line[1])
        return words, line
    return None


_BARE_KIND = 6
"""A line of so few characters under an office's name (`督办单`) is a title only together with it."""


def _same_title(outer: str, inner: str) -> bool:
    """Is one title the full form of the other (`关于…的通知` under `某局关于…的通知`)?"""
    a, b = (re.sub(r"\s", "", t) for t in (outer, inner))
    return a in b or b in a or a[-12:] == b[-12:]


def _captions(text: str, later: tuple[str, Span], title: str) -> bool:
    """Is a line only the caption of the table below it, with fewer words than the title it repeats?"""
    below = next(lines(text, later[1][1], min(len(text), later[1][1] + 400)), None)
    return below is not None and "\t" in text[slice(*below)] and len(squeeze(later[0])) < len(squeeze(title))


def _titles_of(group: list[tuple[Span, str]]) -> list[tuple[str, Span]]:
    """Join lines that only together are a title, as a long title is wrapped."""
    found = []
    i = 0
    while i < len(group):
        taken = _title_from(group, i)
        if taken is None:
            i += 1
            continue
        stop, words = taken
        found.append((words, (group[i][0][0], group[stop][0][1])))
        i = stop + 1
    return found


def _title_from(group: list[tuple[Span, str]], first: int) -> tuple[int, str] | None:
    words = ""
    for j in range(first, min(first + 5, len(group))):
        line = group[j][1]
        if (
            j > first
            and is_signing_name(group[j - 1][1])
            and j == first + 1
            and not re.match(r"关于|印发|转发|(?:19|20)\d\d", line)
        ):
            return None
        words = f"{words}{line}" if not words or not (words[-1].isascii() and line[0].isascii()) else f"{words} {line}"
        if looks_like_title(words):
            following = group[j + 1][1] if j + 1 < len(group) else ""
            if following.startswith("的") or any(words.count(a) > words.count(b) for a, b in ("《》", "（）", "“”")):
                continue
            if _DRAFT.match(following):
                return j + 1, words + following
            return j, words
    return None


_STATED = (
    rf"(?:[^\s。：:；，《》]{{2,60}}?{GAP})?(?:关于|印发|转发|公布)(?:[^。：:\n《》]|《[^《》\n]{{1,100}}(?:《[^《》\n]{{1,60}}》[^《》\n]{{0,40}})?》){{2,120}}?"
    rf"的?(?:若干|实施|指导|有关|补充|紧急|预)?(?:通知|意见|函|通告|公告|决定|报告|通报|批复|请示|办法|方案|措施|总结|规定|细则|计划|要点)"
    r"(?:[（(][^（）()\n]{0,12}(?:稿|试行|暂行)[）)])?"
)
_STATED_TITLE = re.compile(
    rf"(?<![《〈])(?P<title>{_STATED})(?!的)(?=[{SPACES}\n]|$|各|市|区|县|省|局|本|有关|为|根据|按照|依据|近|[\u4e00-\u9fff]{{2,14}}{_BRACKETED_NUMBER})"
)


def _title_in_flat(text: str, span: Span, announced: tuple[str, ...]) -> tuple[str | None, Span | None, int]:
    """Find the title at the start of a flattened page, behind its furniture."""
    start, end = span
    at = start
    while at < end and text[at] in SPACES + "\n#":
        at += 1
    if mark := _ANNEX_MARK.match(text, at, end):
        at = mark.end()
    for title in announced:
        pattern = rf"(?:[^\s。：:，《》]{{0,30}}?){GAP}" + loosely(title)
        if (found := re.compile(pattern).match(text, at, end)) and not found[0].startswith("《"):
            return squeeze(found[0]), found.span(), found.end()
    region = min(end, at + 900)
    if colon := _addressed(text, at, region):
        region = colon
    chosen: re.Match[str] | None = None
    for found in _STATED_TITLE.finditer(text, at, region):
        if chosen is None or _same_title(chosen["title"], found["title"]):
            chosen = found
    if chosen:
        low, high = chosen.span("title")
        named = re.compile("关于|印发|转发").search(text, low, high)
        numbered = NUMBER.search(text, low, named.start() if named else high)
        low = numbered.end() if numbered else _joint_start(text, at, low)
        return squeeze(text[low:high]), (low, high), high
    return _leading_title(text, at, end) or (None, None, start)


def _joint_start(text: str, limit: int, at: int) -> int:
    """Move the start of a title back over the names of joint issuers that stand before it, parted by spaces."""
    while at > limit:
        before = text[limit:at].rstrip(SPACES)
        word = re.search(rf"[^{SPACES}\n]+$", before)
        if word is None or len(before) == at - limit or not is_signing_name(word[0]):
            return at
        at = limit + word.start()
    return at


def loosely(title: str) -> str:
    """A pattern for a title whose layout spaces may differ."""
    return rf"[{SPACES}\n]{{0,3}}".join(re.escape(c) for c in title if c not in SPACES)


_LEADING = re.compile(
    rf"(?P<title>[^\s。：:；，《》]{{2,70}}?(?:{NOUN})+(?:{GAP}[（(][^（）()\n]{{0,14}}(?:稿|试行|暂行|版|年)[）)])?)"
    rf"(?=[{SPACES}\n]|为|现|根据|按照|依据|(?:19|20)\d\d年|[上下]半年|今年|一年来|一、|第一章|第一条|序号|单位|填报|填表|工作任务|项目|任务|姓名|$)"
)


def _leading_title(text: str, at: int, end: int) -> tuple[str, Span, int] | None:
    match = _LEADING.match(text, at, end)
    if match is None or not looks_like_title(match["title"]):
        return None
    return squeeze(match["title"]), match.span("title"), match.end("title")


_FULL_STOP = re.compile("。")


def _own_number(text: str, start: int, at: int, end: int, title: Span | None) -> str | None:
    """The document's own number: before the title or straight after it, never one in brackets or prose."""
    regions = [(start, title[0]), (title[1], min(end, title[1] + 160))] if title else [(start, min(end, start + 300))]
    for low, high in regions:
        stop = _FULL_STOP.search(text, max(low, at), high) if low >= at else None
        for match in NUMBER.finditer(text, low, stop.start() if stop else high):
            at = match.start() + own_prefix(match["prefix"])
            before = text[max(start, at - 1) : at]
            loose = (
                before in ("", "\n", "：", ":", *SPACES) or at == (title[1] if title else start) or at > match.start()
            )
            if before in ("（", "(", "〔", "["):
                loose = _closes_line(text, start, at, match.end(), end)
            if not loose or before in ("《", "〈", "“") or re.match("根据|按照|贯彻|落实|依据", match["prefix"]):
                continue
            if _OF_ANOTHER.search(text, max(start, at - 12), at):
                continue
            return re.sub(rf"[{SPACES}\n]", "", text[at : match.end()])
    return None


_OF_ANOTHER = re.compile(rf"(?:来|收|原|上级)[文函电件]{GAP}(?:文?号|字号|编号)?{GAP}[：:]?[{SPACES}\n]*$")
"""A field of a form that asks for the number of the paper it goes with."""
_CLOSED = re.compile(rf"{GAP}[）)〕\]][{SPACES}]*(?=\n|$)")
_CITED = re.compile(rf"(?:》|印发|转发|根据|按照)[{SPACES}]*$")


def _closes_line(text: str, start: int, at: int, stop: int, end: int) -> bool:
    """Does a number in brackets from `at` close the line of a title, or fill a line of its own?"""
    return _CLOSED.match(text, stop, end) is not None and _CITED.search(text, max(start, at - 8), at - 1) is None


_TOKEN = re.compile(
    rf"[{SPACES}\n#*]*(?:(?:{FURNITURE.pattern})(?:[：:][{SPACES}]*[^{SPACES}\n：:]{{0,30}}(?=[{SPACES}\n]))?[：:]?[{SPACES}]*|{SHARE.pattern}|"
    rf"[（(〔\[]?{NUMBER.pattern}(?:{GAP}[）)〕\]])?|[（(][^（）()\n]{{1,12}}(?:稿|试行|暂行)[）)]|[^\n。：:]{{0,40}}[>＞›»][^\n。]{{0,120}}(?=\n)|"
    rf"[^\n。：:]{{0,60}}\|(?=\n)|主送(?:单位|机关)?[：:])[{SPACES}\n]*"
)
_ADDRESSEE = re.compile(r"[\u4e00-\u9fff“”‘’（）()]{0,24}(?:者|人|户|家|师|员|商|同志|们)$")
_VERBAL = re.compile(
    r"^(?:为|根据|按照|现|经|兹|近|今|如下)|如下|现将|通知|特制|联系人|电话|有关事项|时间|地址|依据|关于|意见|制定|方案"
)


def _recipients(text: str, at: int, end: int) -> tuple[tuple[str, ...], int]:
    """The addressees before the first colon of the body, and where the body starts."""
    for _ in range(12):
        token = _TOKEN.match(text, at, end)
        if token is None or token.end() == at:
            break
        at = token.end()
    colon = _addressed(text, at, min(end, at + 900))
    if colon is None:
        return (), at
    low, high = trim(text, at, colon)
    names = tuple(squeeze(text[slice(*part)]) for part in split_units(text, low, high, "、，,；;"))
    return names, colon + 1


def _addressed(text: str, at: int, end: int) -> int | None:
    """Where the colon of a 主送 line stands that starts at `at`; None where the text is none."""
    depth = 0
    for i in range(at, end):
        char = text[i]
        if char in "（(〔":
            depth += 1
        elif char in "）)〕":
            depth = max(0, depth - 1)
        elif char in "。！？；" or (char == "\n" and text[i : i + 2] == "\n\n" and i - at > 600):
            return None
        elif char in "：:" and depth == 0:
            return i if _are_addressees(text, at, i, end) else None
    return None


def _are_addressees(text: str, start: int, colon: int, end: int) -> bool:
    """Are the words before a colon addressees: bodies, and behind them perhaps persons (`…获奖者`)?

    The colon of a 主送 line ends its line, unless the page lost its lines.
    """
    low, high = trim(text, start, colon)
    line_end = text.find("\n", colon, end)
    rest = text[colon + 1 : line_end if line_end >= 0 else end].strip(SPACES)
    if rest and len(rest) < 60 and line_end >= 0 and "。" not in rest:
        return False
    names = [squeeze(text[slice(*part)]) for part in split_units(text, low, high, "、，,；;")]
    good = [name for name in names if looks_like_unit(name) and not _VERBAL.search(name)]
    persons = [name for name in names if name not in good and _ADDRESSEE.fullmatch(name) and not _VERBAL.search(name)]
    return bool(good) and len(good) + len(persons) == len(names)

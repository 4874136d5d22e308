"""Responsibility clauses: who leads, who supports, who is responsible for the text before them.

A clause stands in brackets (`（责任单位：…）`, `（某局牵头，某局配合）`, a bare `（区公安局）` at the end of a
point) or under a label of its own (`责任单位：…`). Clauses that touch are one, together with a time limit or
a responsible person named beside them. A sentence that merely names an actor is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Role, Span, Unit
from .lines import GAP, ROUND_OPENING, SPACES, bracket_pairs, squeeze, trim
from .units import is_unit_word, looks_like_unit, split_units


@dataclass(frozen=True, slots=True)
class Clause:
    """A responsibility clause with its units and its own span, brackets included."""

    units: tuple[Unit, ...]
    span: Span
    rule: str


_ROLE_WORD = (
    "牵头|主牵头|配合|协办|协助|参与|参加|协同|支持|责任|指导|监督|督导|负责|主办|承办|实施|落实|执行|承担|"
    "组织实施|组织|主责|主管|督办|办理|分工"
)
_NOUN = "单位|部门|处室|科室|股室|科所|机构|主体|科|处|部室|支队|大队"
_LABEL = re.compile(
    rf"(?P<time>(?:完成|办结|整改|实施|推进|落实|办理|工作|责任|任务)?(?:时限|时间节点|时间进度|期限|进度)(?:及?要求|安排)?|"
    rf"(?:完成|办结|实施|落实|整改)(?:时间|日期)(?:要求)?|时间(?:要求|安排|节点))"
    rf"(?:{GAP}[：:]|[ \u3000]{{1,3}}(?=[\d一二每全长持年]))"
    rf"|(?P<person>(?:责任|分管|牵头|包抓|包保|联系|主管|负责|督导|市级|区级|县级|挂钩|主要){{0,3}}(?:领导|责任人|负责人|联系人|牵头人)"
    rf"(?:及联系方式|及电话)?){GAP}[：:]"
    rf"|(?P<unit>(?:第一|主要|具体|共同|市级|区级|县级|省级|市直|县直|区直|各){{0,3}}(?:{_ROLE_WORD})"
    rf"(?:(?:[（(/／、和及与]|或)?(?:{_ROLE_WORD})[）)]?){{0,3}}(?P<noun>(?:{_NOUN})(?:[（(](?:{_ROLE_WORD})(?:{_NOUN})?[）)]|及(?:责任人|负责人))?)?)"
    rf"(?:{GAP}(?:[：:]|为[：:]?)|(?P<gap>[ \u3000]{{1,3}}(?=[\u4e00-\u9fff])))"
)
_DIVISION = (
    r"(?:(?:按照?|依据?|根据|结合|在)?(?:各自|各|本部门|部门|工作|任务|本单位|法定|相关)*(?:职责|职能|分工|职责任务)(?:范围|权限)?"
    r"(?:[和及、与]?(?:分工|职责|任务|权限))?(?:范围)?内?)"
)
_ADVERB = (
    r"(?:分别|分头|共同|具体|各自|依法|依职责|依职|按职责|积极|密切|联合|协同|全程|全面|统一|统筹|主要|组织|等|各|齐抓)"
)
_TAIL = (
    r"(?:负责|组织|实施|落实|推进|抓好|抓总|抓|开展|完成|做好|相关|有关|工作|此项|该项|本项|推动|督促|统筹|协调|办理|任务|指导|建设|承担|制定|参加|"
    r"配合|协助|参与)"
)
_ENDS = rf"(?={GAP}(?:[，,；;。、）)】\]〕\n（(]|会同|$))"
_MARKER = re.compile(
    rf"(?:{_DIVISION}?{_ADVERB}*(?:负责)?(?<![（(])(?P<lead>牵头)(?!单位|部门|人|处|科室|领导|机构|的){_TAIL}*|[为是作](?:总)?(?P<lead2>牵头)(?:责任)?(?:单位|部门)){_ENDS}"
    rf"|(?:{_DIVISION}?{_ADVERB}*(?<![（(])(?P<support>配合|协助|参与|参加|支持|协同|协办){_TAIL}*|[为是作](?P<support2>配合|协助|参与|协办)(?:单位|部门)){_ENDS}"
    rf"|(?:{_DIVISION}?{_ADVERB}*(?<![（(])(?P<own>负责|做好|开展|落实|承办|主办|实施|承担|推进|抓好|组织实施|执行|办理){_TAIL}*|[为是作](?P<own2>责任|主办|承办)(?:单位|部门)"
    rf"|(?P<own3>{_DIVISION})){_ENDS}"
)
_LEADING_WORD = re.compile(
    rf"^(?:[{SPACES}，,；;。、：:]|[^，,、（）]{{0,8}}(?:工作|任务|事项|措施)由|由|会同|其中|联合|商|以及|并|和|及|与|\d{{1,2}}[.．、](?!\d))+"
)
_OTHERS = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十]+个|[全省市县区州]*(?:直|级|有关|相关)|有关|相关|多个|各|职能|多|成员|其他)*(?:职能|成员)?"
    r"(?:部门|单位|处室|科室|机构)?(?:和单位|及单位|、单位)?$"
)
_NOTE = re.compile(r"[（(](?P<role>牵头|主牵头|主办|主责|负责|责任|配合|协办|协助|参与)(?:单位|部门)?[）)]$")
_NOT_NAME = re.compile(
    r"^(?:以下|简称|含|包括|如|即|见|原|不含|除|详见|下同|注|例如|比如|特别是|尤其|或)|以下简称|下同|简称"
)
_TIME_WORDS = re.compile(
    r"\d{4}年|\d月|\d日|[底日月年]前|完成$|^(?:长期|持续|常年|全年|每年|每月|每季|每半年|即时|立即|按时|适时)"
)
_PERSON = re.compile(r"(?:人|同志|代表|领导|人员|成员)$")
_FIRST_LEADS = re.compile(
    r"[，,、；;（(]*(?:列|排(?:名|序)?)(?:在)?(?:首位|第一(?:位)?)的?(?:单位|部门)?为?(?:牵头|主办|责任)?(?:单位|部门)?[^；;]*$"
)


def find_clauses(text: str, start: int, end: int) -> list[Clause]:
    """Find the responsibility clauses in `text[start:end]`, in order; those that touch are merged."""
    parts = sorted([*_bracketed(text, start, end), *_labelled(text, start, end)], key=lambda part: part.span)
    merged: list[Clause] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before and part.span[0] < before.span[1]:
            continue
        if before and _touch(text, before, part):
            rule = before.rule if before.units else part.rule
            merged[-1] = Clause(before.units + part.units, (before.span[0], part.span[1]), rule)
        else:
            merged.append(part)
    return [clause for clause in merged if clause.units]


def _touch(text: str, before: Clause, part: Clause) -> bool:
    between = text[before.span[1] : part.span[0]]
    return len(between) <= 6 and not between.strip(SPACES + "\n；;。，,*#")


def _bracketed(text: str, start: int, end: int) -> Iterator[Clause]:
    at = start
    for opened, close in bracket_pairs(text, start, end):
        if opened < at:
            continue
        clause = _clause_in(text, start, opened, close, end)
        if clause is not None:
            yield clause
            at = close + 1


def _clause_in(text: str, low: int, opened: int, close: int, end: int) -> Clause | None:
    """Judge the stretch between two brackets."""
    words = _LINE_BREAK.sub("", text[opened + 1 : close]).strip(SPACES)
    if len(words) < 2:
        return None
    span = (opened, close + 1)
    label = _LABEL.match(words)
    if label and (label["gap"] is None or label["noun"]):
        units = units_of(words)
        timed = label["time"] is not None or label["person"] is not None
        return Clause(units, span, "clause_labelled_brackets") if units or timed else None
    if not _closes_point(text, low, opened, close, end) or _NOT_NAME.search(words[:8]):
        return None
    if _MARKER.search(words):
        units = units_of(words)
        named = [unit for unit in units if looks_like_unit(unit.name) and not _PERSON.search(unit.name)]
        good = bool(units) and len(named) * 5 >= len(units) * 4
        return Clause(units, span, "clause_verb_brackets") if good else None
    names = [squeeze(words[slice(*part)]) for part in split_units(words, 0, len(words), "、，,；;")]
    bare = all(is_unit_word(name) and len(name) >= 3 and not _NOT_NAME.search(name) for name in names)
    if not bare or not names or is_unit_word(text[max(low, opened - 6) : opened].split("\n")[-1]):
        return None
    return Clause(tuple(Unit(_clean(name)[0], "responsible") for name in names), span, "clause_bare_units")


_LINE_BREAK = re.compile(rf"[{SPACES}]*\n[{SPACES}\n]*")
_POINT_BEHIND = re.compile(rf"[。；;\n{re.escape(ROUND_OPENING)}]|\d{{1,2}}[.．、]|[一二三四五六七八九十]{{1,3}}、")


def _closes_point(text: str, low: int, opened: int, close: int, end: int) -> bool:
    """Does a bracket stand behind a sentence, rather than inside one?"""
    before = text[max(low, opened - 40) : opened].rstrip(SPACES + "\n")[-1:]
    after = text[close + 1 : min(end, close + 12)].lstrip(SPACES)
    return before in tuple("。；！？;") or not after or _POINT_BEHIND.match(after) is not None


_UNLABELLED_BEFORE = "。；;！？）)】］]：:\n\t"


_EVENT_CARD = re.compile(
    rf"(?:^|(?<=[\n。；{SPACES}]))(?:[\d一二三四]{{1,2}}[、.．])?(?:活动|举办|会议|培训)?(?:时间|地点){GAP}[：:]", re.M
)
"""`时间：` and `地点：` make a point an invitation: its hosts and participants are no responsible units."""
_TAKES_PART = re.compile("参加|参与")
_HOSTS = re.compile("主办|承办|协办|支持")


def _labelled(text: str, start: int, end: int) -> Iterator[Clause]:
    """Labels outside brackets: on a line of their own, or behind a full stop."""
    reached = start
    card = _EVENT_CARD.search(text, start, end) is not None
    for label in _LABEL.finditer(text, start, end):
        at = label.start()
        before = text[max(start, at - 6) : at].rstrip(SPACES + "*#【")
        goes_on = reached > start and not text[reached:at].strip(SPACES + "\n；;，,。")
        if before and before[-1] not in _UNLABELLED_BEFORE and not goes_on:
            continue
        if label["gap"] is not None or (
            label["unit"] and not label["noun"] and not re.match(r"牵头|责任|配合|主办|协办|承办", label["unit"])
        ):
            continue
        if label["unit"] is None and label["time"] is None and label["person"] is None:
            continue
        if label["unit"] and _TAKES_PART.match(label["unit"]) and (card or not goes_on):
            continue
        if label["unit"] and card and _HOSTS.match(label["unit"]):
            continue
        stop = _label_end(text, label.end(), end)
        units = units_of(text[at:stop]) if label["unit"] else ()
        if label["unit"] and (not units or any(len(unit.name) > 40 for unit in units)):
            continue
        span = trim(text, at, stop)
        reached = span[1]
        yield Clause(units, span, "clause_label_line")


_STOP = re.compile(
    r"[。\n]|(?<=[^、，,])[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|(?<![\d.])\d{1,2}[.．、](?!\d)|[\u2460-\u249b]"
)


def _label_end(text: str, at: int, end: int) -> int:
    """Where the words under a label end: at the full stop, the line's end, the next label or heading number."""
    limit = min(end, at + 400)
    while True:
        stop = _STOP.search(text, at, limit)
        low = stop.start() if stop else limit
        if stop and stop[0] == "\n" and text[at:low].rstrip(SPACES)[-1:] in ("、", "，", ","):
            at = stop.end()
            continue
        break
    following = _LABEL.search(text, at, low)
    while following and following["gap"] is not None:
        following = _LABEL.search(text, following.end(), low)
    return following.start() if following else low


def units_of(words: str) -> tuple[Unit, ...]:
    """Read the units and roles of a clause's own words (without its brackets), in order."""
    words = _LINE_BREAK.sub("", words)
    units: list[Unit] = []
    at = 0
    role: Role | None = None
    skipped = False
    for label in _LABEL.finditer(words):
        if label["gap"] is not None and not label["noun"]:
            continue
        if not skipped:
            units += _marked(words, at, label.start(), role)
        at = label.end()
        skipped = label["unit"] is None
        role = _role_of(label["unit"]) if label["unit"] else None
    if not skipped:
        units += _marked(words, at, len(words), role)
    return tuple(units)


def _role_of(word: str) -> Role:
    if "牵头" in word:
        return "lead"
    return "support" if re.search("配合|协办|协助|参与|参加|协同|支持", word) else "responsible"


def _marked(text: str, start: int, end: int, default: Role | None) -> list[Unit]:
    """Read a list whose names carry their role behind them (`某局牵头，某局、某局配合`)."""
    units: list[Unit] = []
    if note := _FIRST_LEADS.search(text, start, end):
        listed = _names(text, start, note.start(), default or "responsible")
        return [Unit(unit.name, "lead" if i == 0 else unit.role) for i, unit in enumerate(listed)]
    at = start
    for marker in _MARKER.finditer(text, start, end):
        if marker["lead"] or marker["lead2"]:
            role: Role = "lead"
        else:
            role = "support" if marker["support"] or marker["support2"] else "responsible"
        units += _names(text, at, marker.start(), role)
        at = marker.end()
    return units + _names(text, at, end, default or "responsible")


def _names(text: str, start: int, end: int, role: Role) -> list[Unit]:
    lead_in = _LEADING_WORD.match(text[start:end])
    start += lead_in.end() if lead_in else 0
    units: list[Unit] = []
    for part in split_units(text, start, end, "、，,；;\t/"):
        name, own = _clean(squeeze(text[slice(*part)]))
        if (
            2 <= len(name) <= 45
            and not re.fullmatch(r"[\d\W]+|有关事项|无|略|相关工作", name)
            and not _TIME_WORDS.search(name)
        ):
            units.append(Unit(name, own or role))
    return units


def _clean(name: str) -> tuple[str, Role | None]:
    """Take role words, numbers and a closing 等 off a name; returns the role a note in brackets gives it."""
    own: Role | None = None
    if note := _NOTE.search(name):
        own = _role_of(note["role"])
        name = name[: note.start()]
    name = _LEADING_WORD.sub("", name)
    name = _OTHERS.sub("", name.rstrip("。.：:；;，, "))
    return name.strip(SPACES), own

"""Signatures: the body that signs and the day beneath it, where a letter ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Span
from .dates import FoundDate, find_dates
from .lines import MARKS, SPACES, squeeze, trim
from .titles import NOUN, looks_like_title
from .units import bare_name, looks_like_unit


@dataclass(frozen=True, slots=True)
class Signature:
    """A closing date with the body that stands before it."""

    issuer: str | None
    issued_on: str
    span: Span
    """From the issuer's name to the end of the date and the note behind it (`（此件公开发布）`)."""


_AFTER = re.compile(
    rf"(?P<closed>[）)])?[{SPACES}]*(?P<note>[（(](?:此件|此文|联系人|公开|主动公开|信息公开|盖章|印章)[^（）()\n]*[）)])?[{SPACES}]*"
)
_NOT_SIGNED = re.compile(
    r"[前起至到以之后，,、。；;—\-~～]|印发|开始|举|上午|下午|[：:]|\d(?!\d{3})|（星期|[（(]周|召开|止|期间|施行|期"
)
_FIELD = re.compile(r"(?:时间|日期|发布|发文|生成|更新|填报|实施|生效|成文|截止|访问)(?:于|为)?[：:]?$")
_BEFORE_NAME = re.compile(rf"[。！；;：:\n）)】」”{SPACES}]")


def find_signatures(text: str, start: int, end: int) -> list[Signature]:
    """Find the signatures in `text[start:end]`, in order."""
    days = (date for date in find_dates(text, start, end, None) if date.precision == "day")
    return [found for day in days if (found := _signature(text, start, end, day))]


def _signature(text: str, start: int, end: int, date: FoundDate) -> Signature | None:
    if date.clock or date.weekday is not None or "年" not in text[slice(*date.span)]:
        return None
    line_start = text.rfind("\n", start, date.span[0]) + 1 or start
    before = text[max(line_start, date.span[0] - 120) : date.span[0]]
    if _FIELD.search(before.rstrip(SPACES)):
        return None
    after = _AFTER.match(text, date.span[1], end)
    bracketed = after is not None and after["closed"] is not None and before.rstrip(SPACES).endswith(("（", "("))
    stop = after.end() if after else date.span[1]
    ends_line = stop >= end or text[stop] == "\n"
    if _NOT_SIGNED.match(text, date.span[1], end):
        return None
    noted = bracketed or (after is not None and after["note"] is not None)
    follows = ends_line or noted or _may_follow(text, stop, end)
    if not before.strip(SPACES + "（("):
        issuer, low = _lines_above(text, start, line_start)
        if not follows or (not ends_line and not noted and issuer is None):
            return None
    else:
        low = max(line_start, date.span[0] - 120)
        issuer, low = _name_before(text, low, low + len(before.rstrip(SPACES + "（(" if bracketed else "")))
        if issuer is None and not (noted or (ends_line and before.rstrip(SPACES)[-1:] in "。")):
            return None
        if not (follows or stop > date.span[1]):
            return None
    return Signature(issuer, date.first.isoformat(), (low or date.span[0], stop))


_FOLLOWER = re.compile(
    rf"附{{0,1}}[{SPACES}]*件|抄送|来源|主题词|信息来源|[（(]此件|(?:19|20)\d\d[—\-－]?(?:\d{{4}})?年|关于|第[一二三四五六七八九]篇"
)


def _may_follow(text: str, at: int, end: int) -> bool:
    """On a flattened page a signature runs into an annex, a note, or the title of the next document."""
    if _FOLLOWER.match(text, at, end):
        return True
    return looks_like_title(re.split(rf"[{SPACES}\n]", text[at : min(end, at + 100)], maxsplit=1)[0])


def _lines_above(text: str, start: int, line_start: int) -> tuple[str | None, int | None]:
    """The lines above a date that stand alone and name bodies: the issuer, several joined by a space."""
    names: list[str] = []
    low = line_start
    at = line_start - 1
    while at > start and len(names) < 4:
        above = text.rfind("\n", start, at)
        line = trim(text, max(above + 1, start), at)
        words = _SEAL.sub("", text[slice(*line)].strip(MARKS + SPACES))
        parts = re.split(rf"[{SPACES}]+", words)
        if words and all(is_signing_name(part) for part in parts):
            names[:0] = [name for part in parts for name in _names_of_one_place(part)]
            low = line[0]
        elif words and is_signing_name(words):
            names.insert(0, squeeze(words))
            low = line[0]
        elif names and _is_wrapped(words, names[0]):
            names[0] = squeeze(words) + names[0]
            low = line[0]
        elif words:
            break
        at = above if above >= start else start
        if above < start:
            break
    return (" ".join(names) or None), low


_OF_PLACE = re.compile(r"(?:中共)?(?P<place>[\u4e00-\u9fff]{1,6}?[省市县区州盟旗])")


def _names_of_one_place(words: str) -> list[str]:
    """Names that a page ran together (`某市公安局某市司法局`): one ends where the name of its place comes again."""
    place = _OF_PLACE.match(words)
    if place is None:
        return [words]
    parts = re.split(rf"(?<=[局委办厅部院会府社联室])(?=(?:中共)?{place['place']})", words)
    return parts if all(is_signing_name(part) for part in parts) else [words]


def _is_wrapped(words: str, rest: str) -> bool:
    """Is a line the first half of a long name that goes on in `rest`?"""
    bare = squeeze(words)
    return (
        8 <= len(bare) <= 34
        and re.fullmatch(r"[\u4e00-\u9fff（）()]+", bare) is not None
        and not looks_like_title(bare)
        and not bare.startswith(("附", "特此", "此", "联系"))
        and is_signing_name(bare + rest)
    )


def is_signing_name(words: str) -> bool:
    """Can a whole line be the name of the body that signs?"""
    bare = squeeze(words)
    return (
        4 <= len(bare) <= 40
        and looks_like_unit(bare)
        and not re.search(r"[，。、：:；]|^(?:抄送|附|联系|各|请|第)|关于|负责", bare_name(bare))
        and not looks_like_title(bare)
    )


_GLUED_TITLE = re.compile(
    rf".*(?:{NOUN})(?=(?:中共|国家|全国|[\u4e00-\u9fff]{{1,8}}?[省市县区州盟旗])[\u4e00-\u9fff]{{2,}}$)", re.S
)
_SEAL = re.compile(r"(?:[（(](?:代章|盖章|印章|公章|章)[）)]|编印|编发|主办|编)$")
_WORDS = re.compile(r"[\u4e00-\u9fff（）()、]+$")


def _name_before(text: str, low: int, at: int) -> tuple[str | None, int | None]:
    """The body's name, or the names, that run into the date on the same line."""
    stretch = _SEAL.sub("", text[low:at].rstrip(SPACES))
    names: list[str] = []
    while stretch and len(names) < 4:
        cut = max((m.end() for m in _BEFORE_NAME.finditer(stretch)), default=0)
        words = _WORDS.search(stretch, cut)
        if words is None:
            break
        cut, name = words.start(), words[0]
        glued = _GLUED_TITLE.match(name)
        if glued and is_signing_name(name[glued.end() :]):
            names.insert(0, name[glued.end() :])
            stretch = stretch[: cut + glued.end()]
            break
        if is_signing_name(name):
            names.insert(0, name)
        elif names and _is_wrapped(name, names[0]):
            names[0] = name + names[0]
        else:
            break
        rest = stretch[:cut]
        stretch = rest.rstrip(SPACES)
        if rest == stretch:
            break
    return (" ".join(names) or None), low + len(stretch) if names else None

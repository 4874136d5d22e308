"""Where one document of a file ends and the next begins.

A compilation marks its pieces (`第二篇：…`), an annex its own (`附件1`), an issue of a newsletter has its masthead;
a plan behind the notice that prints it starts with its title after the notice's signature. A list of annexes, a
mere `附件下载`, and a roster printed under `附：` start nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from ..model import Span
from .heading import loosely
from .lines import GAP, MARKS, SPACES, lines, small_number
from .mastheads import find_mastheads
from .sections import annex_lists
from .signature import Signature, find_signatures
from .titles import NOUN, announced_titles, looks_like_title

_PIECE = re.compile(r"^[#* ]*(?:第[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十]{1,2})[：:、 ]", re.M)
_ANNEX = re.compile(
    rf"附{GAP}[件表]{GAP}(?:(?P<n>[一二三四五六七八九十]{{1,2}}|\d{{1,2}})(?![\d年]))?{GAP}(?P<colon>[：:．.、])?"
)
_SHORTEST = 24
"""A document has more than this many characters: a bare `附件.docx` or `附件下载` is none."""


def split_documents(text: str) -> list[Span]:
    """Share out the whole text among its documents, in order; a text without marks is one document."""
    pieces = {match.start() for match in _PIECE.finditer(text) if match.start() > 0} | _series(text)
    mastheads = find_mastheads(text, 0, len(text))
    signatures = [
        signature
        for signature in find_signatures(text, 0, len(text))
        if not any(masthead.span[0] <= signature.span[0] < masthead.span[1] for masthead in mastheads)
    ]
    pieces |= {masthead.span[0] for masthead in mastheads if "。" in text[: masthead.span[0]]}
    lists = annex_lists(text, (0, len(text)))
    starts = pieces | set(_annexes(text, signatures, lists))
    starts |= {_with_mark(text, at) for at in (*_announced(text, signatures), *_after_signature(text, signatures))}
    ordered = sorted(starts | {0})
    kept = [
        start
        for start, following in zip(ordered, [*ordered[1:], len(text)], strict=True)
        if start in pieces or len(text[start:following].strip()) >= _SHORTEST
    ]
    if not kept or not text[: kept[0]].strip():
        kept = [0, *kept[1:]]
    elif kept[0] != 0:
        kept.insert(0, 0)
    return list(zip(kept, [*kept[1:], len(text)], strict=True))


_IN_SERIES = re.compile(
    rf"^[{SPACES}#*]*(?P<name>[^\n。：:；\t]{{3,40}}(?:总结|方案|计划|报告|通知|要点|简报))[{SPACES}]*[（(【]?(?:第|篇)?[{SPACES}]*"
    rf"(?P<n>[一二三四五六七八九十]{{1,2}}|\d{{1,2}})[{SPACES}]*篇?[）)】]?[：:]?[{SPACES}]*$",
    re.M,
)


def _series(text: str) -> set[int]:
    """Where the pieces of a numbered series start: lines with one title and the numbers 1, 2, … behind it."""
    named: dict[str, dict[int, int]] = {}
    for match in _IN_SERIES.finditer(text):
        named.setdefault(match["name"], {}).setdefault(small_number(match["n"]) or 0, match.start())
    return {at for numbers in named.values() if 1 in numbers and 2 in numbers for at in numbers.values() if at > 0}


_SHINGLE = 6
_SAME = 0.8


def find_repeats(text: str, spans: list[Span]) -> list[int | None]:
    """For each document the index of the earlier one that it repeats nearly word for word, or None."""
    shingles = []
    for start, end in spans:
        body = re.sub(r"[^\u4e00-\u9fff\w]", "", text[start:end])
        shingles.append({body[i : i + _SHINGLE] for i in range(len(body) - _SHINGLE + 1)} if len(body) > 200 else set())
    found: list[int | None] = []
    for index, mine in enumerate(shingles):
        if not mine:
            found.append(None)
            continue
        earlier = (
            i
            for i, theirs in enumerate(shingles[:index])
            if found[i] is None
            and 0.5 < len(mine) / max(1, len(theirs)) < 2
            and len(mine & theirs) / len(mine | theirs) >= _SAME
        )
        found.append(next(earlier, None))
    return found


_NO_ANNEX = re.compile(
    rf"{GAP}(?:下载|列表|[：:]?{GAP}(?:1[.、．]|（|\()|[.．](?:doc|pdf|xls|wps|zip|rar|ofd))|[^\n]{{0,6}}(?:所示|规定|要求填)",
    re.I,
)


def _annexes(text: str, signatures: list[Signature], lists: list[Span]) -> list[int]:
    """Where an annex with a title and a text of its own starts."""
    starts = []
    ends = [signature.span[1] for signature in signatures]
    for match in _ANNEX.finditer(text):
        at = match.start()
        line_start = text.rfind("\n", 0, at) + 1
        heads_line = not text[line_start:at].strip(SPACES + "#*【[")
        signed = bisect_right(ends, at)
        before = text[at - 1 : at]
        parted = before in tuple(SPACES) or (before == "。" and match["n"] is not None)
        heads_stretch = signed > 0 and (parted or ends[signed - 1] == at)
        if (
            not (heads_line or heads_stretch)
            or any(a <= at < b for a, b in lists)
            or _NO_ANNEX.match(text, match.end())
        ):
            continue
        if _is_listed(text, match.end(), signatures[bisect_left(ends, match.end()) :][:2]) or not _title_follows(
            text, match.end()
        ):
            continue
        starts.append(line_start if heads_line else at)
    return starts


def _is_listed(text: str, at: int, signatures: list[Signature]) -> bool:
    """Is what follows only the list of annexes above a signature?"""
    following = next((s for s in signatures if s.span[0] >= at), None)
    if following is None or following.span[0] - at > 500:
        return False
    between = text[at : following.span[0]]
    return "。" not in between and "\t" not in between and between.count("\n") < 12


_FLAT_TITLE = re.compile(rf"[^\s。：:；，]{{0,70}}?(?:{NOUN})")


def _title_follows(text: str, at: int) -> bool:
    """Does a title of its own follow an annex mark, on the same line or wrapped over the next ones?"""
    words = ""
    own_line = text[at : at + 1] == "\n"
    for line in islice(lines(text, at, min(len(text), at + 300)), 4):
        raw = text[slice(*line)].strip(MARKS + SPACES)
        if len(raw) > 120:
            return not words and _FLAT_TITLE.match(raw) is not None
        if "。" in raw and not own_line and not words:
            return _FLAT_TITLE.match(raw) is not None
        if "。" in raw or "\t" in raw or raw[-1:] in tuple("：:；;，,"):
            return looks_like_title(words)
        words += raw
        if looks_like_title(words) or (own_line and len(words) <= 50):
            return True
    return False


_MARK_BEHIND = re.compile(
    rf"[#*{SPACES}]*附{GAP}[件表]{GAP}(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})?{GAP}[：:．.、]?[{SPACES}\n#*]*$"
)


def _with_mark(text: str, at: int) -> int:
    """Move the start of a titled document back over the annex mark before it."""
    low = max(0, at - 40)
    match = _MARK_BEHIND.search(text[low:at])
    if match is None:
        return at
    return low + match.start()


def _announced(text: str, signatures: list[Signature]) -> list[int]:
    """Where a document starts that a letter before it printed, attached or sent out for opinions."""
    starts = []
    low = 0
    for signature in [*signatures, None][:6]:
        signed = signature.span[1] if signature else min(len(text), low + 3000)
        for title in announced_titles(text, low, signed):
            pattern = re.compile(
                rf"(?P<start>^[#*{SPACES}]*)[^\s。：:，《》]{{0,30}}?{loosely(title)}(?={GAP}(?:[（(][^（）()\n]*[）)])?{GAP}$)",
                re.M,
            )
            found = pattern.search(text, signed if signature else low + 1)
            if found and found.start() > 0 and (signature or "。" in text[low : found.start()]):
                starts.append(found.start())
            elif signature:
                flat = re.compile(
                    rf"[{SPACES}\n#]*(?:[（(][^（）()\n]*[）)])?[{SPACES}\n#]*(?P<title>[^\s。：:，《》]{{0,30}}?{loosely(title)})"
                )
                if found := flat.match(text, signed):
                    starts.append(found.start("title"))
        if signature is None:
            break
        low = signed
    return starts


def _after_signature(text: str, signatures: list[Signature]) -> list[int]:
    """Where a titled document starts right behind a signature, announced or not."""
    starts = []
    for signature in signatures:
        words = ""
        first: int | None = None
        for line in islice(lines(text, signature.span[1], min(len(text), signature.span[1] + 400)), 5):
            raw = text[slice(*line)].strip(MARKS + SPACES)
            if not words and re.fullmatch(rf"[（(].*[）)]|附{GAP}[件表]{GAP}\d{{0,2}}[：:]?", raw):
                continue
            if len(raw) > 120 or raw.startswith(("附：", "附:", "抄送")):
                break
            first = line[0] if first is None else first
            words += raw
            if looks_like_title(words):
                starts.append(first)
                break
    return starts

"""Documents cited with a number: `《关于…的意见》（某办发〔2019〕56号）`."""

from __future__ import annotations

import re

from ..model import Reference, Span
from .heading import NUMBER, own_prefix
from .lines import GAP, SPACES, squeeze

_TITLE_BEFORE = re.compile(
    rf"《(?P<title>[^《》\n]{{2,120}}(?:《[^《》\n]{{1,80}}》[^《》\n]{{0,60}})*)》[{SPACES}]*[（(〔\[]?[{SPACES}]*$"
)
_PLAIN_BEFORE = re.compile(
    rf"(?:^|[\n。；：\d][.．、]?)[{SPACES}]*(?P<title>[^\n。；：《》]{{6,90}}?(?:通知|意见|方案|办法|规定|决定|函|计划|要点|细则))[（(][{SPACES}]*$"
)

_DECREE = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fff]{{0,20}}[国院部局会委署府省市席厅])令{GAP}第{GAP}(?:\d{{1,4}}|[一二三四五六七八九十百〇零]{{1,6}}){GAP}号"
)
"""A decree's number names the body that made it (`国务院令第1号`)."""


def find_references(text: str, span: Span, own_number: str | None) -> tuple[Reference, ...]:
    """Find the numbers of other documents that `text[span]` cites, each once, with the title before it."""
    own = _key(own_number) if own_number else None
    seen: set[str] = set()
    found = []
    numbers = [*NUMBER.finditer(text, *span), *_DECREE.finditer(text, *span)]
    for match in sorted(numbers, key=lambda number: number.start()):
        cut = own_prefix(match["prefix"])
        number = re.sub(rf"[{SPACES}\n]", "", match[0])[cut:]
        key = _key(number)
        if key in seen or (own is not None and (key == own or key.endswith(own))):
            continue
        seen.add(key)
        low = max(span[0], match.start() - 160)
        title = _TITLE_BEFORE.search(text[low : match.start() + cut]) or _PLAIN_BEFORE.search(text[low : match.start()])
        found.append(Reference(squeeze(title["title"]) if title else None, number))
    return tuple(found)


def _key(number: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff\d]", "", number)

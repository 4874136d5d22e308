"""Figures that are missing (`人次达到了人`) or cannot be meant (`3.8人`, `合格率120%`, a part above its whole)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Finding
from ...piece import Piece
from ..quantities import Quantity, find_quantities
from ..statements import statements

_UNITS = r"人次|人|户次|家次|场次|批次|件|份|起|篇|条|家|户|场|次|块|幅|期|万元|亿元|元|%|％"
_MISSING = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?:达到了?|达了|共计|总计|累计达?|合计|超过了?|突破了?)(?P<unit>{_UNITS})(?=[，。；、,;）)\s]|$)"
)
_REACHES = re.compile("[达计]|超过|突破")
_ODD = re.compile("余")
_NOUN_ONLY = re.compile(
    r"(?P<noun>执法人员|案件|宣传资料|宣传手册|宣传单|群众|投诉举报|经营户)"
    r"[ \t\u3000]*(?P<unit>人次|件|份|户次)(?=[，。；、,;])"
)
_VAGUE_ONLY = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{1,8}?)(?<![其剩多业盈富结残万千百十亿几节之])余"
    r"(?P<unit>人次|份|件|家|户次|场次|篇|条|起|万元)(?=[，。；、,;）)]|$)"
)
_DISCRETE = frozenset(set("人名位户家件份条块场篇起辆幅期本册台个") | {"人次", "户次", "家次", "场次", "批次"})
_MAY_COUNT = re.compile("[0-9０-９]")
_AVERAGE = re.compile(r"每|均|平均|人均|户均|比|约合|相当于|达标|得")
_BOUNDED = re.compile(
    r"(?:合格|覆盖|满意|办结|整改|达标|知晓|参与|回复|备案|抽样|抽查|破案|结案|公开|应答|按时|及时|准确|成功)率|满意度|占比|比例"
)
_GROWTH = re.compile(r"增长|提高|提升|上升|下降|增幅|同比|环比|超额|倍")


def find_wrong_figures(piece: Piece) -> tuple[Finding, ...]:
    """Query what stands where a figure belongs."""
    found: list[Finding] = []
    for statement in statements(piece):
        found.extend(_missing(piece, statement.span))
        whole: Quantity | None = None
        for clause in statement.clauses:
            if not _MAY_COUNT.search(piece.text, *clause):
                continue
            part = piece.text.startswith("其中", clause[0])
            for quantity in find_quantities(piece.text, clause):
                found.extend(_implausible(piece.text, clause, quantity))
                if part and whole is not None and _exceeds(quantity, whole):
                    message = f"其中{_plain(quantity)}多于总数{_plain(whole)}"
                    found.append(Finding("implausible_figure", message, quantity.span, "finding_part_above_whole"))
                if not part:
                    whole = quantity
    return tuple(found)


def _missing(piece: Piece, span: tuple[int, int]) -> Iterator[Finding]:
    for cue, pattern in ((_REACHES, _MISSING), (_ODD, _VAGUE_ONLY), (None, _NOUN_ONLY)):
        if cue is not None and cue.search(piece.text, *span) is None:
            continue  # a cheap look before the careful one
        for match in pattern.finditer(piece.text, *span):
            noun = match["noun"] or match["unit"]
            yield Finding("missing_figure", f"{noun}没有数字", match.span(), "finding_missing_figure")


def _implausible(text: str, clause: tuple[int, int], quantity: Quantity) -> Iterator[Finding]:
    before = text[clause[0] : quantity.span[0]]
    digits = quantity.number.written
    if quantity.value % 1 and quantity.unit in _DISCRETE and not _AVERAGE.search(before):
        message = f"{_counted(before, quantity.unit)}不能是{digits}，应为{digits}万"
        yield Finding("implausible_figure", message, quantity.span, "finding_fraction_of_one")
    bounded = _BOUNDED.search(before[-12:]) and not _GROWTH.search(before[-16:])
    if quantity.unit == "%" and quantity.value > 100 and bounded:
        message = f"比率不能是{digits}%"
        yield Finding("implausible_figure", message, quantity.span, "finding_rate_above_whole")


def _counted(before: str, unit: str) -> str:
    noun = re.search(r"(人次|人数|户数|件数|数量|次数)(?:达到?了?|为|共|约)*$", before)
    return noun[1] if noun else unit


def _exceeds(part: Quantity, whole: Quantity) -> bool:
    return part.unit == whole.unit and part.unit in _DISCRETE and part.value > whole.value


def _plain(quantity: Quantity) -> str:
    return f"{quantity.value:g}{quantity.unit}"

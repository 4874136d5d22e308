"""A unit named twice in one responsibility clause, and one that no list knows while a near one is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...model import Finding, Measure, Span
from ...piece import Piece

_ENDING = re.compile(
    r"(?:局|委|办|室|部|厅|院|处|科|所|站|队|中心|政府|单位|部门|企业|国企|机构|街道|园区|区|县|市|镇|乡|村|校|组|海关|公司|协会|会|行|司|台|社|厂|馆|场|店"
    r"|专班|小组|成员|系统|机关|组织|集团|等|盟|州|旗|省|馆|报|网|军|警|学|商|库|团|联|[）)〕])$"
)
_NAME_END = "、，,；;。）)〕 \n\t\u3000按牵配负等和及协参支"
_SHARED = 3
"""How many leading characters a misspelt unit has in common with the one that was meant."""


def find_wrong_units(piece: Piece) -> tuple[Finding, ...]:
    """Query the units of the measures against each other and against the addressees."""
    named = Counter(unit.name for measure in piece.measures for unit in measure.units)
    known = {name for name, times in named.items() if times > 1} | set(piece.recipients)
    found: list[Finding] = []
    for measure in piece.measures:
        found.extend(_twice(piece, measure))
        for unit in dict.fromkeys(unit.name for unit in measure.units):
            meant = (_written_out(piece.text, unit) or _meant(unit, known)) if unit not in known else None
            place = _place(piece.text, measure.span, unit) if meant else None
            if meant and place:
                message = f"{unit}似为{meant}"
                found.append(Finding("unknown_unit", message, place, "finding_unknown_unit"))
    return tuple(found)


def _written_out(text: str, unit: str) -> str | None:
    """The longer name that a list anywhere in the file has for a unit cut short (`区检察` for `区检察院`)."""
    if len(unit) < _SHARED or _ENDING.search(unit):
        return None
    longer = re.search(rf"(?<=[、，：:（(\n]){re.escape(unit)}[院局委部办厅会站]{{1,2}}(?=[、，,：:；;。）)\n])", text)
    return longer[0] if longer else None


def _meant(unit: str, known: set[str]) -> str | None:
    """The known unit that a name without a proper ending comes nearest to."""
    if len(unit) < _SHARED or (_ENDING.search(unit) and not re.search(r"(.)\1$", unit)):
        return None
    near = [name for name in known if name != unit and _common(name, unit) >= _SHARED]
    return max(near, key=lambda name: (_common(name, unit), -abs(len(name) - len(unit)), name), default=None)


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _twice(piece: Piece, measure: Measure) -> Iterator[Finding]:
    names = [unit.name for unit in measure.units]
    for name, times in Counter(names).items():
        if times < 2:
            continue
        second = _place(piece.text, measure.span, name)
        first = _place(piece.text, (measure.span[0], second[0]), name) if second else None
        if first and second:
            span = (first[0], second[1])
            yield Finding("duplicate_unit", f"{name}在同一责任括注中出现两次", span, "finding_duplicate_unit")


def _place(text: str, span: Span, name: str) -> Span | None:
    """The last place inside `span` where a unit stands as a name of its own."""
    at = span[1]
    while (at := text.rfind(name, span[0], at)) >= 0:
        stop = at + len(name)
        if stop >= span[1] or text[stop] in _NAME_END:
            return at, stop
    return None

"""Who has to act by the minutes of a meeting: they charge units in their sentences, where other papers have clauses.

`由市公安局牵头，市农业农村局配合` gives roles; `各单位要于…` and `请市财政局…` name who is responsible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model import Measure, Role, Unit
from ..piece import Piece
from .lines import GAP, SPACES, squeeze
from .statements import clauses
from .subjects import actor_of
from .units import is_unit_word, looks_like_unit, split_units

_MARK = re.compile(rf"纪{GAP}要[{SPACES}]*$", re.M)
_OPENING = re.compile("纪要如下")
_CHARGED = re.compile(
    r"(?:由|请|责成|[，。；：\n]|^)(?P<names>[^，。；：“”\d\n]{2,60}?)(?P<role>牵头|会同|配合|协助|负责|承办|主办|落实)(?!单位|部门|人|机构)"
)
_WITH = re.compile(
    r"(?P<names>[^，。；：“”\d\n]{2,60}?)(?:等(?:有关)?(?:部门|单位))?(?=[，。；]|开展|制定|组织|负责|抓好|做好|研究|落实|提出|于|在|$)"
)
_MEETING = re.compile(r"会议$|与会|大家")


def is_minutes(piece: Piece) -> bool:
    """Is a document the minutes of a meeting?"""
    start, end = piece.span
    body = max(piece.body_start, start)
    opened = _OPENING.search(piece.text, body, min(end, body + 400))
    return opened is not None or _MARK.search(piece.text, start, body) is not None


def charge_units(piece: Piece, measure: Measure) -> Measure:
    """A point of minutes with the units that its sentences charge; as it was where they name none."""
    units = {unit.name: unit for unit in (*_bidden(piece.text, measure), *_charged(measure.text))}
    return replace(measure, units=tuple(units.values()), rule="minutes_charge_units") if units else measure


def _charged(words: str) -> Iterator[Unit]:
    for match in _CHARGED.finditer(words):
        names = _names(match["names"])
        yield from (Unit(name, _role(match["role"])) for name in names)
        if names and match["role"] == "会同" and (others := _WITH.match(words, match.end())):
            yield from (Unit(name, "support") for name in _names(others["names"]))


def _bidden(text: str, measure: Measure) -> Iterator[Unit]:
    for clause in clauses(text, *measure.span):
        yield from (Unit(name, "responsible") for name in actor_of(text, clause) if not _MEETING.search(name))


def _names(words: str) -> list[str]:
    """The units that a stretch lists; none where any part of it is no unit's name."""
    words = re.split("由|请|责成", words)[-1]
    names = [squeeze(words[slice(*part)]) for part in split_units(words, 0, len(words), "、，,")]
    return names if all(looks_like_unit(name) and is_unit_word(name) for name in names) else []


def _role(verb: str) -> Role:
    if verb in ("牵头", "会同"):
        return "lead"
    return "support" if verb in ("配合", "协助") else "responsible"

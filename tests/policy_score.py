"""Compare what the reader finds with labels: hits, false finds and misses per category.

A label file has the shape of the reader's JSON. A key that a labelled document lacks is not scored;
`neutral` (measures) and `neutral_<key>` list places where a find is neither rewarded nor punished.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

Item = dict[str, Any]
Span = list[int]
_HALF_TO_FULL = str.maketrans("()[],:;", "（）［］，：；")
_META = ("title", "number", "issuer", "issued_on", "genre", "theme")


@dataclass
class Tally:
    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1.0 where there was nothing to find and nothing was found."""
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else 1.0

    def bags(self, labels: Iterable[Hashable], finds: Iterable[Hashable]) -> None:
        """Count equal things, each as often as it stands on both sides."""
        gold, found = Counter(labels), Counter(finds)
        shared = (gold & found).total()
        self.count(shared, found.total() - shared, gold.total() - shared)

    def count(self, hits: int, false: int, missed: int) -> None:
        self.hits, self.false, self.missed = self.hits + hits, self.false + false, self.missed + missed


Scores = dict[str, Tally]


def plain(text: object) -> str:
    """Words without layout: no spaces, full-width punctuation, no closing mark."""
    return re.sub(r"\s+", "", str(text or "")).translate(_HALF_TO_FULL).rstrip("。；，、：")


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def union_share(a: Item, b: Item) -> float:
    """Intersection over union of two spans."""
    whole: int = max(a["span"][1], b["span"][1]) - min(a["span"][0], b["span"][0])
    return overlap(a["span"], b["span"]) / max(1, whole)


def touch(a: Span, b: Span) -> float:
    """Share of the shorter span that both have in common."""
    return overlap(a, b) / max(1, min(a[1] - a[0], b[1] - b[0]))


def due_key(due: Item) -> Hashable:
    """A deadline without its wording: the day, the recurrence, or the distance from an event."""
    if "rrule" in due:
        return frozenset(part for part in due["rrule"].upper().split(";") if part != "INTERVAL=1")
    if "after" in due:
        return due["after"]["n"], due["after"]["unit"]
    return str(due.get("by") or due["on"])[:10]


def _dues(item: Item) -> Counter[Hashable]:
    return Counter(map(due_key, item["due"]))


def _day(item: Item, end: str) -> str:
    return (item[end] or "")[:10]


def _where(same: Callable[[Item, Item], bool]) -> Callable[[Item, Item], float]:
    """Likeness of two items that touch and agree in what `same` compares; 0 otherwise."""

    def likeness(a: Item, b: Item) -> float:
        share = touch(a["span"], b["span"])
        return share if share > 0.3 and same(a, b) else 0.0

    return likeness


LIKENESS: dict[str, Callable[[Item, Item], float]] = {
    "sections": lambda a, b: float(
        (plain(a["number"]), a["level"]) == (plain(b["number"]), b["level"]) and abs(a["span"][0] - b["span"][0]) <= 4
    ),
    "measures": lambda a, b: share if (share := union_share(a, b)) >= 0.5 else 0.0,
    "duties": _where(lambda a, b: _dues(a) == _dues(b) and a.get("min_count") == b.get("min_count")),
    "targets": _where(lambda a, b: (a["op"], a["value"], plain(a["unit"])) == (b["op"], b["value"], plain(b["unit"]))),
    "events": _where(lambda a, b: all(_day(a, end) == _day(b, end) for end in ("start", "end"))),
    "facts": _where(
        lambda a, b: (
            (a["value"], plain(a["unit"]), a.get("qualifier", "exact"))
            == (b["value"], plain(b["unit"]), b.get("qualifier", "exact"))
        )
    ),
    "findings": lambda a, b: float(a["code"] == b["code"] and overlap(a["span"], b["span"]) > 0),
}


def pair(
    labels: list[Item], finds: list[Item], likeness: Callable[[Item, Item], float]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pair each label with at most one find, the most alike first; the rest of both sides follows."""
    alike = sorted(((likeness(a, b), i, j) for i, a in enumerate(labels) for j, b in enumerate(finds)), reverse=True)
    taken: dict[int, int] = {}
    for share, i, j in alike:
        if share > 0 and i not in taken and j not in taken.values():
            taken[i] = j
    return (
        [(labels[i], finds[j]) for i, j in taken.items()],
        [a for i, a in enumerate(labels) if i not in taken],
        [b for j, b in enumerate(finds) if j not in taken.values()],
    )


def _score_meta(label: Item, found: Item, tally: Tally) -> None:
    for key in _META:
        if key in label:
            tally.bags(*([plain(side[key])] if side.get(key) else [] for side in (label, found)))
    if label.get("period"):
        tally.bags(
            *(
                [(_day(span, "start"), _day(span, "end"))] if (span := side.get("period")) else []
                for side in (label, found)
            )
        )
    if "recipients" in label:
        tally.bags(*(map(plain, side.get("recipients", [])) for side in (label, found)))


def _bag(kind: str, side: Item) -> list[Hashable]:
    """What of a document's references, contacts, slogans or consultation is compared."""
    if kind == "references":
        return [plain(each.get("number") or each.get("title")) for each in side.get(kind, [])]
    if kind == "contacts":
        return [plain(each.get("phone") or each.get("email")) for each in side.get(kind, [])]
    if kind == "slogans":
        return [(plain(each["text"]), plain(each.get("unit"))) for each in side.get(kind, [])]
    asked = side.get("consultation")
    return [(due_key(asked["due"]), asked["silence_is_consent"], plain(asked.get("channel")))] if asked else []


def _inside(measure: Item) -> dict[str, list[Hashable]]:
    """The parts of a measure that are scored one by one."""
    return {
        "units": [(plain(unit["name"]), unit["role"]) for unit in measure["units"]],
        "due": [due_key(due) for due in measure.get("due", [])],
        "campaigns": [plain(name) for name in measure.get("campaigns", [])],
    }


def _score_items(kind: str, label: Item, found: Item, scores: Scores) -> None:
    labels, finds = label[kind], found.get(kind, [])
    if kind == "duties":  # a duty without a date or a number is not scored
        labels, finds = ([each for each in side if each["due"] or each.get("min_count")] for side in (labels, finds))
    neutral = label.get("neutral" if kind == "measures" else f"neutral_{kind}", [])
    pairs, missed, false = pair(labels, finds, LIKENESS[kind])
    false = [each for each in false if not any(touch(each["span"], place) > 0.6 for place in neutral)]
    scores[kind].count(len(pairs), len(false), len(missed))
    if kind != "measures":
        return
    for measure, read in [*pairs, *((each, None) for each in missed), *((None, each) for each in false)]:
        sides = [_inside(side) if side else None for side in (measure, read)]
        for part in ("units", "due", "campaigns"):
            if measure is None or part in measure:
                scores[part].bags(*(side[part] if side else [] for side in sides))


def score(labels: list[Item], finds: list[Item], scores: Scores) -> None:
    """Add the documents of one file to `scores`; a labelled document that was not found counts as read empty."""
    pairs, missed, false = pair(labels, finds, lambda a, b: share if (share := union_share(a, b)) >= 0.8 else 0.0)
    scores["documents"].count(len(pairs), len(false), len(missed))
    for label, found in [*pairs, *((each, {}) for each in missed)]:
        _score_meta(label, found, scores["meta"])
        for kind in ("references", "contacts", "slogans", "consultation"):
            if kind in label:
                scores[kind].bags(_bag(kind, label), _bag(kind, found))
        for kind in LIKENESS:
            if kind in label:
                _score_items(kind, label, found, scores)


def new_scores() -> Scores:
    return defaultdict(Tally)

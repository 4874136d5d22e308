"""Why a name imitates a mark: the steps from one to the other, as data and as one line."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from ..crossing import mixed_across
from ..crossing.comparing import LATIN, compare, scripts
from ..crossing.loading import load as load_crossing
from ..folding import exact_key, fold, variants
from ..model import KINDS, Kind, Match, Reason, Variant
from ..tables import load
from .alignment import BOTH, INSERTED, LEFT_OUT, align
from .costs import SHAPE_FLOOR, UNRELATED, Bytes, judge_tables, shape_costs, sound_costs
from .judge import judge

LOOKS: Final = 0.5
SOUNDS: Final = 0.72
"""Likeness of shape and of sound that is worth saying."""
SAME_FRAME: Final = 0.86
"""Two homophones that look more alike than this are taken for one another by the eye before the ear."""
WORDS: Final = {
    "shape": "形近", "sound": "音近", "replaced": "换字", "meaning": "义近", "inserted": "添字", "left_out": "减字",
    "order": "换序", "romanised": "拼写相近", "heard": "读音相近", "translated": "意译", "traditional": "繁体或异体",
    "homoglyph": "外形相近的字符", "invisible": "夹有不可见字符", "separator": "夹有符号", "accent": "带附加符号",
    "leet": "数字或符号代字母", "numeral": "数字写法", "emoji": "表情代字", "split": "拆字", "pinyin": "夹用拼音",
    "case": "大小写", "width": "全角半角",
}  # fmt: skip
"""What a reason is called in a line for an officer."""
CHANGES: Final[dict[str, Kind]] = {"shape": "glyph", "sound": "sound", "meaning": "meaning", "replaced": "substitution"}
COMPARED: Final = 32
"""Symbols of a name or a mark that are looked at."""
UNSAID: Final = ("case", "width")


def explain_match(text: str, mark: str, mark_id: str, score: float, kind: int) -> Match:
    """The match with its reasons. `score` and `kind` (position in KINDS) are the search's; reasons refine the kind."""
    if exact_key(text) == exact_key(mark):
        return Match(mark_id, mark, score, "exact", 0, len(text), ())
    meant = _folded(mark).text
    reading = _best_reading(text, meant)
    told = [reason for reason in reading.reasons if reason.what not in UNSAID]
    told += changes(reading.text, meant)
    if reading.text == meant and not told:
        told += [reason for reason in _folded(mark).reasons if reason.what not in UNSAID]
    named: Kind = "variant" if reading.text == meant else _kind(told, KINDS[kind])
    start, end = (reading.starts[0], reading.ends[-1]) if reading.text else (0, len(text))
    return Match(mark_id, mark, score, named, start, end, tuple(told))


_folded = lru_cache(maxsize=1 << 14)(fold)
_readings = lru_cache(maxsize=1 << 14)(variants)
"""Asked for every match: a mark has many names, a name many marks."""


def _kind(told: list[Reason], found: Kind) -> Kind:
    """The kind by what is said of the changed characters, where they are what makes the imitation."""
    if found not in CHANGES.values():
        return found
    said = [CHANGES[reason.what] for reason in told if reason.what in CHANGES]
    return max(said, key=said.count) if said else found


def line(match: Match) -> str:
    """The reasons in one line, such as `帅≈师 (shape 0.91) 形近`."""
    return "；".join(_said(reason) for reason in match.reasons) or "与商标相同"


def _said(reason: Reason) -> str:
    word = WORDS[reason.what]
    if reason.what == "inserted":
        return f"多“{_visible(reason.seen)}” {word}"
    if reason.what == "left_out":
        return f"少“{_visible(reason.meant)}” {word}"
    if not reason.meant:
        return f"{word}“{_visible(reason.seen)}”"
    sign = "≠" if reason.what == "replaced" else "≈"
    degree = "" if reason.degree is None else f" ({reason.what} {reason.degree:.2f})"
    return f"{_visible(reason.seen)}{sign}{_visible(reason.meant)}{degree} {word}"


def _visible(seen: str) -> str:
    """The text with what cannot be seen named by its code point."""
    return "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in seen)


def _best_reading(text: str, meant: str) -> Variant:
    """The reading that is the mark, or else the one that the judge finds nearest to it."""
    readings = _readings(text)
    for reading in readings:
        if reading.text == meant:
            return reading
    if len(readings) == 1:
        return readings[0]
    symbols, tables = load().symbols, judge_tables(plain=True)
    mark = symbols(meant)

    def worth(reading: Variant) -> float:
        return judge(symbols(reading.text), mark, tables)[0] * (1 - reading.penalty)

    with np.errstate(over="ignore"):  # hashes wrap around
        return max(readings, key=worth)


def changes(name: str, mark: str) -> list[Reason]:
    """The steps from the mark to the name, both folded; the first 32 symbols of each, as many as are compared."""
    name, mark = name[:COMPARED], mark[:COMPARED]
    if name == mark or not name or not mark:
        return []
    symbols = load().symbols
    of_name, of_mark = scripts(symbols(name)), scripts(symbols(mark))
    if of_name and of_mark and of_name != of_mark and LATIN in (of_name, of_mark):
        return _across(name, mark)
    if of_name & LATIN and not of_mark & LATIN:
        return [Reason("pinyin", name, mark, round(mixed_across(name, mark), 2))]
    if set(name) == set(mark):
        return [Reason("order", name, mark)]
    return _walk(name, mark)


def _across(name: str, mark: str) -> list[Reason]:
    symbols = load().symbols
    ways = ("romanised", "heard", "translated")
    degrees = compare(symbols(name), symbols(mark), load_crossing())
    what, degree = max(zip(ways, degrees, strict=True), key=lambda way: way[1])
    return [Reason(what, name, mark, round(degree, 2))]


def _walk(name: str, mark: str) -> list[Reason]:
    symbols = load().symbols
    q, m = symbols(name), symbols(mark)
    moves = np.empty((len(q) + 1, len(m) + 1), np.int8)
    align(q, m, judge_tables(plain=True).substitution, moves)
    i, j = len(q), len(m)
    told: list[Reason] = []
    while i > 0 or j > 0:
        move = moves[i, j]
        if move == BOTH:
            if q[i - 1] != m[j - 1]:
                told.append(_change(name[i - 1], mark[j - 1]))
            i, j = i - 1, j - 1
        elif move == INSERTED:
            told.append(Reason("inserted", name[i - 1], ""))
            i -= 1
        elif move == LEFT_OUT:
            told.append(Reason("left_out", "", mark[j - 1]))
            j -= 1
        else:
            told.append(Reason("order", name[i - 2 : i], mark[j - 2 : j]))
            i, j = i - 2, j - 2
    return _joined(told[::-1])


def _joined(told: list[Reason]) -> list[Reason]:
    """Neighbouring insertions, and neighbouring omissions, as one."""
    found: list[Reason] = []
    for reason in told:
        if found and reason.what in ("inserted", "left_out") and found[-1].what == reason.what:
            last = found.pop()
            found.append(Reason(reason.what, last.seen + reason.seen, last.meant + reason.meant))
        else:
            found.append(reason)
    return found


@lru_cache(maxsize=4096)
def _likeness(symbol: int) -> tuple[Bytes, Bytes]:
    rows = np.array([symbol])
    return shape_costs(load(), rows)[0], sound_costs(load(), rows)[0]


def likeness(one: str, other: str) -> tuple[float, float]:
    """How alike two folded characters look and sound, 0 … 1."""
    tables = load()
    a, b = (int(symbol) for symbol in tables.symbols(one + other))
    if max(a, b) >= len(tables.codes):
        return 0.0, 0.0
    shape, sound = _likeness(b)
    looks = SHAPE_FLOOR + (1 - SHAPE_FLOOR) * (1 - shape[a] / UNRELATED) if shape[a] < UNRELATED else 0.0
    return float(looks), float(1 - sound[a] / UNRELATED)


def _change(seen: str, meant: str) -> Reason:
    shape, sound = likeness(seen, meant)
    if sound >= SOUNDS and sound >= shape and shape < SAME_FRAME:
        return Reason("sound", seen, meant, round(sound, 2))
    if shape >= LOOKS:
        return Reason("shape", seen, meant, round(shape, 2))
    classes = load_crossing().meaning_class
    a, b = load().symbols(seen + meant)
    kin = max(a, b) < len(classes) and classes[a] == classes[b] > 0
    return Reason("meaning" if kin else "replaced", seen, meant)

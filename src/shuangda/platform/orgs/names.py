"""How Chinese documents write the names of units: region words, contractions, heads. Pure text, no database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_LEVELS = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|新区|地区|省|市|区|县|旗|州|盟|街道|镇|乡)$")
_PARTY = re.compile(r"^(?:中国共产党|中共|中华人民共和国)")
_STATE_OFFICE = re.compile(r"^国家.{2,8}?总局(?=.)|^中国(?=人民银行)")
_SHORTER = (
    ("共青团", "团"),
    ("人民政府", "政府"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("委员会", "委"),
    ("管委会", "管委"),
    ("办公室", "办"),
    ("联合会", "联"),
    ("联合社", "社"),
)
_HEADS = ("分局", "支队", "大队", "总队", "中队", "分行", "支行", "分公司", "领导小组", "办事处")
_WRAPPED = re.compile(r"^[省市区县州旗]?(?:委|政府)")  # organs inside a committee or a government: 区委宣传部
_BRACKETS = str.maketrans({"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）"})
_LAYOUT = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\ufeff]+")


@dataclass(frozen=True)
class Place:
    """A region as names use it: 青禾区 has the stem 青禾 and the level word 区."""

    id: int
    name: str
    parent_id: int | None = None

    @cached_property
    def level(self) -> str:
        """The last part of the name that says what kind of region it is; empty if it has none."""
        found = _LEVELS.search(self.name)
        return found.group() if found else ""

    @property
    def stem(self) -> str:
        """The name without its level word."""
        return self.name.removesuffix(self.level)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What stands for the region at the head of a name, longest first; a stem of one character does not."""
        return (self.name, self.stem) if self.level and len(self.stem) > 1 else (self.name,)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a name apart: the region its first words mean, and the contracted rest."""

    region_id: int | None
    core: str


def tidy(name: str) -> str:
    """The name without layout spaces, with one kind of brackets, without a closing 等 or punctuation."""
    return _LAYOUT.sub("", name).translate(_BRACKETS).strip("，,。；;：:、").removesuffix("等")


def contracted(core: str) -> str:
    """The core of a name with the usual long words in their short forms: 委员会 as 委, 办公室 as 办."""
    core = _STATE_OFFICE.sub("", core)
    for long, short in _SHORTER:
        core = core.replace(long, short)
    if core.endswith("分局"):
        core = core[:-2].replace("局", "") + "分局"
    return core


def readings(name: str, chain: Sequence[Place], places: Sequence[Place]) -> list[Reading]:
    """Every way to take `name` apart for somebody in `chain` (own region first, then those above it).

    `places` are all regions that a name may spell out. 市场监管局 gives both itself and 市 + 场监管局: what fits a
    unit decides.
    """
    return list(dict.fromkeys(_split(_PARTY.sub("", name), chain, places)))


def _split(name: str, chain: Sequence[Place], places: Sequence[Place]) -> Iterator[Reading]:
    yield Reading(None, contracted(name))
    youth = re.fullmatch(r"团(.{1,3})委", name)
    if youth and (level := youth.group(1)):
        yield from (Reading(place.id, "团委") for place in _of_level(level, chain, places))
    for place, rest in _prefixed(name, chain, places):
        for inner, deeper in _prefixed(rest, (), [p for p in places if p.parent_id == place.id]):
            yield Reading(inner.id, contracted(deeper))
        yield Reading(place.id, contracted(rest))
        yield from _inside(rest, places)
    yield from _inside(name, places)


def _prefixed(name: str, chain: Sequence[Place], places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    """The regions that the first words of a name may mean, each with what follows them."""
    for place in places:
        word = next((word for word in place.words if name.startswith(word) and len(name) > len(word)), None)
        if word:
            yield place, name[len(word) :]
    bare = re.sub(r"^[全我本]", "", name)
    for level in {place.level for place in (*chain, *places) if place.level}:
        if bare.startswith(level) and len(bare) > len(level):
            for place in _of_level(level, chain, places):
                yield place, bare[len(level) :]


def _of_level(level: str, chain: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """What 区 or 市 alone means here: the nearest region of that level at or above, else each one below."""
    nearest = next((place for place in chain if place.level == level), None)
    if nearest:
        return [nearest]
    return [place for place in places if chain and place.level == level]


def _inside(name: str, places: Sequence[Place]) -> Iterator[Reading]:
    """A region in the middle of a name: 公安局青禾分局 is the 公安分局 of 青禾."""
    for place in places:
        word = next((word for word in place.words if name.find(word) > 0), None)
        if word:
            yield Reading(place.id, contracted(name.replace(word, "", 1)))


def head(core: str) -> str:
    """The noun that says what kind of body it is."""
    return next((word for word in _HEADS if core.endswith(word)), core[-1:])


def unwrapped(core: str) -> str:
    """An organ without the committee or government it works in: 宣传部 for 委宣传部; itself if it has none."""
    rest = _WRAPPED.sub("", core)
    return rest if len(rest) >= 3 else core


def contracts(short: str, full: str) -> bool:
    """Whether `short` is a usual contraction of `full` (both contracted cores).

    Its characters stand in the same order in the full name, the first and the head noun agree, and no second body
    hides in between; or only the head noun was dropped (检察 for 检察院).
    """
    if len(short) == 2 and short[0] in "省市区县州旗":  # 区委 is a body of its own, not the 区国资委
        return False
    if _WRAPPED.match(short) and _WRAPPED.match(full):
        short, full = _WRAPPED.sub("", short), _WRAPPED.sub("", full)
    if len(short) < 2 or len(short) >= len(full) or short[0] != full[0] or "、" in full:
        return False
    if full[:-1] == short and full[-1] in "局院厅":
        return True
    if head(short) != head(full) or full.count("局") != short.count("局"):
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of characters share, from 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0

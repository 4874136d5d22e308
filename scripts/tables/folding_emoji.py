"""What an emoji is called in Chinese and English, from the annotations of Unicode CLDR."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from .alphabet import is_han, simplified
from .folding_codes import kept_emoji

SOURCES = {"annotations": "cldr-annotations-full@48.2.0", "annotationsDerived": "cldr-annotations-derived-full@48.2.0"}

SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\ufe0e]")
LOOKS = ("脸", "头", "头像", "面", "面孔", "的脸", "形", "符号")
"""What the picture shows of a thing rather than the thing."""
DEGREES = ("红", "白", "黑", "绿", "蓝", "黄", "橙", "紫", "棕", "金", "红色", "白色", "黑色", "绿色", "蓝色", "黄色")
DEGREES += ("大", "小", "公", "母", "老", "热", "雌", "雄")
ENGLISH_LOOKS = {
    "face",
    "head",
    "red",
    "white",
    "black",
    "green",
    "blue",
    "yellow",
    "orange",
    "purple",
    "brown",
    "with",
}
COMMON = 12
"""A keyword of more emoji than this names a class (动物, 食物), not the thing."""
READINGS = 5


@cache
def annotations(folder: str, locale: str) -> dict[str, dict[str, list[str]]]:
    """Emoji to `tts` (short name) and `default` (keywords), fetched by npm at a fixed version."""
    with tempfile.TemporaryDirectory() as place:
        command = ["npm", "pack", "--silent", "--pack-destination", place, SOURCES[folder]]
        subprocess.run(command, check=True, capture_output=True, cwd=place)
        with tarfile.open(next(Path(place).glob("*.tgz"))) as packed:
            member = packed.extractfile(f"package/{folder}/{locale}/annotations.json")
            if member is None:
                raise FileNotFoundError(f"{SOURCES[folder]} holds no {folder}/{locale}")
            raw: dict[str, Any] = json.load(member)
    found: dict[str, dict[str, list[str]]] = raw[folder]["annotations"]
    return found


def _without_looks(name: str, known: set[str]) -> str:
    """兔子头 → 兔子, 红苹果 → 苹果: what is left if a keyword says so too, or if nothing but the looks is lost."""
    for ending in sorted(LOOKS, key=len, reverse=True):
        if name.endswith(ending) and len(name) > len(ending):
            name = name[: -len(ending)]
            break
    for start in sorted(DEGREES, key=len, reverse=True):
        if name.startswith(start) and name[len(start) :] in known:
            return name[len(start) :]
    return name


def _chinese(entry: dict[str, list[str]], spread: Counter[str], animal: bool) -> list[str]:
    name = entry["tts"][0]
    words = {word for word in [name, *entry.get("default", [])] if word and all(map(is_han, word))}
    noun = _without_looks(name, words)
    words.add(noun)
    words.update(_shared(words))
    if animal:
        words.update(noun[1:] for _ in "-" if noun[0] in "大小老公母" and len(noun) == 2)
        words.update(noun[:-1] for _ in "-" if noun.endswith(("子", "咪")))

    def rank(word: str) -> tuple[float, int, str]:
        within = sum(word in other for other in words) - 1
        score = 4.0 * (word == noun) + 2.0 * (word in name) + min(within, 3) - 0.5 * max(0, len(word) - 2)
        return -(score - 4.0 * (spread[word] > COMMON and word != noun)), len(word), word

    usable = [word for word in words if len(word) <= 4 and word not in LOOKS + DEGREES[:16]]
    related = [word for word in usable if word in name or noun in word or word in noun or len(word) <= 2]
    return ["".join(map(simplified, word)) for word in sorted(related, key=rank)[:READINGS]]


def _shared(words: set[str]) -> set[str]:
    """Characters that several names share in different words: 月 of 弯月, 残月 and 月亮, not 玫 of 玫瑰 and 红玫瑰."""
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for word in words:
        padded = f"-{word}-"
        for at in range(1, len(padded) - 1):
            before.setdefault(padded[at], set()).add(padded[at - 1])
            after.setdefault(padded[at], set()).add(padded[at + 1])
    return {
        char for char in before if _free(before[char]) and _free(after[char]) and len(before[char] | after[char]) > 2
    }


def _free(beside: set[str]) -> bool:
    """Whether a character stands beside more than always the same one."""
    return len(beside) > 1 or beside == {"-"}


def _english(entry: dict[str, list[str]]) -> list[str]:
    name = re.sub(r"[^a-z ]", "", entry["tts"][0].lower()).split()
    kept = [word for word in name if word not in ENGLISH_LOOKS]
    return list(dict.fromkeys(word for word in ("".join(kept), kept[-1] if kept else "") if 2 <= len(word) <= 12))


def _animals() -> set[str]:
    """Emoji of the subgroups animal-* of emoji-test.txt."""
    path = Path("/usr/share/unicode/emoji/emoji-test.txt")
    found: set[str] = set()
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# subgroup:"):
            inside = line.split(":")[1].strip().startswith("animal")
        elif inside and line and not line.startswith("#"):
            found.add(SKIN.sub("", "".join(chr(int(code, 16)) for code in line.split(";")[0].split())))
    return found


def _flags() -> dict[str, str]:
    """Pairs of regional indicators to the name of the country."""
    derived = annotations("annotationsDerived", "zh")
    flags = {key: entry["tts"][0] for key, entry in derived.items() if re.fullmatch("[\U0001f1e6-\U0001f1ff]{2}", key)}
    names = {key: name.split(": ")[-1] for key, name in flags.items()}
    return {key: name for key, name in names.items() if all(map(is_han, name)) and len(name) <= 4}


def readings() -> list[tuple[str, list[str], list[str]]]:
    """Emoji or sequence (without skin tones and selectors), Chinese readings, English readings; best first."""
    chinese, english = annotations("annotations", "zh"), annotations("annotations", "en")
    spread = Counter(word for entry in chinese.values() for word in entry.get("default", []))
    animals = _animals()
    found: dict[str, tuple[list[str], list[str]]] = {}
    for key, entry in chinese.items():
        emoji = SKIN.sub("", key)
        if emoji and emoji[0] in kept_emoji():
            found[emoji] = _chinese(entry, spread, emoji in animals), _english(english.get(key, {"tts": [""]}))
    for flag, name in _flags().items():
        found[flag] = [name], []
    return [(emoji, *names) for emoji, names in sorted(found.items()) if any(names)]


def build(out: Path) -> None:
    """Write `folding_emoji.tsv`: emoji, Chinese readings, English readings, parted by spaces."""
    rows = ["\t".join((emoji, " ".join(chinese), " ".join(english))) for emoji, chinese, english in readings()]
    (out / "folding_emoji.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")

"""Imitations within titles: how fast, how many ordinary titles are flagged, how many planted imitations are found.

    python -m benchmarks.lookalike_titles FOLDER [TITLES]

Ordinary titles come from `invented_titles`, 100,000 marks from `invented_marks` (kept in FOLDER) with a few real-like
names. An imitation of a random mark is planted at the head of an ordinary title that has no brand of its own, or
within it.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.invented_marks import marks, name
from benchmarks.invented_titles import Title, half_of_words, titles
from shuangda.kernel.lookalike.folding.table import emoji, joins, steps
from shuangda.kernel.lookalike.judging.costs import judge_tables
from shuangda.kernel.lookalike.tables import load
from shuangda.kernel.lookalike.titles import TitleHits, TitleScreen

MARKS: Final = 100_000
FEW: Final = 1_000
"""Marks of a second run: the fewer there are, the less chance looks like an imitation."""
THRESHOLD: Final = 0.5
MAIN: Final = ("shape", "sound", "order", "separated", "emoji within", "split", "pinyin", "latin")
"""Planted kinds that make the headline; the others are harder, and often no imitation in anybody's eyes."""
LETTERED: Final = ("latin", "homoglyph", "letters separated")
"""Planted kinds of Latin marks; the others are of Han marks."""


def registered(folder: Path) -> list[str]:
    """The marks: 100,000 invented ones."""
    points, offsets = marks(MARKS, folder)
    return [name(points, offsets, row) for row in range(MARKS)]


class Forger:
    """Makes imitations of marks, each kind by its own rule."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311
        self.tables = load()
        self.shape = self.tables.shape.astype(np.float32) / 127
        self.judging = judge_tables()
        self.common = [
            chr(code)
            for code, bits in zip(self.tables.codes, self.tables.frequency, strict=True)
            if code > 0x4E00 and bits < 104
        ]

        self.parts: dict[str, list[str]] = {}
        for parts, ways in joins().items():
            for made, kind in ways:
                if kind == 0:
                    self.parts.setdefault(made, []).append(parts)

        self.pictures: dict[str, list[str]] = {}
        for picture, names in emoji().items():
            words = [word for word in names.chinese if len(word) == 1]
            if len(picture) == 1 and words:
                self.pictures.setdefault(words[0], []).append(picture)
        self.glyphs: dict[str, list[str]] = {}
        for char, (meant, step) in steps().items():
            if step == "homoglyph" and char.isalpha():
                self.glyphs.setdefault(meant, []).append(char)

    def _swap_one(self, mark: str, other: Callable[[str], str | None]) -> str | None:
        place = self.draw.randrange(len(mark))
        char = other(mark[place])
        return None if char is None or char == mark[place] else mark[:place] + char + mark[place + 1 :]

    def _looks_like(self, char: str) -> str | None:
        symbol = int(self.tables.symbols(char)[0])
        if not "一" <= char <= "鿿" or symbol >= len(self.shape):
            return None
        cosine = self.shape @ self.shape[symbol]
        cosine[symbol] = 0
        near = [at for at in np.argsort(-cosine)[:6] if cosine[at] >= 0.6 and self.tables.frequency[at] < 150]
        return self.tables.text([self.draw.choice(near)]) if near else None

    def _sounds_like(self, char: str) -> str | None:
        symbol = int(self.tables.symbols(char)[0])
        if symbol >= len(self.shape) or not self.tables.syllable[symbol, 0]:
            return None
        alike = np.flatnonzero(
            (self.tables.syllable[:, 0] == self.tables.syllable[symbol, 0]) & (self.tables.frequency < 130)
        )
        return self.tables.text([self.draw.choice(alike)]) if len(alike) else None

    def shape_of(self, mark: str) -> str | None:
        return self._swap_one(mark, self._looks_like)

    def sound_of(self, mark: str) -> str | None:
        return self._swap_one(mark, self._sounds_like)

    def all_sounds(self, mark: str) -> str | None:
        chars = [self._sounds_like(char) for char in mark]
        return None if None in chars else "".join(map(str, chars))

    def other(self, mark: str) -> str | None:
        return self._swap_one(mark, lambda _: self.draw.choice(self.common)) if len(mark) > 2 else None

    def order(self, mark: str) -> str | None:
        place = self.draw.randrange(len(mark) - 1)
        return mark[:place] + mark[place + 1] + mark[place] + mark[place + 2 :]

    def inserted(self, mark: str) -> str | None:
        place = self.draw.randrange(1, len(mark))
        return mark[:place] + self.draw.choice(self.common) + mark[place:] if len(mark) > 2 else None

    def left_out(self, mark: str) -> str | None:
        place = self.draw.randrange(len(mark))
        return mark[:place] + mark[place + 1 :] if len(mark) > 3 else None

    def separated(self, mark: str) -> str | None:
        return self.draw.choice("·.-_*~").join(mark)

    def separated_shape(self, mark: str) -> str | None:
        forged = self.shape_of(mark)
        return self.separated(forged) if forged else None

    def picture(self, mark: str) -> str | None:
        place = self.draw.randrange(1, len(mark))
        return mark[:place] + self.draw.choice("🔥✨⭐❤👍") + mark[place:]

    def split(self, mark: str) -> str | None:
        return self._swap_one(mark, lambda char: self.draw.choice(self.parts[char]) if char in self.parts else None)

    def pictured(self, mark: str) -> str | None:
        return self._swap_one(
            mark, lambda char: self.draw.choice(self.pictures[char]) if char in self.pictures else None
        )

    def glyph(self, mark: str) -> str | None:
        return self._swap_one(mark, lambda char: self.draw.choice(self.glyphs[char]) if char in self.glyphs else None)

    def pinyin(self, mark: str) -> str | None:
        def spelled(char: str) -> str | None:
            symbol = int(self.tables.symbols(char)[0])
            return self.tables.syllables[self.tables.syllable[symbol, 0]] if symbol < len(self.shape) else None

        return self._swap_one(mark, spelled) if len(mark) > 2 else None

    def latin(self, mark: str) -> str | None:
        place = self.draw.randrange(len(mark))
        kind = self.draw.randrange(4)
        if kind == 0:
            return mark[:place] + self.draw.choice("aeioulnrs") + mark[place + 1 :]
        if kind == 1:
            return mark[:place] + mark[place] + mark[place:]
        if kind == 2 and len(mark) > 4:
            return mark[:place] + mark[place + 1 :]
        leet = {"o": "0", "l": "1", "i": "1", "s": "5", "e": "3", "a": "4", "b": "8", "g": "9"}
        swapped = [at for at, char in enumerate(mark) if char in leet]
        if not swapped:
            return None
        at = self.draw.choice(swapped)
        return mark[:at] + leet[mark[at]] + mark[at + 1 :]

    def kinds(self) -> dict[str, Callable[[str], str | None]]:
        return {
            "shape": self.shape_of,
            "sound": self.sound_of,
            "order": self.order,
            "separated": self.separated,
            "emoji within": self.picture,
            "split": self.split,
            "pinyin": self.pinyin,
            "latin": self.latin,
            "all by sound": self.all_sounds,
            "separated and shape": self.separated_shape,
            "inserted": self.inserted,
            "left out": self.left_out,
            "another character": self.other,
            "emoji for one": self.pictured,
            "homoglyph": self.glyph,
            "letters separated": self.separated,
        }


def parts(text: str) -> list[int]:
    """Where words of a title may begin: its start, after spaces, and where Han meets other writing."""
    han = ["一" <= char <= "鿿" for char in text]
    return [0, len(text), *(at for at in range(1, len(text)) if text[at - 1] == " " or han[at] != han[at - 1])]


def suits_han(mark: str) -> bool:
    """Whether the kinds of Han marks are planted with it."""
    return len(mark) > 1 and all("一" <= char <= "鿿" for char in mark)


def suits_letters(mark: str) -> bool:
    """Whether the kinds of LETTERED are planted with it."""
    return len(mark) > 3 and mark.isascii() and mark.isalpha()


def planted(names: list[str], each: int, seed: int) -> list[tuple[str, str, int, str]]:
    """Kind, text, row of the mark and the imitation: `each` of every kind, in ordinary titles without a brand."""
    forger, draw = Forger(seed), random.Random(seed)  # noqa: S311
    ordinary = (title.text for title in titles(each * 60, seed + 1) if title.brand == "none")
    known = set(names)
    found = []
    for kind, forge in forger.kinds().items():
        made = 0
        while made < each:
            row = draw.randrange(len(names))
            mark = names[row]
            suits = suits_letters if kind in LETTERED else suits_han
            forged = forge(mark) if suits(mark) else None
            if not forged or forged == mark or forged in known:
                continue
            text = next(ordinary)
            cut = draw.choices((0, text.find(" ") + 1, draw.choice(parts(text))), (6, 2, 2))[0]
            found.append((kind, text[:cut] + forged + text[cut:], row, forged))
            made += 1
    return found


def length(mark: str, main: bool) -> list[str]:
    """The label of a mark's length, for the main kinds."""
    return [f"marks of {min(len(mark), 6)} symbols" if len(mark) < 6 else "longer marks"] if main else []


def found_by_kind(screen: TitleScreen, names: list[str], plants: list[tuple[str, str, int, str]], least: float) -> None:
    """Print the share of planted imitations that are found: the very mark, or any mark at the place."""
    hits = screen.screen([text for _, text, _, _ in plants], least)
    very, anyone = set(), set()
    for at, row in enumerate(hits.title_row):
        _, text, mark, forged = plants[row]
        start = text.find(forged)
        if hits.start[at] < start + len(forged) and start < hits.end[at]:
            anyone.add(int(row))
            if names[hits.mark_row[at]] == names[mark]:
                very.add(int(row))
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for row, (kind, _, mark, _) in enumerate(plants):
        main = kind in MAIN
        for label in (kind, "all of the first eight" if main else "all of the others", *length(names[mark], main)):
            total[label] += 1
            right[label] += row in very
            near[label] += row in anyone
    for label in total:
        print(f"planted: {label:24}{right[label] / total[label]:8.3f}{near[label] / total[label]:8.3f}{total[label]:8}")


def flagged(hits: TitleHits, drawn: list[Title], names: list[str], least: float, show: int) -> None:
    """Print the share of ordinary titles that are flagged, by sort of brand, and the best of them."""
    strong = hits.score >= least
    rows = set(hits.title_row[strong].tolist())
    sorts = Counter(title.brand for title in drawn)
    struck = Counter(drawn[row].brand for row in rows)
    print(f"ordinary titles flagged {len(rows) / len(drawn):.4%}")
    for sort, count in sorts.items():
        print(f"  brand {sort:12}{struck[sort] / count:9.3%} of {count}")
    for at in np.argsort(-hits.score)[:show]:
        title = drawn[hits.title_row[at]]
        seen, meant = title.text[hits.start[at] : hits.end[at]], names[hits.mark_row[at]]
        print(f"  {hits.score[at]:.2f} {seen} ← {meant} | {title.text} ({title.brand})")


def speed(screen: TitleScreen, texts: list[str], least: float) -> None:
    """Print titles a second on one thread and on two."""
    screen.screen(texts[:100], least)
    for threads in (1, 2):
        started = time.perf_counter()
        screen.screen(texts, least, threads)
        print(f"{threads} threads: {len(texts) / (time.perf_counter() - started):10,.0f} titles a second")


def main() -> None:
    """Print all figures."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    names = registered(folder)
    started = time.perf_counter()
    screen = TitleScreen.build(names)
    print(f"build {time.perf_counter() - started:.1f} s")
    drawn = titles(count, 5, names)
    texts = [title.text for title in drawn]
    plants = planted(names, 300, 11)
    for learned in (False, True):
        if learned:
            screen.learn([title.text for title in titles(50_000, 77, names, half_of_words)])
        print("after a sample of ordinary titles (half of the words)" if learned else "dictionary only")
        flagged(screen.screen(texts, 0.1), drawn, names, THRESHOLD, 40)
        found_by_kind(screen, names, plants, THRESHOLD)
    speed(screen, texts, THRESHOLD)
    few = names[:FEW]
    print(f"{FEW} marks")
    screen = TitleScreen.build(few)
    flagged(screen.screen(texts, 0.1), drawn, few, THRESHOLD, 0)
    found_by_kind(screen, few, planted(few, 300, 12), THRESHOLD)
    speed(screen, texts, THRESHOLD)


if __name__ == "__main__":
    main()

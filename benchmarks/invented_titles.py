"""Listing titles and shop names as varied as real ones, drawn from a seed: the ordinary text of the title benchmarks.

71 lines of `invented_titles_words.txt` give as many categories of goods, each with its own goods, features, tastes and
units. A title joins them with a brand, marketing words, an audience, numbers, Latin model numbers, promotion prefixes
and ordinary words that are drawn from the whole jieba dictionary (so that no list of ours closes the vocabulary), now
and then with an emoji or in traditional characters. One in ten texts is the name of a shop.

The brand of a title is one of: none, an ordinary word of the dictionary, an invented name (characters that brands
like, in any order), an invented Latin name, or a registered mark, written as it is registered.

`python -m benchmarks.invented_titles [COUNT]` prints how varied the text is (see `variety`). For 100,000 titles: 2.29 M
characters, 22.9 a title, all titles different; 5,700 different characters, and 240,000, 629,000 and 995,000 different
n-grams of two, three and four characters (11 %, 30 % and 50 % of all that occur).
"""

from __future__ import annotations

import random
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

_WORDS: Final = Path(__file__).with_name("invented_titles_words.txt")
BRANDS: Final = {"none": 35, "word": 15, "invented": 15, "latin": 5, "registered": 30}
"""Of 100 titles, how many carry which brand."""


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of words that all categories share."""
    rows = (line[1:].split() for line in _WORDS.read_text(encoding="utf-8").splitlines() if line.startswith("@"))
    return {name: tuple(words) for name, *words in rows}


@dataclass(frozen=True, slots=True)
class Category:
    """What one kind of goods is called and praised by."""

    name: str
    goods: tuple[str, ...]
    features: tuple[str, ...]
    styles: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A text, and which sort of brand it carries (a key of `BRANDS`)."""

    text: str
    brand: str


def half_of_words(word: str) -> bool:
    """A fixed half of all words: what a background model may have seen before it meets the rest."""
    return zlib.crc32(word.encode()) & 1 == 0


def _all_words(word: str) -> bool:
    return True


@cache
def categories(known: Callable[[str], bool] = _all_words) -> tuple[Category, ...]:
    """The categories, with the words that `known` lets through (at least one of each list)."""
    found = []
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line[0] in "#@":
            continue
        name, *lists = line.split("|")
        kept = [tuple(filter(known, words.split())) or tuple(words.split()[:1]) for words in lists]
        found.append(Category(name, *kept))
    return tuple(found)


@cache
def _dictionary(known: Callable[[str], bool]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Ordinary words of two and three characters and their cumulated weights (square roots: rare ones too)."""
    import jieba

    words, weights = [], []
    path = Path(jieba.__file__).with_name("dict.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, part = line.split(" ")
        if 2 <= len(word) <= 3 and part in {"n", "v", "a", "vn", "b", "z", "ns"} and int(count) >= 3 and known(word):
            words.append(word)
            weights.append(int(count) ** 0.5)
    return tuple(words), tuple(accumulate(weights))


class _Writer:
    """Draws the parts of titles."""

    def __init__(self, seed: int, registered: Sequence[str], known: Callable[[str], bool]) -> None:
        self.draw = random.Random(seed)  # noqa: S311
        self.registered = registered
        self.categories = categories(known)
        self.dictionary, self.weights = _dictionary(known)
        self.known = known
        self.traditional: Callable[[str], str] | None = None

    def word(self) -> str:
        return self.draw.choices(self.dictionary, cum_weights=self.weights)[0]

    def one_of(self, words: Sequence[str]) -> str:
        return self.draw.choice(words)

    def number(self) -> str:
        draw = self.draw
        return str(
            draw.choice(
                (
                    draw.randint(1, 12),
                    draw.randint(1, 12),
                    draw.randint(10, 100),
                    draw.choice((500, 250, 1000, 120, 1.5, 2.5)),
                )
            )
        )

    def model(self) -> str:
        draw = self.draw
        letters = "".join(draw.choices("ABCDEFGHKLMNPQRSTVWXYZ", k=draw.randint(1, 3)))
        return (
            letters
            + draw.choice(("", "-", ""))
            + str(draw.randint(1, 9999))
            + draw.choice(("", "", "Pro", "S", "Max", "plus"))
        )

    def brand(self, sort: str) -> str:
        draw = self.draw
        if sort == "word":
            return self.word()
        if sort == "latin":
            name = "".join(draw.choices(lists()["syllables"], k=draw.randint(2, 4)))
            return draw.choice((name, name.upper(), name.capitalize()))
        if sort == "invented":
            if draw.random() < 0.15:
                return draw.choice(lists()["surnames"]) + draw.choice(
                    ("记", "氏", "家", "师傅", "大妈", "小二", "老三", "阿婆")
                )
            return "".join(draw.choices(lists()["liked"], k=draw.choice((2, 3, 3, 3, 4))))
        if sort == "registered" and self.registered:
            return draw.choice(self.registered)
        return ""

    def title(self) -> Title:
        draw = self.draw
        sort = draw.choices(tuple(BRANDS), weights=tuple(BRANDS.values()))[0]
        brand = self.brand(sort)
        if draw.random() < 0.1:
            return Title(self.shop(brand), sort)
        text = self.listing(brand)
        if draw.random() < 0.05:
            cut = draw.choice((0, len(text), max(text.find(" "), 0)))
            text = text[:cut] + draw.choice(lists()["emoji"]) + text[cut:]
        return Title(self.script(text), sort)

    def shop(self, brand: str) -> str:
        draw, goods = self.draw, self.one_of(self.categories)
        middle = draw.choice((goods.name, self.one_of(goods.goods), "", self.word()))
        place = draw.choice(("", "", self.one_of(lists()["places"])))
        return self.script((place + (brand or self.word()) + middle + self.one_of(lists()["shops"]))[:60])

    def listing(self, brand: str) -> str:
        draw, goods = self.draw, self.one_of(self.categories)
        parts = [self.one_of(goods.styles), self.one_of(goods.goods), *self.features(goods)]
        if draw.random() < 0.4:
            draw.shuffle(parts)
        if draw.random() < 0.6:
            parts.append(
                self.number()
                + self.one_of(goods.units)
                + draw.choice(("", "", "装", "*" + self.number(), "/" + self.one_of(goods.units)))
            )
        if draw.random() < 0.15:
            parts.insert(draw.randrange(len(parts) + 1), self.model())
        gap = draw.choice(("", "", "", " ", " "))
        text = (
            draw.choice((self.one_of(lists()["prefixes"]), "", ""))
            + brand
            + (gap or draw.choice(("", " ")) if brand else "")
        )
        for part in parts:
            longer = text + part + gap
            if len(longer) > 60:
                break
            text = longer
        return text.strip()

    def features(self, goods: Category) -> list[str]:
        draw = self.draw
        found = draw.sample(goods.features, min(len(goods.features), draw.randint(1, 3)))
        for lot, chance in (
            (lists()["marketing"], 0.6),
            (lists()["audience"], 0.5),
            (lists()["colours"], 0.15),
            (lists()["places"], 0.12),
            (goods.goods, 0.4),
        ):
            if draw.random() < chance:
                found.append(self.one_of(lot))
        found += [self.word() for _ in range(draw.choice((0, 0, 1, 1, 2)))]
        return found

    def script(self, text: str) -> str:
        if self.draw.random() >= 0.02:
            return text
        if self.traditional is None:
            import opencc  # type: ignore[import-untyped, import-not-found, unused-ignore]

            self.traditional = opencc.OpenCC("s2t").convert
        return self.traditional(text)


def titles(
    count: int, seed: int, registered: Sequence[str] = (), known: Callable[[str], bool] = _all_words
) -> list[Title]:
    """So many titles. `registered` are marks that some of them carry; `known` limits the vocabulary."""
    writer = _Writer(seed, registered, known)
    return [writer.title() for _ in range(count)]


def variety(texts: Sequence[str]) -> dict[str, float]:
    """How varied the texts are: characters, different ones, different n-grams and their share, different texts."""
    figures: dict[str, float] = {"texts": len(texts), "characters": sum(map(len, texts))}
    figures["characters a text"] = figures["characters"] / len(texts)
    figures["different texts, share"] = len(set(texts)) / len(texts)
    for size in (1, 2, 3, 4):
        grams = [text[at : at + size] for text in texts for at in range(len(text) - size + 1)]
        figures[f"different {size}-grams"] = len(set(grams))
        figures[f"different {size}-grams, share"] = len(set(grams)) / len(grams)
    return figures


def main() -> None:
    """Print a few titles and the figures of their variety."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    drawn = [title.text for title in titles(count, 1)]
    print(*drawn[:20], sep="\n")
    for name, value in variety(drawn).items():
        print(f"{name:28}{value:14,.3f}")


if __name__ == "__main__":
    main()

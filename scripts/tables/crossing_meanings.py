"""A lexicon of English and Han words that share concepts, from Unihan, CLDR and a written list of everyday words.

A concept is a Han word, the one that most of all stands for an English word: bull, ox and cow share 牛, and so do
公牛 and 牛. Every word has at most two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shuangda.kernel.lookalike.crossing.hashing import hash_of
from shuangda.kernel.lookalike.tables import load

from .alphabet import is_han, simplified, unihan
from .crossing_cldr import emoji_names

EVERYDAY = Path(__file__).parent / "everyday_words.txt"
WRITTEN, NAMED, KEYWORD, DEFINED = 10.0, 4.0, 2.5, 2.0
"""Weights of a pair: written here, name of an emoji, keyword of emoji, definition of a character."""
SHORTEST, LONGEST, LONGEST_HAN = 3, 14, 4
SHORT_WORDS = {"ox"}
GLOSSES = 4
"""Definitions of a character that are taken; the later ones are far-fetched."""
RARE_BITS = 145
"""`frequency` above this marks a character that names hardly hold; its definitions would only add noise."""
SECOND = 0.45
"""Share of the best weight that a second concept must have."""
SLOTS = 1 << 15
FILLERS = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "with",
        "from",
        "used",
        "variant",
        "form",
        "name",
        "surname",
        "kind",
        "type",
        "not",
        "very",
        "also",
        "place",
        "its",
    ]
)

Weights = dict[str, dict[str, float]]


def _add(weights: Weights, english: str, han: str, weight: float) -> None:
    english = re.sub("[^a-z]", "", english.lower())
    han = "".join(map(simplified, han))
    fits = SHORTEST <= len(english) <= LONGEST or english in SHORT_WORDS
    if fits and english not in FILLERS and 1 <= len(han) <= LONGEST_HAN and all(map(is_han, han)):
        weights[english][han] = max(weights[english].get(han, 0.0), weight)


def _everyday(weights: Weights) -> None:
    for line in EVERYDAY.read_text(encoding="utf-8").splitlines():
        for entry in line.split(";") if not line.startswith("#") else []:
            english, *words = entry.split()
            for rank, han in enumerate(words):
                _add(weights, english, han, WRITTEN - rank)


def _emoji(weights: Weights) -> None:
    english, chinese = emoji_names("en"), emoji_names("zh")
    spread_en: Counter[str] = Counter()
    spread_zh: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for emoji in sorted(english.keys() & chinese.keys()):
        one, other = english[emoji], chinese[emoji]
        parts, name = one["tts"][0].lower().split(), other["tts"][0]
        if len(parts) <= 2:
            _add(weights, one["tts"][0], name, NAMED)
        # "green pepper" 青椒 tells what a pepper is to whoever knows green.
        for length in range(1, len(name) if len(parts) == 2 else 1):
            if name[:length] in weights.get(parts[0], {}):
                _add(weights, parts[1], name[length:], NAMED)
        words, terms = set(one.get("default", [])), set(other.get("default", []))
        spread_en.update(words)
        spread_zh.update(terms)
        together.update((word, term) for word in words for term in terms)
    for (word, term), count in sorted(together.items()):
        dice = 2 * count / (spread_en[word] + spread_zh[term])
        if count >= 3 and dice > 0.5:
            _add(weights, word, term, KEYWORD * dice)


def _definitions(weights: Weights) -> None:
    tables = load()
    for char, text in sorted(unihan("Readings", "kDefinition")):
        symbol = int(tables.symbols(char)[0])
        if simplified(char) != char or symbol >= len(tables.codes) or tables.frequency[symbol] > RARE_BITS:
            continue
        glosses = [part.strip() for part in re.split("[;,]", re.sub(r"\([^)]*\)", "", text.lower()))]
        common = 1.0 - float(tables.frequency[symbol]) / 255
        for rank, gloss in enumerate(glosses[:GLOSSES]):
            words = re.sub("^(to|a|an|the) ", "", gloss).split()
            if len(words) == 1 or (len(words) == 2 and rank == 0):
                _add(weights, "".join(words), char, DEFINED * common / (1 + 0.3 * rank) / len(words))


def _weights(symbols: dict[str, int]) -> Weights:
    """How strongly every English word stands for Han words within the alphabet."""
    weights: Weights = defaultdict(dict)
    _everyday(weights)
    _emoji(weights)
    _definitions(weights)
    known = {english: {h: w for h, w in of.items() if all(c in symbols for c in h)} for english, of in weights.items()}
    return {english: of for english, of in known.items() if of}


def _strongest(scores: dict[str, float], numbers: dict[str, int]) -> tuple[int, int]:
    """The numbers of the one or two concepts that score most, 0 for none."""
    ranked = sorted(scores, key=lambda han: (-scores[han], han))
    kept = [numbers[han] for han in ranked[:2] if scores[han] >= SECOND * scores[ranked[0]]]
    return kept[0], (kept[1] if len(kept) > 1 else 0)


def meanings(symbols: dict[str, int]) -> tuple[dict[str, tuple[int, int]], npt.NDArray[np.uint16], int]:
    """Concepts of English words and of Han words of two and more, those of single symbols (uint16[N, 2]), and the
    concept that stands for words like `the`.
    """
    known = _weights(symbols)
    best = {english: max(sorted(of), key=of.__getitem__) for english, of in known.items()}
    numbers = {han: at for at, han in enumerate(sorted(set(best.values())), 1)}
    concepts_of: Weights = defaultdict(lambda: defaultdict(float))
    for english, of in known.items():
        concept = best[english]
        for han, weight in of.items():
            scores = concepts_of[han]
            scores[concept] = max(scores[concept], weight * (1.5 if concept == han else 1.0))
    concepts = np.zeros((len(symbols) + 1, 2), np.uint16)
    filler = len(numbers) + 1
    words = dict.fromkeys(sorted(FILLERS), (filler, 0))
    for han in sorted(concepts_of):
        if len(han) == 1:
            concepts[symbols[han]] = _strongest(concepts_of[han], numbers)
        else:
            words[han] = _strongest(concepts_of[han], numbers)
    for english in sorted(known):
        scores = defaultdict(float)
        for han, weight in known[english].items():
            concept = max(concepts_of[han].items(), key=lambda item: (item[1], item[0]))[0]
            scores[concept] = max(scores[concept], weight)
        words[english] = _strongest(scores, numbers)
    return words, concepts, filler


def slots_of(
    words: dict[str, tuple[int, int]], symbols: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint16]]:
    """Open addressing by hash: keys int64[SLOTS], 0 for free, and concepts uint16[SLOTS, 2]."""
    slots, concepts = np.zeros(SLOTS, np.int64), np.zeros((SLOTS, 2), np.uint16)
    if len(words) > SLOTS * 0.6:
        raise ValueError(f"{len(words)} words need more than {SLOTS} slots")
    for word, two in sorted(words.items()):
        key = hash_of(symbols[char] for char in word)
        at = key % SLOTS
        while slots[at]:
            at = (at + 1) % SLOTS
        slots[at], concepts[at] = key, two
    return slots, concepts

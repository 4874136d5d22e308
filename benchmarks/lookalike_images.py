"""How well pictures are read, how many silent corrections come to light, how well logos are told apart.

`python benchmarks/lookalike_images.py [--imitations 300] [--genuine 120] [--logos 80] [--seed 2026]`, about two
minutes on one core. Labels and logos are made up by `invented_labels.py` and `invented_logos.py`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from invented_labels import OTHER_FONTS, Label, labels
from invented_logos import pairs
from rapidfuzz.distance import Levenshtein

from shuangda.kernel.lookalike.images import (
    SAME,
    CharacterDoubt,
    TextRegion,
    compare_logos,
    cut,
    doubt,
    read_text,
    variants,
)

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass
class Tally:
    """Counts by name; a share is printed with both of its numbers."""

    of: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, times: int = 1) -> None:
        self.of[name] += times

    def share(self, part: str, whole: str) -> str:
        top, bottom = self.of[part], self.of[whole]
        return f"{top / bottom:6.1%}  ({top} of {bottom})" if bottom else "     –  (0 of 0)"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    for name, value in (("imitations", 300), ("genuine", 120), ("logos", 80), ("seed", 2026)):
        arguments.add_argument(f"--{name}", type=int, default=value)
    asked = arguments.parse_args()
    start = time.perf_counter()
    label_figures(asked.seed, asked.imitations, asked.genuine)
    logo_figures(asked.seed, asked.logos)
    print(f"\nseconds in all                                     {time.perf_counter() - start:6.0f}")


def label_figures(seed: int, imitations: int, genuine: int) -> None:
    tally = Tally()
    made = labels(seed, max(imitations, genuine))
    for i, label in enumerate(islice(made, 2 * max(imitations, genuine))):
        if label.place >= 0 and i < 2 * imitations:
            imitation(tally, label)
        elif label.place < 0 and i < 2 * genuine:
            genuine_label(tally, label)
    print("Labels")
    for words, part, whole in (
        ("characters read right, genuine labels", "genuine right", "genuine characters"),
        ("characters read right, imitations", "imitation right", "imitation characters"),
        ("imitated characters silently corrected", "corrected", "imitated"),
        ("imitated characters misread otherwise", "misread", "imitated"),
        ("brand not found or of another length", "lost", "labels"),
        ("silent corrections: reading in doubt", "corrected doubted", "corrected"),
        ("silent corrections: true text among variants", "corrected found", "corrected"),
        ("  in fonts the library renders", "corrected known found", "corrected known"),
        ("  in other fonts", "corrected other found", "corrected other"),
        ("other misreadings: reading in doubt", "misread doubted", "misread"),
        ("other misreadings: true text among variants", "misread found", "misread"),
        ("genuine characters falsely in doubt", "false characters", "right characters"),
        ("genuine labels with a false doubt", "false labels", "right labels"),
    ):
        print(f"  {words:46} {tally.share(part, whole)}")
    print(f"  milliseconds to read a label                     {1e3 * TIMES['read'] / max(tally.of['labels'], 1):6.0f}")
    print(
        f"  milliseconds to doubt a character                {1e3 * TIMES['doubt'] / max(tally.of['compared'], 1):6.0f}"
    )


TIMES: defaultdict[str, float] = defaultdict(float)


def read_brand(tally: Tally, label: Label) -> tuple[Pixels, TextRegion] | None:
    """The region with the brand: the tallest; None where its length is not that of the brand."""
    pixels = np.asarray(label.picture)
    start = time.perf_counter()
    regions = read_text(pixels)
    TIMES["read"] += time.perf_counter() - start
    tally.add("labels")
    kind = "genuine" if label.place < 0 else "imitation"
    region = max(regions, key=lambda r: r.box[3][1] - r.box[0][1], default=None)
    text = region.text.replace(" ", "") if region else ""
    tally.add(f"{kind} characters", len(label.brand))
    tally.add(f"{kind} right", max(0, len(label.brand) - Levenshtein.distance(text, label.brand)))
    if region is None or len(text) != len(label.brand):
        tally.add("lost")
        return None
    return cut(pixels, region.box), TextRegion(text, region.confidence, region.box)


def doubts_of(tally: Tally, line: Pixels, text: str) -> tuple[CharacterDoubt, ...]:
    start = time.perf_counter()
    found = doubt(line, text)
    TIMES["doubt"] += time.perf_counter() - start
    tally.add("compared", len(found))
    return found


def imitation(tally: Tally, label: Label) -> None:
    found = read_brand(tally, label)
    if not found:
        return
    line, region = found
    tally.add("imitated")
    read = region.text[label.place]
    if read == label.brand[label.place]:
        return
    kind = "corrected" if read == label.meant[label.place] else "misread"
    known = "other" if label.font in OTHER_FONTS else "known"
    tally.add(kind)
    tally.add(f"{kind} {known}")
    doubts = doubts_of(tally, line, region.text)
    if any(d.is_doubtful for d in doubts if d.place == label.place):
        tally.add(f"{kind} doubted")
    if any(v.text[label.place] == label.brand[label.place] for v in variants(region.text, doubts)):
        tally.add(f"{kind} found")
        tally.add(f"{kind} {known} found")


def genuine_label(tally: Tally, label: Label) -> None:
    found = read_brand(tally, label)
    if not found or found[1].text != label.brand:
        return
    doubts = doubts_of(tally, found[0], label.brand)
    tally.add("right labels")
    tally.add("right characters", len(doubts))
    tally.add("false characters", sum(d.is_doubtful for d in doubts))
    tally.add("false labels", any(d.is_doubtful for d in doubts))


def logo_figures(seed: int, count: int) -> None:
    scores: defaultdict[str, list[float]] = defaultdict(list)
    start = time.perf_counter()
    for one, other, change in pairs(seed, count):
        scores[change].append(compare_logos(np.asarray(one), np.asarray(other)).score)
    spent = time.perf_counter() - start
    unrelated = np.sort(scores.pop(""))[::-1]
    allowed = int(len(unrelated) * 0.01)  # so many false alarms are at most 1 %
    threshold = float(unrelated[allowed])
    copies = np.concatenate([np.array(values) for values in scores.values()])
    print("Logos")
    print(f"  {'copies found at ≤ 1 % false alarms':46} {(copies > threshold).mean():6.1%}  (score > {threshold:.2f})")
    for change, values in sorted(scores.items()):
        print(f"    {change:44} {(np.array(values) > threshold).mean():6.1%}  (of {len(values)})")
    print(f"  {'copies found at the shipped threshold':46} {(copies >= SAME).mean():6.1%}  (score ≥ {SAME})")
    print(f"  {'unrelated logos flagged at it':46} {(unrelated >= SAME).mean():6.1%}  (of {len(unrelated)})")
    print(f"  {'milliseconds a pair':46} {1e3 * spent / (2 * count):6.0f}")


if __name__ == "__main__":
    main()

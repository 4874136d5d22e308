"""Rare Han that look like a common one: outside the alphabet they are written for their looks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .alphabet import characters, unihan
from .shapes import features, reduced

BLOCK = range(0x4E00, 0xA000)
"""Characters that all four typefaces hold; of others some would be drawn by one or none."""
COMMON = 3500
"""Characters of the first level of the General Standard, by their number there."""
LEAST = 0.7
"""Cosine of two glyphs from which most pairs of a sample read alike at a glance."""
AHEAD = 0.03
"""How much nearer than the next the nearest must be: what looks like two stands for neither."""


def rare_forms(strange: Iterable[str]) -> dict[str, str]:
    """Each character of `strange`, all outside the alphabet, to the common one that it looks like, if to any."""
    level = {char: int(value.split(":")[1].split()[0]) for char, value in unihan("OtherMappings", "kTGH")}
    common = [char for char in characters() if level.get(char, COMMON + 1) <= COMMON]
    rare = sorted(strange)
    shapes = reduced(features(common + rare))
    likeness = shapes[len(common) :] @ shapes[: len(common)].T
    two = np.argsort(-likeness, axis=1)[:, :2]
    best = np.take_along_axis(likeness, two, axis=1)
    clear = (best[:, 0] >= LEAST) & (best[:, 0] - best[:, 1] >= AHEAD)
    return {rare[at]: common[two[at, 0]] for at in np.flatnonzero(clear).tolist()}

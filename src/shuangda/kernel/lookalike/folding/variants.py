"""A text read in every explained way, the plain one first."""

from __future__ import annotations

from typing import Final

from ..model import Variant
from . import components, letters, numerals, pictures
from .edits import apply, together
from .fold import fold, fold_runs

MOST_VARIANTS: Final = 8
LONGEST: Final = 512
"""Code points of a text that are read; what follows has a base fold but no other reading."""
TRIED: Final = 48
"""Combinations that are kept while one kind of reading after another is added."""


def variants(text: str) -> tuple[Variant, ...]:
    """The base fold, then explained readings, at most 8, the lowest penalty first and no text twice.

    Read are: digits and signs as letters within Latin, digits and Han numerals as one another, emoji as words, and
    components side by side as a character, alone and together. Of a text of more than 512 code points only those
    are read. Never fails.
    """
    text = text[:LONGEST]
    folded = fold_runs(text)
    axes = [axis for reader in (pictures, letters, numerals, components) for axis in reader.axes(folded)]
    base = fold(text)
    found = {base.text: base}
    readings = [apply(folded, option) for option in together(axes, TRIED) if option.edits]
    for reading in sorted(readings, key=lambda variant: variant.penalty):
        found.setdefault(reading.text, reading)
    return tuple(found.values())[:MOST_VARIANTS]

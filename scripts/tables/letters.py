"""How alike digits and letters look, in whichever case is closer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .alphabet import LETTERS
from .shapes import FONTS, SIZE, Floats, draw, face, gradients

MIRRORED = 0.5
"""What a mirrored or upside-down letter (b/d, p/q, n/u) keeps of its similarity."""
UNRELATED = 0.6
"""Cosine of two letters that have nothing in common but being letters; the scale begins there."""


def _stretched(image: Floats) -> Floats:
    """A letter's ink blown up to the height of the square, so that o, O and 0 differ by form rather than size."""
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    ink = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    tall = SIZE - 12
    wide = max(6, min(tall, round(ink.shape[1] * tall / ink.shape[0])))
    down = np.linspace(0, ink.shape[0] - 1, tall).round().astype(int)
    across = np.linspace(0, ink.shape[1] - 1, wide).round().astype(int)
    square = np.zeros_like(image)
    left = (SIZE - wide) // 2
    square[6 : 6 + tall, left : left + wide] = ink[np.ix_(down, across)]
    return square


def _cosines(images: Floats, others: Floats) -> Floats:
    return gradients(images) @ gradients(others).T


def similarity() -> np.ndarray:
    """uint8[36, 36], 255 the same; the best of lower and upper case, the mean over the fonts."""
    forms = LETTERS + LETTERS[10:].upper()
    total = np.zeros((len(forms), len(forms)))
    for path, family in FONTS:
        found = face(path, family)
        drawn = [draw(found, char) for char in forms]
        images = np.stack([_stretched(image) for image in drawn if image is not None])
        straight = _cosines(images, images)
        turned = np.maximum(_cosines(images, images[:, :, ::-1]), _cosines(images, images[:, ::-1]))
        straight, turned = ((one - UNRELATED) / (1 - UNRELATED) for one in (straight, turned))
        total += np.maximum(straight, MIRRORED * turned) / len(FONTS)
    owner = [LETTERS.index(form.lower()) for form in forms]
    best = np.zeros((len(LETTERS), len(LETTERS)))
    np.maximum.at(best, (np.repeat(owner, len(forms)), np.tile(owner, len(forms))), total.ravel())
    best = np.maximum(best, best.T)
    np.fill_diagonal(best, 1)
    return np.rint(np.clip(best, 0, 1) * 255).astype(np.uint8)


def build(out: Path) -> None:
    """Write `letter_shape.npy`."""
    np.save(out / "letter_shape.npy", similarity())

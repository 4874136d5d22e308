"""How alike digits and letters look, in whichever case is closer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from .alphabet import LETTERS
from .shapes import FONTS, SIZE, Floats, draw, face, gradients

FORMS = LETTERS + LETTERS[10:].upper()
BROAD = 0.7
"""Width of a usual letter over its height; half the difference to it is forgiven, or 0 and O would differ by that."""
COMPONENTS = 60
WHITENING = 0.3
"""As for Han, and less of it: there are fewer letters to learn the spread from."""
MIRRORED = 0.6
"""What a mirrored or upside-down letter (b/d, p/q, n/u) keeps of its similarity."""
TAKEN_FOR_EACH_OTHER = 0.8
"""Cosine at which two letters are as good as the same, as O and 0 are in one typeface or the other."""
MOST = 0.97
"""Other letters never count as the same."""


def _stretched(image: Floats) -> Floats:
    """A letter's ink blown up to the height of the square, so that o, O and 0 differ by form rather than size."""
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    ink = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    tall = SIZE - 12
    wide = max(6, min(tall, round(tall * (BROAD * ink.shape[1] / ink.shape[0]) ** 0.5)))
    down = np.linspace(0, ink.shape[0] - 1, tall).round().astype(int)
    across = np.linspace(0, ink.shape[1] - 1, wide).round().astype(int)
    square = np.zeros_like(image)
    left = (SIZE - wide) // 2
    square[6 : 6 + tall, left : left + wide] = ink[np.ix_(down, across)]
    return square


def _drawn(path: str, family: str) -> Floats:
    """All forms in one typeface, upright, mirrored and upside down: [3, len(FORMS), features] about the mean letter."""
    found = face(path, family)
    images = np.stack([_stretched(image) for char in FORMS if (image := draw(found, char)) is not None])
    turns = (images, images[:, :, ::-1], images[:, ::-1])
    features = np.stack([gradients(np.ascontiguousarray(turn)) for turn in turns])
    about_mean: Floats = features - features[0].mean(axis=0)
    return about_mean


def _basis(samples: Floats) -> Floats:
    """Principal axes of samples [n, features], each divided by its spread to the power of WHITENING."""
    wide = samples.astype(np.float64)
    values, vectors = np.linalg.eigh(wide.T @ wide / len(wide))
    basis: Floats = (vectors[:, -COMPONENTS:] / values[-COMPONENTS:] ** (WHITENING / 2)).astype(np.float32)
    return basis


def similarity() -> npt.NDArray[np.uint8]:
    """uint8[36, 36], 255 the same; the best of lower and upper case and of the typefaces."""
    drawn = [_drawn(path, family) for path, family in FONTS]
    basis = _basis(np.concatenate([features[0] for features in drawn]))
    likeness = np.zeros((len(FORMS), len(FORMS)), dtype=np.float32)
    for features in drawn:
        placed = features @ basis
        placed /= np.linalg.norm(placed, axis=2, keepdims=True)
        upright, mirrored, turned = (placed[0] @ one.T for one in placed)
        likeness = np.maximum(likeness, np.maximum(upright, MIRRORED * np.maximum(mirrored, turned)))
    owner = [LETTERS.index(form.lower()) for form in FORMS]
    best = np.zeros((len(LETTERS), len(LETTERS)))
    np.maximum.at(best, (np.repeat(owner, len(FORMS)), np.tile(owner, len(FORMS))), likeness.ravel())
    best = np.minimum(np.maximum(best, best.T) / TAKEN_FOR_EACH_OTHER, MOST)
    np.fill_diagonal(best, 1)
    return np.rint(best * 255).astype(np.uint8)


def build(out: Path) -> None:
    """Write `letter_shape.npy`."""
    np.save(out / "letter_shape.npy", similarity())

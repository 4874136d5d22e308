"""Glyph vectors: what a character looks like in four typefaces, so that a cosine tells look-alikes."""

from __future__ import annotations

from pathlib import Path

import freetype
import numpy as np
import numpy.typing as npt

from .alphabet import LETTERS

FONTS: tuple[tuple[str, str], ...] = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
    ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", "LXGW WenKai"),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "WenQuanYi Micro Hei"),
)
"""File and family of each typeface: Hei, Song, Kai and another Hei."""

SIZE = 64
"""Pixels along a side of the square that a character is drawn in."""
CELL = 8
BINS = 8
DIMENSIONS = 128
WHITENING = 0.6
"""How far the spread of the components is evened out (1 altogether): few components, such as how dark a glyph is and
whether it has a left and a right half, would else outvote the details that tell characters apart."""

Floats = npt.NDArray[np.float32]


def face(path: str, family: str) -> freetype.Face:
    """The face of a family within a font file or collection."""
    count = freetype.Face(path).num_faces
    for index in range(count):
        found = freetype.Face(path, index=index)
        if found.family_name.decode() == family:
            found.set_pixel_sizes(0, SIZE - 8)
            return found
    raise ValueError(f"{path} has no face {family}")


def draw(found: freetype.Face, char: str) -> Floats | None:
    """One character in the middle of a square of SIZE pixels, 0 … 1; None where the font lacks it."""
    if not found.get_char_index(char):
        return None
    found.load_char(char, freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP)
    bitmap = found.glyph.bitmap
    if not bitmap.rows or not bitmap.width:
        return None
    ink = np.array(bitmap.buffer, dtype=np.uint8).reshape(bitmap.rows, bitmap.pitch)[:, : bitmap.width]
    ink = ink[:SIZE, :SIZE]
    square = np.zeros((SIZE, SIZE), dtype=np.float32)
    top, left = (SIZE - ink.shape[0]) // 2, (SIZE - ink.shape[1]) // 2
    square[top : top + ink.shape[0], left : left + ink.shape[1]] = ink / np.float32(255)
    return square


def _pooling() -> Floats:
    """Weights [SIZE, SIZE / CELL] that spread a pixel over the two nearest cells, so that small shifts cost little."""
    centres = np.arange(CELL / 2 - 0.5, SIZE, CELL)
    reach = np.abs(np.arange(SIZE)[:, None] - centres) / CELL
    return np.maximum(0, 1 - reach).astype(np.float32)


def gradients(images: Floats) -> Floats:
    """Histograms of oriented gradients of images [n, SIZE, SIZE], as [n, cells * BINS] of unit length."""
    down = np.zeros_like(images)
    across = np.zeros_like(images)
    down[:, 1:-1] = images[:, 2:] - images[:, :-2]
    across[:, :, 1:-1] = images[:, :, 2:] - images[:, :, :-2]
    strength = np.hypot(down, across)
    angle = np.mod(np.arctan2(down, across), np.pi) * (BINS / np.pi)
    pool = _pooling()
    cells = []
    for bin_ in range(BINS):
        distance = np.abs(angle - bin_)
        weight = strength * np.maximum(0, 1 - np.minimum(distance, BINS - distance))
        cells.append(pool.T @ weight @ pool)
    found = np.sqrt(np.stack(cells, axis=-1)).reshape(len(images), -1)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return (found / np.maximum(length, 1e-9)).astype(np.float32)


def features(chars: list[str]) -> Floats:
    """Mean features over the fonts that have a character, each font taken about its own mean, [len(chars), …]."""
    blocks, known = [], []
    for path, family in FONTS:
        found = face(path, family)
        drawn = [draw(found, char) for char in chars]
        blank = np.zeros((SIZE, SIZE), dtype=np.float32)
        parts = [
            gradients(np.stack([blank if image is None else image for image in drawn[at : at + 500]]))
            for at in range(0, len(chars), 500)
        ]
        block = np.concatenate(parts)
        has = np.array([image is not None for image in drawn])
        block[has] -= block[has].mean(axis=0)
        blocks.append(block)
        known.append(has)
    stacked, present = np.stack(blocks), np.stack(known)[:, :, None]
    return (stacked * present).sum(axis=0) / np.maximum(present.sum(axis=0), 1).astype(np.float32)


def reduced(mean: Floats, dimensions: int = DIMENSIONS, whitening: float = WHITENING) -> Floats:
    """Principal components, unit length; signs are fixed so that every build gives the same."""
    wide = mean.astype(np.float64)
    wide -= wide.mean(axis=0)
    values, vectors = np.linalg.eigh(wide.T @ wide / len(wide))
    order = np.argsort(values)[::-1][:dimensions]
    basis = vectors[:, order]
    basis = basis * np.sign(basis[np.abs(basis).argmax(axis=0), np.arange(len(order))])
    scores = wide @ basis / values[order] ** (whitening / 2)
    length = np.linalg.norm(scores, axis=1, keepdims=True)
    return (scores / np.maximum(length, 1e-12)).astype(np.float32)


def build(out: Path) -> None:
    """Write `shape.npy`: int8[N, 128]; dot product / 127² is the cosine. Row 0 and letters are 0."""
    codes = np.load(out / "codes.npy")
    chars = [chr(code) for code in codes]
    han = [at for at, char in enumerate(chars) if at and char not in LETTERS]
    vectors = reduced(features([chars[at] for at in han]))
    shape = np.zeros((len(codes), DIMENSIONS), dtype=np.int8)
    shape[han] = np.rint(vectors * 127).astype(np.int8)
    np.save(out / "shape.npy", shape)

"""Which of several characters stands in a picture: its ink compared with renders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from .extra import opencv
from .faces import EM, Grey, Style, faces, render

Colours = npt.NDArray[np.uint8]

_BAND: Final = 37
"""Height to which the ink of a line is scaled: what Han characters fill of EM."""
_ROOM: Final = 12
"""Pixels of paper kept around the ink of a line."""
_SIZES: Final = (0.88, 0.94, 1.0, 1.06, 1.13)
_SLANTS: Final = (0.0, 0.1, 0.2)
_BLURS: Final = (0.7, 1.4, 2.4)
_KEPT: Final = 3
"""Styles that are tried on after the line was fitted."""
_LEAST_GAP: Final = 0.02
"""Glyphs closer than this cannot be told apart by their ink."""


def ink_of(line: Colours) -> tuple[Grey, float, float]:
    """The ink of a line, 0 … 1, scaled; and how a column x of the line becomes one of it: x · scale + shift.

    Paper is what the border shows. Colours are projected on the axis in which they differ most, so that red on green
    of equal brightness is read as well as black on white.
    """
    cv2 = opencv()
    flat = line.reshape(-1, 3).astype(np.float32)
    rim = np.concatenate([line[0], line[-1], line[:, 0], line[:, -1]]).astype(np.float32)
    paper = np.median(rim, 0)
    away = flat - paper
    _, axes = np.linalg.eigh(away.T @ away)
    depth = np.abs(away @ axes[:, -1]).reshape(line.shape[:2])
    full = float(np.percentile(depth, 97)) or 1.0
    ink = np.clip(depth / full, 0, 1).astype(np.float32)
    heavy, _ = cv2.threshold((ink * 255).astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
    rows, columns = np.nonzero(ink * 255 > heavy)
    if not len(rows):
        return np.zeros((_BAND + 2 * _ROOM,) * 2, np.float32), 1.0, 0.0
    top, bottom = np.percentile(rows, (0.5, 99.5))
    left, right = columns.min(), columns.max()
    scale = _BAND / max(bottom - top + 1, 4)
    width = int((right - left + 1) * scale) + 2 * _ROOM
    shift_x, shift_y = _ROOM - left * scale, _ROOM - top * scale
    matrix = np.array([[scale, 0, shift_x], [0, scale, shift_y]], np.float32)
    if scale < 1:  # let the scaled-down picture keep its grey
        ink = cv2.GaussianBlur(ink, (0, 0), 0.4 / scale)
    laid: Grey = cv2.warpAffine(ink, matrix, (width, _BAND + 2 * _ROOM))
    return laid, scale, shift_x


def cells_of(ink: Grey, centres: Sequence[float]) -> list[Grey]:
    """The piece of the ink around each centre (column of `ink`), wide enough to shift a render in."""
    cv2 = opencv()
    half = EM // 2 + _ROOM
    padded = cv2.copyMakeBorder(ink, 0, 0, half, half, cv2.BORDER_CONSTANT, value=0)
    return [np.asarray(padded[:, max(0, int(x)) : int(x) + 2 * half]) for x in centres]


def likeness(cell: Grey, character: str, style: Style) -> float:
    """Best correlation of a render with the cell over all shifts, -1 … 1."""
    glyph = render(character, style)
    if cell.shape[0] < glyph.shape[0] or cell.shape[1] < glyph.shape[1]:
        return 0.0
    cv2 = opencv()
    match: Grey = cv2.matchTemplate(cell, glyph, cv2.TM_CCOEFF_NORMED)
    best = float(match.max())
    return best if np.isfinite(best) else 0.0


def styles_of(cells: Sequence[Grey], text: str) -> list[Style]:
    """The styles in which the characters read fit the line best: first face and size, then slant and blur."""
    pairs = list(zip(cells, text, strict=True))[:4]

    def fit(style: Style) -> float:
        return -sum(likeness(cell, character, style) for cell, character in pairs)

    first = sorted((Style(f, size=s) for f, s in product(range(len(faces())), _SIZES)), key=fit)[:4]
    second = (Style(s.face, slant, s.size, blur) for s, slant, blur in product(first, _SLANTS, _BLURS))
    return sorted(second, key=fit)[:_KEPT]


def evidence(cell: Grey, read: str, others: Sequence[str], styles: Sequence[Style]) -> list[float]:
    """How far the cell speaks for each of `others` against `read`: about 1 where it is that one, -1 where it is `read`.

    The difference of both correlations, divided by what it would be if the other stood there in that very style.
    """
    own = [likeness(cell, read, style) for style in styles]
    found = []
    for other in others:
        theirs = [likeness(cell, other, style) for style in styles]
        best = int(np.argmax(np.maximum(own, theirs)))
        a, b = render(read, styles[best]), render(other, styles[best])
        gap = 1 - float(np.corrcoef(a.ravel(), b.ravel())[0, 1])
        found.append((max(theirs) - max(own)) / max(gap, _LEAST_GAP))
    return found

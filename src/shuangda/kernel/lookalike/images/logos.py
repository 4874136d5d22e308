"""Do two pictures show the same logo? Key points that agree on one movement of the plane, and perceptual hashes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from .extra import opencv
from .opening import Pixels, Source, open_picture

Grey = npt.NDArray[np.uint8]

SAME: Final = 0.3
"""From this score on a pair is worth a look; docs/lookalike-images.md says what that costs."""
_SIDE: Final = 320
"""Longest side at which logos are compared."""
_RATIO: Final = 0.78
"""A key point counts if its best match is so much nearer than its second best (Lowe 2004 takes .8)."""
_SLACK: Final = 4.0
"""Pixels by which a matched point may miss its place."""
_FULL: Final = 24
"""Points in agreement from which on nothing is left to prove."""
_CHANCE: Final = 5
"""Points that agree by accident: unrelated logos with lettering reach this."""
_HASH_BITS: Final = 63
_HASH_CHANCE: Final = 20
"""Bits by which two hashes may differ before they say nothing: unrelated pictures differ in 31 ± 4."""


@dataclass(frozen=True, slots=True)
class LogoMatch:
    """`score` is 0 … 1 (see SAME); `reasons` are sentences for an officer, strongest first, empty where unlike."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """One way to look at a logo: as it is, negative, mirrored."""

    words: str
    points: npt.NDArray[np.float32]
    descriptors: npt.NDArray[np.float32]
    bits: npt.NDArray[np.bool_]


def compare_logos(a: Source | Pixels, b: Source | Pixels) -> LogoMatch:
    """How much logo `b` is logo `a`: scaled, turned, cropped, recoloured, as a negative or mirrored.

    Pictures are files, their bytes, or RGB pixels. Raises BadPicture; MissingPart without the extra `image`.
    """
    plain = _view(_grey(a), "原样")
    other = _grey(b)
    views = (
        _view(other, "原样"),
        _view(255 - other, "反色"),
        _view(other[:, ::-1], "左右翻转"),
        _view(255 - other[:, ::-1], "反色并左右翻转"),
    )
    found = [pair for view in views for pair in (_by_points(plain, view), _by_hash(plain, view)) if pair[0] > 0]
    found.sort(key=lambda pair: -pair[0])
    return LogoMatch(round(found[0][0], 3) if found else 0.0, tuple(words for score, words in found if score >= SAME))


def _grey(picture: Source | Pixels) -> Grey:
    """Brightness of the part that differs from the border, stretched to 0 … 255, its longest side _SIDE."""
    cv2 = opencv()
    pixels = picture if isinstance(picture, np.ndarray) else open_picture(picture)
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    paper = np.median(rim, 0)
    away = np.abs(pixels.astype(np.float32) - paper).max(2)
    rows, columns = np.nonzero(cv2.GaussianBlur(away, (0, 0), 1.0) > 40)
    if len(rows) > 64:
        pixels = pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    scale = _SIDE / max(grey.shape)
    size = tuple(max(8, round(side * scale)) for side in grey.shape[::-1])
    grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    grey = cv2.normalize(grey, None, 0, 255, cv2.NORM_MINMAX)
    fill = int(cv2.cvtColor(paper.astype(np.uint8).reshape(1, 1, 3), cv2.COLOR_RGB2GRAY)[0, 0])
    edge = _SIDE // 10
    framed: Grey = cv2.copyMakeBorder(grey, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255 if fill > 127 else 0)
    return framed


@cache
def _sift() -> Any:
    return opencv().SIFT_create(nfeatures=600, contrastThreshold=0.03)


def _view(grey: Grey, words: str) -> _View:
    grey = np.ascontiguousarray(grey)
    points, descriptors = _sift().detectAndCompute(grey, None)
    if descriptors is None:
        descriptors = np.zeros((0, 128), np.float32)
    # RootSIFT: the Hellinger distance tells key points apart better (Arandjelović, Zisserman 2012)
    descriptors = np.sqrt(descriptors / np.maximum(descriptors.sum(1, keepdims=True), 1))
    places = np.array([point.pt for point in points], np.float32).reshape(-1, 2)
    return _View(words, places, descriptors.astype(np.float32), _hash(grey))


def _hash(grey: Grey) -> npt.NDArray[np.bool_]:
    """The 63 lowest frequencies of the cosine transform of a 32 × 32 render, above or below their median (pHash)."""
    cv2 = opencv()
    edge = round(_SIDE / 10)
    small = cv2.resize(grey[edge:-edge, edge:-edge], (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:8, :8].ravel()[1:]
    bits: npt.NDArray[np.bool_] = low > np.median(low)
    return bits


def _by_hash(a: _View, b: _View) -> tuple[float, str]:
    if min(a.bits.sum(), b.bits.sum()) < _HASH_BITS // 4:  # a picture of one colour or of one edge has no outline
        return 0.0, ""
    apart = int((a.bits != b.bits).sum())
    score = max(0.0, 1 - apart / _HASH_CHANCE)
    return score, f"整体轮廓{_as_seen(b)}一致：{_HASH_BITS} 项中 {_HASH_BITS - apart} 项相同"


def _by_points(a: _View, b: _View) -> tuple[float, str]:
    """Matches that are unambiguous in both directions and lie on one homography, each place counted once."""
    cv2 = opencv()
    if min(len(a.points), len(b.points)) < 4:
        return 0.0, ""
    matcher = cv2.BFMatcher()
    there = {m.queryIdx: m.trainIdx for m, n in matcher.knnMatch(a.descriptors, b.descriptors, 2) if _clear(m, n)}
    back = {m.queryIdx: m.trainIdx for m in matcher.match(b.descriptors, a.descriptors)}
    pairs = [(i, j) for i, j in there.items() if back.get(j) == i]
    if len(pairs) < 4:
        return 0.0, ""
    from_, to = a.points[[i for i, _ in pairs]], b.points[[j for _, j in pairs]]
    cv2.setRNGSeed(7)  # the same two pictures always get the same score
    movement, inside = cv2.findHomography(from_, to, cv2.RANSAC, _SLACK)
    if movement is None or not _plausible(movement):
        return 0.0, ""
    kept = inside.ravel().astype(bool)
    places = min(len(np.unique(np.round(side[kept] / 6), axis=0)) for side in (from_, to))
    score = min(1.0, max(0.0, (places - _CHANCE) / (_FULL - _CHANCE))) ** 0.5
    return score, f"{places} 处细节{_as_seen(b)}对应，位置关系一致"


def _clear(best: Any, second: Any) -> bool:
    return bool(best.distance < _RATIO * second.distance)


def _as_seen(view: _View) -> str:
    return "" if view.words == "原样" else f"（{view.words}后）"


def _plausible(movement: npt.NDArray[np.float64]) -> bool:
    """A picture of a logo is scaled by 1/4 … 4, hardly squeezed, and not folded over."""
    stretch = np.linalg.svd(movement[:2, :2], compute_uv=False)
    turned = np.linalg.det(movement[:2, :2]) > 0
    return bool(turned and stretch[1] > 0.25 and stretch[0] < 4 and stretch[0] / stretch[1] < 2.5)

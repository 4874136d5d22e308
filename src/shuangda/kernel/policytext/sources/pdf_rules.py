"""The rules drawn on a page of a PDF: strokes along the axes, and filled boxes too thin to be anything else."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from .grid import Rule

_THIN: Final = 3.0
_DEEPEST: Final = 3
"""Forms within forms."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Budget:
    """How much of a document's drawing may still be looked at; some have millions of strokes."""

    def __init__(self, segments: int = 100_000, objects: int = 1_000_000) -> None:
        self._segments = segments
        self._objects = objects

    def spend(self, *, segments: int = 0, objects: int = 0) -> bool:
        """Whether so many more segments of paths and objects may be looked at."""
        self._segments -= segments
        self._objects -= objects
        return self._segments >= 0 and self._objects >= 0


def page_rules(page: Any, height: float, budget: Budget) -> list[Rule]:
    """The rules of a page `height` points high, tops counted downwards; those that the budget still covers."""
    count = pdfium.FPDFPage_CountObjects(page)
    if not budget.spend(objects=count):
        return []
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    return [rule for item in objects for rule in _rules(item, _IDENTITY, height, budget, 0)]


def _rules(item: Any, outer: Matrix, height: float, budget: Budget, depth: int) -> Iterator[Rule]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        count = pdfium.FPDFPath_CountSegments(item)
        if budget.spend(segments=count) and pdfium.FPDFPath_GetDrawMode(item, filled, stroked):
            matrix = _within(_matrix(item), outer)
            for outline in _outlines(item, count, matrix) if filled.value or stroked.value else ():
                yield from _of_outline(outline, bool(stroked.value), height)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _within(_matrix(item), outer)
        count = pdfium.FPDFFormObj_CountObjects(item)
        for index in range(count if budget.spend(objects=count) else 0):
            yield from _rules(pdfium.FPDFFormObj_GetObject(item, index), inner, height, budget, depth + 1)


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _outlines(path: Any, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The connected outlines of a path as points of the page; those with curves are left out."""
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if points and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points and not curved:
        yield points


def _of_outline(points: list[Point], stroked: bool, height: float) -> Iterator[Rule]:
    around = _rule(points, height)
    if min(around.right - around.left, around.bottom - around.top) <= _THIN:
        yield around
    elif stroked:
        for side in pairwise(points):
            rule = _rule(side, height)
            if min(rule.right - rule.left, rule.bottom - rule.top) <= _THIN:
                yield rule


def _rule(points: Any, height: float) -> Rule:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rule(min(xs), height - max(ys), max(xs), height - min(ys))

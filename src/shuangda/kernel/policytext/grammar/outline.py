"""The numbered points of a document as a tree: how far each reaches and what stands above a place."""

from __future__ import annotations

import bisect
from functools import lru_cache

from ..model import Section
from ..piece import Piece


@lru_cache(maxsize=2)
def outline_of(piece: Piece) -> Outline:
    """The outline of a document, made once for all rules that ask for it."""
    return Outline(piece)


class Outline:
    """The numbered points of a document and how far each reaches."""

    def __init__(self, piece: Piece) -> None:
        self.sections = piece.sections
        self.starts = [section.span[0] for section in piece.sections]
        self.ends = [piece.span[1]] * len(self.sections)
        self.parents: list[int | None] = [None] * len(self.sections)
        open_points: list[int] = []
        for index, section in enumerate(self.sections):
            while open_points and self.sections[open_points[-1]].level >= section.level:
                self.ends[open_points.pop()] = section.span[0]
            self.parents[index] = open_points[-1] if open_points else None
            open_points.append(index)

    def at(self, position: int) -> int | None:
        """The innermost point that a place of the text belongs to."""
        index = bisect.bisect_right(self.starts, position) - 1
        return index if index >= 0 else None

    def path(self, position: int) -> list[Section]:
        """The points above a place, innermost first."""
        found, index = [], self.at(position)
        while index is not None:
            found.append(self.sections[index])
            index = self.parents[index]
        return found

"""A paper as lines: what a reader sees, in order, each piece with its role. The writers set what stands here."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Form, Paper, Picture, Table, Text
from .roles import Look, Role
from .standard import SEAL_LINES
from .titles import title_lines


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `aside` stands at the right end of the same line. Indents replace those of the role.

    `above`: empty lines before it, in place of the role's own distance.
    """

    role: Role
    words: Text
    aside: Text = ()
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    above: float | None = None
    keep: bool | None = None
    """whether it stays on a page with what follows, whatever its role says"""
    ragged: bool = False
    """not justified: a word too long for its line would tear the line before it apart"""
    pitch: float | None = None
    """points from line to line, in place of the grid (7.3.5.5)"""


@dataclass(frozen=True, slots=True)
class Names:
    """Names side by side, in rows: the signatures of several offices, each with its seal. "" leaves a place empty."""

    rows: tuple[tuple[str, ...], ...]
    above: float = SEAL_LINES
    """empty lines before the first row"""


Element = Line | Table | Picture | Names
_SIGNING = (Role.SIGNATURE, Role.DATE)


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a paper departs from the grid, so that its signature shares a page with text (7.3.5.5)."""

    above: int | None = None
    """empty lines above the signature, where they are not the usual ones"""
    pitch: float | None = None
    """points from line to line of the text from body element `first` up to the signature"""
    first: int = 0
    attached: bool = False
    """附件说明 goes over with the signature: better than none of the text"""


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as lines. `mark`: the lines in red; `suffix` (文件) stands once beside those of several offices."""

    paper: Paper
    mark: tuple[str, ...]
    suffix: str
    looks: dict[Role, Look]
    above_mark: tuple[Line, ...]
    below_mark: tuple[Line, ...]
    """The last of them carries the red rule."""
    body: tuple[Element, ...]
    imprint: tuple[Line, ...]

    @property
    def form(self) -> Form:
        return self.paper.form

    def title(self) -> str:
        return "".join(title_lines(self.paper.title))

    def signature(self) -> int | None:
        """Where in the body the signature begins, None where nobody signs."""
        for place, element in enumerate(self.body):
            if isinstance(element, Names) or (isinstance(element, Line) and element.role in _SIGNING):
                return place
        return None

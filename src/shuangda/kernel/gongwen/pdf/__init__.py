"""A paper as PDF by Typst, from the same lines and looks as the DOCX and with the same page breaks."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, cast

import typst

from ..composing import compose
from ..errors import PaperError
from ..faces import Faces, choose
from ..lines import Composed, Spacing
from ..model import Paper
from .source import Source

ImprintPlace = Literal["here", "next", "even"]
"""Where the 版记 goes: on the page on which the text ends, on the next one, on the next even one."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF; `warnings` name the faces that were replaced."""

    data: bytes
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A paper as it is laid out: its lines, and where its 版记 goes."""

    composed: Composed
    imprint: ImprintPlace


def write_pdf(paper: Paper, faces: Faces | None = None) -> Pdf:
    """The PDF of a paper, with metadata, outline and searchable text.

    Raises PaperError for a picture that cannot be read, and where no Chinese face is installed.
    """
    composed = settle(paper, faces).composed
    day = paper.date or datetime.date(2000, 1, 1)
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    with _compiler(composed, faces) as (compiler, used):
        data = compiler.compile(format="pdf", timestamp=moment)
    return Pdf(cast(bytes, data), used.warnings())


def settle(paper: Paper, faces: Faces | None = None) -> Settled:
    """Lay a paper out: where its 版记 goes, and what is changed so that no signature stands on a page without text.

    The standard asks for other distances then (7.3.5.5): first one empty line less above the signature, then lines
    of the last page closer or wider, as little as helps; where nothing does, 附件说明 goes over with it. The first is
    also done where it saves the 版记 a page of its own, or an empty page before that. Raises as `write_pdf` does.
    """
    composed = compose(paper)
    if composed.signature() is None and not composed.imprint:
        return Settled(composed, "here")
    layout = _layout(composed, faces)
    if composed.signature() is None or not (layout.alone or layout.wasteful):
        return Settled(composed, layout.imprint)
    first = next((place for place, page in layout.ends if page == layout.ends[-1][1]), 0)
    ways = [Spacing(above=1)]
    if layout.alone:
        ways += [Spacing(above=1, pitch=pitch, first=first) for pitch in _PITCHES]
        ways += [Spacing(attached=True)] if paper.attachments else []
    for way in ways:
        closer = compose(paper, way)
        found = _layout(closer, faces)
        if not found.alone and (layout.alone or not found.wasteful):
            return Settled(closer, found.imprint)
    return Settled(composed, layout.imprint)


_PITCHES: Final = (28.0, 30.0, 27.0, 31.0, 26.0, 32.0, 33.0, 25.0, 34.5, 24.0, 36.0)
"""Points from line to line, from the least change on"""


@dataclass(frozen=True, slots=True)
class _Layout:
    imprint: ImprintPlace
    ends: list[tuple[int, int]]
    """Elements of the body above the signature, with the page on which each ends"""
    signature: int | None
    """The page on which it begins"""
    last: int
    """The page on which the text ends"""

    @property
    def alone(self) -> bool:
        """The signature stands on a page without text."""
        return bool(self.ends) and self.signature is not None and self.signature > self.ends[-1][1]

    @property
    def wasteful(self) -> bool:
        """The 版记 needs a page that it would not need with a little less text."""
        return self.imprint == "next" or (self.imprint == "even" and self.last % 2 == 0)


def _layout(composed: Composed, faces: Faces | None) -> _Layout:
    with _compiler(composed, faces) as (compiler, _):
        found = json.loads(compiler.query("<layout>", field="value", one=True))
    ends = [(place, page) for place, page in found["ends"]]
    return _Layout(next(iter(found["imprint"]), "here"), ends, next(iter(found["signature"]), None), found["last"])


def installed() -> list[str]:
    """The families of typefaces on this machine."""
    return _fonts().families()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts()


@contextmanager
def _compiler(composed: Composed, faces: Faces | None) -> Iterator[tuple[typst.Compiler, Faces]]:
    faces = faces or choose(installed())
    source = Source(composed, faces)
    main = str(source)
    with tempfile.TemporaryDirectory(prefix="gongwen-") as name:
        folder = Path(name)
        (folder / "main.typ").write_text(main, "utf-8")
        for place, data in enumerate(source.pictures):
            (folder / str(place)).write_bytes(data)
        try:
            yield typst.Compiler(folder / "main.typ", root=folder, font_paths=_fonts()), faces
        except (typst.TypstError, RuntimeError) as error:  # a query raises the latter
            pictures = "图片可能已损坏，请重新另存为PNG或JPEG。" if "image" in str(error) else ""
            raise PaperError(f"不能排版。{pictures}（{error}）") from error

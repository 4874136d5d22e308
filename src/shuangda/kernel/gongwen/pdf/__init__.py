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
from typing import Literal, cast

import typst

from ..composing import Composed, compose
from ..errors import PaperError
from ..faces import Faces, choose
from ..model import Paper
from .source import Source

ImprintPlace = Literal["here", "next", "even"]
"""Where the 版记 goes: on the page on which the text ends, on the next one, on the next even one."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF; `warnings` name the faces that were replaced."""

    data: bytes
    warnings: tuple[str, ...]


def write_pdf(paper: Paper, faces: Faces | None = None) -> Pdf:
    """The PDF of a paper, with metadata, outline and searchable text.

    Raises PaperError for a picture that cannot be read, and where no Chinese face is installed.
    """
    composed = compose(paper)
    day = paper.date or datetime.date(2000, 1, 1)
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    with _compiler(composed, faces) as (compiler, used):
        data = compiler.compile(format="pdf", timestamp=moment)
    return Pdf(cast(bytes, data), used.warnings())


def place_imprint(paper: Paper) -> ImprintPlace:
    """Where the 版记 of a paper goes, found by laying it out. Raises as `write_pdf` does."""
    composed = compose(paper)
    if not composed.imprint:
        return "here"
    with _compiler(composed, None) as (compiler, _):
        found = json.loads(compiler.query("<imprint>", field="value", one=True))
    return cast(ImprintPlace, found)


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
        except typst.TypstError as error:
            raise PaperError(f"不能排成PDF：{error.message}") from error

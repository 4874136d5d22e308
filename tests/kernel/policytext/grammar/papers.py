"""Whole papers of an invented city and its districts, in many genres and layouts (tests/fixtures/papers)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

PAPERS = Path(__file__).parents[3] / "fixtures" / "papers"

LAYOUTS: dict[str, Callable[[str], str]] = {
    "flattened with spaces": lambda text: re.sub(r"\s*\n\s*", " ", text),
    "flattened without spaces": lambda text: re.sub(r"\s*\n\s*", "", text),
    "flattened with wide spaces": lambda text: "　　" + re.sub(r"\s*\n\s*", "　　", text),
    "blank lines between": lambda text: re.sub(r"\n+", "\n\n", text),
    "indented": lambda text: re.sub(r"(?m)^(?=.)", "　　", text),
    "with Markdown marks": lambda text: re.sub(r"(?m)^(?=[一二三四五六七]、)", "## ", text),
}
"""What web pages and converters do to lines. The words stay the same."""


def paper(name: str) -> str:
    return (PAPERS / f"{name}.txt").read_text("utf-8")


def names() -> list[str]:
    return sorted(path.stem for path in PAPERS.glob("*.txt"))

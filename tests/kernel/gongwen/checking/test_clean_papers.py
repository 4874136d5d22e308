"""The library's own papers give nothing to remark, whatever their kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from shuangda.kernel.gongwen import read_markdown
from shuangda.kernel.gongwen.checking import check
from shuangda.kernel.gongwen.docx import write_docx

from .papers import PAPERS, clean

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gongwen"


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_found_in_a_paper_of_the_library(name: str) -> None:
    assert check(clean(name)) == ()


@pytest.mark.parametrize("source", sorted(FIXTURES.glob("*.md")), ids=lambda path: path.stem)
def test_nothing_is_found_in_the_fixtures(source: Path) -> None:
    paper = read_markdown(source.read_text("utf-8"), lambda name: (source.parent / name).read_bytes())

    assert check(write_docx(paper)) == ()

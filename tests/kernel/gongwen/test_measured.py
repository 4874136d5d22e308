"""Pages measured: the figures of the standard, in the PDF and, where LibreOffice is installed, in the DOCX."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.gongwen_measure import measure, rendered_docx, words
from shuangda.kernel.gongwen.docx import write_docx
from shuangda.kernel.gongwen.pdf import write_pdf

from .builders import fixture

SAMPLE = ("full_page", "letter", "request", "bulletin")


@pytest.mark.parametrize("name", SAMPLE)
def test_the_pdf_keeps_the_measures(name: str) -> None:
    paper = fixture(name)
    found = measure(write_pdf(paper).data, paper)
    assert found.failures() == []
    assert found.figures


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_docx_keeps_them_and_breaks_its_pages_where_the_pdf_does() -> None:
    papers = {name: fixture(name) for name in SAMPLE}
    documents = rendered_docx({name: write_docx(paper) for name, paper in papers.items()})
    for name, paper in papers.items():
        found = measure(documents[name], paper)
        assert found.failures() == []
        assert words(found) == words(measure(write_pdf(paper).data, paper))

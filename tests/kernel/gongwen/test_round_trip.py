"""What this library writes, the policy reader of the house reads back."""

from __future__ import annotations

import pytest

from shuangda.kernel.gongwen.composing import heading_number
from shuangda.kernel.gongwen.docx import write_docx
from shuangda.kernel.gongwen.model import Form, Heading, plain
from shuangda.kernel.policytext import read_bytes

from .builders import NAMES, fixture

PLAIN = [name for name in NAMES if fixture(name).form in (Form.DOCUMENT, Form.LETTER)]


@pytest.mark.parametrize("name", PLAIN)
def test_title_number_addressees_and_date_come_back(name: str) -> None:
    paper = fixture(name)
    found = read_bytes("a.docx", write_docx(paper)).documents[0]
    assert found.title == "".join(paper.title.split())
    assert found.number == str(paper.number)
    assert found.issued_on == (paper.date.isoformat() if paper.date else None)
    assert "".join(found.recipients) == "".join(paper.addressees).replace("、", "")
    assert found.issuer is not None
    assert found.issuer.split() == list(paper.issuers)


@pytest.mark.parametrize("name", NAMES)
def test_headings_come_back_with_their_numbers(name: str) -> None:
    paper = fixture(name)
    sections = {
        (section.number.rstrip("、."), section.heading)
        for document in read_bytes("a.docx", write_docx(paper)).documents
        for section in document.sections
    }
    for blocks in (paper.blocks, *(attachment.blocks for attachment in paper.attachments)):
        counts = [0, 0, 0, 0]
        for block in blocks:
            if isinstance(block, Heading):
                counts[block.level - 1] += 1
                counts[block.level :] = [0] * (4 - block.level)
                number = block.number or heading_number(block.level, counts[block.level - 1])
                assert (number.rstrip("、."), plain(block.words).rstrip("。")) in sections


def test_measures_come_back_from_a_table() -> None:
    documents = read_bytes("a.docx", write_docx(fixture("notice"))).documents
    measures = [measure for document in documents for measure in document.measures]
    assert any("网络市场专项整治" in measure.text and measure.units for measure in measures)
    assert len(documents[-1].measures) == 4

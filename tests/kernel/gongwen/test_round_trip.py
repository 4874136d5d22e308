"""What this library writes, the policy reader of the house reads back, from DOCX, PDF and HTML alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from shuangda.kernel.gongwen.composing import heading_number
from shuangda.kernel.gongwen.docx import write_docx
from shuangda.kernel.gongwen.html import write_html
from shuangda.kernel.gongwen.model import Heading, Paper, plain
from shuangda.kernel.gongwen.pdf import write_pdf
from shuangda.kernel.policytext import read_bytes
from shuangda.kernel.policytext.model import Document, Measure

from .builders import NAMES, fixture

WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": write_docx,
    "pdf": lambda paper: write_pdf(paper).data,
    "html": lambda paper: write_html(paper).encode(),
}

# For each fixture its measures, from the body and the attachments: how each begins, who answers, and when it is due.
MEASURES: dict[str, list[tuple[str, str, str]]] = {
    "approval": [],
    "bulletin": [],
    "full_page": [],
    "letter": [("（3）供货商品的来源", "", "15 workday")],
    "minutes": [("二、会议议定", "市市场监管局", "2026-10-15"), ("三、会议要求", "各成员单位", "2026-11-30")],
    "notice": [
        ("（一）深化互联网领域治理", "市市场监管局 市委网信办 市公安局", ""),
        ("（1）检查记录", "", ""),
        ("（1）依法从严查处", "", ""),
        ("（2）加强行政执法", "", ""),
        ("（3）做好案件信息公开", "", "20 workday"),
        ("1\t开展网络市场专项整治", "市市场监管局 市委网信办 市公安局", "2026-10-31"),
        ("2\t检查农资经营单位", "市农业农村局 市市场监管局", "2026-11-30"),
        ("3\t组织知识产权宣传周活动", "市委宣传部 各成员单位", "2026-04-30"),
        ("4\t开展侵权假冒商品集中销毁活动", "市市场监管局 市生态环境局 市公安局", "2026-12-31"),
    ],
    "opinion": [
        ("1.提高商标专利质量", "", ""),
        ("（1）建立名录", "", ""),
        ("（2）规范使用", "", "FREQ=YEARLY"),
        ("（二）加大执法力度", "", ""),
        ("三、保障措施", "", "FREQ=MONTHLY;INTERVAL=6"),
    ],
    "reply": [
        ("一、同意在白石县茶产业园设立", "", ""),
        ("二、工作站主要承担", "", ""),
        ("三、请你局抓紧完善制度", "", "2026-09-30 FREQ=MONTHLY;INTERVAL=3"),
    ],
    "report": [("三、下一步打算", "", "")],
    "request": [("三、请示事项", "", "")],
    "supervision": [("承办单位\t白石县市场监督管理局", "白石县市场监督管理局 白石县公安局", "2026-11-20")],
    "table": [],
}

each = pytest.mark.parametrize(("name", "form"), [(name, form) for name in NAMES for form in WRITERS])


@cache
def documents(name: str, form: str) -> tuple[Document, ...]:
    return read_bytes(f"a.{form}", WRITERS[form](fixture(name))).documents


@each
def test_a_paper_is_one_document_and_one_for_each_attachment(name: str, form: str) -> None:
    paper = fixture(name)
    titles = [paper.title, *(attachment.title for attachment in paper.attachments)]
    assert [document.title for document in documents(name, form)] == ["".join(title.split()) for title in titles]


@each
def test_number_addressees_issuers_and_date_come_back(name: str, form: str) -> None:
    paper = fixture(name)
    found = documents(name, form)[0]
    assert found.number == (str(paper.number) if paper.number else None)
    assert found.recipients == tuple(part for line in paper.addressees for part in line.split("、"))
    assert (found.issuer or "").split() == list(paper.issuers)
    assert found.issued_on == (paper.date.isoformat() if paper.date else None)


@each
def test_headings_come_back_with_their_numbers(name: str, form: str) -> None:
    paper = fixture(name)
    bodies = [paper.blocks, *(attachment.blocks for attachment in paper.attachments)]
    for document, blocks in zip(documents(name, form), bodies, strict=True):
        sections = [(section.number.rstrip("、."), section.heading) for section in document.sections]
        counts = [0, 0, 0, 0]
        for block in blocks:
            if isinstance(block, Heading):
                counts[block.level - 1] += 1
                counts[block.level :] = [0] * (4 - block.level)
                number = block.number or heading_number(block.level, counts[block.level - 1])
                assert (number.rstrip("、."), plain(block.words).rstrip("。")) in sections


@each
def test_measures_come_back(name: str, form: str) -> None:
    assert name in MEASURES, f"Say above what the reader has to find in {name}.md."
    measures = [measure for document in documents(name, form) for measure in document.measures]
    assert [said(measure) for measure in measures] == [(units, times) for _, units, times in MEASURES[name]]
    for measure, (start, _, _) in zip(measures, MEASURES[name], strict=True):
        assert measure.text.startswith(start)


@each
def test_the_words_of_measures_are_the_same_in_every_form(name: str, form: str) -> None:
    assert words_of_measures(name, form) == words_of_measures(name, "docx")


def words_of_measures(name: str, form: str) -> list[str]:
    return ["".join(measure.text.split()) for document in documents(name, form) for measure in document.measures]


def said(measure: Measure) -> tuple[str, str]:
    """Who answers for a measure, and when it is due."""
    times = [
        f"{due.after.n} {due.after.unit}" if due.after else due.by or due.on or due.rrule or "" for due in measure.due
    ]
    return " ".join(unit.name for unit in measure.units), " ".join(times)

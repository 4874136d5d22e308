"""Whole papers of many genres and offices: every item they hold, and nothing else, in any layout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shuangda.kernel.policytext.grammar.read import read_text
from shuangda.kernel.policytext.model import Due

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))


def written(due: Due) -> str | None:
    return f"{due.after.n:+d} {due.after.unit}" if due.after else due.rrule or due.by or due.on


def items(text: str) -> dict[str, list[Any]]:
    """What the score of a reading rests on, by kind of item."""
    documents = read_text(text)
    found: dict[str, list[Any]] = {
        "duties": [
            [[written(due) for due in duty.due], duty.min_count]
            for document in documents
            for duty in document.duties
            if duty.due or duty.min_count
        ],
        "targets": [[t.op, t.value, t.unit, t.part_of] for document in documents for t in document.targets],
        "events": [[e.start, e.end] for document in documents for e in document.events],
        "facts": [[f.value, f.unit, f.qualifier] for document in documents for f in document.facts],
        "slogans": [[s.text, s.unit] for document in documents for s in document.slogans],
        "findings": [[f.code, f.message] for document in documents for f in document.findings],
    }
    return {kind: values for kind, values in found.items() if values}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_paper_holds_its_items_and_no_others(paper: Path) -> None:
    expected = json.loads(paper.with_suffix(".json").read_text("utf-8"))
    assert items(paper.read_text("utf-8")) == expected


@pytest.mark.parametrize("joint", ["", " ", "\u3000\u3000"], ids=["nothing", "space", "wide spaces"])
@pytest.mark.parametrize("paper", [p for p in PAPERS if p.stem != "task_table"], ids=lambda path: path.stem)
def test_a_page_that_lost_its_lines_holds_the_same(paper: Path, joint: str) -> None:
    text = paper.read_text("utf-8")
    flat = joint.join(line.strip() for line in text.split("\n") if line.strip())
    assert items(flat) == items(text)

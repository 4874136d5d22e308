"""How much of six labelled documents of invented offices the reader finds, category by category."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shuangda.kernel.policytext import read_bytes, to_json
from tests.policy_score import Item, Scores, new_scores, score

FIXTURES = Path(__file__).parents[2] / "fixtures" / "policy"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.json"))

# The least F1 that each category must keep.
FLOORS = {
    "documents": 1.0,
    "meta": 0.95,
    "sections": 1.0,
    "measures": 0.96,
    "units": 0.91,
    "due": 0.94,
    "campaigns": 1.0,
    "targets": 0.96,
    "events": 1.0,
    "facts": 1.0,
    "slogans": 1.0,
    "contacts": 1.0,
    "consultation": 1.0,
    "findings": 1.0,
}


def labels(name: str) -> list[Item]:
    documents: list[Item] = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))["documents"]
    return documents


@pytest.fixture(scope="module")
def scores() -> Scores:
    total = new_scores()
    for name in NAMES:
        found = to_json(read_bytes(f"{name}.txt", (FIXTURES / f"{name}.txt").read_bytes()))
        score(labels(name), found["documents"], total)
    return total


@pytest.mark.parametrize("category", FLOORS)
def test_the_reader_keeps_its_accuracy(scores: Scores, category: str) -> None:
    tally = scores[category]
    assert tally.f1 >= FLOORS[category], tally


@pytest.mark.parametrize("name", NAMES)
def test_the_labels_lie_within_their_text_and_agree_with_themselves(name: str) -> None:
    length = len((FIXTURES / f"{name}.txt").read_text("utf-8"))
    documents = labels(name)
    for document in documents:
        for value in document.values():
            for item in value if isinstance(value, list) else []:
                if isinstance(item, dict) and "span" in item:
                    assert 0 <= item["span"][0] < item["span"][1] <= length
    itself = new_scores()
    score(documents, documents, itself)
    assert all(tally.f1 == 1.0 for tally in itself.values())


def test_a_missed_a_false_and_a_neutral_find_are_told_apart() -> None:
    label = {"span": [0, 100], "facts": [_fact(0, 10, 5), _fact(20, 30, 6)], "neutral_facts": [[40, 50]]}
    found = {"span": [0, 100], "facts": [_fact(1, 10, 5), _fact(40, 50, 7), _fact(60, 70, 8)]}
    total = new_scores()
    score([label], [found], total)
    facts = total["facts"]
    assert (facts.hits, facts.false, facts.missed) == (1, 1, 1)
    assert facts.f1 == 0.5


def _fact(start: int, end: int, value: int) -> Item:
    return {"span": [start, end], "value": value, "unit": "件"}

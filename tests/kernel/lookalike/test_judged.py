"""The verdicts on real names near the marks measured: recall counts true imitations in the background as such."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

JUDGED = Path(__file__).with_name("judged.tsv")
"""Pooled best fifty of each mark, shuffled and judged without scores by the rules of examination: mark, name, verdict,
reason."""


def test_every_name_is_judged_once():
    with JUDGED.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    assert len({(row["mark"], row["name"]) for row in rows}) == len(rows)
    assert {row["verdict"] for row in rows} == {"imitation", "no"}
    assert all(row["reason"] for row in rows)
    assert set(Counter(row["mark"] for row in rows).values()) == {50}

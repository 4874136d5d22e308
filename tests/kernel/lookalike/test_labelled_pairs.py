"""The labelled pairs of the benchmarks: well formed, and no mark in both sets."""

import csv
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "benchmarks" / "lookalike"
MEASURED = Path(__file__).parents[4] / "shared" / "lookalike"
CATEGORIES = {
    "glyph",
    "sound",
    "latin",
    "meaning",
    "xscript",
    "unicode",
    "insert",
    "order",
    "subst",
    "delete",
    "chaizi",
    "emoji",
    "mixed",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


@pytest.mark.parametrize("name", ["pairs.tsv", "more_invented.tsv"])
def test_pairs_are_well_formed(name: str) -> None:
    rows = _rows(name)
    assert len({(row["mark"], row["imitation"]) for row in rows}) == len(rows) > 0
    assert all(row["mark"] and row["imitation"] and row["mark"] != row["imitation"] for row in rows)
    assert {row["category"] for row in rows} <= CATEGORIES
    assert {row["status"] for row in rows} <= {"known", "synthetic"}


def test_every_mark_stands_in_one_set() -> None:
    sets: dict[str, set[str]] = {}
    for row in _rows("pairs.tsv") + _rows("more_invented.tsv"):
        sets.setdefault(row["mark"], set()).add(row["set"])
    assert all(len(held) == 1 for held in sets.values())
    assert {next(iter(held)) for held in sets.values()} == {"train", "reserve"}


def test_legitimate_names_are_no_labelled_imitations() -> None:
    imitations = {(row["mark"], row["imitation"]) for row in _rows("pairs.tsv") + _rows("more_invented.tsv")}
    negatives = _rows("negatives.tsv") + _rows("more_near.tsv")
    named = {(row["mark"], row["other"]) for row in negatives}
    assert {row["kind"] for row in negatives} == {"distinct", "cohabit"}
    assert len(named) == len(negatives)
    assert not imitations & named


@pytest.mark.skipif(not MEASURED.exists(), reason="the pairs that recall is measured on are not part of the project")
def test_near_names_that_every_fold_learns_from_are_none_of_the_measured() -> None:
    measured: set[str] = set()
    for name in ("pairs.tsv", "negatives.tsv"):
        for row in csv.DictReader((MEASURED / name).read_text("utf-8").splitlines(), delimiter="\t"):
            measured |= {row["mark"].lower(), row.get("imitation", row.get("other", "")).lower()}
    assert not measured & {name.lower() for row in _rows("more_near.tsv") for name in (row["mark"], row["other"])}

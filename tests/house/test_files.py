"""Rules of the house about the files themselves."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for folder in ("src", "tests", "benchmarks", "scripts") for path in sorted((ROOT / folder).rglob("*.py"))
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_stays_small_enough_to_read(path: Path) -> None:
    """Past 500 lines a file becomes a package of the same name, split by noun."""
    assert len(path.read_text("utf-8").splitlines()) <= 500

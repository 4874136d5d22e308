"""Build every table of the look-alike engine, or check that the shipped files are what the sources give."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import tempfile
from pathlib import Path

from shuangda.kernel.lookalike.tables import FOLDER

STEPS = ("alphabet", "readings", "frequencies", "letters", "shapes", "parts", "english", "folding", "crossing")
"""Modules of this package in order; each has `build(out)`. Later steps read what earlier ones wrote."""


def build(out: Path, steps: tuple[str, ...] = STEPS) -> None:
    """Write the tables of the named steps into `out`."""
    for step in steps:
        name = f"{__package__}.{step}"
        if importlib.util.find_spec(name):
            importlib.import_module(name).build(out)


def differences(out: Path) -> list[str]:
    """Data files that differ between `out` and the shipped folder, or stand in one of them only."""
    rebuilt = {path.name: path for path in out.iterdir()}
    shipped = {path.name: path for path in FOLDER.iterdir() if path.suffix not in (".py", ".md") and path.is_file()}
    both = rebuilt.keys() & shipped.keys()
    changed = {name for name in both if rebuilt[name].read_bytes() != shipped[name].read_bytes()}
    return sorted(changed | (rebuilt.keys() ^ shipped.keys()))


def main() -> int:
    """0, or 1 if a check found differences, which are printed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.tables", description=__doc__)
    parser.add_argument("--check", action="store_true", help="rebuild into a temporary folder and compare")
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"only these of: {' '.join(STEPS)}")
    given = parser.parse_args()
    if not given.check:
        build(FOLDER, tuple(given.steps) or STEPS)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        changed = differences(Path(folder))
    print("\n".join(changed) or "The tables are what their sources give.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())

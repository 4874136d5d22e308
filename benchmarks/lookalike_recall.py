"""Recall of the look-alike engine on labelled pairs, by the scorer of ../shared.

usage: python -m benchmarks.lookalike_recall ../shared [--folds FOLDER] [--judged FILE]

Runs `tools/score_lookalike.py` twice: with the shipped weights, which have learned from all pairs, and by mark-wise
folds: the marks of each fold are screened with weights learned from the others (`benchmarks.train_lookalike --folds`).
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

from shuangda.kernel.lookalike.judging import weights


def run_scorer(shared: Path, engine: str, judged: Path | None) -> None:
    """Print the scorer's report on one engine."""
    data = shared / "lookalike"
    command = [sys.executable, str(shared / "tools" / "score_lookalike.py")]
    command += ["--pairs", str(data / "pairs.tsv"), "--negatives", str(data / "negatives.tsv")]
    command += ["--background", str(data / "background.txt"), "--run", engine]
    subprocess.run(command + (["--judged", str(judged)] if judged else []), check=True)


def screen_by_folds(given: argparse.Namespace) -> None:
    """What the scorer runs: every fold's marks with that fold's weights, all matches into one file."""
    fold_of = json.loads((given.folds / "folds.json").read_text(encoding="utf-8"))
    with open(given.marks, encoding="utf-8", newline="") as table:
        marks = list(csv.DictReader(table))
    with open(given.out, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for number in range(1 + max(fold_of.values())):
            part = Path(f"{given.out}.{number}")
            with open(f"{part}.marks.csv", "w", encoding="utf-8", newline="") as table:
                own = csv.writer(table)
                own.writerow(["mark_id", "name"])
                # Marks that stand in legitimate near names only were in no fold: the first takes them.
                own.writerows((m["mark_id"], m["name"]) for m in marks if fold_of.get(m["name"], 0) == number)
            command = [sys.executable, "-m", "benchmarks.lookalike_recall", "one"]
            command += [str(given.folds / f"{number}.json"), f"{part}.marks.csv", given.names, given.k, str(part)]
            subprocess.run(command, check=True)
            with open(part, encoding="utf-8", newline="") as found:
                rows = csv.reader(found)
                header = next(rows)
                if number == 0:
                    writer.writerow(header)
                writer.writerows(rows)


def screen_once(weight_file: str, marks: str, names: str, k: str, out: str) -> None:
    """`shuangda screen` with other weights than the shipped ones."""
    weights.SHIPPED = Path(weight_file)  # type: ignore[misc]
    from shuangda.cli import main

    main(["screen", "--marks", marks, "--names", names, "--per-mark", k, "-o", out], standalone_mode=False)


def main() -> None:
    """Dispatch: the report, or what the scorer calls."""
    if sys.argv[1] == "one":
        screen_once(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    if sys.argv[1] == "folds":
        for name in ("--folds", "--marks", "--names", "--k", "--out"):
            parser.add_argument(name, type=Path if name == "--folds" else str, required=True)
        screen_by_folds(parser.parse_args(sys.argv[2:]))
        return
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=Path, default=Path("var/lookalike-folds"))
    parser.add_argument("--judged", type=Path)
    given = parser.parse_args()
    here = f"{sys.executable} -m benchmarks.lookalike_recall"
    print("By mark-wise folds:", flush=True)
    engine = f"{here} folds --folds {given.folds} --marks {{marks}} --names {{names}} --k {{k}} --out {{out}}"
    run_scorer(given.shared, engine, given.judged)
    print("With the shipped weights, which know these pairs:", flush=True)
    screen = f"{Path(sys.executable).with_name('shuangda')} screen"
    run_scorer(given.shared, f"{screen} --marks {{marks}} --names {{names}} --per-mark {{k}} -o {{out}}", given.judged)


if __name__ == "__main__":
    main()

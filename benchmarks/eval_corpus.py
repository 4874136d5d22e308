"""Take real documents through reading, confirming and issuing in a real instance, and say what came out.

    python -m benchmarks.eval_corpus FOLDER

FOLDER holds `corpus/text` and `tools/score_policy.py`; the first five texts (000 to 004) go through the instance.
The accuracy of all labelled texts is printed afterwards. Nothing of the documents is kept: the instance is a
throw-away one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from shuangda.conf import env, postgres

if TYPE_CHECKING:
    from benchmarks.trial_office import TrialOffice

SOURCES = ("000", "001", "002", "003", "004")
COLUMNS = (
    "", "title", "kind", "state", "measures", "named", "assigned", "duties dated + not", "targets", "events", "findings"
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    texts = sorted((folder / "corpus/text").glob("*.txt"))
    if not texts:
        print(f"{folder} holds no corpus/text with documents to read.", file=sys.stderr)
        return 2
    console = Console(highlight=False)
    with instance():
        from benchmarks.trial_office import TrialOffice

        office = TrialOffice()
        for text in texts:
            if text.stem[:3] in SOURCES:
                show(console, office, text)
    score(console, folder)
    return 0


@contextmanager
def instance() -> Iterator[None]:
    """A throw-away installation with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="shuangda-eval-") as home:
        os.environ[env.HOME.name] = home
        os.environ[env.DATABASE_URL.name] = postgres.ensure_running(Path(home), durable=False)
        os.environ["DJANGO_SETTINGS_MODULE"] = "shuangda.conf.settings"
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connections.close_all()
            postgres.destroy(Path(home))


def show(console: Console, office: TrialOffice, path: Path) -> None:
    """One file: uploaded, read, every name decided, confirmed, issued; then the figures from the database."""
    from benchmarks.trial_office import details, figures

    documents = office.take_through(path).documents.order_by("position")
    table = Table(*COLUMNS, title=f"{path.stem[:3]}: {len(documents)} document(s)", title_justify="left")
    for document in documents:
        table.add_row(*figures(document))
    console.print(table)
    for document in documents:
        for line in details(document):
            console.print("   ", line, markup=False)


def score(console: Console, folder: Path) -> None:
    """The accuracy table of all labelled texts and of the five sources alone, by the scorer in the folder."""
    with tempfile.TemporaryDirectory() as out:
        for text in sorted((folder / "corpus/text").glob("*.txt")):
            Path(out, f"{text.stem}.json").write_text(json.dumps(read(text), ensure_ascii=False), "utf-8")
        for name, pattern in (("all documents", "*"), ("five sources", "00*")):
            with tempfile.TemporaryDirectory() as gold:
                for label in (folder / "corpus/gold").glob(f"{pattern}.json"):
                    Path(gold, label.name).write_bytes(label.read_bytes())
                run = [sys.executable, str(folder / "tools/score_policy.py"), gold, out]
                console.print(f"\n{name}\n{subprocess.run(run, capture_output=True, text=True, check=True).stdout}")


def read(path: Path) -> Any:
    from shuangda.kernel.policytext import read_bytes, to_json

    return to_json(read_bytes(path.name, path.read_bytes()))


if __name__ == "__main__":
    sys.exit(main())

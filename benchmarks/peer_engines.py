"""Other ways to look up near names, behind one face each: fed a file of names, asked for the ten best.

rapidfuzz compares with every name; symspellpy files names by what is left after one deletion; simstring (the C++ tool
of Debian's `simstring-bin` and the Python package `simstring-fast`) joins over character bigrams; tantivy walks its
dictionary with a Levenshtein automaton; SQLite's FTS5 files trigrams. All get the same folded text.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import psutil

TOP: Final = 10
KEPT: Final = 2_000
"""Queries whose answers are kept and compared; speed is measured on more."""


class Peer(Protocol):
    """A way to look up names. `batch` queries are asked at a time; `idle` seconds of asking only started a tool."""

    batch: int
    idle: float

    def build(self, names: Path, folder: Path) -> None:
        """File the names of a text file, one a line; `folder` is empty and may be used."""

    def ask(self, queries: list[str]) -> None:
        """Look up the at most ten best names for each query: this is what the clock measures."""

    def answers(self) -> list[list[str]]:
        """What was found for the first `KEPT` queries asked, best first."""

    def memory(self) -> int:
        """Bytes held in memory to answer."""


def lines(path: Path) -> Iterator[str]:
    """The names of a file, one at a time."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line[:-1]


def resident() -> int:
    """Bytes of memory of this process that are its own or mapped and touched."""
    return int(psutil.Process().memory_info().rss)


class Looker:
    """What peers within this process share: answers are kept, memory is what came since before the names were filed."""

    batch = 1
    idle = 0.0

    def __init__(self) -> None:
        self.found: list[list[str]] = []
        self.before = resident()

    def look(self, queries: list[str]) -> list[list[str]]:
        """The best names for each query."""
        raise NotImplementedError

    def ask(self, queries: list[str]) -> None:
        found = self.look(queries)
        self.found += found[: KEPT - len(self.found)]

    def answers(self) -> list[list[str]]:
        return self.found

    def memory(self) -> int:
        return resident() - self.before


class Extract(Looker):
    """rapidfuzz, one query at a time: `process.extract` with `fuzz.ratio`."""

    def build(self, names: Path, folder: Path) -> None:
        self.names = list(lines(names))

    def look(self, queries: list[str]) -> list[list[str]]:
        from rapidfuzz import fuzz, process

        found = (process.extract(q, self.names, scorer=fuzz.ratio, limit=TOP, score_cutoff=50) for q in queries)
        return [[name for name, *_ in best] for best in found]


class Matrix(Extract):
    """rapidfuzz, 64 queries at a time: `process.cdist`, which compares several at once in vector registers."""

    batch = 64

    def look(self, queries: list[str]) -> list[list[str]]:
        from rapidfuzz import fuzz, process

        ratios = process.cdist(queries, self.names, scorer=fuzz.ratio, dtype=np.uint8, score_cutoff=50, workers=1)
        found = []
        for row in ratios:
            least = np.partition(row, -TOP)[-TOP]
            rows = np.flatnonzero(row >= max(least, 1))
            found.append([self.names[at] for at in rows[np.argsort(-row[rows].astype(int), kind="stable")][:TOP]])
        return found


class SymSpell(Looker):
    """symspellpy with an edit distance of one; the distance decides, then how often a name occurs."""

    def build(self, names: Path, folder: Path) -> None:
        from symspellpy import SymSpell as Speller

        self.speller = Speller(max_dictionary_edit_distance=1)
        for name in lines(names):
            self.speller.create_dictionary_entry(name, 1)

    def look(self, queries: list[str]) -> list[list[str]]:
        from symspellpy import Verbosity

        return [[s.term for s in self.speller.lookup(q, Verbosity.ALL, max_edit_distance=1)[:TOP]] for q in queries]


def bigrams(name: str) -> set[tuple[str, int]]:
    """Pairs of neighbours, the ends marked; a pair that comes again counts again."""
    held: set[tuple[str, int]] = set()
    for pair in map("".join, zip("\1" + name, name + "\1", strict=True)):
        times = 0
        while (pair, times) in held:
            times += 1
        held.add((pair, times))
    return held


def closest(query: str, names: list[str]) -> list[str]:
    """The ten names with the highest cosine of bigrams."""
    asked = bigrams(query)
    scored = sorted((-len(asked & (held := bigrams(name))) / len(held) ** 0.5, name) for name in set(names))
    return [name for _, name in scored[:TOP]]


class SimString:
    """The C++ tool: cosine of marked bigrams at least `least`. It does not rank; ranking is done after the clock."""

    batch = 500

    def __init__(self, least: float) -> None:
        self.least = least
        self.idle = 0.0
        self.peak = 0
        self.asked: list[tuple[list[str], Path]] = []

    def build(self, names: Path, folder: Path) -> None:
        self.place = folder
        with names.open("rb") as stream:
            call = ["simstring", "-b", "-u", "-n", "2", "-m", "-q", "-d", str(folder / "names.db")]
            subprocess.run(call, stdin=stream, stdout=subprocess.DEVNULL, check=True, env=self._locale())
        self._run([], folder / "nothing.txt")
        started = time.perf_counter()
        self._run([], folder / "nothing.txt")
        self.start = time.perf_counter() - started

    @staticmethod
    def _locale() -> dict[str, str]:
        return {**os.environ, "LC_ALL": "C.UTF-8"}

    def _run(self, queries: list[str], answered: Path) -> None:
        asked = self.place / "asked.txt"
        asked.write_text("".join(q + "\n" for q in queries), encoding="utf-8", newline="\n")
        call = ["simstring", "-u", "-e", "-q", "-s", "cosine", "-t", str(self.least)]
        call += ["-d", str(self.place / "names.db")]
        with asked.open("rb") as stdin, answered.open("wb") as stdout:
            tool = subprocess.Popen(call, stdin=stdin, stdout=stdout, env=self._locale())
            _, status, usage = os.wait4(tool.pid, 0)
        tool.returncode = os.waitstatus_to_exitcode(status)
        if tool.returncode:
            raise RuntimeError(f"simstring ended with {tool.returncode}")
        self.peak = max(self.peak, usage.ru_maxrss * 1024)

    def ask(self, queries: list[str]) -> None:
        answered = self.place / f"answered-{min(len(self.asked), KEPT // self.batch)}.txt"
        self._run(queries, answered)
        self.idle += self.start
        self.asked.append((queries, answered))

    def answers(self) -> list[list[str]]:
        """The tool echoes each query, then indents what it found, in no order of similarity."""
        found: list[list[str]] = []
        for queries, answered in self.asked[: KEPT // self.batch]:
            blocks: list[list[str]] = []
            for line in lines(answered):
                if line.startswith("\t"):
                    blocks[-1].append(line[1:])
                else:
                    blocks.append([])
            found += [closest(q, block) for q, block in zip(queries, blocks, strict=True)]
        return found

    def memory(self) -> int:
        return self.peak


class SimStringFast(Looker):
    """The Python package simstring-fast (compiled with mypyc), the same measure, ranked by itself."""

    def build(self, names: Path, folder: Path) -> None:
        from simstring.database.dict import DictDatabase
        from simstring.feature_extractor.character_ngram import CharacterNgramFeatureExtractor
        from simstring.measure.cosine import CosineMeasure
        from simstring.searcher import Searcher

        database = DictDatabase(CharacterNgramFeatureExtractor(2))
        for name in lines(names):
            database.add(name)
        self.searcher = Searcher(database, CosineMeasure())

    def look(self, queries: list[str]) -> list[list[str]]:
        return [list(self.searcher.ranked_search(q, 0.5))[:TOP] for q in queries]


class Tantivy(Looker):
    """tantivy, the whole name as one term, fuzzy terms with a distance of one (a swap counts one)."""

    def build(self, names: Path, folder: Path) -> None:
        import tantivy

        self.schema = tantivy.SchemaBuilder().add_text_field("name", stored=True, tokenizer_name="raw").build()
        index = tantivy.Index(self.schema, path=str(folder))
        writer = index.writer(500_000_000, 1)
        for name in lines(names):
            writer.add_document(tantivy.Document(name=name))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def look(self, queries: list[str]) -> list[list[str]]:
        import tantivy

        found = []
        for text in queries:
            query = tantivy.Query.fuzzy_term_query(self.schema, "name", text, distance=1)
            hits = self.searcher.search(query, TOP, count=False).hits
            found.append([self.searcher.doc(place)["name"][0] for _, place in hits])
        return found


class Trigrams(Looker):
    """SQLite FTS5 with its trigram tokenizer: any trigram of the query, by BM25. Under three letters: nothing."""

    def build(self, names: Path, folder: Path) -> None:
        self.database = sqlite3.connect(folder / "names.sqlite")
        self.database.execute("PRAGMA synchronous=OFF")
        self.database.execute("PRAGMA mmap_size=8000000000")
        self.database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
        self.database.executemany("INSERT INTO names VALUES (?)", ((name,) for name in lines(names)))
        self.database.execute("INSERT INTO names(names) VALUES ('optimize')")
        self.database.commit()

    def look(self, queries: list[str]) -> list[list[str]]:
        found: list[list[str]] = []
        for text in queries:
            parts = ['"' + text[at : at + 3].replace('"', '""') + '"' for at in range(len(text) - 2)]
            ask = "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"
            rows: Any = self.database.execute(ask, (" OR ".join(parts), TOP)) if parts else []
            found.append([name for (name,) in rows])
        return found


class Ours(Looker):
    """Our own index by its public face; texts become symbols on the clock, rows become names after it."""

    batch = 100_000

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.threads = threads
        self.rows: list[list[int]] = []
        with tempfile.TemporaryDirectory() as small:  # compiled before the clock starts
            (Path(small) / "names.txt").write_text("warm\n暖\n", "utf-8")
            self.build(Path(small) / "names.txt", Path(small))
            self.ask(["warn"])
        self.rows = []

    def build(self, names: Path, folder: Path) -> None:
        from shuangda.kernel.lookalike.index import Index, build

        self.names = names
        symbols, offsets = self._symbols(names.read_text("utf-8"))
        build(symbols, offsets, folder / "index")
        del symbols, offsets
        self.before = resident()
        self.index = Index.open(folder / "index", resident=True)

    @staticmethod
    def _symbols(text: str) -> tuple[Any, Any]:
        """Symbols and offsets of lines, each ended by a line feed."""
        from shuangda.kernel.lookalike.tables import load

        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        ends = np.flatnonzero(codes == ord("\n"))
        return load().symbol_of[codes[codes != ord("\n")]], np.concatenate(([0], ends - np.arange(len(ends))))

    def ask(self, queries: list[str]) -> None:
        symbols, offsets = self._symbols("".join(q + "\n" for q in queries))
        found = self.index.search(symbols, offsets, TOP, 1e-6, threads=self.threads)
        if not self.rows:
            self.rows = [[] for _ in queries[:KEPT]]
            for query, row in zip(found.query.tolist(), found.mark.tolist(), strict=True):
                if query < KEPT:
                    self.rows[query].append(row)

    def answers(self) -> list[list[str]]:
        wanted = {row for rows in self.rows for row in rows}
        texts = {row: name for row, name in enumerate(lines(self.names)) if row in wanted}
        return [[texts[row] for row in rows] for rows in self.rows]


PEERS: Final[dict[str, Callable[[], Peer]]] = {
    "ours": lambda: Ours(1),
    "ours-2-threads": lambda: Ours(2),
    "rapidfuzz-extract": Extract,
    "rapidfuzz-cdist": Matrix,
    "symspellpy": SymSpell,
    "simstring": lambda: SimString(0.5),
    "simstring-0.33": lambda: SimString(0.33),
    "simstring-fast": SimStringFast,
    "tantivy": Tantivy,
    "fts5": Trigrams,
}
"""What is measured, our own engine first."""

"""Speed, memory and losses of the look-alike index: `python -m benchmarks.lookalike_speed FOLDER COUNT …`.

For each number of invented marks: time to build, size, queries a second, time of one query on one thread, memory of
a process of its own that answers, and how many of the ten best marks with a score of at least `--least` that an
exhaustive scan with the same judge finds are found through the index (equal scores count as the same). FOLDER keeps
marks and indexes for the next run.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from shuangda.kernel.lookalike.compiling import compiled, kernel
from shuangda.kernel.lookalike.index import THOROUGH, Index, build
from shuangda.kernel.lookalike.index.keys import LONGEST
from shuangda.kernel.lookalike.index.probing import search_one
from shuangda.kernel.lookalike.index.room import make_room
from shuangda.kernel.lookalike.index.store import text_bits
from shuangda.kernel.lookalike.index.tables import key_tables, likeness
from shuangda.kernel.lookalike.judging.costs import JudgeTables, judge_tables
from shuangda.kernel.lookalike.judging.features import know
from shuangda.kernel.lookalike.judging.judge import judge_known
from shuangda.kernel.lookalike.lending import lend
from shuangda.kernel.lookalike.tables import load

from . import invented_marks

TOP = 10


@kernel
def scan(
    query: NDArray[np.uint16],
    symbols: Any,
    offsets: Any,
    begin: int,
    end: int,
    least: float,
    j: JudgeTables,
    best: Any,
    rows: Any,
) -> None:
    """Keep the scores of the best texts `begin` … `end` in `best`, best first, and their numbers in `rows`."""
    j, symbols, offsets = lend(j), lend(symbols), lend(offsets)
    known = know(query, j)
    for row in range(begin, end):
        score = np.float32(judge_known(query, known, symbols[offsets[row] : offsets[row + 1]], j)[0])
        if score < least or score <= best[-1]:
            continue
        place = len(best) - 1
        while place > 0 and best[place - 1] < score:
            best[place], rows[place] = best[place - 1], rows[place - 1]
            place -= 1
        best[place], rows[place] = score, row


def exhaustive(index: Index, query: NDArray[np.uint16], least: float) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Scores and texts of the `TOP` best marks by judging every text, on two threads; 0 where there are no more."""
    work, judging = compiled("benchmarks.lookalike_speed"), judge_tables()
    a = index.arrays
    edges = np.linspace(0, len(a.offsets) - 1, 9).astype(int).tolist()
    parts = [(np.zeros(TOP, np.float32), np.zeros(TOP, np.int64)) for _ in edges[1:]]

    def part(k: int) -> None:
        work.scan(query, a.symbols, a.offsets, edges[k], edges[k + 1], least, judging, *parts[k])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(part, range(len(parts))))
    scores, texts = (np.concatenate(side) for side in zip(*parts, strict=True))
    order = np.lexsort((texts, -scores))[:TOP]
    marks = np.repeat(order, np.diff(a.firsts)[texts[order]])[:TOP]
    return scores[marks], texts[marks]


def losses(
    index: Index, asked: invented_marks.Queries, first: int, count: int, least: float, show: bool
) -> tuple[int, int]:
    """How many of the best matches of `count` queries from `first` on an exhaustive scan finds, and how many the index.

    While losses are mended the queries that show them become known: only others tell what is lost.
    """
    ends = asked.offsets[: first + count + 1]
    found = index.search(asked.symbols[: ends[-1]], ends, TOP, least, threads=2)
    wanted = held = 0
    tables = load()
    for query in range(first, first + count):
        text = asked.symbols[ends[query] : ends[query + 1]]
        scores, texts = exhaustive(index, text, least)
        scores, texts = scores[scores > 0], texts[scores > 0]
        if not len(scores):
            continue
        mine = found.score[found.query == query]
        got = min(len(scores), int((mine >= scores[-1]).sum()))
        wanted, held = wanted + len(scores), held + got
        if show and got < len(scores):
            a, marks = index.arrays, set(found.mark[found.query == query].tolist())
            missed = [f"{tables.text(a.symbols[a.offsets[one] : a.offsets[one + 1]])} {score:.3f}"
                      for one, score in zip(texts.tolist(), scores, strict=True)
                      if a.rows[a.firsts[one]] not in marks]  # fmt: skip
            print(f"  {tables.text(text)} ({asked.edits[query]}) lacks {missed[:6]}; 10th {scores[-1]:.3f}")
    return wanted, held


@intrinsic  # type: ignore[untyped-decorator]
def ticks(_context: Any) -> Any:
    """The processor's counter: reading it costs less than the call of a clock from Python."""

    def generate(_context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
        kind = ir.FunctionType(ir.IntType(64), [])
        return builder.call(builder.module.declare_intrinsic("llvm.readcyclecounter", fnty=kind), [])

    return types.int64(), generate


@kernel
def timed(
    symbols: Any,
    offsets: Any,
    depth: int,
    bits: int,
    least: float,
    a: Any,
    t: Any,
    s: Any,
    j: Any,
    out_rows: Any,
    out_scores: Any,
    out_kinds: Any,
    spent: Any,
) -> None:
    """Answer the queries one after the other and write the ticks that each took."""
    own = make_room()
    room, a, t, s, j, symbols = lend(own), lend(a), lend(t), lend(s), lend(j), lend(symbols)
    for query in range(len(offsets) - 1):
        started = ticks()
        cut = symbols[offsets[query] : offsets[query + 1]][:LONGEST]
        search_one(cut, cut.astype(np.int64), depth, bits, least, a, t, s, j, room, out_rows, out_scores, out_kinds)
        spent[query] = ticks() - started
    own.spare[0] = 0  # used, so that the room is not given back before


def single_times(index: Index, asked: invented_marks.Queries, count: int, least: float) -> NDArray[np.float64]:
    """Seconds of each of `count` queries on one thread."""
    symbols, ends = asked.symbols, asked.offsets[: count + 1]
    work = compiled("benchmarks.lookalike_speed")
    bits = text_bits(len(index.arrays.offsets) - 1)
    tables = (key_tables(), likeness(), judge_tables())
    out = [np.zeros(TOP, kind) for kind in (np.int64, np.float32, np.uint8)]
    spent = np.zeros(count, np.int64)
    for part in (2, count):
        started = time.perf_counter()
        work.timed(symbols, ends[: part + 1], index.depth, bits, least, index.arrays, *tables, *out, spent)
        whole = time.perf_counter() - started
    return spent * (whole / spent.sum())


def resident() -> float:
    """Bytes of memory of this process that are its own or mapped and touched."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0.0


def measure(
    folder: Path, count: int, asked_for: int, first: int, scanned: int, least: float, show: bool, thorough: bool
) -> dict[str, str]:
    """One row of the table."""
    points, offsets = invented_marks.marks(count, folder)
    place = folder / f"index-{count}"
    symbols = np.take(load().symbol_of, points)
    build(symbols[: offsets[1000]], offsets[:1001], folder / "index-warm")
    started = time.perf_counter()
    build(symbols, offsets, place, depth=THOROUGH if thorough else None)
    row = {"marks": f"{count:,}", "build s": f"{time.perf_counter() - started:.1f}"}
    del symbols
    row["disk GB"] = f"{sum(f.stat().st_size for f in place.iterdir()) / 1e9:.2f}"
    asked = invented_marks.queries(asked_for, (points, offsets), folder)
    warm = Index.open(folder / "index-warm")
    warm.search(asked.symbols[:10], np.array([0, 10]), TOP, 0.5)
    before = resident()
    index = Index.open(place, resident=True)
    for threads in (2, 1, 2):
        started = time.perf_counter()
        index.search(asked.symbols, asked.offsets, TOP, least, threads=threads)
        row[f"queries/s on {threads}"] = f"{asked_for / (time.perf_counter() - started):,.0f}"
    times = np.sort(single_times(index, asked, min(20_000, asked_for), least)) * 1e6
    row["p50 µs"], row["p99 µs"] = f"{np.median(times):.0f}", f"{times[int(len(times) * 0.99)]:.0f}"
    row["max ms"] = f"{times[-1] / 1000:.1f}"
    row["index GB"] = f"{(resident() - before) / 1e9:.2f}"
    row["peak GB"] = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}"
    if scanned:
        wanted, held = losses(index, asked, first, scanned, least, show)
        row[f"of {wanted} found"] = f"{held / max(wanted, 1):.4f}"
    return row


def main() -> None:
    """Print one block of figures for each size; each is measured in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--scans", type=int, default=0, help="queries that are also answered by an exhaustive scan")
    parser.add_argument("--scans-from", type=int, default=0, help="the first of them")
    parser.add_argument("--least", type=float, default=0.5)
    parser.add_argument("--thorough", action="store_true", help="as `shuangda marks build --thorough`")
    parser.add_argument("--show", action="store_true", help="print what was not found")
    chosen = parser.parse_args()
    if len(chosen.counts) > 1:
        rest = [argument for argument in sys.argv[1:] if argument not in map(str, chosen.counts)]
        for count in chosen.counts:
            subprocess.run([sys.executable, "-m", "benchmarks.lookalike_speed", *rest, str(count)], check=True)
        return
    asked = (chosen.queries, chosen.scans_from, chosen.scans, chosen.least, chosen.show, chosen.thorough)
    row = measure(chosen.folder, chosen.counts[0], *asked)
    print("  ".join(f"{name}: {value}" for name, value in row.items()), flush=True)


if __name__ == "__main__":
    main()

"""Our look-alike engine and its peers on the same invented marks and the same queries.

    python -m benchmarks.lookalike_peers speed FOLDER 100000 1000000 10000000 [--peers ours fts5 …] [--out SPEED.jsonl]
    python -m benchmarks.lookalike_peers show SPEED.jsonl
    python -m benchmarks.lookalike_peers rank PEER --marks MARKS.csv --names NAMES.csv [--per-mark K] -o OUT.csv
    python -m benchmarks.lookalike_peers recall --scorer SCORE.py --pairs P.tsv --background B.txt [--speed SPEED.jsonl]

`speed`: every peer at every size in a process of its own: time to build, memory, queries a second, and how many of the
planted near misses have their mark among the ten best names. Nothing is extrapolated: queries are asked until the time
is over, and how many they were is said. A peer that needs more time or memory than allowed is ended and left out of
larger sizes. The planted ones are also told by edit, for not every edit imitates: our engine ranks what looks or sounds
alike before any other symbol put in, the peers do not tell them apart. `rank` writes what the scorer reads, with a
peer's similarity as the score, so that `recall` can set what the similarities find beside what they cost.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import psutil

from . import invented_marks, peer_ranking
from .peer_engines import PEERS, lines

ASKED: Final = 100_000
SPEED_OF: Final = {
    "shuangda": "ours",
    "rapidfuzz-ratio": "rapidfuzz-cdist",
    "symspell": "symspellpy",
    "simstring-cosine": "simstring",
    "simstring-jaccard": "simstring",
    "trigram": "fts5",
}
"""The engine whose speed stands beside a similarity."""


def _names_of(symbols: Any, offsets: Any) -> str:
    """Names as lines of text. A symbol outside the alphabet becomes a code point that nothing else has."""
    from shuangda.kernel.lookalike.tables import load

    points = np.arange(0x30000, 0x40000, dtype=np.uint32)
    points[: len(load().codes)] = load().codes
    return np.insert(points[symbols], np.asarray(offsets[1:], np.int64), ord("\n")).tobytes().decode("utf-32-le")


def prepare(folder: Path, count: int) -> tuple[Path, Path]:
    """The files of marks and of queries (query, planted mark or nothing, edit) for a size; written the first time."""
    from shuangda.kernel.lookalike.tables import load

    names, queries = folder / f"names-{count}.txt", folder / f"queries-{count}.tsv"
    if queries.exists():
        return names, queries
    points, offsets = invented_marks.marks(count, folder)
    with names.open("w", encoding="utf-8", newline="\n") as stream:
        for begin in range(0, count, invented_marks.CHUNK):
            ends = np.asarray(offsets[begin : begin + invented_marks.CHUNK + 1])
            stream.write(_names_of(load().symbol_of[points[ends[0] : ends[-1]]], ends - ends[0]))
    asked = invented_marks.queries(ASKED, (points, offsets), folder)
    planted = set(asked.origins.tolist())
    text = {row: name for row, name in enumerate(lines(names)) if row in planted}
    texts = _names_of(asked.symbols, asked.offsets).split("\n")
    rows = zip(texts, asked.origins.tolist(), asked.edits, strict=False)
    written = "".join(f"{query}\t{text.get(origin, '')}\t{edit}\n" for query, origin, edit in rows)
    queries.write_text(written, encoding="utf-8", newline="\n")
    return names, queries


def one(peer_name: str, names: Path, queries: Path, seconds: float) -> None:
    """Measure one peer in this process; what is known so far is printed as JSON after each step."""
    rows = [line.split("\t") for line in lines(queries)]
    texts = [query for query, _, _ in rows]
    with tempfile.TemporaryDirectory(dir=names.parent) as folder:
        peer = PEERS[peer_name]()
        started = time.perf_counter()
        peer.build(names, Path(folder))
        row: dict[str, Any] = {"build_s": round(time.perf_counter() - started, 1)}
        print(json.dumps(row), flush=True)
        asked, started = 0, time.perf_counter()
        while asked < len(texts) and time.perf_counter() - started < seconds:
            peer.ask(texts[asked : asked + peer.batch])
            asked = min(asked + peer.batch, len(texts))
        row["queries"] = asked
        row["queries_per_s"] = round(asked / (time.perf_counter() - started - peer.idle), 2)
        row["memory_gb"] = round(peer.memory() / 1e9, 3)
        print(json.dumps(row), flush=True)
        found = peer.answers()
    planted = [(edit, mark in best) for (_, mark, edit), best in zip(rows[: len(found)], found, strict=True) if mark]
    row["planted"] = len(planted)
    row["found"] = round(sum(held for _, held in planted) / max(1, len(planted)), 3)
    for edit in sorted({edit for edit, _ in planted}):
        held = [found for way, found in planted if way == edit]
        row[f"found {edit}"] = round(sum(held) / len(held), 2)
    print(json.dumps(row), flush=True)


def _resident_tree(root: psutil.Process) -> int:
    """Bytes of memory of a process and what it started; what has ended counts nothing."""
    total = 0
    for process in (root, *root.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total


def watched(call: list[str], build_seconds: float, seconds: float, most_bytes: float) -> dict[str, Any]:
    """What a measuring process printed last; ended, with the reason, when it takes too long or too much memory."""
    why = ""
    with tempfile.TemporaryFile("w+") as output:
        started = time.monotonic()
        run = subprocess.Popen(call, stdout=output)
        while run.poll() is None:
            time.sleep(0.25)
            built = os.fstat(output.fileno()).st_size > 0
            limit = build_seconds + (2 * seconds + 240 if built else 0)
            try:
                too_much = _resident_tree(psutil.Process(run.pid)) > most_bytes
            except psutil.Error:
                continue
            if too_much or time.monotonic() - started > limit:
                why = f"more than {most_bytes / 1e9:.0f} GB" if too_much else f"more than {limit:.0f} s"
                for started_by_it in psutil.Process(run.pid).children(recursive=True):
                    started_by_it.kill()
                run.kill()
                run.wait()
        output.seek(0)
        printed = output.read().splitlines()
    row: dict[str, Any] = json.loads(printed[-1]) if printed else {}
    if run.returncode:
        row["ended"] = why or f"failed ({run.returncode})"
    return row


def speed(chosen: argparse.Namespace) -> None:
    """Measure the chosen peers at all sizes and print the table."""
    rows: list[dict[str, Any]] = []
    ended: set[str] = set()
    for count in sorted(chosen.counts):
        names, queries = prepare(chosen.folder, count)
        for peer in chosen.peers:
            if peer in ended:
                continue
            call = [sys.executable, "-m", "benchmarks.lookalike_peers", "one", peer, str(names), str(queries)]
            row = watched([*call, str(chosen.seconds)], chosen.build_seconds, chosen.seconds, chosen.gigabytes * 1e9)
            rows.append({"peer": peer, "marks": count, **row})
            if "ended" in row:
                ended.add(peer)
            print(_line(rows[-1], list(COLUMNS)), flush=True)
            if chosen.out:
                with chosen.out.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(rows[-1]) + "\n")
    _table(rows, COLUMNS)


COLUMNS: Final = {
    "peer": "peer",
    "marks": "marks",
    "build_s": "build s",
    "memory_gb": "memory GB",
    "queries": "queries asked",
    "queries_per_s": "queries/s",
    "planted": "planted",
    "found": "in the top 10",
    "found similar": "similar",
    "found swapped": "swapped",
    "found replaced": "replaced",
    "found left out": "left out",
    "found inserted": "inserted",
    "found twice": "edited twice",
    "ended": "ended",
}


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.0f}" if _large(value) else str(value)


def _large(value: Any) -> bool:
    return isinstance(value, float) and value >= 100


def _line(row: dict[str, Any], columns: list[str]) -> str:
    return "| " + " | ".join(_cell(row.get(column, "")) for column in columns) + " |"


def _table(rows: list[dict[str, Any]], columns: dict[str, str]) -> None:
    """Print rows as a Markdown table."""
    print("\n| " + " | ".join(columns.values()) + " |\n|" + "---|" * len(columns))
    print("\n".join(_line(row, list(columns)) for row in rows), flush=True)


def recall(chosen: argparse.Namespace) -> None:
    """Run the scorer once for each similarity and print its recalls, with the speeds measured before."""
    speeds: dict[str, dict[str, Any]] = {}
    sizes: set[int] = set()
    for line in lines(chosen.speed) if chosen.speed else ():
        one_speed = json.loads(line)
        sizes.add(one_speed["marks"])
        shown = one_speed.get("queries_per_s", one_speed.get("ended", ""))
        speeds.setdefault(one_speed["peer"], {})[f"speed {one_speed['marks']}"] = shown
    commands = {
        name: f"{sys.executable} -m benchmarks.lookalike_peers rank {name} --marks {{marks}} --names {{names}}"
        " --per-mark {k} -o {out}"
        for name in peer_ranking.RANKINGS
    }
    if chosen.ours:
        commands = {"shuangda": chosen.ours, **commands}
    rows = []
    for name, command in commands.items():
        call = [
            sys.executable,
            str(chosen.scorer),
            "--pairs",
            str(chosen.pairs),
            "--background",
            str(chosen.background),
        ]
        call += ["--negatives", str(chosen.negatives)] if chosen.negatives else []
        printed = subprocess.run([*call, "--run", command], capture_output=True, text=True)
        if printed.returncode:
            sys.exit(f"{name}: {printed.stderr.strip()}")
        row: dict[str, Any] = {"similarity": name, **speeds.get(SPEED_OF.get(name, ""), {})}
        for alarms, every, real in re.findall(r"^ *(10|100) +[\d.]+ +([\d.]+) +([\d.]+|nan)$", printed.stdout, re.M):
            row |= {f"at {alarms}": float(every), f"real at {alarms}": float(real)}
        flagged = re.search(r"(\d+)/(\d+) legitimate", printed.stdout)
        row["flagged"] = f"{flagged[1]} of {flagged[2]}" if flagged else ""
        rows.append(row)
        print(_line(row, list(row)), flush=True)
    columns = {"similarity": "similarity", "at 10": "recall at 10", "at 100": "at 100", "real at 10": "real at 10"}
    columns |= {"real at 100": "real at 100", "flagged": "legitimate flagged"}
    _table(rows, columns | {f"speed {size}": f"queries/s at {size:,}" for size in sorted(sizes)})


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    fast = commands.add_parser("speed")
    fast.add_argument("folder", type=Path)
    fast.add_argument("counts", type=int, nargs="+")
    fast.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    fast.add_argument("--seconds", type=float, default=30.0, help="asking takes so long at most, the last batch apart")
    fast.add_argument("--build-seconds", type=float, default=300.0)
    fast.add_argument("--gigabytes", type=float, default=10.0)
    fast.add_argument("--out", type=Path, help="append every row as JSON")
    alone = commands.add_parser("one")
    alone.add_argument("peer", choices=PEERS)
    alone.add_argument("names", type=Path)
    alone.add_argument("queries", type=Path)
    alone.add_argument("seconds", type=float)
    commands.add_parser("show").add_argument("speed", type=Path, help="what `speed --out` wrote")
    ranked = commands.add_parser("rank")
    ranked.add_argument("peer", choices=peer_ranking.RANKINGS)
    ranked.add_argument("--marks", type=Path, required=True)
    ranked.add_argument("--names", type=Path, required=True)
    ranked.add_argument("--per-mark", type=int, default=2000)
    ranked.add_argument("-o", "--out", type=Path, required=True)
    scored = commands.add_parser("recall")
    for option in ("scorer", "pairs", "background"):
        scored.add_argument(f"--{option}", type=Path, required=True)
    scored.add_argument("--negatives", type=Path)
    scored.add_argument("--speed", type=Path, help="what `speed --out` wrote")
    scored.add_argument("--ours", help="command of our own engine, with {marks}, {names}, {k} and {out}")
    chosen = parser.parse_args()
    if chosen.command == "speed":
        speed(chosen)
    elif chosen.command == "one":
        one(chosen.peer, chosen.names, chosen.queries, chosen.seconds)
    elif chosen.command == "show":
        _table([json.loads(line) for line in lines(chosen.speed)], COLUMNS)
    elif chosen.command == "rank":
        peer_ranking.rank(chosen.peer, chosen.marks, chosen.names, chosen.per_mark, chosen.out)
    else:
        recall(chosen)


if __name__ == "__main__":
    main()

"""A bounded fuzzer for the look-alike commands: `python -m benchmarks.fuzz_lookalike SECONDS SEED`.

By turns, arbitrary Unicode is asked against marks, one name at a time, and whole and damaged tables go through
`shuangda marks build`, `screen` and `similar`. Every run must end with 0, or with 2 and one sentence; every match must
keep the contract; no name may take more than 50 ms of processor time. What breaks that is written to a folder. Ends
with 1 if anything did.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
from click.testing import CliRunner, Result

from shuangda.cli import main as shuangda
from shuangda.kernel.lookalike import KINDS
from shuangda.kernel.lookalike.catalogue import Catalogue, build_catalogue
from shuangda.kernel.lookalike.example import FILE
from shuangda.kernel.lookalike.searching import Options, search

SECONDS_A_NAME: Final = 0.05
COLUMNS: Final = ["name_id", "mark_id", "score", "kind", "start", "end", "why"]
ENDINGS: Final = ("csv", "csv", "csv", "parquet", "arrow")
ODD: Final = (
    *("\0", "\u200b", "\u2060", "\ufeff", "\u202e", "\u0301", "\ufe0f", "\u3000", "·", "*", '"', ",", "\n", "\r", "="),
    *("🐂", "👨\u200d👩\u200d👧", "🇨🇳", "①", "㊙", "㍿", "ﬁ", "ß", "İ", "ǆ", "Α", "а", "0", "1", "@", "$", "氵", "女"),
    *("帥", "師", "\u2f00", "\U00020000", "\U0003ffff", "\U000e0041", "\U0010ffff", "zhuang", "xian", "三", "Ⅷ"),
)
Draw = random.Random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)  # noqa: S311
    faults = Path(tempfile.mkdtemp(prefix="shuangda-fuzz-"))
    with FILE.open(encoding="utf-8") as stream:
        words = [row["name"] for row in csv.DictReader(stream)]
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as room:
        catalogue = example_index(Path(room) / "example", words)
        slowest = {mode: ask(catalogue, "康帅傅", mode)[0] * 0 for mode in ("name", "title")}
        until = time.monotonic() + arguments.seconds
        while time.monotonic() < until:
            for mode in slowest:
                text = odd_text(draw, words)
                seconds, fault = ask(catalogue, text, mode)
                slowest[mode] = max(slowest[mode], seconds)
                outcomes[f"{mode}: {fault or 'answered'}"] += 1
                if fault or seconds > SECONDS_A_NAME:
                    keep(faults, {"text": text, "mode": mode, "seconds": seconds, "fault": fault})
            run = Path(room) / "run"
            run.mkdir()
            command, fault = run_command(draw, words, run)
            outcomes[fault] += 1
            if not fault.startswith(("done", "sentence")):
                shutil.copytree(run, faults / f"run-{len(list(faults.iterdir()))}")
                keep(faults, {"command": list(map(str, command)), "fault": fault})
            shutil.rmtree(run)
    for outcome, count in outcomes.most_common():
        print(f"{count:8} {outcome}")
    print(", ".join(f"slowest {mode} {seconds * 1000:.1f} ms" for mode, seconds in slowest.items()))
    found = list(faults.iterdir())
    print(f"faults: {faults}" if found else "no fault")
    if not found:
        faults.rmdir()
    return 1 if found else 0


def example_index(path: Path, words: list[str]) -> Catalogue:
    """The example marks as a built index."""
    build_catalogue([pa.record_batch({"mark_id": list(map(str, range(len(words)))), "name": words})], path)
    return Catalogue.open(path)


def ask(catalogue: Catalogue, text: str, mode: Any) -> tuple[float, str]:
    """Processor seconds for one text, and what was wrong with the answer; empty if nothing."""
    started = time.process_time()
    try:
        hits = search(catalogue, [text], Options(mode=mode))
    except Exception as error:
        return 0.0, f"{type(error).__name__}: {error}"
    seconds = time.process_time() - started
    rows = zip(hits.score.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)
    whole = all(0 < score <= 1 and 0 <= start < end <= len(text) for score, start, end in rows)
    return seconds, "" if whole else "score or place"


def odd_text(draw: Draw, words: list[str]) -> str:
    """A mark with things done to it, or anything at all; sometimes very long."""
    parts = []
    for _ in range(draw.choice((1, 1, 2, 3, 8))):
        word = draw.choice(words)
        at = draw.randrange(len(word) + 1)
        parts.append(draw.choice((
            word, word[:at] + draw.choice(ODD) + word[at:], word[:at] + word[at + 1 :], draw.choice(ODD),
            "".join(chr(draw.randrange(0x110000)) for _ in range(draw.randint(0, 6))),
            "".join(chr(draw.randrange(0x4E00, 0xA000)) for _ in range(draw.randint(0, 4))), word.swapcase() * 2,
        )))  # fmt: skip
    text = "".join(parts) * draw.choice((1, 1, 1, 1, 1, 1, 7, 300))
    return text[:100_000]


def run_command(draw: Draw, words: list[str], room: Path) -> tuple[list[Any], str]:
    """Run one command on tables made for it; the command and what came of it."""
    marks = make_table(
        draw, words, room / f"marks.{draw.choice(ENDINGS)}", ["mark_id", "name", "classes", "authorised"]
    )
    names = make_table(draw, words, room / f"names.{draw.choice(ENDINGS)}", ["name_id", "text"])
    out = room / f"out.{draw.choice(ENDINGS)}"
    screen = ["screen", "--marks", marks, "--names", names, "-o", out, "--threads", draw.choice((1, 2))]
    screen += draw.choice(([], ["--per-mark", 3], ["--per-name", 2], ["--min-score", 0.7]))
    command = draw.choice((
        screen, screen, screen, [*screen, "--mode", "title"], ["marks", "build", marks, "-o", room / "index"],
        ["similar", "--json", "--", odd_text(draw, words).replace("\0", "")],
    ))  # fmt: skip
    result = CliRunner().invoke(shuangda, list(map(str, command)))
    return command, judged(result, command[0], out if command[0] == "screen" else None)


def judged(result: Result, command: str, out: Path | None) -> str:
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return f"traceback: {type(result.exception).__name__}: {result.exception}"
    if result.exit_code == 2:
        one = result.stderr.count("\n") == 1 and result.stderr.endswith("。\n")
        left = out is not None and out.exists()
        return f"sentence from {command}" if one and not left else f"not one sentence: {result.stderr[:200]}"
    if result.exit_code != 0:
        return f"exit {result.exit_code}"
    fault = out_fault(out) if out is not None else ""
    return f"contract: {fault}" if fault else f"done {command}"


def out_fault(out: Path) -> str:
    """What in a result breaks the contract."""
    if out.suffix == ".csv":
        with out.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, strict=True))
    else:
        table = pq.read_table(out) if out.suffix == ".parquet" else feather.read_table(out)
        if table.column_names != COLUMNS:
            return "columns"
        rows = table.to_pylist()
    for row in rows:
        if list(row) != COLUMNS or row["kind"] not in KINDS or not 0 < float(row["score"]) <= 1:
            return str(row)
        if not 0 <= int(row["start"]) < int(row["end"]) or "\n" in row["why"]:
            return str(row)
    return ""


def make_table(draw: Draw, words: list[str], path: Path, columns: list[str]) -> Path:
    """A table of up to 40 rows, half of them damaged; text that no file can hold is left out."""
    rows = []
    for number in range(draw.randint(0, 40)):
        texts = [odd_text(draw, words).encode("utf-8", "ignore").decode()[:2000] for _ in columns]
        rows.append([str(number) if draw.random() < 0.999 else texts[0], *texts[1:]])
        if "classes" in columns:
            rows[-1][2] = draw.choice(("", "30", "3;5", "45")) if draw.random() < 0.999 else texts[2]
            rows[-1][1] = rows[-1][1] if rows[-1][1].strip() else "康师傅"
    if draw.random() < 0.6:
        rows = [[cell.replace("\0", "") for cell in row] for row in rows]
    table = pa.table({name: [row[at] for row in rows] for at, name in enumerate(columns)}) if rows else None
    if path.suffix == ".csv" or table is None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([columns, *rows])
        path.write_bytes(draw.choice((b"", b"\xef\xbb\xbf")) + text.getvalue().encode())
    elif path.suffix == ".parquet":
        pq.write_table(table, path)
    else:
        feather.write_feather(table, str(path), compression=draw.choice(("uncompressed", "lz4")))
    if draw.random() < 0.5:
        path.write_bytes(damaged(draw, path.read_bytes()))
    return path


def damaged(draw: Draw, data: bytes) -> bytes:
    """One to four of: overwrite, cut, insert, repeat, leave out."""
    changes: tuple[Callable[[bytes, int], bytes], ...] = (
        lambda d, at: d[:at] + draw.randbytes(draw.randint(1, 8)) + d[at + 4 :],
        lambda d, at: d[:at],
        lambda d, at: d[:at] + draw.choice((b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"1,a\n")) + d[at:],
        lambda d, at: d[:at] + d[at : at + draw.randint(1, 200)] * draw.choice((2, 50)) + d[at:],
        lambda d, at: d[:at] + d[at + draw.randint(1, 50) :],
    )
    for _ in range(draw.randint(1, 4)):
        data = draw.choice(changes)(data, draw.randrange(len(data) + 1))
    return data


def keep(faults: Path, found: dict[str, Any]) -> None:
    """Write down one fault."""
    path = faults / f"{len(list(faults.iterdir()))}.json"
    path.write_text(json.dumps(found), "utf-8")
    print(f"{path}: {str(found)[:200]!a}")


if __name__ == "__main__":
    sys.exit(main())

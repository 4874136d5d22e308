"""How fast the reader is: `python -m benchmarks.read_speed [--files 1000]`.

1. One core, after start-up: work points of 7,000 characters, as text, DOCX, PDF and OFD (limit for text: 50 ms).
2. Two cores, with start-up: 1,000 such files through `shuangda read FOLDER --out DIR` (limit: 60 s).
Ends with 1 if a limit is broken.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.invented_plans import plan_lines
from shuangda.kernel.policytext import extract, read_bytes
from tests.kernel.policytext.builders import pdf, plain_docx, plain_ofd, typeset_pages

CHARACTERS = 7_000
ONE_FILE_SECONDS = 0.050
FOLDER_SECONDS = 60.0
ROUNDS = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1_000)
    files = parser.parse_args().files
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:1])
    within = one_file()
    os.sched_setaffinity(0, cores[:2])
    return 0 if folder(files) and within else 1


def one_file() -> bool:
    lines = plan_lines(CHARACTERS, 0)
    kinds = {
        "text": "\n".join(lines).encode(),
        "docx": plain_docx(lines),
        "pdf": pdf(typeset_pages(lines)),
        "ofd": plain_ofd(lines),
    }
    whole = {}
    for kind, data in kinds.items():
        reading = read_bytes(kind, data)
        whole[kind], processor = median(lambda data=data: read_bytes("x", data))
        alone, _ = median(lambda data=data: extract("x", data))
        print(
            f"one {kind:5} {reading.source.characters:6} characters, "
            f"{sum(len(d.measures) for d in reading.documents):3} measures: "
            f"{whole[kind] * 1000:6.1f} ms, processor {processor * 1000:.1f} ms, file side alone {alone * 1000:.1f} ms"
        )
    return whole["text"] <= ONE_FILE_SECONDS


def median(task: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall clock and of the processor: they differ where others use the machine."""
    wall, processor = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter(), time.process_time()
        task()
        wall.append(time.perf_counter() - started[0])
        processor.append(time.process_time() - started[1])
    return statistics.median(wall), statistics.median(processor)


def folder(files: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "in", Path(name) / "out"
        source.mkdir()
        for seed in range(files):
            lines = plan_lines(CHARACTERS, seed)
            if seed % 2:
                (source / f"{seed}.docx").write_bytes(plain_docx(lines))
            else:
                (source / f"{seed}.txt").write_text("\n".join(lines), encoding="utf-8")
        command = [
            sys.executable,
            "-c",
            "from shuangda.cli import main; main()",
            "read",
            str(source),
            "--out",
            str(out),
        ]
        started = time.perf_counter()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        written = len(list(out.iterdir()))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{written} of {files} files (half text, half docx), two cores, with start-up: {seconds:.1f} s, "
        f"processor {used.ru_utime + used.ru_stime:.1f} s"
    )
    return seconds <= FOLDER_SECONDS and written == files


if __name__ == "__main__":
    sys.exit(main())

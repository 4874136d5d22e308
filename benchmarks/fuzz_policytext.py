"""A bounded fuzzer for the policy reader: `python -m benchmarks.fuzz_policytext SECONDS SEED`.

Takes generated files of every format, damages them in many ways, and reads each in a guarded process. Every one
must give the contract's JSON or a ReadError: never a traceback, never more than 10 s or 512 MiB. What breaks
that is written to a folder, by its SHA-256, and printed. Ends with 1 if anything did.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.invented_plans import plan_lines
from shuangda.kernel.policytext import ReadError, extract, limits, read_source, to_json
from shuangda.kernel.policytext.model import Document
from shuangda.kernel.policytext.sandbox import guarded
from tests.kernel.policytext.builders import html, ofd, pdf, plain_docx, plain_ofd, typeset_pages, zipped

TOKENS = tuple(
    word.encode()
    for word in (
        *("\0", "\ufeff", "\r", "<", ">", "&", "</w:p>", "<w:tbl>", "<!DOCTYPE a [<!ENTITY b 'c'>]>"),
        *("PK\x05\x06", "obj", "endstream", "99999999999", "-1", "{\\rtf1", "%PDF-"),
        *("（责任单位：", "一、", "）", "2021年2月30日", "每月", "不少于", "附件："),
    )
)
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
Draw = random.Random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)  # noqa: S311
    files = fixtures(draw)
    read_source("x", files[0], extract("x", files[0]))  # loads what the forks would have to load each for itself
    faults = Path(tempfile.mkdtemp(prefix="shuangda-fuzz-"))
    outcomes: Counter[str] = Counter()
    slowest = largest = 0.0
    broken = 0
    until = time.monotonic() + arguments.seconds
    while time.monotonic() < until:
        data = mutated(draw, files)
        started = time.monotonic()
        outcome, peak = read_once(data)
        slowest, largest = max(slowest, time.monotonic() - started), max(largest, peak)
        outcomes[outcome.partition(":")[0]] += 1
        if outcome.startswith(("internal", "contract")):
            broken += 1
            target = faults / hashlib.sha256(data).hexdigest()
            target.write_bytes(data)
            print(f"{outcome} {target}")
    print(f"seed {arguments.seed}: {outcomes.total()} files, slowest {slowest:.2f} s, largest {largest:.0f} MiB")
    print(", ".join(f"{name} {count}" for name, count in outcomes.most_common()))
    if not broken:
        faults.rmdir()
    return 1 if broken or slowest > limits.READ_SECONDS + 1 or largest > limits.READ_MEBIBYTES else 0


def read_once(data: bytes) -> tuple[str, float]:
    """What came of one file: `read`, the code of the error or `contract: …`, and the peak in MiB if known."""

    def task() -> list[Any]:
        source = extract("x", data)
        fault = contract_fault(source.text, to_json(read_source("x", data, source)))
        return [fault, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]

    try:
        fault, peak = guarded(task)
    except ReadError as error:
        return error.code, 0.0
    return (f"contract: {fault}" if fault else "read"), peak


def contract_fault(text: str, reading: dict[str, Any]) -> str:
    """What in the JSON breaks the contract; empty if nothing does."""
    documents = reading["documents"]
    ends = [0, *(document["span"][1] for document in documents)]
    starts = [*(document["span"][0] for document in documents), len(text)]
    if not documents or ends != starts:
        return "documents do not share out the text"
    names = set(Document.__dataclass_fields__)
    for document in documents:
        if set(document) != names:
            return "fields of a document"
        for kind in ("sections", "measures", "duties", "targets", "events", "facts", "findings"):
            for item in document[kind]:
                start, end = item["span"]
                if not document["span"][0] <= start <= end <= document["span"][1]:
                    return f"span of {kind}"
    return ""


def fixtures(draw: Draw) -> list[bytes]:
    lines = plan_lines(1_500, draw.randrange(10**6))
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    table = "<table>" + "".join(f"<tr><td>{line[:6]}<td rowspan=2>{line[6:]}</tr>" for line in lines) + "</table>"
    return [
        "\n".join(lines).encode(),
        "".join(lines).encode("gb18030"),
        plain_docx(lines),
        plain_docx(lines, numbering=numbering),
        html(lines),
        html([table]),
        plain_ofd(lines),
        pdf(typeset_pages(lines)),
        *ruled(lines),
    ]


def ruled(lines: list[str]) -> list[bytes]:
    """A table of two columns and eight rows as OFD and PDF, in one place for both units."""
    rows = [(90.0, 30.0 + 20 * row, 4.0, line[:4]) for row, line in enumerate(lines[:8])]
    rules = [(80.0, 25.0 + 20 * row, 200.0, 25.0 + 20 * row) for row in range(9)]
    rules += [(x, 25.0, x, 185.0) for x in (80.0, 120.0, 200.0)]
    drawing = "".join(f"{x} {y} m {x1} {y1} l S\n" for x, y, x1, y1 in rules)
    return [ofd([rows], rules=rules), pdf([rows], drawing=drawing)]


def mutated(draw: Draw, files: list[bytes]) -> bytes:
    data = draw.choice(files)
    if data.startswith(b"PK") and draw.random() < 0.7:
        return mutated_package(draw, data)
    if draw.random() < 0.4 and not data.startswith((b"PK", b"%PDF")):
        return mutated_text(draw, data)
    return damaged(draw, data, files)


def mutated_package(draw: Draw, data: bytes) -> bytes:
    """Damage one member and pack again, so that the damage reaches the XML and not only the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    name = draw.choice(sorted(members))
    content = members[name]
    assert isinstance(content, bytes)
    members[name] = damaged(draw, content, [content])
    return zipped(members)


def mutated_text(draw: Draw, data: bytes) -> bytes:
    """Shuffle, drop, cut and repeat what stands in the text: work for the grammar."""
    text = data.decode("gb18030" if not _is_utf8(data) else "utf-8")
    for _ in range(draw.randint(1, 6)):
        at, length = draw.randrange(len(text) + 1), draw.randint(0, 40)
        piece = text[draw.randrange(len(text) + 1) :][: draw.randint(0, 60)]
        text = text[:at] + piece * draw.choice((1, 1, 1, 3, 200)) + text[at + length :]
    return text.encode(draw.choice(ENCODINGS), "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def damaged(draw: Draw, data: bytes, files: list[bytes]) -> bytes:
    """One to eight of: flip, cut, insert a token, repeat a piece, mix in another file."""
    changes: tuple[Callable[[bytes, int], bytes], ...] = (
        lambda d, at: d[:at] + draw.randbytes(draw.randint(1, 8)) + d[at + 4 :],
        lambda d, at: d[:at],
        lambda d, at: d[:at] + draw.choice(TOKENS) * draw.choice((1, 1, 5, 500)) + d[at:],
        lambda d, at: d[:at] + d[at : at + draw.randint(1, 300)] * draw.choice((2, 20, 400)) + d[at:],
        lambda d, at: d[:at] + draw.choice(files)[draw.randint(0, 999) :][:2_000] + d[at:],
        lambda d, at: d[:at] + d[at + draw.randint(1, 200) :],
    )
    for _ in range(draw.randint(1, 8)):
        data = draw.choice(changes)(data, draw.randrange(len(data) + 1))
    return data[: limits.INPUT_BYTES]


if __name__ == "__main__":
    sys.exit(main())

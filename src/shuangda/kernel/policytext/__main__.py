"""`python -m shuangda.kernel.policytext NAME [--text] [--limit SECONDS MEBIBYTES] < data`: one file, as JSON.

Prints the contract; with `--text` an object of `text` and `reading`. Ends with 2 and `code: sentence` on
standard error for what cannot be read. `sandbox` starts this.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from . import extract, limits, read_source, to_json
from .errors import MESSAGES
from .sandbox import answered, limit_process


def main() -> int:
    parser = argparse.ArgumentParser(prog="shuangda.kernel.policytext")
    parser.add_argument("name")
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--limit", nargs=2, type=float, metavar=("SECONDS", "MEBIBYTES"))
    arguments = parser.parse_args()
    if arguments.limit:
        limit_process(arguments.limit[0], int(arguments.limit[1]))
    answer, code = answered(lambda: _read(arguments.name, arguments.text))
    if code:
        print(f"{code}: {MESSAGES[code]}", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8"))
    return 0


def _read(name: str, with_text: bool) -> Any:
    data = sys.stdin.buffer.read(limits.INPUT_BYTES + 1)
    source = extract(name, data)
    reading = to_json(read_source(name, data, source))
    return {"text": source.text, "reading": reading} if with_text else reading


if __name__ == "__main__":
    sys.exit(main())

"""Asking `shuangda clock` in this process."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from shuangda.cli import main


def clock(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(main, ["clock", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def answer(clock_id: str, begin: str, *options: str, at: str | None = None) -> dict[str, Any]:
    """The JSON of one clock, read at its start where nothing else is said."""
    code, out, err = clock(clock_id, f"--start={begin}", f"--at={at or begin}", *options, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def due(clock_id: str, begin: str, *options: str) -> str | None:
    found: str | None = answer(clock_id, begin, *options)["due"]
    return found


def refused(*arguments: str) -> str:
    """The one sentence with which it is refused."""
    code, out, err = clock(*arguments, "--json")
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    return err.strip()

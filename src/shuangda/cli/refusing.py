"""How a command refuses: one sentence on standard error, and exit code 2 as for wrong usage."""

from __future__ import annotations

import sys
from typing import Final, NoReturn

import click

UNUSABLE: Final = 2
"""Exit code for what cannot be taken, read or counted, and for wrong usage."""


def fail(sentence: str) -> NoReturn:
    """End the command with one sentence, however many lines it came in."""
    click.echo(" ".join(sentence.splitlines()), err=True)
    sys.exit(UNUSABLE)

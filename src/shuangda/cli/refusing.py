"""How a command refuses: one sentence on standard error, and exit code 2 as for wrong usage."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

import click

UNUSABLE: Final = 2
"""Exit code for what cannot be taken, read or counted, and for wrong usage."""


def fail(sentence: str) -> NoReturn:
    """End the command with one sentence, however many lines it came in."""
    click.echo(" ".join(sentence.splitlines()), err=True)
    sys.exit(UNUSABLE)


@contextmanager
def usage_in_chinese() -> Iterator[None]:
    """Wrong usage that click finds within, which it would tell in English, ends the command with one sentence."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        fail(f"{_what_is_wrong(error)}；在命令后加 --help 可看写法。")


def _what_is_wrong(error: click.UsageError) -> str:
    if not error.message.isascii():  # one of our own sentences
        return error.message.rstrip("。")
    match error:
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项"
        case click.NoSuchCommand():
            return f"没有 {error.command_name} 这个命令"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面要写内容"
        case click.MissingParameter():
            return f"缺少 {_named(error)}"
        case click.BadParameter():
            return f"{_named(error)} 的内容不对"
    return "多写了内容"


def _named(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx).replace("'", "") if error.param else "选项"

"""A file's bytes → its text. One module a format; the type is judged by content, never by the name's ending.

The chain is the one of every document importer: an immutable input, the first format that recognises it
reads it. To add a format, write a module with a function `bytes → str` and a row in `registry.FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import limits
from ..errors import ReadError
from .registry import FORMATS, Format

__all__ = ["SourceText", "extract"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that all spans count in (lines end in `\\n`, no byte order mark, no NUL), and what it was."""

    text: str
    media_type: str


def extract(name: str, data: bytes) -> SourceText:
    """Read the text of a file.

    `name` is for messages only: what the file is, its bytes say. Raises ReadError and nothing else,
    whatever the bytes are.
    """
    if not data:
        raise ReadError("empty")
    if len(data) > limits.INPUT_BYTES:
        raise ReadError("too_large")
    try:
        found = _recognise(data)
        text = found.read(data)
    except ReadError:
        raise
    except (MemoryError, RecursionError) as error:
        raise ReadError("too_heavy") from error
    except Exception as error:
        # The parsers below us raise what they like on hostile bytes; to the reader it is one thing.
        raise ReadError("damaged") from error
    return SourceText(_clean(text), found.media_type)


def _recognise(data: bytes) -> Format:
    for candidate in FORMATS:
        if candidate.matches(data):
            return candidate
    raise ReadError("not_document")


def _clean(text: str) -> str:
    if len(text) > limits.TEXT_CHARACTERS:
        raise ReadError("too_long")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.isascii():
        # Halves of surrogate pairs, which broken PDF fonts give, cannot be stored or printed.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not text.strip():
        raise ReadError("empty")
    return text

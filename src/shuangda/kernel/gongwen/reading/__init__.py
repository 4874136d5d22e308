"""A paper written as Markdown with a YAML head, as a clerk types it. See docs/gongwen.md for the words of the head."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import PaperError
from ..model import Paper
from .body import read_body
from .head import read_head, split_head

MAX_CHARACTERS = 1_000_000

Pictures = Callable[[str], bytes]
"""Gives the bytes of a picture by the path that the Markdown names; raises OSError where there is none."""


def read_markdown(source: str, pictures: Pictures | None = None) -> Paper:
    """The paper that a Markdown source describes. Raises PaperError, which names the line."""
    if len(source) > MAX_CHARACTERS:
        raise PaperError(f"文稿过长（上限{MAX_CHARACTERS // 10_000}万字）。")
    head, body, first = split_head(source.replace("\r\n", "\n").lstrip("\ufeff"))
    fields = read_head(head)
    blocks, attachments = read_body(body, first, pictures)
    try:
        return Paper(blocks=blocks, attachments=attachments, **fields)
    except PaperError as error:
        raise PaperError(error.message, 1) from error

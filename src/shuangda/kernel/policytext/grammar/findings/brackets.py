"""Brackets, book-title marks and quotation marks that do not pair."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ...model import Finding, Span
from ...piece import Piece
from ..statements import reach

_PAIRS = (("（(", "）)", "括号"), ("《", "》", "书名号"), ("【", "】", "括号"), ("〔", "〕", "括号"))
_MOST = 50
"""A text with more unpaired marks than this is not broken here and there but as a whole."""
_LONGEST_QUOTATION = 400
_LIST_MARK = re.compile(r"(?:^|[。；;：:，,、\n\s])[ \t\u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")


def find_unbalanced_brackets(piece: Piece) -> tuple[Finding, ...]:
    """Query brackets that nothing closes or opens; a half-width one pairs with a full-width one."""
    found: list[Finding] = []
    for opening, closing, name in _PAIRS:
        for span in itertools.islice(_unpaired(piece, opening, closing), _MOST):
            word = "没有右半" if piece.text[span[0]] in opening else "没有左半"
            message = f"{name}“{piece.text[span[0]]}”{word}"
            found.append(Finding("unbalanced_bracket", message, span, "finding_unbalanced_bracket"))
    return (*found, *itertools.islice(_quotes(piece), _MOST))


def _unpaired(piece: Piece, opening: str, closing: str) -> Iterator[Span]:
    text, waiting = piece.text, []
    for match in re.finditer(f"[{opening}{closing}]", piece.text[slice(*reach(piece))]):
        at = piece.span[0] + match.start()
        if match[0] in opening:
            waiting.append(at)
        elif waiting:
            waiting.pop()
        elif not _LIST_MARK.search(text[max(piece.span[0], at - 6) : at]):
            yield at, at + 1
    yield from ((at, at + 1) for at in waiting)


def _quotes(piece: Piece) -> Iterator[Finding]:
    """Every “ has its ” before the next “; a quotation longer than any real one was never closed."""
    text, waiting = piece.text, -1
    for match in re.finditer("[“”]", piece.text[slice(*reach(piece))]):
        at = piece.span[0] + match.start()
        if waiting >= 0 and (match[0] == "“" or at - waiting > _LONGEST_QUOTATION):
            yield _unpaired_quote(text, waiting)
            waiting = -1
            if match[0] == "”":
                continue
        if match[0] == "“":
            waiting = at
        elif waiting < 0:
            yield _unpaired_quote(text, at)
        else:
            waiting = -1
    if waiting >= 0:
        yield _unpaired_quote(text, waiting)


def _unpaired_quote(text: str, at: int) -> Finding:
    """Name the mark with the words it belongs to: those before a closing one, after an opening one."""
    if text[at] == "”":
        low = max(at - 40, 0)
        start = max(low + max(text[low:at].rfind(mark) for mark in "，。；：“”\n") + 1, low)
        span = (start, at + 1)
    else:
        stop = re.compile("[，。；：“”\n]|$").search(text, at + 1)
        span = (at, min(stop.start() if stop else at + 1, at + 40))
    return Finding("unbalanced_bracket", f"引号{text[at]}不成对", span, "finding_unbalanced_quote")

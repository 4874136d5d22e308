"""Text for Typst, letter by letter where Typst and word processors would part ways.

Word processors keep every full-width mark full and put a fifth of an em between Chinese and Latin; Typst closes up
marks that meet or stand at either end of a line, and has its own gap. Told so, it breaks the lines of an official
document where they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..standard import TRACKING_PT

_OPENING: Final = "（《〈「『【〔“‘"
_CLOSING: Final = "，。、；：？！）》〉」』】〕”’"
_HAN: Final = "\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff〇"
_WIDE: Final = f"{_HAN}{_OPENING}{_CLOSING}…—·"
_GAP: Final = re.compile(rf"(?<=[{_HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{_HAN}])")
_TURN: Final = re.compile(rf"(?<=[!-~])(?=[{_WIDE}])|(?<=[{_WIDE}])(?=[!-~])")
_MARK: Final = re.compile(rf"(?<=[{_CLOSING}])|(?<=[{_OPENING}])(?=[{_OPENING}])")
_LETTER: Final = rf"(?:[!-~]+|[^{_OPENING}{_CLOSING}\n])"
_WHOLE: Final = re.compile(rf"[{_OPENING}]+{_LETTER}?[{_CLOSING}]*|{_LETTER}[{_CLOSING}]{{2,}}")
"""What no line may break in and what meets in it would close up: set as a box"""
_GAP_EM: Final = 0.2
_START: Final = "#h(0.01pt)"
_END: Final = f"#h({TRACKING_PT}pt)"
"""Beside a mark, so that it is neither the first nor the last thing on its line and keeps its width. A run of letters
has no tracking after its last one; this makes up for it."""
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def literal(words: str) -> str:
    """A Typst string: nothing in it is markup or code."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def typst_text(words: str, size: float, tracking: float = TRACKING_PT) -> str:
    """Words as Typst markup; a line break stays one. `size` in points.

    The source defines `m`, which sets letters apart from their neighbours and changes nothing else.
    """
    words = _FORBIDDEN.sub("", words)
    if tracking == 0:
        return " \\\n".join(f"#{literal(part)}" for part in words.split("\n"))
    return "".join(_pieces(words, f"#h({size * _GAP_EM:.2f}pt, weak: true)"))


def _pieces(words: str, gap: str) -> Iterator[str]:
    after = {found.start(): "" for found in _TURN.finditer(words)}
    after |= {found.start(): _END for found in _MARK.finditer(words)}
    after |= {found.start(): gap for found in _GAP.finditer(words)}
    boxes = {found.start(): found.end() for found in _WHOLE.finditer(words)}
    letters, apart, closes = "", False, -1
    for place, letter in enumerate(words):
        if place in boxes:
            yield f"{_run(letters, apart)}#box[{_START}"
            letters, closes = "", boxes[place]
        if letter == "\n":
            yield _run(letters, apart) + " \\\n"
            letters = ""
            continue
        letters += letter
        if place + 1 in after or place + 1 == closes:
            space = after.get(place + 1, "")
            if place + 1 == closes:
                space = "]" + space if space == gap else space + "]"
            yield _run(letters, apart) + space
            letters, apart = "", not apart
    yield _run(letters, apart)


def _run(letters: str, apart: bool) -> str:
    if not letters:
        return ""
    return f"#m({literal(letters)})" if apart else f"#{literal(letters)}"

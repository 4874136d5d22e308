"""Text for Typst, letter by letter where Typst and word processors would part ways.

Word processors keep every full-width mark full and put a fifth of an em between Chinese and Latin; Typst closes up
marks that meet and has its own gap. Told so, it breaks the lines of an official document where they do.
"""

from __future__ import annotations

import re
from typing import Final

from ..standard import TRACKING_PT

_MARKS: Final = "，。、；：？！（）《》〈〉「」『』【】〔〕“”‘’…—·"
_HAN: Final = "\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff〇"
_GAP: Final = re.compile(rf"(?<=[{_HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{_HAN}])")
_TURN: Final = re.compile(rf"(?<=[!-~])(?=[{_HAN}{_MARKS}])|(?<=[{_HAN}{_MARKS}])(?=[!-~])")
_MEET: Final = re.compile(rf"(?<=[{_MARKS}])(?=[{_MARKS}])")
_GAP_EM: Final = 0.2
_SIGNS: Final = re.compile("([\x00\x01\x02\n])")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def literal(words: str) -> str:
    """A Typst string: nothing in it is markup or code."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def typst_text(words: str, size: float, tracking: float = TRACKING_PT) -> str:
    """Words as Typst markup; a line break stays one. `size` in points.

    Functions the source defines: `n` sets a letter without tracking, `m` sets one apart from its neighbour.
    """
    words = _FORBIDDEN.sub("", words)
    if tracking == 0:
        return " \\\n".join(f"#{literal(part)}" for part in words.split("\n"))
    marked = _MEET.sub("\x02", _TURN.sub("\x01", _GAP.sub("\x00", words)))
    out: list[str] = []
    letters = ""
    for piece in _SIGNS.split(marked):
        if piece == "\n":
            out += [_plain(letters), " \\\n"]
        elif piece in ("\x00", "\x01", "\x02") and letters:
            sign = "m" if piece == "\x02" else "n"
            out += [_plain(letters[:-1]), f"#{sign}({literal(letters[-1])})"]
            if piece == "\x00":
                out.append(f"#h({size * _GAP_EM:.2f}pt, weak: true)")
        elif piece and piece not in "\x00\x01\x02":
            letters = piece
            continue
        letters = ""
    out.append(_plain(letters))
    return "".join(out)


def _plain(letters: str) -> str:
    return f"#{literal(letters)}" if letters else ""

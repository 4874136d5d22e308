"""Tables of the normaliser: what code points fold to, joins of components, readings of emoji."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from shuangda.kernel.lookalike.folding.kinds import KINDS
from shuangda.kernel.lookalike.folding.readings import FORMAL, LEET, NUMERALS
from shuangda.kernel.lookalike.folding.table import BLOCK, DIGIT, EMOJI, FIRST, HAN, LATIN, NUMERAL, SECOND, SYMBOL

from . import folding_emoji, folding_joins
from .alphabet import is_han
from .folding_codes import LAST, changed, folded, kept_emoji

Words = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]


def values() -> tuple[Words, Words]:
    """uint32[LAST + 1]: 0 for a code point that stands for itself, else kind << 26 | length << 21 | payload.

    The payload is the code point itself where the length is 1, the place in the second array (uint32) of what a code
    point expands to where it is more, and nothing where it is 0.
    """
    table = np.zeros(LAST + 1, dtype="<u4")
    expansions: list[int] = []
    places: dict[str, int] = {}
    for code, meant, kind in changed():
        payload = ord(meant) if len(meant) == 1 else 0
        if len(meant) > 1:
            payload = places.setdefault(meant, len(expansions))
            if payload == len(expansions):
                expansions.extend(map(ord, meant))
        table[code] = KINDS.index(kind) << 26 | len(meant) << 21 | payload
    return table, np.array(expansions, dtype="<u4")


def traits() -> Bytes:
    """uint8[LAST + 1]: what a code point may take part in; see the constants of `folding.table`."""
    found = np.zeros(LAST + 1, dtype=np.uint8)

    def mark(chars: str | set[str] | frozenset[str], trait: int) -> None:
        for char in chars:
            found[ord(char)] |= trait

    mark({chr(code) for code in range(LAST + 1) if is_han(chr(code))}, HAN)
    mark("abcdefghijklmnopqrstuvwxyz", LATIN)
    mark({*"0123456789", *FORMAL}, DIGIT)
    mark({char for char in LEET if not char.isalnum() and not folded(char)[0]}, SYMBOL)
    mark(kept_emoji() | {chr(code) for code in range(0x1F1E6, 0x1F200)}, EMOJI)
    mark(set(NUMERALS) | set(FORMAL), NUMERAL)
    keys = [key for key, _, _ in folding_joins.joins()]
    mark({key[0] for key in keys}, FIRST)
    mark({key[1] for key in keys}, SECOND)
    return found


def in_blocks(table: Words, marks: Bytes) -> tuple[npt.NDArray[np.uint16], Words, Bytes]:
    """The two arrays cut into blocks, equal blocks kept once: the block of each 256 code points, and the blocks."""
    places: dict[bytes, int] = {}
    index, rows, trait_rows = [], [], []
    for row, trait_row in zip(table.reshape(-1, BLOCK), marks.reshape(-1, BLOCK), strict=True):
        key = row.tobytes() + trait_row.tobytes()
        if key not in places:
            places[key] = len(rows)
            rows.append(row)
            trait_rows.append(trait_row)
        index.append(places[key])
    return np.array(index, dtype="<u2"), np.concatenate(rows), np.concatenate(trait_rows)


def build(out: Path) -> None:
    """Write `folding_*.npy` and `folding_emoji.tsv`."""
    table, expansions = values()
    index, rows, trait_rows = in_blocks(table, traits())
    np.save(out / "folding_index.npy", index)
    np.save(out / "folding_values.npy", rows)
    np.save(out / "folding_traits.npy", trait_rows)
    np.save(out / "folding_expansions.npy", expansions)
    folding_joins.build(out)
    folding_emoji.build(out)

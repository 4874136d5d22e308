"""The base fold of many texts at once, over arrays of code points; `fold_fast` is the same compiled."""

from __future__ import annotations

from typing import Any

from ..compiling import kernel


@kernel
def holds_pair(pairs: Any, first: int, second: int) -> bool:
    """Whether `first`, `second` begin a join (`table.join_pairs`)."""
    last = len(pairs) - 1
    at = (first * 40503 ^ second * 30011) & last
    wanted = first << 16 | second
    while pairs[at] != 0:
        if pairs[at] == wanted:
            return True
        at = (at + 1) & last
    return False


@kernel
def neighbours(before: int, code: int, before_trait: int, trait: int, pairs: Any) -> int:
    """Flags of two folded characters side by side: traits are LATIN 1, HAN 4, NUMERAL 32, FIRST 64, SECOND 128."""
    if before_trait & 1 and trait & 1:
        # vv, rn and cl may stand for w, m and d
        same = before == 118 and code == 118
        return 2 if same or (before == 114 and code == 110) or (before == 99 and code == 108) else 0
    if (before_trait & 1 and trait & 4) or (before_trait & 4 and trait & 1):
        return 6
    if before_trait & 32 and trait & 32:
        return 2
    if before_trait & 64 and trait & 128 and holds_pair(pairs, before, code):
        return 2
    return 0


@kernel
def measure(
    codes: Any,
    offsets: Any,
    index: Any,
    values: Any,
    traits: Any,
    expansions: Any,
    pairs: Any,
    lengths: Any,
    flags: Any,
) -> None:
    """Fill `lengths` int64[n] (folded characters of each text) and `flags` uint8[n] (see `fold_batch`)."""
    for row in range(len(offsets) - 1):
        length, flag, before, before_trait, has_sign, has_latin = 0, 0, 0, 0, False, False
        for at in range(offsets[row], offsets[row + 1]):
            code = int(codes[at])
            place = int(index[code >> 8]) << 8 | (code & 255)
            value = int(values[place])
            own = int(traits[place])
            has_sign |= own & 16 != 0
            if own & 8:
                flag |= 2
            count = 1
            payload = code
            if value:
                count = (value >> 21) & 31
                payload = value & 0x1FFFFF
                if value >> 26 > 2:
                    flag |= 1
            for step in range(count):
                meant = payload if count == 1 else int(expansions[payload + step])
                trait = int(traits[int(index[meant >> 8]) << 8 | (meant & 255)])
                has_latin |= trait & 1 != 0
                if trait & 2:
                    flag |= 2
                flag |= neighbours(before, meant, before_trait, trait, pairs)
                before, before_trait = meant, trait
            length += count
        lengths[row] = length
        flags[row] = flag | (2 if has_sign and has_latin else 0)


@kernel
def write(
    codes: Any, offsets: Any, index: Any, values: Any, expansions: Any, folded_offsets: Any, folded: Any, source: Any
) -> None:
    """Fill `folded` uint32[total] and `source` uint16[total], the place in its text that each character came from."""
    for row in range(len(offsets) - 1):
        to = int(folded_offsets[row])
        start = int(offsets[row])
        for at in range(start, offsets[row + 1]):
            code = int(codes[at])
            value = int(values[int(index[code >> 8]) << 8 | (code & 255)])
            count = 1
            payload = code
            if value:
                count = (value >> 21) & 31
                payload = value & 0x1FFFFF
            for step in range(count):
                folded[to] = payload if count == 1 else expansions[payload + step]
                source[to] = min(at - start, 65535)
                to += 1

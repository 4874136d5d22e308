"""What ordinary text costs: a model of words that tells which part of a title needs another explanation.

A title is cut into words in the cheapest way (maximum probability, as jieba does it, here in quarter bits). A window
that whole ordinary words explain is cheap; one that cuts through words, or that stands where the dictionary has
nothing but lone characters, is dear. Marks themselves and whatever a sample of ordinary titles repeats are words too,
so a brand that is written as it is registered explains itself.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..tables import LETTERS, Tables, hashing

Whole: TypeAlias = Any
"""A number as plain code (int) and compiled code (int64) have it."""
SPACE: Final = 1
SIGN: Final = 2
REREAD: Final = 3
GUESSED: Final = 4
PICTURED: Final = 5
"""What stands before a symbol: a space or bracket, which words may span; another sign or picture; nothing, but the
symbol or the one before was read as another than is written; nothing, but the symbol is only perhaps what is written,
as a syllable or as an emoji. The last three, and signs, end every word."""
HAN: Final = 0
LETTER: Final = 1
DIGIT: Final = 2
UNIT: Final = 4
"""Costs are whole numbers of 1/4 bit."""
LONGEST_WORD: Final = 8
"""Symbols of the longest word that the model knows within text; a run of letters may be longer."""
SHORT: Final = 4
"""Symbols of a word of the dictionary at most."""
PREFIX: Final = np.uint64(0x9E3779B97F4A7C15)
LONE: Final = 3 * UNIT // 2
"""What a character pays for standing alone where the dictionary has no word."""
RAREST: Final = 12 * UNIT
"""No character of the alphabet costs more: names that nobody knows take rare characters as readily as common ones."""
UNKNOWN: Final = 18 * UNIT
"""A character outside the alphabet."""
RUN: Final = 5 * UNIT
"""What a run of letters or digits pays before its letters."""
DIGIT_COST: Final = 2 * UNIT
FILTER_WORDS: Final = 1 << 15
"""64-bit words of the bit set: 256 KiB."""
FAR: Final = 1 << 29
SEED: Final = np.uint64(hashing.SEED)
PRIME: Final = np.uint64(hashing.PRIME)


class Background(NamedTuple):
    """Words by hash. `filter` is a bit set that most questions end at; it fits the cache."""

    filter: NDArray[np.uint64]
    prints: NDArray[np.uint32]
    """Open addressing: high half of the hash, 0 empty."""
    costs: NDArray[np.uint8]
    single: NDArray[np.uint8]
    """[65536], cost of a symbol that stands alone."""
    script: NDArray[np.uint8]
    """[65536]: HAN, LETTER or DIGIT."""


@kernel
def mixed(found: np.uint64) -> np.uint64:
    """Spread a hash over all bits."""
    found = (found ^ (found >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return found ^ (found >> np.uint64(32))


@kernel
def word_cost(
    found: np.uint64, bits: NDArray[np.uint64], prints: NDArray[np.uint32], costs: NDArray[np.uint8]
) -> Whole:
    """Cost of the word with that hash (FNV-1a, as in the tables), FAR when nobody knows it."""
    spread = mixed(found)
    bit = spread & np.uint64(len(bits) * 64 - 1)
    if not (bits[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1):
        return FAR
    slots = np.uint64(len(prints) - 1)
    at = spread & slots
    mine = np.uint32(spread >> np.uint64(32)) | np.uint32(1)
    while prints[at] != 0:
        if prints[at] == mine:
            return np.int64(costs[at])
        at = (at + np.uint64(1)) & slots
    return FAR


@kernel
def insert_words(hashes: NDArray[np.uint64], costs: NDArray[np.uint8], model: Background) -> None:
    """Put words into the table; one that is there already keeps the smaller cost."""
    slots = np.uint64(len(model.prints) - 1)
    for row in range(len(hashes)):
        spread = mixed(hashes[row])
        bit = spread & np.uint64(len(model.filter) * 64 - 1)
        model.filter[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))
        at = spread & slots
        mine = np.uint32(spread >> np.uint64(32)) | np.uint32(1)
        while model.prints[at] != 0 and model.prints[at] != mine:
            at = (at + np.uint64(1)) & slots
        if model.prints[at] == 0 or costs[row] < model.costs[at]:
            model.prints[at] = mine
            model.costs[at] = costs[row]


@kernel
def insert_prefixes(symbols: NDArray[np.uint16], offsets: NDArray[np.int64], bits: NDArray[np.uint64]) -> None:
    """Note how words longer than SHORT begin, so that hardly any text is searched for them."""
    for row in range(len(offsets) - 1):
        if offsets[row + 1] - offsets[row] > SHORT:
            found = SEED
            for at in range(offsets[row], offsets[row] + SHORT):
                found = (found ^ np.uint64(symbols[at])) * PRIME
            bit = mixed(found ^ PREFIX) & np.uint64(len(bits) * 64 - 1)
            bits[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))


@kernel
def hash_rows(symbols: NDArray[np.uint16], offsets: NDArray[np.int64], out: NDArray[np.uint64]) -> None:
    """FNV-1a of each row of symbols, as in the tables."""
    for row in range(len(offsets) - 1):
        found = SEED
        for at in range(offsets[row], offsets[row + 1]):
            found = (found ^ np.uint64(symbols[at])) * PRIME
        out[row] = found


@kernel
def mark_cuts(s: NDArray[np.uint16], gap: NDArray[np.uint8], script: NDArray[np.uint8], cut: NDArray[np.bool_]) -> None:
    """Set `cut[i]` where a word may begin or end before symbol i: not within a run of letters or of digits."""
    cut[0] = cut[len(s)] = True
    for at in range(1, len(s)):
        one = script[s[at]]
        cut[at] = gap[at] > 0 or one == HAN or one != script[s[at - 1]]


@kernel
def price_run(
    s: NDArray[np.uint16], cut: NDArray[np.bool_], i: int, model: Background, edges: NDArray[np.int64]
) -> int:
    """Write the cost of the lone character or the run of letters or digits at symbol i; returns its length."""
    run = 1
    cost: Whole = np.int64(model.single[s[i]])
    if model.script[s[i]] != HAN:
        cost += RUN
        found = (SEED ^ np.uint64(s[i])) * PRIME
        while not cut[i + run]:
            cost += np.int64(model.single[s[i + run]])
            found = (found ^ np.uint64(s[i + run])) * PRIME
            run += 1
        if run > LONGEST_WORD:
            cost = min(cost, word_cost(found, model.filter, model.prints, model.costs))
    edges[i, 0] = cost
    edges[i, LONGEST_WORD + 1] = run
    return run


@kernel
def price_words(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], cut: NDArray[np.bool_], i: int, model: Background,
    edges: NDArray[np.int64],
) -> None:  # fmt: skip
    """Write the cost of the word of each length that begins at symbol i."""
    bits, prints, costs = model.filter, model.prints, model.costs
    found = (SEED ^ np.uint64(s[i])) * PRIME
    broken = False
    for size in range(2, LONGEST_WORD + 1):
        edges[i, size] = FAR
        if broken or i + size > len(s) or gap[i + size - 1] >= SIGN:
            broken = True
            continue
        found = (found ^ np.uint64(s[i + size - 1])) * PRIME
        if cut[i + size]:
            edges[i, size] = word_cost(found, bits, prints, costs)
        if size == SHORT:
            bit = mixed(found ^ PREFIX) & np.uint64(len(bits) * 64 - 1)
            broken = not (bits[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1)


@kernel
def cheapest_cuts(
    s: NDArray[np.uint16], gap: NDArray[np.uint8], cut: NDArray[np.bool_], model: Background,
    before: NDArray[np.int64], after: NDArray[np.int64], edges: NDArray[np.int64],
) -> None:  # fmt: skip
    """Fill `before[i]`, the least cost of the first i symbols, and `after[i]`, that of the rest; FAR within a run.

    `edges` [n, LONGEST_WORD + 2]: the cost of the word of each length that begins here; the last column holds the
    length of the run of letters or digits and the first its cost.
    """
    n = len(s)
    before[: n + 1] = FAR
    after[: n + 1] = FAR
    before[0] = 0
    after[n] = 0
    for i in range(n):
        if cut[i]:
            run = price_run(s, cut, i, model, edges)
            price_words(s, gap, cut, i, model, edges)
            before[i + run] = min(before[i + run], before[i] + edges[i, 0])
            for size in range(2, min(LONGEST_WORD, n - i) + 1):
                before[i + size] = min(before[i + size], before[i] + edges[i, size])
    for i in range(n - 1, -1, -1):
        if cut[i]:
            best: Whole = edges[i, 0] + after[i + edges[i, LONGEST_WORD + 1]]
            for size in range(2, min(LONGEST_WORD, n - i) + 1):
                best = min(best, edges[i, size] + after[i + size])
            after[i] = best


@kernel
def word_heads(n: int, after: NDArray[np.int64], edges: NDArray[np.int64], heads: NDArray[np.int64]) -> None:
    """Set `heads[i]` to where the word of symbol i begins in the cheapest cut; lone symbols and runs are words."""
    at = 0
    while at < n:
        step = edges[at, LONGEST_WORD + 1]
        if edges[at, 0] + after[at + step] != after[at]:
            step = 2
            while edges[at, step] + after[at + step] != after[at]:
                step += 1
        for i in range(at, at + step):
            heads[i] = at
        at += step


@kernel
def stands_alone(heads: NDArray[np.int64], at: int) -> Whole:
    """Whether no word holds the symbol together with others."""
    return heads[at] == at and (at + 1 == len(heads) or heads[at + 1] != at)


def lone_costs(tables: Tables) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """`single` and `script` of a Background."""
    count = len(tables.codes)
    single = np.full(65536, UNKNOWN, np.uint8)
    single[:count] = np.minimum(tables.frequency.astype(np.int64) * UNIT // 8, RAREST) + LONE
    script = np.zeros(65536, np.uint8)
    script[1:11] = DIGIT
    script[11 : len(LETTERS) + 1] = LETTER
    single[1:11] = DIGIT_COST
    single[11 : len(LETTERS) + 1] = tables.frequency[11 : len(LETTERS) + 1].astype(np.int64) * UNIT // 8
    return single, script


def new_background(tables: Tables, room: int) -> Background:
    """The words of the dictionary, and room for so many more."""
    slots = 1 << int(2.2 * (len(tables.words_hash) + room)).bit_length()
    single, script = lone_costs(tables)
    return Background(
        np.zeros(FILTER_WORDS, np.uint64), np.zeros(slots, np.uint32), np.zeros(slots, np.uint8), single, script
    )

"""Order the chosen marks by rank, those of which no posting told enough by their text. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.ordering import FARTHEST, letters_apart, write_masks
from ..judging.costs import JudgeTables
from ..judging.features import know
from ..judging.romanised import read_pinyin
from .gathering import SURE, by_cost
from .han import SLACK, Asked, rank_beside, rank_in_place, rank_of_sum
from .keys import LONGEST, Text, count_letters
from .latin import Letters, is_out_of_reach, value_of_text, write_places
from .planning import ACROSS, INSERTED, LEFT_OUT, SWAPPED, lost, told
from .room import Room

BEYOND: Final = 64
"""Ranks behind the last that is needed, beyond which marks are no longer told apart."""
MEANT: Final = 24
"""How far apart the letters of a mark are taken to be that means the same: those that are spelled the same go first."""
OF_OTHER_LENGTH: Final = 250
"""The rank behind which marks of other lengths than a name that mixes letters with Han are told apart,"""
UNREAD: Final = 128
"""and so much farther behind those that make nothing of its letters and have none."""
BAND: Final = 4
"""Comparing allows so many places of shift between name and mark."""


@kernel
def compare(text: Text, n: int, symbols: Any, begin: int, k: int, loss: Any, d: Any) -> Any:
    """The least cost of turning the mark of `k` symbols at `begin` into the name; `d` is room for [34, 34] numbers."""
    d[0, 0] = 0
    for i in range(1, n + 1):
        d[i, 0] = d[i - 1, 0] + INSERTED
    for j in range(1, k + 1):
        d[0, j] = d[0, j - 1] + LEFT_OUT
    shift = BAND + abs(n - k)
    for i in range(1, n + 1):
        a = text[i - 1]
        first, last = max(1, i - shift), min(k, i + shift)
        if first > 1:
            d[i, first - 1] = 1 << 20
        if last < k:
            d[i, last + 1] = 1 << 20
        for j in range(first, last + 1):
            b = np.int64(symbols[begin + j - 1])
            cost = min(d[i - 1, j - 1] + lost(a, b, loss), d[i - 1, j] + INSERTED, d[i, j - 1] + LEFT_OUT)
            if i > 1 and j > 1 and a == symbols[begin + j - 2] and text[i - 2] == b:
                cost = min(cost, d[i - 2, j - 2] + SWAPPED)
            d[i, j] = cost
    return max(0, d[n, k])


@kernel
def is_of_script(mine: int, n: int, symbols: Any, begin: int, length: int) -> bool:
    """Whether a mark is Latin, Han or mixed as the name is, of whose `n` symbols `mine` are letters."""
    theirs = count_letters(symbols[begin : begin + length], length)
    return (mine > 0) == (theirs > 0) and (mine == n) == (theirs == length)


@kernel
def rank_of_han(q: Asked, n: int, symbols: Any, begin: int, length: int, otherwise: int, loss: Any, bases: Any) -> Any:
    """Rank of the mark at `begin` from its text if it is about as long as the name of `n` symbols."""
    if length == n:
        return ACROSS + rank_in_place(q, n, symbols, begin, loss, bases)
    if abs(length - n) == 1:
        return ACROSS + rank_beside(q, n, length, symbols, begin, loss, bases)
    return otherwise


@kernel
def rank_of_latin(q: Letters, text: Text, symbols: Any, begin: int, length: int, room: Room, loss: Any) -> Any:
    """Rank of the Latin mark at `begin` from its text for a Latin name; `room.places` as `write_places` gives them."""
    if is_out_of_reach(q, text, room.places, symbols, begin, length):
        return ACROSS + rank_of_sum(-SLACK)
    cost = compare(text, q.n, symbols, begin, length, loss, room.distances)
    return ACROSS + value_of_text(q, cost, text, symbols, begin, length, room.parts)


@kernel
def read_letters(query: NDArray[np.uint16], mark: Any, room: Room, j: JudgeTables) -> int:
    """Write what a mark makes of a name that mixes letters with Han to `room.read`; its length, 0 if letters remain."""
    read = read_pinyin(query, mark, j.crossing)
    if count_letters(read, len(read)) > 0:
        return 0
    for at in range(len(read)):
        room.read[at] = read[at]
    return len(read)


@kernel
def as_read_first(
    query: NDArray[np.uint16], q: Asked, chosen: int, room: Room, offsets: Any, symbols: Any, j: JudgeTables, loss: Any
) -> tuple[Asked, int]:
    """A name as the first of the chosen marks that can reads its letters, and its length then; 0 if none can."""
    for k in range(chosen):
        row = room.best[k] & (SURE - 1)
        length = read_letters(query, symbols[offsets[row] : offsets[row + 1]][:LONGEST], room, j)
        if length > 0:
            for at in range(length):
                room.read_tells[at] = told(room.read[at], loss)
            known = know(room.read[:length].astype(np.uint16), j)
            return Asked(room.read, room.read_tells, known, q.intercept, q.weights, q.limit), length
    return q, 0


@kernel
def rank_of_mixed(
    query: NDArray[np.uint16], q: Asked, as_read: Asked, length_read: int, guess: int, room: Room, symbols: Any,
    begin: int, length: int, j: JudgeTables, loss: Any,
) -> Any:  # fmt: skip
    """Rank of the mark at `begin` for a name that mixes letters with Han, read as the mark does if it has no letters.

    `guess` is what the lookup told.
    """
    n, mark = len(query), symbols[begin : begin + length]
    in_han = count_letters(mark, length) == 0
    read = read_letters(query, mark, room, j) if in_han else 0
    if read > 0:
        otherwise = OF_OTHER_LENGTH + compare(room.read, read, symbols, begin, length, loss, room.distances)
        if read != length_read:
            return otherwise
        return rank_of_han(as_read, read, symbols, begin, length, otherwise, loss, room.bases)
    cost = compare(q.text, n, symbols, begin, length, loss, room.distances)
    otherwise = OF_OTHER_LENGTH + cost + (UNREAD if in_han else 0)
    found = rank_of_han(q, n, symbols, begin, length, otherwise, loss, room.bases)
    if cost <= max(SWAPPED, (n - length) * INSERTED):  # within the name, or two symbols changed places
        return min(found, guess)
    return found


@kernel
def rank(
    query: NDArray[np.uint16], q: Asked, latin: Letters, chosen: int, room: Room, offsets: Any, symbols: Any,
    limit: int, j: JudgeTables, loss: Any,
) -> int:  # fmt: skip
    """Order the chosen rows by rank, those of the other script at the end; how many are of the name's own script.

    Marks of which no posting told enough are compared with the name.
    """
    best, guess, costs, n = room.best, room.guess, room.costs, len(query)
    room.bases[:, 0] = -1
    touched = 0
    for k in range(chosen):
        if best[k] < SURE:
            costs[k] = np.int64(offsets[best[k]])
    for k in range(chosen):
        if best[k] < SURE:
            touched += np.int64(symbols[costs[k]])  # type: ignore[assignment]
    costs[chosen] = touched  # used, so that the loop above stays: it brings the texts nearer
    mine, own, last, spelled = count_letters(q.text, n), 0, limit + BEYOND, -1
    mixed, as_read, length_read = mine not in (0, n), q, 0
    if mine == n:
        write_places(q.text, n, room.places)
    if mixed:
        as_read, length_read = as_read_first(query, q, chosen, room, offsets, symbols, j, loss)
    for k in range(chosen):
        found = guess[k]
        if best[k] < SURE:
            begin = costs[k]
            length = min(np.int64(offsets[best[k] + 1]) - begin, LONGEST)
            if found < ACROSS or not (mixed or is_of_script(mine, n, symbols, begin, length)):
                if spelled < 0:
                    spelled = write_masks(query, j.crossing, room.letters, room.masks)
                mark = symbols[begin : begin + length]
                apart = letters_apart(room.masks, spelled, mark, j.crossing, room.letters) if found > 0 else MEANT
                costs[k] = last + min(found, ACROSS) + apart
                continue
            if mixed:
                found = rank_of_mixed(query, q, as_read, length_read, found, room, symbols, begin, length, j, loss)
            elif mine == n:
                found = rank_of_latin(latin, q.text, symbols, begin, length, room, loss)
            else:
                found = rank_of_han(q, n, symbols, begin, length, found, loss, room.bases)
        own += 1
        costs[k] = min(last - 1, found)
    by_cost(chosen, costs, last + ACROSS + FARTHEST, room.tally, room.order)
    return own

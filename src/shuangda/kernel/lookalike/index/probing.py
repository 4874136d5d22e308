"""Find and judge the marks that one name may imitate. Kernels: see `compiling`.

What a plan and its postings tell ranks the candidates as the judge would (see `planning`); the best are judged until
nothing better comes.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS
from ..judging.costs import JudgeTables
from ..judging.features import know
from ..judging.judge import judge_known
from ..lending import lend
from .best import insert_best
from .gathering import CANDIDATES, SEEN, SURE, by_cost, choose, gather, gather_letters, touch
from .han import Asked, limit_of, rank_in_place
from .keys import LONGEST, THOROUGH, KeyTables, Text, count_letters
from .latin import Letters, letters_of, value_of_text
from .planning import (
    INSERTED,
    LEFT_OUT,
    LOOKUPS,
    MOST,
    OTHER_SCRIPT,
    SWAPPED,
    Likeness,
    lost,
    told,
)
from .planning_han import plan_han
from .planning_latin import plan_latin

COMPARED: Final = 112
"""So many of the best candidates are looked at."""
JUDGED: Final = 64
"""At most so many of them are judged."""
PATIENCE: Final = 14
"""After so many in a row that are none of the best, no more are judged: the nearest come first."""
CROSSED: Final = 8
"""So many of the other script are judged, of which no rank is known."""
LETTERED: Final = 2
"""For a Latin name so many times as many are looked at: more names lie near it."""
LONGER: Final = 6
"""And of everything so many times in an index of the depth `THOROUGH`."""
BAND: Final = 4
"""Comparing allows so many places of shift between name and mark."""


class IndexArrays(NamedTuple):
    """The files of an index. M marks, B buckets, P postings."""

    offsets: NDArray[np.uint32]
    """[M + 1] where the symbols of each mark begin."""
    symbols: NDArray[np.uint16]
    heads: NDArray[np.uint32]
    """[B + 1] where the postings of each bucket begin."""
    postings: NDArray[np.uint16]
    """[P, 3] row of the mark (low half, high half; the bits above `row_bits` hold a part of the key), and the notes."""


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
def rank(
    q: Asked, latin: Letters, n: int, chosen: int, best: Any, guess: Any, costs: Any, tally: Any, order: Any, d: Any,
    offsets: Any, symbols: Any, loss: Any, parts: Any,
) -> int:  # fmt: skip
    """Order the chosen rows by rank, those of the other script at the end; how many are of the name's own script.

    Marks of which no posting told enough are compared with the name.
    """
    touched = 0
    for k in range(chosen):
        costs[k] = np.int64(offsets[best[k] & (SURE - 1)])
    for k in range(chosen):
        touched += np.int64(symbols[costs[k]])  # type: ignore[assignment]
    costs[chosen] = touched  # used, so that the loop above stays: it brings the texts nearer
    mine, own = count_letters(q.text, n), 0
    for k in range(chosen):
        begin, sure, found = costs[k], best[k] >= SURE, guess[k]
        best[k] &= SURE - 1
        length = min(np.int64(offsets[best[k] + 1]) - begin, LONGEST)
        if not sure and not is_of_script(mine, n, symbols, begin, length):
            costs[k] = OTHER_SCRIPT + min(MOST - OTHER_SCRIPT, found)
            continue
        own += 1
        if not sure and mine == n:
            cost = compare(q.text, n, symbols, begin, length, loss, d)
            found = MOST_KEYS + value_of_text(latin, cost, q.text, symbols, begin, length, parts)
        elif not sure and mine == 0 and length == n:
            found = MOST_KEYS + rank_in_place(q, n, symbols, begin, loss)
        costs[k] = min(OTHER_SCRIPT - 1, found)
    by_cost(chosen, costs, MOST, tally, order)
    return own


@kernel
def search_one(
    query: NDArray[np.uint16], text: Text, depth: int, bits: int, least: float, a: IndexArrays, t: KeyTables,
    s: Likeness, j: JudgeTables, room: Any, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Write the best marks of one query, best first (equal scores by row); their number."""
    spare, sounds, tells, plan, spans, rows, costs, order, tally, seen, best, guess, d, parts = room
    n, marks = len(query), len(a.offsets) - 1
    letters, known = count_letters(text, n), know(query, j)
    limit = limit_of(least) if letters in (0, n) else OTHER_SCRIPT
    for place in range(n):
        tells[place] = told(text[place], s.loss)
    asked = Asked(text, tells, known, j.weights.intercept[0], j.weights.same[0], limit - MOST_KEYS)
    latin = letters_of(text, n, known, j.weights.intercept[1], j.weights.same[1])
    effort = LONGER if depth >= THOROUGH else 1
    most = effort * (LETTERED if letters == n else 1) * COMPARED
    if letters == n:
        looked = plan_latin(query, text, depth, t, spare, sounds, plan)
        touch(looked, plan, spans, a.heads, a.postings)
        count = gather_letters(latin, min(CANDIDATES, 2 * most), looked, plan, spans, rows, costs, tally, limit, bits,
                               marks, a.postings, s.loss, parts)  # fmt: skip
    else:
        looked = plan_han(query, asked, depth, t, s, spare, sounds, plan)
        touch(looked, plan, spans, a.heads, a.postings)
        count = gather(text, n, looked, plan, spans, rows, costs, tally, limit, bits, marks,
                       a.postings, t.members, s.loss)  # fmt: skip
    by_cost(count, costs, limit, tally, order)
    chosen = choose(count, most, effort * CROSSED, rows, costs, order, seen, best, guess)
    own = rank(asked, latin, n, chosen, best, guess, costs, tally, order, d, a.offsets, a.symbols, s.loss, parts)
    if letters in (0, n):
        chosen = min(chosen, own + effort * CROSSED)
    return judge_best(query, known, effort, own, chosen, best, order, least, a, j, out_rows, out_scores, out_kinds)


@kernel
def judge_best(
    query: NDArray[np.uint16], known: Any, effort: int, own: int, chosen: int, best: Any, order: Any, least: float,
    a: IndexArrays, j: JudgeTables, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Judge the chosen rows in order, and write the best as `search_one` does; the first `own` until none is better."""
    found, in_vain, top = 0, 0, len(out_rows)
    for k in range(chosen):
        if k < own and (k >= effort * max(JUDGED, top) or in_vain >= effort * PATIENCE):
            continue
        row = best[order[k]]
        score, kind = judge_known(query, known, a.symbols[a.offsets[row] : a.offsets[row + 1]][:LONGEST], j)
        score = np.float32(score)  # type: ignore[assignment]
        in_vain += 1
        if score >= least:
            if found < top or score > out_scores[top - 1]:
                in_vain = 0
            found = insert_best(found, row, score, kind, out_rows, out_scores, out_kinds)
    return found


@kernel
def make_room() -> Any:
    """Scratch arrays of `search_one`, for one thread."""
    return (
        np.zeros(LONGEST + 8, np.int64),
        np.zeros(LONGEST + 8, np.int64),
        np.zeros(LONGEST, np.int64),
        np.zeros((LOOKUPS, 6), np.int64),
        np.zeros((LOOKUPS + 1, 2), np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(MOST + 2, np.int64),
        np.zeros(SEEN, np.int64),
        np.zeros(LONGER * LETTERED * COMPARED, np.int64),
        np.zeros(LONGER * LETTERED * COMPARED, np.int64),
        np.zeros((LONGEST + 2, LONGEST + 2), np.int64),
        np.zeros((3, 4)),
    )


@kernel
def search_rows(
    symbols: NDArray[np.uint16], offsets: NDArray[np.int64], begin: int, end: int, depth: int, bits: int, least: float,
    a: IndexArrays, t: KeyTables, s: Likeness, j: JudgeTables,
    out_rows: Any, out_scores: Any, out_kinds: Any, out_counts: Any,
) -> None:  # fmt: skip
    """Answer the queries `begin` … `end`; results go to row `query` of the [Q, top] arrays."""
    own = make_room()
    room, a, t, s, j = lend(own), lend(a), lend(t), lend(s), lend(j)
    symbols, out_rows, out_scores, out_kinds = lend(symbols), lend(out_rows), lend(out_scores), lend(out_kinds)
    for query in range(begin, end):
        cut = symbols[offsets[query] : offsets[query + 1]][:LONGEST]
        if len(cut) > 0:
            out_counts[query] = search_one(
                cut, cut.astype(np.int64), depth, bits, least, a, t, s, j, room,
                out_rows[query], out_scores[query], out_kinds[query],
            )  # fmt: skip
    own[0][0] = 0  # used, so that the room is not given back before

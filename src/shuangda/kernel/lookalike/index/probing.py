"""Find and judge the marks that one name may imitate. Kernels: see `compiling`.

Look-ups touch memory in three rounds (heads, postings, texts of the best), so that many misses are under way at once.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..judging.costs import JudgeTables
from ..judging.judge import judge
from .keys import LONGEST, KeyTables, Text
from .planning import AS_BASE, BY_LETTERS, BY_MEMBERS, BY_SYMBOL, GAP, LOOKUPS, UNIT, plan_lookups

POSTINGS_PER_KEY: Final = 4096
"""At most so many postings of one key are read."""
POSTINGS_PER_QUERY: Final = 65536
"""At most so many postings of all keys of one query."""
CANDIDATES: Final = 4096
"""So many candidates are held before the worse half is dropped."""
JUDGED: Final = 64
"""So many of the best candidates are judged."""
SEEN: Final = 256
"""Size of the hash set of judged rows; a power of two above `JUDGED`."""


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
def cost_between(a: int, b: int, j: JudgeTables) -> int:
    """Cost 0 … 255 of taking one symbol for another."""
    if a == b:
        return 0
    known = j.substitution.shape[0]
    if a >= known or b >= known:
        return 255
    return np.int64(j.substitution[a, b])  # type: ignore[return-value]


@kernel
def letters_cost(one: int, other: int, notes: int, n: int, j: JudgeTables) -> int:
    """What it costs if a query lacks `one`, `other` where a mark lacks two letters (0 for none)."""
    a, b = notes & 63, notes >> 6 & 63
    mine = (1 if one > 0 else 0) + (1 if other > 0 else 0)
    theirs = (1 if a > 0 else 0) + (1 if b > 0 else 0)
    if mine == 0 or theirs == 0:
        return GAP * max(mine, theirs) // max(n, n - mine + theirs)
    if mine == 2 and theirs == 2:
        return (cost_between(one, a, j) + cost_between(other, b, j)) * 4 // n
    found = cost_between(one, a, j)
    if mine == 2:
        found = min(found, cost_between(other, a, j))
    if theirs == 2:
        found = min(found, cost_between(one, b, j))
    return (found * 4 + (GAP if mine != theirs else 0)) // max(n, n - mine + theirs)


@kernel
def estimate(row: Any, notes: int, n: int, text: Text, t: KeyTables, j: JudgeTables) -> int:
    """Cost of a posting that was found by a row of a plan."""
    base, way = row[1], row[2]
    if way == AS_BASE:
        return base
    if way == BY_SYMBOL:
        return base + cost_between(row[3], notes, j) * 4 // n
    if way == BY_LETTERS:
        return base + letters_cost(row[3], row[4], notes, n, j)
    if notes == 0:
        return base
    if way == BY_MEMBERS:
        first = np.int64(t.members[row[3], notes & 255])
        second = np.int64(t.members[row[4], notes >> 8])
        return (cost_between(text[0], first, j) + cost_between(text[1], second, j)) * 2
    return UNIT


@kernel
def halve(rows: Any, costs: Any, count: int, tally: Any) -> tuple[int, int]:
    """Drop the worse half of the candidates; how many are left, and the cost from which on none is needed."""
    tally[:] = 0
    for k in range(count):
        tally[costs[k]] += 1
    limit, held = 0, 0
    while limit < UNIT and held + tally[limit] <= count // 2:
        held += tally[limit]
        limit += 1
    left = 0
    for k in range(count):
        if costs[k] < limit:
            rows[left] = rows[k]
            costs[left] = costs[k]
            left += 1
    return left, limit


@kernel
def gather(text: Text, n: int, looked: int, plan: Any, spans: Any, rows: Any, costs: Any, tally: Any,
           bits: int, a: IndexArrays, t: KeyTables, j: JudgeTables) -> int:
    """Write the candidates of a plan to `rows` and `costs`; their number."""
    buckets = len(a.heads) - 1
    for k in range(looked):
        bucket = (plan[k, 0] >> 31) * buckets >> 32
        spans[k, 0] = np.int64(a.heads[bucket])
        spans[k, 1] = np.int64(a.heads[bucket + 1])
    touched = 0
    for k in range(looked):
        if spans[k, 0] < spans[k, 1]:
            touched += np.int64(a.postings[spans[k, 0], 0])
    spans[looked, 0] = touched  # read, so that the loop above stays: it brings the postings nearer
    count, limit, read = 0, UNIT + 1, 0
    low, tags = (1 << bits) - 1, (1 << (32 - bits)) - 1
    for k in range(looked):
        tag = plan[k, 0] & tags
        end = min(spans[k, 1], spans[k, 0] + POSTINGS_PER_KEY)
        read += end - spans[k, 0]
        if read > POSTINGS_PER_QUERY:
            break
        for place in range(spans[k, 0], end):
            row = np.int64(a.postings[place, 0]) | np.int64(a.postings[place, 1]) << 16
            if row >> bits != tag:
                continue
            cost = estimate(plan[k], np.int64(a.postings[place, 2]), n, text, t, j)
            if cost < limit:
                rows[count] = row & low
                costs[count] = min(cost, UNIT)
                count += 1
                if count == CANDIDATES:
                    count, limit = halve(rows, costs, count, tally)
    return count


@kernel
def choose(count: int, rows: Any, costs: Any, tally: Any, order: Any, seen: Any, best: Any) -> int:
    """Write the `JUDGED` cheapest rows to `best`, each once; their number."""
    tally[:] = 0
    seen[:] = -1
    for k in range(count):
        tally[costs[k] + 1] += 1
    for cost in range(1, UNIT + 2):
        tally[cost] += tally[cost - 1]
    for k in range(count):
        order[tally[costs[k]]] = k
        tally[costs[k]] += 1
    found = 0
    for place in range(count):
        row = rows[order[place]]
        slot = (row * 40503 >> 4) & (SEEN - 1)
        while seen[slot] >= 0 and seen[slot] != row:
            slot = (slot + 1) & (SEEN - 1)
        if seen[slot] < 0:
            seen[slot] = row
            best[found] = row
            found += 1
            if found == JUDGED:
                break
    return found


@kernel
def search_one(query: NDArray[np.uint16], text: Text, n: int, deep: bool, bits: int, least: float, top: int,
               a: IndexArrays, t: KeyTables, j: JudgeTables, room: Any, out_rows: Any, out_scores: Any,
               out_kinds: Any) -> int:
    """Write the best marks of one query, best first (equal scores by row); their number."""
    spare, sounds, plan, spans, rows, costs, order, tally, seen, best = room
    looked = plan_lookups(text, n, deep, t, spare, sounds, plan)
    count = gather(text, n, looked, plan, spans, rows, costs, tally, bits, a, t, j)
    chosen = choose(count, rows, costs, tally, order, seen, best)
    found = 0
    for k in range(chosen):
        row = best[k]
        score, kind = judge(query, a.symbols[a.offsets[row] : a.offsets[row + 1]][:LONGEST], j)
        if score < least:
            continue
        place = found
        while place > 0 and (
            out_scores[place - 1] < score or (out_scores[place - 1] == score and out_rows[place - 1] > row)
        ):
            place -= 1
        if place >= top:
            continue
        found = min(found + 1, top)
        for later in range(found - 1, place, -1):
            out_rows[later] = out_rows[later - 1]
            out_scores[later] = out_scores[later - 1]
            out_kinds[later] = out_kinds[later - 1]
        out_rows[place], out_scores[place], out_kinds[place] = row, score, kind
    return found


@kernel
def make_room() -> Any:
    """Scratch arrays of `search_one`, for one thread."""
    return (
        np.zeros(LONGEST + 2, np.int64),
        np.zeros(LONGEST + 2, np.int64),
        np.zeros((LOOKUPS, 5), np.int64),
        np.zeros((LOOKUPS + 1, 2), np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(UNIT + 2, np.int64),
        np.zeros(SEEN, np.int64),
        np.zeros(JUDGED, np.int64),
    )


@kernel
def search_rows(symbols: NDArray[np.uint16], offsets: NDArray[np.int64], begin: int, end: int, deep: bool, bits: int,
                least: float, a: IndexArrays, t: KeyTables, j: JudgeTables, out_rows: Any, out_scores: Any,
                out_kinds: Any, out_counts: Any) -> None:
    """Answer the queries `begin` … `end`; results go to row `query` of the [Q, top] arrays."""
    room = make_room()
    for query in range(begin, end):
        cut = symbols[offsets[query] : offsets[query + 1]][:LONGEST]
        n = len(cut)
        if n == 0:
            continue
        out_counts[query] = search_one(
            cut, cut.astype(np.int64), n, deep, bits, least, out_rows.shape[1], a, t, j, room,
            out_rows[query], out_scores[query], out_kinds[query],
        )  # fmt: skip

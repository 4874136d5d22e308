"""Find and judge the marks that one name may imitate. Kernels: see `compiling`.

Look-ups touch memory in rounds (heads, postings, texts of the best), so that many misses are under way at once.
What the postings tell ranks the candidates; the best are compared with the name symbol by symbol; the best of these
are judged.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS
from ..judging.costs import JudgeTables
from ..judging.features import (
    CONTAINED,
    COST,
    END_KEPT,
    FIRST_KEPT,
    LETTERS_SHARED,
    SAME_SET,
    START_KEPT,
    ends_kept,
    know,
)
from ..judging.judge import judge_known
from ..lending import lend
from .best import insert_best
from .keys import LETTER_END, LONGEST, THOROUGH, KeyTables, Text, count_letters, letters_in
from .planning import (
    BY_LETTERS,
    BY_MEMBERS,
    BY_SPREAD,
    BY_SYMBOL,
    IF_ACROSS,
    IF_WHOLE,
    LEFT_OUT,
    LETTER_LOST,
    LOOKUPS,
    MOST,
    OTHER_LETTER,
    STEEP,
    SWAPPED,
    Likeness,
    inserted,
    lost,
    plan_lookups,
    told_by,
)

POSTINGS_PER_KEY: Final = 4096
"""At most so many postings of one key are read."""
POSTINGS_PER_QUERY: Final = 65536
"""At most so many postings of all keys of one query."""
CANDIDATES: Final = 4096
"""So many candidates are held before the worse half is dropped."""
COMPARED: Final = 80
"""So many of the best candidates are compared symbol by symbol."""
JUDGED: Final = 64
"""At most so many of the best compared are judged."""
PATIENCE: Final = 8
"""After so many in a row that are none of the best, no more are judged: the nearest come first."""
CROSSED: Final = 8
"""So many of the other script are judged, of which no comparison is cheap."""
LETTERED: Final = 2
"""For a Latin name so many times as many are compared: more names lie near it, and what they cost says less."""
LONGER: Final = 3
"""And of everything so many times in an index of the depth `THOROUGH`."""
SEEN: Final = 2048
"""Size of the hash set of compared rows; a power of two well above `LONGER * LETTERED * COMPARED`."""
KEPT: Final = 96
"""What a candidate with Han keeps at least of what the name tells, or a quarter of it."""
MOST_SAME: Final = 8.0
"""No Latin mark has more in its favour by what it shares with a name."""
OTHER_SCRIPT: Final = 2048
"""From here on marks of the other script are ranked."""
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
def letters_cost(one: int, other: int, notes: Any, loss: Any) -> Any:
    """What it costs if a name is a mark but for up to two letters on either side (0 for none)."""
    a, b = notes & 63, notes >> 6 & 63
    if one == 0:
        return LEFT_OUT * ((1 if a > 0 else 0) + (1 if b > 0 else 0))
    if a == 0:
        return inserted(one, loss) + (inserted(other, loss) if other > 0 else 0)
    found = lost(one, a, loss)
    if other > 0 and b > 0:
        return found + lost(other, b, loss)
    if other > 0:
        return min(found + inserted(other, loss), lost(other, a, loss) + inserted(one, loss))
    return min(found, lost(one, b, loss)) + LEFT_OUT if b > 0 else found


@kernel
def members_cost(one: int, other: int, notes: Any, text: Text, members: Any, loss: Any) -> Any:
    """What it costs if a name of two characters has those of a posting, which sound like its own."""
    first, second = np.int64(members[one, notes & 255]), np.int64(members[other, notes >> 8])
    return lost(text[0], first, loss) + lost(text[1], second, loss)


@kernel
def bits_of(members: int) -> int:
    """How many bits are set."""
    count = 0
    while members > 0:
        members &= members - 1
        count += 1
    return count


@kernel
def halve(rows: Any, costs: Any, count: int, limit: int, tally: Any) -> tuple[int, int]:
    """Drop the worse half of the candidates; how many are left, and the cost from which on none is needed."""
    tally[:limit] = 0
    for k in range(count):
        tally[costs[k]] += 1
    lower, held = 0, 0
    while lower < limit - 1 and held + tally[lower] <= count // 2:
        held += tally[lower]
        lower += 1
    left, spare = 0, count // 2 - held
    for k in range(count):
        if costs[k] < lower or (costs[k] == lower and spare > 0):
            spare -= 1 if costs[k] == lower else 0
            rows[left] = rows[k]
            costs[left] = costs[k]
            left += 1
    return left, lower


@kernel
def touch(looked: int, plan: Any, spans: Any, heads: Any, postings: Any) -> None:
    """Write where the postings of each lookup begin and end, and bring the first of each nearer."""
    buckets = len(heads) - 1
    for k in range(looked):
        bucket = (plan[k, 0] >> 31) * buckets >> 32
        spans[k, 0] = np.int64(heads[bucket])
        spans[k, 1] = np.int64(heads[bucket + 1])
    touched = 0
    for k in range(looked):
        if spans[k, 0] < spans[k, 1]:
            touched += np.int64(postings[spans[k, 0], 0])  # type: ignore[assignment]
    spans[looked, 0] = touched  # used, so that the loop above stays


@kernel
def gather(
    text: Text, n: int, looked: int, plan: Any, spans: Any, rows: Any, costs: Any, tally: Any, limit: int, bits: int,
    marks: int, postings: Any, members: Any, loss: Any,
) -> int:  # fmt: skip
    """Write the candidates of a plan that cost less than `limit` to `rows` and `costs`; their number."""
    count, read = 0, 0
    low, tags = (1 << bits) - 1, (1 << (32 - bits)) - 1
    for k in range(looked):
        tag, base, way, one, other = plan[k, 0] & tags, plan[k, 1], plan[k, 2], plan[k, 3], plan[k, 4]
        end = min(spans[k, 1], spans[k, 0] + POSTINGS_PER_KEY, len(postings))
        read += max(0, end - spans[k, 0])
        if base + MOST_KEYS >= limit:
            continue
        if read > POSTINGS_PER_QUERY:
            break
        for place in range(spans[k, 0], end):
            row: Any = np.int64(postings[place, 0]) | np.int64(postings[place, 1]) << 16
            if row >> bits != tag or row & low >= marks:
                continue
            notes, cost = np.int64(postings[place, 2]), base + MOST_KEYS
            if way == IF_ACROSS:
                cost = base
            elif way == BY_SYMBOL:
                cost += lost(one, notes, loss)
            elif way == BY_LETTERS:
                cost += letters_cost(one, other, notes, loss)
            elif way == BY_MEMBERS and notes > 0 and max(one, other) < len(members):
                cost = MOST_KEYS + members_cost(one, other, notes, text, members, loss)
            elif way == BY_SPREAD:
                cost += bits_of(one ^ notes) * OTHER_LETTER
            elif way == IF_WHOLE and notes > 0:
                continue
            if cost < limit:
                rows[count] = row & low
                costs[count] = max(0, cost)
                count += 1
                if count == CANDIDATES:
                    count, limit = halve(rows, costs, count, limit, tally)
    return count


@kernel
def by_cost(count: int, costs: Any, limit: int, tally: Any, order: Any) -> None:
    """Write the positions of the costs to `order`, the cheapest first, equal ones as they stand."""
    tally[: limit + 2] = 0
    for k in range(count):
        tally[costs[k] + 1] += 1
    for cost in range(1, limit + 2):
        tally[cost] += tally[cost - 1]
    for k in range(count):
        order[tally[costs[k]]] = k
        tally[costs[k]] += 1


@kernel
def choose(
    count: int, most: int, most_crossed: int, rows: Any, costs: Any, order: Any, seen: Any, best: Any, guess: Any
) -> int:
    """Write the first `most` rows in order to `best` and what they cost to `guess`, each once; their number.

    At most `most_crossed` of them met the name across scripts: these are the cheapest, and there may be thousands.
    """
    seen[:] = -1
    found = crossed = 0
    for place in range(count):
        row, cost = rows[order[place]], costs[order[place]]
        crossed += cost < MOST_KEYS
        if cost < MOST_KEYS and crossed > most_crossed:
            continue
        slot = (row * 40503 >> 4) & (SEEN - 1)
        while seen[slot] >= 0 and seen[slot] != row:
            slot = (slot + 1) & (SEEN - 1)
        if seen[slot] < 0:
            seen[slot] = row
            best[found], guess[found] = row, cost
            found += 1
            if found == most:
                break
    return found


@kernel
def compare(text: Text, n: int, symbols: Any, begin: int, k: int, loss: Any, d: Any) -> Any:
    """The least cost of turning the mark of `k` symbols at `begin` into the name; `d` is room for [34, 34] numbers."""
    d[0, 0] = 0
    for i in range(1, n + 1):
        d[i, 0] = d[i - 1, 0] + inserted(text[i - 1], loss)
    for j in range(1, k + 1):
        d[0, j] = d[0, j - 1] + LEFT_OUT
    shift = BAND + abs(n - k)
    for i in range(1, n + 1):
        a = text[i - 1]
        extra = inserted(a, loss)
        first, last = max(1, i - shift), min(k, i + shift)
        if first > 1:
            d[i, first - 1] = 1 << 20
        if last < k:
            d[i, last + 1] = 1 << 20
        for j in range(first, last + 1):
            b = np.int64(symbols[begin + j - 1])
            cost = min(d[i - 1, j - 1] + lost(a, b, loss), d[i - 1, j] + extra, d[i, j - 1] + LEFT_OUT)
            if i > 1 and j > 1 and a == symbols[begin + j - 2] and text[i - 2] == b:
                cost = min(cost, d[i - 2, j - 2] + SWAPPED)
            d[i, j] = cost
    return max(0, d[n, k])


@kernel
def letters_rank(cost: int, text: Text, n: int, own: int, symbols: Any, begin: int, k: int, weights: Any) -> Any:
    """Rank of a Latin mark, as the judge weighs it: what a change costs, and what of start, end and letters is lost.

    `own` holds the letters of the name as a set of bits.
    """
    mark = symbols[begin : begin + k]
    start, end = ends_kept(text[:n], mark)
    other = bits_of(own ^ letters_in(mark, k))
    same = weights[1, FIRST_KEPT] if start > 0 else 0.0
    if other == 0:
        cost = min(cost, SWAPPED)
        same += weights[1, SAME_SET]
    ends = (k - start) * weights[1, START_KEPT] + (k - end) * weights[1, END_KEPT]
    if start == k or end == k:
        same += weights[1, CONTAINED]
    longer = max(n, k)
    changed = other * weights[1, LETTERS_SHARED] / 2 - cost * weights[1, COST] / LETTER_LOST
    return max(0, int(STEEP * (ends / k + changed / longer - same + MOST_SAME)))


@kernel
def rank(text: Text, n: int, chosen: int, best: Any, guess: Any, costs: Any, tally: Any, order: Any, d: Any,
         offsets: Any, symbols: Any, loss: Any, weights: Any) -> int:  # fmt: skip
    """Compare the chosen rows with the name; `order` says which are nearest, those of the other script at the end.

    There the guess holds. How many are of the name's own script.
    """
    touched = 0
    for k in range(chosen):
        costs[k] = np.int64(offsets[best[k]])
    for k in range(chosen):
        touched += np.int64(symbols[costs[k]])  # type: ignore[assignment]
    costs[chosen] = touched  # used, so that the loop above stays: it brings the texts nearer
    mine, own, letters = count_letters(text, n), 0, letters_in(text, n)
    for k in range(chosen):
        begin = costs[k]
        length = min(np.int64(offsets[best[k] + 1]) - begin, LONGEST)
        theirs = 0
        for place in range(begin, begin + length):
            if symbols[place] <= LETTER_END:
                theirs += 1
        if (mine > 0) != (theirs > 0) or (mine == n) != (theirs == length):
            costs[k] = OTHER_SCRIPT + min(MOST - OTHER_SCRIPT, guess[k])
            continue
        own += 1
        cost = compare(text, n, symbols, begin, length, loss, d)
        if mine == n:
            cost = letters_rank(cost, text, n, letters, symbols, begin, length, weights)
        costs[k] = min(OTHER_SCRIPT - 1, cost)
    by_cost(chosen, costs, MOST, tally, order)
    return own


@kernel
def search_one(
    query: NDArray[np.uint16], text: Text, depth: int, bits: int, least: float, a: IndexArrays, t: KeyTables,
    s: Likeness, j: JudgeTables, room: Any, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Write the best marks of one query, best first (equal scores by row); their number."""
    spare, sounds, plan, spans, rows, costs, order, tally, seen, best, guess, d = room
    n, top = len(query), len(out_rows)
    looked = plan_lookups(query, text, depth, t, s, spare, sounds, plan)
    touch(looked, plan, spans, a.heads, a.postings)
    whole = told_by(text, n, s.loss)
    letters = count_letters(text, n)
    limit = min(MOST, whole - (0 if letters == n else min(whole // 4, KEPT)) + MOST_KEYS) + 1
    count = gather(text, n, looked, plan, spans, rows, costs, tally, limit, bits, len(a.offsets) - 1,
                   a.postings, t.members, s.loss)  # fmt: skip
    by_cost(count, costs, limit, tally, order)
    effort = LONGER if depth >= THOROUGH else 1
    times = effort * (LETTERED if letters == n else 1)
    chosen = choose(count, times * COMPARED, effort * CROSSED, rows, costs, order, seen, best, guess)
    own = rank(text, n, chosen, best, guess, costs, tally, order, d, a.offsets, a.symbols, s.loss, j.weights.same)
    found, known, in_vain = 0, know(query, j), 0
    for k in range(chosen if 0 < letters < n else min(chosen, own + effort * CROSSED)):
        if k == own:
            in_vain = 0
        if k < own and (k >= times * max(JUDGED, top) or in_vain >= times * PATIENCE):
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
        np.zeros((LOOKUPS, 5), np.int64),
        np.zeros((LOOKUPS + 1, 2), np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(MOST + 2, np.int64),
        np.zeros(SEEN, np.int64),
        np.zeros(LONGER * LETTERED * COMPARED, np.int64),
        np.zeros(LONGER * LETTERED * COMPARED, np.int64),
        np.zeros((LONGEST + 2, LONGEST + 2), np.int64),
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

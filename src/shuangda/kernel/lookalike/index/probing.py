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
from ..judging.costs import JudgeTables
from ..judging.features import know
from ..judging.judge import judge_known
from ..lending import lend
from .anchoring import LISTS, SHIFT, gather_anchored
from .best import insert_best
from .candidates import COMPARED, SEEN, by_cost, choose, halve
from .keys import ANCHORED, LONGEST, SKETCHED, KeyTables, Text, count_letters
from .losses import LEFT_OUT, LETTER_END, SWAPPED, UNIT, Likeness, inserted, lost, told_by
from .planning import BY_LETTERS, BY_MEMBERS, BY_SKETCH, BY_SYMBOL, IF_WHOLE, LOOKUPS, MOST, plan_lookups

POSTINGS_PER_KEY: Final = 8192
"""At most so many postings of one key are read."""
POSTINGS_PER_QUERY: Final = 65536
"""At most so many postings of all keys of one query."""
CANDIDATES: Final = 1024
"""So many candidates are held before the worse half is dropped."""
JUDGED: Final = 24
"""At least so many of the best compared are judged."""
SLACK: Final = 2.0
"""So much more than the most surprising so far, in log odds, none that comes is believed to surprise."""
KEPT: Final = 8
"""A candidate keeps at least this part of what the name tells."""
HALF_A_LETTER: Final = 12
"""What a sketch says that half a letter less in common costs."""
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
    starts: NDArray[np.uint32]
    """[L + 1] where each list of `anchoring` begins."""
    anchors: NDArray[np.uint16]


@kernel
def letters_cost(one: int, other: int, notes: Any, s: Likeness) -> Any:
    """What it costs if a name is a mark but for up to two letters on either side (0 for none)."""
    a, b = notes & 63, notes >> 6 & 63
    if one == 0:
        return s.steps[1, LEFT_OUT] * ((1 if a > 0 else 0) + (1 if b > 0 else 0))
    if a == 0:
        return inserted(one, s) + (inserted(other, s) if other > 0 else 0)
    found = lost(one, a, s)
    if other > 0 and b > 0:
        return found + lost(other, b, s)
    if other > 0:
        return min(found + inserted(other, s), lost(other, a, s) + inserted(one, s))
    return min(found, lost(one, b, s)) + s.steps[1, LEFT_OUT] if b > 0 else found


@kernel
def members_cost(one: int, other: int, notes: Any, text: Text, members: Any, s: Likeness) -> Any:
    """What it costs if a name of two characters has those of a posting, which sound like its own."""
    first, second = np.int64(members[one, notes & 255]), np.int64(members[other, notes >> 8])
    return lost(text[0], first, s) + lost(text[1], second, s)


@kernel
def sketch_cost(mine: int, notes: Any) -> Any:
    """About what it costs that a Latin name has letters as `keys.sketch` says, and the mark others."""
    apart: Any = abs((mine >> SKETCHED) - (notes >> SKETCHED))
    unlike = (mine ^ notes) & ((1 << SKETCHED) - 1)
    while unlike:
        unlike &= unlike - 1
        apart += 2
    return apart * HALF_A_LETTER


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
    text: Text, looked: int, plan: Any, spans: Any, postings: Any, bits: int, marks: int, members: Any, s: Likeness,
    rows: Any, costs: Any, count: int, limit: int, tally: Any,
) -> tuple[int, int]:  # fmt: skip
    """Add the candidates of a plan that cost less than `limit` to `rows` and `costs`; their number, and the limit."""
    read = 0
    low, tags = (1 << bits) - 1, (1 << (32 - bits)) - 1
    for k in range(looked):
        tag, base, way, one, other = plan[k, 0] & tags, plan[k, 1], plan[k, 2], plan[k, 3], plan[k, 4]
        end = min(spans[k, 1], spans[k, 0] + POSTINGS_PER_KEY, len(postings))
        read += max(0, end - spans[k, 0])
        if base >= limit:
            continue
        if read > POSTINGS_PER_QUERY:
            break
        for place in range(spans[k, 0], end):
            row: Any = np.int64(postings[place, 0]) | np.int64(postings[place, 1]) << 16
            if row >> bits != tag or row & low >= marks:
                continue
            notes, cost = np.int64(postings[place, 2]), base
            if way == BY_SYMBOL:
                cost += lost(one, notes, s)
            elif way == BY_LETTERS:
                cost += letters_cost(one, other, notes, s)
            elif way == BY_MEMBERS and notes > 0 and max(one, other) < len(members):
                cost = members_cost(one, other, notes, text, members, s)
            elif way == BY_SKETCH:
                cost = sketch_cost(one, notes)
            elif way == IF_WHOLE and notes > 0:
                continue
            if cost < limit:
                rows[count] = row & low
                costs[count] = max(0, cost)
                count += 1
                if count == len(rows):
                    count, limit = halve(rows, costs, count, limit, tally)
    return count, limit


@kernel
def compare(text: Text, n: int, symbols: Any, begin: int, k: int, s: Likeness, d: Any) -> Any:
    """The least cost of turning the mark of `k` symbols at `begin` into the name; `d` is room for [34, 34] numbers."""
    script = 1 if text[0] <= LETTER_END else 0
    left_out, swapped = s.steps[script, LEFT_OUT], s.steps[script, SWAPPED]
    d[0, 0] = 0
    for i in range(1, n + 1):
        d[i, 0] = d[i - 1, 0] + inserted(text[i - 1], s)
    for j in range(1, k + 1):
        d[0, j] = d[0, j - 1] + left_out
    shift = BAND + abs(n - k)
    for i in range(1, n + 1):
        a = text[i - 1]
        extra = inserted(a, s)
        first, last = max(1, i - shift), min(k, i + shift)
        if first > 1:
            d[i, first - 1] = 1 << 20
        if last < k:
            d[i, last + 1] = 1 << 20
        for j in range(first, last + 1):
            b = np.int64(symbols[begin + j - 1])
            cost = min(d[i - 1, j - 1] + lost(a, b, s), d[i - 1, j] + extra, d[i, j - 1] + left_out)
            if i > 1 and j > 1 and a == symbols[begin + j - 2] and text[i - 2] == b:
                cost = min(cost, d[i - 2, j - 2] + swapped)
            d[i, j] = cost
    return max(0, d[n, k])


@kernel
def rank(text: Text, n: int, chosen: int, best: Any, guess: Any, latin: bool, costs: Any, tally: Any, order: Any,
         d: Any, offsets: Any, symbols: Any, s: Likeness) -> None:  # fmt: skip
    """Compare the chosen rows with a Latin name; `order` says which are nearest. For others the guess holds."""
    touched = 0
    for k in range(chosen):
        costs[k] = np.int64(offsets[best[k]])
    for k in range(chosen):
        touched += np.int64(symbols[costs[k]])  # type: ignore[assignment]
    costs[chosen] = touched  # used, so that the loop above stays: it brings the texts nearer
    for k in range(chosen):
        begin = costs[k]
        length = min(np.int64(offsets[best[k] + 1]) - begin, LONGEST)
        costs[k] = guess[k]
        if latin and symbols[begin] <= LETTER_END:
            costs[k] = min(MOST, compare(text, n, symbols, begin, length, s, d))
    by_cost(chosen, costs, MOST, tally, order)


@kernel
def log_odds(score: Any) -> Any:
    """The log odds of a score, as far as its digits go."""
    held = min(0.999999, max(0.000001, float(score)))
    return np.log(held / (1.0 - held))


@kernel
def judge_best(
    query: NDArray[np.uint16], chosen: int, best: Any, costs: Any, order: Any, least: float, a: IndexArrays,
    j: JudgeTables, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Judge the chosen in order until none that comes may be among the best; how many of them there are.

    That is believed once one that is as much better than its cost told as the most surprising so far, and a little,
    would not be.
    """
    found, known, top, surprise = 0, know(query, j), len(out_rows), -100.0
    wanted = log_odds(least)
    for k in range(chosen):
        row = best[order[k]]
        told = -costs[order[k]] / UNIT
        if k >= JUDGED and told + surprise + SLACK < wanted:
            break
        score, kind = judge_known(query, known, a.symbols[a.offsets[row] : a.offsets[row + 1]][:LONGEST], j)
        surprise = max(surprise, log_odds(score) - told)
        score = np.float32(score)  # type: ignore[assignment]
        if score >= least:
            found = insert_best(found, row, score, kind, out_rows, out_scores, out_kinds)
            if found == top:
                wanted = log_odds(out_scores[top - 1])
    return found


@kernel
def search_one(
    query: NDArray[np.uint16], text: Text, depth: int, bits: int, least: float, a: IndexArrays, t: KeyTables,
    s: Likeness, j: JudgeTables, room: Any, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Write the best marks of one query, best first (equal scores by row); their number."""
    spare, sounds, plan, spans, lists, others, rows, costs, order, tally, seen, best, guess, d = room
    n = len(query)
    looked = plan_lookups(query, text, depth, t, s, spare, sounds, plan)
    touch(looked, plan, spans, a.heads, a.postings)
    whole = told_by(text, n, s)
    count, limit = 0, min(MOST, whole - whole // KEPT) + 1
    latin = count_letters(text, n) == n
    if not latin and n <= ANCHORED + SHIFT:
        count, limit = gather_anchored(
            text, n, s, a.starts, a.anchors, lists, others, order, rows, costs, limit, tally
        )  # fmt: skip
    count, limit = gather(text, looked, plan, spans, a.postings, bits, len(a.offsets) - 1, t.members, s,
                          rows, costs, count, limit, tally)  # fmt: skip
    by_cost(count, costs, MOST, tally, order)
    chosen = choose(count, rows, costs, order, seen, best, guess)
    rank(text, n, chosen, best, guess, latin, costs, tally, order, d, a.offsets, a.symbols, s)
    return judge_best(query, chosen, best, costs, order, least, a, j, out_rows, out_scores, out_kinds)


@kernel
def make_room() -> Any:
    """Scratch arrays of `search_one`, for one thread."""
    return (
        np.zeros(LONGEST + 8, np.int64),
        np.zeros(LONGEST + 8, np.int64),
        np.zeros((LOOKUPS, 5), np.int64),
        np.zeros((LOOKUPS + 1, 2), np.int64),
        np.zeros((LISTS, 5), np.int64),
        np.zeros((ANCHORED, SHIFT + 1), np.int64),
        np.zeros(CANDIDATES, np.int64),
        np.zeros(LISTS, np.int64),
        np.zeros(LISTS, np.int64),
        np.zeros(MOST + 2, np.int64),
        np.zeros(SEEN, np.int64),
        np.zeros(COMPARED, np.int64),
        np.zeros(COMPARED, np.int64),
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

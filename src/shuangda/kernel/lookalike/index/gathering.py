"""Read the postings of a plan, and choose the marks that come nearest. Kernels: see `compiling`.

Look-ups touch memory in rounds (heads, postings), so that many misses are under way at once.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from ..crossing.keying import MOST_KEYS
from .han import sum_of_rank
from .keys import Text, bits_of, count_letters
from .latin import Letters, prepare, value, value_of_posting
from .planning import (
    ALIKE,
    ASSUMED,
    BY_LETTERS,
    BY_MEMBERS,
    BY_SPREAD,
    BY_SYMBOL,
    EVEN,
    IF_ACROSS,
    IF_WHOLE,
    LEFT_OUT,
    lost_among,
)

POSTINGS_PER_KEY: Final = 4096
"""At most so many postings of one key are read."""
POSTINGS_PER_QUERY: Final = 65536
"""At most so many postings of all keys of one query."""
CANDIDATES: Final = 2048
"""At most so many candidates are held before the worse half is dropped."""
MET: Final = 64
"""So many marks of the other script are held of one name."""
FAR_HALF: Final = 64
"""Latin marks that share half with a name are mostly beyond its reach, and stand so much behind."""
SEEN: Final = 4096
"""Size of the hash set of chosen rows; a power of two well above the most that are chosen."""
SURE: Final = 1 << 40
"""Marks a row of which the posting told all that ranks it."""


@kernel
def members_rank(base: int, bases: int, one: int, other: int, notes: Any, text: Text, members: Any, loss: Any) -> Any:
    """Rank of a mark of the two characters of a posting, which sound like those of the name.

    `base` holds if both are other ones, `bases` if only the second or (from bit 16 on) the first is.
    """
    first, second = np.int64(members[one, notes & 255]), np.int64(members[other, notes >> 8])
    if first == text[0]:
        return (bases & 0xFFFF) + lost_among(text[1], second, 2, loss)
    if second == text[1]:
        return (bases >> 16) + lost_among(text[0], first, 2, loss)
    return base + lost_among(text[0], first, 2, loss) + lost_among(text[1], second, 2, loss)


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
def row_at(postings: Any, place: int, bits: int, tag: int) -> Any:
    """The row of a posting if the key's part beside it is the `tag`, else -1."""
    tagged: Any = np.int64(postings[place, 0]) | np.int64(postings[place, 1]) << 16
    return tagged & ((1 << bits) - 1) if tagged >> bits == tag else -1


@kernel
def gather(
    text: Text, n: int, looked: int, plan: Any, spans: Any, rows: Any, costs: Any, tally: Any, limit: int, bits: int,
    marks: int, postings: Any, members: Any, loss: Any,
) -> int:  # fmt: skip
    """Write the candidates of a plan that cost less than `limit` to `rows` and `costs`; their number."""
    count, read, met, all_han = 0, 0, 0, count_letters(text, n) == 0
    tags = (1 << (32 - bits)) - 1
    for k in range(looked):
        tag, base, way, one, other = plan[k, 0] & tags, plan[k, 1], plan[k, 2], plan[k, 3], plan[k, 4]
        end = min(spans[k, 1], spans[k, 0] + POSTINGS_PER_KEY, len(postings))
        read += max(0, end - spans[k, 0])
        if base + MOST_KEYS - EVEN >= limit and way != BY_MEMBERS:
            continue
        if read > POSTINGS_PER_QUERY:
            break
        for place in range(spans[k, 0], end):
            row = row_at(postings, place, bits, tag)
            if row < 0 or row >= marks:
                continue
            notes, cost = np.int64(postings[place, 2]), base + MOST_KEYS
            if way == IF_ACROSS:
                cost = base
                met += 1
                if met > MET:
                    continue
            elif way == BY_SYMBOL:
                cost += lost_among(one, notes, n, loss)
            elif way == BY_MEMBERS:
                if notes > 0 and max(one, other) < len(members):
                    cost = MOST_KEYS + members_rank(base, plan[k, 5], one, other, notes, text, members, loss)
                else:
                    cost += 2 * ALIKE
            elif way == IF_WHOLE and notes > 0:
                continue
            if cost < limit:
                vague = way in (ASSUMED, IF_ACROSS, BY_MEMBERS) or (way == BY_SYMBOL and other > 0)
                rows[count] = row | (SURE if all_han and not vague else 0)
                costs[count] = cost if way == IF_ACROSS else max(MOST_KEYS, cost)
                count += 1
                if count == CANDIDATES:
                    count, limit = halve(rows, costs, count, limit, tally)
    return count


@kernel
def gather_letters(
    q: Letters, enough: int, looked: int, plan: Any, spans: Any, rows: Any, costs: Any, tally: Any, limit: int,
    bits: int, marks: int, postings: Any, loss: Any, parts: Any,
) -> int:  # fmt: skip
    """`gather` for a Latin name; a mark of which the posting tells all that ranks it is marked by `SURE`."""
    count, read, met, needed = 0, 0, 0, 0.0
    tags = (1 << (32 - bits)) - 1
    for k in range(looked):
        tag, base, way = plan[k, 0] & tags, plan[k, 1], plan[k, 2]
        one, other, held = plan[k, 3], plan[k, 4], plan[k, 5]
        end = min(spans[k, 1], spans[k, 0] + POSTINGS_PER_KEY, len(postings))
        read += max(0, end - spans[k, 0])
        if read > POSTINGS_PER_QUERY:
            break
        before, behind = held & 31, held >> 5 & 31
        if way == BY_LETTERS:
            prepare(q, q.n - (1 if one > 0 else 0) - (1 if other > 0 else 0), parts)
            needed = sum_of_rank(limit - MOST_KEYS)
        elif way in (ASSUMED, IF_WHOLE, BY_SPREAD):
            kept = one if way == IF_WHOLE else one // 2 if way == ASSUMED else one - 3
            prepare(q, kept, parts)
            if way != BY_SPREAD:
                of_one_set = way == IF_WHOLE and q.own == held >> 10
                base = value(q, one, kept, before, behind, one, of_one_set, base, parts)
        for place in range(spans[k, 0], end):
            row = row_at(postings, place, bits, tag)
            if row < 0 or row >= marks:
                continue
            notes, cost, sure = np.int64(postings[place, 2]), base + MOST_KEYS, 0
            if way == IF_ACROSS:
                cost = base
                met += 1
                if met > MET:
                    continue
            elif way == BY_LETTERS:
                cost = MOST_KEYS + value_of_posting(q, one, other, held, notes, needed, loss, parts)
                sure = SURE
            elif way == BY_SPREAD:
                shared = max(q.n, one) - max(1, bits_of(q.own_short ^ notes) / 2)
                cost = MOST_KEYS + FAR_HALF + value(q, one, one - 3, before, behind, shared, False, 3 * LEFT_OUT, parts)
            elif way == IF_WHOLE and notes > 0:
                continue
            if cost < limit:
                rows[count] = row | sure
                costs[count] = cost
                count += 1
                if count == enough:
                    count, limit = halve(rows, costs, count, limit, tally)
                    needed = sum_of_rank(limit - MOST_KEYS)
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
        given, cost = rows[order[place]], costs[order[place]]
        row = given & (SURE - 1)
        crossed += cost < MOST_KEYS
        if cost < MOST_KEYS and crossed > most_crossed:
            continue
        slot = (row * 40503 >> 4) & (SEEN - 1)
        while seen[slot] >= 0 and seen[slot] != row:
            slot = (slot + 1) & (SEEN - 1)
        if seen[slot] < 0:
            seen[slot] = row
            best[found], guess[found] = given, cost
            found += 1
            if found == most:
                break
    return found

"""Read the postings of a plan, and choose the marks that come nearest. Kernels: see `compiling`.

Look-ups touch memory in rounds (heads, postings), so that many misses are under way at once.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..compiling import kernel
from ..crossing.keying import apart, bits_of
from .han import sum_of_rank
from .keys import LETTER_END, Text, count_letters
from .latin import Letters, prepare, tells_all, value, value_of_posting
from .planning import (
    ACROSS,
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
    MOST,
    lost_among,
)
from .room import CANDIDATES, PRICE_BITS, SEEN, Room

POSTINGS_PER_KEY: Final = 4096
"""At most so many postings of one key are read."""
POSTINGS_FOR_EACH: Final = 64
"""or so many for each mark of the other script that is chosen, of keys across scripts."""
POSTINGS_MEANT: Final = 64
"""Of keys of what names mean: their postings are ranked before all others, whatever the key is really of."""
POSTINGS_NEARER: Final = 20
"""So many are brought nearer before; the rest of a long list follows by itself."""
POSTINGS_PER_QUERY: Final = 65536
"""At most so many postings of all keys of one query."""
UNTOLD: Final = MOST
"""The rank of a mark of which the notes tell nothing."""
NONE_ACROSS: Final = 1 << 20
"""The rank of a mark of the other script of which there are better ones enough."""
KEPT: Final = 64
"""How much better a mark of two is that keeps both symbols than one of which one is replaced."""
FAR_HALF: Final = 64
"""Latin marks that share half with a name are mostly beyond its reach, and stand so much behind."""
GUESSED: Final = 128
"""Ranks behind the last that is needed in which marks of a guessed rank are still told apart."""
SURE: Final = 1 << 32
"""Marks a row of which all that ranks it is known."""


@kernel
def rank_across(heard: Any, order: Any, notes: Any, most: int, met: Any) -> Any:
    """Rank of a mark of the other script by both sketches and the order of the key; 0 if it means the same (-1).

    `NONE_ACROSS` if it is not needed. `met` [ACROSS + 2] counts the marks of each rank, says from which rank on none is
    needed, those behind the `most` best, and how many are better.
    """
    rank = 0 if order < 0 else 1 + order + apart(heard, notes)
    if rank >= met[ACROSS]:
        return NONE_ACROSS
    met[rank] += 1
    met[ACROSS + 1] += 1
    while met[ACROSS + 1] >= most:
        met[ACROSS] -= 1
        met[ACROSS + 1] -= met[met[ACROSS]]
    return rank


@kernel
def value_of_half(q: Letters, longer: int, before: int, behind: int, notes: Any, parts: Any) -> Any:
    """Rank of a mark of about `longer` letters that shares a half with the name, and has the letters of `notes`."""
    shared = max(q.n, longer) - max(1, bits_of(q.own_short ^ notes) / 2)
    return FAR_HALF + value(q, longer, longer - 3, before, behind, shared, False, 3 * LEFT_OUT, parts)


@kernel
def members_rank(
    base: int, bases: int, first: Any, second: Any, notes: Any, members: Any, text: Text, n: int, loss: Any
) -> Any:
    """Rank of a mark of two that sounds like two symbols of a name of `n`; `UNTOLD` if `notes` do not tell its symbols.

    `first` and `second` are rows of `members`, sounds, and the notes say which members of them the mark has. `base`
    holds if both are other symbols than the name's, `bases` if only the second or (from bit 16 on) the first is; from
    bits 32 and 37 on stand the places of the two in the name. What letters spell is any symbol that sounds so.
    """
    if notes == 0 or max(first, second) >= len(members):
        return UNTOLD
    a, b = np.int64(members[first, notes & 255]), np.int64(members[second, notes >> 8])
    if min(a, b) == 0:
        return UNTOLD
    one, other = text[bases >> 32 & 31], text[bases >> 37]
    first_kept, second_kept = a == one or one <= LETTER_END, b == other or other <= LETTER_END
    if first_kept and second_kept:
        found = (bases & 0xFFFF) - KEPT
    elif first_kept:
        found = (bases & 0xFFFF) + lost_among(other, b, n, loss)
    elif second_kept:
        found = (bases >> 16 & 0xFFFF) + lost_among(one, a, n, loss)
    else:
        found = base + lost_among(one, a, n, loss) + lost_among(other, b, n, loss)
    return max(0, min(found, UNTOLD - 1))


@kernel
def halve(rows: Any, costs: Any, count: int, limit: int, tally: Any, met: Any) -> tuple[int, int]:
    """Drop the worse half of the candidates; how many are left, and the rank from which on none is needed.

    Marks of the other script of which there are better ones enough, by now (see `rank_across`), go first.
    """
    tally[:limit] = 0
    for k in range(count):
        if not met[ACROSS] <= costs[k] < ACROSS:
            tally[costs[k]] += 1
    most, lower, held = count // 2, 0, 0
    while lower < limit and held + tally[lower] <= most:
        held += tally[lower]
        lower += 1
    left, spare = 0, most - held
    for k in range(count):
        if met[ACROSS] <= costs[k] < ACROSS:
            continue
        if costs[k] < lower or (costs[k] == lower and spare > 0):
            spare -= 1 if costs[k] == lower else 0
            rows[left] = rows[k]
            costs[left] = costs[k]
            left += 1
    return left, lower


@kernel
def touch(looked: int, plan: Any, spans: Any, heads: Any, postings: Any) -> None:
    """Write where the postings of each lookup begin and end, and bring those nearer."""
    buckets = len(heads) - 1
    for k in range(looked):
        bucket = (plan[k, 0] >> 31) * buckets >> 32
        spans[k, 0] = np.int64(heads[bucket])
        spans[k, 1] = np.int64(heads[bucket + 1])
    touched = 0
    for k in range(looked):
        if spans[k, 0] < spans[k, 1]:
            last = min(spans[k, 1], spans[k, 0] + POSTINGS_NEARER) - 1
            touched += np.int64(postings[spans[k, 0], 0]) + np.int64(postings[last, 0])  # type: ignore[assignment]
    spans[looked, 0] = touched  # used, so that the loop above stays


@kernel
def row_at(postings: Any, place: int, bits: int, tag: int) -> Any:
    """The row of a posting if the key's part beside it is the `tag`, else -1."""
    tagged: Any = np.int64(postings[place, 0]) | np.int64(postings[place, 1]) << 16
    return tagged & ((1 << bits) - 1) if tagged >> bits == tag else -1


@kernel
def postings_read(way: Any, order: Any, most_crossed: int) -> int:
    """So many postings of a key at most; `order` as for `rank_across`."""
    if way != IF_ACROSS:
        return POSTINGS_PER_KEY
    return POSTINGS_MEANT if order < 0 else max(POSTINGS_PER_KEY, POSTINGS_FOR_EACH * most_crossed)


@kernel
def begin_to_gather(room: Room) -> None:
    """Forget what was met before."""
    room.met[:] = 0
    room.met[ACROSS] = ACROSS


@kernel
def gather(
    text: Text, n: int, looked: int, room: Room, most_crossed: int, limit: int, bits: int, marks: int, postings: Any,
    members: Any, loss: Any,
) -> int:  # fmt: skip
    """Write the candidates of a plan whose rank is below `limit` to `rows` and `costs`; their number.

    What is only guessed of a mark never leaves it out.
    """
    plan, spans, rows, costs, prices = room.plan, room.spans, room.rows, room.costs, room.prices
    begin_to_gather(room)
    count, read, all_han, farthest = 0, 0, count_letters(text, n) == 0, limit + GUESSED
    tags = (1 << (32 - bits)) - 1
    for k in range(looked):
        tag, base, way, one, other = plan[k, 0] & tags, plan[k, 1], plan[k, 2], plan[k, 3], plan[k, 4]
        end = min(spans[k, 0] + postings_read(way, other, most_crossed), spans[k, 1], len(postings))
        read += max(0, end - spans[k, 0])
        guessed = way == ASSUMED or (way == BY_SYMBOL and other > 0)
        if base + ACROSS - EVEN >= limit and way != BY_MEMBERS and not guessed:
            continue
        if read > POSTINGS_PER_QUERY:
            break
        prices[0] += 1
        for place in range(spans[k, 0], end):
            row = row_at(postings, place, bits, tag)
            if row < 0 or row >= marks:
                continue
            notes, cost, vague = np.int64(postings[place, 2]), base + ACROSS, guessed
            if way == IF_ACROSS:
                cost, vague = rank_across(one, other, notes, most_crossed, room.met), True
            elif way == BY_SYMBOL:
                cost += lost_among(one, notes, n, loss)
            elif way == BY_MEMBERS:
                if prices[notes + 1] >> PRICE_BITS != prices[0]:
                    price = members_rank(base, plan[k, 5], one, other, notes, members, text, n, loss)
                    prices[notes + 1] = prices[0] << PRICE_BITS | price
                price = prices[notes + 1] & MOST
                vague = price == UNTOLD or not all_han
                cost = cost + 2 * ALIKE if price == UNTOLD else ACROSS + price
            elif way == IF_WHOLE and notes > 0:
                continue
            if vague and way != IF_ACROSS:
                cost = min(cost, farthest - 1)
            if cost < (farthest if vague else limit):
                rows[count] = row | (SURE if all_han and not vague else 0)
                costs[count] = cost if way == IF_ACROSS else max(ACROSS, cost)
                count += 1
                if count == CANDIDATES:
                    count, farthest = halve(rows, costs, count, farthest, room.tally, room.met)
                    limit = min(limit, farthest)
    return count


@kernel
def gather_letters(
    q: Letters, enough: int, looked: int, room: Room, most_crossed: int, limit: int, bits: int, marks: int,
    postings: Any, loss: Any,
) -> int:  # fmt: skip
    """`gather` for a Latin name, of which `enough` candidates are held."""
    plan, spans, rows, costs, prices, parts = room.plan, room.spans, room.rows, room.costs, room.prices, room.parts
    begin_to_gather(room)
    count, read, needed, farthest = 0, 0, 0.0, limit + GUESSED
    tags = (1 << (32 - bits)) - 1
    for k in range(looked):
        tag, base, way = plan[k, 0] & tags, plan[k, 1], plan[k, 2]
        one, other, held = plan[k, 3], plan[k, 4], plan[k, 5]
        end = min(spans[k, 0] + postings_read(way, other, most_crossed), spans[k, 1], len(postings))
        read += max(0, end - spans[k, 0])
        if read > POSTINGS_PER_QUERY:
            break
        before, behind = held & 31, held >> 5 & 31
        if way == BY_LETTERS:
            prepare(q, q.n - (1 if one > 0 else 0) - (1 if other > 0 else 0), parts)
            needed = sum_of_rank(limit - ACROSS)
        elif way == ASSUMED:
            prepare(q, one - 2, parts)
            base = value(q, one, one - 2, before, behind, one, q.own == held >> 10, base, parts)
        elif way == BY_SPREAD:
            prepare(q, one - 3, parts)
        prices[0] += 1
        for place in range(spans[k, 0], end):
            notes, cost, sure = np.int64(postings[place, 2]), base + ACROSS, 0
            if way in (BY_LETTERS, BY_SPREAD):
                if prices[notes + 1] >> PRICE_BITS != prices[0]:
                    if way == BY_LETTERS:
                        price = value_of_posting(q, one, other, held, notes, needed, loss, parts)
                    else:
                        price = value_of_half(q, one, before, behind, notes, parts)
                    prices[notes + 1] = prices[0] << PRICE_BITS | min(price, MOST)
                cost = ACROSS + (prices[notes + 1] & MOST)
                if way == BY_LETTERS and cost >= limit:
                    continue
                sure = SURE if way == BY_LETTERS and (notes == 0 or tells_all(notes)) else 0
            row = row_at(postings, place, bits, tag)
            if row < 0 or row >= marks:
                continue
            if way == IF_ACROSS:
                cost = rank_across(one, other, notes, most_crossed, room.met)
            elif way == IF_WHOLE:
                if notes > 0:
                    continue
                sure = SURE
            vague = way in (ASSUMED, BY_SPREAD)
            if vague:
                cost = min(cost, farthest - 1)
            if cost < (farthest if vague else limit):
                rows[count] = row | sure
                costs[count] = cost
                count += 1
                if count == enough:
                    count, farthest = halve(rows, costs, count, farthest, room.tally, room.met)
                    limit = min(limit, farthest)
                    needed = sum_of_rank(limit - ACROSS)
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
def choose(count: int, most_sure: int, most: int, most_crossed: int, room: Room) -> int:
    """Write the first rows in order to `best` and what they cost to `guess`, each once; their number.

    At most `most_crossed` that met the name across scripts, `most_sure` of those of which all that ranks them is known,
    and `most` of the others.
    """
    rows, costs, order, seen, best, guess = room.rows, room.costs, room.order, room.seen, room.best, room.guess
    seen[:] = -1
    found = crossed = sure = others = 0
    for place in range(count):
        given, cost = rows[order[place]], costs[order[place]]
        row, is_sure, is_crossed = given & (SURE - 1), given >= SURE, cost < ACROSS
        if crossed >= most_crossed if is_crossed else sure >= most_sure if is_sure else others >= most:
            continue
        slot = (row * 40503 >> 4) & (SEEN - 1)
        while seen[slot] >= 0 and seen[slot] != row:
            slot = (slot + 1) & (SEEN - 1)
        if seen[slot] < 0:
            seen[slot] = row
            best[found], guess[found] = given, cost
            found += 1
            if is_crossed:
                crossed += 1
            elif is_sure:
                sure += 1
            else:
                others += 1
    return found

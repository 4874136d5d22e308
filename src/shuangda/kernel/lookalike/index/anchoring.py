"""Lists of short names with Han by each of their symbols, and the search through them. Kernels: see `compiling`.

A name of up to six symbols stands in the list of each of its symbols, apart by length and place, together with its
other symbols: what it costs against a query is told by the list alone. A query reads the lists of its own symbols and
of similar ones at about the same place, those that tell most first, until it has read enough. So nothing is lost that
shares one telling symbol, however the others differ.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..lending import lend
from .candidates import by_cost, halve
from .keys import ANCHORED, Text, count_letters
from .losses import INSERTED, LEFT_OUT, Likeness, lost, told

GROUPS: Final = ANCHORED * (ANCHORED + 1) // 2
"""Lists of one symbol: by the length of the names, and by its place."""
READ: Final = 1 << 15
"""About so many entries are read for one query."""
SHIFT: Final = 2
"""Marks so many symbols shorter or longer are looked for."""
LISTS: Final = 4096
"""At most so many lists are weighed for one query."""
NEARER: Final = 256
"""So many of the lists are brought nearer before they are read."""
TOLD: Final = 256
"""More than any symbol tells."""
UNLIKE: Final = 255
"""What a symbol outside the alphabet costs."""


@kernel
def list_of(symbol: Any, length: int, place: int, lists: int) -> int:
    """The list of a symbol at a place of names of a length; symbols outside the alphabet share the last ones."""
    known = min(int(symbol), lists // GROUPS - 1)
    return known * GROUPS + length * (length - 1) // 2 + place


@kernel
def file_anchors(
    symbols: NDArray[np.uint16], offsets: NDArray[np.uint32], first: int, last: int,
    free: NDArray[np.uint32], anchors: NDArray[np.uint16],
) -> None:  # fmt: skip
    """Count (no anchors given) or place the entries of the marks `first` … `last` (exclusive), as `filing.file_marks`.

    `free` counts uint16 numbers, of which an entry has length + 1: the row of the mark (low half, high half) and its
    other symbols in their order.
    """
    symbols, offsets, free, anchors = lend(symbols), lend(offsets), lend(free), lend(anchors)
    lists, placing = len(free), len(anchors) > 0
    for row in range(first, last):
        start, end = np.int64(offsets[row]), np.int64(offsets[row + 1])
        n: Any = end - start
        if n == 0 or n > ANCHORED or count_letters(symbols[start:end], n) == n:
            continue
        for place in range(n):
            at = list_of(symbols[start + place], n, place, lists)
            to = np.int64(free[at])
            free[at] = to + n + 1
            if placing:
                anchors[to], anchors[to + 1] = row & 0xFFFF, row >> 16
                to += 2
                for other in range(n):
                    if other != place:
                        anchors[to] = symbols[start + other]
                        to += 1


@kernel
def length_cost(n: int, length: int, s: Likeness) -> Any:
    """About what it costs that a mark is shorter or longer than the name."""
    return (length - n) * s.steps[0, LEFT_OUT] if length > n else (n - length) * s.steps[0, INSERTED]


@kernel
def plan_anchors(text: Text, n: int, s: Likeness, starts: Any, anchors: Any, plan: Any, costs: Any) -> int:
    """Write the lists worth reading: where each begins and ends, the length of its names and its place in them, what
    the symbol costs; and to `costs` what is lost beside the most that any symbol tells. How many there are."""
    count, lists = 0, len(starts) - 1
    for place in range(n):
        a = text[place]
        tells = told(a, s)
        for rank in range(-1, s.near.shape[1] if a < s.loss.shape[0] else 0):
            b: Any = a if rank < 0 else np.int64(s.near[a, rank])
            if b == 0:
                break
            lower = lost(a, b, s)
            for length in range(max(1, n - SHIFT), min(ANCHORED, n + SHIFT) + 1):
                first, last = place + min(0, length - n), place + max(0, length - n)
                for at in range(max(0, first), min(length - 1, last) + 1):
                    listed = list_of(b, length, at, lists)
                    begin, end = np.int64(starts[listed]), np.int64(starts[listed + 1])
                    if begin < end and count < len(plan):
                        plan[count, 0], plan[count, 1], plan[count, 2] = begin, end, length
                        plan[count, 3], plan[count, 4] = at, lower
                        costs[count] = TOLD - tells + lower + length_cost(n, length, s)
                        count += 1
    return count


@kernel
def others_of(text: Text, n: int, length: int, at: int, others: Any) -> None:
    """Write for each other place of a mark of a length the symbols of the query that may stand there: as many as the
    lengths are apart, and one."""
    k = 0
    for place in range(length):
        if place != at:
            first = place + min(0, n - length)
            for step in range(abs(n - length) + 1):
                others[k, step] = text[min(n - 1, max(0, first + step))]
            k += 1


@kernel
def least(b: Any, others: Any, steps: int, s: Likeness) -> Any:
    """What a symbol of the mark costs against that of the query that it is nearest to."""
    found: Any = UNLIKE
    for step in range(steps):
        a = others[step]
        if a == b:
            return 0
        if a < s.loss.shape[0] and b < s.loss.shape[0]:
            found = min(found, np.int64(s.loss[a, b]))
    return found


@kernel
def read_list(
    begin: int, end: int, length: int, base: int, moved: int, anchors: Any, others: Any, s: Likeness,
    rows: Any, costs: Any, count: int, limit: int, tally: Any,
) -> tuple[int, int]:  # fmt: skip
    """Add the marks of one list that cost less than `limit` to the candidates; their number, and the limit then.

    `moved` is by how many symbols the marks are longer (or, below 0, shorter) than the query; if longer, what the
    costliest symbol costs is not counted, since it is left out.
    """
    steps = abs(moved) + 1
    for entry in range(begin, end, length + 1):
        cost: Any = base
        worst: Any = 0
        for k in range(length - 1):
            here = least(np.int64(anchors[entry + 2 + k]), others[k], steps, s)
            cost += here
            if moved > 0:
                worst = max(worst, here)
            if cost - worst >= limit:
                break
        cost -= worst
        if cost < limit:
            rows[count] = np.int64(anchors[entry]) | np.int64(anchors[entry + 1]) << 16
            costs[count] = cost
            count += 1
            if count == len(rows):
                count, limit = halve(rows, costs, count, limit, tally)
    return count, limit


@kernel
def gather_anchored(
    text: Text, n: int, s: Likeness, starts: Any, anchors: Any, plan: Any, others: Any, order: Any,
    rows: Any, costs: Any, limit: int, tally: Any,
) -> tuple[int, int]:  # fmt: skip
    """Write the candidates that share a symbol with the query, or have a similar one, to `rows` and `costs`; their
    number, and the cost from which on none is needed."""
    listed = plan_anchors(text, n, s, starts, anchors, plan, costs)
    by_cost(listed, costs, 2 * TOLD + 256, tally, order)
    touched: Any = 0
    for place in range(min(listed, NEARER)):
        touched += np.int64(anchors[plan[order[place], 0]])
    rows[0] = touched  # used, so that the loop above stays: it brings the lists nearer
    count, read, place = 0, 0, 0
    while place < listed and read < READ:
        k = order[place]
        begin, end, length, at, base = plan[k, 0], plan[k, 1], plan[k, 2], plan[k, 3], plan[k, 4]
        base += length_cost(n, length, s)
        if base < limit:
            read += (end - begin) // (length + 1)
            others_of(text, n, length, at, others)
            count, limit = read_list(
                begin, end, length, base, length - n, anchors, others, s, rows, costs, count, limit, tally
            )  # fmt: skip
        place += 1
    return count, limit

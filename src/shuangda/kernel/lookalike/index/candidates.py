"""What may be imitated, cheapest first: held, halved when there is no more room, ordered, each once. Kernels."""

from __future__ import annotations

from typing import Any, Final

from ..compiling import kernel

COMPARED: Final = 256
"""So many of the best candidates are compared symbol by symbol."""
SEEN: Final = 1024
"""Size of the hash set of compared rows; a power of two well above `COMPARED`."""


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
def choose(count: int, rows: Any, costs: Any, order: Any, seen: Any, best: Any, guess: Any) -> int:
    """Write the first `COMPARED` rows in order to `best` and what they cost to `guess`, each once; their number."""
    seen[:] = -1
    found = 0
    for place in range(count):
        row = rows[order[place]]
        slot = (row * 40503 >> 4) & (SEEN - 1)
        while seen[slot] >= 0 and seen[slot] != row:
            slot = (slot + 1) & (SEEN - 1)
        if seen[slot] < 0:
            seen[slot] = row
            best[found], guess[found] = row, costs[order[place]]
            found += 1
            if found == COMPARED:
                break
    return found

"""Find and judge the marks that one name may imitate. Kernels: see `compiling`.

What a plan and its postings tell ranks the candidates as the judge would (see `planning`); the best are judged until
nothing better comes.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.keying import LEAN
from ..judging.costs import JudgeTables
from ..judging.features import know
from ..judging.judge import judge_known
from ..lending import lend
from .best import insert_best
from .gathering import GUESSED, SURE, by_cost, choose, gather, gather_letters, touch
from .han import Asked, limit_of, rank_of_score
from .keys import LONGEST, THOROUGH, KeyTables, Text, count_letters
from .latin import letters_of
from .planning import (
    ACROSS,
    MOST,
    OTHER_SCRIPT,
    Likeness,
    told,
)
from .planning_han import plan_han
from .planning_latin import plan_latin
from .ranking import BEYOND, rank
from .room import CANDIDATES, Room, make_room

HELD: Final = 512
"""Candidates of a Latin name that are held: the sooner half are dropped, the more are passed over unranked."""
RANKED: Final = 256
"""So many of the best candidates of which all that ranks them is known are chosen,"""
COMPARED: Final = 224
"""and so many of the others, which are compared with the name,"""
COMPARED_LATIN: Final = 384
"""or so many if it is Latin: most of them are soon found to be out of reach,"""
COMPARED_MIXED: Final = 2048
"""or so many if it mixes letters with Han: how that is read no posting tells."""
COMPARED_ACROSS, COMPARED_IF_LEAN = 112, 56
"""So many marks of the other script are chosen, of which the letters are compared,"""
CROSSED, CROSSED_IF_FULL = 24, 10
GOOD: Final = 0.8
"""The score from which on the last of the best marks is no poor one."""
APART: Final = 96
JUDGED, JUDGED_MIXED = 64, 192
PATIENCE, PATIENCE_LATIN = 20, 40
BEHIND, BEHIND_LATIN = 27, 60
BEHIND_COMPARED: Final = 44
"""See `Effort`."""
NEARER: Final = 24
"""So many texts are brought nearer before they are judged."""
LONGER, WIDER = 2, 6
"""In an index of the depth `THOROUGH` so many times as many of the own script, and of the other."""


class IndexArrays(NamedTuple):
    """The files of an index. M marks of T texts (see `texts`), B buckets, P postings.

    A search knows texts only, and takes each for a mark, until it gives the rows of those that have the best.
    """

    symbols: NDArray[np.uint16]
    offsets: NDArray[np.uint32]
    """[T + 1] where the symbols of each text begin."""
    rows: NDArray[np.uint32]
    """[M] the rows of the marks, text by text."""
    firsts: NDArray[np.uint32]
    """[T + 1] where the rows of each text begin."""
    heads: NDArray[np.uint32]
    """[B + 1] where the postings of each bucket begin."""
    postings: NDArray[np.uint16]
    """[P, 3] number of the text (low half, high half; the bits above hold a part of the key), and the notes."""


class Effort(NamedTuple):
    """How many marks are held, chosen and judged for a name, the nearest first."""

    held: int
    """Candidates of a Latin name;"""
    ranked: int
    """chosen of those of which all that ranks them is known,"""
    compared: int
    """and of the others of its own script;"""
    most: int
    """texts judged of its own script,"""
    patience: int
    """and no more after so many in a row that are none of the best;"""
    behind: int
    """none so many ranks behind the last of the best, or behind the least score, if postings told all of its rank,"""
    behind_compared: int
    """or so many, if it was compared with the name."""
    compared_across: int
    """Chosen of the other script,"""
    crossed: int
    """of which so many texts are judged,"""
    crossed_if_full: int
    """or so many if there are best marks enough without them (half as many more if these are poor),"""
    apart: int
    """and none of which the letters are so far apart (see `crossing.ordering`)."""


@kernel
def effort_of(letters: int, n: int, depth: int, top: int) -> Effort:
    """The effort for a name of `n` symbols and so many letters: Latin marks are ranked less well by what postings tell.

    A name that mixes letters with Han may be read otherwise than it was ranked, so that more are compared.
    """
    thorough = depth >= THOROUGH
    times, wider = (LONGER, WIDER) if thorough else (1, 1)
    compared_across = COMPARED_IF_LEAN if depth == LEAN else wider * COMPARED_ACROSS
    judged, patience, behind, behind_compared, compared = JUDGED, PATIENCE, BEHIND, BEHIND_COMPARED, times * COMPARED
    crossed, crossed_if_full = CROSSED, CROSSED if thorough else CROSSED_IF_FULL
    if letters == n:
        patience, behind, compared = PATIENCE_LATIN, BEHIND_LATIN, times * COMPARED_LATIN
    elif letters > 0:
        judged, patience, behind, behind_compared, compared = JUDGED_MIXED, JUDGED_MIXED, MOST, MOST, COMPARED_MIXED
        crossed = crossed_if_full = COMPARED_ACROSS
    return Effort(
        held=times * HELD,
        ranked=times * RANKED,
        compared=compared,
        most=times * max(judged, top),
        patience=times * patience,
        behind=times * behind,
        behind_compared=times * behind_compared,
        compared_across=compared_across,
        crossed=wider * crossed,
        crossed_if_full=wider * crossed_if_full,
        apart=APART * 3 // 2 if thorough else APART,
    )


@kernel
def search_one(
    query: NDArray[np.uint16], text: Text, depth: int, bits: int, least: float, a: IndexArrays, t: KeyTables,
    s: Likeness, j: JudgeTables, room: Room, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Write the best marks of one query, best first (equal scores by row); their number."""
    n, marks, top = len(query), len(a.offsets) - 1, len(out_rows)
    letters, known = count_letters(text, n), know(query, j)
    limit = limit_of(least) if letters in (0, n) else OTHER_SCRIPT
    for place in range(n):
        room.tells[place] = told(text[place], s.loss)
    row = 1 if letters == n else 0
    asked = Asked(text, room.tells, known, j.weights.intercept[row], j.weights.same[row], limit - ACROSS)
    latin = letters_of(text, n, known, j.weights.intercept[1], j.weights.same[1])
    effort = effort_of(letters, n, depth, top)
    across = effort.compared_across
    if letters == n:
        looked = plan_latin(query, asked, depth, t, room.spare, room.plan)
        touch(looked, room.plan, room.spans, a.heads, a.postings)
        enough = min(CANDIDATES, effort.held + 3 * across)
        count = gather_letters(latin, enough, looked, room, across, limit, bits, marks, a.postings, s.loss)
    else:
        looked = plan_han(query, asked, depth, t, s, room.spare, room.sounds, room.plan)
        touch(looked, room.plan, room.spans, a.heads, a.postings)
        count = gather(text, n, looked, room, across, limit, bits, marks, a.postings, t.members, s.loss)
    by_cost(count, room.costs, limit + GUESSED, room.tally, room.order)
    chosen = choose(count, effort.ranked, effort.compared, across, room)
    own = rank(query, asked, latin, chosen, room, a.offsets, a.symbols, limit, j, s.loss)
    farthest = limit + BEYOND + effort.apart
    return judge_best(query, known, effort, own, chosen, farthest, room, least, a, j, out_rows, out_scores, out_kinds)


@kernel
def bring_nearer(begin: int, end: int, room: Room, a: IndexArrays) -> None:
    """Touch what is read of the chosen `begin` … `end`, in order, so that many misses are under way at once."""
    places, touched = room.rows, 0
    for k in range(begin, end):
        text = room.best[room.order[k]] & (SURE - 1)
        places[k] = np.int64(a.offsets[text])
        touched += np.int64(a.firsts[text])  # type: ignore[assignment]
    for k in range(begin, end):
        touched += np.int64(a.symbols[places[k]])  # type: ignore[assignment]
    places[end] = touched  # used, so that the loop above stays


@kernel
def judge_best(
    query: NDArray[np.uint16], known: Any, effort: Effort, own: int, chosen: int, farthest: int, room: Room,
    least: float, a: IndexArrays, j: JudgeTables, out_rows: Any, out_scores: Any, out_kinds: Any,
) -> int:  # fmt: skip
    """Judge what was chosen in order, and write the best as `search_one` does; the first `own` until none is better."""
    found, judged, crossed, in_vain, top = 0, 0, 0, 0, len(out_rows)
    last = rank_of_score(min(least, 0.5))
    bring_nearer(0, min(own, NEARER), room, a)
    for k in range(chosen):
        given = room.best[room.order[k]]
        if k < own:
            behind = room.costs[room.order[k]] - last - (effort.behind if given >= SURE else effort.behind_compared)
            at_end = behind > 0 or judged >= effort.most or in_vain >= effort.patience
        else:
            enough = effort.crossed if found < top else effort.crossed_if_full
            if found == top and out_scores[top - 1] < GOOD:
                enough = enough * 3 // 2
            at_end = crossed >= enough
            at_end = at_end or room.costs[room.order[k]] >= farthest
        if at_end:
            continue
        text = given & (SURE - 1)
        result = judge_known(query, known, a.symbols[a.offsets[text] : a.offsets[text + 1]], j)
        score: Any = np.float32(result[0])
        judged += 1 if k < own else 0
        crossed += 0 if k < own else 1
        in_vain += 1
        if score >= least:
            if found < top or score > out_scores[top - 1]:
                in_vain = 0
            first = np.int64(a.firsts[text])
            for place in range(first, min(np.int64(a.firsts[text + 1]), first + top)):
                row: Any = np.int64(a.rows[place])
                found = insert_best(found, row, score, result[1], out_rows, out_scores, out_kinds)
            if found == top:
                last = rank_of_score(out_scores[top - 1])
    return found


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
    own.spare[0] = 0  # used, so that the room is not given back before

"""A few marks are not looked up but compared one by one: nothing is missed. Kernels: see `compiling`."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from ..crossing.comparing import scripts
from ..judging.costs import JudgeTables
from ..judging.features import know
from ..judging.judge import judge_known
from ..lending import lend
from .best import insert_best
from .keys import LONGEST

FEW: Final = 512
"""Up to so many marks are compared one by one."""
WORTH: Final = 0.4
"""A name of the mark's own script is judged if it keeps this share of the bits of the mark, in whatever order."""


@kernel
def is_worth(q: NDArray[np.uint16], m: NDArray[np.uint16], t: JudgeTables) -> bool:
    """Whether enough symbols of the mark have something near them in the name."""
    known = t.shape_evidence.shape[0]
    kept = whole = 0
    for j in range(len(m)):
        b = m[j]
        best = 0
        own = 128 if b >= known else int(t.shape_evidence[b, b])
        for i in range(len(q)):
            a = q[i]
            if a == b:
                best = own
            elif a < known and b < known:
                best = max(best, int(t.shape_evidence[b, a]), int(t.sound_evidence[b, a]))
        kept += min(best, own)
        whole += own
    return kept >= WORTH * whole


@kernel
def search_all(
    symbols: NDArray[np.uint16], offsets: NDArray[np.int64], begin: int, end: int, least: float,
    mark_symbols: NDArray[np.uint16], mark_offsets: NDArray[np.uint32], rows: NDArray[np.uint32],
    firsts: NDArray[np.uint32], t: JudgeTables,
    out_rows: Any, out_scores: Any, out_kinds: Any, out_counts: Any,
) -> None:  # fmt: skip
    """Answer the queries `begin` … `end` as `probing.search_rows` does, from every mark."""
    t, symbols, mark_symbols, mark_offsets = lend(t), lend(symbols), lend(mark_symbols), lend(mark_offsets)
    rows, firsts = lend(rows), lend(firsts)
    texts = len(mark_offsets) - 1
    mark_scripts = np.zeros(texts, np.int64)
    for text in range(texts):
        mark_scripts[text] = scripts(mark_symbols[mark_offsets[text] : mark_offsets[text + 1]])
    for query in range(begin, end):
        q = symbols[offsets[query] : offsets[query + 1]][:LONGEST]
        if len(q) == 0:
            continue
        own, known = scripts(q), know(q, t)
        found = 0
        for text in range(texts):
            m = mark_symbols[mark_offsets[text] : mark_offsets[text + 1]]
            if len(m) == 0 or (own == mark_scripts[text] and not is_worth(q, m, t)):
                continue
            score, kind = judge_known(q, known, m, t)
            score = float(np.float32(score))
            for place in range(firsts[text], firsts[text + 1] if score >= least else firsts[text]):
                row: Any = np.int64(rows[place])
                found = insert_best(
                    found, row, score, kind, out_rows[query], out_scores[query], out_kinds[query]
                )  # fmt: skip
        out_counts[query] = found

"""The judge: one name against one mark. Kernels: plain as imported, compiled through `compiling.compiled`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..compiling import kernel
from .costs import JudgeTables


@kernel
def judge(q: NDArray[np.uint16], m: NDArray[np.uint16], t: JudgeTables) -> tuple[float, int]:
    """Score in 0 … 1 and kind (position in KINDS) of the name `q` against the mark `m`, both symbols."""
    n, k = len(q), len(m)
    width = k + 1
    known = t.substitution.shape[0]
    before = np.empty(width, np.float32)
    row = np.empty(width, np.float32)
    older = np.empty(width, np.float32)
    for j in range(width):
        before[j] = j
    for i in range(1, n + 1):
        row[0] = i
        for j in range(1, width):
            a, b = q[i - 1], m[j - 1]
            if a == b:
                cost = 0.0
            elif a < known and b < known:
                cost = t.substitution[a, b] / 255.0
            else:
                cost = 1.0
            best = min(before[j - 1] + cost, before[j] + 1.0, row[j - 1] + 1.0)
            if i > 1 and j > 1 and a == m[j - 2] and q[i - 2] == b:
                best = min(best, older[j - 2] + 0.4)
            row[j] = best
        older, before, row = before, row, older
    score = 1.0 - before[k] / max(n, k)
    return max(score, 0.0), 10 if score < 1 else 0

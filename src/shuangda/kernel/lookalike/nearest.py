"""The nearest marks of one name, by the plain path: nothing is compiled, so the answer comes at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from .catalogue import Catalogue
from .judging.reasons import explain_match, line
from .model import Match
from .searching import Options, search

LEAST_SCORE: Final = 0.05
"""Marks below it are not worth showing."""


def nearest(catalogue: Catalogue, text: str, top: int) -> list[tuple[Match, str]]:
    """At most `top` matches of a name, best first, each with its reason in one line."""
    with np.errstate(over="ignore"):  # plain hashes of words overflow as compiled ones do, but say so
        hits = search(catalogue, [text], Options(per_name=top, min_score=LEAST_SCORE, plain=True))
        found = []
        for mark, score, kind in zip(hits.mark.tolist(), hits.score.tolist(), hits.kind.tolist(), strict=True):
            match = explain_match(text, catalogue.names[mark], catalogue.ids[mark], score, kind)
            found.append((match, line(match)))
    return found

"""Stand-in until the judge explains."""

from __future__ import annotations

from .folding import fold
from .model import KINDS, Match, Reason


def explain_match(text: str, mark: str, mark_id: str, score: float, kind: int) -> Match:
    reasons = [reason for reason in fold(text).reasons if reason.what not in ("case", "width")]
    if KINDS[kind] not in ("exact", "variant"):
        reasons.append(Reason("replaced", text, mark, score))
    return Match(mark_id, mark, score, KINDS[kind], 0, len(text), tuple(reasons))


def line(match: Match) -> str:
    return "，".join(f"{r.seen}≈{r.meant} ({r.what})" for r in match.reasons)

"""The answer of a rule: allowed, or not and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    allowed: bool
    why: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(why: str | Promise) -> Verdict:
    """Not allowed; `why` is shown to the person."""
    return Verdict(False, why)


def demand(verdict: Verdict) -> None:
    """Raise PermissionDenied, which becomes 403 with the reason, unless the rule allows the act."""
    if not verdict:
        raise PermissionDenied(str(verdict.why))


class Refused(Exception):
    """An act that the actor may do but that does not fit now: wrong state, missing value. Shown beside the form."""

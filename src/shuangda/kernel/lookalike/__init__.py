"""Find the names that imitate protected marks, with a score that holds across marks and a reason to read out."""

from __future__ import annotations

from .errors import BadIndex, BadTable, LookalikeError
from .model import KINDS, Kind, Mark, Match, Reason, Variant

__all__ = ["KINDS", "BadIndex", "BadTable", "Kind", "LookalikeError", "Mark", "Match", "Reason", "Variant"]

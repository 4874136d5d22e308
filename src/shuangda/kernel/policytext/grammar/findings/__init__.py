"""What a careful proof-reader would query, one module per family of defects.

Every message is a Chinese sentence that says what is wrong at its place and, where it can be known, what was
meant. A clean document has no findings.
"""

from __future__ import annotations

from ...model import Finding
from ...piece import Piece
from .brackets import find_unbalanced_brackets
from .days import find_wrong_days
from .digits import find_mixed_digits
from .duplicates import find_near_duplicate
from .figures import find_wrong_figures
from .numbering import find_numbering_faults
from .placeholders import find_placeholders
from .units import find_wrong_units
from .years import find_year_conflicts

__all__ = ["find_findings", "find_near_duplicate"]

_RULES = (
    find_numbering_faults,
    find_wrong_days,
    find_year_conflicts,
    find_wrong_figures,
    find_mixed_digits,
    find_wrong_units,
    find_unbalanced_brackets,
    find_placeholders,
)


def find_findings(piece: Piece) -> tuple[Finding, ...]:
    """All findings inside one document in the order of their text; needs the sections and measures."""
    found = [finding for rule in _RULES for finding in rule(piece)]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))

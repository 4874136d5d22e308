"""The kinds of steps that folding undoes, lightest first, and what each costs."""

from __future__ import annotations

from typing import Final

KINDS: Final[tuple[str, ...]] = (
    "",
    "case",
    "width",
    "accent",
    "separator",
    "traditional",
    "invisible",
    "homoglyph",
)
"""Steps of the base fold; the code-point table holds positions in this tuple."""

FREE: Final = KINDS.index("width")
"""Up to this position a step changes nothing but case and width, and costs nothing."""

PENALTY: Final[dict[str, float]] = {
    "case": 0.0,
    "width": 0.0,
    "accent": 0.01,
    "separator": 0.01,
    "traditional": 0.01,
    "invisible": 0.02,
    "homoglyph": 0.02,
}
"""What a run of steps of one kind costs."""

JOIN: Final[tuple[float, ...]] = (0.04, 0.08, 0.12, 0.15)
"""What a join of components costs, by its class: a bound component (氵), characters of their own, a whole form where a
bound one belongs (水 for 氵), components that are an ordinary word (女子)."""

LEFT_OPEN: Final = 0.07
"""What a reading costs more for each sign of a disguise that it does not read: an emoji, a digit within Latin, a
component that is no character."""

EMOJI: Final = 0.03
LEET: Final = 0.04
PAIR: Final = 0.08
DIGITS: Final = 0.04
FORMAL: Final = 0.03
FIGURES: Final = 0.08
RANK: Final = 0.01
REPEATED: Final = 0.01
"""What a reading costs; RANK for each likelier one of the same sign, REPEATED for each further place of it."""

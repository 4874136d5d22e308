"""How alike two syllables sound: a distance over articulatory features, tuned to nothing but the phonology.

Place, manner and aspiration of the initial, medial, nucleus and coda of the final. Distinctions that large dialect
areas have lost (retroflex or dental, n or l, f or hu, front or back nasal coda) are short ways in that space.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Onset:
    """Features of an initial; `aspirated` is None where the language makes no difference."""

    place: str
    manner: str
    aspirated: bool | None = None


ONSETS: dict[str, Onset] = {
    "": Onset("open", "open"),
    "b": Onset("labial", "stop", False),
    "p": Onset("labial", "stop", True),
    "m": Onset("labial", "nasal"),
    "f": Onset("labial", "fricative"),
    "d": Onset("alveolar", "stop", False),
    "t": Onset("alveolar", "stop", True),
    "n": Onset("alveolar", "nasal"),
    "l": Onset("alveolar", "lateral"),
    "g": Onset("velar", "stop", False),
    "k": Onset("velar", "stop", True),
    "h": Onset("velar", "fricative"),
    "j": Onset("palatal", "affricate", False),
    "q": Onset("palatal", "affricate", True),
    "x": Onset("palatal", "fricative"),
    "zh": Onset("retroflex", "affricate", False),
    "ch": Onset("retroflex", "affricate", True),
    "sh": Onset("retroflex", "fricative"),
    "r": Onset("retroflex", "approximant"),
    "z": Onset("dental", "affricate", False),
    "c": Onset("dental", "affricate", True),
    "s": Onset("dental", "fricative"),
}

PLACES = ("labial", "dental", "alveolar", "retroflex", "palatal", "velar", "open")
PLACE_STEPS = np.array(
    # labial dental alveolar retroflex palatal velar open
    [
        [0.00, 0.55, 0.50, 0.55, 0.55, 0.50, 0.60],
        [0.55, 0.00, 0.25, 0.10, 0.25, 0.50, 0.60],
        [0.50, 0.25, 0.00, 0.25, 0.35, 0.40, 0.50],
        [0.55, 0.10, 0.25, 0.00, 0.25, 0.50, 0.60],
        [0.55, 0.25, 0.35, 0.25, 0.00, 0.40, 0.50],
        [0.50, 0.50, 0.40, 0.50, 0.40, 0.00, 0.30],
        [0.60, 0.60, 0.50, 0.60, 0.50, 0.30, 0.00],
    ]
)
LABIAL_FRICATIVE = 0.12
"""f against h: both are a breath without a stop, and one sound in the south before u."""

MANNERS = ("stop", "affricate", "fricative", "nasal", "lateral", "approximant", "open")
MANNER_STEPS = np.array(
    # stop affricate fricative nasal lateral approximant open
    [
        [0.00, 0.25, 0.35, 0.45, 0.45, 0.45, 0.40],
        [0.25, 0.00, 0.25, 0.50, 0.50, 0.40, 0.50],
        [0.35, 0.25, 0.00, 0.50, 0.45, 0.25, 0.30],
        [0.45, 0.50, 0.50, 0.00, 0.08, 0.30, 0.30],
        [0.45, 0.50, 0.45, 0.08, 0.00, 0.05, 0.30],
        [0.45, 0.40, 0.25, 0.30, 0.05, 0.00, 0.30],
        [0.40, 0.50, 0.30, 0.30, 0.30, 0.30, 0.00],
    ]
)
BREATH = 0.30
"""Aspirated against not, all else equal (b/p, z/c)."""


@dataclass(frozen=True)
class Rhyme:
    """Features of a final: medial ('' i u v), nucleus (high, back, round in 0 … 1) and coda ('' i u n g r)."""

    medial: str
    height: float
    back: float
    round: float
    coda: str = ""


_LOW, _MID = (0.0, 0.5, 0.0), (0.5, 0.5, 0.0)
RHYMES: dict[str, Rhyme] = {
    "": Rhyme("", 0.5, 0.5, 0.0, "n"),
    "i": Rhyme("i", 1.0, 0.0, 0.0),
    "ii": Rhyme("", 0.9, 0.3, 0.0),
    "u": Rhyme("u", 1.0, 1.0, 1.0),
    "v": Rhyme("v", 1.0, 0.0, 1.0),
    "a": Rhyme("", *_LOW),
    "ia": Rhyme("i", *_LOW),
    "ua": Rhyme("u", *_LOW),
    "o": Rhyme("u", 0.5, 0.9, 0.7),
    "io": Rhyme("i", 0.5, 0.9, 0.7),
    "uo": Rhyme("u", 0.5, 0.9, 0.7),
    "e": Rhyme("", 0.5, 0.8, 0.1),
    "ê": Rhyme("", 0.4, 0.1, 0.0),
    "ie": Rhyme("i", 0.4, 0.1, 0.0),
    "ve": Rhyme("v", 0.4, 0.1, 0.0),
    "er": Rhyme("", *_MID, "r"),
    "ai": Rhyme("", *_LOW, "i"),
    "uai": Rhyme("u", *_LOW, "i"),
    "ei": Rhyme("", *_MID, "i"),
    "uei": Rhyme("u", *_MID, "i"),
    "ao": Rhyme("", *_LOW, "u"),
    "iao": Rhyme("i", *_LOW, "u"),
    "ou": Rhyme("", *_MID, "u"),
    "iou": Rhyme("i", *_MID, "u"),
    "an": Rhyme("", *_LOW, "n"),
    "ian": Rhyme("i", *_LOW, "n"),
    "uan": Rhyme("u", *_LOW, "n"),
    "van": Rhyme("v", *_LOW, "n"),
    "en": Rhyme("", *_MID, "n"),
    "in": Rhyme("i", *_MID, "n"),
    "uen": Rhyme("u", *_MID, "n"),
    "vn": Rhyme("v", *_MID, "n"),
    "ang": Rhyme("", *_LOW, "g"),
    "iang": Rhyme("i", *_LOW, "g"),
    "uang": Rhyme("u", *_LOW, "g"),
    "eng": Rhyme("", *_MID, "g"),
    "ing": Rhyme("i", *_MID, "g"),
    "ong": Rhyme("u", *_MID, "g"),
    "iong": Rhyme("v", *_MID, "g"),
}

MEDIALS = ("", "i", "u", "v")
MEDIAL_STEPS = np.array(
    [[0.00, 0.35, 0.28, 0.45], [0.35, 0.00, 0.45, 0.18], [0.28, 0.45, 0.00, 0.35], [0.45, 0.18, 0.35, 0.00]]
)
CODAS = ("", "i", "u", "n", "g", "r")
CODA_STEPS = np.array(
    [
        [0.00, 0.35, 0.35, 0.45, 0.45, 0.25],
        [0.35, 0.00, 0.50, 0.50, 0.55, 0.45],
        [0.35, 0.50, 0.00, 0.55, 0.50, 0.45],
        [0.45, 0.50, 0.55, 0.00, 0.10, 0.45],
        [0.45, 0.55, 0.50, 0.10, 0.00, 0.45],
        [0.25, 0.45, 0.45, 0.45, 0.45, 0.00],
    ]
)
HEIGHT, BACK, ROUND = 0.60, 0.20, 0.15
FAR_ONSET, FAR_RHYME = 0.65, 0.80
"""The most that an initial or a final alone can take away."""

_SPELLED = {"yi": "i", "wu": "u", "yu": "v", "yin": "in", "ying": "ing", "weng": "ong", "you": "iou", "yun": "vn"}
_SPELLED |= {"yong": "iong", "wei": "uei", "wen": "uen", "yue": "ve", "yuan": "van", "yo": "io", "ye": "ie"}
_CONTRACTED = {"iu": "iou", "ui": "uei", "un": "uen", "ue": "ve"}
APICAL = ("zh", "ch", "sh", "r", "z", "c", "s")
LABIALS = ("b", "p", "m", "f")


def split(syllable: str) -> tuple[str, str]:
    """Initial and final of a toneless syllable (ü written v), with spelling rules undone: `yan` is '' and `ian`."""
    if syllable in _SPELLED:
        return "", _SPELLED[syllable]
    if syllable[:1] in ("y", "w"):
        return "", {"y": "i", "w": "u"}[syllable[0]] + syllable[1:]
    onset = next((onset for onset in sorted(ONSETS, key=len, reverse=True) if syllable.startswith(onset)), "")
    rhyme = syllable[len(onset) :]
    if onset in ("j", "q", "x") and rhyme.startswith("u"):
        rhyme = "v" + rhyme[1:]
    rhyme = _CONTRACTED.get(rhyme, rhyme)
    if rhyme == "i" and onset in APICAL:
        rhyme = "ii"
    return onset, rhyme


def onset_distance(one: str, other: str) -> float:
    """Distance of two initials in 0 … FAR_ONSET; 0 for the same."""
    a, b = ONSETS[one], ONSETS[other]
    places = {a.place, b.place}
    if a.manner == b.manner == "fricative" and places == {"labial", "velar"}:
        return LABIAL_FRICATIVE
    liquids = {a.manner, b.manner} == {"lateral", "approximant"}
    place = 0.1 if liquids else float(PLACE_STEPS[PLACES.index(a.place), PLACES.index(b.place)])
    manner = float(MANNER_STEPS[MANNERS.index(a.manner), MANNERS.index(b.manner)])
    breath = BREATH if None not in (a.aspirated, b.aspirated) and a.aspirated != b.aspirated else 0.0
    return min(FAR_ONSET, float(np.hypot(place, np.hypot(manner, breath))))


def rhyme_distance(one: str, other: str, free_u: bool = False) -> float:
    """Distance of two finals in 0 … FAR_RHYME. `free_u`: a labial stands before, which carries its own u."""
    a, b = RHYMES[one], RHYMES[other]
    if free_u and {a.medial, b.medial} == {"", "u"}:
        medial = 0.0
    else:
        medial = float(MEDIAL_STEPS[MEDIALS.index(a.medial), MEDIALS.index(b.medial)])
    nucleus = HEIGHT * abs(a.height - b.height) + BACK * abs(a.back - b.back) + ROUND * abs(a.round - b.round)
    coda = float(CODA_STEPS[CODAS.index(a.coda), CODAS.index(b.coda)])
    return min(FAR_RHYME, float(np.hypot(np.hypot(medial, nucleus), coda)))


def similarity(syllables: list[str]) -> npt.NDArray[np.uint8]:
    """How alike toneless syllables sound, uint8[S, S]: 255 the same, 0 nothing in common; row 0 ('') is 0."""
    parts = [split(syllable) for syllable in syllables]
    found = np.zeros((len(syllables), len(syllables)), dtype=np.uint8)
    for at, (onset, rhyme) in enumerate(parts):
        for to, (other_onset, other_rhyme) in enumerate(parts[: at + 1]):
            if at and to:
                labial = (onset in LABIALS) != (other_onset in LABIALS)
                kept = (1 - onset_distance(onset, other_onset)) * (1 - rhyme_distance(rhyme, other_rhyme, labial))
                found[at, to] = found[to, at] = 255 if at == to else min(254, round(255 * kept))
    return found

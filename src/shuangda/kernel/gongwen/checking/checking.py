"""Check a DOCX, and mend its layout."""

from __future__ import annotations

import math
from collections import Counter

from lxml import etree

from .document import Document
from .findings import Deviation, Finding
from .kinds import KINDS, Kind, clause_of
from .opening import Opened, Unreadable
from .recognising import recognise
from .rules import RULES

_ROUNDS = 5
"""Mending a size changes what an indent or a gap needs, so what is left is mended again."""


def kinds() -> tuple[Kind, ...]:
    """Every kind of deviation there is, in the order of a document."""
    return tuple(KINDS.values())


def check(data: bytes) -> tuple[Deviation, ...]:
    """What the layout of a DOCX has against GB/T 9704-2012: the page, then paragraph by paragraph, then the rest.

    Parts that cannot be told for certain yield nothing. Raises Unreadable for what is no readable DOCX.
    """
    return tuple(_deviation(finding) for finding in _find(Opened(data)))


def fix(data: bytes) -> tuple[bytes, tuple[Deviation, ...], tuple[Deviation, ...]]:
    """The DOCX with its layout mended, what is mended, and what is left for a person.

    No word is changed: of the text, only blanks that stood for an indent go, and the indent comes in their place.
    Whatever is not layout (tracked changes, comments, fields, pictures) stays byte for byte or element for element.
    Raises Unreadable as `check` does.
    """
    before = check(data)
    after = before
    for _ in range(_ROUNDS):
        if not any(deviation.fixable for deviation in after):
            break
        opened = Opened(data)
        mends = [(finding.kind, finding.mend) for finding in _find(opened) if finding.mend is not None]
        # Styles are made of what the paragraphs look like, so when nothing else is left to mend.
        looks = [mend for kind, mend in mends if kind != "direct_formatting"]
        for mend in looks or [mend for _, mend in mends]:
            mend()
        mended = opened.written()
        again = check(mended)
        data, stuck, after = mended, again == after, again
        if stuck:
            break
    left = Counter(map(_key, after))
    fixed = []
    for deviation in before:
        if left[_key(deviation)]:
            left[_key(deviation)] -= 1
        else:
            fixed.append(deviation)
    return data, tuple(fixed), after


def _key(deviation: Deviation) -> tuple[str, str]:
    return deviation.kind, str(deviation.place)


def _find(opened: Opened) -> list[Finding]:
    try:
        parts = recognise(Document(opened))
        return sorted((finding for rule in RULES for finding in rule(parts)), key=_order)
    except (MemoryError, RecursionError) as error:
        raise Unreadable("too_heavy") from error
    except etree.LxmlError as error:
        raise Unreadable("damaged") from error


def _order(finding: Finding) -> float:
    if finding.place.paragraph is not None:
        return finding.place.paragraph
    return 0 if finding.place.part == "页面" else math.inf


def _deviation(finding: Finding) -> Deviation:
    kind = KINDS[finding.kind]
    return Deviation(
        place=finding.place,
        found=finding.found,
        asked=finding.asked,
        clause=clause_of(kind),
        kind=kind.id,
        fixable=finding.mend is not None,
        severity=kind.severity,
    )

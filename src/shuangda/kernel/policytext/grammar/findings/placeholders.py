"""Places left open: `（待定）`, `××`, `XX`, a document number without its number."""

from __future__ import annotations

import itertools
import re

from ...model import Finding
from ...piece import Piece
from ..statements import reach

_PLACEHOLDER = re.compile(
    r"(?P<later>[（(]?(?:待定|待补充|待确定|待明确|待填)[）)]?)"
    r"|(?<![A-Za-z0-9])(?P<letters>[xX×╳]{2,6}|[ＸｘX]{2,6})(?![A-Za-z0-9@])"
    r"|(?P<stars>[*＊]{2,4})(?=[省市县区镇乡村局委办厅处科所年月日号路师]|街道|大学|公司|单位|同志|部门)"
    r"|(?P<number>[〔\[［](?:20\d\d|[ \u3000]{1,4})[〕\]］](?:第?[ \u3000]{0,6}|第?[×xX*]{1,4})号)"
)
_MOST = 200
"""A blank form has no end of them; the first are enough."""


def find_placeholders(piece: Piece) -> tuple[Finding, ...]:
    """Query everything that still waits to be filled in."""
    found: list[Finding] = []
    for match in itertools.islice(_PLACEHOLDER.finditer(piece.text, *reach(piece)), _MOST):
        if match["later"] and piece.text[match.end() : match.end() + 1] in ("的", "后", "事"):
            continue
        words = match[0].strip()
        found.append(Finding("placeholder", f"“{words}”尚未填写", match.span(), "finding_placeholder"))
    return tuple(found)

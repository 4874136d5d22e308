"""What a document is called where people see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_MINUTES = re.compile(r"纪要(?:$|[（(〔［\[第\d])")


def kind_of(document: Mapping[str, Any]) -> str:
    """The genre of a document of the JSON, or `minutes`: the contract has no word for 纪要 and calls them `other`.

    Their title ends with the word, or they are cited by a mark that does (`专题会议纪要〔2026〕12号`).
    """
    names = (document.get("title") or "", document.get("number") or "")
    if document["genre"] == "other" and any(_MINUTES.search(name) for name in names):
        return "minutes"
    return str(document["genre"])

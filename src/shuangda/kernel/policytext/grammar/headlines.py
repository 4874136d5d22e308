"""Headlines: the first line of a page of news, and the line over the one piece of a newsletter."""

from __future__ import annotations

import re
from itertools import islice

from ..model import Span
from .furniture import DATE_LINE, HEADING_NUMBER, is_furniture
from .lines import MARKS, SPACES, lines, squeeze
from .news import tells_deed
from .signature import is_signing_name

_CONTENTS = re.compile(r"[【\[]?(?:本期|内容)?(?:要目|目录|导读|导航|提要|内容提要|内容|看点)[】\]]?[：:]?$")
_NO_HEADLINE = re.compile(r"[。；！？\t]|[：:，,、；;]$|\d日$|^(?:图[为：:\d]|[（(【\[]|[—-]{2})")
_BEFORE_HEADLINE = re.compile(r"[【（(\[]?(?:编者)?按|[【\[][^】\]]*[】\]]$|[^。，]{2,30}(?:反映|消息|讯|报道)[：:]$")
"""What an issue says before its piece: the editor's note, the name of a column, where the piece comes from."""
_LONGEST_HEADLINE = 45


def headline(text: str, span: Span) -> Span | None:
    """The first line of a page that is neither furniture nor a sentence."""
    for low, high in islice(lines(text, *span), 12):
        framed = text[low:high].rstrip(SPACES + "|")
        high = low + len(framed) if tells_deed(framed) else high  # the cell of a page's frame may hold the headline
        bare = text[low:high].strip(MARKS + SPACES)
        if _names_only(bare) or is_furniture(bare) or DATE_LINE.match(bare) or len(bare) < 6:
            continue
        return None if "。" in bare or len(bare) > 70 or bare[-1] in "：:；;，," else (low, high)
    return None


def sole_headline(text: str, rest: Span) -> Span | None:
    """The headline, over several lines perhaps, of an issue that brings one piece."""
    found: Span | None = None
    at = rest[0]
    for low, high in islice(lines(text, *rest), 10):
        bare = text[low:high].strip(MARKS + SPACES)
        if _CONTENTS.match(squeeze(bare)):
            return None
        if found is None and (is_furniture(bare) or _BEFORE_HEADLINE.match(bare)):
            continue
        if not _may_head(bare) or (found and _names_only(bare)):
            break
        found = (found[0] if found else low, high)
        at = high
    if found is None or found[1] - found[0] > 3 * _LONGEST_HEADLINE:
        return None
    others = (text[slice(*line)] for line in lines(text, at, rest[1]))
    return None if any(_may_head(other) and tells_deed(other) for other in others) else found


def _may_head(bare: str) -> bool:
    """Can a line be a headline, or a part of one?"""
    return (
        4 <= len(bare) <= _LONGEST_HEADLINE
        and not _NO_HEADLINE.search(bare)
        and not HEADING_NUMBER.match(bare)
        and not DATE_LINE.match(bare)
    )


def _names_only(bare: str) -> bool:
    """Is a line the name of an office, rather than a headline that begins with one?"""
    return is_signing_name(bare) and not tells_deed(bare)

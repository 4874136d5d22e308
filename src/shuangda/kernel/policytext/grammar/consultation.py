"""A draft sent out for opinions: by when, to whom, through what, and whether silence means consent."""

from __future__ import annotations

import re

from ..model import Consultation, Span
from .dues import find_dues
from .lines import GAP, sentences, squeeze

_ASKS = re.compile(r"征求[^。\n]{0,60}意见|征求意见|提出(?:宝贵)?(?:修改)?意见|征集意见|反馈(?:修改|书面)?意见")
_RETURNS = re.compile(r"反馈|报送|报至|函告|回复|返回|提出|发送|发至|寄至|送至|传至|书面")
_TO = re.compile(
    rf"(?:反馈|报送|报|函告|回复|返回|发送|发|寄|送|传|提交|告知|邮寄){GAP}(?:至|到|给|往)?{GAP}(?P<to>(?!至|到|给)[^，。；：\n（(至前将]{{2,30}}(?:[（(][^（）()\n]{{1,20}}[）)])?)(?=[，。；,;\n]|$|（|\()"
)
_CHANNEL = re.compile(
    rf"(?:通过|以|采取|采用|经由){GAP}(?P<channel>[^，。；\n]{{2,30}}?)(?:等?(?:方式|形式))?(?=将|把|进行|反馈|报|发|提|回|书面|，|,)"
)
_SILENCE = re.compile(
    r"(?:逾期|期满|未(?:按时|在[^，。]{0,12}内)?)[^。；\n]{0,12}(?:反馈|回复|提出|函复|报送)[^。；\n]{0,12}(?:视为|视作|视同|按|即为)[^。；\n]{0,4}(?:无|没有|同意)"
    r"|(?:逾期|到期)(?:将)?(?:视为|视作|视同)[^。；\n]{0,4}(?:无|同意|没有)"
)


def find_consultation(text: str, span: Span, year: int | None) -> Consultation | None:
    """Find the request for opinions in `text[span]`; None where no day is set for the answer."""
    if not _ASKS.search(text, *span):
        return None
    for low, high in sentences(text, *span, marks="。！\n"):
        asks = re.search(r"意见|建议", text[low:high])
        if not asks or not _RETURNS.search(text, low, high):
            continue
        dues = [found for found in find_dues(text, low, high, year) if found.due.rrule is None]
        if not dues:
            continue
        after = dues[0].span[1]
        to = _TO.search(text, after, high)
        channel = _CHANNEL.search(text, after, high)
        silent = _SILENCE.search(text, low, min(span[1], high + 80)) is not None
        return Consultation(
            dues[0].due,
            squeeze(to["to"]) if to else None,
            squeeze(channel["channel"]) if channel else None,
            silent,
        )
    return None

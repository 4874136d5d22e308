"""Named operations: words in quotation marks that an operation is called by (`“剑网2020”专项行动`)."""

from __future__ import annotations

import re

from .lines import GAP

_KIND = (
    r"(?:[^，。；、“”\n（）]{0,14}?)(?:专项(?:执法|整治|治理|打击|检查|执法检查|清理|监督|保护)?(?:行动|整治|活动|治理|检查|斗争|执法)|"
    r"(?:系列|集中|联合|统一|执法|整治|保护|打击|治理|护航|宣传|帮扶|服务)*行动|专项整治|专项治理|战役|攻坚战|专项斗争|会战)"
)
_RUN = re.compile(
    rf"(?P<names>(?:[“‘「《\"][^“”‘’「」《》\"\n，。；]{{2,24}}[”’」》\"]{GAP}[、，及和与]?{GAP}){{1,12}})(?:等)?(?P<kind>{_KIND})"
)
_NAME = re.compile(r"[“‘「\"]([^“”‘’「」\"\n]{2,24})[”’」\"]")


def find_campaigns(text: str, start: int, end: int) -> tuple[str, ...]:
    """Find the names of operations in `text[start:end]`, without their marks, in order and each once."""
    found: dict[str, None] = {}
    for match in _RUN.finditer(text, start, end):
        for name in _NAME.finditer(match["names"]):
            if not re.search(r"[，。；：]", name[1]):
                found[re.sub(r"\s", "", name[1])] = None
    return tuple(found)

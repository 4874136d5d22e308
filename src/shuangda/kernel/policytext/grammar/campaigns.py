"""Named operations: words in quotation marks that an operation is called by (`“剑网2020”专项行动`)."""

from __future__ import annotations

import re

from .lines import GAP

_KIND = (
    r"(?:[^，。；、“”\n（）]{0,14}?)(?<!要求)(?<!精神)(?<!理念)(?:专项(?:执法|整治|治理|打击|检查|清理|监督|保护)*(?:行动|整治|治理|斗争)|"
    r"(?:系列|集中|联合|统一|执法|整治|保护|打击|治理|护航|宣传|帮扶|服务)*行动|攻坚战|战役|会战)"
)
_QUOTED = r"[“‘「\"][^“”‘’「」\"，。；：]{2,24}[”’」\"]"
_RUN = re.compile(rf"(?P<names>(?:{_QUOTED}{GAP}[、，及和与]?{GAP}){{1,12}})(?:等)?(?P<kind>{_KIND})")
_ITSELF = re.compile(
    r"[“‘「\"](?P<name>[^“”‘’「」\"\n，。；：]{2,22}(?:行动(?:20\d\d)?|战役|攻坚战|专项整治|专项治理))[”’」\"]"
)
_NAME = re.compile(r"[“‘「\"]([^“”‘’「」\"]{2,24})[”’」\"]")
_NOT_KIND = re.compile(r"要求|精神|理念|为契机|为主题|原则")


def find_campaigns(text: str, start: int, end: int) -> tuple[str, ...]:
    """Find the names of operations in `text[start:end]`, without their marks, in order and each once."""
    found: dict[int, str] = {}
    for match in _RUN.finditer(text, start, end):
        if _NOT_KIND.search(match["kind"]):
            continue
        for name in _NAME.finditer(text, match.start("names"), match.end("names")):
            found[name.start()] = name[1]
    for match in _ITSELF.finditer(text, start, end):
        found.setdefault(match.start(), match["name"])
    return tuple(dict.fromkeys(re.sub(r"\s", "", found[at]) for at in sorted(found)))

"""Slogans listed under a heading such as 宣传口号 or 宣传标语, with the unit that shows each, if one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Section, Slogan, Span
from ..piece import Piece
from .lines import lines
from .numerals import parse_number

_HEADING = re.compile(
    r"(?:口号|标语|宣传语|条幅内容|横幅内容)(?:[（(][^（）()\n]{1,30}[）)])?(?:内容|选登|参考|如下)?[:：。]?$"
)
_TOLD_IN_A_SENTENCE = re.compile(
    r"[，,；。]|\d月|播[出放]|悬挂|张贴|制作|征集|发布|推送|开展|使用|刷写|喷绘|展示|设置|拟定|印制|[将以并要]"
)
"""Words that make a heading speak of slogans rather than announce a list of them."""
_LINE_HEADING = re.compile(
    r"(?:附件?[ \t\u3000]?\d?[ \t\u3000]?[:：.]?[ \t\u3000]?)?[\u4e00-\u9fff“”\d]{0,24}(?:口号|标语|宣传语)[:：]?"
)
_NEXT_POINT = re.compile(r"\n[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|附件)")
# On a page whose line breaks were lost the list follows its heading at once.
_RUN_ON = re.compile(
    r"附件?[ \t\u3000]{0,4}\d?[:：]?[ \t\u3000]{0,4}[\u4e00-\u9fff“”\d]{0,16}"
    r"(?:口号|标语|宣传语)[:：]?[ \t\u3000]*(?=1[.．、]|一、|[（(][1一][）)])"
)
_NEXT_POINT_RUN_ON = re.compile(r"附件|来源[:：]|抄送[:：]")
_TOPIC = re.compile(r"口号|标语|宣传语")
_MARK = re.compile(r"[（(]?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]{1,2}[ \t\u3000]*")
_BULLET = " \t\u3000-·•◆●★"
_UNIT = re.compile(r"[。；;]?[（(](?P<unit>[\u4e00-\u9fff、]{2,20})[）)][。；;]?$")
_FURNITURE = re.compile(r"[ \t\u3000]+(?:来源|附件|抄送|扫一扫|打印|分享)[^。]*$")
_LONGEST = 60
_NOT_ITS_BLOCK = re.compile(
    r"^(?:联系|附件|附[:：]|抄送|来源|(?:责任|牵头|配合|落实|协办|主办|承办)(?:单位|部门|领导|人)?[:：])"
)


def find_slogans(piece: Piece) -> tuple[Slogan, ...]:
    """The slogans of a document in the order of their text."""
    found: list[Slogan] = []
    for block in _blocks(piece):
        found.extend(_listed(piece.text, block))
    return tuple(found)


def _blocks(piece: Piece) -> Iterator[Span]:
    """The text under each heading that announces slogans, and the whole of a document named after them."""
    if piece.title and _TOPIC.search(piece.title) and _HEADING.search(piece.title):
        at = piece.body.find(piece.title)
        yield (piece.span[0] + at + len(piece.title) if at >= 0 else piece.span[0], piece.span[1])
        return
    numbered = {section.span[0] for section in piece.sections}
    for start, end in lines(piece.text, *piece.span):
        if start not in numbered and _LINE_HEADING.fullmatch(piece.text, start, end):
            closing = _NEXT_POINT.search(piece.text, end, piece.span[1])
            yield end, closing.start() if closing else piece.span[1]
    for match in _RUN_ON.finditer(piece.text, *piece.span):
        closing = _NEXT_POINT_RUN_ON.search(piece.text, match.end(), piece.span[1])
        yield match.end(), closing.start() if closing else piece.span[1]
    for index, section in enumerate(piece.sections):
        if _announces(section.heading.strip()):
            yield _heading_end(piece, section), _block_end(piece, index)


def _announces(heading: str) -> bool:
    """Whether a heading announces a list (`宣传标语（横幅内容）`) rather than tells what is done with slogans."""
    own = re.sub(r"[（(][^（）()]*[）)]", "", heading)
    return _HEADING.search(heading) is not None and len(heading) <= 40 and not _TOLD_IN_A_SENTENCE.search(own)


def _heading_end(piece: Piece, section: Section) -> int:
    at = piece.text.find(section.heading, section.span[0], section.span[0] + len(section.heading) + 20)
    return at + len(section.heading) if at >= 0 else section.span[1]


def _block_end(piece: Piece, index: int) -> int:
    level = piece.sections[index].level
    return next((s.span[0] for s in piece.sections[index + 1 :] if s.level <= level), piece.span[1])


def _listed(text: str, block: Span) -> Iterator[Slogan]:
    """The items of a list: numbered ones wherever their numbers run on, else one a line."""
    expected = 1
    for start, end in lines(text, *block):
        line = text[start:end]
        if _NOT_ITS_BLOCK.match(line):
            return
        marks = []
        for mark in _MARK.finditer(line):
            if parse_number(mark["n"]) == expected:
                marks.append(mark)
                expected += 1
        if not marks and expected > 1:
            continue  # a line that goes on with the item above
        starts = [mark.end() for mark in marks] or [0]
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for at, stop in zip(starts, ends, strict=True):
            slogan = _slogan(line[at:stop])
            if slogan is not None:
                yield slogan


def _slogan(words: str) -> Slogan | None:
    words = _FURNITURE.sub("", words.strip(_BULLET)).strip(_BULLET)
    unit = _UNIT.search(words)
    text = (words[: unit.start()] if unit else words).strip('。；;“”" \u3000')
    if not 4 <= len(text) <= _LONGEST or text.endswith(("：", ":", "如下")) or "。" in text:
        return None
    return Slogan(text, unit["unit"] if unit else None)

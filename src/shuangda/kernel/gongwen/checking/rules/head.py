"""版头 (GB/T 9704-2012, 7.2): copy number, secrecy, urgency, mark, number, signatory, red rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from ...model import Form
from ...roles import Role
from ...standard import LINE_PT, MARK_BELOW_TOP_MM, POINTS_PER_MM, Face
from .. import mending, wording
from ..document import HAN, Para, Table
from ..findings import Finding, place_of
from ..flow import gap, stand, tenth
from ..recognising import Parts
from .looks import is_face, points

_ORDER: Final = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)
_MARK_SLACK_PT: Final = 14.0
_RULE_EIGHTHS: Final = 12


def find(parts: Parts) -> Iterator[Finding]:
    yield from _corner(parts)
    yield from _mark(parts)
    found = number_of(parts)
    if found is not None:
        yield from _number(*found)
        yield from _number_place(parts, *found)
    yield from _signatory(parts)
    if parts.form is Form.DOCUMENT and found is not None and found[0].story == "body":
        yield from _rule(parts, found[0])


def number_of(parts: Parts) -> tuple[Para, re.Match[str]] | None:
    """The paragraph of the 发文字号, which a letter shares with others, and its match."""
    for paragraph in parts.of(Role.NUMBER, Role.SECRECY, Role.URGENCY, Role.COPY_NUMBER):
        for piece in paragraph.text.split("\t"):
            match = wording.NUMBER.match(piece.strip())
            if match is not None:
                return paragraph, match
    return None


def _corner(parts: Parts) -> Iterator[Finding]:
    roles = [parts.roles[paragraph] for paragraph in parts.of(*_ORDER)]
    if roles != sorted(roles, key=_ORDER.index):
        first = parts.of(*_ORDER)[0]
        yield Finding("head_order", place_of(first, "版头"), "次序不对", "自上而下：份号、密级和保密期限、紧急程度")
    for paragraph in parts.of(Role.COPY_NUMBER):
        digits = paragraph.text.split("\t")[0].strip()
        if not re.fullmatch(r"[0-9]{6}", digits):
            yield Finding("copy_number_digits", place_of(paragraph, "份号"), digits, "6位阿拉伯数字，如000001")
    for paragraph in parts.of(Role.SECRECY):
        words = paragraph.text.split("\t")[0].strip()
        if not re.fullmatch(r"(绝密|机密|秘密)(★(长期|[0-9]+(年|个月)))?", words):
            yield Finding("secrecy_form", place_of(paragraph, "密级和保密期限"), words, "如“机密★1年”")


def _mark(parts: Parts) -> Iterator[Finding]:
    marks = parts.of(Role.MARK)
    for paragraph in marks:
        place = place_of(paragraph, "发文机关标志")
        runs = [run for run in paragraph.runs if run.text.strip()]
        if not all(run.letters.red for run in runs):
            colour = next(run.letters.colour for run in runs if not run.letters.red)
            yield Finding(
                "mark_colour",
                place,
                f"#{colour}" if colour else "黑色",
                "红色",
                partial(mending.set_colour, paragraph, "FF0000"),
            )
        size = min(48.0, int(430 / max(len(paragraph.text), 1)))
        if paragraph.size <= 22 and paragraph.size < size * 0.9:
            mend = partial(mending.set_size, paragraph, size) if size > 22 else None
            yield Finding("mark_size", place, points(paragraph.size), "醒目，大于标题的2号", mend)
    if len(marks) == 1 and parts.form in (Form.DOCUMENT, Form.MINUTES):
        yield from _mark_place(parts, marks[0])


def _mark_place(parts: Parts, mark: Para) -> Iterator[Finding]:
    top = 0.0
    for block in parts.document.blocks:
        if isinstance(block, Table) or block.drawing or block.setting.framed:
            return
        if block is mark:
            break
        top += block.setting.before + parts.document.height(block) + block.setting.after
    height = parts.document.height(mark)
    exact = mark.setting.line_rule == "exact"
    edge = height * 0.8 - mark.size * 0.86 if exact else (height - mark.size) / 2
    asked = MARK_BELOW_TOP_MM * POINTS_PER_MM
    found = top + mark.setting.before + edge
    if abs(found - asked) <= _MARK_SLACK_PT:
        return
    needed = mark.setting.before + asked - found
    mend = partial(mending.set_spacing, mark, before=needed) if needed >= 0 else None
    yield Finding(
        "mark_place",
        place_of(mark, "发文机关标志"),
        f"上边缘在版心上边缘之下约{found / POINTS_PER_MM:.0f}毫米",
        f"{MARK_BELOW_TOP_MM:.0f}毫米",
        mend,
    )


def _number(paragraph: Para, match: re.Match[str]) -> Iterator[Finding]:
    place, words = place_of(paragraph, "发文字号"), match[0].strip()
    asked = f"{match['code']}〔{match['year']}〕{int(match['serial'])}号"
    if (match["open"], match["close"]) != ("〔", "〕"):
        yield Finding("number_brackets", place, words, f"六角括号：{asked}")
    if len(match["year"]) != 4:
        yield Finding("number_year", place, words, "年份标全称，四位")
    if match["di"]:
        yield Finding("number_di", place, words, f"不加“第”字：{asked}")
    if match["serial"][0] in "0０":
        yield Finding("number_zero", place, words, f"不编虚位：{asked}")


def _number_place(parts: Parts, paragraph: Para, match: re.Match[str]) -> Iterator[Finding]:
    place = place_of(paragraph, "发文字号")
    setting = paragraph.setting
    if parts.form is Form.LETTER:
        found = stand(paragraph)
        if found is not None and not (abs(found.right) <= 0.6 or "\t" in paragraph.raw):

            def right() -> None:
                mending.drop_leading_blanks(paragraph)
                mending.set_indents(paragraph, left=0, right=0, first=0, size=paragraph.size)
                mending.set_align(paragraph, "right")

            yield Finding("number_place", place, f"右空{tenth(found.right)}字", "顶格居版心右边缘", right)
        return
    if parts.form is not Form.DOCUMENT:
        return
    if parts.signatories:
        start = setting.left + setting.first + paragraph.blanks[0]
        if setting.align in ("center", "right") or abs(start - 1) > 0.6:

            def left() -> None:
                mending.drop_leading_blanks(paragraph)
                mending.set_indents(paragraph, left=1, right=setting.right, first=0, size=paragraph.size)
                mending.set_align(paragraph, "left")

            yield Finding("number_place", place, f"左空{tenth(start)}字", "上行文：居左空一字", left)
    else:
        found = stand(paragraph)
        if found is not None and abs(found.start - found.right) > 1.5:

            def centre() -> None:
                mending.drop_leading_blanks(paragraph)
                mending.set_indents(paragraph, left=0, right=0, first=0, size=paragraph.size)
                mending.set_align(paragraph, "center")

            yield Finding(
                "number_place", place, f"左空{tenth(found.start)}字、右空{tenth(found.right)}字", "居中", centre
            )
    yield from _number_gap(parts, paragraph)


def _number_gap(parts: Parts, paragraph: Para) -> Iterator[Finding]:
    marks = [mark for mark in parts.of(Role.MARK) if mark.cell is None]
    first = (parts.signatories or [paragraph])[0]
    lines = gap(parts.document, marks[-1], first) if marks else None
    if lines is None or abs(lines - 2) <= 0.75:
        return
    mend = None
    if lines < 2:
        mend = partial(mending.set_spacing, first, before=first.setting.before + (2 - lines) * LINE_PT)
    yield Finding("number_gap", place_of(first, "发文字号"), f"空{tenth(lines)}行", "发文机关标志下空二行", mend)


def _signatory(parts: Parts) -> Iterator[Finding]:
    if parts.form is Form.DOCUMENT and parts.title.endswith("请示") and not parts.signatories and number_of(parts):
        place = place_of(parts.of(Role.TITLE)[0], "版头")
        yield Finding("signatory_missing", place, "请示没有签发人", "发文字号同一行居右标注“签发人：姓名”")
    for paragraph in parts.signatories:
        place = place_of(paragraph, "签发人")
        match = wording.SIGNATORY.search(paragraph.raw)
        if match is None:
            continue
        if match["colon"] != "：":
            yield Finding("signatory_colon", place, match[0].strip()[:12], "全角冒号：签发人：")
        begin = match.start("names")
        offset, wrong = 0, []
        for run in paragraph.runs:
            names = run.text[max(begin - offset, 0) :]
            offset += len(run.text)
            if HAN.search(names) and not is_face(run.letters.east, Face.KAI):
                wrong.append(run.letters.east or "未指定中文字体")
        if wrong:
            yield Finding(
                "signatory_face", place, "、".join(dict.fromkeys(wrong)), "楷体", partial(_kai, paragraph, begin)
            )


def _kai(paragraph: Para, begin: int) -> None:
    if not mending.split(paragraph, begin):
        return
    offset = 0
    for run in paragraph.runs:
        if offset >= begin and not run.locked and HAN.search(run.text):
            mending.put(mending.letters(run.element), "rFonts", eastAsia=Face.KAI.value, eastAsiaTheme=None)
        offset += len(run.text)


def _rule(parts: Parts, number: Para) -> Iterator[Finding]:
    between = _between(parts, number)
    ruled = [
        (paragraph, side)
        for index, paragraph in enumerate(between)
        for side in paragraph.setting.borders
        if (side == "bottom" and paragraph is not between[-1]) or (side == "top" and index)
    ]
    last = number if number.story == "body" else None
    if not ruled:
        if not any(paragraph.drawing for paragraph in between) and last is not None:
            mend = partial(
                mending.set_border, last, "bottom", kind="single", eighths=_RULE_EIGHTHS, colour="FF0000", space=5
            )
            yield Finding(
                "rule_missing", place_of(last, "版头"), "没有分隔线", "发文字号之下4毫米处与版心等宽的红线", mend
            )
        return
    paragraph, side = ruled[0]
    rule = paragraph.setting.borders[side]
    place = place_of(number, "版头")
    if not rule.red:

        def redden() -> None:
            borders = mending.child(mending.properties(paragraph), "pBdr")
            eighths = str(max(round(rule.width / 25.4 * 72 * 8), 4))
            mending.put(borders, side, val=rule.kind, sz=eighths, color="FF0000", themeColor=None)

        yield Finding(
            "rule_colour", place, f"#{rule.colour}" if rule.colour not in ("", "AUTO") else "黑色", "红色", redden
        )
    setting = paragraph.setting
    if abs(setting.left) > 0.5 or abs(setting.right) > 0.5:
        free = paragraph.empty or setting.align == "center"
        level = partial(mending.set_indents, paragraph, left=0, right=0, first=0, size=paragraph.size)
        found = f"左缩{tenth(setting.left)}字、右缩{tenth(setting.right)}字"
        yield Finding("rule_width", place, found, "与版心等宽（156毫米）", level if free else None)


def _between(parts: Parts, number: Para) -> list[Para]:
    """From the number to the first line of the title, empty lines and drawings among them."""
    blocks = parts.document.blocks
    titles = parts.of(Role.TITLE)
    begin = blocks.index(number)
    end = blocks.index(titles[0]) if titles else begin + 3
    return [block for block in blocks[begin : end + 1] if isinstance(block, Para)]

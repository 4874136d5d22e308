"""Title, addressees, headings and the words of the text (GB/T 9704-2012, 7.3.1 to 7.3.3 and chapter 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from ...model import Form
from ...numbers import full_width
from ...roles import HEADINGS, Role
from ...standard import LINE_PT
from ...titles import LINE, width
from .. import mending, wording
from ..document import Para
from ..findings import Finding, place_of
from ..flow import before, gap, tenth
from ..recognising import Parts

_FORMS: Final = ("一、", "（一）", "1.", "（1）")
_WORDS: Final = (Role.TEXT, *HEADINGS)


def find(parts: Parts) -> Iterator[Finding]:
    yield from _title(parts)
    yield from _addressees(parts)
    yield from _headings(parts)
    for paragraph in parts.of(*_WORDS, Role.TITLE, Role.ADDRESSEES, Role.NUMBER, Role.DATE):
        yield from _words(parts, paragraph)
    for paragraph in parts.document.all_paragraphs():
        if re.search(r"此页无正文", paragraph.text) and len(paragraph.text) < 20:
            asked = "调整行距、字距，使正文与署名同页"
            yield Finding("no_text_page", place_of(paragraph, "正文"), "此页无正文", asked)


def _title(parts: Parts) -> Iterator[Finding]:
    titles = parts.of(Role.TITLE)
    if not titles:
        return
    place = place_of(titles[0], "标题")
    words = parts.title
    if re.search(r"[。，；：、.,;:]$", words):
        yield Finding("title_stop", place, f"以“{words[-1]}”结尾", "标题末尾不加标点")
    if full_width(words) != words:
        yield Finding("title_punctuation", place, words[:30], full_width(words)[:30])
    for title in titles:
        if any(not rule.red for rule in title.setting.borders.values()):
            mend = partial(mending.drop_borders, title)
            yield Finding("title_border", place_of(title, "标题"), "标题有边线", "没有边线", mend)
    for title in titles + parts.of(Role.ATTACHMENT_TITLE):
        longest = max(map(width, title.raw.split("\n"))) * title.size / 22
        if longest > LINE + 0.5:
            found = f"一行{longest:.0f}字，由软件回行"
            yield Finding("title_lines", place_of(title, "标题"), found, "按词意分行，成梯形或菱形")
    yield from _title_gap(parts, titles[0])


def _title_gap(parts: Parts, title: Para) -> Iterator[Finding]:
    """Two lines below the red rule, which a paragraph of its own or the number carries."""
    if parts.form is not Form.DOCUMENT or title.cell is not None:
        return
    above = None
    blocks = parts.document.blocks
    for block in reversed(blocks[: blocks.index(title)]):
        if not isinstance(block, Para) or block.drawing:
            return
        if not block.empty or "bottom" in block.setting.borders:
            above = block
            break
    lines = gap(parts.document, above, title) if above is not None else None
    if lines is None or abs(lines - 2) <= 0.75:
        return
    needed = title.setting.before + (2 - lines) * LINE_PT
    mend = partial(mending.set_spacing, title, before=needed) if needed >= 0 else None
    yield Finding("title_gap", place_of(title, "标题"), f"空{tenth(lines)}行", "红色分隔线下空二行", mend)


def _addressees(parts: Parts) -> Iterator[Finding]:
    titles = parts.of(Role.TITLE)
    for paragraph in parts.of(Role.ADDRESSEES):
        place = place_of(paragraph, "主送机关")
        if paragraph.text.endswith(":"):
            yield Finding("addressees_half_colon", place, "半角冒号“:”", "全角冒号“：”")
        elif not paragraph.text.endswith("："):
            yield Finding("addressees_colon", place, f"以“{paragraph.text[-1]}”结尾", "最后一个机关名称后标全角冒号")
        lines = gap(parts.document, titles[-1], paragraph) if titles else None
        if lines is not None and abs(lines - 1) > 0.6 and before(parts.document, paragraph) is titles[-1]:
            needed = paragraph.setting.before + (1 - lines) * LINE_PT
            mend = partial(mending.set_spacing, paragraph, before=needed) if needed >= 0 else None
            yield Finding("addressees_gap", place, f"空{tenth(lines)}行", "标题下空一行", mend)


def _headings(parts: Parts) -> Iterator[Finding]:
    scopes: dict[int, list[tuple[Para, int, int]]] = {}
    for paragraph in parts.of(*HEADINGS):
        found = wording.heading_of(paragraph.text)
        if found is None:
            continue
        level, number, match = found
        place = place_of(paragraph, f"{'一二三四'[level - 1]}级标题")
        yield from _heading_form(paragraph, level, match)
        if match["o2"] == "(" or match["c2"] == ")" or match["o4"] == "(" or match["c4"] == ")":
            yield Finding("heading_brackets", place, match[0].strip(), f"全角括号：{_FORMS[level - 1]}")
        scopes.setdefault(parts.scopes.get(paragraph, 0), []).append((paragraph, level, number))
    for scope in scopes.values():
        yield from _order(scope)


def _heading_form(paragraph: Para, level: int, match: re.Match[str]) -> Iterator[Finding]:
    stop = {1: match["p1"], 2: match["p2"], 3: match["p3"], 4: match["p4"]}[level] or ""
    right = {1: ("、",), 2: ("",), 3: (".", "．"), 4: ("",)}[level]
    if stop not in right or match["h5"]:
        place = place_of(paragraph, f"{'一二三四'[level - 1]}级标题")
        yield Finding("heading_form", place, match[0].strip(), f"如“{_FORMS[level - 1]}”")


def _order(headings: list[tuple[Para, int, int]]) -> Iterator[Finding]:
    last: dict[int, int] = {}
    used = {level for _, level, _ in headings}
    for paragraph, level, number in headings:
        place = place_of(paragraph, f"{'一二三四'[level - 1]}级标题")
        expected = last.get(level, 0) + 1
        if number != expected and (number != 1 or last.get(level) == 1):
            yield Finding("heading_order", place, f"序数{number}", f"序数{expected}")
        alone = wording.lead(paragraph.text) == paragraph.text and not wording.SENTENCE_END.search(paragraph.text)
        above = max((other for other in last if other < level), default=0)
        skipped = [other for other in range(above + 1, level) if other in used]
        if skipped and level < 4 and alone and len(paragraph.text) < 30:
            found = f"{_FORMS[above - 1]}之下直接用{_FORMS[level - 1]}" if above else f"直接用{_FORMS[level - 1]}"
            yield Finding("heading_jump", place, found, "一、→（一）→1.→（1）")
        last = {other: value for other, value in last.items() if other < level}
        last[level] = number


def _words(parts: Parts, paragraph: Para) -> Iterator[Finding]:
    role = parts.roles[paragraph]
    text = paragraph.raw.strip()
    if role in HEADINGS and not paragraph.prefix:
        match = wording.HEADING.match(text)
        text = text[match.end() :] if match else text
    place = place_of(paragraph, "正文" if role in _WORDS else "标题" if role is Role.TITLE else "主体")
    wrong = full_width(text)
    if role in _WORDS and wrong != text:
        index = next(i for i, (a, b) in enumerate(zip(text, wrong, strict=True)) if a != b)
        around = slice(max(index - 4, 0), index + 5)
        yield Finding("half_width_punctuation", place, text[around], wrong[around])
    digits = re.search(r"[０-９]+", paragraph.text)
    if digits:
        yield Finding("full_width_digits", place, digits[0], digits[0].translate(wording.FULL_WIDTH_DIGITS))

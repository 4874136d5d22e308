"""附件说明, 署名, 成文日期, 附注, 附件 (GB/T 9704-2012, 7.3.4 to 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from ...model import Form
from ...roles import Role
from ...standard import CHARACTERS, LINE_PT
from ...titles import width
from .. import mending, wording
from ..document import Para, Table
from ..findings import Finding, place_of
from ..flow import Stand, before, gap, stand, tenth
from ..recognising import Parts


def find(parts: Parts) -> Iterator[Finding]:
    yield from _attachment_list(parts)
    yield from _dates(parts)
    yield from _signature(parts)
    yield from _places(parts)
    for paragraph in parts.main(Role.REMARK):
        if not re.match(r"^（.*）$", paragraph.text, re.DOTALL):
            yield Finding("remark_brackets", place_of(paragraph, "附注"), paragraph.text[:12], "加全角圆括号")
    yield from _attachments(parts)


def _attachment_list(parts: Parts) -> Iterator[Finding]:
    lines = parts.main(Role.ATTACHMENTS)
    if not lines:
        return
    items = list(_items(lines))
    yield from _label(lines[0], len(items))
    for paragraph, number, dot, name in items:
        place = place_of(paragraph, "附件说明")
        arabic = number.isascii() and dot in (".", "．")
        if (number or len(items) > 1) and not arabic:
            yield Finding("attachments_number", place, f"{number}{dot}" or "没有顺序号", "1.  2.  3.")
        if re.search(r"[。；;，,、.]$", name):
            yield Finding("attachments_stop", place, f"以“{name[-1]}”结尾", "附件名称后不加标点")
    lines_above = before(parts.document, lines[0])
    if isinstance(lines_above, Para):
        yield from _gap(parts, "attachments_gap", lines_above, lines[0], "附件说明", "正文下空一行", exact=True)
    dates = parts.main(Role.DATE)
    blocks = parts.document.blocks
    if dates and blocks.index(lines[0]) > blocks.index(dates[-1]):
        yield Finding("attachments_place", place_of(lines[0], "附件说明"), "在成文日期之后", "在正文之下、署名之前")


def _label(paragraph: Para, count: int) -> Iterator[Finding]:
    match = wording.ATTACHMENTS.match(paragraph.text)
    if match is None:
        return
    place = place_of(paragraph, "附件说明")
    if match["colon"] != "：" or not paragraph.text.startswith("附件"):
        yield Finding("attachments_label", place, paragraph.text[: match.end("colon")], "附件：")
    if match["early"]:
        asked = "附件：1.…" if count > 1 else "附件：…"
        yield Finding("attachments_number", place, paragraph.text[: match.end("colon")], asked)


def _items(lines: list[Para]) -> Iterator[tuple[Para, str, str, str]]:
    """Paragraph, number, what follows the number, and name of every attachment that is listed."""
    for paragraph in lines:
        label = wording.ATTACHMENTS.match(paragraph.text)
        rest = label["rest"] if label else paragraph.text
        for piece in rest.split("\n"):
            match = wording.ATTACHMENT_ITEM.match(piece.strip())
            if match is not None:
                yield paragraph, match["number"], match["dot"], match["name"].strip()
            elif piece.strip():
                yield paragraph, "", "", piece.strip()


def _dates(parts: Parts) -> Iterator[Finding]:
    for paragraph in parts.main(Role.DATE):
        place, words = place_of(paragraph, "成文日期"), paragraph.text
        match = wording.DATE.match(words.replace(" ", ""))
        if match is None:
            continue
        if not match["year"].isascii():
            yield Finding("date_chinese", place, words, "用阿拉伯数字，如2026年3月5日")
        elif match["sep"] != "年" or len(match["year"]) != 4 or not words.endswith("日"):
            yield Finding("date_form", place, words, "年、月、日标全，如2026年3月5日")
        if match["month"].startswith("0") or match["day"].startswith("0"):
            yield Finding("date_zero", place, words, "不编虚位，如2026年3月5日")


def _signature(parts: Parts) -> Iterator[Finding]:
    signatures, dates = parts.main(Role.SIGNATURE), parts.main(Role.DATE)
    official = parts.form in (Form.DOCUMENT, Form.LETTER)
    if not dates:
        yield from _date_missing(parts)
        return
    first = (signatures or dates)[0]
    above = before(parts.document, first)
    if not signatures and official and isinstance(above, Para) and not above.drawing:
        yield Finding("signature_missing", place_of(dates[0], "落款"), "只有成文日期", "成文日期之上署发文机关名称")
    if isinstance(above, Para):
        yield from _gap(
            parts, "signature_gap", above, first, "发文机关署名", "正文（或附件说明）下至少空一行", exact=False
        )


def _date_missing(parts: Parts) -> Iterator[Finding]:
    last: Para | None = None
    for block in parts.document.blocks:
        if isinstance(block, Table):
            last = None
        elif parts.roles.get(block) in (Role.ATTACHMENT_MARK, Role.IMPRINT):
            break
        elif block.text and not wording.BRACKETED.match(block.text):
            last = block
    if last is None or last in parts.roles or parts.form not in (Form.DOCUMENT, Form.LETTER):
        return
    found = stand(last)
    if wording.ORG_END.search(last.text) and len(last.text) <= 30 and found is not None and found.start > 10:
        yield Finding("date_missing", place_of(last, "发文机关署名"), "没有成文日期", "署名之下标注成文日期")


def _gap(parts: Parts, kind: str, upper: Para, lower: Para, part: str, asked: str, *, exact: bool) -> Iterator[Finding]:
    lines = gap(parts.document, upper, lower)
    if lines is None or (abs(lines - 1) <= 0.6 if exact else lines >= 0.4):
        return
    needed = lower.setting.before + (1 - lines) * LINE_PT
    mend = partial(mending.set_spacing, lower, before=needed) if needed >= 0 else None
    yield Finding(kind, place_of(lower, part), f"空{tenth(lines)}行", asked, mend)


def _places(parts: Parts) -> Iterator[Finding]:
    """Where signature and date stand: with a seal (7.3.5.1) or without one (7.3.5.2); a file does not say which."""
    signatures, dates = parts.main(Role.SIGNATURE), parts.main(Role.DATE)
    if len(dates) != 1 or parts.form not in (Form.DOCUMENT, Form.LETTER, None):
        return
    date = dates[0]
    here = stand(date)
    if here is None:
        return
    stands = [found for found in map(stand, signatures) if found is not None]
    if any(_sealed(found, here) or _unsealed(found, here) for found in stands):
        return
    name = stands[0] if len(signatures) == len(stands) == 1 else None
    centred = name is not None and abs(name.centre - here.centre) <= 1.5
    wide = name is not None and centred and _is_wide(name, here)
    alone = not signatures and abs(here.right - 2) <= 0.8
    if abs(here.right - 4) > 1 and not wide and not alone:
        asked = "右空四字（不加盖印章的，首字比署名首字右移二字）"
        yield Finding("date_place", place_of(date, "成文日期"), f"右空{tenth(here.right)}字", asked, _right(date, 4))
    fitting = name is not None and abs(name.centre - (CHARACTERS - 4 - width(date.text) / 2)) <= 1.5
    if name is not None and not centred and not fitting:
        right = max(4 + (width(date.text) - width(signatures[0].text)) / 2, 0)
        found = f"中线偏离成文日期{tenth(abs(name.centre - here.centre))}字"
        asked = "以成文日期为准居中（不加盖印章的，右空二字）"
        yield Finding(
            "signature_place", place_of(signatures[0], "发文机关署名"), found, asked, _right(signatures[0], right)
        )


def _sealed(name: Stand, date: Stand) -> bool:
    centred = abs(name.centre - date.centre) <= 1.5
    return centred and (abs(date.right - 4) <= 1 or _is_wide(name, date))


def _is_wide(name: Stand, date: Stand) -> bool:
    """A name that leaves no room for four characters to the right of the date."""
    return name.right <= 1 and date.right - name.right >= 3


def _unsealed(name: Stand, date: Stand) -> bool:
    shifted = abs(name.right - 2) <= 0.8 and abs(date.start - name.start - 2) <= 1
    return shifted or (abs(date.right - 2) <= 0.8 and abs(date.start - name.start - 2) <= 1)


def _right(paragraph: Para, right: float) -> Callable[[], None] | None:
    if paragraph.blanks[1]:
        return None  # blanks behind the words would move them on

    def mend() -> None:
        mending.drop_leading_blanks(paragraph)
        mending.set_indents(paragraph, left=0, right=right, first=0, size=paragraph.size)
        mending.set_align(paragraph, "right")

    return mend


def _attachments(parts: Parts) -> Iterator[Finding]:
    marks = parts.of(Role.ATTACHMENT_MARK)
    for index, paragraph in enumerate(marks, 1):
        place = place_of(paragraph, "附件")
        match = wording.ATTACHMENT_MARK.match(paragraph.text)
        assert match is not None
        if match["colon"] or not match["number"].isascii():
            asked = "附件" if len(marks) == 1 else f"附件{index}"
            yield Finding("attachment_mark_form", place, paragraph.text, asked)
        if not _on_new_page(parts, paragraph):

            def turn(paragraph: Para = paragraph) -> None:
                mending.put(mending.properties(paragraph), "pageBreakBefore", val="1")

            yield Finding("attachment_page", place, "没有另起一面", "另面编排", turn)
        yield from _attachment_title(parts, paragraph)
    if marks:
        yield from _agreement(parts, marks)


def _on_new_page(parts: Parts, paragraph: Para) -> bool:
    if paragraph.setting.new_page or paragraph.breaks_before:
        return True
    blocks = parts.document.blocks
    for block in reversed(blocks[: blocks.index(paragraph)]):
        if isinstance(block, Table):
            return block.section != paragraph.section
        if block.breaks_after or block.section != paragraph.section or (block.empty and block.breaks_before):
            return True
        if not block.empty:
            return False
    return True


def _attachment_title(parts: Parts, mark: Para) -> Iterator[Finding]:
    blocks = parts.document.blocks
    for block in blocks[blocks.index(mark) + 1 :]:
        if isinstance(block, Table) or (not block.empty and parts.roles.get(block) is not Role.ATTACHMENT_TITLE):
            return
        if parts.roles.get(block) is Role.ATTACHMENT_TITLE:
            yield from _gap(parts, "attachment_title_place", mark, block, "附件标题", "版心第三行", exact=True)
            return


def _agreement(parts: Parts, marks: list[Para]) -> Iterator[Finding]:
    listed = [name for *_, name in _items(parts.main(Role.ATTACHMENTS))]
    place = place_of(marks[0], "附件")
    if not listed:
        if parts.form in (Form.DOCUMENT, Form.LETTER):
            yield Finding("attachments_agree", place, f"有{len(marks)}个附件，没有附件说明", "正文之下列出附件")
        return
    if len(listed) != len(marks):
        yield Finding("attachments_agree", place, f"附件说明列{len(listed)}个，附件{len(marks)}个", "两处一致")
        return
    for number, (mark, name) in enumerate(zip(marks, listed, strict=True), 1):
        match = wording.ATTACHMENT_MARK.match(mark.text)
        own = match["number"] if match else ""
        if own and wording.chinese_value(own) != number:
            yield Finding("attachments_agree", place_of(mark, "附件"), mark.text, f"附件{number}")
        title = _bare("".join(t.text for t in parts.of(Role.ATTACHMENT_TITLE) if _belongs(parts, t, number)))
        if title and _bare(name) != title:
            yield Finding("attachments_agree", place_of(mark, "附件"), title[:20], f"与附件说明一致：{name[:20]}")


def _belongs(parts: Parts, title: Para, scope: int) -> bool:
    return parts.scopes.get(title) == scope


def _bare(words: str) -> str:
    return re.sub(r"[\s《》。；;，,、.]", "", words)

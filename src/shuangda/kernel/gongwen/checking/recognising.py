"""Which part of an official document every paragraph of somebody's file is, by its words and its place.

Whatever fits no part for certain has no role, and no rule speaks about it: a doubt is better than a false reproach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..model import Form
from ..roles import HEADINGS, Role
from . import wording
from .document import Block, Document, Para, Table
from .flow import double_rules

_HEAD_LINES = 14
_TITLE_SIZE = 20.0
_MARK_SIZE = 26.0


@dataclass(eq=False)
class Parts:
    """The parts that were found. A paragraph has at most one role."""

    document: Document
    form: Form | None = None
    roles: dict[Para, Role] = field(default_factory=dict)
    scopes: dict[Para, int] = field(default_factory=dict)
    """0 in the paper itself, 1 and so on in its attachments: numbers of headings begin anew"""
    head_tables: list[Table] = field(default_factory=list)
    imprint_tables: list[Table] = field(default_factory=list)
    signatories: list[Para] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Para]:
        """The paragraphs of these roles in the order of the document."""
        return [paragraph for paragraph, role in self.roles.items() if role in roles]

    def main(self, *roles: Role) -> list[Para]:
        """Those of the paper itself, without its attachments."""
        return [paragraph for paragraph in self.of(*roles) if not self.scopes.get(paragraph)]

    @property
    def title(self) -> str:
        return "".join(paragraph.text for paragraph in self.of(Role.TITLE)).replace("\n", "")

    def sort(self) -> None:
        place = {paragraph: index for index, paragraph in enumerate(self.document.all_paragraphs())}
        self.roles = dict(sorted(self.roles.items(), key=lambda item: place.get(item[0], -1)))


def recognise(document: Document) -> Parts:
    """Find the parts of a document."""
    parts = Parts(document)
    blocks = [block for block in document.blocks if isinstance(block, Table) or not block.empty]
    begin = _head(parts, blocks)
    begin = _title(parts, blocks, begin, Role.TITLE)
    if begin < len(blocks) and not parts.of(Role.NUMBER) and _is_number(blocks[begin]):
        parts.roles[_para(blocks[begin])] = Role.NUMBER  # a form has its number below its title
        begin += 1
    begin = _addressees(parts, blocks, begin)
    end = _imprint(parts, blocks, begin)
    marks = _attachment_marks(parts, blocks, begin, end)
    main_end = marks[0] if marks else end
    _attachment_list(parts, blocks, begin, main_end)
    _closing(parts, blocks, begin, main_end)
    _body(parts, blocks[begin:main_end], 0)
    for scope, (mark, following) in enumerate(pairwise([*marks, end]), 1):
        parts.scopes[_para(blocks[mark])] = scope
        start = _title(parts, blocks[:following], mark + 1, Role.ATTACHMENT_TITLE)
        for block in blocks[mark + 1 : start]:
            parts.scopes[_para(block)] = scope
        _body(parts, blocks[start:following], scope)
    parts.form = _form(parts)
    parts.sort()
    return parts


def _para(block: Block) -> Para:
    assert isinstance(block, Para)
    return block


def _is_number(block: Block) -> bool:
    return isinstance(block, Para) and len(block.text) < 60 and wording.NUMBER.match(block.text) is not None


def _head(parts: Parts, blocks: Sequence[Block]) -> int:
    """The 版头; gives the place of the first block after it."""
    number = _number_line(blocks)
    begin = 0
    for index, block in enumerate(blocks[:_HEAD_LINES]):
        role = _head_table(parts, block) if isinstance(block, Table) else _head_role(parts, block, index, number)
        if role is None:
            break
        if isinstance(block, Para):
            parts.roles[block] = role
        begin = index + 1
    return begin


def _number_line(blocks: Sequence[Block]) -> int:
    for index, block in enumerate(blocks[:_HEAD_LINES]):
        if _is_number(block):
            return index
        if isinstance(block, Para) and wording.SENTENCE_END.search(block.text):
            break
    return -1


def _head_table(parts: Parts, table: Table) -> Role | None:
    """Several issuers stand in a table without rules, in red."""
    inner = [paragraph for paragraph in table.paragraphs if paragraph.text]
    if inner and len(inner) < 20 and all(_is_red(paragraph) or paragraph.size >= _MARK_SIZE for paragraph in inner):
        parts.head_tables.append(table)
        parts.roles |= dict.fromkeys(inner, Role.MARK)
        return Role.MARK
    return None


def _head_role(parts: Parts, block: Para, index: int, number: int) -> Role | None:
    text = block.text
    first = text.split("\t")[0].strip()  # a letter has 密级 and the number on one line
    if not text:
        return Role.RULE
    if _has_signatory(text) and index <= number:
        parts.signatories.append(block)
        return Role.NUMBER
    if index == number:
        return Role.NUMBER
    for pattern, role in (
        (wording.SECRECY, Role.SECRECY),
        (wording.URGENCY, Role.URGENCY),
        (wording.ISSUE, Role.ISSUE),
    ):
        if pattern.match(first):
            return role
    if index < 3 and wording.COPY_NUMBER.match(first):
        return Role.COPY_NUMBER
    if parts.of(Role.MARK, Role.ISSUE) and re.search(r"\s\S*\d年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$", text):
        return Role.ISSUER_AND_DATE
    return Role.MARK if _is_mark(parts, block, index, number) else None


def _has_signatory(text: str) -> bool:
    return len(text) < 60 and wording.SIGNATORY.search(text) is not None


def _is_red(paragraph: Para) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.letters.red for run in runs)


def _is_mark(parts: Parts, block: Para, index: int, number: int) -> bool:
    if len(block.text) > 60 or parts.of(Role.NUMBER):
        return False
    named = wording.MARK.search(block.text) is not None and "关于" not in block.text
    if _is_red(block):
        return block.size >= 16 or named
    if index < number:
        office = wording.ORG_END.search(block.text) is not None and block.size >= _TITLE_SIZE
        return named or office or block.size >= 30
    return named and block.size >= _MARK_SIZE


def _title(parts: Parts, blocks: Sequence[Block], begin: int, role: Role) -> int:
    """The title of the paper or of an attachment; gives the place after it and what belongs to it."""
    lines: list[Para] = []
    for block in blocks[begin : begin + 6]:
        if not isinstance(block, Para) or not _may_be_title(block, lines):
            break
        lines.append(block)
    joined = "".join(line.text for line in lines).replace("\n", "")
    shown = lines and (_centred(lines[0]) or lines[0].size >= _TITLE_SIZE or lines[0].setting.style == "Title")
    if not lines or not (shown or (wording.KIND_END.search(joined) and role is Role.TITLE)):
        return begin
    parts.roles |= dict.fromkeys(lines, role)
    begin += len(lines)
    while begin < len(blocks) and _stands_below_title(blocks[begin]):
        begin += 1
    return begin


def _may_be_title(block: Para, before: list[Para]) -> bool:
    text = block.text
    if not text or len(text) > (60 if before else 90) or wording.heading_of(text) or text.endswith(("：", ":")):
        return False
    if _is_number(block) or wording.ATTACHMENT_MARK.match(text) or wording.CAPTION.match(text):
        return False
    if not before:
        return not wording.SENTENCE_END.search(text) or (_centred(block) and block.size >= _TITLE_SIZE)
    if wording.SENTENCE_END.search(text) or wording.DATE.match(text) or wording.BRACKETED.match(text):
        return False
    if wording.KIND_END.search("".join(line.text for line in before)):
        return block.size == before[0].size >= _TITLE_SIZE and _centred(block)
    return block.size == before[0].size and (_centred(block) or block.size >= 18)


def _stands_below_title(block: Block) -> bool:
    """（2026年3月5日…通过）, an author, a date: no line of the body."""
    if not isinstance(block, Para) or not block.text or len(block.text) > 60:
        return False
    bracketed = wording.BRACKETED.match(block.text) is not None and not wording.heading_of(block.text)
    return (bracketed or _centred(block)) and not block.text.endswith(("：", ":")) and not _is_number(block)


def _centred(paragraph: Para) -> bool:
    if paragraph.setting.align == "center":
        return True
    return paragraph.blanks[0] >= 5 and paragraph.setting.align in ("left", "both")


def _addressees(parts: Parts, blocks: Sequence[Block], begin: int) -> int:
    for index in range(begin, min(begin + 2, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Para) or not parts.of(Role.TITLE):
            return begin
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _is_addressee(block, following):
            parts.roles[block] = Role.ADDRESSEES
            return index + 1
        if not (_centred(block) and len(block.text) < 40):
            return begin
    return begin


def _is_addressee(block: Para, following: Block | None) -> bool:
    text = block.text
    if len(text) > 1000 or "。" in text or wording.heading_of(text) or _is_number(block):
        return False
    if re.search(r"如下|以下|下列|现将|现就|根据|按照|为了|为进一步|编者按", text):
        return False
    if text.endswith(("：", ":")):
        return True
    if wording.SENTENCE_END.search(text) or _centred(block) or not isinstance(following, Para):
        return False
    named = wording.ORG_END.search(text.rstrip("，、,；;")) is not None
    longer = len(following.text) > 15 and re.search(r"[。：:；]", following.text) is not None
    return named and longer and (len(text) <= 20 or text.startswith("各") or re.search(r"[、，,]", text) is not None)


def _imprint(parts: Parts, blocks: Sequence[Block], begin: int) -> int:
    """The 版记; gives where the text before it ends: all blocks, if it stands among them."""
    found: list[int] = []
    for index in range(begin, len(blocks)):
        block = blocks[index]
        if isinstance(block, Table):
            if _is_imprint_table(block) and len(blocks) - index <= 12:
                parts.imprint_tables.append(block)
                parts.roles |= {inner: Role.IMPRINT for inner in block.paragraphs if inner.text}
                found.append(index)
        elif _is_imprint(block, index, found, len(blocks)):
            parts.roles[block] = Role.IMPRINT
            found.append(index)
    first = found[0] if found else len(blocks)
    rest = [block for block in blocks[first:] if isinstance(block, Table) or block.text]
    return first if len(rest) == len(found) else len(blocks)


def _is_imprint(block: Para, index: int, found: list[int], count: int) -> bool:
    text = block.text
    if len(text) > 400 and not block.setting.framed:
        return False
    printed = wording.PRINTED.match(text)
    if wording.COPIES.match(text) or (printed and printed["word"] == "印发" and len(text) < 80):
        return count - index <= 12 or block.setting.framed or bool(block.setting.borders)
    near = bool(found) and index - found[-1] == 1
    last = count - index <= 6
    if wording.CIRCULATION.match(text):
        return last
    if wording.COPIES_PRINTED.match(text):
        return near or last
    dated = printed is not None and len(text) < 80
    return near and (dated or bool(block.setting.borders) or block.setting.framed)


def _is_imprint_table(table: Table) -> bool:
    texts = [paragraph.text for paragraph in table.paragraphs if paragraph.text]
    if not texts or len(texts) > 12:
        return False
    return any(wording.COPIES.match(text) or re.search(r"日\s*印\s*发$", text) for text in texts)


def _attachment_marks(parts: Parts, blocks: Sequence[Block], begin: int, end: int) -> list[int]:
    """Where attachments begin: 附件1 on a line of its own."""
    found = []
    for index in range(begin, end):
        block = blocks[index]
        if isinstance(block, Para) and block not in parts.roles and wording.ATTACHMENT_MARK.match(block.text):
            match = wording.ATTACHMENT_MARK.match(block.text)
            following = blocks[index + 1] if index + 1 < end else None
            listed = isinstance(following, Para) and wording.ATTACHMENT_ITEM.match(following.text)
            if match and match["colon"] in ("：", ":") and listed and not match["number"]:
                continue  # the list of attachments, its label on a line of its own
            parts.roles[block] = Role.ATTACHMENT_MARK
            found.append(index)
    return found


def _closing(parts: Parts, blocks: Sequence[Block], begin: int, end: int) -> None:
    """Signature, date and remark."""
    date = _date_line(blocks, begin, end)
    if date is None:
        return
    parts.roles[_para(blocks[date])] = Role.DATE
    for block in reversed(blocks[begin + 1 : date]):
        if not isinstance(block, Para) or not _is_signature(parts, block):
            break
        parts.roles[block] = Role.SIGNATURE
    for block in blocks[date + 1 : min(date + 4, end)]:
        if not isinstance(block, Para) or block in parts.roles:
            break
        bracketed = wording.BRACKETED.match(block.text) and not wording.heading_of(block.text)
        if bracketed or wording.REMARK.match(block.text):
            parts.roles[block] = Role.REMARK


def _date_line(blocks: Sequence[Block], begin: int, end: int) -> int | None:
    """The date below the text: the first below a signature, otherwise the last."""
    spoken = False
    dates = []
    for index in range(begin, end):
        block = blocks[index]
        if not isinstance(block, Para):
            continue
        if wording.DATE.match(block.text.replace(" ", "")) and spoken:
            dates.append(index)
        spoken = spoken or wording.SENTENCE_END.search(block.text) is not None
    for index in dates:
        before = blocks[index - 1]
        if isinstance(before, Para) and len(before.text) < 40 and wording.ORG_END.search(before.text):
            return index
    return dates[-1] if dates else None


def _is_signature(parts: Parts, block: Block) -> bool:
    if not isinstance(block, Para) or block in parts.roles or not block.text or len(block.text) > 60:
        return False
    text = block.text
    if wording.SENTENCE_END.search(text) or "：" in text or ":" in text or wording.heading_of(text):
        return False
    if wording.ATTACHMENTS.match(text) or wording.DATE.match(text):
        return False
    aside = block.setting.align == "right" or block.blanks[0] >= 6 or block.setting.left >= 6
    return aside or (wording.ORG_END.search(text) is not None and len(text) <= 30)


def _attachment_list(parts: Parts, blocks: Sequence[Block], begin: int, end: int) -> None:
    """附件说明: its label and the items below it."""
    for index in range(begin, end):
        block = blocks[index]
        if not isinstance(block, Para) or block in parts.roles or not wording.ATTACHMENTS.match(block.text):
            continue
        match = wording.ATTACHMENTS.match(block.text)
        assert match is not None
        parts.roles[block] = Role.ATTACHMENTS
        if match["rest"] and not wording.ATTACHMENT_ITEM.match(match["rest"]):
            continue
        for following in blocks[index + 1 : end]:
            if not isinstance(following, Para) or following in parts.roles:
                break
            if not wording.ATTACHMENT_ITEM.match(following.text):
                break
            parts.roles[following] = Role.ATTACHMENTS


def _body(parts: Parts, blocks: Sequence[Block], scope: int) -> None:
    for block in blocks:
        if not isinstance(block, Para) or block in parts.roles:
            continue
        parts.scopes[block] = scope
        if block.setting.style == Role.NOTE.value:
            continue
        role = _body_role(block)
        if role is not None:
            parts.roles[block] = role


def _body_role(block: Para) -> Role | None:
    text = block.text
    if not text or block.setting.style.lower().startswith("toc") or wording.CAPTION.match(text) or block.drawing:
        return None
    if re.match(r"^(出席|请假|列席|缺席|参加|参会|主持|记录|地点|时间)\S{0,4}[:：]", text):
        return Role.ATTENDANCE
    if heading := wording.heading_of(text):
        return HEADINGS[heading[0] - 1]
    if wording.ATTACHMENTS.match(text) or wording.DATE.match(text):
        return None
    centred = _centred(block) and len(text) < 30
    if not centred and (re.search(r"[。；！？：]$", text) and len(text) >= 8):
        return Role.TEXT
    return Role.TEXT if len(text) >= 40 and re.search(r"[。，；]", text) else None


def _form(parts: Parts) -> Form | None:
    if _double_rules(parts):
        return Form.LETTER
    mark = "".join(paragraph.text for paragraph in parts.of(Role.MARK))
    if re.search(r"纪\s*要", mark):
        return Form.MINUTES
    if parts.of(Role.ISSUE):
        return Form.BULLETIN
    if re.search(r"文\s*件$", mark):
        return Form.DOCUMENT
    return None


def _double_rules(parts: Parts) -> bool:
    first = parts.document.sections[0]
    kind = "first" if first.title_page else "default"
    stories = (first.headers.get(kind, ()), first.footers.get(kind, ()), _top(parts))
    return any(rule.red for story in stories for rule in double_rules(story))


def _top(parts: Parts) -> Iterator[Para]:
    for block in parts.document.blocks[:_HEAD_LINES]:
        if isinstance(block, Para):
            yield block

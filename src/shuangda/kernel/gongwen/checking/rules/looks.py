"""Face, size, bold, colour, alignment, indents and lines of every part, against the looks of the standard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from typing import Final

from ...roles import HEADINGS, LOOKS, Look, Role
from ...standard import CHARACTERS, LINE_PT, LINES, Face
from ...titles import width
from .. import mending, wording
from ..document import HAN, Para, Run
from ..findings import Finding, place_of
from ..flow import tenth
from ..kinds import PARTS
from ..recognising import Parts
from .page import lines_of

_FACES: Final[dict[Face, re.Pattern[str]]] = {
    Face.TITLE: re.compile(r"小标宋|XiaoBiaoSong|XBSJW", re.IGNORECASE),
    Face.TEXT: re.compile(r"仿宋|FangSong|FZFS", re.IGNORECASE),
    Face.KAI: re.compile(r"楷体|楷_|KaiTi|方正楷|华文楷|FZKT", re.IGNORECASE),
    Face.HEI: re.compile(r"黑体|SimHei|STHeiti|方正黑|FZHT", re.IGNORECASE),
    Face.SONG: re.compile(r"宋体|书宋|SimSun|STSong|FZSS", re.IGNORECASE),
}
_NAMES: Final = {
    Face.TITLE: "小标宋",
    Face.TEXT: "仿宋",
    Face.KAI: "楷体",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
}
_SIZES: Final = {
    22.0: "2号",
    16.0: "3号",
    14.0: "4号",
    12.0: "小四",
    10.5: "5号",
    15.0: "小三",
    18.0: "小二",
    9.0: "小五",
}
_ALIGNS: Final = {"left": "左对齐", "center": "居中", "right": "右对齐", "both": "两端对齐", "distribute": "分散对齐"}
_CLOSEST, _WIDEST = 24.0, 36.0
"""Points from line to line that are still read with ease"""
_SHORT: Final = 25
"""Characters of a numbered line that is a heading for certain"""
_SLACK: Final = 0.35
"""Of a character, in indents"""


def is_face(name: str, face: Face) -> bool:
    """Whether a font of that name is of that family, whoever drew it."""
    return _FACES[face].search(name) is not None


def points(size: float) -> str:
    name = _SIZES.get(size)
    return f"{name}（{size:g}磅）" if name else f"{size:g}磅"


def find(parts: Parts) -> Iterator[Finding]:
    for paragraph, role in parts.roles.items():
        known = PARTS.get(role)
        if known is None or not paragraph.text:
            continue
        for key in known[2]:
            rule = _RULES[key]
            for found, asked, mend in rule(parts, paragraph, role, LOOKS[role]):
                yield Finding(f"{known[0]}_{key}", place_of(paragraph, known[1]), found, asked, mend)


Found = Iterator[tuple[str, str, Callable[[], None] | None]]


def heading_lead(paragraph: Para, role: Role) -> int | None:
    """How many characters of the paragraph's own text are its heading; None where that is not certain."""
    if role not in HEADINGS:
        return len(paragraph.raw)
    lead = wording.lead(paragraph.text)
    alone = len(lead) == len(paragraph.text)
    if len(lead.rstrip("。")) > _SHORT or (alone and wording.SENTENCE_END.search(lead)):
        return None
    blanks = len(paragraph.raw) - len(paragraph.raw.lstrip())
    return len(paragraph.raw) if alone else blanks + len(lead) - len(paragraph.prefix)


def _leading_runs(paragraph: Para, upto: int) -> Iterator[tuple[Run, int]]:
    """Runs with the number of Chinese characters that lie in the first `upto` characters."""
    place = 0
    for run in paragraph.runs:
        inside = run.text[: max(upto - place, 0)]
        place += len(run.text)
        count = len(HAN.findall(inside))
        if count:
            yield run, count


def _face(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    upto = heading_lead(paragraph, role)
    if upto is None:
        if role in (Role.HEADING_1, Role.HEADING_2):
            yield from _either_face(paragraph, look)
            return
        upto = len(paragraph.raw)
    elif role in HEADINGS:
        yield from _rest_face(paragraph, upto)
    if role is Role.NUMBER:
        # The names of signatories have a rule of their own.
        upto = min((place for mark in "签\t" if (place := paragraph.raw.find(mark)) >= 0), default=upto)
    runs = list(_leading_runs(paragraph, upto))
    total = sum(count for _, count in runs)
    wrong: dict[str, int] = {}
    for run, count in runs:
        name = run.letters.east
        if is_face(name, look.face) or (look.face is Face.SONG and is_face(name, Face.TITLE)):
            continue
        wrong[name] = wrong.get(name, 0) + count
    if look.face is Face.TEXT and role in (Role.TEXT, Role.HEADING_3, Role.HEADING_4):
        # Words set off in 黑体 or 楷体 are custom; a whole paragraph in it is not.
        aside = {name: n for name, n in wrong.items() if is_face(name, Face.HEI) or is_face(name, Face.KAI)}
        if sum(aside.values()) < total * 0.6:
            wrong = {name: n for name, n in wrong.items() if name not in aside}
    if not wrong or (sum(wrong.values()) < 2 and total > 4):
        return
    names = "、".join(name or "未指定中文字体" for name in wrong)

    def mend() -> None:
        if upto >= len(paragraph.raw) or mending.split(paragraph, upto):
            mending.set_face(paragraph, look.face.value, upto=upto)

    yield names, _NAMES[look.face], mend


def _rest_face(paragraph: Para, upto: int) -> Found:
    """What follows a heading in the same paragraph is text."""
    place, wrong = 0, set()
    for run in paragraph.runs:
        rest = run.text[max(upto - place, 0) :]
        place += len(run.text)
        aside = any(is_face(run.letters.east, face) for face in (Face.TEXT, Face.HEI, Face.KAI))
        if len(HAN.findall(rest)) > 1 and not aside:
            wrong.add(run.letters.east or "未指定中文字体")

    def mend() -> None:
        if mending.split(paragraph, upto):
            mending.set_face(paragraph, Face.TEXT.value, after=upto)

    if wrong:
        yield f"标题之后为{'、'.join(sorted(wrong))}", "标题之后的文字用仿宋", mend


def _either_face(paragraph: Para, look: Look) -> Found:
    """A numbered sentence may be a heading or text."""
    faces = {run.letters.east for run in paragraph.runs if HAN.search(run.text)}
    wrong = sorted(name for name in faces if not is_face(name, look.face) and not is_face(name, Face.TEXT))
    if wrong:
        names = "、".join(name or "未指定中文字体" for name in wrong)
        yield names, f"{_NAMES[look.face]}（标题）或仿宋（正文）", None


def _size(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    wrong = {
        run.letters.size
        for run in paragraph.runs
        if run.text.strip() and not run.letters.raised and abs(run.letters.size - look.size) > 0.26
    }
    if wrong:
        found = "、".join(points(size) for size in sorted(wrong))
        yield found, points(look.size), partial(mending.set_size, paragraph, look.size)


def _bold(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    upto = heading_lead(paragraph, role)
    if upto is None:
        return
    runs = list(_leading_runs(paragraph, upto))
    bold = sum(count for run, count in runs if run.letters.bold)
    if bold and bold >= 0.6 * sum(count for _, count in runs):
        yield "加粗", "不加粗", partial(mending.set_bold, paragraph, on=False)


def _colour(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    wrong = sorted({run.letters.colour for run in paragraph.runs if run.text.strip() and not run.letters.black})
    if wrong:
        yield "、".join(f"#{colour}" for colour in wrong), "黑色", partial(mending.set_colour, paragraph, "000000")


def _align(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    align = paragraph.setting.align
    if paragraph.cell is not None:
        return
    if role is Role.TEXT:
        if align in ("center", "right", "distribute"):
            yield _ALIGNS[align], "两端对齐", partial(mending.set_align, paragraph, "both")
    elif align != "center" and not (role is Role.MARK and align == "distribute"):
        mend = None if paragraph.blanks[0] >= 3 else partial(mending.set_align, paragraph, "center")
        yield _ALIGNS.get(align, align), "居中", mend


def _indent(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    setting = paragraph.setting
    if paragraph.cell is not None and role is not Role.IMPRINT:
        return
    if role in (Role.TITLE, Role.MARK, Role.ATTACHMENT_TITLE):
        offset = setting.left - setting.right + setting.first
        if setting.align == "center" and abs(offset) > 0.6:
            yield f"偏离中线{tenth(abs(offset) / 2)}字", "不缩进", _indents(paragraph, 0, 0)
    elif role is Role.IMPRINT:
        yield from _imprint_indent(parts, paragraph)
    elif role is Role.ATTACHMENTS:
        yield from _attachments_indent(paragraph)
    elif role in (Role.TEXT, *HEADINGS, Role.REMARK):
        yield from _first_indent(paragraph)
    else:
        start = _start(paragraph)
        if setting.align in ("center", "right"):
            yield _ALIGNS[setting.align], "顶格", _indents(paragraph, 0, 0, align="left")
        elif abs(start) > _SLACK:
            yield f"左空{tenth(start)}字", "顶格", _indents(paragraph, 0, 0)


def _start(paragraph: Para) -> float:
    return paragraph.setting.left + paragraph.setting.first + paragraph.blanks[0]


def _first_indent(paragraph: Para) -> Found:
    setting = paragraph.setting
    if setting.align in ("center", "right"):
        return
    start = _start(paragraph)
    wrong = []
    if abs(start - 2) > _SLACK:
        wrong.append(f"首行左空{tenth(start)}字")
    if abs(setting.left) > _SLACK and not paragraph.prefix:
        wrong.append(f"回行左空{tenth(setting.left)}字")
    if abs(setting.right) > _SLACK:
        wrong.append(f"右空{tenth(setting.right)}字")
    if wrong:
        yield "，".join(wrong), "首行左空二字，回行顶格", _indents(paragraph, 0, 2)


def _attachments_indent(paragraph: Para) -> Found:
    start = _start(paragraph)
    labelled = wording.ATTACHMENTS.match(paragraph.text) is not None
    if labelled and abs(start - 2) > _SLACK:
        left = max(paragraph.setting.left, 2)
        yield f"左空{tenth(start)}字", "左空二字", _indents(paragraph, left, 2 - left)
    elif not labelled and not paragraph.blanks[0] and abs(start - 5) > 0.75:
        yield f"左空{tenth(start)}字", "与上一附件名称的顺序号对齐（左空五字）", _indents(paragraph, 6.5, -1.5)


def _imprint_indent(parts: Parts, paragraph: Para) -> Found:
    setting = paragraph.setting
    start = _start(paragraph)
    if wording.COPIES_PRINTED.match(paragraph.text) or setting.align == "right":
        return
    in_cell = paragraph.cell is not None
    near = start <= 1.7 if in_cell else abs(start - 1) <= 0.7
    if setting.align == "center" or not near:
        left = max(setting.left, 1) if setting.first < 0 else 1
        yield f"左空{tenth(start)}字", "左右各空一字", _indents(paragraph, left, 1 - left, right=1, align="both")


def _indents(
    paragraph: Para, left: float, first: float, *, right: float = 0, align: str | None = None
) -> Callable[[], None]:
    def mend() -> None:
        mending.drop_leading_blanks(paragraph)
        mending.set_indents(paragraph, left=left, right=right, first=first, size=paragraph.size)
        if align is not None:
            mending.set_align(paragraph, align)

    return mend


def _line(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    setting = paragraph.setting
    section = parts.document.sections[paragraph.section]
    single = setting.line_rule == "auto" and abs(setting.line - 1) < 0.02
    if single and (setting.snap or not section.pitch):
        return  # what is wrong then is the grid
    height = LINE_PT if single else parts.document.height(paragraph)
    if single:
        found = "不对齐网格"
    elif setting.line_rule == "auto":
        found = f"{setting.line:g}倍行距"
    else:
        found = f"{'固定值' if setting.line_rule == 'exact' else '最小值'}{setting.line:g}磅"
    if (single or lines_of(height) != LINES) and not _gives_way(parts, paragraph):
        on_grid = section.pitch and lines_of(section.pitch) == LINES
        yield found, f"每面{LINES}行（约29磅）", partial(mending.set_line, paragraph, None if on_grid else LINE_PT)


def _gives_way(parts: Parts, paragraph: Para) -> bool:
    """Lines taken off the grid on purpose, so that the signature shares their page (7.3.5.5): the last ones, alike."""
    spaced = (paragraph.setting.line, "exact", False)
    if (paragraph.setting.line, paragraph.setting.line_rule, paragraph.setting.snap) != spaced:
        return False
    if not _CLOSEST <= paragraph.setting.line <= _WIDEST:
        return False
    texts = [one for one in parts.main(Role.TEXT, Role.ADDRESSEES, *HEADINGS) if one.cell is None]
    last = list(
        takewhile(lambda one: (one.setting.line, one.setting.line_rule, one.setting.snap) == spaced, reversed(texts))
    )
    on_the_page = last[:-1]  # the first of them may begin on the page before
    return paragraph in last and sum(1 + int(width(one.text) / CHARACTERS) for one in on_the_page) <= LINES


def _spacing(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    setting = paragraph.setting
    if setting.contextual or paragraph.drawing:
        return
    text = role is Role.TEXT or role in HEADINGS  # other parts keep blank lines as distances above
    if (text and setting.before > 4) or setting.after > 4:
        found = f"段前{setting.before:g}磅、段后{setting.after:g}磅"
        asked = "段前段后为0" if text else "段后为0"
        yield found, asked, partial(mending.set_spacing, paragraph, before=0 if text else None, after=0)


def _decoration(parts: Parts, paragraph: Para, role: Role, look: Look) -> Found:
    if any((run.letters.underline or run.letters.italic) and HAN.search(run.text) for run in paragraph.runs):
        yield "有下划线或倾斜", "不用下划线和倾斜", partial(mending.plain, paragraph)


_RULES: Final = {
    "face": _face,
    "size": _size,
    "bold": _bold,
    "colour": _colour,
    "align": _align,
    "indent": _indent,
    "line": _line,
    "spacing": _spacing,
    "decoration": _decoration,
}

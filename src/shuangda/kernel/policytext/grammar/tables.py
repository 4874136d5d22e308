"""Task tables: one row is one measure, and its unit columns say who.

From DOCX a row comes as a line with its cells joined by TAB. A flattened page runs the cells together: then the
numbered points are the rows, and what stands behind a point's last full stop are its unit cells. A form names
its fields one below the other (`牵头单位`, `配合单位`, `工作任务`): it is one measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..model import Due, Role, Span, Unit
from ..piece import Piece
from .clauses import units_of
from .dues import find_dues
from .lines import GAP, SPACES, lines, squeeze, trim
from .titles import names_form
from .units import looks_like_unit, split_glued, split_units


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a task table: its units, and the times in its time column (None where it has none)."""

    span: Span
    units: tuple[Unit, ...]
    dues: tuple[Due, ...] | None
    rule: str


_ROLE_COLUMN = re.compile(
    r"(?:(?:第一|主要|具体|市级|区级|县级|省级|市直|局)?(?:牵头|配合|责任|负责|主办|承办|协办|协助|参与|参加|落实|实施|承担|主责|完成|办理|执行|督办|主管)"
    r"(?:[（(/／、和及](?:牵头|配合|责任|主办|协办|参与|落实|负责)[）)]?)*)(?:单位|部门|处室|科室|股室|机构|主体|科|处|方|分工)(?:及责任人|及负责人|[（(][^（）()]{1,8}[）)])?"
)
_TIME_COLUMN = re.compile(
    r"(?:要求|完成|办结|办理|反馈|回复|整改|推进|实施|落实|计划|时间|进度)*(?:时限|时间|期限|节点|日期|进度|进度安排)(?:要求|安排|节点)?"
)
_TEXT_COLUMN = re.compile(
    r"(?:主要|重点|工作|具体|任务|改革|整改|实施|目标|公开|创建|考核|督办|督查|催办|交办|转办|办理|反馈)*(?:任务|内容|措施|要求|举措|事项|目标|项目|标准|名称|类别|分类|领域|成果|形式|指标|要点|"
    r"工作|问题|清单)(?:及?(?:措施|要求|内容|目标|分解))?"
)
_OTHER_COLUMN = re.compile(
    r"序号|编号|备注|(?:责任|分管|牵头|责任)?(?:领导|责任人|负责人|联系人)|联系方式|联系电话|分值|得分"
)


_TABLE = re.compile(r"\t|^[ \u3000]*\|[^\n]*\|", re.M)
_RULE = re.compile(r"[\s|:\-]+")


def find_rows(piece: Piece, span: Span) -> list[TableRow]:
    """Find the rows of the task tables and forms in `text[span]`."""
    if _TABLE.search(piece.text, *span):
        return _tabbed(piece, span)
    return _stacked(piece, span) or _flat_rows(piece, span) or _form(piece, span)


def _cells(text: str, line: Span) -> list[Span]:
    """The spans of a row's cells: parted by TAB, or by the bars of a Markdown row."""
    words = text[slice(*line)]
    barred = words.lstrip(SPACES).startswith("|")
    cells = []
    at = line[0]
    for part in words.split("|" if barred else "\t"):
        cells.append(trim(text, at, at + len(part)))
        at += len(part) + 1
    return cells[1:-1] if barred else cells


def _is_row(words: str) -> bool:
    return "\t" in words or (words.lstrip(SPACES).startswith("|") and words.count("|") > 2)


def _column(words: str) -> tuple[str, str]:
    """What a header cell heads: (`unit`, its words), `time`, `text`, `other`, or nothing."""
    bare = re.sub(r"\s", "", words)
    if _ROLE_COLUMN.fullmatch(bare):
        return "unit", bare
    for kind, pattern in (("time", _TIME_COLUMN), ("other", _OTHER_COLUMN), ("text", _TEXT_COLUMN)):
        if pattern.fullmatch(bare):
            return kind, bare
    return "", bare


def _tabbed(piece: Piece, span: Span) -> list[TableRow]:
    text = piece.text
    rows: list[TableRow] = []
    columns: list[tuple[str, str]] = []
    pairs: list[Span] = []
    is_form = names_form(piece.title or "")
    for line in _whole_lines(text, span):
        if _RULE.fullmatch(text, *line):
            continue
        if not _is_row(text[slice(*line)]):
            rows += _form_of(piece, pairs)
            columns, pairs = [], []
            continue
        cells = _cells(text, line)
        header = [_column(text[slice(*cell)]) for cell in cells]
        if sum(kind != "" for kind, _ in header) >= max(2, len(cells) // 2) and any(
            kind == "unit" for kind, _ in header
        ):
            if _fills_in(text, cells, header):
                pairs.append(line)
            else:
                columns = header
        elif columns:
            if row := _row(piece, line, cells, columns):
                rows.append(row)
        elif pairs or is_form or any(kind for kind, _ in header[::2]):
            pairs.append(line)
    return rows + _form_of(piece, pairs)


_ROW_NUMBER = re.compile(r"\d{1,3}[.．、]?")
_MOST_COLUMNS = 20
_LONGEST_NAME = 12
"""Of a column, in characters."""


def _stacked(piece: Piece, span: Span) -> list[TableRow]:
    """Rows of a table whose every cell has a line of its own: column names first, then rows that begin 1, 2, 3."""
    text = piece.text
    columns: list[tuple[str, str]] = []
    found: list[list[Span]] = []
    for line in lines(text, *span):
        words = text[slice(*line)]
        if _ROW_NUMBER.fullmatch(words) and words.rstrip(".．、") == str(len(found) + 1):
            if not found and not (len(columns) > 2 and any(kind == "unit" for kind, _ in columns)):
                return []
            found.append([line])
        elif found:
            found[-1].append(line)
        else:
            column = _column(words) if len(words) <= _LONGEST_NAME else ("", "")
            columns = [*columns[-_MOST_COLUMNS:], column] if column[0] else []
    if len(found) > 1:  # what stands behind the table is no cell of its last row
        found[-1] = found[-1][: max(len(columns), *map(len, found[:-1]))]
    return [row for cells in found if (row := _stacked_row(piece, cells, columns))]


def _stacked_row(piece: Piece, cells: list[Span], columns: list[tuple[str, str]]) -> TableRow | None:
    """Give the lines of a row to its columns: each its own, what is left over to the last column of plain text."""
    surplus = len(cells) - len(columns)
    texts = [index for index, (kind, _) in enumerate(columns) if kind == "text"]
    if surplus < 0 or not texts:
        return None
    widened = texts[-1]
    first = cells[: widened + surplus + 1]
    joined = [*first[:widened], (first[widened][0], first[-1][1]), *cells[widened + surplus + 1 :]]
    row = _row(piece, (cells[0][0], cells[-1][1]), joined, columns)
    return replace(row, rule="stacked_table_row") if row else None


def _whole_lines(text: str, span: Span) -> list[Span]:
    """Lines with the tabs at their ends kept, so that empty cells count."""
    found = []
    at = span[0]
    while at < span[1]:
        stop = text.find("\n", at, span[1])
        stop = span[1] if stop < 0 else stop
        if text[at:stop].strip():
            found.append((at, stop))
        at = stop + 1
    return found


def _row(piece: Piece, line: Span, cells: list[Span], columns: list[tuple[str, str]]) -> TableRow | None:
    text = piece.text
    filled = {squeeze(text[slice(*cell)]) for cell in cells if cell[0] < cell[1]}
    if len(filled) <= 1:
        return None
    named = list(zip(cells, columns, strict=False))
    leads = any(kind == "unit" and "牵头" in label and _filled(text, cell) for cell, (kind, label) in named)
    units: list[Unit] = []
    dues: list[Due] = []
    seen: set[Span] = set()
    for cell, (kind, label) in named:
        if not _filled(text, cell) or cell in seen:
            continue
        if kind == "unit":
            units += _cell_units(text, cell, label, leads)
        elif kind == "time":
            dues += [found.due for found in find_dues(text, *cell, piece.year, labelled=True)]
        else:
            dues += [found.due for found in find_dues(text, *cell, piece.year)]
    return TableRow(trim(text, *line), tuple(units), tuple(dues), "table_row")


def _filled(text: str, cell: Span) -> bool:
    return text[slice(*cell)].strip(SPACES + "/／-—－\\无") != ""


def _role(label: str, leads: bool) -> Role:
    """A column that is 配合 and 责任 at once supports where the row has a lead, else is responsible."""
    if "牵头" in label:
        return "lead"
    if re.search("配合|协办|协助|参与|参加", label) and ("责任" not in label or leads):
        return "support"
    return "responsible"


def _cell_units(text: str, cell: Span, label: str, leads: bool) -> list[Unit]:
    role = _role(label, leads)
    return [Unit(unit.name, role if unit.role == "responsible" else unit.role) for unit in units_of(text[slice(*cell)])]


_FIELD = re.compile(
    rf"(?:(?:专项|项目|任务|行动|工作|活动)名称|{_ROLE_COLUMN.pattern}|(?:分管|责任|牵头)领导|责任人|"
    r"(?:工作|主要|重点)(?:任务|内容|目标|措施|要求)|(?:时间|进度)(?:安排|要求|节点)|完成时限|完成时间|注意事项|落实反馈|"
    r"整治(?:范围|内容|重点)|检查(?:范围|内容|重点)|备注)"
)


def _form(piece: Piece, span: Span) -> list[TableRow]:
    """A flattened form: at least four field names run into their contents, without a colon, no numbered points."""
    text = piece.text
    if piece.sections:
        return []
    fields = [
        match
        for match in _FIELD.finditer(text, *span)
        if text[match.end() : match.end() + 1] not in tuple("：:，。、；的）")
        and text[match.end() : match.end() + 1].strip()
    ]
    first = next((i for i, field in enumerate(fields) if i == 0 or field.start() - fields[i - 1].end() < 200), 0)
    fields = fields[first:]
    if len({field[0] for field in fields}) < 4 or not any(_ROLE_COLUMN.fullmatch(field[0]) for field in fields):
        return []
    units: list[Unit] = []
    dues: list[Due] = []
    end = fields[-1].end()
    leads = any("牵头" in field[0] for field in fields)
    for index, field in enumerate(fields):
        stop = fields[index + 1].start() if index + 1 < len(fields) else _field_end(text, field.end(), span[1])
        end = stop
        if _ROLE_COLUMN.fullmatch(field[0]):
            units += _cell_units(text, trim(text, field.end(), stop), field[0], leads)
        else:
            labelled = _TIME_COLUMN.fullmatch(field[0]) is not None
            dues += [found.due for found in find_dues(text, field.end(), stop, piece.year, labelled=labelled)]
    return [TableRow(trim(text, fields[0].start(), end), tuple(units), tuple(dues), "form_fields")]


def _field_end(text: str, at: int, limit: int) -> int:
    stop = re.compile(rf"[。\n]|[{SPACES}]+(?=附{GAP}件|[\u4e00-\u9fff]{{4,30}}[{SPACES}]*\d{{4}}年)").search(
        text, at, limit
    )
    return stop.start() if stop else limit


def _fills_in(text: str, cells: list[Span], header: list[tuple[str, str]]) -> bool:
    """Does a row of a form name its fields in every other cell and fill them in beside (`承办单位 | 某局 | …`)?"""
    named = list(zip(header[::2], header[1::2], cells[1::2], strict=False))
    return len(cells) % 2 == 0 and all(
        label[0] != "" and value[0] == "" and (label[0] != "unit" or not value[1] or looks_like_unit(value[1]))
        for label, value, _ in named
    )


_OF_APPROVAL = re.compile(r"(?:审批|呈批|报批|签批|审核|审签|申请|申报|登记|备案|推荐|报名|签收|统计)[单表卡件书]?$")
_ANSWER = re.compile(r"(?<![催督交][办查])意见|结论|结果|情况|批示|签字|签名|签收|盖章|备注")
"""Fields that those who got the form fill in: they order nothing."""


def _form_of(piece: Piece, pairs: list[Span]) -> list[TableRow]:
    """A form whose fields are table rows: names and contents by turns."""
    text = piece.text
    fields = [
        (squeeze(text[slice(*name)]), content)
        for line in pairs
        for cells in [_cells(text, line)]
        for name, content in zip(cells[::2], cells[1::2], strict=False)
    ]
    labels = [label for label, _ in fields]
    if (
        len(pairs) < 3
        or _OF_APPROVAL.search(piece.title or "")
        or not any(_ROLE_COLUMN.fullmatch(label) for label in labels)
    ):
        return []
    asked = [
        line
        for line in pairs
        for name, *contents in [_cells(text, line)]
        if not _ANSWER.search(text, *name) and any(_filled(text, cell) for cell in contents)
    ]
    if not asked:
        return []
    units: list[Unit] = []
    dues: list[Due] = []
    leads = any("牵头" in label for label in labels)
    for label, cell in fields:
        kind = _column(label)[0]
        if kind == "unit":
            units += _cell_units(text, cell, label, leads)
        elif not _ANSWER.search(label):
            found = find_dues(text, *cell, piece.year, labelled=kind == "time")
            dues += [item.due for item in found]
    return [TableRow((pairs[0][0], trim(text, *asked[-1])[1]), tuple(units), tuple(dues), "form_fields")]


_HEADER_WORD = (
    rf"(?:{_OTHER_COLUMN.pattern}|{_ROLE_COLUMN.pattern}|配合/责任单位|{_TIME_COLUMN.pattern}|{_TEXT_COLUMN.pattern})"
)
_HEADER = re.compile(rf"(?:{_HEADER_WORD}[{SPACES}/]*){{3,9}}")
_ROLE_WORDS = re.compile(_ROLE_COLUMN.pattern)


def _flat_rows(piece: Piece, span: Span) -> list[TableRow]:
    """Rows of a flattened table: the numbered points behind a run of column names."""
    text = piece.text
    limit = piece.sections[0].span[0] if piece.sections else span[0]
    header = next(
        (m for m in _HEADER.finditer(text, span[0], limit) if limit - m.end() <= 4 and _ROLE_WORDS.search(m[0])), None
    )
    if header is None:
        return []
    labels = [match[0] for match in _ROLE_WORDS.finditer(header[0])]
    rows = []
    sections = piece.sections
    for index, section in enumerate(sections):
        following = sections[index + 1] if index + 1 < len(sections) else None
        if following is not None and following.level > section.level:
            continue
        stop = min(following.span[0] if following else span[1], span[1])
        end = trim(text, section.span[0], stop)[1]
        if end > section.span[1]:
            low = _last_stop(text, section.span[0], end)
            within = [found.due for found in find_dues(text, section.span[0], low, piece.year)]
            times = find_dues(text, low, end, piece.year, labelled=True)
            cells_end = min((found.span[0] for found in times), default=end)
            units = _unit_cells(text, low, cells_end, labels)
            dues = (*within, *(found.due for found in times))
            rows.append(TableRow((section.span[0], end), units, dues, "flat_table_row"))
    return rows


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the sentences of a row end and its cells begin; its start where it has no full stop."""
    return max(max(text.rfind(mark, start, end) for mark in "。；！") + 1, start)


_LASTING = re.compile(
    rf"(?:长期|持续|常年|全年|每年|每月|每季度|即时|立即|按时|适时)[\u4e00-\u9fff]{{0,4}}[{SPACES}]{{0,6}}$"
)


def _unit_cells(text: str, low: int, end: int, labels: list[str]) -> tuple[Unit, ...]:
    """The unit cells of a row in `text[low:end]`. A space first means that the lead's cell is empty."""
    if text[low - 1 : low] not in ("。", "；", "！"):
        return ()
    if lasting := _LASTING.search(text, low, end):
        end = lasting.start()
    empty_first = text[low : low + 1] in tuple(SPACES)
    low, end = trim(text, low, end)
    parts = split_units(text, low, end)
    if not parts:
        return ()
    glued = split_glued(text, *parts[0])
    leads: list[Span] = []
    if len(labels) > 1 and "牵头" in labels[0] and not empty_first:
        leads = glued[:-1] if len(glued) > 1 else glued if len(parts) == 1 else []
    rest = [*glued, *parts[1:]][len(leads) :]
    role = _role(labels[-1], bool(leads))
    units = [Unit(squeeze(text[slice(*part)]), "lead") for part in leads]
    return tuple(units + [Unit(squeeze(text[slice(*part)]), role) for part in rest])

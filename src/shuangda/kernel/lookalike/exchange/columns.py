"""Which columns a table of marks or names has, and what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SEPARATOR: Final = ";"
"""Between several classes, and between several authorised names, in one cell."""

NICE_CLASSES: Final = 45


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a kind of table; the first is the id. Others that a file has are passed over."""

    title: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    """Columns in which no cell may be empty."""

    @property
    def columns(self) -> tuple[str, ...]:
        return self.required + self.optional

    @property
    def id_column(self) -> str:
        return self.required[0]


MARKS: Final = Layout("商标表", ("mark_id", "name"), ("classes", "owner", "authorised"), filled=("mark_id", "name"))
NAMES: Final = Layout("名称表", ("name_id", "text"), filled=("name_id",))


def header_fault(header: Sequence[str], layout: Layout) -> str | None:
    """What is wrong with a header, as the end of a sentence; None if all required columns stand in it once."""
    missing = [column for column in layout.required if column not in header]
    if missing:
        return f"缺少 {'、'.join(missing)} 列，{layout.title}的表头应有 {','.join(layout.required)}，请补上后再试。"
    doubled = [column for column in layout.columns if list(header).count(column) > 1]
    if doubled:
        return f"有两个 {doubled[0]} 列，请删去一个后再试。"
    return None


def cell_fault(columns: Mapping[str, Sequence[str]], layout: Layout) -> tuple[int, str] | None:
    """The first row (from 0) of a batch with a cell that cannot be, and the rest of the sentence; None if all can."""
    faults = []
    for name in layout.filled:
        if not all(map(str.strip, columns[name])):
            row = next(row for row, cell in enumerate(columns[name]) if not cell.strip())
            faults.append((row, f"的 {name} 是空的，请补上或删去这一行。"))
    if "classes" in columns:
        for cell in set(columns["classes"]):
            if not is_class_list(cell):
                sentence = f"的类别“{cell[:20]}”不是 1 到 {NICE_CLASSES} 的整数，多个类别请用英文分号隔开，如 30;32。"
                faults.append((columns["classes"].index(cell), sentence))
    return min(faults, default=None)


def is_class_list(cell: str) -> bool:
    """Whether a cell is empty or names Nice classes."""
    return not cell.strip() or all(
        (part := piece.strip()).isascii() and part.isdecimal() and len(part) <= 2 and 1 <= int(part) <= NICE_CLASSES
        for piece in cell.split(SEPARATOR)
    )


def class_list(cell: str) -> tuple[int, ...]:
    """The Nice classes of a checked cell."""
    return tuple(int(piece) for piece in cell.split(SEPARATOR) if piece.strip())


def name_list(cell: str) -> tuple[str, ...]:
    """The authorised names of a cell."""
    return tuple(name for piece in cell.split(SEPARATOR) if (name := piece.strip()))

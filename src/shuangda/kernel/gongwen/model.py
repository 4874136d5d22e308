"""An official document as content: what it says and who says it to whom, and nothing of how that looks.

Everything is immutable. Build it in code, or from Markdown with `reading.read_markdown`; `docx`, `pdf` and `html`
lay it out. Text is kept as written: no writer of this package changes a word of it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from .errors import PaperError


class Kind(StrEnum):
    """The kinds of paper an office sends; the value is what people call it."""

    NOTICE = "通知"
    LETTER = "函"
    REQUEST = "请示"
    REPORT = "报告"
    REPLY = "批复"
    OPINION = "意见"
    MINUTES = "纪要"
    BULLETIN = "简报"
    SUPERVISION = "督办单"
    APPROVAL = "审批单"
    TABLE = "表"


class Form(StrEnum):
    """How the first page is built (GB/T 9704-2012 chapters 7 and 10; a bulletin and a sheet follow custom)."""

    DOCUMENT = "文件格式"
    LETTER = "信函格式"
    MINUTES = "纪要格式"
    BULLETIN = "简报"
    SHEET = "单页表单"


FORMS = {
    Kind.LETTER: Form.LETTER,
    Kind.MINUTES: Form.MINUTES,
    Kind.BULLETIN: Form.BULLETIN,
    Kind.SUPERVISION: Form.SHEET,
    Kind.APPROVAL: Form.SHEET,
    Kind.TABLE: Form.SHEET,
}
"""The form of a kind; every other kind is a document with a red head."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text of one look. `record` is the address of the record it was taken from."""

    text: str
    strong: bool = False
    record: str | None = None


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    return "".join(span.text for span in text)


def text(words: str) -> Text:
    """Words without looks or records."""
    return (Span(words),)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4. `number` is the writer's own (`一、`); the library counts where it is None."""

    level: int
    words: Text
    number: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise PaperError(f"标题只有四级，没有第{self.level}级。")


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of one list; an ordered one is counted （1）（2）, one without order is set as paragraphs."""

    items: tuple[Text, ...]
    ordered: bool = True
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    words: Text
    columns: int = 1
    rows: int = 1
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `head` rows are printed again on every page. A cell that spans stands once, at its top left.

    `widths` are shares of the line, one a column; without them they follow the content.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int = 1
    caption: str | None = None
    widths: tuple[float, ...] | None = None
    height: float | None = None
    """The least height of a row below the head, in millimetres: room to write in"""

    def __post_init__(self) -> None:
        if not self.rows or not 0 <= self.head <= len(self.rows):
            raise PaperError("表格没有行，或表头的行数多于表格的行数。")
        self.places()
        if self.widths is not None and (len(self.widths) != self.columns or min(self.widths) <= 0):
            raise PaperError(f"列宽应当是{self.columns}个正数，一列一个。")

    @property
    def columns(self) -> int:
        return max(column + cell.columns for places in self.places() for column, cell in places)

    def places(self) -> tuple[tuple[tuple[int, Cell], ...], ...]:
        """For every row its cells with the column each begins in. Raises PaperError where rows differ in length."""
        covered: dict[tuple[int, int], bool] = {}
        found = []
        for y, row in enumerate(self.rows):
            x, line = 0, []
            for cell in row:
                while (y, x) in covered:
                    x += 1
                line.append((x, cell))
                for place in ((y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)):
                    if place in covered or place[0] >= len(self.rows):
                        raise PaperError(f"表格第{y + 1}行的合并单元格互相重叠或超出表格。")
                    covered[place] = True
            found.append(tuple(line))
        lengths = {sum((y, x) in covered for x in range(1 + max(c for _, c in covered))) for y in range(len(self.rows))}
        if len(lengths) != 1:
            raise PaperError("表格各行的列数不一致。")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG. `width` in millimetres; without it the picture is as wide as it is, at most the line."""

    data: bytes
    alt: str
    caption: str | None = None
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark below a table or a paragraph, in smaller type."""

    words: Text


Block = Heading | Paragraph | Listing | Table | Picture | Note


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is bound with the paper, each on a new page."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """发文字号: `code` of the office, year, serial. Without leading zeros, without 第."""

    code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, words: str) -> Number:
        """From `某打假办〔2026〕3号`; other brackets are read too. Raises PaperError for anything else."""
        found = re.fullmatch(r"(\S+?)\s*[〔\[［(（﹝【](\d{4})[〕\]］)）﹞】]\s*第?0*(\d+)\s*号", words.strip())
        if found is None:
            raise PaperError(f"发文字号“{words}”应当写成“机关代字〔2026〕3号”。")
        return cls(found[1], int(found[2]), int(found[3]))


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came to a meeting: 出席, 请假, 列席."""

    role: Literal["出席", "请假", "列席"]
    names: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: to whom copies go, who printed, when, how many."""

    copies: tuple[str, ...] = ()
    """抄送"""
    reported: tuple[str, ...] = ()
    """报, of a bulletin"""
    sent: tuple[str, ...] = ()
    """送, of a bulletin"""
    issued: tuple[str, ...] = ()
    """发, of a bulletin"""
    office: str | None = None
    date: datetime.date | None = None
    printed: int | None = None
    """共印 … 份"""

    def __bool__(self) -> bool:
        return bool(self.copies or self.reported or self.sent or self.issued or self.office)


@dataclass(frozen=True, slots=True)
class Paper:
    """One official document.

    `issuers` are full or short names in their order; `mark` is what stands in red at the head and is made from
    them where it is None. `sealed` leaves the place for a seal. Raises PaperError for what no paper may be.
    """

    kind: Kind
    title: str
    blocks: tuple[Block, ...] = ()
    issuers: tuple[str, ...] = ()
    mark: str | None = None
    number: Number | None = None
    addressees: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signatures: tuple[str, ...] | None = None
    """署名; the issuers where it is None"""
    date: datetime.date | None = None
    sealed: bool = True
    remark: str | None = None
    """附注, printed in parentheses: 此件公开发布, or whom to call"""
    imprint: Imprint = Imprint()
    secrecy: str | None = None
    urgency: str | None = None
    copy_number: int | None = None
    signatories: tuple[str, ...] = ()
    """签发人, of an upward document"""
    attendance: tuple[Attendance, ...] = ()
    issue: int | None = None
    """第 … 期, of a bulletin or minutes"""
    whole_issue: int | None = None
    """总第 … 期"""
    editorial: str | None = None
    """编者按, of a bulletin"""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise PaperError("公文没有标题，请写明“标题”。")
        if self.form in (Form.DOCUMENT, Form.LETTER) and not self.issuers:
            raise PaperError("公文没有发文机关，请写明“发文机关”。")
        if self.signatories and self.form is not Form.DOCUMENT:
            raise PaperError("只有上行文（文件格式）标注签发人，请删去“签发人”或改文种。")
        if self.copy_number is not None and not 0 < self.copy_number < 1_000_000:
            raise PaperError("份号是1至999999的数。")

    @property
    def form(self) -> Form:
        return FORMS.get(self.kind, Form.DOCUMENT)

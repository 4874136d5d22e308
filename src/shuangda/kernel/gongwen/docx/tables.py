"""Tables of the DOCX: merged cells, heads that come again on every page, rows that do not break."""

from __future__ import annotations

from docx.oxml.ns import nsdecls

from ..lines import Names
from ..model import Cell, Span, Table
from ..roles import CELLS, HEAD_CELLS, Look, Role
from ..standard import LINE_PT, SEAL_ROW_LINES, mm_twips, twips
from ..tables import aligned, column_shares, type_of
from .runs import AREA, run
from .styles import TABLE_STYLE, style_id


def table(content: Table, looks: dict[Role, Look]) -> str:
    """`w:tbl` of a table of the text, as wide as the type area."""
    sizes = [looks[role].size for role in CELLS]
    kind = type_of(content, sizes)
    roles = CELLS[kind], HEAD_CELLS[kind]
    widths = [round(share * AREA) for share in column_shares(content, sizes[kind])]
    rows = []
    hanging: dict[int, tuple[int, int]] = {}  # column → rows still to cover, width in columns
    for y, places in enumerate(content.places()):
        begins = dict(places)
        cells, x = [], 0
        while x < len(widths):
            if x in begins:
                cell = begins[x]
                cells.append(_cell(cell, sum(widths[x : x + cell.columns]), roles, head=y < content.head))
                if cell.rows > 1:
                    hanging[x] = (cell.rows - 1, cell.columns)
                x += cell.columns
            else:
                left, wide = hanging[x]
                cells.append(_continued(wide, sum(widths[x : x + wide]), roles[0]))
                hanging[x] = (left - 1, wide)
                x += wide
        head = "<w:tblHeader/>" if y < content.head else ""
        height = ""
        if content.height and y >= content.head:
            height = f'<w:trHeight w:val="{mm_twips(content.height)}" w:hRule="atLeast"/>'
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(cells)}</w:tr>")
    return _table(f'<w:tblStyle w:val="{TABLE_STYLE}"/>', widths, rows)


def names(content: Names) -> str:
    """Signatures side by side without rules."""
    columns = max(map(len, content.rows))
    widths = [AREA // columns] * columns
    rows = []
    for place, row in enumerate(content.rows):
        above = SEAL_ROW_LINES if place else content.above
        # A page may end between many rows, but neither before the first one nor before the date.
        free = '<w:keepNext w:val="0"/>' if 0 < place < len(content.rows) - 1 else ""
        properties = (
            f'<w:pPr><w:pStyle w:val="{style_id(Role.SIGNATURE)}"/>{free}'
            f'<w:spacing w:before="{twips(above * LINE_PT)}"/><w:jc w:val="center"/></w:pPr>'
        )
        start = f'<w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/></w:tcPr><w:p>{properties}'
        cells = (f"{start}{run(Span(name))}</w:p></w:tc>" for name in row)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return _table("", widths, rows)


def mark(cells: list[str], suffix: str, widths: tuple[int, int]) -> str:
    """The names of several offices in red with 文件 once beside them, in the middle of their height (7.2.4)."""
    rows = []
    for place, inner in enumerate(cells):
        merged = "<w:vMerge/>" if place else '<w:vMerge w:val="restart"/>'
        right = suffix if place == 0 else f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.MARK)}"/></w:pPr></w:p>'
        rows.append(
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/></w:tcPr>{inner}</w:tc><w:tc><w:tcPr>'
            f'<w:tcW w:w="{widths[1]}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>{right}</w:tc></w:tr>'
        )
    return _table("", list(widths), rows)


def _table(style: str, widths: list[int], rows: list[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell(cell: Cell, width: int, roles: tuple[Role, Role], *, head: bool) -> str:
    role = roles[head]
    align = aligned(cell, head=head)
    justify = "" if align == ("center" if head else "left") else f'<w:jc w:val="{align}"/>'
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    runs = "".join(run(piece) for piece in cell.words)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(role)}"/>{justify}</w:pPr>{runs}</w:p></w:tc>'
    )


def _continued(columns: int, width: int, role: Role) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vMerge/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(role)}"/></w:pPr></w:p></w:tc>'
    )

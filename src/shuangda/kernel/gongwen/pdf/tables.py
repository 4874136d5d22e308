"""Tables for Typst: merged cells, a head on every page, rows that do not break."""

from __future__ import annotations

from ..model import Cell, Table
from ..roles import CELLS, Look, Role
from ..tables import aligned, column_shares, type_of
from .text import typst_text

_PADDING_PT = (4.0, 2.25)
"""Beside and above the text; word processors add half the rule to the latter."""


def typst_table(content: Table, head_font: str, looks: dict[Role, Look], above: float, end: str) -> str:
    """The table as wide as the type area, in the small type of tables, so many points below what stands above.

    `end` is put behind its last words.
    """
    sizes = [looks[role].size for role in CELLS]
    look = looks[CELLS[type_of(content, sizes)]]
    shares = ", ".join(f"{share * 100:.3f}%" for share in column_shares(content, look.size))
    line = look.line or look.size
    edges = f"size: {look.size}pt, top-edge: {0.8 * line:.2f}pt, bottom-edge: -{0.2 * line:.2f}pt"
    head = "".join(_cell(cell, look, head_font) for row in content.rows[: content.head] for cell in row)
    rows = "".join(
        _cell(cell, look, strong_font=head_font, height=None if place else content.height)
        for row in content.rows[content.head :]
        for place, cell in enumerate(row)
    )
    if rows:
        rows = rows.removesuffix("],") + f"{end}],"
    repeated = f"table.header({head})," if head else ""
    return (
        f"#block(above: {above:.2f}pt, width: 100%)[#set text({edges})\n#set par(justify: false)\n"
        f"#table(columns: ({shares},), stroke: 0.5pt, inset: (x: {_PADDING_PT[0]}pt, y: {_PADDING_PT[1]}pt), "
        f"align: left + horizon, {repeated}{rows})]"
    )


def _cell(
    cell: Cell, look: Look, head_font: str | None = None, *, strong_font: str = "", height: float | None = None
) -> str:
    words = "".join(
        f"#text({strong_font})[{typst_text(span.text, look.size)}]"
        if span.strong and strong_font
        else typst_text(span.text, look.size)
        for span in cell.words
    )
    if not words:  # as high as a line, like an empty paragraph
        words = f"#block(height: {look.line or look.size:.2f}pt)[]"
    elif head_font:
        words = f"#text({head_font})[{words}]"
    spans = f"colspan: {cell.columns}, " if cell.columns > 1 else ""
    spans += f"rowspan: {cell.rows}, " if cell.rows > 1 else ""
    align = aligned(cell, head=head_font is not None)
    if height:  # a row is as high as its highest cell
        strut = f"#box(height: {height}mm - {2 * _PADDING_PT[1]}pt)"
        words = f"#grid(columns: (0pt, 1fr), align: {align} + horizon, [{strut}], [{words}])"
    return f"table.cell({spans}align: {align} + horizon, breakable: false)[{words}],"

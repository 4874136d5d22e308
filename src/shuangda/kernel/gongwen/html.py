"""A paper as one HTML page: the same lines in the same order, for reading on a screen and for printing on A4.

No script, nothing from elsewhere. Figures that carry the address of a record link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Final

from .composing import compose
from .faces import FREE, SAME
from .lines import Composed, Element, Line, Names
from .model import Form, Paper, Picture, Span, Table
from .pictures import data_address
from .roles import CELLS, HEADINGS, Look, Role
from .standard import (
    BOTTOM_MM,
    LEFT_MM,
    LINE_PT,
    POINTS_PER_MM,
    RIGHT_MM,
    RULE_THICK_MM,
    RULE_THIN_MM,
    SEAL_ROW_LINES,
    SIZE_4,
    TOP_MM,
    TRACKING_PT,
    TYPE_AREA_MM,
    Face,
)
from .tables import aligned, column_shares, type_of

_SAFE: Final = re.compile(r"https?://|[^:]*(?:[/?#]|$)", re.IGNORECASE)
"""What the address of a record may be, a web address or a place of this site: a page never links to script"""


def write_html(paper: Paper) -> str:
    """The page of a paper. Raises PaperError for a picture that is neither PNG nor JPEG."""
    composed = compose(paper)
    body = "\n".join(_body(composed))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(composed.title())}</title>\n<style>\n{_style(composed)}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(composed: Composed) -> Iterator[str]:
    yield from (_line(line, composed) for line in composed.above_mark)
    if composed.mark:
        names = "".join(f"<span>{escape(name)}</span>" for name in composed.mark)
        suffix = f"<span>{escape(composed.suffix)}</span>" if composed.suffix else ""
        yield f'<p class="mark"><span class="{"joint" if suffix else "own"}">{names}</span>{suffix}</p>'
    if composed.form is Form.LETTER:
        yield '<hr class="rule double">'
    for line in composed.below_mark:
        yield _line(line, composed)
    if composed.form not in (Form.LETTER, Form.SHEET):
        yield '<hr class="rule">'
    yield from _elements(composed)
    if composed.imprint:
        yield f"<footer>{''.join(_imprint_row(line, composed) for line in composed.imprint)}</footer>"


def _imprint_row(line: Line, composed: Composed) -> str:
    return _line(line, composed) if line.words or line.aside else f'<hr class="{_name(line.role)}">'


def _elements(composed: Composed) -> Iterator[str]:
    """The body; attachments are sections of their own, and their headings stand a level lower."""
    attached = False
    for element, after in pairwise((*composed.body, None)):
        if isinstance(element, Line) and element.role is Role.CAPTION and isinstance(after, Table):
            continue  # a table's caption belongs into it
        if isinstance(element, Line) and element.role is Role.ATTACHMENT_MARK:
            yield "</section>\n<section>" if attached else "<section>"
            attached = True
        if element is not None:
            yield _element(element, composed, depth=int(attached))
    if attached:
        yield "</section>"


def _element(element: Element, composed: Composed, depth: int) -> str:
    match element:
        case Line():
            return _line(element, composed, depth)
        case Table():
            return _table(element, composed.looks)
        case Names():
            rows = "".join(f"<p>{''.join(f'<span>{escape(name)}</span>' for name in row)}</p>" for row in element.rows)
            return f'<div class="names" style="padding-top:{element.above * LINE_PT:.2f}pt">{rows}</div>'
        case Picture():
            width = f' style="width:{element.width}mm"' if element.width else ""
            words = escape(element.alt, quote=True)
            return f'<p class="picture"><img src="{data_address(element)}" alt="{words}"{width}></p>'


def _line(line: Line, composed: Composed, depth: int = 0) -> str:
    look = composed.looks[line.role]
    tag = "p"
    if line.role in HEADINGS:
        tag = f"h{min(HEADINGS.index(line.role) + 2 + depth, 6)}"
    elif line.role is Role.TITLE:
        tag = "h1"
    elif line.role is Role.ATTACHMENT_TITLE:
        tag = "h2"
    words = _spans(line.words)
    if line.aside:
        label, names = line.aside[:1], line.aside[1:]
        named = f'<span class="signatory">{_spans(names)}</span>' if names else ""  # 签发人 (7.2.6)
        words = f"<span>{words}</span><span>{_spans(label)}{named}</span>"
    aside = " aside" if line.aside else ""
    return f'<{tag} class="{_name(line.role)}{aside}"{_places(line, look)}>{words}</{tag}>'


def _places(line: Line, look: Look) -> str:
    """What a line changes of its role: indents, the space above."""
    changes = []
    if line.hanging:
        changes.append(f"padding-left:{_ems(line.left)};text-indent:-{_ems(line.hanging)}")
    elif line.left is not None and line.left != look.left:
        changes.append(f"padding-left:{_ems(line.left)}")
    if line.right is not None and line.right != look.right:
        changes.append(f"padding-right:{_ems(line.right)}")
    if line.ragged:
        changes.append("text-align:left")
    if line.above is not None:
        changes.append(f"margin-top:{line.above * LINE_PT:.2f}pt")
    return f' style="{";".join(changes)}"' if changes else ""


def _ems(characters: float | None) -> str:
    return f"{characters or 0:.2f}em"


def _spans(spans: tuple[Span, ...]) -> str:
    out = []
    for span in spans:
        words = escape(span.text).replace("\n", "<br>")
        if span.strong:
            words = f"<strong>{words}</strong>"
        if span.record and _SAFE.match(span.record):
            words = f'<a href="{escape(span.record, quote=True)}">{words}</a>'
        out.append(words)
    return "".join(out)


def _table(table: Table, looks: dict[Role, Look]) -> str:
    sizes = [looks[role].size for role in CELLS]
    size = sizes[type_of(table, sizes)]
    columns = "".join(f'<col style="width:{share * 100:.2f}%">' for share in column_shares(table, size))
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    rows = []
    for y, row in enumerate(table.rows):
        head = y < table.head
        cells = []
        for cell in row:
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            scope = (' scope="colgroup"' if cell.columns > 1 else ' scope="col"') if head else ""
            align = aligned(cell, head=head)
            place = "" if align == ("center" if head else "left") else f' style="text-align:{align}"'
            tag = "th" if head else "td"
            cells.append(f"<{tag}{spans}{scope}{place}>{_spans(cell.words)}</{tag}>")
        height = f' style="height:{table.height}mm"' if table.height and not head else ""
        rows.append(f"<tr{height}>{''.join(cells)}</tr>")
    thead = f"<thead>{''.join(rows[: table.head])}</thead>" if table.head else ""
    inner = f"{caption}<colgroup>{columns}</colgroup>{thead}<tbody>{''.join(rows[table.head :])}</tbody>"
    return f'<table style="font-size:{size:g}pt">{inner}</table>'


def _name(role: Role) -> str:
    return role.name.lower().replace("_", "-")


def _family(face: Face) -> str:
    return ", ".join(f'"{name}"' for name in (*SAME[face], *FREE[face])) + ", serif"


def _style(composed: Composed) -> str:
    rules = [f".{_name(role)} {{ {_look(look)} }}" for role, look in composed.looks.items()]
    return _FRAME + "\n".join(rules) + "\n"


def _look(look: Look) -> str:
    out = [f"font-family: {_family(look.face)}", f"font-size: {look.size}pt"]
    out.append(f"line-height: {look.line or LINE_PT:.2f}pt")
    out.append(f"text-align: {'justify' if look.align == 'both' else look.align}")
    out.append(f"margin: {look.before:.2f}pt 0 {look.after:.2f}pt")
    out.append(f"padding: 0 {_ems(look.right)} 0 {_ems(look.left)}")
    out.append(f"text-indent: {_ems(look.first)}")
    if look.red:
        out.append("color: #f00")
    if look.keep_with_next:
        out.append("break-after: avoid")
    if look.new_page:
        out.append("break-before: page")
    return "; ".join(out)


_FRAME: Final = f"""\
@page {{ size: A4; margin: {TOP_MM}mm {RIGHT_MM}mm {BOTTOM_MM}mm {LEFT_MM}mm; }}
@page :right {{ @bottom-right {{ content: "— " counter(page) " —"; font-size: {SIZE_4}pt; }} }}
@page :left {{ @bottom-left {{ content: "— " counter(page) " —"; font-size: {SIZE_4}pt; }} }}
body {{ margin: 0; color: #000; background: #fff; letter-spacing: {TRACKING_PT}pt; }}
h1, h2, h3, h4, h5, h6 {{ font-weight: normal; }}
strong {{ font-weight: normal; font-family: {_family(Face.HEI)}; }}
a {{ color: inherit; text-decoration: underline; }}
p.aside {{ display: flex; justify-content: space-between; }}
p.aside span {{ white-space: pre-wrap; }}
.signatory {{ font-family: {_family(Face.KAI)}; }}
p.mark {{ display: flex; justify-content: center; align-items: center; gap: 18pt; letter-spacing: 0; }}
p.mark span span {{ display: block; }}
p.mark .joint span {{ text-align-last: justify; }}
hr {{ border: 0; margin: 0; }}
hr.rule {{ border-top: 1.5pt solid #f00; margin-top: 5pt; }}
hr.double {{ border-top: 3.75pt double #f00; margin-bottom: 5pt; }}
.names p {{ display: flex; line-height: {LINE_PT}pt; margin: 0; }}
.names p + p {{ margin-top: {SEAL_ROW_LINES * LINE_PT}pt; }}
.names span {{ flex: 1; text-align: center; }}
.names {{ font-family: {_family(Face.TEXT)}; font-size: 16pt; }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: {LINE_PT / 2:.2f}pt;
  font-family: {_family(Face.TEXT)}; line-height: 1.5; }}
caption {{ font-size: 12pt; }}
caption, th {{ font-family: {_family(Face.HEI)}; font-weight: normal; }}
caption {{ line-height: {LINE_PT}pt; break-after: avoid; }}
th, td {{ border: 0.5pt solid #000; padding: 2pt 4pt; text-align: left; vertical-align: middle; }}
th {{ text-align: center; }}
tr, thead {{ break-inside: avoid; }}
tbody tr:first-child {{ break-before: avoid; }}
.picture {{ break-after: avoid; }}
.picture img {{ max-width: 100%; max-height: {TYPE_AREA_MM[1] - 2 * LINE_PT / POINTS_PER_MM:.0f}mm; }}
footer {{ margin-top: {2 * LINE_PT}pt; break-inside: avoid; }}
hr.thick {{ border-top: {RULE_THICK_MM}mm solid #000; }}
hr.thin {{ border-top: {RULE_THIN_MM}mm solid #000; }}
@media screen {{
  main {{ max-width: {TYPE_AREA_MM[0]}mm; margin: 0 auto; padding: {TOP_MM}mm 10mm; }}
  section {{ margin-top: {2 * LINE_PT}pt; }}
}}
"""

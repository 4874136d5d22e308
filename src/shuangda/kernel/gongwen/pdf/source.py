"""The Typst source of a paper: the same lines and looks as the DOCX, in Typst's words.

Everything that a person wrote goes in as a string literal; no text can become code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..faces import Faces
from ..lines import Composed, Element, Line, Names
from ..model import Form, Picture, Span, Table
from ..pictures import highest, media_type
from ..roles import INK_TOP, Look, Role, letter_gap
from ..standard import (
    BOTTOM_MM,
    FOLIO_BELOW_MM,
    FOLIO_DASH,
    INDENT_PT,
    LEFT_MM,
    LETTER_FOOT_MM,
    LETTER_MARK_MM,
    LETTER_RULE_MM,
    LETTER_RULES_PT,
    LINE_PT,
    LINES,
    PAGE_MM,
    POINTS_PER_MM,
    RED,
    RIGHT_MM,
    SEAL_ROW_LINES,
    SIZE_3,
    SIZE_4,
    TOP_MM,
    TRACKING_PT,
    TYPE_AREA_MM,
    Face,
)
from ..titles import width
from .tables import typst_table
from .text import literal, typst_text

RULE_PT: Final = 1.5
_TABLE_RULE_PT: Final = 0.5
"""Word processors give a table room for one rule more than it has rows"""
_REST_PT: Final = TYPE_AREA_MM[1] * POINTS_PER_MM - LINES * LINE_PT - 0.1
"""What 22 lines leave of the type area: word processors put no text there either"""
_EM_MIDDLE: Final = 0.38
"""The middle of a Chinese letter above its baseline, as a share of its size"""
_LAYOUT: Final = (
    "#context [#metadata((imprint: query(<imprint>).map(x => x.value), "
    "ends: query(<ends>).map(x => (x.value, x.location().page())), "
    "signature: query(<signature>).map(x => x.location().page()), "
    "last: query(<text-end>).first().location().page()))<layout>]"
)
"""What `pdf.settle` asks: where the 版记 is, on which page each element of the body ends and the signature begins"""


class Source:
    """Writes the source of one paper; `pictures` collects what must lie beside it."""

    def __init__(self, composed: Composed, faces: Faces) -> None:
        self.pictures: list[bytes] = []
        self._composed, self._faces = composed, faces
        self._after = 0.0

    def __str__(self) -> str:
        return "\n".join(self._all()) + "\n"

    def _all(self) -> Iterator[str]:
        composed = self._composed
        yield from self._settings()
        for line in composed.above_mark:
            yield self._line(line)
        yield from self._mark()
        for line in composed.below_mark:
            yield self._line(line)
        if composed.form not in (Form.LETTER, Form.SHEET):
            yield self._red_rule()
        signature = composed.signature()
        for place, element in enumerate(composed.body):
            begin = "#metadata(none)<signature>" if place == signature else ""
            end = f"#metadata({place})<ends>" if signature is not None and place < signature else ""
            yield from self._element(element, begin, end)
        yield "#metadata(none) <text-end>"
        if composed.imprint:
            yield from self._imprint()
        yield _LAYOUT

    def _settings(self) -> Iterator[str]:
        paper = self._composed.paper
        keywords = ", ".join(literal(word) for word in (paper.kind.value, str(paper.number or "")) if word)
        yield f"#set document(title: {literal(self._composed.title())}, keywords: ({keywords},), date: none)"
        yield (
            f"#set page(width: {PAGE_MM[0]}mm, height: {PAGE_MM[1]}mm, margin: (top: {TOP_MM}mm, left: {LEFT_MM}mm, "
            f"right: {RIGHT_MM}mm, bottom: {BOTTOM_MM}mm + {_REST_PT:.2f}pt), "
            f"foreground: context {{ {self._foreground()} }})"
        )
        yield (
            f'#set text(size: {SIZE_3}pt, lang: "zh", region: "cn", tracking: {TRACKING_PT}pt, overhang: false, '
            f"cjk-latin-spacing: none, costs: (widow: 0%, orphan: 0%), fallback: true, {self._font(Face.TEXT)})"
        )
        yield '#set par(leading: 0pt, spacing: 0pt, linebreaks: "simple", justify: true)'
        yield "#set block(above: 0pt, below: 0pt)"
        yield "#show heading: it => it.body"
        yield f"#let m(x) = text(tracking: {TRACKING_PT - 0.001}pt, x)"

    def _foreground(self) -> str:
        """Page numbers outside, at their height; on the first page of a letter the rules instead (7.5, 10.1)."""
        base = (TOP_MM + TYPE_AREA_MM[1] + FOLIO_BELOW_MM) * POINTS_PER_MM + (FOLIO_DASH - 1) * SIZE_4
        number = (
            f"text({self._font(Face.SONG)}, size: {SIZE_4}pt, tracking: {TRACKING_PT}pt, top-edge: {SIZE_4}pt, "
            'bottom-edge: 0pt, "— " + str(p) + " —")'
        )
        right, left = RIGHT_MM * POINTS_PER_MM + INDENT_PT, LEFT_MM * POINTS_PER_MM + INDENT_PT
        folio = (
            f"if calc.odd(p) {{ place(top + right, dx: -{right:.2f}pt, dy: {base:.2f}pt, {number}) }} "
            f"else {{ place(top + left, dx: {left:.2f}pt, dy: {base:.2f}pt, {number}) }}"
        )
        skip = "p in query(<unnumbered>).map(x => x.location().page())"
        if self._composed.form is Form.LETTER:
            foot = (PAGE_MM[1] - LETTER_FOOT_MM) * POINTS_PER_MM
            rule = (
                f"place(top + center, dy: {foot - sum(LETTER_RULES_PT):.2f}pt, {self._double_rule(thick_first=False)})"
            )
            folio = f"if p == 1 {{ {rule} }} else {{ {folio} }}"
        return f"let p = here().page(); if not ({skip}) {{ {folio} }}"

    def _double_rule(self, *, thick_first: bool) -> str:
        thick, gap, thin = LETTER_RULES_PT
        widths = (thick, thin) if thick_first else (thin, thick)
        width, fill = f"{LETTER_RULE_MM}mm", f'rgb("{RED}")'
        lines = ", ".join(f"rect(width: {width}, height: {height}pt, fill: {fill})" for height in widths)
        return f"stack(dir: ttb, spacing: {gap}pt, {lines})"

    def _mark(self) -> Iterator[str]:
        composed, look = self._composed, self._composed.looks[Role.MARK]
        if not composed.mark:
            return
        if composed.form is Form.LETTER:
            yield from self._letter_mark(look)
        elif composed.suffix:
            yield from self._joint_mark(look)
        else:
            self._after = 0.0
            yield f"#v({look.before:.2f}pt)"
            for words in composed.mark:
                yield self._set(Role.MARK, look, typst_text(words, look.size, 0), Line(Role.MARK, (), above=0))

    def _letter_mark(self, look: Look) -> Iterator[str]:
        line = look.line or 0
        top = (LETTER_MARK_MM - TOP_MM) * POINTS_PER_MM - (0.8 * line - INK_TOP * look.size)
        names = "".join(self._set(Role.MARK, look, typst_text(name, look.size, 0)) for name in self._composed.mark)
        height = line * len(self._composed.mark) + letter_gap(look)
        aside = (LEFT_MM - RIGHT_MM) / 2
        yield f"#place(top + center, dx: -{aside}mm, dy: {top:.2f}pt, block(width: {LETTER_RULE_MM}mm)[{names}])"
        rule = self._double_rule(thick_first=True)
        yield f"#place(top + center, dx: -{aside}mm, dy: {top + height:.2f}pt, {rule})"
        yield f"#v({top + height + sum(LETTER_RULES_PT) + SIZE_3 * 7 / 8 - (LINE_PT - SIZE_3) / 2:.2f}pt)"
        yield "#block(height: 0pt)[]"  # what follows keeps its distance from a block, not from a space

    def _joint_mark(self, look: Look) -> Iterator[str]:
        """Several offices one below another, spread to one width, 文件 once in the middle of their height."""
        size, longest = look.size, max(map(width, self._composed.mark))
        rows = []
        for name in self._composed.mark:
            letters = " #h(1fr) ".join(f"#{literal(letter)}" for letter in name)
            rows.append(f"[#block(width: {longest * size + 2:.2f}pt)[{letters}]]")
        style = (
            f'{self._font(Face.TITLE)}, size: {size}pt, fill: rgb("{RED}"), tracking: 0pt, '
            f"top-edge: {0.8 * (look.line or 0):.2f}pt, bottom-edge: -{0.2 * (look.line or 0):.2f}pt"
        )
        stack = f"stack(dir: ttb, {', '.join(rows)})"
        suffix = f"#{literal(self._composed.suffix)}"
        yield f"#v({look.before:.2f}pt)"
        yield (
            f"#align(center, block[#set text({style})\n#set par(justify: false)\n"
            f"#grid(columns: 2, column-gutter: 18pt, align: horizon, {stack}, [{suffix}])])"
        )
        self._after = 0.0

    def _red_rule(self) -> str:
        height = self._composed.looks[Role.RULE].line or 0
        return f'#block(height: {height + RULE_PT:.2f}pt, width: 100%, stroke: (bottom: {RULE_PT}pt + rgb("{RED}")))[]'

    def _element(self, element: Element, begin: str, end: str) -> Iterator[str]:
        """`begin` and `end` are put before its first and behind its last words."""
        match element:
            case Line():
                yield self._line(element, begin, end)
            case Table():
                yield typst_table(element, self._font(Face.HEI), self._composed.looks, self._after, end)
                # A block, not a space: it goes over to the next page as the empty line of the DOCX does.
                yield f"#block(height: {LINE_PT / 2 + _TABLE_RULE_PT:.3f}pt, breakable: false)[]"
                self._after = 0.0
            case Names():
                yield self._names(element, begin)
            case Picture():
                yield self._picture(element, end)

    def _names(self, names: Names, begin: str) -> str:
        """Rows that hang together at the beginning and at the end, and between which a page may end."""
        look = self._composed.looks[Role.SIGNATURE]
        out = f"#block(above: 0pt)[#set text({self._edges(look)})\n"
        for place, row in enumerate(names.rows):
            cells = "".join(f"[{typst_text(name, look.size)}]," for name in row)
            above = SEAL_ROW_LINES if place else names.above
            sticky = place in (0, len(names.rows) - 1)
            out += (
                f"#block(above: 0pt, inset: (top: {above * LINE_PT:.2f}pt), width: 100%, breakable: false, "
                f"sticky: {str(sticky).lower()})"
                f"[{'' if place else begin}#grid(columns: (1fr,) * {len(row)}, align: center, {cells})]\n"
            )
        self._after = 0.0
        return out + "]"

    def _picture(self, picture: Picture, end: str) -> str:
        media_type(picture)
        self.pictures.append(picture.data)
        name = f'"{len(self.pictures) - 1}", alt: {literal(picture.alt)}'
        look = self._composed.looks[Role.PICTURE]
        above, self._after = max(self._after, look.before), 0.0
        wide = f"{picture.width}mm" if picture.width else f"calc.min(i.width, {TYPE_AREA_MM[0]}mm)"
        fitted = (
            f"let i = measure(image({name})); let w = {wide}; "
            f"image({name}, width: w * calc.min(1, {highest(picture)}mm / (w * (i.height / i.width))))"
        )
        sticky = str(bool(picture.caption)).lower()
        return (
            f"#block(above: {above:.2f}pt, width: 100%, sticky: {sticky}, breakable: false)"
            f"[#align(center, context {{ {fitted} }}){end}]"
        )

    def _line(self, line: Line, begin: str = "", end: str = "") -> str:
        look = self._composed.looks[line.role]
        if not (line.words or line.aside):
            above, self._after = max(look.before, self._after), look.after
            return f"#block(above: {above:.2f}pt, height: {look.line or LINE_PT:.2f}pt)[]"
        words = self._spans(line.words, line.role, look)
        if line.aside:
            words += f"#h(1fr){self._spans(line.aside, line.role, look, aside=True)}"
        if look.level:
            words = f"#heading(level: {look.level}, outlined: true)[{words}]"
        elif line.role is Role.ATTACHMENT_TITLE:
            words = f"#heading(level: 1, outlined: true)[{words}]"
        if line.pitch is not None:
            look = replace(look, line=line.pitch)
        return self._set(line.role, look, begin + words + end, line)

    def _set(self, role: Role, look: Look, words: str, line: Line | None = None) -> str:
        """A paragraph as a block of its own, with the look of its role and what the line changes of it."""
        line = line or Line(role, ())
        left = look.left if line.left is None else line.left
        right = look.right if line.right is None else line.right
        first = 0 if line.hanging else look.first
        hanging = line.hanging or 0
        before = look.before if line.above is None else line.above * LINE_PT
        above, self._after = max(before, self._after), look.after  # word processors take the larger of the two
        if look.new_page:
            above = 0.0
        break_before = "#pagebreak(weak: true)\n" if look.new_page else ""
        indent = (
            f"first-line-indent: (amount: {first * look.size:.2f}pt, all: true), "
            f"hanging-indent: {hanging * look.size:.2f}pt, "
            f"justify: {str(look.align == 'both' and not line.ragged).lower()}"
        )
        left -= hanging
        align = "left" if line.aside or look.align == "both" else look.align
        sticky = str(look.keep_with_next if line.keep is None else line.keep).lower()
        return (
            f"{break_before}#block(above: {above:.2f}pt, width: 100%, sticky: {sticky}, "
            f"inset: (left: {left * look.size:.2f}pt, right: {right * look.size:.2f}pt))"
            f"[#set text({self._edges(look)})\n#set align({align})\n"
            f"#show heading: set text({self._edges(look)})\n#par({indent})[{words}]]"
        )

    def _edges(self, look: Look) -> str:
        """Face, size and the height of the line: Chinese letters stand in the middle of a cell of the grid."""
        pitch = look.line or LINE_PT
        base = 0.8 * pitch if look.line else pitch / 2 + _EM_MIDDLE * look.size
        colour = f', fill: rgb("{RED}")' if look.red else ""
        return (
            f"{self._font(look.face)}, size: {look.size}pt, top-edge: {base:.3f}pt, "
            f"bottom-edge: {base - pitch:.3f}pt{colour}"
        )

    def _spans(self, spans: tuple[Span, ...], role: Role, look: Look, *, aside: bool = False) -> str:
        out = []
        for place, span in enumerate(spans):
            words = typst_text(span.text, look.size)
            if span.strong:
                words = f"#text({self._font(Face.HEI)})[{words}]"
            elif aside and role is Role.NUMBER and place:
                words = f"#text({self._font(Face.KAI)})[{words}]"
            out.append(words)
        return "".join(out)

    def _font(self, face: Face) -> str:
        weight = "bold" if face is Face.TITLE and face in self._faces.replaced else "regular"
        return f'font: {literal(self._faces.families[face])}, weight: "{weight}"'

    def _imprint(self) -> Iterator[str]:
        """At the foot of the last page; that of a document or of minutes is an even one (7.4.1)."""
        self._after = 0.0
        rows = "".join(self._imprint_row(line) for line in self._composed.imprint)
        even = self._composed.form in (Form.DOCUMENT, Form.MINUTES)
        # The foot of a letter's first page takes what whole lines leave of it: up to one line less for the 版记.
        less = f"if p == 1 {{ {LINE_PT}pt }} else {{ 0pt }}" if self._composed.form is Form.LETTER else "0pt"
        yield f"#let imprint = block(width: 100%)[{rows}]"
        yield (
            "#context { let at = query(<text-end>).first().location(); let p = at.page(); "
            f"let fits = at.position().y + measure(imprint, width: {TYPE_AREA_MM[0]}mm).height "
            f"<= {(PAGE_MM[1] - BOTTOM_MM) * POINTS_PER_MM:.2f}pt - {{ {less} }}; "
            f"let even = {str(even).lower()}; "
            "let same = fits and (not even or calc.even(p)); "
            'let where = if same { "here" } else if even { "even" } else { "next" }; '
            "if not same { pagebreak(); [#metadata(none) <unnumbered>]; "
            "if even and calc.even(p) { pagebreak(); [#metadata(none) <unnumbered>] } }; "
            f"place(bottom, dy: {_REST_PT:.2f}pt, imprint); [#metadata(where)<imprint>] }}"
        )

    def _imprint_row(self, line: Line) -> str:
        look = self._composed.looks[line.role]
        if line.role in (Role.THICK, Role.THIN):
            return f"#block(width: 100%, height: {look.line:.3f}pt, fill: black)[]"
        return self._line(line)

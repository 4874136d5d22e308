"""What a paragraph and a run look like in the end: defaults → table style → styles → numbering → direct formatting.

ECMA-376 part 1, 17.7.2 (style hierarchy) and 17.7.3 (toggle properties). Values merge attribute by attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ...policytext.sources.markup import attribute, local

Values = dict[str, str]
"""Flat properties: `ind.left` → `640`, `sz` → `32`; a toggle is `1` or `0`."""
_OFF: Final = ("0", "false", "off", "none")
_TOGGLES: Final = ("b", "i", "caps", "smallCaps", "strike", "vanish")
_WORD_DEFAULT_SIZE: Final = 10.0
_DEPTH: Final = 50
"""Styles based on one another; people go three or four deep, and thousands would be made to waste time."""
_SLOTS: Final = ("eastAsia", "ascii", "hAnsi")
_JUSTIFY: Final = {"start": "left", "end": "right", "distribute": "distribute", "thaiDistribute": "distribute"}


@dataclass(frozen=True, slots=True)
class Letters:
    """The look of a run. Faces are names, empty where nothing names one; size and tracking in points."""

    east: str
    latin: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str
    """Six hexadecimal digits, empty for automatic (black)"""
    tracking: float
    raised: bool
    hidden: bool
    snap: bool

    @property
    def black(self) -> bool:
        return self.colour in ("", "000000")

    @property
    def red(self) -> bool:
        if len(self.colour) != 6:
            return False
        try:
            red, green, blue = (int(self.colour[i : i + 2], 16) for i in (0, 2, 4))
        except ValueError:
            return False
        return red >= 0xB0 and green <= 0x60 and blue <= 0x60


@dataclass(frozen=True, slots=True)
class Rule:
    """One border: its kind (`single`, `thickThinSmallGap`), width in millimetres, colour."""

    kind: str
    width: float
    colour: str

    @property
    def red(self) -> bool:
        return Letters("", "", 0, False, False, False, self.colour, 0, False, False, True).red


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. Indents in characters of its own size, distances in points."""

    style: str
    """Name of its style, as Word shows it in English"""
    align: str
    left: float
    right: float
    first: float
    """Negative where the first line hangs out"""
    before: float
    after: float
    line: float
    """Points where `line_rule` is `exact` or `atLeast`, otherwise a multiple of a line"""
    line_rule: str
    snap: bool
    keep_next: bool
    new_page: bool
    framed: bool
    outline: int | None
    borders: dict[str, Rule] = field(default_factory=dict)
    contextual: bool = False
    fill: str = ""
    """The colour behind it: a low black paragraph is a rule"""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    paragraph: Values
    letters: Values
    next: str | None = None


class Formats:
    """Resolves formatting from the styles, the numbering and the theme of a document."""

    def __init__(
        self, styles: etree._Element | None, numbering: etree._Element | None, theme: etree._Element | None
    ) -> None:
        self._defaults: tuple[Values, Values] = ({}, {})
        self._styles: dict[str, _Style] = {}
        self._default: dict[str, str] = {}
        self._themes = dict(_theme_fonts(theme))
        self._levels = dict(_number_levels(numbering))
        for element in styles if styles is not None else ():
            if local(element) == "docDefaults":
                self._defaults = _default_values(element)
            elif local(element) == "style":
                self._read_style(element)
        self._chains: dict[tuple[str | None, bool], Values] = {}
        self._letters_of: dict[tuple[object, ...], Letters] = {}

    def _read_style(self, element: etree._Element) -> None:
        identity = attribute(element, "styleId") or ""
        if attribute(element, "default") in ("1", "true", "on"):
            self._default.setdefault(attribute(element, "type") or "", identity)
        parts = {local(child): child for child in element}
        self._styles[identity] = _Style(
            name=_value(parts.get("name")) or identity,
            based_on=_value(parts.get("basedOn")),
            paragraph=paragraph_values(parts.get("pPr")),
            letters=letter_values(parts.get("rPr")),
        )

    def style_of(self, properties: etree._Element | None) -> str | None:
        """The id of the paragraph style that holds for these `w:pPr`."""
        own = (
            next((_value(child) for child in properties if local(child) == "pStyle"), None)
            if (properties is not None)
            else None
        )
        return own if own in self._styles else self._default.get("paragraph")

    def name_of(self, style: str | None) -> str:
        found = self._styles.get(style or "")
        return found.name if found else ""

    def setting(
        self, properties: etree._Element | None, table: str | None, pitch: float, size: float | None = None
    ) -> Setting:
        """How a paragraph with these `w:pPr` is set, in a table of that style, on a grid of that pitch in points.

        `size` is that of its characters, in which indents are told; without it, what its style says.
        """
        style = self.style_of(properties)
        own = paragraph_values(properties)
        merged = {**self._defaults[0], **self._chain(table, paragraph=True), **self._chain(style, paragraph=True)}
        merged = _with_indents(merged, self._numbered(style, own, merged))
        merged = _with_indents(merged, own)
        size = size or self.letters(properties, None, table).size
        return _setting(merged, self.name_of(style), size, pitch)

    def _numbered(self, style: str | None, own: Values, merged: Values) -> Values:
        """Indents of the list level; a style that names the list and indents itself keeps its own (17.9.23)."""
        identity = own.get("numId", merged.get("numId"))
        if identity in (None, "0"):
            return {}
        level = own.get("ilvl", merged.get("ilvl", "0"))
        found = self._levels.get((identity, level), {})
        if "numId" not in own and any(key.startswith("ind.") for key in self._chain(style, paragraph=True)):
            return {}
        return found

    def letters(
        self, properties: etree._Element | None, run: etree._Element | None, table: str | None = None
    ) -> Letters:
        """The look of a run with these `w:rPr` in a paragraph with these `w:pPr`."""
        direct = letter_values(run)
        style = self.style_of(properties)
        key = (style, table, *sorted(direct.items()))
        if key not in self._letters_of:
            self._letters_of[key] = self._resolved(style, table, direct)
        return self._letters_of[key]

    def _resolved(self, style: str | None, table: str | None, direct: Values) -> Letters:
        character = direct.get("rStyle") or self._default.get("character")
        chains = [
            self._chain(table, paragraph=False),
            self._chain(style, paragraph=False),
            self._chain(character, paragraph=False),
        ]
        merged = dict(self._defaults[1])
        for chain in chains:
            merged = _with_faces(merged, chain)
        for toggle in _TOGGLES:
            # 17.7.3: the styles of table, paragraph and character cancel one another; the defaults and the run do not.
            on = sum(chain.get(toggle) == "1" for chain in chains) % 2 == 1
            merged[toggle] = "1" if on or self._defaults[1].get(toggle) == "1" else "0"
        return self._letters(_with_faces(merged, direct))

    def _chain(self, style: str | None, *, paragraph: bool) -> Values:
        key = (style, paragraph)
        if key not in self._chains:
            merged: Values = {}
            for part in reversed(list(self._ancestors(style))):
                values = part.paragraph if paragraph else part.letters
                merged = _with_indents(merged, values) if paragraph else _with_faces(merged, values)
            self._chains[key] = merged
        return self._chains[key]

    def _ancestors(self, style: str | None) -> Iterator[_Style]:
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen and len(seen) < _DEPTH:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].based_on

    def _letters(self, values: Values) -> Letters:
        colour = values.get("color", "").upper()
        underline = values.get("u", "none")
        return Letters(
            east=self._face(values, "eastAsia"),
            latin=self._face(values, "ascii") or self._face(values, "hAnsi"),
            size=_number(values.get("sz"), _WORD_DEFAULT_SIZE * 2) / 2,
            bold=values.get("b") == "1",
            italic=values.get("i") == "1",
            underline=underline not in ("none", "0"),
            colour="" if colour in ("AUTO", "") else colour,
            tracking=_number(values.get("spacing"), 0) / 20,
            raised=values.get("vertAlign", "baseline") != "baseline",
            hidden=values.get("vanish") == "1",
            snap=values.get("snapToGrid", "1") not in _OFF,
        )

    def _face(self, values: Values, slot: str) -> str:
        theme = values.get(f"face.{slot}Theme")
        if theme is not None:
            return self._themes.get(theme, "")
        return values.get(f"face.{slot}", "")


def paragraph_values(properties: etree._Element | None) -> Values:
    """What one `w:pPr` says by itself."""
    out: Values = {}
    for child in properties if properties is not None else ():
        name = local(child)
        if name in ("ind", "spacing"):
            out |= {f"{name}.{_key(key)}": str(value) for key, value in child.attrib.items()}
        elif name == "pBdr":
            for side in child:
                values = (attribute(side, key) or "" for key in ("val", "sz", "color"))
                out[f"border.{local(side)}"] = " ".join(value or "-" for value in values)
        elif name == "numPr":
            out |= {local(part): _value(part) or "" for part in child}
        elif name == "shd":
            out["shd"] = (attribute(child, "fill") or "").upper()
        elif name == "framePr":
            out["framePr"] = "1"
        elif name not in ("rPr", "sectPr", "tabs", "pPrChange", "pStyle"):
            out[name] = _value(child) if _value(child) is not None else "1"  # type: ignore[assignment]
    return out


def letter_values(properties: etree._Element | None) -> Values:
    """What one `w:rPr` says by itself."""
    out: Values = {}
    for child in properties if properties is not None else ():
        name = local(child)
        if name == "rFonts":
            out |= {f"face.{_key(key)}": str(value) for key, value in child.attrib.items()}
        elif name in _TOGGLES:
            out[name] = "0" if _value(child) in _OFF else "1"
        elif name != "rPrChange":
            out[name] = _value(child) if _value(child) is not None else "1"  # type: ignore[assignment]
    return out


def _with_faces(below: Values, above: Values) -> Values:
    """A face named directly hides the theme's below it, and the other way round (17.3.2.26)."""
    merged = {**below, **above}
    for slot in _SLOTS:
        if f"face.{slot}" in above and f"face.{slot}Theme" not in above:
            merged.pop(f"face.{slot}Theme", None)
    return merged


def _with_indents(below: Values, above: Values) -> Values:
    """A first line that goes in hides one that hangs out, and the other way round."""
    merged = {**below, **above}
    for ours, other in (("firstLine", "hanging"), ("hanging", "firstLine")):
        if f"ind.{ours}" in above or f"ind.{ours}Chars" in above:
            for key in (f"ind.{other}", f"ind.{other}Chars"):
                if key not in above:
                    merged.pop(key, None)
    return merged


def _setting(values: Values, style: str, size: float, pitch: float) -> Setting:
    rule = values.get("spacing.lineRule", "auto")
    line = _number(values.get("spacing.line"), 240)
    align = values.get("jc", "left")
    outline = values.get("outlineLvl")
    return Setting(
        style=style,
        align=_JUSTIFY.get(align, align),
        left=_indent(values, ("left", "start"), size),
        right=_indent(values, ("right", "end"), size),
        first=_indent(values, ("firstLine",), size) - _indent(values, ("hanging",), size),
        before=_gap(values, "before", pitch),
        after=_gap(values, "after", pitch),
        line=line / 240 if rule == "auto" else line / 20,
        line_rule=rule,
        snap=values.get("snapToGrid", "1") not in _OFF,
        keep_next=values.get("keepNext", "0") not in _OFF,
        new_page=values.get("pageBreakBefore", "0") not in _OFF,
        framed="framePr" in values,
        outline=None if outline is None else round(_number(outline, 9)),
        borders=dict(_borders(values)),
        contextual=values.get("contextualSpacing", "0") not in _OFF,
        fill=values.get("shd", "").replace("AUTO", ""),
    )


def _borders(values: Values) -> Iterator[tuple[str, Rule]]:
    for key, value in values.items():
        if key.startswith("border."):
            kind, size, colour = value.split(" ", 2)
            if kind not in ("nil", "none", "-"):
                yield key[7:], Rule(kind, _number(size, 0) / 8 / 72 * 25.4, colour.strip("-").upper())


def _indent(values: Values, names: Iterable[str], size: float) -> float:
    for name in names:
        characters = _number(values.get(f"ind.{name}Chars"), 0)
        if characters:
            return characters / 100
    for name in names:
        if f"ind.{name}" in values:
            return _number(values[f"ind.{name}"], 0) / 20 / max(size, 1)
    return 0.0


def _gap(values: Values, name: str, pitch: float) -> float:
    if values.get(f"spacing.{name}Autospacing", "0") not in _OFF:
        return 14.0
    lines = _number(values.get(f"spacing.{name}Lines"), 0)
    return lines / 100 * pitch if lines else _number(values.get(f"spacing.{name}"), 0) / 20


def _default_values(element: etree._Element) -> tuple[Values, Values]:
    paragraph: Values = {}
    letters: Values = {}
    for part in element:
        for properties in part:
            if local(properties) == "pPr":
                paragraph = paragraph_values(properties)
            elif local(properties) == "rPr":
                letters = letter_values(properties)
    return paragraph, letters


def _theme_fonts(theme: etree._Element | None) -> Iterator[tuple[str, str]]:
    """`minorEastAsia` → name. An empty East Asian face stands for that of the script (20.1.4.1.16)."""
    for font in theme.iter() if theme is not None else ():
        if local(font) not in ("majorFont", "minorFont"):
            continue
        size = local(font)[:5]
        faces = {local(child): attribute(child, "typeface") or "" for child in font if local(child) != "font"}
        scripts = {attribute(child, "script"): attribute(child, "typeface") or "" for child in font}
        yield f"{size}EastAsia", faces.get("ea") or scripts.get("Hans", "")
        for slot in ("Ascii", "HAnsi"):
            yield f"{size}{slot}", faces.get("latin", "")


def _number_levels(root: etree._Element | None) -> Iterator[tuple[tuple[str, str], Values]]:
    """(numId, ilvl) → the indents of that level."""
    abstracts: dict[str, dict[str, Values]] = {}
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            abstracts[attribute(element, "abstractNumId") or ""] = dict(_levels(element))
        elif local(element) == "num":
            identity = attribute(element, "numId") or ""
            named = next((_value(child) for child in element if local(child) == "abstractNumId"), "")
            levels = dict(abstracts.get(named or "", {}))
            for override in element:
                levels |= dict(_levels(override))
            for level, values in levels.items():
                yield (identity, level), values


def _levels(element: etree._Element) -> Iterator[tuple[str, Values]]:
    for level in element:
        if local(level) == "lvl":
            properties = next((child for child in level if local(child) == "pPr"), None)
            values = paragraph_values(properties)
            yield attribute(level, "ilvl") or "0", {key: v for key, v in values.items() if key.startswith("ind.")}


def _key(key: object) -> str:
    return str(key).rpartition("}")[2]


def _value(element: etree._Element | None) -> str | None:
    return attribute(element, "val") if element is not None else None


def _number(text: str | None, default: float) -> float:
    try:
        found = float(text or "")
    except ValueError:
        return default
    return found if -1e6 < found < 1e6 else default

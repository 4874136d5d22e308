"""Changes of layout: attributes of styles' direct properties in the order that the schema asks, never a word.

What lies in a tracked change is left as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ...policytext.sources.markup import local
from ..standard import twips
from .document import HAN, Para, Run

_BORDERS: Final = "top left start bottom right end between bar insideH insideV tl2br tr2bl"
_ORDERS: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pBdr": _BORDERS,
    "tcBorders": _BORDERS,
}
"""The order of children that the schema asks (ECMA-376 part 1, annex A)"""


def tag(element: etree._Element, name: str) -> str:
    """The name in the namespace of the element: transitional or strict, as the file is."""
    space = str(element.tag).rpartition("}")[0]
    return f"{space}}}{name}" if space else name


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child of this name; made at its place in the schema's order if it is not there."""
    for element in parent:
        if local(element) == name:
            return element
    made = etree.SubElement(parent, tag(parent, name))
    order = _ORDERS.get(local(parent), "").split()
    later = set(order[order.index(name) + 1 :]) if name in order else set()
    for index, element in enumerate(parent):
        if local(element) in later:
            parent.insert(index, made)
            break
    return made


def put(parent: etree._Element, name: str, **attributes: str | None) -> etree._Element:
    """Set attributes of the child of this name; None takes one away."""
    element = child(parent, name)
    for key, value in attributes.items():
        key = tag(element, key)
        if value is None:
            element.attrib.pop(key, "")
        else:
            element.set(key, value)
    return element


def drop(parent: etree._Element, *names: str) -> None:
    for element in [element for element in parent if local(element) in names]:
        parent.remove(element)


def properties(paragraph: Para | etree._Element) -> etree._Element:
    """The `w:pPr` of a paragraph, made as its first child if there is none."""
    element = paragraph.element if isinstance(paragraph, Para) else paragraph
    return _first(element, "pPr")


def letters(run: etree._Element) -> etree._Element:
    return _first(run, "rPr")


def _first(element: etree._Element, name: str) -> etree._Element:
    for found in element:
        if local(found) == name:
            return found
    made = etree.SubElement(element, tag(element, name))
    element.insert(0, made)
    return made


def set_face(paragraph: Para, face: str, *, upto: int | None = None, after: int = 0, latin: bool = False) -> None:
    """The face of the Chinese text, or of all with `latin`; between the characters `after` and `upto`."""
    for run in _open_runs(paragraph, upto, after):
        if latin or HAN.search(run.text):
            fonts = put(letters(run.element), "rFonts", eastAsia=face, eastAsiaTheme=None)
            fonts.attrib.pop(tag(fonts, "hint"), "")
            if latin:
                put(letters(run.element), "rFonts", ascii=face, hAnsi=face, asciiTheme=None, hAnsiTheme=None)


def set_size(paragraph: Para, points: float) -> None:
    for run in _open_runs(paragraph, None):
        value = str(round(points * 2))
        put(letters(run.element), "sz", val=value)
        put(letters(run.element), "szCs", val=value)
    if paragraph.prefix:  # its number has the size of the paragraph's mark
        put(child(properties(paragraph), "rPr"), "sz", val=str(round(points * 2)))


def set_tracking(paragraph: Para, points: float, size: float) -> None:
    """The distance of the letters, in points, of all runs of that size."""
    for run in _open_runs(paragraph, None):
        if abs(run.letters.size - size) < 0.3:
            put(letters(run.element), "spacing", val=str(twips(points)))


def set_bold(paragraph: Para, *, on: bool) -> None:
    for run in _open_runs(paragraph, None):
        put(letters(run.element), "b", val="1" if on else "0")


def set_colour(paragraph: Para, colour: str) -> None:
    for run in _open_runs(paragraph, None):
        put(letters(run.element), "color", val=colour, themeColor=None, themeTint=None, themeShade=None)


def plain(paragraph: Para) -> None:
    """No underline, upright."""
    for run in _open_runs(paragraph, None):
        put(letters(run.element), "u", val="none")
        put(letters(run.element), "i", val="0")


def set_align(paragraph: Para | etree._Element, align: str) -> None:
    put(properties(paragraph), "jc", val=align)


def set_indents(paragraph: Para | etree._Element, *, left: float, right: float, first: float, size: float) -> None:
    """Indents in characters of `size` points; a negative first line hangs out."""
    values = {"left": left, "right": right}
    attributes: dict[str, str | None] = {"start": None, "end": None, "startChars": None, "endChars": None}
    values["hanging" if first < 0 else "firstLine"] = abs(first)
    other = "firstLine" if first < 0 else "hanging"
    for name, value in values.items():
        attributes |= {f"{name}Chars": str(round(value * 100)), name: str(twips(value * size))}
    put(properties(paragraph), "ind", **attributes, **{other: None, f"{other}Chars": None})


def set_spacing(paragraph: Para, *, before: float | None = None, after: float | None = None) -> None:
    """Distances in points."""
    for name, value in (("before", before), ("after", after)):
        if value is not None:
            own: dict[str, str | None] = {name: str(twips(value)), f"{name}Lines": "0", f"{name}Autospacing": "0"}
            put(properties(paragraph), "spacing", **own)


def set_line(paragraph: Para, points: float | None) -> None:
    """An exact line, or with None one line of the grid."""
    line, rule = ("240", "auto") if points is None else (str(twips(points)), "exact")
    put(properties(paragraph), "spacing", line=line, lineRule=rule)
    if points is None:
        put(properties(paragraph), "snapToGrid", val="1")


def set_border(paragraph: Para, side: str, *, kind: str, eighths: int, colour: str, space: int = 0) -> None:
    borders = child(properties(paragraph), "pBdr")
    put(borders, side, val=kind, sz=str(eighths), space=str(space), color=colour)


def drop_borders(paragraph: Para) -> None:
    """No rules around the paragraph, whatever its style draws."""
    borders = child(properties(paragraph), "pBdr")
    for side in ("top", "left", "bottom", "right"):
        put(borders, side, val="nil", sz=None, space=None, color=None)


def drop_leading_blanks(paragraph: Para) -> None:
    """Blanks and tabs before the first word, which stood for an indent. They are no words."""
    for run in paragraph.runs:
        if run.locked:
            return
        for element in list(run.element):
            name = local(element)
            if name == "tab":
                run.element.remove(element)
            elif name == "t":
                element.text = (element.text or "").lstrip(" \u3000\t\u00a0")
                if element.text:
                    return


def split(paragraph: Para, offset: int) -> bool:
    """Part the run that crosses this character of the paragraph in two; False where that is not possible."""
    place = 0
    for index, run in enumerate(paragraph.runs):
        inside = offset - place
        place += len(run.text)
        if inside <= 0:
            return True
        if inside < len(run.text):
            texts = [element for element in run.element if local(element) == "t"]
            others = [element for element in run.element if local(element) not in ("t", "rPr")]
            if run.locked or len(texts) != 1 or others:
                return False
            _part(paragraph, index, texts[0], inside)
            return True
    return True


def _part(paragraph: Para, index: int, text: etree._Element, inside: int) -> None:
    run = paragraph.runs[index]
    words = text.text or ""
    twin = copy.deepcopy(run.element)
    run.element.addnext(twin)
    second = next(element for element in twin if local(element) == "t")
    for element, part in ((text, words[:inside]), (second, words[inside:])):
        element.text = part
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.runs.insert(index + 1, Run(twin, words[inside:], run.letters, False))
    run.text = words[:inside]


def _open_runs(paragraph: Para, upto: int | None, after: int = 0) -> Iterator[Run]:
    place = 0
    for run in paragraph.runs:
        if upto is not None and place >= upto:
            return
        if place >= after and not run.locked:
            yield run
        place += len(run.text)

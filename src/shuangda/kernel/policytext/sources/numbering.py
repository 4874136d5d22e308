"""The automatic numbers of a Word document as text: what Word prints before a numbered paragraph.

ECMA-376 part 1, 17.9: a paragraph names a list instance (`num`) and a level, itself or through its style;
the instance points to an abstract list whose levels hold start, format, pattern (`%1、`) and restart.
Instances of one abstract list count on together unless an override starts them again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from lxml import etree

from .markup import attribute, local
from .numerals import number_text

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    """Restarts after a level up to this one (1-based); 0 never; None after any higher level."""
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One list instance: its levels, and the abstract list whose counters it shares."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None = None
    list_id: str | None = None
    level: int | None = None


class Numbering:
    """Counts through a document. Ask for each paragraph once, in document order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles, self._default_style = _read_styles(styles)
        self._lists = _read_lists(numbering, self._styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def prefix(self, properties: etree._Element | None) -> str:
        """The printed number of the paragraph with these `w:pPr`, with a space after it where one is needed."""
        list_id, level = self._place(properties)
        found = self._lists.get(list_id or "")
        if found is None or level not in found.levels:
            return ""
        self._count(list_id or "", found, level)
        text = self._print(found, level)
        return text + " " if _needs_space(text) else text

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        style = self._default_style
        own_list: str | None = None
        own_level: int | None = None
        for child in properties if properties is not None else ():
            if local(child) == "pStyle":
                style = attribute(child, "val") or style
            elif local(child) == "numPr":
                own_list, own_level = _read_num_pr(child)
        inherited_list, inherited_level, owner = _inherited(style, self._styles)
        list_id = own_list if own_list is not None else inherited_list
        if own_level is None and own_list is None and list_id in self._lists:
            # A style's level is the one that names the style back (17.9.23), whatever ilvl it carries.
            for index, level in self._lists[list_id].levels.items():
                if level.style is not None and level.style == owner:
                    own_level = index
        level_index = own_level if own_level is not None else (inherited_level or 0)
        return list_id, level_index

    def _count(self, list_id: str, found: _List, level: int) -> None:
        counters = self._counters.setdefault(found.abstract, {})
        if level in found.overrides and (list_id, level) not in self._started:
            counters[level] = found.overrides[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = found.levels[level].start
        self._started.add((list_id, level))
        for deeper in [key for key in counters if key > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counters[deeper]

    def _print(self, found: _List, level: int) -> str:
        counters = self._counters[found.abstract]
        legal = found.levels[level].legal

        def one(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            shown = found.levels.get(index, _Level())
            value = counters.get(index, shown.start)
            return number_text(value, "decimal" if legal and shown.number_format != "none" else shown.number_format)

        if found.levels[level].number_format == "bullet":
            return ""
        return re.sub(r"%([1-9])", one, found.levels[level].pattern).strip()


def _needs_space(text: str) -> bool:
    """`1.` before a date and `第一条` before its words would run into them; `一、` and `（一）` do not."""
    return bool(text) and (text[-1] == "." or unicodedata.category(text[-1]) in ("Nd", "Lo", "Lu", "Ll"))


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


def _read_num_pr(element: etree._Element) -> tuple[str | None, int | None]:
    list_id: str | None = None
    level: int | None = None
    for child in element:
        if local(child) == "numId":
            list_id = attribute(child, "val")
        elif local(child) == "ilvl":
            level = _integer(attribute(child, "val"), 0)
    return list_id, level


def _read_styles(root: etree._Element | None) -> tuple[dict[str, _Style], str | None]:
    styles: dict[str, _Style] = {}
    default: str | None = None
    for element in root if root is not None else ():
        style_id = attribute(element, "styleId")
        if local(element) != "style" or style_id is None:
            continue
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
            default = style_id
        based_on: str | None = None
        list_id: str | None = None
        level: int | None = None
        for child in element.iter():
            if local(child) == "basedOn":
                based_on = attribute(child, "val")
            elif local(child) == "numPr":
                list_id, level = _read_num_pr(child)
        styles[style_id] = _Style(based_on, list_id, level)
    return styles, default


def _inherited(style: str | None, styles: dict[str, _Style]) -> tuple[str | None, int | None, str | None]:
    """List, level and the style that gives the list, going up the chain of styles."""
    level: int | None = None
    seen: set[str] = set()
    while style is not None and style in styles and style not in seen:
        seen.add(style)
        level = level if level is not None else styles[style].level
        if styles[style].list_id is not None:
            return styles[style].list_id, level, style
        style = styles[style].based_on
    return None, level, None


def _read_level(element: etree._Element) -> tuple[int, _Level]:
    values: dict[str, str | None] = {}
    for child in element.iter():
        values.setdefault(local(child), attribute(child, "val"))
    restart = values.get("lvlRestart")
    return _integer(attribute(element, "ilvl"), 0), _Level(
        start=_integer(values.get("start"), 1),
        number_format=values.get("numFmt") or "decimal",
        pattern=values.get("lvlText") or "",
        restart=None if restart is None else _integer(restart, 0),
        legal="isLgl" in values and values["isLgl"] not in ("0", "false", "off"),
        style=values.get("pStyle"),
    )


def _read_lists(root: etree._Element | None, styles: dict[str, _Style]) -> dict[str, _List]:
    abstracts: dict[str, dict[int, _Level]] = {}
    links: dict[str, str] = {}
    instances: list[tuple[str, etree._Element]] = []
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            name = attribute(element, "abstractNumId") or ""
            levels = dict(_read_level(child) for child in element if local(child) == "lvl")
            abstracts[name] = {index: level for index, level in levels.items() if 0 <= index < _LEVELS}
            link = next((child for child in element if local(child) == "numStyleLink"), None)
            links[name] = attribute(link, "val") or "" if link is not None else ""
        elif local(element) == "num":
            instances.append((attribute(element, "numId") or "", element))
    lists = {list_id: _read_instance(element, abstracts) for list_id, element in instances}
    for found in lists.values():
        # numStyleLink: the levels stand in the list that the numbering style names (17.9.21).
        target = styles.get(links.get(found.abstract, ""))
        linked = lists.get(target.list_id or "") if target else None
        if linked is not None and not found.levels:
            found.levels, found.abstract = linked.levels, linked.abstract
    return lists


def _read_instance(element: etree._Element, abstracts: dict[str, dict[int, _Level]]) -> _List:
    abstract = ""
    levels: dict[int, _Level] = {}
    overrides: dict[int, int] = {}
    for child in element:
        if local(child) == "abstractNumId":
            abstract = attribute(child, "val") or ""
            levels = {**abstracts.get(abstract, {}), **levels}
        elif local(child) == "lvlOverride":
            index = _integer(attribute(child, "ilvl"), 0)
            for part in child:
                if local(part) == "startOverride":
                    overrides[index] = _integer(attribute(part, "val"), 1)
                elif local(part) == "lvl":
                    levels[index] = _read_level(part)[1]
    return _List(abstract, levels, overrides)

"""The relationships of an OOXML package (ECMA-376 part 2, 9.3): which member a part refers to, and as what."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from .archive import Package
from .markup import parse_xml


@dataclass(frozen=True, slots=True)
class Relation:
    """One reference: its id in the part, its kind (`numbering`, `footer`), and the member it leads to."""

    id: str
    kind: str
    target: str


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """The references of one part or, with an empty part, of the package; what lies outside it is left out."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    if member not in package:
        return ()
    found = []
    for element in parse_xml(package.read(member)):
        kind = (element.get("Type") or "").rpartition("/")[2]
        target = element.get("Target") or ""
        if element.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append(Relation(element.get("Id") or "", kind, target))
    return tuple(found)


def target(package: Package, part: str, kind: str) -> str | None:
    """The first member that the part refers to as `kind`."""
    return next((found.target for found in relations(package, part) if found.kind == kind), None)


def main_part(package: Package) -> str:
    """The member that holds the document."""
    return target(package, "", "officeDocument") or "word/document.xml"


def related(package: Package, part: str, kind: str) -> etree._Element | None:
    """The parsed member that the part refers to as `kind`, None where there is none."""
    name = target(package, part, kind)
    return parse_xml(package.read(name)) if name is not None and name in package else None

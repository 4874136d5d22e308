"""XML from strangers: no document types, no entities, no network, no giant trees."""

from __future__ import annotations

from lxml import etree

from ..errors import ReadError


def parse_xml(data: bytes) -> etree._Element:
    """Parse one XML member of a package.

    Raises ReadError `unsafe` for a document type declaration: neither OOXML (ECMA-376 part 2, 9.1.1) nor OFD
    has one, and every entity bomb needs one. `damaged` for what is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("unsafe" if b"<!DOCTYPE" in data[:4096] else "damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("unsafe")
    return root


def local(element: etree._Element) -> str:
    """The name without its namespace: producers differ in the latter (transitional, strict, drafts)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def names(*lines: str) -> frozenset[str]:
    """A set of element names, written a line at a time."""
    return frozenset(name for line in lines for name in line.split())

"""Somebody's DOCX opened with care, and written back with everything in it that was not touched.

The reader of policy documents knows the attacks (archive bombs, entities, members that lie); its opening is used.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from ...policytext import limits
from ...policytext.errors import MESSAGES, ReadError
from ...policytext.sources.archive import Package
from ...policytext.sources.markup import parse_xml
from ...policytext.sources.relations import Relation, main_part, relations
from ..errors import PaperError

_OWN_MESSAGES: Final = {
    "not_docx": "文件不是DOCX文档，请在Word或WPS中另存为DOCX后再检查。",
    "macros": "文件带有宏（如DOCM），已拒绝检查，请另存为不带宏的DOCX后再试。",
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


class Unreadable(PaperError):
    """A file that cannot be checked: `code` for programs, one sentence for people."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(_OWN_MESSAGES.get(code) or MESSAGES[code])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.code,)


class Opened:
    """The XML parts of a DOCX as trees, each parsed when it is first asked for.

    Raises Unreadable, and nothing else, for what is no DOCX, encrypted, damaged, with macros or made to harm.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._trees: dict[str, etree._Element] = {}
        if not data:
            raise Unreadable("empty")
        if len(data) > limits.INPUT_BYTES:
            raise Unreadable("too_large")
        if data.startswith(_OLE) and _ENCRYPTED in data:
            raise Unreadable("encrypted")
        if not data.startswith(b"PK\x03\x04"):
            raise Unreadable("not_docx")
        try:
            self._package = Package(data)
            if not any(name.lower().startswith("word/") for name in self._package.names):
                raise Unreadable("not_docx")
            self._refuse_macros()
            self.main: Final = main_part(self._package)
            self._relations = relations(self._package, self.main)
        except ReadError as error:
            raise Unreadable(error.code) from error

    def _refuse_macros(self) -> None:
        if any(name.lower().endswith("vbaproject.bin") for name in self._package.names):
            raise Unreadable("macros")
        types = "[Content_Types].xml"
        if types in self._package and b"macroEnabled" in self._package.read(types):
            raise Unreadable("macros")

    def tree(self, member: str) -> etree._Element | None:
        """The root of a member, None where there is none. Changes to it are written by `written`."""
        if member not in self._trees:
            if member not in self._package:
                return None
            try:
                self._trees[member] = parse_xml(self._package.read(member))
            except ReadError as error:
                raise Unreadable(error.code) from error
        return self._trees[member]

    def related(self, kind: str) -> etree._Element | None:
        """What the document refers to as `kind` (`styles`), None where it does not."""
        found = next((relation for relation in self._relations if relation.kind == kind), None)
        return self.tree(found.target) if found else None

    def by_id(self, relation_id: str) -> etree._Element | None:
        """What the document refers to by this id: a header or footer."""
        found = next((relation for relation in self._relations if relation.id == relation_id), None)
        return self.tree(found.target) if found else None

    def of_package(self, kind: str) -> etree._Element | None:
        """What the package as a whole refers to, such as `core-properties`."""
        for relation in self._package_relations():
            if relation.kind == kind:
                return self.tree(relation.target)
        return None

    def _package_relations(self) -> tuple[Relation, ...]:
        try:
            return relations(self._package, "")
        except ReadError as error:
            raise Unreadable(error.code) from error

    def written(self) -> bytes:
        """The file again: changed parts as they are now, every other member byte for byte."""
        trees: Mapping[str, etree._Element] = {name.lower(): tree for name, tree in self._trees.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(out, "w") as target:
            for member, content in _members(source):
                tree = trees.get(member.filename.lower().lstrip("/"))
                if tree is not None and etree.tostring(tree) != etree.tostring(parse_xml(content)):
                    content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                target.writestr(member, content, compress_type=member.compress_type)
        return out.getvalue()


def _members(source: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for member in source.infolist():
        try:
            yield member, source.read(member)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as error:
            raise Unreadable("damaged") from error

"""What a file is, by its first bytes and, for an archive, by the members it lists."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from ..errors import ReadError
from .archive import member_names

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_IMAGES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"GIF87a",
    b"GIF89a",
    b"BM",
)
_OTHERS: Final = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x7fELF",
    b"MZ",
    b"\xca\xfe\xba\xbe",
    b"OggS",
    b"ID3",
    b"RIFF",
    b"SQLite format 3\x00",
)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)\b", re.IGNORECASE)
_XML: Final = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)


def is_pdf(data: bytes) -> bool:
    """A PDF's header may follow some bytes of rubbish (ISO 32000-1, annex H.3)."""
    return b"%PDF-" in data[:1024]


def _is_zip(data: bytes) -> bool:
    return data.startswith(_ZIP)


def is_docx(data: bytes) -> bool:
    """A Word document of any producer: an OOXML package whose parts lie under `word/`."""
    return _is_zip(data) and any(name.lower().startswith("word/") for name in member_names(data))


def is_ofd(data: bytes) -> bool:
    """GB/T 33190: the package's entry is `OFD.xml`."""
    return _is_zip(data) and any(name.lower() == "ofd.xml" for name in member_names(data))


def is_odt(data: bytes) -> bool:
    """OpenDocument puts its type as the first member, unpacked, at byte 30."""
    return data[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")


def is_doc(data: bytes) -> bool:
    """Word 97 to 2003 and WPS: a compound file with a stream of this name."""
    return data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data


def is_rtf(data: bytes) -> bool:
    return data.lstrip()[:5] == b"{\\rtf"


def is_image(data: bytes) -> bool:
    if data.startswith(b"BM"):  # two letters are not enough: a text may begin with them
        return data[6:10] == b"\0\0\0\0"
    return data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def is_html(data: bytes) -> bool:
    """Markup at the very start; a text that merely shows a tag is text."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<"):
        return False
    without_comments = re.sub(rb"<!--.*?-->|<\?xml.*?\?>", b"", head, flags=re.DOTALL).lstrip()
    return _HTML.match(without_comments) is not None or b"<html" in head.lower()


def is_unreadable(data: bytes) -> bool:
    """Known to be no document that we read, so that nobody tries to read it as text."""
    plain_xml = _XML.match(data.removeprefix(b"\xef\xbb\xbf")) is not None and not is_html(data)
    return plain_xml or data.startswith((_OLE, _ZIP, b"PK\x05\x06", *_OTHERS))


def refuse(data: bytes) -> NoReturn:
    """Say which kind of unreadable it is."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("encrypted")
        raise ReadError("spreadsheet")
    if data.startswith(_ZIP):
        names = [name.lower() for name in member_names(data)]
        if any(name.startswith(("xl/", "ppt/")) for name in names):
            raise ReadError("spreadsheet")
    raise ReadError("not_document")

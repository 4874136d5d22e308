"""What a file is, judged by its bytes, never by its name or by what the browser says."""

from __future__ import annotations

import io
import zipfile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
OFD = "application/ofd"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})
PROOFS = PICTURES | {PDF, DOCX, XLSX, OFD}
"""What a unit may hand in as proof."""

_MAGIC = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_ZIP_MEMBERS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))


def media_type(data: bytes) -> str | None:
    """The media type of a proof file by its content; None when it is none that an office takes."""
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        return "image/heic"
    return _zip_type(data) if data.startswith(b"PK\x03\x04") else None


def _zip_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return next((found for member, found in _ZIP_MEMBERS if member in names), None)

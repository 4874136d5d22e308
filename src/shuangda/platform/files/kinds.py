"""What a file is, judged by its bytes, never by its name or by what the browser says."""

from __future__ import annotations

import io
import warnings
import zipfile

from PIL import Image

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
OFD = "application/ofd"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
PROOFS = PICTURES | {PDF, DOCX, XLSX, OFD}
"""What a unit may hand in as proof."""

_MAGIC = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_MACROS = "vbaProject.bin"
_ZIP_MEMBERS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))


def media_type(data: bytes) -> str | None:
    """The media type of a proof file by its content; None when it is none that an office takes."""
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found if found == PDF or _is_picture(data) else None
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp" if _is_picture(data) else None
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        return "image/heic"
    return _zip_type(data) if data.startswith(b"PK\x03\x04") else None


def _is_picture(data: bytes) -> bool:
    """Whether the whole file reads as a picture: a picture's first bytes before something else are not enough."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    return True


def _zip_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    found = next((found for member, found in _ZIP_MEMBERS if member in names), None)
    if found in {DOCX, XLSX} and ("[Content_Types].xml" not in names or any(name.endswith(_MACROS) for name in names)):
        return None
    return found

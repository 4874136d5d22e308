"""Text files: which encoding? UTF-8, GB18030 and UTF-16, with or without a byte order mark."""

from __future__ import annotations

import codecs
from typing import Final

from ..errors import ReadError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE: Final = 200_000
_PLAUSIBLE: Final = 0.9
_CONTROLS: Final = {code: None for code in range(32) if code not in b"\t\n\v\f\r"}


def read(data: bytes) -> str:
    """The decoded file itself. Raises ReadError `not_document` for bytes that are no text in any encoding."""
    text = decode(data)
    sample = text[:_SAMPLE]
    if len(sample) - len(sample.translate(_CONTROLS)) > len(sample) // 100:
        raise ReadError("not_document")
    return text


def decode(data: bytes) -> str:
    """Decode by byte order mark, then as strict UTF-8, then by what gives the likeliest Chinese text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\0" not in data[:_SAMPLE]:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    sample = data[:_SAMPLE]
    best = max(_CANDIDATES, key=lambda encoding: _plausibility(sample.decode(encoding, "replace")))
    if _plausibility(sample.decode(best, "replace")) >= _PLAUSIBLE:
        return data.decode(best, "replace")
    return _guess(data)


def _plausibility(text: str) -> float:
    """Share of the characters that Chinese official writing uses: those of GB 2312, without control characters."""
    usual = text.translate(_CONTROLS).encode("gb2312", "ignore").decode("gb2312")
    return len(usual) / len(text) if text else 0.0


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError("not_document")
    return data.decode(best.encoding, "replace")

"""The formats in the order in which they are asked. Modules are imported when a file needs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from . import sniff


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: how it is recognised, and which function of which module reads it."""

    media_type: str
    matches: Callable[[bytes], bool]
    reader: str

    def read(self, data: bytes) -> str:
        module, _, function = self.reader.partition(":")
        reader: Callable[[bytes], str] = getattr(import_module(f".{module}", __package__), function)
        return reader(data)


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Final[tuple[Format, ...]] = (
    Format("application/pdf", sniff.is_pdf, "pdf:read"),
    Format(_WORD, sniff.is_docx, "docx:read"),
    Format("application/ofd", sniff.is_ofd, "ofd:read"),
    Format("application/vnd.oasis.opendocument.text", sniff.is_odt, "office:read_odt"),
    Format("application/msword", sniff.is_doc, "office:read_doc"),
    Format("application/rtf", sniff.is_rtf, "office:read_rtf"),
    Format("image/*", sniff.is_image, "scan:read"),
    Format("application/octet-stream", sniff.is_unreadable, "sniff:refuse"),
    Format("text/html", sniff.is_html, "html:read"),
    Format("text/plain", lambda data: True, "plain:read"),
)

"""Scans: recognised on this machine where the `ocr` extra is installed, else one clear sentence."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import Any

from .. import limits
from ..errors import ReadError
from .layout import Line, pages_text

_DOTS_PER_POINT = 200 / 72


def read(data: bytes) -> str:
    """The text of a picture. Raises ReadError `scan` without the extra, `ocr_empty` where nothing is recognised."""
    recognise = _recogniser()
    from PIL import Image, ImageSequence, UnidentifiedImageError

    pages: list[list[Line]] = []
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > limits.IMAGE_PIXELS:
                    raise ReadError("too_heavy")
                if len(pages) >= limits.OCR_PAGES:
                    raise ReadError("too_many_pages")
                pages.append(_lines(recognise, frame.convert("RGB")))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise ReadError("damaged") from error
    return _text(pages)


def read_pdf(document: Any) -> str:
    """The text of a scanned PDF, an open `pypdfium2.PdfDocument`. Raises as `read` does."""
    recognise = _recogniser()
    if len(document) > limits.OCR_PAGES:
        raise ReadError("too_many_pages")
    pages: list[list[Line]] = []
    for page in document:
        width, height = page.get_size()
        if width * height * _DOTS_PER_POINT**2 > limits.IMAGE_PIXELS:
            raise ReadError("too_heavy")
        pages.append(_lines(recognise, page.render(scale=_DOTS_PER_POINT).to_pil().convert("RGB")))
    return _text(pages)


def _recogniser() -> Any:
    if find_spec("rapidocr_onnxruntime") is None:
        raise ReadError("scan")
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def _lines(recognise: Any, picture: Any) -> list[Line]:
    """RapidOCR gives (four corners, text, confidence) for each piece of a line, from top to bottom."""
    bitmap = io.BytesIO()
    picture.save(bitmap, "BMP")
    found, _ = recognise(bitmap.getvalue())
    lines: list[Line] = []
    for corners, text, _ in found or ():
        across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
        lines.append(Line(text, min(across), max(across), min(down), (max(down) - min(down)) * 0.8))
    return lines


def _text(pages: list[list[Line]]) -> str:
    text = pages_text(pages)
    if not text.strip():
        raise ReadError("ocr_empty")
    return text

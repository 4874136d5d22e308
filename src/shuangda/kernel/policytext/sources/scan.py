"""Scans: recognised on this machine where the `ocr` extra is installed, else one clear sentence."""

from __future__ import annotations

import io
import logging
import resource
from importlib.util import find_spec
from typing import Any

from .. import limits
from ..errors import ReadError
from .layout import Line, pages_text

_DOTS_PER_POINT = 200 / 72
_LONGEST_SIDE = 2_400
"""In pixels: A4 at 200 dpi. More does not help recognition."""


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
                page = frame.convert("RGB")
                page.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                pages.append(_lines(recognise, page))
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


def is_installed() -> bool:
    """Whether the `ocr` extra is there."""
    try:
        return all(find_spec(part) is not None for part in ("rapidocr", "onnxruntime"))
    except ValueError:  # a module that was put away by name
        return False


def _recogniser() -> Any:
    allowed, _ = resource.getrlimit(resource.RLIMIT_DATA)
    has_room = allowed == resource.RLIM_INFINITY or allowed > limits.READ_MEBIBYTES * limits.MIB
    if not (is_installed() and has_room):
        raise ReadError("scan")
    from rapidocr import RapidOCR

    # One thread and one line at a time: the memory of a page of text stays within the reader's limit.
    engine = RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": 960,
            "Rec.rec_batch_num": 1,
            "Global.log_level": "critical",
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)  # an empty page is our error, not its warning
    return engine


def _lines(recognise: Any, picture: Any) -> list[Line]:
    """RapidOCR gives the four corners and the text of each piece of a line, from top to bottom."""
    bitmap = io.BytesIO()
    picture.save(bitmap, "BMP")
    try:
        found = recognise(bitmap.getvalue())
    except RuntimeError as error:  # ONNX Runtime's word for "no memory left"
        raise ReadError("too_heavy") from error
    lines: list[Line] = []
    for corners, text in zip(found.boxes, found.txts, strict=True) if found.txts else ():
        across, down = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
        lines.append(Line(text, min(across), max(across), min(down), (max(down) - min(down)) * 0.8))
    return lines


def _text(pages: list[list[Line]]) -> str:
    text = pages_text(pages)
    if not text.strip():
        raise ReadError("ocr_empty")
    return text

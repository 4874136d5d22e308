"""What a picture is, by its first bytes, and how high it may be."""

from __future__ import annotations

import base64

from .errors import PaperError
from .model import Picture
from .standard import LINE_PT, LINES, POINTS_PER_MM

_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media_type(picture: Picture) -> str:
    """Raises PaperError for what is neither PNG nor JPEG."""
    kind = next((kind for start, kind in _KINDS.items() if picture.data.startswith(start)), None)
    if kind is None:
        raise PaperError(f"图片“{picture.alt}”不是PNG或JPEG，请另存为其中一种。")
    return kind


def data_address(picture: Picture) -> str:
    """The picture as an address that holds it. Raises PaperError as `media_type` does."""
    return f"data:{media_type(picture)};base64,{base64.b64encode(picture.data).decode('ascii')}"


def highest(picture: Picture) -> float:
    """The greatest height of a picture in millimetres: a page, less the lines above it and of its caption."""
    return (LINES - (2.5 if picture.caption else 1)) * LINE_PT / POINTS_PER_MM

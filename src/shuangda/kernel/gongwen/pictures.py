"""What a picture is, by its first bytes."""

from __future__ import annotations

import base64

from .errors import PaperError
from .model import Picture

_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def data_address(picture: Picture) -> str:
    """The picture as an address that holds it. Raises PaperError for what is neither PNG nor JPEG."""
    kind = next((kind for start, kind in _KINDS.items() if picture.data.startswith(start)), None)
    if kind is None:
        raise PaperError(f"图片“{picture.alt}”不是PNG或JPEG。")
    return f"data:{kind};base64,{base64.b64encode(picture.data).decode('ascii')}"

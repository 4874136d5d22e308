"""How an owning app serves its file, after it has checked that this actor may have it."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpResponse
from PIL import Image, ImageOps

from .kinds import PICTURE_FORMATS
from .models import StoredFile

PREVIEW_PIXELS = 1600


def original(stored: StoredFile) -> FileResponse:
    """The untouched bytes as a download: never shown by the browser itself, so that nothing in it can run."""
    response = FileResponse(
        stored.content.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def preview(stored: StoredFile) -> HttpResponse:
    """A picture re-encoded for the eye: place, camera and every other metadata are gone. Raises Http404 if none."""
    if not stored.is_picture:
        raise Http404
    try:
        with stored.content.open("rb") as handle, Image.open(handle, formats=PICTURE_FORMATS) as picture:
            shown = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Http404 from error
    shown.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
    buffer = io.BytesIO()
    shown.save(buffer, "JPEG", quality=82)
    response = HttpResponse(buffer.getvalue(), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response

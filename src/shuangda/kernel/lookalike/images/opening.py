"""A picture from anywhere → RGB pixels the right way up, or one sentence that says why not."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import BadPicture

Pixels = npt.NDArray[np.uint8]
Source = bytes | str | Path

FILE_BYTES: Final = 20 * 1024 * 1024
"""The largest file that is looked at."""
PIXELS: Final = 40_000_000
"""The largest picture, read from its header before anything is unpacked: 160 MB of memory at most."""
LONGEST: Final = 10_000
"""The longest side of a picture in pixels."""
SHORTEST: Final = 16
"""The shortest side on which anything can be read."""
WORKING: Final = 2_000
"""Pixels of the longest side after opening: more does not help recognition."""
FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
"""What is decoded. PostScript, SVG, icons and the rest of Pillow's decoders stay shut."""


def open_picture(source: Source) -> Pixels:
    """The picture as uint8[height, width, 3] in RGB, its longest side at most WORKING.

    EXIF orientation is obeyed; of an animation or a multi-page file the first frame counts; transparent parts lie on
    white, or on dark grey where what is opaque is itself near white; CMYK, grey and 16 bit become 8-bit RGB.
    Raises BadPicture.
    """
    data = source if isinstance(source, bytes) else _load(Path(source))
    if len(data) > FILE_BYTES:
        raise BadPicture(f"图片文件超过 {FILE_BYTES // 1024 // 1024} MB，请缩小后再试。")
    if not data:
        raise BadPicture("图片文件是空的，请重新上传。")
    head = data[:1024].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml", b"%!ps", b"%pdf")):
        raise BadPicture("这是矢量图或文档（SVG、EPS、PDF），不是照片：请另存为 PNG 或 JPEG 后再试。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow only warns of is either refused below or harmless
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                _check(picture.width, picture.height)
                picture.draft("RGB", (WORKING, WORKING))
                picture.load()
                return _rgb(ImageOps.exif_transpose(picture))
    except BadPicture:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise BadPicture(f"认不出这种图片：请使用 {'、'.join(FORMATS)} 格式。") from error
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, OverflowError) as error:
        raise BadPicture("图片已损坏或不完整，请重新下载或重新拍摄。") from error
    except MemoryError as error:
        raise _too_large() from error


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise BadPicture(f"打不开图片文件：{path.name}。") from error


def _too_large() -> BadPicture:
    return BadPicture(f"图片过大：最多 {PIXELS // 10_000} 万像素，边长不超过 {LONGEST} 像素，请缩小后再试。")


def _check(width: int, height: int) -> None:
    if width * height > PIXELS or max(width, height) > LONGEST:
        raise _too_large()
    if min(width, height) < SHORTEST:
        raise BadPicture(f"图片过小：{width}×{height} 像素，两边都至少要 {SHORTEST} 像素。")


def _rgb(picture: Image.Image) -> Pixels:
    if picture.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        deep: npt.NDArray[Any] = np.nan_to_num(np.asarray(picture, np.float64))
        # sixteen bits where anything exceeds eight; a float picture of 0 … 1 is stretched
        full = 65_535.0 if deep.max() > 255 else 255.0 if deep.max() > 1 else 1.0
        picture = Image.fromarray((deep.clip(0, full) * (255 / full)).astype(np.uint8))
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        picture = Image.new("RGB", layered.size, _ground(layered))
        picture.paste(layered, mask=layered.getchannel("A"))
    picture = picture.convert("RGB")
    picture.thumbnail((WORKING, WORKING), Image.Resampling.LANCZOS)
    _check(picture.width, picture.height)
    return np.array(picture, np.uint8)


def _ground(layered: Image.Image) -> tuple[int, int, int]:
    """White, unless what is opaque would vanish on it."""
    small = np.asarray(layered.resize((64, 64)).convert("RGBA"), np.float64)
    opaque = small[..., 3].sum()
    light = (small[..., :3].mean(2) * small[..., 3]).sum() / opaque if opaque else 0.0
    return (48, 48, 48) if light > 200 else (255, 255, 255)

"""Renders of characters in the Chinese fonts that this machine has."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from .errors import MissingPart
from .extra import opencv

Grey = npt.NDArray[np.float32]

EM: Final = 40
"""Pixels of the square that a character is drawn in."""
MARGIN: Final = 4
"""Pixels around it, so that slanted and bold renders are not cut."""

_FACES: Final = (
    (("NotoSansCJK-Regular.ttc", 2), ("msyh.ttc", 0), ("PingFang.ttc", 0)),
    (("NotoSansCJK-Bold.ttc", 2), ("msyhbd.ttc", 0), ("simhei.ttf", 0), ("STHeiti Medium.ttc", 0)),
    (("NotoSerifCJK-Bold.ttc", 2), ("simsun.ttc", 0), ("Songti.ttc", 0)),
    (("LXGWWenKai-Regular.ttf", 0), ("simkai.ttf", 0), ("Kaiti.ttc", 0), ("ukai.ttc", 0)),
)
"""Hei, bold Hei, Song and Kai: the first of each row that is installed is used (file name, index within it)."""
_LAST_RESORT: Final = (("wqy-microhei.ttc", 0), ("wqy-zenhei.ttc", 0))


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is drawn: face, slant (shift of the top by em), size (of EM), blur (sigma in pixels)."""

    face: int
    slant: float = 0.0
    size: float = 1.0
    blur: float = 1.0


@cache
def faces() -> tuple[tuple[str, int], ...]:
    """Path and index of each face found. Raises MissingPart where there is none."""
    there = {path.name: path for folder in _folders() for path in sorted(folder.rglob("*.tt[cf]"))}
    rows = [next(((str(there[name]), index) for name, index in row if name in there), None) for row in _FACES]
    found = tuple(row for row in rows if row) or tuple((str(there[n]), i) for n, i in _LAST_RESORT if n in there)
    if not found:
        raise MissingPart("本机没有可用的中文字体：请安装 Noto CJK 或霞鹜文楷字体后再试。")
    return found


def _folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


@lru_cache(maxsize=20_000)
def render(character: str, style: Style) -> Grey:
    """The ink of a character, 0 … 1, float32[side, side] with side = (EM + 2 MARGIN) · size."""
    cv2 = opencv()
    side = EM + 2 * MARGIN
    tile = Image.new("L", (side, side))
    ImageDraw.Draw(tile).text((side / 2, side / 2), character, 255, _font(style.face), anchor="mm")
    ink: Grey = np.asarray(tile, np.float32) / np.float32(255)
    to = round(side * style.size)
    scale = to / side
    matrix = np.array([[scale, -style.slant * scale, style.slant * to / 2], [0, scale, 0]], np.float32)
    ink = cv2.warpAffine(ink, matrix, (to, to), flags=cv2.INTER_AREA)
    drawn: Grey = cv2.GaussianBlur(ink, (0, 0), style.blur)
    return drawn


@cache
def _font(face: int) -> ImageFont.FreeTypeFont:
    path, index = faces()[face]
    return ImageFont.truetype(path, EM, index=index)

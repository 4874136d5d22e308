"""Product labels and logos that exist nowhere, with a key to what stands on them: food for `lookalike_images.py`.

A label shows an invented brand (a dictionary word, which pulls a text recogniser towards itself) or its imitation: the
same name with one character exchanged for one that looks like it. Which characters look alike is decided by the
overlap of renders in WenQuanYi Micro Hei, a font that the library does not compare with, so that the benchmark does
not ask the library what it already believes. Everything follows from the seed.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import cv2
import jieba
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Array = np.ndarray[Any, np.dtype[Any]]

_FONT_FOLDER: Final = Path("/usr/share/fonts")
_JUDGE: Final = ("truetype/wqy/wqy-microhei.ttc", 0)
COMPARED_FONTS: Final = {
    "Noto Sans": ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "Noto Sans Bold": ("opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "Noto Serif Bold": ("opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "WenKai": ("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
}
"""Fonts that the library may render candidates in."""
OTHER_FONTS: Final = {"WenQuanYi Hei": _JUDGE, "AR PL UKai": ("truetype/arphic/ukai.ttc", 0)}
"""Fonts that it does not know."""
_ALIKE: Final = 5
"""An imitation is one of so many nearest characters."""
_LEAST_OVERLAP: Final = 0.62
"""Of the ink of both, so much must coincide: below, nobody would take one for the other."""


@dataclass(frozen=True, slots=True)
class Label:
    """A picture (RGB) on which `brand` stands; `meant` is the name it imitates, equal to `brand` where genuine."""

    picture: Image.Image
    brand: str
    meant: str
    font: str

    @property
    def place(self) -> int:
        """Index of the exchanged character, -1 where genuine."""
        return next((i for i, (a, b) in enumerate(zip(self.brand, self.meant, strict=True)) if a != b), -1)


def labels(seed: int, count: int) -> Iterator[Label]:
    """`count` imitations and as many genuine labels, in turn."""
    chance = random.Random(seed)  # noqa: S311
    nouns = words()
    while count:
        word = chance.choice(nouns)
        places = [i for i, character in enumerate(word) if _alike(character)]
        if not places:
            continue
        place = chance.choice(places)
        fake = word[:place] + chance.choice(_alike(word[place])) + word[place + 1 :]
        other = chance.choice(nouns)
        yield _label(chance, fake, word)
        yield _label(chance, other, other)
        count -= 1


@cache
def words() -> tuple[str, ...]:
    """Nouns of two and three characters of GB 2312, the 12,000 most frequent."""
    rows = (line.split() for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines())
    common = set(_characters()[:3_755])
    nouns = [
        (-int(row[1]), row[0]) for row in rows if row[2] == "n" and len(row[0]) in (2, 3) and common >= set(row[0])
    ]
    return tuple(word for _, word in sorted(nouns)[:12_000])


@cache
def _characters() -> tuple[str, ...]:
    """The 6,763 characters of GB 2312; the first 3,755 are the common ones."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(code.decode("gb2312") for code in codes if not (code[0] == 0xD7 and code[1] > 0xF9))


@cache
def _inks() -> Array:
    """One row of 1,024 grey values (32 × 32, slightly blurred) per character."""
    font = face(_JUDGE, 28)
    inks = []
    for character in _characters():
        tile = Image.new("L", (32, 32))
        ImageDraw.Draw(tile).text((16, 16), character, 255, font, anchor="mm")
        inks.append(cv2.GaussianBlur(np.asarray(tile, np.float32), (0, 0), 0.8).ravel() / 255)
    return np.stack(inks)


@cache
def _alike(character: str) -> tuple[str, ...]:
    """The characters whose ink coincides most: Σ min / Σ max of the two renders."""
    own = _inks()[_characters().index(character)]
    overlap = np.minimum(_inks(), own).sum(1) / np.maximum(_inks(), own).sum(1)
    nearest = np.argsort(-overlap)[1 : _ALIKE + 1]
    return tuple(_characters()[i] for i in nearest if overlap[i] >= _LEAST_OVERLAP)


@cache
def face(file: tuple[str, int], size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT_FOLDER / file[0], size, index=file[1])


def _label(chance: random.Random, brand: str, meant: str) -> Label:
    """Brand in large type, goods in small type below, then what printing, camera and upload do to it."""
    fonts = COMPARED_FONTS | OTHER_FONTS
    name = chance.choice(sorted(fonts))
    size = chance.randint(22, 80)
    gap, weight = chance.choice((0, 0, 0.1, 0.25)) * size, chance.choice((0, 0, 1))
    width, height = int((size + gap) * len(brand) + size * 2.5), int(size * 2.6)
    paper, ink = _colours(chance)
    picture = _background(chance, (width, height), paper)
    tile = Image.new("L", (width, height))
    draw = ImageDraw.Draw(tile)
    for place, character in enumerate(brand):
        left = size * 1.2 + place * (size + gap)
        draw.text((left, size * 0.45), character, 255, face(fonts[name], size), stroke_width=weight)
    goods = f"{chance.choice(words())}{chance.choice(words())} {chance.randint(1, 95) * 10}克"
    draw.text((size * 1.2, size * 1.8), goods, 200, face(fonts[name], max(16, size // 3)))
    if chance.random() < 0.3:  # slanted type
        slant = chance.uniform(0.05, 0.25)
        tile = tile.transform(
            tile.size, Image.Transform.AFFINE, (1, slant, -slant * size, 0, 1, 0), Image.Resampling.BICUBIC
        )
    picture.paste(Image.new("RGB", picture.size, ink), mask=tile)
    return Label(_photographed(chance, picture, paper), brand, meant, name)


def _colours(chance: random.Random) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Paper and ink that differ by at least 90 in brightness, either of them the darker."""
    while True:
        paper, ink = (tuple(chance.randrange(256) for _ in range(3)) for _ in range(2))
        bright = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in (paper, ink)]
        if abs(bright[0] - bright[1]) >= 90:
            return paper, ink


def _background(chance: random.Random, size: tuple[int, int], paper: tuple[int, ...]) -> Image.Image:
    width, height = size
    field = np.full((height, width, 3), paper, np.float32)
    kind = chance.choice(("flat", "gradient", "speckled", "striped"))
    if kind == "gradient":
        field += np.linspace(-30, 30, width)[None, :, None]
    elif kind == "speckled":
        field += np.random.default_rng(chance.getrandbits(32)).normal(0, 10, field.shape)
    elif kind == "striped":
        field += (np.arange(width) // 12 % 2 * 16)[None, :, None]
    return Image.fromarray(field.clip(0, 255).astype(np.uint8))


def _photographed(chance: random.Random, picture: Image.Image, paper: tuple[int, ...]) -> Image.Image:
    """Perspective, blur and JPEG of an ordinary shop picture."""
    field = np.asarray(picture)
    height, width = field.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    shift = np.array([[chance.uniform(-0.04, 0.04) * height for _ in range(2)] for _ in range(4)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, corners + shift)
    field = cv2.warpPerspective(field, matrix, (width, height), borderValue=paper)
    field = cv2.GaussianBlur(field, (0, 0), chance.uniform(0.005, 0.03) * height)
    buffer = io.BytesIO()
    Image.fromarray(field).save(buffer, "JPEG", quality=chance.randint(30, 90))
    return Image.open(buffer).convert("RGB")

"""Logos that exist nowhere, what copyists do to them, and unrelated ones. Everything follows from the seed."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from invented_labels import COMPARED_FONTS, face, words
from PIL import Image, ImageDraw, ImageFilter, ImageOps

Picture = Image.Image
_SIDE: Final = 300
TWO: Final = "two of these"


def pairs(seed: int, count: int) -> Iterator[tuple[Picture, Picture, str]]:
    """For each of `count` logos: one copy (with the name of what was done to it) and one unrelated logo (`""`)."""
    chance = random.Random(seed)  # noqa: S311
    for i in range(count):
        logo = _logo(chance)
        names = [*sorted(CHANGES), TWO]
        name = names[i % len(names)]
        copy = logo
        for change in chance.sample(sorted(CHANGES), 2) if name == TWO else (name,):
            copy = CHANGES[change](chance, copy)
        yield logo, _uploaded(chance, copy), name
        yield logo, _uploaded(chance, _logo(chance)), ""


def _logo(chance: random.Random) -> Picture:
    """Two to four simple shapes, and mostly a word below; one picture in four on a coloured ground."""
    ground = _colour(chance) if chance.random() < 0.25 else (255, 255, 255)
    picture = Image.new("RGB", (_SIDE, _SIDE), ground)
    draw = ImageDraw.Draw(picture)
    for _ in range(chance.randint(2, 4)):
        middle = chance.uniform(0.3, 0.7) * _SIDE, chance.uniform(0.25, 0.55) * _SIDE
        _shape(chance, draw, middle, chance.uniform(0.1, 0.22) * _SIDE)
    if chance.random() < 0.8:
        font = face(COMPARED_FONTS[chance.choice(sorted(COMPARED_FONTS))], chance.randint(34, 60))
        word = chance.choice(words()) if chance.random() < 0.5 else _syllables(chance)
        draw.text((_SIDE / 2, _SIDE * 0.85), word, _colour(chance), font, anchor="mm")
    return picture


def _shape(chance: random.Random, draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float) -> None:
    x, y = middle
    box = (x - radius, y - radius, x + radius, y + radius)
    kind = chance.choice(("disc", "ring", "star", "polygon", "arc", "bars"))
    colour = _colour(chance)
    if kind == "disc":
        draw.ellipse(box, fill=colour)
    elif kind == "ring":
        draw.ellipse(box, outline=colour, width=max(4, int(radius / 4)))
    elif kind == "arc":
        start = chance.uniform(0, 360)
        draw.arc(box, start, start + chance.uniform(90, 270), colour, max(5, int(radius / 3)))
    elif kind == "bars":
        for i in range(chance.randint(2, 4)):
            top = y - radius + i * radius / 2
            draw.rectangle((x - radius * chance.uniform(0.4, 1), top, x + radius, top + radius / 4), fill=colour)
    else:
        corners = chance.randint(3, 7) * (2 if kind == "star" else 1)
        turn, inner = chance.uniform(0, math.tau), chance.uniform(0.35, 0.6) if kind == "star" else 1.0
        points = []
        for i in range(corners):
            reach, angle = radius * (inner if i % 2 else 1), turn + i * math.tau / corners
            points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
        draw.polygon(points, fill=colour)


def _colour(chance: random.Random) -> tuple[int, int, int]:
    """Nothing near white."""
    red, green, blue = (chance.randrange(0, 200) for _ in range(3))
    return red, green, blue


def _syllables(chance: random.Random) -> str:
    parts = (chance.choice("BDFGKLMNPRSTVZ") + chance.choice("AEIOU") for _ in range(chance.randint(2, 3)))
    return "".join(parts)


def _scaled(chance: random.Random, logo: Picture) -> Picture:
    side = int(_SIDE * chance.uniform(0.35, 2.0))
    return logo.resize((side, int(side * chance.uniform(0.9, 1.1))), Image.Resampling.LANCZOS)


def _turned(chance: random.Random, logo: Picture) -> Picture:
    return logo.rotate(chance.uniform(-45, 45), Image.Resampling.BICUBIC, expand=True, fillcolor=logo.getpixel((0, 0)))


def _inverted(_: random.Random, logo: Picture) -> Picture:
    return ImageOps.invert(logo)


def _mirrored(_: random.Random, logo: Picture) -> Picture:
    return ImageOps.mirror(logo)


def _cropped(chance: random.Random, logo: Picture) -> Picture:
    left, top = (int(chance.uniform(0, 0.2) * side) for side in logo.size)
    right, bottom = (int(chance.uniform(0.8, 1) * side) for side in logo.size)
    return logo.crop((left, top, right, bottom))


def _recoloured(chance: random.Random, logo: Picture) -> Picture:
    """Channels exchanged and each bent, the ground kept light or coloured as it was."""
    order = chance.choice(((1, 2, 0), (2, 0, 1), (0, 2, 1), (2, 1, 0)))
    field = np.asarray(logo, np.float32)[..., order] / 255
    bent = field ** np.array([chance.uniform(0.6, 1.6) for _ in range(3)], np.float32)
    return Image.fromarray((bent * 255).astype(np.uint8))


def _on_pack(chance: random.Random, logo: Picture) -> Picture:
    """The logo as a part of a larger picture with other things on it."""
    pack = Image.new("RGB", (_SIDE * 2, _SIDE * 2), logo.getpixel((0, 0)))
    draw = ImageDraw.Draw(pack)
    for _ in range(3):
        middle = chance.uniform(0.1, 0.9) * 2 * _SIDE, chance.uniform(0.75, 0.95) * 2 * _SIDE
        _shape(chance, draw, middle, 0.12 * _SIDE)
    logo = logo.resize((_SIDE, _SIDE))
    pack.paste(logo, (int(chance.uniform(0, 1) * _SIDE), int(chance.uniform(0, 0.4) * _SIDE)))
    return pack


CHANGES: Final[dict[str, Callable[[random.Random, Picture], Picture]]] = {
    "cropped": _cropped,
    "inverted": _inverted,
    "mirrored": _mirrored,
    "on a pack": _on_pack,
    "recoloured": _recoloured,
    "scaled": _scaled,
    "turned": _turned,
}


def _uploaded(chance: random.Random, picture: Picture) -> Picture:
    """A slight blur and JPEG."""
    buffer = io.BytesIO()
    blurred = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 1.2)))
    blurred.save(buffer, "JPEG", quality=chance.randint(40, 92))
    return Image.open(buffer).convert("RGB")

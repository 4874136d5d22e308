"""The same logo in other clothes is known again, another one is not. Skipped without the extra `image`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from shuangda.kernel.lookalike.images import SAME, BadPicture, compare_logos

pytest.importorskip("cv2")


def fox() -> Image.Image:
    picture = Image.new("RGB", (300, 300), "white")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(60, 40), (150, 100), (240, 40), (220, 190), (150, 250), (80, 190)], fill="orangered")
    draw.ellipse((105, 130, 130, 155), fill="black")
    draw.ellipse((170, 130, 195, 155), fill="black")
    draw.polygon([(140, 210), (160, 210), (150, 225)], fill="navy")
    draw.arc((40, 20, 260, 280), 20, 140, "teal", 8)
    return picture


def boat() -> Image.Image:
    picture = Image.new("RGB", (300, 300), "white")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(40, 200), (260, 200), (220, 250), (80, 250)], fill="navy")
    draw.polygon([(150, 40), (150, 190), (60, 190)], fill="orangered")
    draw.rectangle((156, 60, 164, 200), fill="black")
    draw.line([(30, 270), (90, 260), (150, 270), (210, 260), (270, 270)], "teal", 6)
    return picture


def swapped(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return Image.merge("RGB", (blue, red, green))


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p,
        lambda p: p.resize((110, 118), Image.Resampling.LANCZOS),
        lambda p: p.rotate(25, Image.Resampling.BICUBIC, expand=True, fillcolor="white"),
        ImageOps.invert,
        ImageOps.mirror,
        lambda p: ImageOps.invert(ImageOps.mirror(p)),
        lambda p: p.crop((40, 20, 290, 270)),
        swapped,
    ],
    ids=["itself", "scaled", "turned", "negative", "mirrored", "mirrored negative", "cropped", "recoloured"],
)
def test_a_copy_is_known(change: Callable[[Image.Image], Image.Image]) -> None:
    match = compare_logos(np.array(fox()), np.array(change(fox())))
    assert match.score >= SAME
    assert match.reasons


def test_the_reason_names_the_disguise() -> None:
    assert "反色" in compare_logos(np.array(fox()), np.array(ImageOps.invert(fox()))).reasons[0]
    assert "左右翻转" in compare_logos(np.array(fox()), np.array(ImageOps.mirror(fox()))).reasons[0]


def test_another_logo_is_another() -> None:
    match = compare_logos(np.array(fox()), np.array(boat()))
    assert match.score < SAME
    assert match.reasons == ()


def test_the_answer_is_always_the_same() -> None:
    pair = np.array(fox()), np.array(fox().rotate(20, fillcolor="white"))
    assert compare_logos(*pair) == compare_logos(*pair)


def test_a_picture_of_nothing_resembles_nothing() -> None:
    blank = np.full((40, 60, 3), 255, np.uint8)
    assert compare_logos(blank, np.array(fox())).score < SAME
    assert compare_logos(blank, blank[:16, :16]).score < SAME


def test_a_broken_file_is_named() -> None:
    with pytest.raises(BadPicture, match="认不出"):
        compare_logos(b"nothing", np.array(fox()))

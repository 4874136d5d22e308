"""Hostile and odd pictures end in pixels or in one sentence, never in anything else."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from shuangda.kernel.lookalike import LookalikeError
from shuangda.kernel.lookalike.images import BadPicture, open_picture
from shuangda.kernel.lookalike.images.opening import FILE_BYTES, WORKING


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims a size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 64)
    parts = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (head, body))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


RED = Image.new("RGB", (60, 40), (200, 0, 0))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"not a picture at all", "认不出"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "矢量图"),
        (b"\n <?xml version='1.0'?><svg/>", "矢量图"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "矢量图"),
        (saved(Image.new("RGB", (64, 64)), "ICO"), "认不出"),
        (png_claiming(60_000, 60_000), "过大"),
        (png_claiming(2_000_000_000, 2_000_000_000), "过大"),
        (png_claiming(30_000, 20), "过大"),
        (png_claiming(0, 0), "认不出"),
        (png_claiming(400, 400), "损坏"),
        (saved(Image.new("RGB", (1, 1))), "过小"),
        (saved(Image.new("RGB", (9_000, 17))), "过小"),
        (saved(RED, "JPEG")[:300], "损坏"),
        (saved(RED) + b"\0" * FILE_BYTES, "超过 20 MB"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadPicture, match=says) as caught:
        open_picture(data)
    assert str(caught.value).endswith("。")
    assert isinstance(caught.value, LookalikeError)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match=r"打不开图片文件：没有\.png"):
        open_picture(tmp_path / "没有.png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_each_format_from_a_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "red"
    path.write_bytes(saved(RED, kind))
    assert np.abs(open_picture(path)[20, 30].astype(int) - (200, 0, 0)).max() < 12


def test_sideways_photographs_are_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(saved(RED, "JPEG", exif=exif)).shape == (60, 40, 3)


def test_of_an_animation_the_first_frame_counts() -> None:
    data = saved(RED, "GIF", save_all=True, append_images=[Image.new("RGB", (60, 40), (0, 0, 200))] * 3)
    assert open_picture(data)[5, 5].tolist() == [200, 0, 0]


def test_print_colours_become_screen_colours() -> None:
    assert open_picture(saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"))[9, 9, 0] > 200


def test_sixteen_bits_become_eight() -> None:
    deep = Image.fromarray(np.full((40, 40), 32_768, np.uint16))
    assert open_picture(saved(deep))[9, 9].tolist() == [127, 127, 127]


@pytest.mark.parametrize("shade", [0, 255])
def test_what_is_opaque_stays_visible(shade: int) -> None:
    field = np.zeros((40, 40, 4), np.uint8)
    field[10:30, 10:30] = (shade, shade, shade, 255)
    seen = open_picture(saved(Image.fromarray(field))).astype(int)
    assert abs(seen[20, 20, 0] - seen[2, 2, 0]) > 150


def test_large_photographs_are_brought_down() -> None:
    assert max(open_picture(saved(Image.new("RGB", (4_000, 3_000)), "JPEG")).shape) <= WORKING


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"]), data=st.data())
def test_broken_bytes_never_do_anything_else(kind: str, data: st.DataObject) -> None:
    raw = bytearray(saved(RED, kind))
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=8)):
        raw[place] = value
    try:
        seen = open_picture(bytes(raw[: data.draw(st.integers(0, len(raw)))]))
    except BadPicture:
        return
    assert seen.dtype == np.uint8
    assert seen.shape[2] == 3

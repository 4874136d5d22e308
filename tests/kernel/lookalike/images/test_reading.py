"""Text on pictures, and what is doubtful about it. Skipped without the extra `image` or without Chinese fonts."""

from __future__ import annotations

import socket
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from shuangda.kernel.lookalike.images import MissingPart, cut, doubt, is_installed, read_text, readings, variants
from shuangda.kernel.lookalike.images.faces import faces
from shuangda.kernel.lookalike.images.opening import Pixels

if not is_installed():
    pytest.skip("the extra `image` is not installed", allow_module_level=True)
try:
    FACES = faces()
except MissingPart:
    pytest.skip("no Chinese font", allow_module_level=True)


def drawn(text: str, *, face: int = 0, ink: str = "black", paper: str = "white", size: int = 64) -> Pixels:
    """A line of text with room around it, RGB."""
    path, index = FACES[face % len(FACES)]
    picture = Image.new("RGB", (size * (len(text) + 2), size * 2), paper)
    font = ImageFont.truetype(path, size, index=index)
    ImageDraw.Draw(picture).text((size, size), text, ink, font, anchor="lm")
    return np.array(picture)


def test_text_is_read_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (region,) = read_text(drawn("山泉豆浆", ink="yellow", paper="darkgreen"))
    assert region.text == "山泉豆浆"
    assert 0.5 < region.confidence <= 1
    assert len(region.box) == 4


def test_an_empty_picture_has_no_text() -> None:
    assert read_text(np.full((80, 200, 3), 255, np.uint8)) == ()


@pytest.mark.parametrize("face", range(4))
@pytest.mark.parametrize(
    ("stands", "read", "place"), [("大臼兔", "大白兔", 1), ("漂柔", "飘柔", 0), ("康帅傅", "康师傅", 1)]
)
def test_a_silent_correction_comes_to_light(face: int, stands: str, read: str, place: int) -> None:
    doubts = doubt(drawn(stands, face=face), read)
    assert [d.place for d in doubts if d.is_doubtful][:1] == [place]
    first, *others = variants(read, doubts)
    assert first.text == read
    assert stands in [other.text for other in others]
    reason = next(other.reasons for other in others if other.text == stands)
    assert reason == (f"读作“{read[place]}”，也像“{stands[place]}”",)


@pytest.mark.parametrize("face", range(4))
@pytest.mark.parametrize("text", ["大白兔", "飘柔", "康师傅", "六个核桃"])
def test_what_was_read_right_is_left_alone(face: int, text: str) -> None:
    doubts = doubt(drawn(text, face=face, ink="gold", paper="navy"), text)
    assert [d.read for d in doubts] == list(text)
    assert not [d for d in doubts if d.is_doubtful]


def test_a_line_on_its_head_is_compared_upright() -> None:
    assert not [d for d in doubt(drawn("山泉豆浆")[::-1, ::-1], "山泉豆浆") if d.is_doubtful]


def test_letters_are_no_matter_of_glyph_vectors() -> None:
    assert doubt(drawn("AB 12"), "AB 12") == ()


def test_a_picture_gives_the_texts_to_screen() -> None:
    ((region, texts),) = readings(drawn("山泉豆浆"))
    assert texts[0].text == region.text == "山泉豆浆"
    assert texts[0].score == 1


@pytest.mark.parametrize("line", [np.zeros((16, 16, 3), np.uint8), np.full((16, 400, 3), 9, np.uint8)])
def test_a_line_without_ink_does_no_harm(line: Pixels) -> None:
    assert len(doubt(line, "白兔")) == 2


def test_a_slanted_region_is_cut_straight() -> None:
    line = cut(drawn("山泉"), ((10, 20), (110, 40), (100, 90), (0, 70)))
    assert line.shape[0] < line.shape[1]


@pytest.mark.parametrize("part", ["cv2", "rapidocr", "onnxruntime"])
def test_without_the_extra_one_sentence_says_what_to_do(part: str) -> None:
    said = ran(f"""
import sys
sys.modules["{part}"] = None
import numpy as np
from shuangda.kernel.lookalike.images import MissingPart, is_installed, read_text
assert not is_installed()
try:
    read_text(np.zeros((40, 40, 3), np.uint8))
except MissingPart as error:
    print(error)
""")
    assert said == "未安装图片组件：请执行 pip install 'shuangda[image]' 后再试。"


def test_importing_costs_neither_opencv_nor_onnx_runtime() -> None:
    heavy = ran("""
import sys
import shuangda.kernel.lookalike.images
print([part for part in ("cv2", "onnxruntime", "rapidocr", "numba") if part in sys.modules])
""")
    assert heavy == "[]"


def ran(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, check=True, encoding="utf-8"
    ).stdout.strip()

"""Text in a picture, read on this machine by RapidOCR; its models lie in the package, nothing is fetched."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from .extra import opencv, rapidocr
from .opening import Pixels, Source, open_picture

Box = tuple[tuple[float, float], ...]

LEAST_CONFIDENCE: Final = 0.3
"""Below, a region is texture rather than text."""
_DETECT_SIDE: Final = 1_280
"""Longest side at which text is looked for; a small picture is not blown up."""
_LINE: Final = 48
"""Pixels: the height at which the recogniser reads."""


@dataclass(frozen=True, slots=True)
class TextRegion:
    """A piece of a line: what was read, how sure the recogniser is (0 … 1), and the corners of its place.

    Corners are pixels of the opened picture (`open_picture`), clockwise from where the text begins.
    """

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the recogniser thinks along a line: `probability` float32[T, C] for T columns, C `characters` (0: none)."""

    probability: npt.NDArray[np.float32]
    characters: tuple[str, ...]

    def read(self) -> tuple[str, list[int]]:
        """The most probable text without spaces, and the column of each character."""
        best = self.probability.argmax(1)
        columns = [
            i for i, c in enumerate(best) if c and (i == 0 or c != best[i - 1]) and not self.characters[c].isspace()
        ]
        return "".join(self.characters[best[i]] for i in columns), columns


def read_text(picture: Source | Pixels) -> tuple[TextRegion, ...]:
    """The text of a picture (file, bytes or RGB pixels), from top to bottom; empty where there is none.

    Raises BadPicture; MissingPart without the extra `image`.
    """
    engine = _engine()
    pixels = picture if isinstance(picture, np.ndarray) else open_picture(picture)
    found = engine(np.ascontiguousarray(pixels[:, :, ::-1]))
    if found.txts is None or found.boxes is None:
        return ()
    regions = (
        TextRegion(text, round(float(sure), 4), tuple((float(x), float(y)) for x, y in box))
        for text, sure, box in zip(found.txts, found.scores, found.boxes, strict=True)
    )
    return tuple(region for region in regions if region.text.strip())


def cut(pixels: Pixels, box: Box) -> Pixels:
    """The region within four corners, laid straight: uint8[height, width, 3]."""
    cv2 = opencv()
    corners = np.array(box, np.float32)
    sides = np.linalg.norm(corners - np.roll(corners, -1, 0), axis=1).tolist()
    size = (max(1, round(max(sides[0], sides[2]))), max(1, round(max(sides[1], sides[3]))))
    target = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    line: Pixels = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return line


def posterior(line: Pixels) -> Posterior:
    """Every character's probability in every column of a straight line of text (RGB)."""
    cv2 = opencv()
    recogniser, characters = _recogniser()
    width = max(_LINE, round(line.shape[1] * _LINE / line.shape[0]))
    scaled = cv2.resize(line[:, :, ::-1], (min(width, 3_200), _LINE)).astype(np.float32)
    tensor = (scaled / 127.5 - 1).transpose(2, 0, 1)[None]
    return Posterior(recogniser.run(None, {recogniser.get_inputs()[0].name: tensor})[0][0], characters)


@cache
def _engine() -> Any:
    """One engine per process, on one thread as OpenCV."""
    opencv()
    engine = rapidocr().RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECT_SIDE,
            "Global.text_score": LEAST_CONFIDENCE,
            "Global.log_level": "critical",
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return engine


@cache
def _recogniser() -> tuple[Any, tuple[str, ...]]:
    """The ONNX session that reads a line, and its characters; RapidOCR loads it at the first line."""
    engine = _engine()
    engine(np.full((_LINE, _LINE, 3), 255, np.uint8), use_det=False, use_cls=False, use_rec=True)
    engine.use_det = engine.use_cls = True  # RapidOCR remembers what the last call asked for
    recogniser = engine.text_rec
    return recogniser.session.session, tuple(recogniser.postprocess_op.character)

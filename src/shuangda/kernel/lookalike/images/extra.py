"""The optional part: OpenCV, RapidOCR and ONNX Runtime, loaded at first use."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .errors import MissingPart


def is_installed() -> bool:
    """Whether the extra `image` is there."""
    try:
        return all(find_spec(part) is not None for part in ("rapidocr", "onnxruntime", "cv2"))
    except ValueError:  # a module that was put away by name
        return False


@cache
def opencv() -> Any:
    """OpenCV on one thread: whoever screens many pictures runs many processes. Raises MissingPart without it.

    Any, because the package brings other types with every version and none where it is not installed.
    """
    cv2 = _part("cv2")
    cv2.setNumThreads(1)
    return cv2


def rapidocr() -> Any:
    """RapidOCR. Raises MissingPart without it or its runtime."""
    _part("onnxruntime")
    return _part("rapidocr")


def _part(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingPart("未安装图片组件：请执行 pip install 'shuangda[image]' 后再试。") from error

"""Pictures for the look-alike engine: text on them with its doubtful characters, and logos; needs the extra `image`.

Importing this package loads neither OpenCV nor ONNX Runtime.
"""

from __future__ import annotations

from .doubting import Candidate, CharacterDoubt, Reading, doubt, look_alikes, readings, variants
from .errors import BadPicture, MissingPart
from .extra import is_installed
from .logos import SAME, LogoMatch, compare_logos
from .opening import open_picture
from .reading import TextRegion, cut, read_text

__all__ = [
    "SAME",
    "BadPicture",
    "Candidate",
    "CharacterDoubt",
    "LogoMatch",
    "MissingPart",
    "Reading",
    "TextRegion",
    "compare_logos",
    "cut",
    "doubt",
    "is_installed",
    "look_alikes",
    "open_picture",
    "read_text",
    "readings",
    "variants",
]

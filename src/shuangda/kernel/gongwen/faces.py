"""Which typefaces stand in for those of the standard, when a machine does not have them.

The faces of the standard are proprietary: they are named, never shipped. Only free ones are put in their place.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from .errors import PaperError
from .standard import Face

SAME: Final[dict[Face, tuple[str, ...]]] = {
    Face.TITLE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    Face.TEXT: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    Face.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    Face.HEI: ("黑体", "SimHei"),
    Face.SONG: ("宋体", "SimSun"),
}
"""The names under which systems know the face itself"""
_SERIF: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN")
_SANS: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei")
FREE: Final[dict[Face, tuple[str, ...]]] = {
    Face.TITLE: _SERIF,
    Face.TEXT: ("FandolFang R", "FandolFang", *_SERIF, *_SANS),
    Face.KAI: ("FandolKai", "LXGW WenKai", "AR PL UKai CN", *_SERIF, *_SANS),
    Face.HEI: ("FandolHei", *_SANS, *_SERIF),
    Face.SONG: ("FandolSong", *_SERIF, *_SANS),
}
"""Free faces in the order of their likeness"""


class NoChineseFace(PaperError):
    """The machine has no face in which Chinese can be laid out."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The family to use for every face, and what was replaced."""

    families: dict[Face, str]
    replaced: dict[Face, str]

    def warnings(self) -> tuple[str, ...]:
        """One sentence for every missing face, naming both."""
        return tuple(f"本机没有字体“{face}”，改用“{family}”。" for face, family in self.replaced.items())


def choose(installed: Collection[str]) -> Faces:
    """The faces for a machine with these families. Raises NoChineseFace where it has none at all."""
    there = {name.casefold(): name for name in installed}
    families: dict[Face, str] = {}
    replaced: dict[Face, str] = {}
    for face in Face:
        own = next((there[name.casefold()] for name in SAME[face] if name.casefold() in there), None)
        free = next((there[name.casefold()] for name in FREE[face] if name.casefold() in there), None)
        if own is None and free is None:
            raise NoChineseFace("本机没有中文字体，不能排PDF。请安装思源宋体（Debian：fonts-noto-cjk）。")
        families[face] = own or free or ""
        if own is None:
            replaced[face] = families[face]
    return Faces(families, replaced)

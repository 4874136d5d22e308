"""The compiled base fold of many texts. Importing this module imports numba."""

from __future__ import annotations

from typing import Any, Final

from ..compiling import compiled

_module: Final = compiled("shuangda.kernel.lookalike.folding.fold_plain")

measure: Final[Any] = _module.measure
write: Final[Any] = _module.write

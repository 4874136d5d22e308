"""The compiled judge. Importing this module imports numba."""

from __future__ import annotations

from typing import Any, Final

from ..compiling import compiled

judge: Final[Any] = compiled("shuangda.kernel.lookalike.judging.judge").judge
"""`judge(q, m, t) -> (score, kind)`, callable from compiled code."""

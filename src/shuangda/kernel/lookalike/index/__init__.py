"""An index of marks: built once, memory-mapped, searched for the marks that names may imitate."""

from .keys import THOROUGH
from .store import Found, Index, build

__all__ = ["THOROUGH", "Found", "Index", "build"]

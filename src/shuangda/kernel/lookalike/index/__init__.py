"""An index of marks: built once, memory-mapped, searched for the marks that names may imitate."""

from .store import Found, Index, build

__all__ = ["Found", "Index", "build"]

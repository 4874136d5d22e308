"""An index of marks: built once, memory-mapped, searched for the marks that names may imitate."""

from .store import Found, Index, Room, build

__all__ = ["Found", "Index", "Room", "build"]

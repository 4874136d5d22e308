"""What is wrong with the layout of somebody's DOCX: each deviation with place, finding, demand and clause."""

from __future__ import annotations

from .checking import check, fix, kinds
from .findings import Deviation, Place, Severity
from .kinds import Kind
from .opening import Unreadable

__all__ = ["Deviation", "Kind", "Place", "Severity", "Unreadable", "check", "fix", "kinds"]

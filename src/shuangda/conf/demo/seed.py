"""Fills an empty installation with an invented district, through the real services."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Login(NamedTuple):
    """Somebody a visitor of the demo can be."""

    role: str
    username: str
    password: str


LOGINS: tuple[Login, ...] = ()


def run(progress: Callable[[str], None]) -> None:
    """Seed the database unless it holds units already; `progress` is told each step in a few words."""

"""The one source of time. A test or a rehearsal can set it; nothing else asks the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, with a time zone."""
    return _set.get() or timezone.now()


def today() -> date:
    """The day it is at the office."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (with a time zone) inside the block."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)

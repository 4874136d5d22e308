"""The arithmetic of the chain: what is hashed and how. No database here, so that an off-line verifier can share it.

Each event's digest covers the digest of the event before it, so that changing, removing or inserting one
breaks every later link. SHA-256 is the link; SM3 (GB/T 32905-2016) stands beside it for domestic audits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

GENESIS = "0" * 64
Kind = Literal["missing", "order", "changed", "removed", "foreign"]
"""How a chain can be broken: an event is missing, follows another one than it says, was changed after it was written,
was removed or replaced at the end, or was put there past the software."""


def plain(value: Any) -> Any:
    """The value, if the database gives back exactly what was hashed: text, integers, truth, null, lists, objects.

    Raises TypeError for anything else: a float or a key that is no text would come back changed.
    """
    if value is None or type(value) in {int, bool}:
        return value
    if isinstance(value, str):
        return str(value)  # a member of TextChoices becomes its value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return {key: plain(item) for key, item in value.items()}
    raise TypeError(f"{value!r} cannot stand in an audit event")


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one byte string of a payload: sorted keys, no spaces, UTF-8 (after RFC 8785, integers and text only)."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def digests(previous: str, payload: Mapping[str, Any]) -> tuple[str, str]:
    """SHA-256 and SM3 of `previous` (64 hex digits) followed by the canonical payload."""
    data = previous.encode("ascii") + canonical(payload)
    return hashlib.sha256(data).hexdigest(), hashlib.new("sm3", data).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One event as the verifier sees it."""

    seq: int
    previous: str
    sha256: str
    sm3: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold, and how."""

    seq: int
    kind: Kind


def first_break(links: Iterable[Link]) -> Break | None:
    """Walk the chain from its start; None when every link holds."""
    expected_seq, previous = 1, GENESIS
    for link in links:
        if link.seq != expected_seq:
            return Break(expected_seq, "missing")
        if link.previous != previous:
            return Break(link.seq, "order")
        if (link.sha256, link.sm3) != digests(previous, link.payload):
            return Break(link.seq, "changed")
        expected_seq, previous = link.seq + 1, link.sha256
    return None

"""What each role may do, by name. An app declares its permissions in its `rules.py`; a view names one.

A route without an access rule answers 403: forgetting is safe. `docs/permissions.md` is compared with this registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

from .roles import EVERYBODY, Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Permission:
    """A named right and the roles that have it. `label` says in the interface's words what it allows."""

    name: str
    label: str | Promise
    roles: frozenset[Role]
    anonymous: bool = False


_registry: dict[str, Permission] = {}


def declare(name: str, label: str | Promise, roles: Iterable[Role]) -> Permission:
    """Register a permission. Raises ValueError when the name is taken."""
    if name in _registry:
        raise ValueError(f"permission {name} is declared twice")
    _registry[name] = permission = Permission(name, label, frozenset(roles))
    return permission


def declared() -> list[Permission]:
    """All permissions, by name."""
    return [_registry[name] for name in sorted(_registry)]


PUBLIC = Permission("public", "", frozenset(EVERYBODY), anonymous=True)
SIGNED_IN = Permission("signed_in", "", frozenset(EVERYBODY))


def requires(permission: Permission) -> Callable[[View], View]:
    """Give a view its access rule; `AccessMiddleware` holds it."""

    def mark(view: View) -> View:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return mark

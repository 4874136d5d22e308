"""The left menu. An app registers its entries in its `AppConfig.ready()`; an actor sees what their role may open.

PLANS = Group(_("Plans"), order=10)
register(MenuEntry(_("Documents"), "plans:documents", rules.SEE_DOCUMENTS, "file-text", PLANS, order=10))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.permissions import SIGNED_IN, Permission


@dataclass(frozen=True, slots=True)
class Group:
    """A heading in the menu; one without a label has its entries at the top, as the work place does."""

    label: str | Promise
    order: int


TOP = Group("", 0)
SETTINGS = Group(_("Settings"), 90)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu. `icon` is the name of a Tabler outline icon; `order` counts inside the group."""

    label: str | Promise
    url_name: str
    permission: Permission
    icon: str
    group: Group = TOP
    order: int = 0

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def open_to(self, actor: Actor) -> bool:
        """Whether this actor's role may open the page."""
        return self.permission is SIGNED_IN or actor.role in self.permission.roles


@dataclass(frozen=True, slots=True)
class Section:
    """A group as one actor sees it."""

    label: str | Promise
    entries: tuple[MenuEntry, ...]


_entries: dict[str, MenuEntry] = {}


def register(entry: MenuEntry) -> None:
    """Add an entry. Raises ValueError when its address is in the menu already."""
    if entry.url_name in _entries:
        raise ValueError(f"{entry.url_name} is in the menu already")
    _entries[entry.url_name] = entry


def menu_for(actor: Actor) -> list[Section]:
    """The groups with at least one page that this actor may open, in order."""
    return list(_sections(sorted(_entries.values(), key=lambda entry: (entry.group.order, entry.order)), actor))


def _sections(entries: list[MenuEntry], actor: Actor) -> Iterator[Section]:
    for group in dict.fromkeys(entry.group for entry in entries):
        if visible := tuple(entry for entry in entries if entry.group == group and entry.open_to(actor)):
            yield Section(group.label, visible)


def current_entry(path: str, sections: list[Section]) -> tuple[Section, MenuEntry] | None:
    """The entry that a page belongs to: the one whose address is the longest beginning of `path`."""
    here = [
        (len(entry.url), section, entry)
        for section in sections
        for entry in section.entries
        if path == entry.url or (entry.url != "/" and path.startswith(entry.url))
    ]
    _length, section, entry = max(here, key=lambda found: found[0], default=(0, None, None))
    return (section, entry) if section and entry else None

"""What the pages of time limits add to the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuangda.platform.desk.menu import Group, MenuEntry, register

from .. import rules

CLOCKS = Group(_("Time limits"), order=20)


def register_entries() -> None:
    """Called once, when the app is ready."""
    register(MenuEntry(_("Work calendar"), "clocks:calendar", rules.READ_CALENDAR, "calendar", CLOCKS, order=30))

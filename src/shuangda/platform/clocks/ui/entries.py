"""What the pages of time limits add to the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuangda.platform.desk.menu import Group, MenuEntry, register
from shuangda.platform.desk.search import register_search

from .. import rules
from .clocks import find_clocks
from .rules import find_rules
from .worklist import register_work

CLOCKS = Group(_("Time limits"), order=20)


def register_entries() -> None:
    """Called once, when the app is ready."""
    register(MenuEntry(_("Running time limits"), "clocks:clocks", rules.READ_CLOCKS, "hourglass", CLOCKS, order=10))
    register(MenuEntry(_("Rules of time limits"), "clocks:rules", rules.READ_RULES, "book", CLOCKS, order=20))
    register(
        MenuEntry(_("Renumbered statutes"), "clocks:statutes", rules.READ_RULES, "arrows-exchange", CLOCKS, order=40)
    )
    register_search(_("Running time limits"), find_clocks)
    register_search(_("Time limits"), find_rules)
    register(MenuEntry(_("Work calendar"), "clocks:calendar", rules.READ_CALENDAR, "calendar", CLOCKS, order=30))
    register_work()

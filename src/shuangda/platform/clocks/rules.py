"""Who may read the law and the calendar, who corrects them, and who runs a clock.

A clock belongs to the unit that has to act in time: only that unit moves it, and its office reads (国办发〔2024〕54号).
The holiday table and how weekends count move the dates of everybody, so only the security administrator writes them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuangda.platform.orgs.actors import Actor
from shuangda.platform.orgs.permissions import declare
from shuangda.platform.orgs.roles import OFFICE, STAFF, Role
from shuangda.platform.orgs.verdicts import YES, Verdict, no

from .models import Clock

READ_RULES = declare("clocks.read_rules", _("Read the statutory time limits and try them out"), STAFF)
READ_CALENDAR = declare("clocks.read_calendar", _("See the work calendar"), STAFF | {Role.SECURITY_ADMIN})
EDIT_CALENDAR = declare(
    "clocks.edit_calendar", _("Record and correct holiday notices, decide how weekends count"), {Role.SECURITY_ADMIN}
)
READ_CLOCKS = declare("clocks.read", _("See the running time limits of the unit, or of the office's units"), STAFF)
RUN_CLOCKS = declare(
    "clocks.run",
    _("Start, pause, extend and stop time limits of the own unit"),
    {Role.UNIT_HEAD, Role.LIAISON, Role.OFFICER, *OFFICE},
)

_NOT_YOURS = _("Your role may not do this.")


def may_edit_calendar(actor: Actor) -> Verdict:
    """Record holidays, decide how weekends count."""
    return YES if actor.role in EDIT_CALENDAR.roles else no(_NOT_YOURS)


def may_start(actor: Actor) -> Verdict:
    """Start a clock for the actor's own unit."""
    return YES if actor.role in RUN_CLOCKS.roles else no(_NOT_YOURS)


def may_run(actor: Actor, clock: Clock) -> Verdict:
    """Pause, resume, extend, stop, start anew, take an entry back: the unit whose limit it is, and nobody for it."""
    if not (verdict := may_start(actor)):
        return verdict
    return YES if clock.unit_id == actor.unit_id else no(_("Only the unit whose time limit it is may do this."))

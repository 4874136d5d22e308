"""What the acts of the organisation are called on the audit trail."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: Final[dict[str, Promise]] = {
    "region.created": _("registered the region"),
    "unit.created": _("registered the unit"),
    "unit.changed": _("changed the unit"),
    "unit.renamed": _("renamed the unit"),
    "unit.name_added": _("added another name of the unit"),
    "unit.closed": _("closed the unit"),
    "person.created": _("registered the person"),
    "person.changed": _("changed the person"),
    "person.password_set": _("set the person's password"),
    "person.password_changed": _("changed their own password"),
    "person.deactivated": _("closed the account"),
    "person.reactivated": _("opened the account again"),
    "person.locked": _("locked the log-in"),
    "person.unlocked": _("unlocked the log-in"),
    "person.logged_in": _("logged in"),
    "person.login_failed": _("failed to log in"),
    "seat.given": _("gave the seat"),
    "seat.ended": _("ended the seat"),
    "alias.decided": _("decided what the name means"),
    "alias.dropped": _("took the decision about the name back"),
}

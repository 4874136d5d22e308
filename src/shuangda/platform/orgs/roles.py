"""The roles that a seat can have, as GB/T 22239-2019 §8.1.5 separates the three administrators."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")
    OFFICE_HEAD = "office_head", _("Head of the office")
    CLERK = "clerk", _("Office clerk")
    UNIT_HEAD = "unit_head", _("Head of the unit")
    LIAISON = "liaison", _("Liaison officer")
    OFFICER = "officer", _("Enforcement officer")
    GUEST = "guest", _("Guest")


ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
OFFICE = frozenset({Role.OFFICE_HEAD, Role.CLERK})
UNIT = frozenset({Role.UNIT_HEAD, Role.LIAISON, Role.OFFICER, Role.GUEST})
STAFF = OFFICE | UNIT
EVERYBODY = STAFF | ADMINS

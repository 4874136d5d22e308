"""The trail is for the audit administrator alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuangda.platform.orgs.permissions import declare
from shuangda.platform.orgs.roles import Role

READ = declare("audit.read", _("Read the audit trail of the region"), {Role.AUDIT_ADMIN})
VERIFY = declare("audit.verify", _("Check that the audit trail is whole"), {Role.AUDIT_ADMIN})

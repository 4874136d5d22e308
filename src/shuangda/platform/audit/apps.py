from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "shuangda.platform.audit"
    verbose_name = _("Audit trail")

    def ready(self) -> None:
        from shuangda.platform.desk.menu import SETTINGS, MenuEntry, register

        from . import rules

        post_migrate.connect(_lay_chain_head, sender=self)
        register(MenuEntry(_("Audit trail"), "audit:events", rules.READ, "history", SETTINGS, 90))


def _lay_chain_head(*, using: str, **_kwargs: Any) -> None:
    """The chain starts at a row that exists before the first event; tests that empty all tables get it back too."""
    from .models import ChainHead

    ChainHead.objects.using(using).get_or_create(pk=1)

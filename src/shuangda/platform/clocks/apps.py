from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    name = "shuangda.platform.clocks"
    verbose_name = _("Time limits")

    def ready(self) -> None:
        from shuangda.platform.audit.wording import name_verbs

        from . import wording
        from .ui.entries import register_entries

        name_verbs(wording.VERBS)
        register_entries()

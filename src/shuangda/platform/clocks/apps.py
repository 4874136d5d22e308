from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    name = "shuangda.platform.clocks"
    verbose_name = _("Time limits")

    def ready(self) -> None:
        from .ui.entries import register_entries

        register_entries()

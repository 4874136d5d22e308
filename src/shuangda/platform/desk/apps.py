from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shuangda.platform.desk"
    verbose_name = _("Work place")

    def ready(self) -> None:
        from shuangda.platform.orgs.permissions import SIGNED_IN

        from .menu import MenuEntry, register

        register(MenuEntry(_("Work place"), "desk:home", SIGNED_IN, "layout-dashboard"))

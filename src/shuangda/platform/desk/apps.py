from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shuangda.platform.desk"
    verbose_name = _("Work place")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "shuangda.platform.files"
    verbose_name = _("Files")

    def ready(self) -> None:
        from shuangda.platform.audit.wording import name_verbs

        name_verbs({"file.stored": _("stored the file")})

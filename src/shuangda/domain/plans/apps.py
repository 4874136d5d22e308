from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "shuangda.domain.plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        from .ui.entries import register_documents
        from .ui.worklist import register_assignments

        register_documents()
        register_assignments()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "shuangda.domain.plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        from shuangda.platform.audit.wording import name_verbs

        from . import wording
        from .ui import timeline
        from .ui.entries import register_documents
        from .ui.worklist import register_assignments

        name_verbs({**timeline.WORDS, **wording.VERBS})
        register_documents()
        register_assignments()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "shuangda.platform.orgs"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from shuangda.platform.audit.wording import name_verbs
        from shuangda.platform.desk.menu import SETTINGS, MenuEntry, register

        from . import rules, wording

        name_verbs(wording.VERBS)
        register(MenuEntry(_("Units"), "orgs:units", rules.READ_UNITS, "building", SETTINGS, 10))
        register(MenuEntry(_("Liaison officers"), "orgs:liaisons", rules.READ_LIAISONS, "address-book", SETTINGS, 20))
        register(MenuEntry(_("Decided names"), "orgs:aliases", rules.DECIDE_ALIASES, "tags", SETTINGS, 30))
        register(MenuEntry(_("People"), "orgs:people", rules.READ_PEOPLE, "users", SETTINGS, 40))

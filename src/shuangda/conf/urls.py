"""All addresses. Only the routes of a library that are used are taken in, so that nothing opens by an upgrade."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("shuangda.platform.desk.ui.urls")),
    path("settings/", include("shuangda.platform.orgs.ui.urls")),
    path("audit/", include("shuangda.platform.audit.ui.urls")),
    path("clocks/", include("shuangda.platform.clocks.ui.urls")),
    path("plans/", include("shuangda.domain.plans.ui.urls")),
    path("language/", set_language, name="set_language"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/2fa/", mfa.index, name="mfa_index"),
    path("account/2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("account/2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/2fa/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/2fa/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/2fa/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

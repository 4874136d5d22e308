"""Django settings. The environment is read in `env.py`; what is unsafe in production is refused at the end."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import database, env

BASE_DIR = env.BASE_DIR
PACKAGE_DIR = Path(__file__).resolve().parents[1]
HOME = env.home()
PRODUCTION = env.ENVIRONMENT.read() == "production"

DEBUG = env.DEBUG.flag()
SECRET_KEY = env.SECRET_KEY.read() or ("" if PRODUCTION else env.development_secret())
ALLOWED_HOSTS = env.ALLOWED_HOSTS.words() or ([] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.TRUSTED_ORIGINS.words()

INSTALLED_APPS = [
    "shuangda.platform.desk",  # first, so that its templates stand before those of allauth
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "shuangda.conf.static.UsedStaticFiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "shuangda.platform.audit",
    "shuangda.platform.orgs",
    "shuangda.platform.jobs",
    "shuangda.platform.files",
    "shuangda.platform.clocks",
    "shuangda.domain.plans",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "shuangda.platform.clocks.middleware.CalendarMiddleware",
    "shuangda.platform.orgs.middleware.ActorMiddleware",
    "shuangda.platform.orgs.middleware.AccessMiddleware",
]

ROOT_URLCONF = "shuangda.conf.urls"
ASGI_APPLICATION = "shuangda.conf.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shuangda.platform.desk.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database.settings(env.DATABASE_URL.read(), HOME)}
# In the database, so that all web processes count failed log-ins together.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "desk_cache"},
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = "shuangda.conf.formats"
TIME_ZONE = env.TIME_ZONE.read()
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static-root" if PRODUCTION else None  # the finders serve what is in the source
_NODE = BASE_DIR / "node_modules"
STATICFILES_DIRS = [("vendor/tabler/css", folder) for folder in [_NODE / "@tabler/core/dist/css"] if folder.is_dir()]
ICON_DIR = _NODE / "@tabler/icons/icons"
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {
        "BACKEND": "shuangda.conf.static.HashedFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 20

AUTH_USER_MODEL = "orgs.Person"
AUTHENTICATION_BACKENDS = ["shuangda.platform.orgs.accounts.LockableBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "shuangda.platform.orgs.accounts.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# An account is closed for five minutes after five wrong passwords. What counts by address is wide, because a whole
# office often sits behind one.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/300s/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Shuangda"

# GB/T 22239-2019 §8.1.4.1 asks for an idle log-out; half an hour is what offices set.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = env.HTTPS.flag()
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# With "no-referrer" browsers send "Origin: null", and the CSRF check turns every form away.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if env.HTTPS.flag() else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.TRUST_PROXY.flag() else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a 403 or 404 is an answer, not a fault with a traceback
        "uvicorn.access": {"level": "WARNING"},
    },
}


def _refuse_unsafe() -> None:
    """Stop a production start that would be unsafe, naming every reason at once.

    Raises ImproperlyConfigured.
    """
    reasons = {
        f"{env.DEBUG.name} is on": DEBUG,
        f"{env.SECRET_KEY.name} is missing or shorter than 50 characters": len(SECRET_KEY) < 50,
        f"{env.ALLOWED_HOSTS.name} is empty or '*'": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
        f"{env.HTTPS.name} is off, so cookies would travel unencrypted": not SESSION_COOKIE_SECURE,
        f"{env.DURABLE.name} is off, so a power cut would lose data": not env.DURABLE.flag(),
    }
    if found := [reason for reason, is_true in reasons.items() if is_true]:
        raise ImproperlyConfigured("Refusing to start in production: " + "; ".join(found) + ".")


if PRODUCTION:
    _refuse_unsafe()

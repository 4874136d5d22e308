"""Every environment variable that Shuangda reads, with its meaning and default.

Nothing else in the code looks at the environment. `docs/configuration.md` is compared with `VARIABLES` by a test.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is for, and the value taken when it is not set."""

    name: str
    purpose: str
    default: str = ""

    def read(self) -> str:
        return os.environ.get(self.name, self.default).strip()

    def flag(self) -> bool:
        return self.read().lower() in {"1", "true", "yes", "on"}

    def words(self) -> list[str]:
        return [word.strip() for word in self.read().split(",") if word.strip()]


ENVIRONMENT = Variable(
    "SHUANGDA_ENV", "`development` or `production`; production refuses unsafe settings", "development"
)
HOME = Variable(
    "SHUANGDA_HOME", "folder for the embedded database, uploaded files, logs and the development key", "var"
)
DATABASE_URL = Variable(
    "DATABASE_URL",
    "`postgresql://user:password@host:port/name`; the embedded server is used when it is empty",
)
SECRET_KEY = Variable("SHUANGDA_SECRET_KEY", "signs cookies and tokens, at least 50 characters; required in production")
ALLOWED_HOSTS = Variable("SHUANGDA_ALLOWED_HOSTS", "host names served, separated by commas; required in production")
TRUSTED_ORIGINS = Variable("SHUANGDA_TRUSTED_ORIGINS", "origins such as `https://office.example` behind a proxy")
HTTPS = Variable(
    "SHUANGDA_HTTPS", "`1` when users reach the site over HTTPS: cookies are then sent over HTTPS only", "0"
)
TRUST_PROXY = Variable("SHUANGDA_TRUST_PROXY", "`1` when a proxy in front sets X-Forwarded-Proto", "0")
DEBUG = Variable("SHUANGDA_DEBUG", "`1` shows error details in the browser; refused in production", "0")
TIME_ZONE = Variable("SHUANGDA_TIME_ZONE", "local time of the office", "Asia/Shanghai")
DURABLE = Variable(
    "SHUANGDA_DURABLE",
    "`0` lets a throw-away embedded database skip flushing to disk; refused in production",
    "1",
)

VARIABLES: tuple[Variable, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Variable))


def home() -> Path:
    """The folder that holds everything this installation writes; a relative one counts from the checkout."""
    return (BASE_DIR / HOME.read()).resolve()


def development_secret() -> str:
    """A random key kept beside the development data, so that restarts keep people logged in."""
    path = home() / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), "utf-8")
    return path.read_text("utf-8")

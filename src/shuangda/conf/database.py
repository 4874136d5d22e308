"""Where the data lives: `DATABASE_URL` if set, the embedded PostgreSQL otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict


def settings(url: str, home: Path) -> dict[str, Any]:
    """Django's settings of the one database. `url` is anything libpq understands; empty means the embedded server."""
    if not url:
        from . import postgres

        url = postgres.conninfo(home)
    found = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname", "shuangda"),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": found.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": found,
    }

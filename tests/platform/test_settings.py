"""What a production start refuses. Settings are read once a process, so each case is a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SAFE = {
    "SHUANGDA_ENV": "production",
    "SHUANGDA_SECRET_KEY": "x7" * 30,
    "SHUANGDA_ALLOWED_HOSTS": "office.example",
    "SHUANGDA_HTTPS": "1",
    "DATABASE_URL": "postgresql://shuangda@localhost/shuangda",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a fresh process with these variables; an empty value means not set."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SHUANGDA_")}
    wanted = {name: value for name, value in {**inherited, **SAFE, **changes}.items() if value}
    command = [sys.executable, "-c", "import shuangda.conf.settings"]
    return subprocess.run(command, env=wanted, capture_output=True, text=True, check=False)


def test_a_safe_production_starts() -> None:
    result = start()
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SHUANGDA_DEBUG", "1"),
        ("SHUANGDA_SECRET_KEY", ""),
        ("SHUANGDA_SECRET_KEY", "short"),
        ("SHUANGDA_ALLOWED_HOSTS", ""),
        ("SHUANGDA_ALLOWED_HOSTS", "office.example,*"),
        ("SHUANGDA_HTTPS", "0"),
        ("SHUANGDA_DURABLE", "0"),
    ],
)
def test_an_unsafe_production_does_not_start_and_names_the_variable(variable: str, value: str) -> None:
    result = start(**{variable: value})
    assert result.returncode != 0
    assert variable in result.stderr
    assert "Refusing to start in production" in result.stderr


def test_every_reason_is_named_at_once() -> None:
    result = start(SHUANGDA_DEBUG="1", SHUANGDA_HTTPS="")
    assert "SHUANGDA_DEBUG" in result.stderr
    assert "SHUANGDA_HTTPS" in result.stderr

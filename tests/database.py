"""A throw-away database server for one run of the tests, shared by its parallel workers.

A plugin (`-p tests.database` in pyproject.toml), because pytest-django loads the settings before any conftest.py.
With DATABASE_URL set, that server is used instead.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from shuangda.conf import env, postgres


def _start() -> None:
    home = Path(tempfile.mkdtemp(prefix="shuangda-test-"))
    atexit.register(_end, home)
    os.environ[env.HOME.name] = str(home)
    os.environ[env.DATABASE_URL.name] = postgres.ensure_running(home, durable=False)


def _end(home: Path) -> None:
    postgres.destroy(home)
    shutil.rmtree(home)


if not env.DATABASE_URL.read():  # the workers of pytest-xdist find it set by the process that started them
    _start()

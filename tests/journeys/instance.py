"""A whole installation for a browser: its own database, web server and job worker, as `shuangda` starts them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from shuangda.conf import env
from shuangda.conf.supervisor import Supervisor

START_SECONDS = 60


@contextmanager
def running(home: Path, founded_by: str = "tests.journeys.found") -> Iterator[str]:
    """The address of an installation that the module `founded_by` has filled; it is gone when the block ends."""
    server = env.DATABASE_URL.read()
    name = f"journey_{uuid.uuid4().hex[:12]}"
    _command(server, "CREATE DATABASE {}", name)
    settings = {
        **os.environ,
        env.DATABASE_URL.name: make_conninfo(server, dbname=name),
        env.HOME.name: str(home),
        "PYTHONPATH": str(env.BASE_DIR),
    }
    port = _free_port()
    try:
        subprocess.run([sys.executable, "-m", founded_by], env=settings, cwd=env.BASE_DIR, check=True)
        with Supervisor() as programs:
            shuangda = ["env", *_assignments(settings), sys.executable, "-m", "shuangda"]
            programs.start("worker", [*shuangda, "worker"], home / "worker.log")
            programs.start("web", [*shuangda, "serve", "--port", str(port)], home / "web.log")
            _wait_for(port, programs)
            yield f"http://127.0.0.1:{port}"
    finally:
        _command(server, "DROP DATABASE {} WITH (FORCE)", name)


def _assignments(settings: dict[str, str]) -> list[str]:
    return [f"{name}={settings[name]}" for name in (env.DATABASE_URL.name, env.HOME.name, "PYTHONPATH")]


def _command(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, programs: Supervisor) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if ended := programs.wait(0.1):
                raise RuntimeError(f"{ended.reason()}\n{ended.log.read_text('utf-8', 'replace')[-3000:]}") from None
            if time.monotonic() > end:
                raise
        else:
            return
